using System.Globalization;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Quantiles of the index (F3 is the first).</summary>
internal static class QuantileRows
{
    /// <summary>The shares, in per cent.</summary>
    public static readonly int[] Percents = [10, 50, 90];

    /// <summary>
    /// Estimator <c>p10</c>, weighting none: <c>quantile(type = 1)</c> with Woodruff's interval in the group's own sample; the others
    /// <c>svyquantile(~y, subset(design, g), qrule = "math", interval.type = "mean")</c>. Statistic: respondents at or below.
    /// </summary>
    public static void Add(RowList rows, EstimateRow template, SampleWeights weights, SampleGroup group, double[] index)
    {
        var own = group.Of(index);
        var n = own.LongCount(v => !double.IsNaN(v));
        if (n == 0)
        {
            return;
        }

        foreach (var percent in Percents)
        {
            var p = percent / 100.0;
            var row = template with { Measure = "F3", Item = MeasureValues.Index, Respondents = n };
            var name = "p" + percent.ToString(CultureInfo.InvariantCulture);
            var alone = Quantiles.Woodruff(own, p);
            var full = row with
            {
                Estimator = name,
                Estimate = alone.Value,
                DegreesOfFreedom = n - 1,
                EffectiveN = n,
                Statistic = alone.AtOrBelow,
            };
            rows.AddAll(
                full,
                ("woodruff", alone.Interval),
                ("woodruff_fpc", n <= group.Population ? Quantiles.Woodruff(own, p, group.Population).Interval : Interval.None));
            foreach (var design in weights.Designs)
            {
                var e = WeightedQuantiles.Woodruff(own, design.Weights, p, design.Infinite);
                if (n > 1 && !(e.DegreesOfFreedom >= 1))
                {
                    continue;
                }

                var fpc = design.Population.Length == 0
                    ? Interval.None : WeightedQuantiles.Woodruff(own, design.Weights, p, design.Survey).Interval;
                var weighted = row with
                {
                    Weighting = design.Weighting,
                    Estimator = name + design.Suffix,
                    Estimate = e.Value,
                    StandardError = RowList.Known(e.StandardError),
                    DegreesOfFreedom = e.DegreesOfFreedom,
                    Statistic = e.AtOrBelow,
                };
                rows.AddAll(weighted, ("woodruff", e.Interval), ("woodruff_fpc", fpc));
                if (e.SurveyInterval != e.Interval && e.DegreesOfFreedom >= 1 && double.IsFinite(e.SurveyInterval.Width))
                {
                    var error = e.SurveyInterval.Width / (-2 * StudentT.Quantile(0.025, e.DegreesOfFreedom));
                    rows.Add(weighted with { StandardError = error }, "woodruff_survey", e.SurveyInterval);
                }
            }
        }
    }
}
