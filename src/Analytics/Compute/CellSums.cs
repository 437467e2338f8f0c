using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A division of the respondents crossed with the cells of a weighting, made once and used for every variable.
/// </summary>
/// <param name="Weighting">The weighting.</param>
/// <param name="GroupOf">0 … <paramref name="Groups"/> − 1, or −1 for none.</param>
/// <param name="Groups">How many groups there are.</param>
internal sealed record CellDivision(CellWeighting Weighting, int[] GroupOf, int Groups)
{
    /// <summary>Per respondent (group + 1) × cells + cell; the first row is those in no group.</summary>
    public int[] Slots { get; } = SlotsOf(Weighting, GroupOf);

    private static int[] SlotsOf(CellWeighting weighting, int[] groupOf)
    {
        Histogram.RequireSameLength(weighting.CellOf.Length, groupOf.Length);
        var slots = new int[groupOf.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = ((groupOf[i] + 1) * weighting.Cells) + weighting.CellOf[i];
        }

        return slots;
    }
}

/// <summary>
/// n, Σy and Σy² of a variable by group and cell, in one pass over the respondents: all that weighted means, contrasts and changes of every
/// group need. Whoever has no value is in none. Values are taken from a centre, so that squares do not drown their differences.
/// </summary>
internal sealed class CellSums
{
    private readonly double[] _n, _sums, _squares;
    private readonly Func<int, double> _valueOf;

    private CellSums(CellDivision division, double centre, double[] n, double[] sums, double[] squares, Func<int, double> valueOf)
    {
        (Division, Centre, _n, _sums, _squares, _valueOf) = (division, centre, n, sums, squares, valueOf);
    }

    /// <summary>The groups.</summary>
    public CellDivision Division { get; }

    /// <summary>What values are taken from.</summary>
    public double Centre { get; }

    /// <summary>Of numbers, NaN = no value.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static CellSums Of(double[] values, CellDivision division)
    {
        Histogram.RequireSameLength(values.Length, division.Slots.Length);
        var centre = Moments.Mean(values).Mean;
        centre = double.IsNaN(centre) ? 0 : centre;
        var slots = (division.Groups + 1) * division.Weighting.Cells;
        var n = new double[slots];
        var (sums, squares) = (new NeumaierSum[slots], new NeumaierSum[slots]);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] - centre;
            if (!double.IsNaN(value))
            {
                var slot = division.Slots[i];
                n[slot]++;
                sums[slot].Add(value);
                squares[slot].Add(value * value);
            }
        }

        return new CellSums(division, centre, n, Array.ConvertAll(sums, s => s.Value), Array.ConvertAll(squares, s => s.Value), i => values[i]);
    }

    /// <summary>Of levels, or of states 0 and 1; every other byte = no value. Exact, whatever the order.</summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static CellSums Of(byte[] levels, CellDivision division)
    {
        Histogram.RequireSameLength(levels.Length, division.Slots.Length);
        var counts = new Counts[(division.Groups + 1) * division.Weighting.Cells];
        var slots = division.Slots;
        for (var i = 0; i < levels.Length; i++)
        {
            var level = levels[i];
            if (Answers.IsLevel(level))
            {
                ref var count = ref counts[slots[i]];
                count.N++;
                count.Sum += level;
                count.Squares += level * level;
            }
        }

        return new CellSums(
            division,
            0,
            Array.ConvertAll(counts, c => (double)c.N),
            Array.ConvertAll(counts, c => (double)c.Sum),
            Array.ConvertAll(counts, c => (double)c.Squares),
            i => Answers.IsLevel(levels[i]) ? levels[i] : double.NaN);
    }

    /// <summary>The same sums under other weights of the same cells.</summary>
    public CellSums With(CellWeighting weighting)
    {
        Histogram.RequireSameLength(weighting.Cells, Division.Weighting.Cells);
        return new CellSums(Division with { Weighting = weighting }, Centre, _n, _sums, _squares, _valueOf);
    }

    /// <summary>A respondent's value, NaN = none.</summary>
    public double ValueOf(int respondent) => _valueOf(respondent);

    /// <summary>The respondents of a group.</summary>
    public CellDomain Group(int group) => Domain(group + 1, 1);

    /// <summary>Everybody, those in no group too.</summary>
    public CellDomain All() => Domain(0, Division.Groups + 1);

    /// <summary>Everybody but a group.</summary>
    public CellDomain Rest(int group)
    {
        var (all, own) = (All(), Group(group));
        return new CellDomain(this, all.N.Minus(own.N), all.Sums.Minus(own.Sums), all.Squares.Minus(own.Squares));
    }

    /// <summary>The values of a group, those without one left out.</summary>
    public double[] Values(int group)
    {
        var values = new List<double>();
        for (var i = 0; i < Division.GroupOf.Length; i++)
        {
            if (Division.GroupOf[i] == group && _valueOf(i) is var value && !double.IsNaN(value))
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    /// <summary>One value a respondent, NaN for whoever is not in the group (or is, for the rest).</summary>
    public double[] Own(int group, bool rest = false)
    {
        var own = new double[Division.GroupOf.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = Division.GroupOf[i] == group != rest ? _valueOf(i) : double.NaN;
        }

        return own;
    }

    private CellDomain Domain(int firstRow, int rows)
    {
        var cells = Division.Weighting.Cells;
        var (n, sums, squares) = (new double[cells], new double[cells], new double[cells]);
        for (var row = firstRow; row < firstRow + rows; row++)
        {
            for (var c = 0; c < cells; c++)
            {
                var slot = (row * cells) + c;
                n[c] += _n[slot];
                sums[c] += _sums[slot];
                squares[c] += _squares[slot];
            }
        }

        return new CellDomain(this, n, sums, squares);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Counts
    {
        public int N, Sum, Squares;
    }
}

/// <summary>Differences of columns.</summary>
file static class Differences
{
    public static double[] Minus(this double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }
}
