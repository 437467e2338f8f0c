using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>One margin to rake to: each respondent's category and the population's total per category.</summary>
internal sealed record RakingMargin(int[] Category, double[] Totals);

/// <summary>
/// Raked weights. <paramref name="LargestDeviation"/> is max|Σw − T|/T over all categories after the last round;
/// <paramref name="Converged"/> says whether it met the tolerance.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RakingResult(double[] Weights, int Iterations, double LargestDeviation, bool Converged);

/// <summary>
/// One margin met within each group: the respondents' categories, and the population's totals per group and category. A margin that one
/// group does without is one category there.
/// </summary>
internal sealed record GroupedMargin(int[] Category, double[][] Totals);

/// <summary>
/// Iterative proportional fitting (Deming and Stephan 1940; method §3.3). Errors of raked weights: <see cref="Calibration"/>.
/// </summary>
internal static class Raking
{
    /// <summary>The method's tolerance: the total depends on it (domain S7).</summary>
    public const double Tolerance = 1e-10;

    /// <summary>
    /// Scales start weights to each margin in turn until max|Σw − T|/T ≤ tolerance over all margins at once. Respondents with start
    /// weight 0 keep it. R: <c>rake(design, sample.margins, population.margins, control = list(epsilon = 1e-11, maxit = 500))</c>.
    /// Nothing is collapsed here: a category with a population and no respondents throws, for the caller must name the neighbour.
    /// A category with respondents and population 0 gets weights of 0. Margins whose sums contradict each other do not converge, and
    /// the result says so.
    /// </summary>
    /// <param name="start">Start weights, N/n as a rule; not changed.</param>
    /// <param name="margins">None: the start weights.</param>
    /// <param name="tolerance">Relative, over 0.</param>
    /// <param name="maxIterations">Rounds over all margins.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a weight or total is negative or not finite, or an empty category has N &gt; 0.
    /// </exception>
    public static RakingResult Rake(
        ReadOnlySpan<double> start, IReadOnlyList<RakingMargin> margins, double tolerance = Tolerance, int maxIterations = 1000)
    {
        Weighted.RequireWeights(start);
        foreach (var margin in margins)
        {
            Histogram.RequireSameLength(margin.Category.Length, start.Length);
            Weighted.RequireWeights(margin.Totals);
        }

        // Respondents of one cell are scaled alike: what is scaled is the sum of a cell.
        var cells = CategoryCells.Find([.. margins.Select(m => m.Category)], start.Length);
        var byCell = margins.Select((m, k) => new RakingMargin(Array.ConvertAll(cells.Keys, key => key[k]), m.Totals)).ToArray();
        var design = new NeumaierSum[cells.Keys.Length];
        for (var i = 0; i < start.Length; i++)
        {
            design[cells.Of[i]].Add(start[i]);
        }

        var d = Array.ConvertAll(design, s => s.Value);
        var weights = (double[])d.Clone();
        foreach (var margin in byCell)
        {
            var sums = Sums(weights, margin);
            for (var c = 0; c < sums.Length; c++)
            {
                if (sums[c] == 0 && margin.Totals[c] > 0)
                {
                    throw new ArgumentException($"Category {c} has a population of its own and no respondents: collapse it first.");
                }
            }
        }

        var deviation = Deviation(weights, byCell);
        var round = 0;
        for (; deviation > tolerance && round < maxIterations; round++)
        {
            foreach (var margin in byCell)
            {
                var factors = Sums(weights, margin);
                for (var c = 0; c < factors.Length; c++)
                {
                    factors[c] = factors[c] == 0 ? 0 : margin.Totals[c] / factors[c];
                }

                for (var i = 0; i < weights.Length; i++)
                {
                    weights[i] *= factors[margin.Category[i]];
                }
            }

            deviation = Deviation(weights, byCell);
        }

        double[] ratios = [.. weights.Select((w, c) => d[c] == 0 ? 0 : w / d[c])];
        return Finish(start, cells.Of, ratios, round, deviation, tolerance);
    }

    /// <summary><see cref="RakeWithin"/> bounds of the g-weights, or without any <see cref="Rake(ReadOnlySpan{double}, IReadOnlyList{RakingMargin}, double, int)"/>.</summary>
    public static RakingResult Rake(ReadOnlySpan<double> start, IReadOnlyList<RakingMargin> margins, (double Lower, double Upper)? bounds) =>
        bounds is { } b ? RakeWithin(start, margins, b.Lower, b.Upper) : Rake(start, margins);

    /// <summary>
    /// <see cref="Rake(ReadOnlySpan{double}, IReadOnlyList{RakingMargin}, double, int)"/> within each group by itself (organisation by organisation, method §3.3), or with bounds
    /// <see cref="RakeWithin"/>. A group without respondents must have totals of 0, or it throws. Errors: a <see cref="Calibration"/> with
    /// the same group column. R: <c>rake</c> on each group's rows.
    /// </summary>
    /// <param name="start">Start weights, the group's N/n as a rule; not changed.</param>
    /// <param name="group">The respondents' groups, 0 … groupCount − 1.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="margins">Margins with totals per group.</param>
    /// <param name="bounds">Of the g-weights, or null for none.</param>
    /// <returns>All weights, and one result a group whose <see cref="RakingResult.Weights"/> are that group's, in order.</returns>
    /// <exception cref="ArgumentException">As <see cref="Rake(ReadOnlySpan{double}, IReadOnlyList{RakingMargin}, double, int)"/>.</exception>
    public static (double[] Weights, RakingResult[] Groups) RakeByGroup(
        ReadOnlySpan<double> start,
        ReadOnlySpan<int> group,
        int groupCount,
        IReadOnlyList<GroupedMargin> margins,
        (double Lower, double Upper)? bounds = null)
    {
        Histogram.RequireSameLength(start.Length, group.Length);
        var weights = new double[start.Length];
        var results = new RakingResult[groupCount];
        var rows = new List<int>[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            rows[g] = [];
        }

        for (var i = 0; i < group.Length; i++)
        {
            rows[group[i]].Add(i);
        }

        for (var g = 0; g < groupCount; g++)
        {
            var mine = rows[g];
            var part = new double[mine.Count];
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = start[mine[i]];
            }

            var own = margins.Select(m => new RakingMargin([.. mine.Select(i => m.Category[i])], m.Totals[g])).ToArray();
            results[g] = Rake(part, own, bounds);
            for (var i = 0; i < part.Length; i++)
            {
                weights[mine[i]] = results[g].Weights[i];
            }
        }

        return (weights, results);
    }

    /// <summary>
    /// Raked weights whose g-weights (w over start) stay within bounds (<c>Weighting:MaxRatio</c>, method §3.3). Not converged means that
    /// no such weights exist, or as good as none: refuse them. Category by category the one factor is found that meets the total with the
    /// bounds kept, which climbs the dual and so reaches the same weights as Newton does.
    /// R: <c>calibrate(design, ~a + b, population, calfun = "raking", bounds = c(lower, upper), epsilon = 1e-11, maxit = 500)</c>.
    /// </summary>
    /// <param name="start">Start weights; not changed. 0 stays 0.</param>
    /// <param name="margins">None: the start weights.</param>
    /// <param name="lower">From 0 up to 1.</param>
    /// <param name="upper">From 1.</param>
    /// <param name="tolerance">Relative, over 0.</param>
    /// <param name="maxIterations">Rounds over all margins.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ lower ≤ 1 ≤ upper.</exception>
    /// <exception cref="ArgumentException">Lengths differ, or a weight or total is negative or not finite.</exception>
    public static RakingResult RakeWithin(
        ReadOnlySpan<double> start,
        IReadOnlyList<RakingMargin> margins,
        double lower,
        double upper,
        double tolerance = Tolerance,
        int maxIterations = 1000)
    {
        if (!(lower >= 0 && lower <= 1 && upper >= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(lower), $"Bounds lie around 1: got {lower} and {upper}.");
        }

        Weighted.RequireWeights(start);
        foreach (var margin in margins)
        {
            Histogram.RequireSameLength(margin.Category.Length, start.Length);
            Weighted.RequireWeights(margin.Totals);
        }

        // Respondents of one cell have one g-weight: work on cells, with the logarithm of g before bounds.
        var cells = CategoryCells.Find([.. margins.Select(m => m.Category)], start.Length);
        var categoryOf = margins.Select((_, m) => cells.Keys.Select(k => k[m]).ToArray()).ToArray();
        var design = new NeumaierSum[cells.Keys.Length];
        for (var i = 0; i < start.Length; i++)
        {
            design[cells.Of[i]].Add(start[i]);
        }

        var d = design.Select(s => s.Value).ToArray();
        var log = new double[d.Length];
        double G(double x) => Math.Clamp(Math.Exp(x), lower, upper);

        double Deviation()
        {
            double[] cellWeights = [.. d.Select((w, c) => w * G(log[c]))];
            return Raking.Deviation(cellWeights, [.. margins.Select((m, k) => new RakingMargin(categoryOf[k], m.Totals))]);
        }

        var deviation = Deviation();
        var round = 0;
        for (; deviation > tolerance && round < maxIterations; round++)
        {
            for (var m = 0; m < margins.Count; m++)
            {
                for (var category = 0; category < margins[m].Totals.Length; category++)
                {
                    int[] members = [.. Enumerable.Range(0, d.Length).Where(
                        c => categoryOf[m][c] == category && d[c] > 0 && !double.IsNegativeInfinity(log[c]))];
                    var total = margins[m].Totals[category];
                    if (total == 0 && lower == 0)
                    {
                        foreach (var c in members)
                        {
                            log[c] = double.NegativeInfinity;
                        }

                        continue;
                    }

                    var available = members.Sum(c => d[c]);
                    if (!(total >= available * lower * (1 - tolerance) && total <= available * upper * (1 + tolerance)))
                    {
                        return Finish(start, cells.Of, [.. log.Select(G)], round, double.PositiveInfinity, tolerance);
                    }

                    if (members.Length == 0)
                    {
                        continue;
                    }

                    var shift = MonotoneRoot.Solve(
                        u =>
                        {
                            NeumaierSum sum = default, slope = default;
                            foreach (var c in members)
                            {
                                var g = Math.Exp(log[c] + u);
                                sum.Add(d[c] * Math.Clamp(g, lower, upper));
                                slope.Add(g > lower && g < upper ? d[c] * g : 0);
                            }

                            return (sum.Value, slope.Value);
                        },
                        total,
                        0,
                        -700,
                        700,
                        increasing: true);
                    foreach (var c in members)
                    {
                        log[c] = Math.Clamp(log[c] + shift, -700, 700);
                    }
                }
            }

            deviation = Deviation();
        }

        return Finish(start, cells.Of, [.. log.Select(G)], round, deviation, tolerance);
    }

    private static RakingResult Finish(
        ReadOnlySpan<double> start, int[] cellOf, double[] ratios, int round, double deviation, double tolerance)
    {
        var weights = start.ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= ratios[cellOf[i]];
        }

        return new RakingResult(weights, round, deviation, deviation <= tolerance);
    }

    private static double[] Sums(double[] weights, RakingMargin margin)
    {
        var sums = new NeumaierSum[margin.Totals.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            sums[margin.Category[i]].Add(weights[i]);
        }

        return [.. sums.Select(s => s.Value)];
    }

    private static double Deviation(double[] weights, IReadOnlyList<RakingMargin> margins)
    {
        var largest = 0.0;
        foreach (var margin in margins)
        {
            var sums = Sums(weights, margin);
            for (var c = 0; c < sums.Length; c++)
            {
                var off = Math.Abs(sums[c] - margin.Totals[c]);
                largest = Math.Max(largest, off == 0 ? 0 : margin.Totals[c] == 0 ? double.PositiveInfinity : off / margin.Totals[c]);
            }
        }

        return largest;
    }
}
