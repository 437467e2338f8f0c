using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>Cronbach's alpha over <paramref name="N"/> complete respondents and <paramref name="ItemCount"/> items.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlphaEstimate(long N, int ItemCount, double Alpha, Interval Interval);

/// <summary>Internal consistency of a set of items (method §3.1: listwise, raw, Feldt; to be shown for n ≥ 50 and k ≥ 3 only).</summary>
internal static class Reliability
{
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

        var alpha = (double)k / (k - 1) * (1 - (variances.Value / total.Variance));
        var df1 = (double)(total.N - 1);
        var df2 = df1 * (k - 1);
        var tail = (1 - confidence) / 2;
        return new AlphaEstimate(total.N, k, alpha, new Interval(
            1 - ((1 - alpha) * FDistribution.Quantile(1 - tail, df1, df2)),
            1 - ((1 - alpha) * FDistribution.Quantile(tail, df1, df2))));
    }
}
