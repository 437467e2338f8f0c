using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A quantile, in the values' units. <paramref name="AtOrBelow"/> is how many lie at or below it: F3 is published when that reaches the
/// disclosure threshold (method §2.3). A bound that cannot be had is NaN.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuantileEstimate(long N, long? PopulationSize, double Value, long AtOrBelow, Interval Interval);

/// <summary>
/// Quantiles as the smallest value x with F(x) ≥ p. R: <c>quantile(type = 1)</c>, and for equal weights
/// <c>svyquantile(qrule = "math")</c>. survey 4.1-1 departs from that definition where p, or a share bound of the interval, lies
/// under 1/n: it returns the second smallest value, this the smallest, so such an interval is the wider of the two.
/// </summary>
internal static class Quantiles
{
    /// <summary>The p-quantile of sorted values; NaN for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1].</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        IncompleteBeta.RequireProbability(p);
        return sorted.IsEmpty ? double.NaN : sorted[(int)Rank(p, sorted.Length) - 1];
    }

    /// <summary>The p-quantile of a histogram's levels, or −1 when nobody answered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1].</exception>
    public static int OfHistogram(ReadOnlySpan<long> histogram, double p)
    {
        IncompleteBeta.RequireProbability(p);
        var n = Histogram.Answered(histogram);
        if (n == 0)
        {
            return -1;
        }

        var rank = Rank(p, n);
        var level = 0;
        for (var cumulated = histogram[0]; cumulated < rank; cumulated += histogram[level])
        {
            level++;
        }

        return level;
    }

    /// <summary>
    /// The p-quantile with Woodruff's interval: a t interval (df n − 1, with FPC if a population is given) for the share at or below the
    /// quantile, read back through the quantile function. R: <c>svyquantile(…, qrule = "math", interval.type = "mean")</c>.
    /// n = 0: NaN; n = 1: the value, no interval. A share bound outside [0, 1] has no quantile: NaN, as in R, so small groups often get
    /// one bound only. At the largest value the share is 1 and R's interval collapses to the point, and so does this: it is no news of
    /// precision, and such a figure should not show an interval.
    /// </summary>
    /// <param name="values">In any order; NaN = missing and left out. Not changed.</param>
    /// <param name="p">Between 0 and 1.</param>
    /// <param name="population">N, or null for none.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], n over N, or confidence outside (0, 1).</exception>
    public static QuantileEstimate Woodruff(
        ReadOnlySpan<double> values, double p, long? population = null, double confidence = Moments.DefaultConfidence)
    {
        var sorted = values.ToArray().Where(v => !double.IsNaN(v)).ToArray();
        Array.Sort(sorted);
        var value = OfSorted(sorted, p);
        long atOrBelow = 0;
        while (atOrBelow < sorted.Length && sorted[atOrBelow] <= value)
        {
            atOrBelow++;
        }

        // The share's own moments: x is 0 or 1, so sum and sum of squares are both the count.
        var share = Moments.Mean(new IntegerSums(sorted.Length, atOrBelow, atOrBelow), population, confidence).Interval;
        return new QuantileEstimate(
            sorted.Length, population, value, atOrBelow, new Interval(Invert(sorted, share.Low), Invert(sorted, share.High)));
    }

    private static double Invert(double[] sorted, double share) =>
        share is >= 0 and <= 1 ? OfSorted(sorted, share) : double.NaN;

    /// <summary>⌈np⌉, at least 1; a product a few ulp over a whole number is that number, as in R's type 1.</summary>
    private static long Rank(double p, long n)
    {
        const double Fuzz = 4 * 2.220446049250313e-16;
        var product = n * p;
        var whole = Math.Floor(product + Fuzz);
        return Math.Clamp((long)(product > whole + Fuzz ? whole + 1 : whole), 1, n);
    }
}
