namespace Digilo.Analytics.Compute;

/// <summary>
/// Weights that are the same for everybody of a cell, as raked and post-stratified weights are that began equal: then a weighted figure
/// and its error follow from sums by cell, however many respondents there are.
/// </summary>
internal sealed class CellWeighting
{
    private readonly Calibration? _calibration;
    private readonly double[] _design;

    private readonly int _start;

    private CellWeighting(Calibration? calibration, double[] design, double[] weights, int[] cellOf, double[] ofCell, double[] respondents)
    {
        (_calibration, _design, Weights, CellOf, OfCell, Respondents) = (calibration, design, weights, cellOf, ofCell, respondents);
        AllWeights = weights;
    }

    private CellWeighting(CellWeighting whole, int start, int count, long[] persons)
        : this(
            whole._calibration, whole._design, whole.Weights[start..(start + count)], whole.CellOf[start..(start + count)], whole.OfCell, whole.Respondents)
    {
        (_start, AllWeights) = (start, whole.Weights);
        Others = [.. Enumerable.Range(0, persons.Length).Where(i => i < start || i >= start + count).Select(i => (persons[i], whole.CellOf[i]))];
    }

    /// <summary>Weights of everybody that was calibrated together, <see cref="Others"/> too.</summary>
    public double[] AllWeights { get; }

    /// <summary>
    /// Respondents who were calibrated together with these and are in no figure of them, but in its error: the person (0 = not linked) and
    /// the cell. In their order.
    /// </summary>
    public IReadOnlyList<(long Person, int Cell)> Others { get; } = [];

    /// <summary>Everybody that the error is of.</summary>
    public int Total => CellOf.Length + Others.Count;

    /// <summary>One a respondent.</summary>
    public double[] Weights { get; }

    /// <summary>How they came about; null when they are not calibrated.</summary>
    public Calibration? Calibration => _calibration;

    /// <summary>The cell of each respondent.</summary>
    public int[] CellOf { get; }

    /// <summary>The weight of everybody in a cell.</summary>
    public double[] OfCell { get; }

    /// <summary>Respondents of a cell, those who say nothing of a figure too.</summary>
    public double[] Respondents { get; }

    /// <summary>How many cells there are.</summary>
    public int Cells => OfCell.Length;

    /// <summary>Everybody counts as one: one cell.</summary>
    public static CellWeighting Unweighted(int respondents)
    {
        var ones = new double[respondents];
        Array.Fill(ones, 1);
        return new CellWeighting(null, [1], ones, new int[respondents], [1], [respondents]);
    }

    /// <summary>Calibrated weights.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or two respondents of a cell have different weights.</exception>
    public static CellWeighting Of(double[] weights, Calibration calibration)
    {
        Histogram.RequireSameLength(weights.Length, calibration.Respondents);
        var cellOf = calibration.CellOf.ToArray();
        var respondents = new double[calibration.CellCount];
        foreach (var cell in cellOf)
        {
            respondents[cell]++;
        }

        return new CellWeighting(
            calibration, PerCell(calibration.DesignWeights, cellOf, respondents.Length), weights, cellOf, PerCell(weights, cellOf, respondents.Length), respondents);
    }

    /// <summary>Some of the respondents in a row, the others calibrated together with them: an organisation of a wave.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="persons">Everybody's persons, 0 where not linked.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public CellWeighting Part(int start, int count, long[] persons)
    {
        Histogram.RequireSameLength(persons.Length, CellOf.Length);
        return new CellWeighting(this, start, count, persons);
    }

    /// <summary>Something about these respondents laid among all, <paramref name="other"/> for the others.</summary>
    public T[] AmongAll<T>(T[] own, Func<int, T> other)
    {
        var all = new T[Total];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = i < _start ? other(i) : i < _start + own.Length ? own[i - _start] : other(i - own.Length);
        }

        return all;
    }

    /// <summary>Everybody counts as one, over the same cells.</summary>
    public CellWeighting Plain()
    {
        var ones = new double[CellOf.Length];
        Array.Fill(ones, 1);
        return With(ones);
    }

    /// <summary>Other weights over the same cells; they are not calibrated.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or two respondents of a cell have different weights.</exception>
    public CellWeighting With(double[] weights)
    {
        Histogram.RequireSameLength(weights.Length, CellOf.Length);
        return new CellWeighting(null, _design, weights, CellOf, PerCell(weights, CellOf, Cells), Respondents);
    }

    /// <summary>What the margins explain of linearised values u, per cell, from Σu per cell; zeros where nothing is calibrated.</summary>
    public double[] Fitted(ReadOnlySpan<double> sums)
    {
        if (_calibration is null)
        {
            return new double[Cells];
        }

        var totals = new double[Cells];
        for (var c = 0; c < totals.Length; c++)
        {
            totals[c] = _design[c] * sums[c];
        }

        return _calibration.Fitted(totals);
    }

    private static double[] PerCell(ReadOnlySpan<double> weights, int[] cellOf, int cells)
    {
        var ofCell = new double[cells];
        Array.Fill(ofCell, double.NaN);
        for (var i = 0; i < cellOf.Length; i++)
        {
            ref var known = ref ofCell[cellOf[i]];
            if (!double.IsNaN(known) && known != weights[i])
            {
                throw new ArgumentException($"Weights {known} and {weights[i]} in one cell.");
            }

            known = weights[i];
        }

        return ofCell;
    }
}
