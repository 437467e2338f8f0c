using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>Cronbach's alpha over <paramref name="N"/> complete respondents and <paramref name="ItemCount"/> items.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlphaEstimate(long N, int ItemCount, double Alpha, Interval Interval);

/// <summary>
/// McDonald's omega of one common factor, (Σλ)²/((Σλ)² + Σθ), with its delta-method error and normal interval. NaN unless
/// <paramref name="Status"/> is Converged or Heywood; after Heywood the figure is the formula's and is not to be shown.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OmegaEstimate(
    long N, int ItemCount, FactorStatus Status, double Omega, double StandardError, Interval Interval);

/// <summary>Internal consistency of a set of items (method §3.1: listwise, raw, Feldt; to be shown for n ≥ 50 and k ≥ 3 only).</summary>
internal static class Reliability
{
    /// <summary>The fewest complete respondents that a published alpha or omega rests on (method §3.1).</summary>
    public const int LeastRespondents = 50;

    /// <summary>The fewest items that a published alpha or omega rests on (method §3.1).</summary>
    public const int LeastItems = 3;

    /// <summary>Whether alpha and what goes with it may be shown: n ≥ 50 complete respondents and k ≥ 3 items.</summary>
    public static bool MayBeShown(long completeRespondents, int itemCount) =>
        completeRespondents >= LeastRespondents && itemCount >= LeastItems;

    /// <summary>Whether omega may be shown: as alpha, and the factor model has a proper solution.</summary>
    public static bool MayBeShown(OmegaEstimate omega) =>
        MayBeShown(omega.N, omega.ItemCount) && omega.Status == FactorStatus.Converged;

    /// <summary>
    /// Raw alpha over respondents who answered every item, with Feldt's interval. R: <c>psych::alpha(x)</c> on complete rows and
    /// <c>psych::alpha.ci(alpha, n, k)</c>. Fewer than two items or complete respondents, or a sum without variance: NaN.
    /// </summary>
    /// <param name="columns">Item columns of one length.</param>
    /// <param name="items">Which of them.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Columns differ in length.</exception>
    public static AlphaEstimate Alpha(byte[][] columns, ReadOnlySpan<int> items, double confidence = Moments.DefaultConfidence)
    {
        var sums = new IntegerSums[items.Length];
        var total = default(IntegerSums);
        var respondents = items.Length == 0 ? 0 : columns[items[0]].Length;
        foreach (var item in items)
        {
            Histogram.RequireSameLength(columns[item].Length, respondents);
        }

        for (var i = 0; i < respondents; i++)
        {
            var complete = true;
            foreach (var item in items)
            {
                complete &= Answers.IsLevel(columns[item][i]);
            }

            if (!complete)
            {
                continue;
            }

            long sum = 0;
            for (var k = 0; k < items.Length; k++)
            {
                long level = columns[items[k]][i];
                sums[k] += new IntegerSums(1, level, level * level);
                sum += level;
            }

            total += new IntegerSums(1, sum, sum * sum);
        }

        return Alpha(sums, total, confidence);
    }

    /// <summary>Alpha from the exact sums of each item and of the respondents' totals over the same respondents.</summary>
    public static AlphaEstimate Alpha(ReadOnlySpan<IntegerSums> items, IntegerSums total, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        var k = items.Length;
        if (k < 2 || total.N < 2 || total.Variance == 0)
        {
            return new AlphaEstimate(total.N, k, double.NaN, Interval.None);
        }

        var variances = default(NeumaierSum);
        foreach (var item in items)
        {
            variances.Add(item.Variance);
        }

        return WithFeldt(total.N, k, (double)k / (k - 1) * (1 - (variances.Value / total.Variance)), confidence);
    }

    /// <summary>The same alpha from the items' covariances. R: <c>psych::alpha(x)$total$raw_alpha</c>.</summary>
    public static AlphaEstimate Alpha(ItemCovariance items, double confidence = Moments.DefaultConfidence) =>
        WithFeldt(items.N, items.ItemCount, items.AlphaWithout(-1), confidence);

    /// <summary>
    /// Every item's place in the scale, in the items' order. R: <c>psych::alpha(x)$item.stats</c> (<c>mean</c>, <c>sd</c>, <c>r.drop</c>)
    /// and <c>$alpha.drop$raw_alpha</c>. Fewer than two respondents, an item or a rest without variance, or (for alpha) fewer than three
    /// items: NaN where it cannot be told.
    /// </summary>
    public static ItemStatistics[] Items(ItemCovariance items)
    {
        var statistics = new ItemStatistics[items.ItemCount];
        for (var i = 0; i < statistics.Length; i++)
        {
            statistics[i] = new ItemStatistics(
                items.Mean(i), Math.Sqrt(items.Covariance(i, i)), items.ItemRestCorrelation(i), items.AlphaWithout(i));
        }

        return statistics;
    }

    /// <summary>
    /// Omega by a one-factor model. R: <c>lavaan::cfa(…, std.lv = TRUE)</c> with <c>omega := sum(λ)^2/(sum(λ)^2 + sum(θ))</c>;
    /// domain S20 (psych's ω_t is another estimator).
    /// </summary>
    public static OmegaEstimate Omega(ItemCovariance items, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        var fit = OneFactorModel.Fit(items);
        var (common, unique) = (Summation.Sum(fit.Loadings), Summation.Sum(fit.Residuals));
        var total = (common * common) + unique;
        var omega = common * common / total;

        // ∂ω/∂λ = 2ΣλΣθ/total² and ∂ω/∂θ = −(Σλ)²/total², alike for every item.
        var (byLoading, byResidual) = (2 * common * unique / total / total, -omega / total);
        var variance = default(NeumaierSum);
        var size = 2 * items.ItemCount;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                variance.Add((i < items.ItemCount ? byLoading : byResidual) * (j < items.ItemCount ? byLoading : byResidual)
                    * fit.Covariance[(i * size) + j]);
            }
        }

        var error = items.ItemCount == 0 ? double.NaN : Math.Sqrt(variance.Value);
        var half = -Normal.Quantile((1 - confidence) / 2) * error;
        return new OmegaEstimate(
            items.N,
            items.ItemCount,
            fit.Status,
            omega,
            error,
            double.IsNaN(error) ? Interval.None : new Interval(omega - half, omega + half));
    }

    private static AlphaEstimate WithFeldt(long n, int k, double alpha, double confidence)
    {
        Moments.RequireConfidence(confidence);
        if (double.IsNaN(alpha))
        {
            return new AlphaEstimate(n, k, double.NaN, Interval.None);
        }

        var df1 = (double)(n - 1);
        var df2 = df1 * (k - 1);
        var tail = (1 - confidence) / 2;
        return new AlphaEstimate(n, k, alpha, new Interval(
            1 - ((1 - alpha) * FDistribution.Quantile(1 - tail, df1, df2)),
            1 - ((1 - alpha) * FDistribution.Quantile(tail, df1, df2))));
    }
}
