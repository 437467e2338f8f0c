using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A difference of two estimates with its test, never with FPC (method §3.2). Two-sided p, unadjusted: families are
/// <see cref="MultipleTesting"/>'s.
/// </summary>
/// <param name="Difference">First less second: after less before, group less rest.</param>
/// <param name="StandardError">With the covariance of the two.</param>
/// <param name="DegreesOfFreedom">PSUs in either domain less strata with one.</param>
/// <param name="Statistic">Difference over error; NaN when the error is 0 or not defined.</param>
/// <param name="PValue">Of t(df); NaN when there is no statistic.</param>
/// <param name="Interval">The t interval.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContrastEstimate(
    double Difference, double StandardError, double DegreesOfFreedom, double Statistic, double PValue, Interval Interval);

/// <summary>A ratio of two estimates with its interval on the log scale, never with FPC.</summary>
/// <param name="Ratio">First over second; as it falls out (0, +∞ or NaN) when either is 0.</param>
/// <param name="LogError">Error of its logarithm; NaN when either is 0 or less.</param>
/// <param name="DegreesOfFreedom">PSUs in either domain less strata with one.</param>
/// <param name="PValue">Two-sided, of a ratio of 1; NaN when there is no error.</param>
/// <param name="Interval">exp(log ratio ± t(df)·error).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RatioContrast(double Ratio, double LogError, double DegreesOfFreedom, double PValue, Interval Interval);

/// <summary>
/// Differences by influence: what each PSU contributes to one estimate less what it contributes to the other, squared and summed, so that
/// whoever is in both is counted as one (method §3.4). For means, totals, ratios and shares (<see cref="Weighted"/>'s Linearise…), raked
/// or not, and for quantiles where their error is defined. Either side empty: NaN. df 0: the difference alone. Error 0: no test.
/// </summary>
internal static class Contrasts
{
    /// <summary>
    /// Population change: all respondents of each wave, each with the wave's own weights and calibration. R: the waves stacked,
    /// <c>d &lt;- svydesign(id = ~person, weights = ~w)</c>, calibrated by wave if they are, and
    /// <c>svycontrast(svyby(~y, ~wave, d, svymean, covmat = TRUE), c(-1, 1))</c>; for calibrated designs, where that stops,
    /// <c>svyratio(~y1 + y2, ~one1 + one2, d, covmat = TRUE)</c> or <c>svyglm(y ~ wave, d)</c>.
    /// Without anybody in common it is the difference of independent samples.
    /// </summary>
    /// <param name="before">Linearised over the earlier wave's respondents.</param>
    /// <param name="personBefore">Their persons, 0, 1, … across both waves; −1 for one who cannot be linked.</param>
    /// <param name="after">Linearised over the later wave's respondents.</param>
    /// <param name="personAfter">Their persons.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static ContrastEstimate Change(
        Linearised before,
        ReadOnlySpan<int> personBefore,
        Linearised after,
        ReadOnlySpan<int> personAfter,
        double confidence = Moments.DefaultConfidence)
    {
        var (n, m) = (before.Influence.Length, after.Influence.Length);
        Histogram.RequireSameLength(personBefore.Length, n);
        Histogram.RequireSameLength(personAfter.Length, m);
        var psu = new int[n + m];
        personBefore.CopyTo(psu);
        personAfter.CopyTo(psu.AsSpan(n));
        var next = psu.Length == 0 ? 0 : psu.Max() + 1;
        var influence = new double[n + m];
        var inEither = new bool[n + m];
        for (var i = 0; i < psu.Length; i++)
        {
            psu[i] = psu[i] < 0 ? next++ : psu[i];
            influence[i] = i < n ? -before.Influence[i] : after.Influence[i - n];
            inEither[i] = i < n ? before.InDomain[i] : after.InDomain[i - n];
        }

        return Test(after.Estimate - before.Estimate, influence, inEither, new SurveyDesign { Psu = psu }, confidence);
    }

    /// <summary>
    /// The difference first − second of two estimates of one wave, over the same respondents and design.
    /// R: <c>svycontrast(…, c(1, -1))</c> of two domains with their covariance.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or a PSU lies in two strata.</exception>
    public static ContrastEstimate Between(
        Linearised first, Linearised second, SurveyDesign design, double confidence = Moments.DefaultConfidence)
    {
        Histogram.RequireSameLength(first.Influence.Length, second.Influence.Length);
        var influence = new double[first.Influence.Length];
        var inEither = new bool[influence.Length];
        for (var i = 0; i < influence.Length; i++)
        {
            influence[i] = first.Influence[i] - second.Influence[i];
            inEither[i] = first.InDomain[i] || second.InDomain[i];
        }

        var infinite = new SurveyDesign { Psu = design.Psu, Stratum = design.Stratum };
        return Test(first.Estimate - second.Estimate, influence, inEither, infinite, confidence);
    }

    /// <summary>
    /// The ratio of two shares (or other positive estimates) of one wave: the disparity ratio of weighted figures; of unweighted counts
    /// <see cref="Proportions.KatzRatio"/> is the one. R: <c>svycontrast(…, quote(log(a / b)))</c> of two domains with their covariance.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or a PSU lies in two strata.</exception>
    public static RatioContrast Ratio(
        Linearised first, Linearised second, SurveyDesign design, double confidence = Moments.DefaultConfidence)
    {
        var ratio = first.Estimate / second.Estimate;
        if (!(first.Estimate > 0 && second.Estimate > 0))
        {
            return new RatioContrast(ratio, double.NaN, double.NaN, double.NaN, Interval.None);
        }

        var log = Between(Logarithm(first), Logarithm(second), design, confidence);
        return new RatioContrast(
            ratio,
            log.StandardError,
            log.DegreesOfFreedom,
            log.PValue,
            new Interval(Math.Exp(log.Interval.Low), Math.Exp(log.Interval.High)));
    }

    /// <summary>
    /// A group's mean less that of the rest, never of a total that contains it (method §3.4).
    /// R: <c>svyglm(y ~ group, design)</c>'s coefficient and error; t on <c>degf(subset(design, !is.na(y)))</c>.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = in neither.</param>
    /// <param name="inGroup">Who is in the group; the others are the rest.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent in neither.</param>
    /// <param name="design">How they were drawn; its populations are not used.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static ContrastEstimate GroupAgainstRest(
        ReadOnlySpan<double> values,
        ReadOnlySpan<bool> inGroup,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence)
    {
        Histogram.RequireSameLength(values.Length, inGroup.Length);
        var group = new double[values.Length];
        var rest = new double[values.Length];
        for (var i = 0; i < group.Length; i++)
        {
            group[i] = inGroup[i] ? values[i] : double.NaN;
            rest[i] = inGroup[i] ? double.NaN : values[i];
        }

        return Between(
            Weighted.LineariseMean(group, weights, design.Calibration),
            Weighted.LineariseMean(rest, weights, design.Calibration),
            design,
            confidence);
    }

    private static Linearised Logarithm(Linearised of) =>
        of with { Estimate = Math.Log(of.Estimate), Influence = [.. of.Influence.Select(z => z / of.Estimate)] };

    private static ContrastEstimate Test(
        double difference, double[] influence, bool[] inEither, SurveyDesign design, double confidence)
    {
        return double.IsNaN(difference)
            ? Of(difference, double.NaN, 0, confidence)
            : Of(difference, LinearisedVariance.Of(influence, design).Plain, LinearisedVariance.DegreesOfFreedom(inEither, design), confidence);
    }

    /// <summary>The test of a difference with its variance and degrees of freedom.</summary>
    internal static ContrastEstimate Of(double difference, double variance, double df, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(difference))
        {
            return new ContrastEstimate(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, Interval.None);
        }

        var error = Math.Sqrt(variance);
        if (df < 1)
        {
            return new ContrastEstimate(difference, error, df, double.NaN, double.NaN, Interval.None);
        }

        var t = error > 0 ? difference / error : double.NaN;
        return new ContrastEstimate(
            difference, error, df, t, 2 * StudentT.Cdf(-Math.Abs(t), df), Moments.TInterval(difference, error, df, confidence));
    }
}
