namespace Digilo.Analytics.Compute;

/// <summary>What a difference-in-differences may say, by its number of clusters (method §3.5).</summary>
internal enum DifferenceRule
{
    /// <summary>Fewer than 8: description only.</summary>
    Description,

    /// <summary>8–19: a conclusion on CR2 with Satterthwaite's df.</summary>
    Cr2,

    /// <summary>20 and up: a conclusion on CR1 with t(G − 1).</summary>
    Cr1,
}

/// <summary>The change of the exposed less that of the comparison, between two waves.</summary>
/// <param name="Refusal">Why there is none, if so: of the four groups one is empty, or all rows are one cluster.</param>
/// <param name="N">Rows (person × wave) with a value.</param>
/// <param name="Clusters">G.</param>
/// <param name="ExposedChange">After less before among the exposed; NaN when either is empty.</param>
/// <param name="ComparisonChange">Likewise in the comparison.</param>
/// <param name="Ordinary">The difference with errors as if rows were independent: for comparison with published tables.</param>
/// <param name="Cr1">The difference with CR1.</param>
/// <param name="Cr2">The difference with CR2.</param>
/// <param name="Rule">What may be concluded.</param>
internal sealed record DifferenceInDifferencesEstimate(
    RegressionRefusal Refusal,
    long N,
    int Clusters,
    double ExposedChange,
    double ComparisonChange,
    Coefficient Ordinary,
    Coefficient Cr1,
    Coefficient Cr2,
    DifferenceRule Rule)
{
    /// <summary>The test that may carry a conclusion, or null for description only.</summary>
    public Coefficient? Conclusive => Refusal != RegressionRefusal.None ? null
        : Rule == DifferenceRule.Cr1 ? Cr1 : Rule == DifferenceRule.Cr2 ? Cr2 : null;
}

/// <summary>
/// Difference-in-differences over two waves (method §3.5). Who is exposed is the caller's to say: first completion between the two
/// reference dates; trained earlier is in neither group and is not passed.
/// </summary>
internal static class DifferenceInDifferences
{
    /// <summary>Fewer clusters than this: description only.</summary>
    public const int LeastClusters = 8;

    /// <summary>From this many clusters CR1 carries a conclusion.</summary>
    public const int EnoughClusters = 20;

    private static readonly Coefficient NoCoefficient =
        new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, Interval.None);

    /// <summary>The conclusion rule.</summary>
    public static DifferenceRule RuleOf(int clusters) => clusters >= EnoughClusters ? DifferenceRule.Cr1
        : clusters >= LeastClusters ? DifferenceRule.Cr2 : DifferenceRule.Description;

    /// <summary>
    /// OLS of y on exposed, after and their product. R: <c>m &lt;- lm(y ~ exposed * after)</c>,
    /// <c>vcovCL(m, ~cluster, type = "HC1")</c> with t(G − 1), <c>coef_test(m, "CR2", cluster, test = "Satterthwaite")</c>; the coefficient
    /// of the product (domain S18).
    /// </summary>
    /// <param name="values">One a person and wave, NaN = missing and left out.</param>
    /// <param name="exposed">Whether the person was exposed between the waves.</param>
    /// <param name="after">Whether it is the later wave.</param>
    /// <param name="cluster">The person's unit in the earlier wave.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static DifferenceInDifferencesEstimate Estimate(
        ReadOnlySpan<double> values,
        ReadOnlySpan<bool> exposed,
        ReadOnlySpan<bool> after,
        ReadOnlySpan<int> cluster,
        double confidence = Moments.DefaultConfidence)
    {
        Histogram.RequireSameLength(values.Length, exposed.Length);
        Histogram.RequireSameLength(values.Length, after.Length);
        var x = new double[4 * values.Length];
        Span<long> counts = stackalloc long[4];
        counts.Clear();
        var sums = new NeumaierSum[4];
        for (var i = 0; i < values.Length; i++)
        {
            x[4 * i] = 1;
            x[(4 * i) + 1] = exposed[i] ? 1 : 0;
            x[(4 * i) + 2] = after[i] ? 1 : 0;
            x[(4 * i) + 3] = exposed[i] && after[i] ? 1 : 0;
            if (!double.IsNaN(values[i]))
            {
                var cell = (exposed[i] ? 2 : 0) + (after[i] ? 1 : 0);
                counts[cell]++;
                sums[cell].Add(values[i]);
            }
        }

        var fit = ClusterRobust.Fit(values, x, 4, cluster, confidence);
        var made = fit.Refusal == RegressionRefusal.None;
        return new DifferenceInDifferencesEstimate(
            fit.Refusal,
            fit.N,
            fit.Clusters,
            (sums[3].Value / counts[3]) - (sums[2].Value / counts[2]),
            (sums[1].Value / counts[1]) - (sums[0].Value / counts[0]),
            made ? fit.Ordinary[3] : NoCoefficient,
            made ? fit.Cr1[3] : NoCoefficient,
            made ? fit.Cr2[3] : NoCoefficient,
            RuleOf(fit.Clusters));
    }
}
