using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A standardised difference: <paramref name="D"/> as it falls out of the sample and <paramref name="G"/> = J·d without its small-sample
/// bias, each with its interval (g's is d's times J). <paramref name="StandardError"/> is of d, NaN where the interval is not a normal one.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EffectSize(double D, double StandardError, Interval Interval, double G, Interval CorrectedInterval);

/// <summary>
/// Standardised differences (method §3.1). Paired ones from <see cref="PairedChange"/>: positive = the later wave is higher.
/// Fewer than two pairs, or nothing to divide by (no variance): NaN throughout. Two pairs: d, but no g (J is not defined for 1 degree
/// of freedom). They serve description only, so no finite-population correction (method §3.2).
/// </summary>
internal static class EffectSizes
{
    /// <summary>
    /// Hedges' exact factor J = Γ(ν/2) / (√(ν/2)·Γ((ν − 1)/2)) against the bias of d, by Stirling's series, so it neither overflows nor
    /// cancels for ten million degrees of freedom. NaN for ν ≤ 1.
    /// R: <c>exp(lgamma(df/2) - log(sqrt(df/2)) - lgamma((df-1)/2))</c>; domain S15: J(9) = 0.9138748918.
    /// </summary>
    public static double HedgesJ(double degreesOfFreedom)
    {
        var a = degreesOfFreedom / 2;
        return !(a > 0.5) ? double.NaN
            : double.IsPositiveInfinity(a) ? 1
            : Math.Exp(-((a - 1) * IncompleteBeta.Log1P(-0.5 / a)) - 0.5
                + IncompleteBeta.StirlingError(a) - IncompleteBeta.StirlingError(a - 0.5));
    }

    /// <summary>
    /// d_z = mean change / SD of the changes, with Hedges and Olkin's normal interval, se = √(1/n + d²/(2n)).
    /// R: effectsize's <c>repeated_measures_d(method = "z")</c>; domain S14.
    /// </summary>
    public static EffectSize Dz(PairedChangeEstimate change, double confidence = Moments.DefaultConfidence)
    {
        var d = Over(change.Change.Mean, change.Change.StandardDeviation);
        return WithNormalInterval(d, Math.Sqrt((1.0 / change.N) + (d * d / (2.0 * change.N))), change.N - 1, confidence);
    }

    /// <summary>
    /// d_z with the exact interval under normality: the noncentralities at which the observed t lies at the two tails, over √n.
    /// R: <c>effectsize::cohens_d(after, before, paired = TRUE)</c>; domain S14.
    /// </summary>
    public static EffectSize DzNoncentral(PairedChangeEstimate change, double confidence = Moments.DefaultConfidence)
    {
        var d = Over(change.Change.Mean, change.Change.StandardDeviation);
        return WithNoncentralInterval(d, Math.Sqrt(1.0 / change.N), change.N - 1, confidence);
    }

    /// <summary>
    /// d_av = mean change / s, s the root mean square of the two waves' SDs, se = √(var(change)/n)/s: the one that pages show (E1).
    /// R: effectsize's <c>repeated_measures_d(method = "av")</c>; domain S15.
    /// </summary>
    public static EffectSize Dav(PairedChangeEstimate change, double confidence = Moments.DefaultConfidence)
    {
        var s = Math.Sqrt(((change.SdBefore * change.SdBefore) + (change.SdAfter * change.SdAfter)) / 2);
        return WithNormalInterval(Over(change.Change.Mean, s), Over(change.Change.StandardError, s), change.N - 1, confidence);
    }

    /// <summary>
    /// d_rm = d_z·√(2(1 − r)), se = √((1/n + d²/(2n))·2(1 − r)) (Cooper et al. 2009, eq. 12.21).
    /// R: effectsize's <c>repeated_measures_d(method = "rm")</c>; domain S16.
    /// </summary>
    public static EffectSize Drm(PairedChangeEstimate change, double confidence = Moments.DefaultConfidence)
    {
        var f = 2 * (1 - change.Correlation);
        var d = Over(change.Change.Mean, change.Change.StandardDeviation / Math.Sqrt(f));
        return WithNormalInterval(d, Math.Sqrt(((1.0 / change.N) + (d * d / (2.0 * change.N))) * f), change.N - 1, confidence);
    }

    /// <summary>
    /// Becker's d_b = mean change / SD of the earlier wave, se = √(2(1 − r)/n + d²/(2n)).
    /// R: effectsize's <c>repeated_measures_d(method = "b")</c>; the estimate is metafor's <c>escalc("SMCR")</c>; domain S16.
    /// </summary>
    public static EffectSize Db(PairedChangeEstimate change, double confidence = Moments.DefaultConfidence)
    {
        var f = 2 * (1 - change.Correlation);
        var d = Over(change.Change.Mean, change.SdBefore);
        return WithNormalInterval(d, Math.Sqrt((f / change.N) + (d * d / (2.0 * change.N))), change.N - 1, confidence);
    }

    /// <summary>
    /// Hedges' g of two independent groups (first − second) by the pooled SD, df n₁ + n₂ − 2, with the noncentral-t interval.
    /// R: <c>effectsize::cohens_d(x, y)</c> and <c>hedges_g(x, y)</c>; domain S17. A group of none: NaN; a group of one adds its mean
    /// but no variance.
    /// </summary>
    public static EffectSize Independent(MeanEstimate first, MeanEstimate second, double confidence = Moments.DefaultConfidence)
    {
        var df = first.N + second.N - 2;
        if (first.N < 1 || second.N < 1 || df < 1)
        {
            return None;
        }

        var squares = (first.N < 2 ? 0 : (first.N - 1) * first.Variance) + (second.N < 2 ? 0 : (second.N - 1) * second.Variance);
        var d = Over(first.Mean - second.Mean, Math.Sqrt(squares / df));
        return WithNoncentralInterval(d, Math.Sqrt((1.0 / first.N) + (1.0 / second.N)), df, confidence);
    }

    private static readonly EffectSize None = new(double.NaN, double.NaN, Interval.None, double.NaN, Interval.None);

    private static double Over(double difference, double spread) => spread > 0 ? difference / spread : double.NaN;

    private static EffectSize WithNormalInterval(double d, double error, double degreesOfFreedom, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(d))
        {
            return None;
        }

        var half = -Normal.Quantile((1 - confidence) / 2) * error;
        return Corrected(d, error, new Interval(d - half, d + half), degreesOfFreedom);
    }

    private static EffectSize WithNoncentralInterval(double d, double scale, double degreesOfFreedom, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(d))
        {
            return None;
        }

        var (tail, t) = ((1 - confidence) / 2, d / scale);
        return Corrected(
            d,
            double.NaN,
            new Interval(
                scale * NoncentralT.Noncentrality(1 - tail, t, degreesOfFreedom),
                scale * NoncentralT.Noncentrality(tail, t, degreesOfFreedom)),
            degreesOfFreedom);
    }

    private static EffectSize Corrected(double d, double error, Interval interval, double degreesOfFreedom)
    {
        var j = HedgesJ(degreesOfFreedom);
        return new EffectSize(d, error, interval, j * d, new Interval(j * interval.Low, j * interval.High));
    }
}
