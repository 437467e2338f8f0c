using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>A confidence interval; both ends NaN when it is not defined.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>The interval that is not defined.</summary>
    public static readonly Interval None = new(double.NaN, double.NaN);

    /// <summary>High − Low; NaN when not defined.</summary>
    public double Width => High - Low;
}

/// <summary>
/// A mean with its error. <paramref name="StandardError"/> is without, <paramref name="StandardErrorFpc"/> with the finite-population
/// correction (NaN when no population was given). <paramref name="Interval"/> uses the latter if a population was given.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeanEstimate(
    long N,
    long? PopulationSize,
    double Mean,
    double Variance,
    double StandardError,
    double StandardErrorFpc,
    double DegreesOfFreedom,
    Interval Interval)
{
    /// <summary>The standard deviation with n − 1; NaN when n &lt; 2.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);
}

/// <summary>
/// Mean, variance and t interval of a simple random sample, with or without finite population.
/// n = 0: all NaN. n = 1: the mean, the rest NaN. Zero variance: error 0 and the interval is the point. n = N: error with FPC 0 and the
/// interval is the point, also for n = N = 1. The FPC serves the interval of a level only, never tests, changes or differences
/// (method §3.2): leave the population out there.
/// </summary>
internal static class Moments
{
    /// <summary>The level of confidence unless another is asked for.</summary>
    public const double DefaultConfidence = 0.95;

    /// <summary>
    /// From exact sums, in the units of x. SE = s/√n, with population √((1 − n/N)·s²/n); df = n − 1.
    /// R: <c>t.test(x)</c>; with population <c>svymean(~x, svydesign(id=~1, fpc=~N))</c> and <c>confint(…, df=degf(design))</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More respondents than population, or confidence outside (0, 1).</exception>
    public static MeanEstimate Mean(IntegerSums sums, long? population = null, double confidence = DefaultConfidence) =>
        Mean(sums.N, sums.Mean, sums.Variance, population, confidence);

    /// <summary>
    /// From values (an index per respondent, say); NaN = missing and left out. Two passes with compensated sums. R: as above.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More respondents than population, or confidence outside (0, 1).</exception>
    public static MeanEstimate Mean(ReadOnlySpan<double> values, long? population = null, double confidence = DefaultConfidence)
    {
        long n = 0;
        var sum = default(NeumaierSum);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                n++;
                sum.Add(value);
            }
        }

        var mean = n == 0 ? double.NaN : sum.Value / n;
        var squares = default(NeumaierSum);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                squares.Add((value - mean) * (value - mean));
            }
        }

        return Mean(n, mean, n < 2 ? double.NaN : squares.Value / (n - 1), population, confidence);
    }

    /// <summary>
    /// <see cref="Mean(ReadOnlySpan{double}, long?, double)"/> for every group at once.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = missing.</param>
    /// <param name="groupOfRespondent">The respondent's group, 0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are; an empty one gives NaN.</param>
    /// <param name="population">N per group; empty for none.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static MeanEstimate[] MeanByGroup(
        ReadOnlySpan<double> values,
        ReadOnlySpan<int> groupOfRespondent,
        int groupCount,
        ReadOnlySpan<long> population = default,
        double confidence = DefaultConfidence)
    {
        Histogram.RequireSameLength(values.Length, groupOfRespondent.Length);
        if (!population.IsEmpty)
        {
            Histogram.RequireSameLength(population.Length, groupCount);
        }

        var n = new long[groupCount];
        var sums = new NeumaierSum[groupCount];
        for (var i = 0; i < values.Length; i++)
        {
            if (groupOfRespondent[i] >= 0 && !double.IsNaN(values[i]))
            {
                n[groupOfRespondent[i]]++;
                sums[groupOfRespondent[i]].Add(values[i]);
            }
        }

        var means = new double[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            means[g] = n[g] == 0 ? double.NaN : sums[g].Value / n[g];
        }

        var squares = new NeumaierSum[groupCount];
        for (var i = 0; i < values.Length; i++)
        {
            if (groupOfRespondent[i] >= 0 && !double.IsNaN(values[i]))
            {
                var d = values[i] - means[groupOfRespondent[i]];
                squares[groupOfRespondent[i]].Add(d * d);
            }
        }

        var result = new MeanEstimate[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            var variance = n[g] < 2 ? double.NaN : squares[g].Value / (n[g] - 1);
            result[g] = Mean(n[g], means[g], variance, population.IsEmpty ? null : population[g], confidence);
        }

        return result;
    }

    /// <summary>estimate ± t(df)·se; the point when se is 0, not defined when se is NaN. R: <c>confint(…, df=)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Confidence outside (0, 1), or df not positive while se &gt; 0.</exception>
    public static Interval TInterval(double estimate, double standardError, double degreesOfFreedom, double confidence = DefaultConfidence)
    {
        RequireConfidence(confidence);
        if (double.IsNaN(standardError))
        {
            return Interval.None;
        }

        if (standardError == 0)
        {
            return new Interval(estimate, estimate);
        }

        var half = -StudentT.Quantile((1 - confidence) / 2, degreesOfFreedom) * standardError;
        return new Interval(estimate - half, estimate + half);
    }

    internal static void RequireConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Lies strictly between 0 and 1.");
        }
    }

    private static MeanEstimate Mean(long n, double mean, double variance, long? population, double confidence)
    {
        RequireConfidence(confidence);
        if (population < n)
        {
            throw new ArgumentOutOfRangeException(nameof(population), population, "Fewer persons in the population than respondents.");
        }

        var error = n < 2 ? double.NaN : Math.Sqrt(variance / n);
        var errorFpc = population is not { } size ? double.NaN
            : n > 0 && size == n ? 0
            : error * Math.Sqrt((double)(size - n) / size);
        var df = n < 1 ? double.NaN : n - 1;
        return new MeanEstimate(
            n, population, mean, variance, error, errorFpc, df, TInterval(mean, population is null ? error : errorFpc, df, confidence));
    }
}
