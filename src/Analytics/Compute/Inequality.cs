using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>Theil's T or L split by group: total = within + between.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TheilDecomposition(double Within, double Between)
{
    /// <summary>Within + between.</summary>
    public double Total => Within + Between;
}

/// <summary>
/// Inequality of amounts on a ratio scale (hours), zeros included; not for levels, whose zero is arbitrary (method §3.1).
/// No values, or all of them zero: NaN. A negative or non-finite amount throws. Weights may be empty (all 1); a weight of 0 leaves its
/// amount out, and whole weights are the same as that many copies.
/// </summary>
internal static class Inequality
{
    /// <summary>
    /// Gini without the n/(n − 1) correction, 0 … 1 − 1/n. R: <c>ineq::Gini(x)</c>, with weights
    /// <c>sum(w %o% w * abs(outer(x, x, "-"))) / (2 * sum(w)^2 * weighted.mean(x, w))</c>; domain S22.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    public static double Gini(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights = default)
    {
        RequireAmounts(amounts, weights);
        var sorted = amounts.ToArray();
        var w = weights.IsEmpty ? [] : weights.ToArray();
        if (weights.IsEmpty)
        {
            Array.Sort(sorted);
        }
        else
        {
            Array.Sort(sorted, w);
        }

        // Each amount counts once for every weight it is above, and against for every weight it is below.
        NeumaierSum differences = default, total = default, below = default;
        var all = TotalWeight(amounts, weights);
        for (var i = 0; i < sorted.Length; i++)
        {
            var own = weights.IsEmpty ? 1 : w[i];
            differences.Add(own * sorted[i] * ((2 * below.Value) + own - all));
            total.Add(own * sorted[i]);
            below.Add(own);
        }

        return total.Value == 0 ? double.NaN : differences.Value / (all * total.Value);
    }

    /// <summary>
    /// Theil's T with 0·ln 0 = 0, 0 … ln n. R: <c>ineq::Theil(x)</c>, with weights <c>weighted.mean(x/m * log(x/m), w)</c>; domain S22.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    public static double Theil(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights = default) =>
        MeanOf(amounts, weights, ratio => ratio == 0 ? 0 : ratio * Math.Log(ratio));

    /// <summary>
    /// Theil's L, the mean logarithmic deviation. Not applicable where somebody has nothing: NaN (method §3.1).
    /// R: <c>ineq::Theil(x, parameter = 1)</c>, with weights <c>weighted.mean(log(m/x), w)</c>; domain S22.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    public static double TheilL(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights = default) =>
        MeanOf(amounts, weights, ratio => ratio == 0 ? double.NaN : -Math.Log(ratio));

    /// <summary>
    /// Atkinson's index, 0 … 1, of an aversion to inequality ε &gt; 0; 1 where somebody has nothing and ε ≥ 1.
    /// R: <c>ineq::Atkinson(x, parameter = e)</c>; domain S22.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε not positive and finite.</exception>
    public static double Atkinson(ReadOnlySpan<double> amounts, double aversion, ReadOnlySpan<double> weights = default)
    {
        IncompleteBeta.RequirePositive(aversion, nameof(aversion));
        if (aversion == 1)
        {
            return 1 - Math.Exp(MeanOf(amounts, weights, Math.Log));
        }

        return 1 - Math.Pow(MeanOf(amounts, weights, ratio => Math.Pow(ratio, 1 - aversion)), 1 / (1 - aversion));
    }

    /// <summary>
    /// Theil's T = Σ s_g·T_g + Σ s_g·ln(μ_g/μ), s_g the group's part of the total (domain S23). Those with group −1 are left out.
    /// A group without amounts adds nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    public static TheilDecomposition TheilByGroup(
        ReadOnlySpan<double> amounts, ReadOnlySpan<int> group, int groupCount, ReadOnlySpan<double> weights = default) =>
        Decompose(amounts, group, groupCount, weights, byAmount: true);

    /// <summary>
    /// Theil's L = Σ p_g·L_g + Σ p_g·ln(μ/μ_g), p_g the group's part of the persons: unlike T's, its within part does not weigh a group
    /// by what it has. Those with group −1 are left out; NaN where somebody has nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or an amount or weight that is negative or not finite.</exception>
    public static TheilDecomposition TheilLByGroup(
        ReadOnlySpan<double> amounts, ReadOnlySpan<int> group, int groupCount, ReadOnlySpan<double> weights = default) =>
        Decompose(amounts, group, groupCount, weights, byAmount: false);

    private static TheilDecomposition Decompose(
        ReadOnlySpan<double> amounts, ReadOnlySpan<int> group, int groupCount, ReadOnlySpan<double> weights, bool byAmount)
    {
        Histogram.RequireSameLength(amounts.Length, group.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        if (!weights.IsEmpty)
        {
            Histogram.RequireSameLength(amounts.Length, weights.Length);
        }

        var members = new (List<double> Amounts, List<double> Weights)[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            members[g] = ([], []);
        }

        for (var i = 0; i < amounts.Length; i++)
        {
            if (group[i] >= 0)
            {
                members[group[i]].Amounts.Add(amounts[i]);
                members[group[i]].Weights.Add(weights.IsEmpty ? 1 : weights[i]);
            }
        }

        NeumaierSum sum = default, persons = default;
        var parts = new (double Sum, double Persons)[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            double[] x = [.. members[g].Amounts], w = [.. members[g].Weights];
            RequireAmounts(x, w);
            parts[g] = (TotalAmount(x, w), TotalWeight(x, w));
            sum.Add(parts[g].Sum);
            persons.Add(parts[g].Persons);
        }

        if (sum.Value == 0)
        {
            return new TheilDecomposition(double.NaN, double.NaN);
        }

        var within = default(NeumaierSum);
        var between = default(NeumaierSum);
        for (var g = 0; g < groupCount; g++)
        {
            double[] x = [.. members[g].Amounts], w = [.. members[g].Weights];
            var ratio = parts[g].Sum / parts[g].Persons / (sum.Value / persons.Value);
            if (byAmount && parts[g].Sum > 0)
            {
                within.Add(parts[g].Sum / sum.Value * Theil(x, w));
                between.Add(parts[g].Sum / sum.Value * Math.Log(ratio));
            }
            else if (!byAmount && parts[g].Persons > 0)
            {
                within.Add(parts[g].Persons / persons.Value * TheilL(x, w));
                between.Add(ratio == 0 ? double.NaN : -parts[g].Persons / persons.Value * Math.Log(ratio));
            }
        }

        return new TheilDecomposition(within.Value, between.Value);
    }

    /// <summary>Weighted mean of f(x/μ); NaN when there is nothing to share.</summary>
    private static double MeanOf(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights, Func<double, double> f)
    {
        RequireAmounts(amounts, weights);
        var (sum, persons) = (TotalAmount(amounts, weights), TotalWeight(amounts, weights));
        if (sum == 0)
        {
            return double.NaN;
        }

        var mean = default(NeumaierSum);
        for (var i = 0; i < amounts.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            if (w > 0)
            {
                mean.Add(w * f(amounts[i] / sum * persons));
            }
        }

        return mean.Value / persons;
    }

    private static double TotalAmount(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights)
    {
        var sum = default(NeumaierSum);
        for (var i = 0; i < amounts.Length; i++)
        {
            sum.Add(weights.IsEmpty ? amounts[i] : weights[i] * amounts[i]);
        }

        return sum.Value;
    }

    private static double TotalWeight(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights) =>
        weights.IsEmpty ? amounts.Length : Summation.Sum(weights);

    private static void RequireAmounts(ReadOnlySpan<double> amounts, ReadOnlySpan<double> weights)
    {
        if (!weights.IsEmpty)
        {
            Histogram.RequireSameLength(amounts.Length, weights.Length);
        }

        foreach (var amount in amounts)
        {
            if (!(amount >= 0) || double.IsInfinity(amount))
            {
                throw new ArgumentException("Amounts are finite and not negative.", nameof(amounts));
            }
        }

        Weighted.RequireWeights(weights);
    }
}
