using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>One operation against the rest: ratio of the shares, and whether the difference is to be flagged.</summary>
/// <param name="Ratio">The operation's share over that of all others together; NaN when either is of nobody or the rest's is 0.</param>
/// <param name="AdjustedP">Benjamini and Hochberg's over the operations; NaN for a register fact, which is no test.</param>
/// <param name="Flagged">By the rule of method §3.6.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DisparityFlag(double Ratio, double AdjustedP, bool Flagged);

/// <summary>
/// Which operations stand out (method §3.6), each against all others, never against a total that contains it, and never by the least and
/// the greatest of many. Ratios with Katz's interval are <see cref="Proportions.KatzRatio"/>'s (domain S24).
/// </summary>
internal static class Disparity
{
    /// <summary>Four fifths.</summary>
    public const double LowRatio = 0.8;

    /// <summary>Its inverse.</summary>
    public const double HighRatio = 1.25;

    /// <summary>Fewer without access than this: no flag.</summary>
    public const long LeastWithout = 5;

    /// <summary>Fewer respondents (for a fact: persons) than this: not shown as the worst.</summary>
    public const long LeastForWorst = 30;

    /// <summary>Level of the false discovery rate.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// A register fact (A4): flagged when ratio &lt; 0.8 and at least five persons of the operation lack access. No sampling, so no test.
    /// An empty operation, one without a rest, or a rest without access: NaN, no flag.
    /// </summary>
    /// <param name="with">Persons with access per operation.</param>
    /// <param name="persons">Persons per operation.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ with ≤ persons.</exception>
    public static DisparityFlag[] Fact(ReadOnlySpan<long> with, ReadOnlySpan<long> persons)
    {
        Histogram.RequireSameLength(with.Length, persons.Length);
        long allWith = 0, all = 0;
        for (var g = 0; g < with.Length; g++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(with[g], nameof(with));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(with[g], persons[g], nameof(with));
            allWith += with[g];
            all += persons[g];
        }

        var flags = new DisparityFlag[with.Length];
        for (var g = 0; g < flags.Length; g++)
        {
            var (restWith, rest) = (allWith - with[g], all - persons[g]);
            var ratio = persons[g] == 0 || rest == 0 || restWith == 0 ? double.NaN
                : (double)with[g] / persons[g] / ((double)restWith / rest);

            // In whole numbers: 0.8 exactly is not under 0.8, whatever the division makes of it.
            var low = ratio >= 0 && (Int128)5 * with[g] * rest < (Int128)4 * restWith * persons[g];
            flags[g] = new DisparityFlag(ratio, double.NaN, low && persons[g] - with[g] >= LeastWithout);
        }

        return flags;
    }

    /// <summary>
    /// A survey measure: flagged when Benjamini and Hochberg's p over the operations is under .05 and the ratio under 0.8 or over 1.25.
    /// An operation without a test (NaN) is none of the family and not flagged. R: <c>p.adjust(p, "BH")</c>.
    /// </summary>
    /// <param name="ratio">The operation's share over the rest's.</param>
    /// <param name="p">Two-sided p of the operation against the rest, <see cref="Contrasts.GroupAgainstRest"/>'s, say.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static DisparityFlag[] Survey(ReadOnlySpan<double> ratio, ReadOnlySpan<double> p)
    {
        Histogram.RequireSameLength(ratio.Length, p.Length);
        var adjusted = MultipleTesting.BenjaminiHochberg(p);
        var flags = new DisparityFlag[ratio.Length];
        for (var g = 0; g < flags.Length; g++)
        {
            flags[g] = new DisparityFlag(ratio[g], adjusted[g], adjusted[g] < Level && (ratio[g] < LowRatio || ratio[g] > HighRatio));
        }

        return flags;
    }

    /// <summary>
    /// The operation that X1 may show as the worst: of those flagged on the bad side with n ≥ 30, the one furthest out; −1 when none
    /// passes, for "ingen verksamhet skiljer sig säkert". Of equals the first.
    /// </summary>
    /// <param name="flags">Of every operation.</param>
    /// <param name="n">Respondents (for a fact: persons) per operation.</param>
    /// <param name="lowIsBad">True for access, reach and voice, false for a share below the floor.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static int Worst(ReadOnlySpan<DisparityFlag> flags, ReadOnlySpan<long> n, bool lowIsBad)
    {
        Histogram.RequireSameLength(flags.Length, n.Length);
        var worst = -1;
        for (var g = 0; g < flags.Length; g++)
        {
            var ratio = flags[g].Ratio;
            var passes = flags[g].Flagged && n[g] >= LeastForWorst && (lowIsBad ? ratio < 1 : ratio > 1);
            if (passes && (worst < 0 || (lowIsBad ? ratio < flags[worst].Ratio : ratio > flags[worst].Ratio)))
            {
                worst = g;
            }
        }

        return worst;
    }
}
