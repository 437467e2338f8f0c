using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A weighted quantile, in the values' units. <paramref name="AtOrBelow"/> counts respondents, not weight: F3 is published when it
/// reaches the threshold (method §2.3). <paramref name="StandardError"/> is the interval's width over twice its t; NaN when a bound is.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightedQuantile(
    long N, double Value, long AtOrBelow, double StandardError, double DegreesOfFreedom, Interval Interval)
{
    /// <summary>
    /// The interval that survey 4.1-1 returns: a share bound under the first value's weight gives the second smallest value there.
    /// For laying beside it only.
    /// </summary>
    public Interval SurveyInterval { get; init; } = Interval;
}

/// <summary>
/// Weighted quantiles as the smallest value x with F(x) ≥ p, F by weight. With equal weights they are those of <see cref="Quantiles"/>,
/// where survey 4.1-1's departure from its own definition is told.
/// </summary>
internal static class WeightedQuantiles
{
    // A cumulated weight that misses p·Σw by rounding alone has reached it.
    private const double Fuzz = 1e-12;

    /// <summary>
    /// The p-quantile with Woodruff's interval: the design's t interval for the share at or below the quantile, read back through the
    /// quantile function. R: <c>svyquantile(~y, subset(design, dom &amp; !is.na(y)), p, qrule = "math", interval.type = "mean")</c>.
    /// Nobody: NaN. df 0: the value, no interval. A share bound outside [0, 1] has no quantile: NaN. At the largest value the share is 1
    /// and the interval collapses to the point, as in R; that is no news of precision, and such a figure should not show it.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = not in the domain.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent outside the domain.</param>
    /// <param name="p">Between 0 and 1.</param>
    /// <param name="design">How they were drawn, calibration included.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p outside [0, 1], or confidence outside (0, 1).</exception>
    public static WeightedQuantile Woodruff(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        double p,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence)
    {
        IncompleteBeta.RequireProbability(p);
        var sorted = Sorted(values, weights);
        var value = Invert(sorted, p);
        var share = Weighted.Mean(AtOrBelow(values, value), weights, design, confidence);
        var interval = new Interval(Bound(sorted, share.Interval.Low), Bound(sorted, share.Interval.High));
        var error = share.DegreesOfFreedom >= 1
            ? interval.Width / (-2 * StudentT.Quantile((1 - confidence) / 2, share.DegreesOfFreedom))
            : double.NaN;
        long atOrBelow = 0;
        while (atOrBelow < sorted.Length && sorted[atOrBelow].Value <= value)
        {
            atOrBelow++;
        }

        return new WeightedQuantile(sorted.Length, value, atOrBelow, error, share.DegreesOfFreedom, interval)
        {
            SurveyInterval = new Interval(SurveyBound(sorted, share.Interval.Low), SurveyBound(sorted, share.Interval.High)),
        };
    }

    /// <summary>
    /// The p-quantile with each respondent's influence, for differences between waves and groups: −(influence of the share at or below)/f,
    /// f the density that Woodruff's error implies, se(share)/se(quantile), without FPC. Where that error is not defined or 0 (a bound
    /// missing, many equal values) every influence is NaN, and so is what is made of it. R: none; the linearisation that survey's
    /// replicate-free <c>SE(svyquantile(…))</c> stands for, so that the variance of one quantile alone is exactly that.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = not in the domain.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent outside the domain.</param>
    /// <param name="p">Between 0 and 1.</param>
    /// <param name="design">How they were drawn; its populations are not used.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static Linearised Linearise(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double p, SurveyDesign design = default)
    {
        var infinite = new SurveyDesign { Psu = design.Psu, Stratum = design.Stratum, Calibration = design.Calibration };
        var quantile = Woodruff(values, weights, p, infinite);
        var share = Weighted.LineariseMean(AtOrBelow(values, quantile.Value), weights, design.Calibration);
        var shareError = Math.Sqrt(LinearisedVariance.Of(share.Influence, infinite).Plain);
        var density = quantile.StandardError > 0 && shareError > 0 ? shareError / quantile.StandardError : double.NaN;
        return new Linearised(quantile.Value, share.N, [.. share.Influence.Select(z => -z / density)], share.InDomain);
    }

    private static double[] AtOrBelow(ReadOnlySpan<double> values, double bound)
    {
        var indicator = new double[values.Length];
        for (var i = 0; i < indicator.Length; i++)
        {
            indicator[i] = double.IsNaN(values[i]) ? double.NaN : values[i] <= bound ? 1 : 0;
        }

        return indicator;
    }

    /// <summary>Values in the domain in ascending order, each with the weight cumulated to it.</summary>
    private static (double Value, double Cumulated)[] Sorted(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Histogram.RequireSameLength(values.Length, weights.Length);
        Weighted.RequireWeights(weights);
        var pairs = new List<(double Value, double Weight)>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && weights[i] > 0)
            {
                pairs.Add((values[i], weights[i]));
            }
        }

        // By weight too, so that the order of the respondents cannot matter.
        pairs.Sort();
        var sorted = new (double Value, double Cumulated)[pairs.Count];
        var sum = default(NeumaierSum);
        for (var i = 0; i < sorted.Length; i++)
        {
            sum.Add(pairs[i].Weight);
            sorted[i] = (pairs[i].Value, sum.Value);
        }

        return sorted;
    }

    private static double Bound((double Value, double Cumulated)[] sorted, double share) =>
        share is >= 0 and <= 1 ? Invert(sorted, share) : double.NaN;

    private static double SurveyBound((double Value, double Cumulated)[] sorted, double share) =>
        sorted.Length > 1 && share >= 0 && share * sorted[^1].Cumulated < sorted[0].Cumulated * (1 - Fuzz)
            ? sorted[1].Value : Bound(sorted, share);

    private static double Invert((double Value, double Cumulated)[] sorted, double p)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var target = p * sorted[^1].Cumulated * (1 - Fuzz);
        var (low, high) = (0, sorted.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle].Cumulated >= target ? (low, middle) : (middle + 1, high);
        }

        return sorted[low].Value;
    }
}
