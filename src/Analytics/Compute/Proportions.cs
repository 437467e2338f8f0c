using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A share with its interval, in 0–1. <paramref name="EffectiveN"/> is n, or with a finite population n(N−1)/(N−n), infinite at n = N.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProportionEstimate(
    long Count, long N, long? PopulationSize, double Share, double EffectiveN, Interval Interval);

/// <summary>
/// Intervals for shares. All: n = 0 gives NaN throughout; count 0 has the lower bound exactly 0, count n the upper exactly 1;
/// bounds never leave [0, 1].
/// </summary>
internal static class Proportions
{
    /// <summary>
    /// Wilson's score interval. R: <c>prop.test(x, n, correct = FALSE)</c>; Newcombe 1998, Stat. Med. 17:857–872, method 3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ count ≤ n, or confidence outside (0, 1).</exception>
    public static ProportionEstimate Wilson(long count, long n, double confidence = Moments.DefaultConfidence)
    {
        RequireCount(count, n);
        var share = Share(count, n);
        return new ProportionEstimate(count, n, null, share, n, WilsonInterval(share, n, confidence));
    }

    /// <summary>
    /// Wilson at an effective size that need not be whole, for weighted shares and designs; an infinite size gives the point.
    /// R: <c>prop.test(share * n, n, correct = FALSE)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Share outside [0, 1], negative size, or confidence outside (0, 1).</exception>
    public static Interval WilsonInterval(double share, double effectiveN, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(share) || double.IsNaN(effectiveN) || effectiveN == 0)
        {
            return Interval.None;
        }

        IncompleteBeta.RequireProbability(share);
        ArgumentOutOfRangeException.ThrowIfNegative(effectiveN);
        if (double.IsPositiveInfinity(effectiveN))
        {
            return new Interval(share, share);
        }

        var z = Normal.Quantile((1 - confidence) / 2);
        var z2n = z * z / effectiveN;
        var centre = share + z2n / 2;
        var half = Math.Sqrt((share * (1 - share) + z2n / 4) * z2n);

        // At 0 and 1 one bound is the share itself; rounding would leave it a hair off.
        return new Interval(
            share == 0 ? 0 : Math.Max(0, (centre - half) / (1 + z2n)),
            share == 1 ? 1 : Math.Min(1, (centre + half) / (1 + z2n)));
    }

    /// <summary>
    /// Wilson with the finite-population correction: Wilson at n(N−1)/(N−n); n = N gives the point (method §3.2; domain S27).
    /// Bounds are not rounded here: <see cref="Outward"/> is for those that are shown.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ count ≤ n ≤ population, or confidence outside (0, 1).</exception>
    public static ProportionEstimate WilsonFpc(long count, long n, long population, double confidence = Moments.DefaultConfidence)
    {
        RequireCount(count, n);
        ArgumentOutOfRangeException.ThrowIfLessThan(population, n);
        var share = Share(count, n);
        var effective = n == 0 ? 0
            : n == population ? double.PositiveInfinity
            : (double)n * (population - 1) / (population - n);
        return new ProportionEstimate(count, n, population, share, effective, WilsonInterval(share, effective, confidence));
    }

    /// <summary>
    /// Bounds rounded outward to a multiple of 1/N, since a population of N has no shares between (method §3.2).
    /// A bound within 1e-9 persons of a whole number is that number: rounding noise must not widen the interval by a person.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The population is not positive.</exception>
    public static Interval Outward(Interval interval, long population)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, 1);
        const double Noise = 1e-9;
        return double.IsNaN(interval.Low) || double.IsNaN(interval.High)
            ? Interval.None
            : new Interval(
                Math.Max(0, Math.Floor((interval.Low * population) + Noise)) / population,
                Math.Min(population, Math.Ceiling((interval.High * population) - Noise)) / population);
    }

    /// <summary>
    /// Clopper and Pearson's exact interval, from beta quantiles. R: <c>binom.test(x, n)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ count ≤ n, or confidence outside (0, 1).</exception>
    public static ProportionEstimate ClopperPearson(long count, long n, double confidence = Moments.DefaultConfidence)
    {
        RequireCount(count, n);
        Moments.RequireConfidence(confidence);
        var tail = (1 - confidence) / 2;
        var interval = n == 0 ? Interval.None : new Interval(
            count == 0 ? 0 : BetaDistribution.Quantile(tail, count, n - count + 1),
            count == n ? 1 : 1 / (1 + Math.Exp(IncompleteBeta.LogitQuantile(tail, n - count, count + 1))));
        return new ProportionEstimate(count, n, null, Share(count, n), n, interval);
    }

    /// <summary>
    /// Newcombe's interval for the difference p1 − p2 of independent shares, from two Wilson intervals (his method 10; domain S13).
    /// NaN when either n is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ count ≤ n, or confidence outside (0, 1).</exception>
    public static (double Difference, Interval Interval) NewcombeDifference(
        long count1, long n1, long count2, long n2, double confidence = Moments.DefaultConfidence)
    {
        var a = Wilson(count1, n1, confidence);
        var b = Wilson(count2, n2, confidence);
        var difference = a.Share - b.Share;
        return (difference, new Interval(
            difference - double.Hypot(a.Share - a.Interval.Low, b.Interval.High - b.Share),
            difference + double.Hypot(a.Interval.High - a.Share, b.Share - b.Interval.Low)));
    }

    /// <summary>
    /// Ratio of two independent shares with Katz's interval on the log scale (domain S24). R: the Wald interval of
    /// <c>glm(…, binomial("log"))</c>. Either n 0: NaN. A count of 0: the ratio as it falls out (0, +∞ or NaN), no interval.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ count ≤ n, or confidence outside (0, 1).</exception>
    public static (double Ratio, Interval Interval) KatzRatio(
        long count1, long n1, long count2, long n2, double confidence = Moments.DefaultConfidence)
    {
        RequireCount(count1, n1);
        RequireCount(count2, n2);
        Moments.RequireConfidence(confidence);
        var ratio = Share(count1, n1) / Share(count2, n2);
        if (count1 == 0 || count2 == 0)
        {
            return (ratio, Interval.None);
        }

        var error = Math.Sqrt((double)(n1 - count1) / ((double)n1 * count1) + (double)(n2 - count2) / ((double)n2 * count2));
        var factor = Math.Exp(-Normal.Quantile((1 - confidence) / 2) * error);
        return (ratio, new Interval(ratio / factor, ratio * factor));
    }

    private static double Share(long count, long n) => n == 0 ? double.NaN : (double)count / n;

    private static void RequireCount(long count, long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
    }
}
