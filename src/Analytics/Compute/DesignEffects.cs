namespace Digilo.Analytics.Compute;

/// <summary>What weights and design cost in precision.</summary>
internal static class DesignEffects
{
    /// <summary>
    /// Kish's effective size (Σw)²/Σw² = n/(1 + cv²) of those with weight over 0, cv with n; 0 for nobody. The weighting design effect is
    /// n over it (method §3.3). R: <c>sum(w)^2/sum(w^2)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public static double EffectiveN(ReadOnlySpan<double> weights)
    {
        Weighted.RequireWeights(weights);
        NeumaierSum sum = default, squares = default;
        foreach (var weight in weights)
        {
            sum.Add(weight);
            squares.Add(weight * weight);
        }

        return squares.Value == 0 ? 0 : sum.Value * sum.Value / squares.Value;
    }

    /// <summary>
    /// The variance of a weighted mean over that of a simple random sample of as many out of Σw, drawn without replacement.
    /// R: <c>deff(svymean(~y, design, deff = TRUE))</c> (domain S5); with <paramref name="replacement"/> <c>deff = "replace"</c>.
    /// Uses the error with FPC where the design has one. Nobody, one, no variance, or weights that sum to no more than n where drawing is
    /// without replacement: NaN.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or a PSU lies in two strata.</exception>
    public static double OfMean(
        ReadOnlySpan<double> values, ReadOnlySpan<double> weights, SurveyDesign design, bool replacement = false)
    {
        var e = Weighted.Mean(values, weights, design);
        var squares = default(NeumaierSum);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]) && weights[i] > 0)
            {
                var d = values[i] - e.Estimate;
                squares.Add(weights[i] * d * d);
            }
        }

        // svyvar: the weighted variance with n/(n − 1).
        var variance = squares.Value / e.SumOfWeights * e.N / (e.N - 1);
        var simple = variance / e.N * (replacement ? 1 : (e.SumOfWeights - e.N) / e.SumOfWeights);
        var error = double.IsNaN(e.StandardErrorFpc) ? e.StandardError : e.StandardErrorFpc;
        return e.N < 2 || !(simple > 0) ? double.NaN : error * error / simple;
    }
}
