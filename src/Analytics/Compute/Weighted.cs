using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A weighted mean, total or ratio with its linearised error. <paramref name="StandardError"/> is without,
/// <paramref name="StandardErrorFpc"/> with the finite-population correction (NaN when no populations were given);
/// <paramref name="Interval"/> uses the latter if they were.
/// <paramref name="EffectiveN"/> is Kish's n/(1 + cv²) = (Σw)²/Σw².
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightedEstimate(
    long N,
    double SumOfWeights,
    double Estimate,
    double StandardError,
    double StandardErrorFpc,
    double DegreesOfFreedom,
    double EffectiveN,
    Interval Interval)
{
    /// <summary>The estimate, where it is a mean.</summary>
    public double Mean => Estimate;

    /// <summary>Kish's weighting design effect 1 + cv² = n/n_eff; NaN for nobody (method §3.3).</summary>
    public double WeightingEffect => N == 0 ? double.NaN : N / EffectiveN;
}

/// <summary>
/// How respondents were drawn, for the error of weighted figures. Each span may be empty: no clusters (every respondent a PSU of
/// his own), one stratum, no finite population.
/// </summary>
internal readonly ref struct SurveyDesign
{
    /// <summary>The PSU of each respondent, 0, 1, …; numbers are not reused between strata.</summary>
    public ReadOnlySpan<int> Psu { get; init; }

    /// <summary>The stratum of each respondent, 0, 1, ….</summary>
    public ReadOnlySpan<int> Stratum { get; init; }

    /// <summary>PSUs in the population, per stratum: for the interval of a level only (method §3.2).</summary>
    public ReadOnlySpan<long> PopulationPsus { get; init; }

    /// <summary>How the weights were post-stratified or raked; null when they are design weights.</summary>
    public Calibration? Calibration { get; init; }
}

/// <summary>
/// Weighted estimates of a domain with Taylor-linearised error over one-stage designs, calibrated weights included.
/// NaN values are outside the domain (method §3.1: item missing = domain), and so is a weight of 0, but their PSUs still count in the
/// variance, and with a <see cref="Calibration"/> their residuals too. df = PSUs with a value less strata with one.
/// Nobody: NaN. df 0 (one respondent, say): the estimate without interval; the error is then 0 by construction, as in R, and says
/// nothing. A stratum with a single PSU has no variance to offer: the error is NaN, unless that PSU is the stratum's whole population.
/// Zero variance: error 0, the interval is the point.
/// The design's weights are those given to each function, after calibration; the calibration knows those before.
/// </summary>
internal static class Weighted
{
    /// <summary>
    /// Weighted mean. R: <c>svymean(~y, subset(design, dom &amp; !is.na(y)))</c>, <c>confint(…, df = degf(subset(…)))</c>; a group of
    /// <c>svyby(~y, ~group, design, svymean)</c>.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = not in the domain.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent outside the domain.</param>
    /// <param name="design">How they were drawn.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or a PSU lies in two strata.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More PSUs than the stratum's population, or confidence outside (0, 1).</exception>
    public static WeightedEstimate Mean(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence) =>
        Estimate(LineariseMean(values, weights, design.Calibration), weights, design, confidence);

    /// <summary>
    /// Weighted total Σwy; of values that are 0 or 1, a count of persons. R: <c>svytotal(~y, subset(design, dom &amp; !is.na(y)))</c>.
    /// Parameters and refusals as for the mean.
    /// </summary>
    public static WeightedEstimate Total(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence) =>
        Estimate(LineariseTotal(values, weights, design.Calibration), weights, design, confidence);

    /// <summary>
    /// Weighted ratio Σwy/Σwx over those with both. A denominator of 0: NaN. R: <c>svyratio(~y, ~x, subset(design, dom &amp; both))</c>.
    /// Parameters and refusals as for the mean.
    /// </summary>
    public static WeightedEstimate Ratio(
        ReadOnlySpan<double> numerator,
        ReadOnlySpan<double> denominator,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence) =>
        Estimate(LineariseRatio(numerator, denominator, weights, design.Calibration), weights, design, confidence);

    /// <summary>The mean with each respondent's influence: u = (y − ȳ)/Σw in the domain. R: <c>svymean(…, influence = TRUE)</c>.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static Linearised LineariseMean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Calibration? calibration = null)
    {
        var (inDomain, n, sumOfWeights, total) = Domain(values, default, weights);
        var mean = total / sumOfWeights;
        var u = new double[values.Length];
        for (var i = 0; i < u.Length; i++)
        {
            u[i] = inDomain[i] ? (values[i] - mean) / sumOfWeights : 0;
        }

        return new Linearised(n == 0 ? double.NaN : mean, n, LinearisedVariance.Influence(u, weights, calibration), inDomain);
    }

    /// <summary>The total with each respondent's influence: u = y in the domain. R: <c>svytotal(…, influence = TRUE)</c>.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static Linearised LineariseTotal(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, Calibration? calibration = null)
    {
        var (inDomain, n, _, total) = Domain(values, default, weights);
        var u = new double[values.Length];
        for (var i = 0; i < u.Length; i++)
        {
            u[i] = inDomain[i] ? values[i] : 0;
        }

        return new Linearised(n == 0 ? double.NaN : total, n, LinearisedVariance.Influence(u, weights, calibration), inDomain);
    }

    /// <summary>The ratio with each respondent's influence: u = (y − r·x)/Σwx. R: <c>svyratio(…, influence = TRUE)</c>.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static Linearised LineariseRatio(
        ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, ReadOnlySpan<double> weights, Calibration? calibration = null)
    {
        Histogram.RequireSameLength(numerator.Length, denominator.Length);
        var (inDomain, n, _, total) = Domain(numerator, denominator, weights);
        var below = default(NeumaierSum);
        for (var i = 0; i < denominator.Length; i++)
        {
            if (inDomain[i])
            {
                below.Add(weights[i] * denominator[i]);
            }
        }

        var ratio = below.Value == 0 ? double.NaN : total / below.Value;
        var u = new double[numerator.Length];
        for (var i = 0; i < u.Length; i++)
        {
            u[i] = inDomain[i] ? (numerator[i] - (ratio * denominator[i])) / below.Value : 0;
        }

        return new Linearised(n == 0 ? double.NaN : ratio, n, LinearisedVariance.Influence(u, weights, calibration), inDomain);
    }

    /// <summary>
    /// Error, df and t interval of a linearised estimate. R: <c>SE</c>, <c>degf</c> and <c>confint(…, df = degf(…))</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or a PSU lies in two strata.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More PSUs than the stratum's population, or confidence outside (0, 1).</exception>
    public static WeightedEstimate Estimate(
        Linearised linearised, ReadOnlySpan<double> weights, SurveyDesign design, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        var (variance, varianceFpc) = LinearisedVariance.Of(linearised.Influence, design);
        if (linearised.N == 0)
        {
            return new WeightedEstimate(0, 0, double.NaN, double.NaN, double.NaN, double.NaN, 0, Interval.None);
        }

        NeumaierSum sum = default, squares = default;
        for (var i = 0; i < weights.Length; i++)
        {
            if (linearised.InDomain[i])
            {
                sum.Add(weights[i]);
                squares.Add(weights[i] * weights[i]);
            }
        }

        var df = LinearisedVariance.DegreesOfFreedom(linearised.InDomain, design);
        var error = Math.Sqrt(variance);
        var errorFpc = Math.Sqrt(varianceFpc);

        // With df 0 the linearised error is 0 by construction: that is no knowledge.
        var interval = df < 1 || double.IsNaN(linearised.Estimate) ? Interval.None
            : Moments.TInterval(linearised.Estimate, design.PopulationPsus.IsEmpty ? error : errorFpc, df, confidence);
        return new WeightedEstimate(
            linearised.N, sum.Value, linearised.Estimate, error, errorFpc, df, sum.Value * sum.Value / squares.Value, interval);
    }

    internal static void RequireWeights(ReadOnlySpan<double> weights)
    {
        foreach (var weight in weights)
        {
            if (!(weight >= 0) || double.IsInfinity(weight))
            {
                throw new ArgumentException("Weights are finite and not negative.", nameof(weights));
            }
        }
    }

    /// <summary>Who has a value (and a second one, if any) and a weight over 0; how many; Σw and Σwy over them.</summary>
    private static (bool[] InDomain, long N, double SumOfWeights, double Total) Domain(
        ReadOnlySpan<double> values, ReadOnlySpan<double> others, ReadOnlySpan<double> weights)
    {
        Histogram.RequireSameLength(values.Length, weights.Length);
        RequireWeights(weights);
        var inDomain = new bool[values.Length];
        long n = 0;
        NeumaierSum sumW = default, sumWy = default;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && weights[i] > 0 && (others.IsEmpty || !double.IsNaN(others[i])))
            {
                inDomain[i] = true;
                n++;
                sumW.Add(weights[i]);
                sumWy.Add(weights[i] * values[i]);
            }
        }

        return (inDomain, n, sumW.Value, sumWy.Value);
    }
}
