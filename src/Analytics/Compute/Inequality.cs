using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>Theil's T split by group: total = within + between.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TheilDecomposition(double Within, double Between)
{
    /// <summary>Within + between.</summary>
    public double Total => Within + Between;
}

/// <summary>
/// Inequality of amounts on a ratio scale (hours), zeros included; not for levels, whose zero is arbitrary (method §3.1).
/// No values, or all of them zero: NaN. A negative or non-finite amount throws.
/// </summary>
internal static class Inequality
{
    /// <summary>Gini without the n/(n − 1) correction, 0 … 1 − 1/n. R: <c>ineq::Gini(x)</c>; domain S22.</summary>
    /// <exception cref="ArgumentException">A negative or non-finite amount.</exception>
    public static double Gini(ReadOnlySpan<double> amounts)
    {
        RequireAmounts(amounts);
        var sorted = amounts.ToArray();
        Array.Sort(sorted);
        var weighted = default(NeumaierSum);
        for (var i = 0; i < sorted.Length; i++)
        {
            weighted.Add((2.0 * i + 1 - sorted.Length) * sorted[i]);
        }

        var total = Summation.Sum(sorted);
        return total == 0 ? double.NaN : weighted.Value / (sorted.Length * total);
    }

    /// <summary>Theil's T with 0·ln 0 = 0, 0 … ln n. R: <c>ineq::Theil(x)</c>; domain S22.</summary>
    /// <exception cref="ArgumentException">A negative or non-finite amount.</exception>
    public static double Theil(ReadOnlySpan<double> amounts)
    {
        RequireAmounts(amounts);
        var total = Summation.Sum(amounts);
        if (total == 0)
        {
            return double.NaN;
        }

        var sum = default(NeumaierSum);
        foreach (var amount in amounts)
        {
            var ratio = amount / total * amounts.Length;
            sum.Add(ratio == 0 ? 0 : ratio * Math.Log(ratio));
        }

        return sum.Value / amounts.Length;
    }

    /// <summary>
    /// Theil's T = Σ s_g·T_g + Σ s_g·ln(μ_g/μ), s_g the group's part of the total (domain S23). Those with group −1 are left out.
    /// A group without amounts adds nothing.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or a negative or non-finite amount.</exception>
    public static TheilDecomposition TheilByGroup(ReadOnlySpan<double> amounts, ReadOnlySpan<int> group, int groupCount)
    {
        Histogram.RequireSameLength(amounts.Length, group.Length);
        var members = new List<double>[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            members[g] = [];
        }

        var all = new List<double>();
        for (var i = 0; i < amounts.Length; i++)
        {
            if (group[i] >= 0)
            {
                members[group[i]].Add(amounts[i]);
                all.Add(amounts[i]);
            }
        }

        RequireAmounts(CollectionsMarshal.AsSpan(all));
        var total = Summation.Sum(CollectionsMarshal.AsSpan(all));
        if (total == 0)
        {
            return new TheilDecomposition(double.NaN, double.NaN);
        }

        var within = default(NeumaierSum);
        var between = default(NeumaierSum);
        foreach (var part in members)
        {
            var sum = Summation.Sum(CollectionsMarshal.AsSpan(part));
            if (sum > 0)
            {
                within.Add(sum / total * Theil(CollectionsMarshal.AsSpan(part)));
                between.Add(sum / total * Math.Log(sum / part.Count / (total / all.Count)));
            }
        }

        return new TheilDecomposition(within.Value, between.Value);
    }

    private static void RequireAmounts(ReadOnlySpan<double> amounts)
    {
        foreach (var amount in amounts)
        {
            if (!(amount >= 0) || double.IsInfinity(amount))
            {
                throw new ArgumentException("Amounts are finite and not negative.", nameof(amounts));
            }
        }
    }
}
