namespace Digilo.Analytics.Compute;

/// <summary>
/// How weights were calibrated to margins, as far as errors need it: the design weights, each respondent's category of every margin, and
/// the group (organisation, wave) within which the margins were met. Post-stratification is one margin, raking several; the error is
/// that of the GREG residuals either way (method §3.1). Made once for a set of respondents, then used for every figure of it.
/// R: the <c>postStrata</c> part of <c>postStratify</c>, <c>calibrate</c> and <c>rake</c>. R's <c>rake</c> approximates the residuals by
/// ten rounds over the margins with equal weights; with equal design weights (N/n) that approaches these, and <c>calibrate</c> has
/// them exactly.
/// </summary>
internal sealed class Calibration
{
    private const double Noise = 1e-13;

    private readonly double[] _design;
    private readonly int[] _cellOf;
    private readonly Block[] _blocks;

    private Calibration(double[] design, int[] cellOf, int cellCount, Block[] blocks)
    {
        _design = design;
        _cellOf = cellOf;
        CellCount = cellCount;
        _blocks = blocks;
    }

    /// <summary>How many respondents it is for.</summary>
    public int Respondents => _design.Length;

    /// <summary>How many combinations of group and categories occur; respondents of one cell have the same regression value.</summary>
    public int CellCount { get; }

    /// <summary>The weights before calibration.</summary>
    public ReadOnlySpan<double> DesignWeights => _design;

    /// <summary>The cell of each respondent, 0 … <see cref="CellCount"/> − 1.</summary>
    public ReadOnlySpan<int> CellOf => _cellOf;

    /// <summary>
    /// Prepares the regression on the margins. Categories nobody has, and categories that follow from others, are no trouble: the
    /// residuals do not depend on how the margins are written. Nobody: a calibration of nobody.
    /// </summary>
    /// <param name="designWeights">Weights before calibration, finite and not negative.</param>
    /// <param name="margins">Per margin the respondents' categories, 0, 1, …; none: residuals are from the group's mean.</param>
    /// <param name="group">The organisation or wave within which the margins were met; empty for one group.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative category.</exception>
    public static Calibration Of(
        ReadOnlySpan<double> designWeights, IReadOnlyList<int[]> margins, ReadOnlySpan<int> group = default)
    {
        var n = designWeights.Length;
        Weighted.RequireWeights(designWeights);
        var cells = CategoryCells.Find([group.IsEmpty ? new int[n] : group.ToArray(), .. margins], n);
        var (cellOf, keys) = (cells.Of, cells.Keys);
        var weights = new NeumaierSum[keys.Length];
        for (var i = 0; i < n; i++)
        {
            weights[cellOf[i]].Add(designWeights[i]);
        }

        var blocks = Enumerable.Range(0, keys.Length).GroupBy(c => keys[c][0])
            .Select(g => Block.Of([.. g], keys, [.. weights.Select(w => w.Value)])).ToArray();
        return new Calibration(designWeights.ToArray(), cellOf, keys.Length, blocks);
    }

    /// <summary>
    /// u less its regression on the margins with the design weights, over all respondents: those outside a figure's domain have u = 0 and
    /// still get a residual. R: <c>residuals(lm(u ~ margins, weights = design))</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public double[] Residuals(ReadOnlySpan<double> u)
    {
        Histogram.RequireSameLength(u.Length, _design.Length);
        var sums = new NeumaierSum[CellCount];
        var largest = 0.0;
        for (var i = 0; i < u.Length; i++)
        {
            if (u[i] != 0)
            {
                sums[_cellOf[i]].Add(_design[i] * u[i]);
                largest = Math.Max(largest, Math.Abs(u[i]));
            }
        }

        var fitted = Fitted([.. sums.Select(s => s.Value)]);
        var residuals = u.ToArray();
        for (var i = 0; i < residuals.Length; i++)
        {
            // What the margins explain is known exactly: rounding must not leave it an error that a test could divide by.
            var residual = u[i] - fitted[_cellOf[i]];
            residuals[i] = Math.Abs(residual) <= Noise * largest ? 0 : residual;
        }

        return residuals;
    }

    /// <summary>The regression's value per cell, from Σ d·u per cell.</summary>
    public double[] Fitted(ReadOnlySpan<double> designTotals)
    {
        Histogram.RequireSameLength(designTotals.Length, CellCount);
        var fitted = new double[CellCount];
        foreach (var block in _blocks)
        {
            block.Fit(designTotals, fitted);
        }

        return fitted;
    }

    /// <summary>The cells of one group: an intercept and a column per category but the margin's first.</summary>
    private sealed record Block(int[] Cells, int[][] Columns, int Size, double[] Inverse)
    {
        public static Block Of(int[] cells, int[][] keys, double[] weights)
        {
            var (columns, size) = CategoryCells.MainEffects([.. cells.Select(c => keys[c][1..])]);
            var cross = CategoryCells.CrossProduct(columns, size, [.. cells.Select(c => weights[c])]);
            return new Block(cells, columns, size, SymmetricMatrix.Invert(cross, size).Inverse);
        }

        public void Fit(ReadOnlySpan<double> totals, double[] fitted)
        {
            var moments = new double[Size];
            var any = false;
            for (var c = 0; c < Cells.Length; c++)
            {
                var total = totals[Cells[c]];
                any |= total != 0;
                foreach (var column in Columns[c])
                {
                    moments[column] += total;
                }
            }

            if (!any)
            {
                return;
            }

            var beta = SymmetricMatrix.Multiply(Inverse, moments);
            for (var c = 0; c < Cells.Length; c++)
            {
                foreach (var column in Columns[c])
                {
                    fitted[Cells[c]] += beta[column];
                }
            }
        }
    }
}
