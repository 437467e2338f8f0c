using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>What stands beside a competence's gap: Wilcoxon's test, the weighted discrepancies and the priority (method §2.4).</summary>
internal static class GapRows
{
    /// <summary>Adds one competence of one group.</summary>
    public static void Add(RowList rows, EstimateRow template, WaveSample sample, SampleWeights weights, SampleGroup group, int item)
    {
        var wave = sample.Answers;
        var gap = group.Of(MeasureValues.GapOf(wave, item));
        var n = gap.LongCount(v => !double.IsNaN(v));
        if (n == 0)
        {
            return;
        }

        var row = template with { Item = wave.Framework.Competences[item].Id };
        var test = SignedRank.Test(gap);
        var wilcoxon = row with { Measure = "RDS", Respondents = n, PValue = RowList.Known(test.PValue) };
        rows.Add(wilcoxon with { Estimator = "wilcoxon_v", Estimate = test.V, Statistic = RowList.Known(test.Z), Respondents = test.N });
        rows.Add(wilcoxon with { Estimator = "rank_biserial", Estimate = test.RankBiserial, Respondents = test.N });

        // Without importance the requirement takes its place (method §2.4).
        var importance = wave.Importance is null
            ? null : wave.Importance[item].Select(v => Compute.Answers.IsImportance(v) ? v : double.NaN).ToArray();
        var required = wave.Role.Select(r => wave.Required[item][r]).Select(q => Compute.Answers.IsLevel(q) ? q : double.NaN).ToArray();
        var factor = importance ?? required;
        Products(rows, row with { Measure = "MWDS", Estimator = "mwds" }, weights, gap, factor);
        if (importance is not null)
        {
            var classic = new double[gap.Length];
            for (var i = 0; i < classic.Length; i++)
            {
                // On the same persons as mwds: those with level, requirement and importance.
                classic[i] = double.IsNaN(gap[i]) ? double.NaN : importance[i] - (1 + ((wave.Answers[item][i] - 1) * 4.0 / 7));
            }

            Products(rows, row with { Measure = "MWDS", Estimator = "mwds_classic" }, weights, classic, importance);
        }

        Priority(rows, row, sample, weights, group, item, n);
    }

    /// <summary>
    /// The product of two means over those with both, with its linearised error.
    /// R: <c>svycontrast(svymean(~a + b, subset(design, both)), quote(a * b))</c>.
    /// </summary>
    private static void Products(RowList rows, EstimateRow row, SampleWeights weights, double[] first, double[] second)
    {
        var (a, b) = (new double[first.Length], new double[first.Length]);
        for (var i = 0; i < a.Length; i++)
        {
            var both = !double.IsNaN(first[i]) && !double.IsNaN(second[i]);
            (a[i], b[i]) = both ? (first[i], second[i]) : (double.NaN, double.NaN);
        }

        foreach (var design in weights.Designs)
        {
            var x = Weighted.LineariseMean(a, design.Weights, design.Calibration);
            var y = Weighted.LineariseMean(b, design.Weights, design.Calibration);
            if (x.N == 0)
            {
                continue;
            }

            var product = x with
            {
                Estimate = x.Estimate * y.Estimate,
                Influence = [.. x.Influence.Zip(y.Influence, (u, v) => (y.Estimate * u) + (x.Estimate * v))],
            };
            MeanRows.Add(
                rows,
                row with { Weighting = design.Weighting, Estimator = row.Estimator + (design.Suffix == "_domain" ? "" : design.Suffix) },
                Weighted.Estimate(product, design.Weights, design.Survey));
        }
    }

    private static void Priority(RowList rows, EstimateRow row, WaveSample sample, SampleWeights weights, SampleGroup group, int item, long n)
    {
        var wave = sample.Answers;
        int[] own = [.. group.Members.Select(m => m ? 0 : -1)];
        var importance = wave.Importance is null ? [] : wave.Importance[item];
        foreach (var (name, w) in new[] { (SampleWeights.None, []), (SampleWeights.Design, weights.Start), (SampleWeights.RakedName, weights.Raked?.Weights) })
        {
            if (w is null)
            {
                continue;
            }

            var e = Gaps.Priority(wave.Answers[item], importance, wave.Role, wave.Required[item], w, own, 1)[0];
            var named = row with { Measure = "PRIORITY", Weighting = name, Respondents = n };
            rows.Add(named with { Estimator = "persons_below", Estimate = e.Below });
            rows.Add(named with { Estimator = "mean_shortfall_of_below", Estimate = e.MeanShortfall });
            rows.Add(named with { Estimator = "mean_importance", Estimate = e.MeanImportance });
            rows.Add(named with { Estimator = "priority", Estimate = e.Value });
            rows.Add(named with { Estimator = "priority_without_importance", Estimate = e.ValueWithoutImportance });
        }
    }
}
