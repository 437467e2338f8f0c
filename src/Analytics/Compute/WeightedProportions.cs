using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A weighted share, 0–1, with its intervals, each under a name of its own for export (<c>ci_method</c>).
/// </summary>
/// <param name="Mean">The share with its linearised error; its t interval may leave [0, 1] and is not for pages.</param>
/// <param name="KornGraubardN">n* that Korn and Graubard's interval rests on, at most n.</param>
/// <param name="KornGraubard">Their interval; not defined for 0 and 1.</param>
/// <param name="Logit">The t interval on the logit scale; not defined for 0 and 1.</param>
/// <param name="Wilson">Wilson at Kish's n/(1 + cv²): the weights' cost, not the clusters'.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightedShare(
    WeightedEstimate Mean, double KornGraubardN, Interval KornGraubard, Interval Logit, Interval Wilson)
{
    /// <summary>Korn and Graubard's, and for a share of 0 or 1 Wilson at n/(1 + cv²) (method §3.1).</summary>
    public Interval Interval => Mean.Estimate is 0 or 1 ? Wilson : KornGraubard;
}

/// <summary>
/// Intervals for weighted shares. Nobody, or df 0: none but Wilson's (and for nobody not that). A share that the calibration fixes (error
/// 0 between 0 and 1): Korn and Graubard at n, the logit interval is the point.
/// </summary>
internal static class WeightedProportions
{
    /// <summary>
    /// All intervals of one share. R: <c>svyciprop(~y, design, method = "beta")</c> and <c>"logit"</c> on the domain's subset, n* held to n
    /// (domain S9); <c>prop.test(share * neff, neff, correct = FALSE)</c>. Uses the error with FPC if the design has populations.
    /// </summary>
    /// <param name="values">0 or 1, NaN = not in the domain.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent outside the domain.</param>
    /// <param name="design">How they were drawn.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">A value is neither 0, 1 nor NaN; or as <see cref="Weighted.Mean"/>.</exception>
    public static WeightedShare Share(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence)
    {
        bool zero = false, one = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && values[i] is not (0 or 1))
            {
                throw new ArgumentException("A share is of zeros and ones.", nameof(values));
            }

            zero |= values[i] == 0 && weights[i] > 0;
            one |= values[i] == 1 && weights[i] > 0;
        }

        var mean = Weighted.Mean(values, weights, design, confidence);

        // Rounding must not make a share of all or none anything else.
        var share = one ? zero ? mean.Estimate : 1 : mean.N == 0 ? double.NaN : 0;
        mean = mean with { Estimate = share };
        var error = design.PopulationPsus.IsEmpty ? mean.StandardError : mean.StandardErrorFpc;
        var n = KornGraubardN(share, error, mean.N, mean.DegreesOfFreedom, confidence);
        return new WeightedShare(
            mean,
            n,
            KornGraubard(share, n, confidence),
            Logit(share, error, mean.DegreesOfFreedom, confidence),
            Proportions.WilsonInterval(share, mean.EffectiveN, confidence));
    }

    /// <summary>
    /// n* = min(n, p(1 − p)/se² · (t(n − 1)/t(df))²), t at the interval's tail. NaN for a share of 0 or 1, or without error or df.
    /// R: inside <c>svyciprop(method = "beta")</c>, which does not hold it to n.
    /// </summary>
    public static double KornGraubardN(double share, double standardError, long n, double degreesOfFreedom, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (!(share > 0 && share < 1) || double.IsNaN(standardError) || !(degreesOfFreedom >= 1) || n < 2)
        {
            return double.NaN;
        }

        var tail = (1 - confidence) / 2;
        var t = StudentT.Quantile(tail, n - 1) / StudentT.Quantile(tail, degreesOfFreedom);
        return Math.Min(n, share * (1 - share) / (standardError * standardError) * t * t);
    }

    /// <summary>
    /// Clopper and Pearson's interval at n*, from beta quantiles. R: <c>qbeta(a/2, n*p, n*(1 − p) + 1)</c> and its mirror.
    /// </summary>
    public static Interval KornGraubard(double share, double effectiveN, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(effectiveN))
        {
            return Interval.None;
        }

        var tail = (1 - confidence) / 2;
        var (ones, zeros) = (effectiveN * share, effectiveN * (1 - share));
        return new Interval(
            BetaDistribution.Quantile(tail, ones, zeros + 1),
            1 / (1 + Math.Exp(IncompleteBeta.LogitQuantile(tail, zeros, ones + 1))));
    }

    /// <summary>
    /// logit⁻¹(logit p ± t(df)·se/(p(1 − p))). R: <c>svyciprop(method = "logit")</c>. None for a share of 0 or 1, or without error or df.
    /// </summary>
    public static Interval Logit(double share, double standardError, double degreesOfFreedom, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (!(share > 0 && share < 1) || double.IsNaN(standardError) || !(degreesOfFreedom >= 1))
        {
            return Interval.None;
        }

        var i = Moments.TInterval(Math.Log(share / (1 - share)), standardError / (share * (1 - share)), degreesOfFreedom, confidence);
        return new Interval(1 / (1 + Math.Exp(-i.Low)), 1 / (1 + Math.Exp(-i.High)));
    }
}
