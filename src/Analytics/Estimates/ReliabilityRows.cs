using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Alpha, omega and item-rest correlations by area and over all items, from 50 complete respondents and 3 items (method §3.1).</summary>
internal static class ReliabilityRows
{
    /// <summary>Adds one group.</summary>
    public static void Add(RowList rows, EstimateRow template, WaveSample sample, SampleGroup group)
    {
        var wave = sample.Answers;
        var columns = wave.Answers.Select(group.Of).ToArray();
        foreach (var scale in wave.Framework.Areas.Select(a => a.Id).Append("all"))
        {
            var items = MeasureValues.ItemsOf(wave, scale);
            if (items.Length < Reliability.LeastItems)
            {
                continue;
            }

            var covariance = ItemCovariance.Of(columns, items);
            if (!Reliability.MayBeShown(covariance.N, items.Length))
            {
                continue;
            }

            var row = template with { Measure = "RELIABILITY", Item = scale, Respondents = covariance.N, EffectiveN = covariance.N };
            var alpha = Reliability.Alpha(covariance);
            rows.AddAll(row with { Estimator = "alpha", Estimate = alpha.Alpha }, ("feldt", alpha.Interval));
            var omega = Reliability.Omega(covariance);
            rows.AddAll(
                row with
                {
                    Estimator = "omega",
                    Estimate = omega.Omega,
                    StandardError = RowList.Known(omega.StandardError),
                    Note = omega.Status == FactorStatus.Heywood ? "heywood" : "",
                },
                ("normal", omega.Interval));
            var statistics = Reliability.Items(covariance);
            for (var i = 0; i < items.Length; i++)
            {
                var item = row with { Item = wave.Framework.Competences[items[i]].Id, Part = scale };
                rows.Add(item with { Estimator = "item_rest", Estimate = statistics[i].ItemRest });
                rows.Add(item with { Estimator = "alpha_without", Estimate = statistics[i].AlphaWithout });
            }
        }
    }
}
