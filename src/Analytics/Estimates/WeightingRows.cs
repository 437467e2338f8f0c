using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>What the weighting is: margins as used, merged, dropped or refused; what it costs; what each margin does (method §3.3).</summary>
internal static class WeightingRows
{
    /// <summary>Adds the organisation's record; <paramref name="all"/> is the group of everybody.</summary>
    public static void Add(RowList rows, WaveSample sample, SampleWeights weights, SampleGroup all)
    {
        var row = RowList.Template(sample, all) with { Measure = "WEIGHTING", Respondents = sample.Count };
        foreach (var margin in weights.Margins)
        {
            Margin(rows, row, sample, weights, margin);
        }

        rows.Add(row with
        {
            Weighting = SampleWeights.RakedName,
            Estimator = "raking_rounds",
            Estimate = weights.Raking?.Iterations ?? 0,
            Note = weights.Refusal.Length == 0 ? "converged" : weights.Refusal,
        });
        foreach (var design in weights.Designs.Where(d => d is { Calibration: not null, Suffix: "" }))
        {
            var named = row with { Weighting = design.Weighting, EffectiveN = DesignEffects.EffectiveN(design.Weights) };
            rows.Add(named with { Estimator = "sum_of_weights", Estimate = Summation.Sum(design.Weights) });
            rows.Add(named with { Estimator = "smallest_weight", Estimate = design.Weights.Min() });
            rows.Add(named with { Estimator = "largest_weight", Estimate = design.Weights.Max() });
        }
    }

    /// <summary>Kish's effect and size of a group, and the effect of design and weights on its mean index.</summary>
    public static void Add(RowList rows, EstimateRow template, SampleWeights weights, SampleGroup group, double[] index)
    {
        foreach (var design in weights.Designs.Where(d => d is { Calibration: not null, Suffix: "" }))
        {
            var own = design.Weights.Where((_, i) => group.Members[i]).ToArray();
            var effective = DesignEffects.EffectiveN(own);
            var row = template with { Measure = "WEIGHTING", Weighting = design.Weighting, Respondents = own.Length, EffectiveN = effective };
            rows.Add(row with { Estimator = "n_eff", Estimate = own.Length == 0 ? double.NaN : effective });
            rows.Add(row with { Estimator = "deff_weights", Estimate = own.Length / effective });
        }

        var values = group.Of(index);
        foreach (var design in weights.Designs)
        {
            var suffix = design.Suffix == "_domain" ? "" : design.Suffix;
            var w = design.Weighting == SampleWeights.None ? weights.Start : design.Weights;
            var name = design.Weighting == SampleWeights.None ? SampleWeights.Design : design.Weighting;
            var row = template with
            {
                Measure = "WEIGHTING",
                Item = MeasureValues.Index,
                Weighting = name,
                Respondents = values.LongCount(v => !double.IsNaN(v)),
            };
            rows.Add(row with { Estimator = "deff_replace" + suffix, Estimate = DesignEffects.OfMean(values, w, design.Infinite, true) });
            rows.Add(row with { Estimator = "deff" + suffix, Estimate = DesignEffects.OfMean(values, w, design.Infinite) });
        }
    }

    /// <summary>The difference that each margin makes: with all margins less without the one.</summary>
    public static void Effects(
        RowList rows, EstimateRow template, SampleWeights weights, RakingResult[] without, SampleGroup group, MeasureValues values)
    {
        if (weights.Raked is not { } raked)
        {
            return;
        }

        var own = group.Of(values.Values);
        var n = own.LongCount(v => !double.IsNaN(v));
        var effects = MarginEffects.OfMean(own, raked.Weights, without);
        var used = weights.Margins.Where(m => m.Note == "used").ToArray();
        for (var m = 0; m < effects.Length; m++)
        {
            if (!without[m].Converged)
            {
                continue;
            }

            var row = template with
            {
                Measure = values.Measure,
                Item = values.Item,
                Weighting = raked.Weighting,
                Part = used[m].Variable.Name,
                Respondents = n,
            };
            rows.Add(row with { Estimator = values.Estimator + "_without_margin", Estimate = effects[m].Without });
            rows.Add(row with { Estimator = values.Estimator + "_margin_effect", Estimate = effects[m].Difference });
        }
    }

    private static void Margin(RowList rows, EstimateRow row, WaveSample sample, SampleWeights weights, MarginRecord margin)
    {
        var codes = margin.Plan.Categories;
        for (var c = 0; c < codes.Length; c++)
        {
            var into = margin.Decision is { Outcome: MarginOutcome.Used } used
                ? string.Join('+', codes.Where((_, k) => used.Into[k] == used.Into[c] && margin.Plan.Population[k] + margin.Plan.Respondents[k] > 0)) : "";
            var note = margin.Note != "used" ? margin.Note : into.Contains('+', StringComparison.Ordinal) ? "merged:" + into : "used";
            if (margin.Decision is { Outcome: MarginOutcome.Refused or MarginOutcome.DroppedTooFewWithoutDevice or MarginOutcome.DroppedTooFewInCategory } d)
            {
                note += d.Category == codes[c] ? ":here" : "";
            }

            var named = row with
            {
                Part = margin.Plan.Name,
                Item = codes[c],
                Respondents = margin.Plan.Respondents[c],
                Population = margin.Plan.Population[c],
                Note = note,
            };
            if (named.Population + named.Respondents == 0)
            {
                continue;
            }

            rows.Add(named with { Estimator = "margin_population", Estimate = margin.Plan.Population[c] });
            rows.Add(named with { Estimator = "margin_respondents", Estimate = margin.Plan.Respondents[c] });
            if (weights.Raked is { } raked)
            {
                var sum = Summation.Sum([.. raked.Weights.Where((_, i) => margin.Variable.OfRespondent[i] == c)]);
                rows.Add(named with { Estimator = "margin_weights", Weighting = raked.Weighting, Estimate = sum });
            }
        }
    }
}
