using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Means of a group: by itself, as a domain of the organisation's sample, clustered by unit, post-stratified and raked.</summary>
internal static class MeanRows
{
    /// <summary>
    /// Estimator <c>mean</c>, weighting none: <c>t.test(y[g])</c>, with the group's own N <c>svymean</c> of <c>svydesign(~1, fpc = ~N)</c>.
    /// The other estimators and weightings: <c>svymean(~y, subset(design, g &amp; !is.na(y)))</c> with <c>degf</c> of that subset.
    /// </summary>
    public static void Add(RowList rows, EstimateRow template, SampleWeights weights, SampleGroup group, MeasureValues values)
    {
        var own = group.Of(values.Values);
        var row = template with { Measure = values.Measure, Item = values.Item, Estimator = values.Estimator };
        Alone(rows, row, group, own);
        foreach (var design in weights.Designs)
        {
            var e = Weighted.Mean(own, design.Weights, design.Survey);
            Add(rows, row with { Weighting = design.Weighting, Estimator = values.Estimator + design.Suffix }, e);
        }

        if (values is { Measure: "LEVEL", Item: MeasureValues.Index })
        {
            Totals(rows, row, weights, group, own);
            Deviations(rows, row, weights, own);
        }
    }

    /// <summary>A linearised estimate with its t intervals; without degrees of freedom there is no error either.</summary>
    public static void Add(RowList rows, EstimateRow row, WeightedEstimate e)
    {
        if (e.N == 0 || (e.N > 1 && !(e.DegreesOfFreedom >= 1)))
        {
            // Several respondents of one unit: as a clustered estimate it says nothing.
            return;
        }

        var known = e.DegreesOfFreedom >= 1;
        var full = row with
        {
            Estimate = e.Estimate,
            StandardError = known ? RowList.Known(e.StandardError) : null,
            StandardErrorFpc = known ? RowList.Known(e.StandardErrorFpc) : null,
            DegreesOfFreedom = e.DegreesOfFreedom,
            Respondents = e.N,
            EffectiveN = e.EffectiveN,
        };
        rows.AddAll(
            full,
            ("t", known ? Moments.TInterval(e.Estimate, e.StandardError, e.DegreesOfFreedom) : Interval.None),
            ("t_fpc", known ? Moments.TInterval(e.Estimate, e.StandardErrorFpc, e.DegreesOfFreedom) : Interval.None));
    }

    private static void Alone(RowList rows, EstimateRow row, SampleGroup group, double[] own)
    {
        long? population = Correctable(group, own) ? group.Population : null;
        var e = Moments.Mean(own, population);
        if (e.N == 0)
        {
            return;
        }

        var full = row with
        {
            Estimate = e.Mean,
            StandardError = RowList.Known(e.StandardError),
            StandardErrorFpc = RowList.Known(e.StandardErrorFpc),
            DegreesOfFreedom = e.DegreesOfFreedom,
            Respondents = e.N,
            EffectiveN = e.N,
        };
        rows.AddAll(
            full,
            ("t", e.N < 2 ? Interval.None : Moments.TInterval(e.Mean, e.StandardError, e.DegreesOfFreedom)),
            ("t_fpc", population is null ? Interval.None : e.Interval));
    }

    /// <summary>In an anonymous wave a group may have more answers than persons: no correction then.</summary>
    private static bool Correctable(SampleGroup group, double[] own) => own.LongCount(v => !double.IsNaN(v)) <= group.Population;

    /// <summary>Population total of the index. R: <c>svytotal</c>; weighting design is N/n of the organisation.</summary>
    private static void Totals(RowList rows, EstimateRow row, SampleWeights weights, SampleGroup group, double[] own)
    {
        foreach (var design in weights.Designs)
        {
            var (name, w) = design.Weighting == SampleWeights.None ? (SampleWeights.Design, weights.Start) : (design.Weighting, design.Weights);
            var suffix = design.Suffix == "_domain" ? "" : design.Suffix;
            Add(rows, row with { Weighting = name, Estimator = "total" + suffix }, Weighted.Total(own, w, design.Survey));
        }
    }

    /// <summary>R: <c>sd</c>; weighted <c>sqrt(svyvar(~y, design))</c>.</summary>
    private static void Deviations(RowList rows, EstimateRow row, SampleWeights weights, double[] own)
    {
        var e = Moments.Mean(own);
        rows.Add(row with { Estimator = "sd", Estimate = e.StandardDeviation, Respondents = e.N, EffectiveN = e.N });
        foreach (var design in weights.Designs.Where(d => d is { Calibration: not null, Suffix: "" }))
        {
            var mean = Weighted.Mean(own, design.Weights);
            var squares = default(NeumaierSum);
            for (var i = 0; i < own.Length; i++)
            {
                if (!double.IsNaN(own[i]))
                {
                    squares.Add(design.Weights[i] * (own[i] - mean.Estimate) * (own[i] - mean.Estimate));
                }
            }

            rows.Add(row with
            {
                Weighting = design.Weighting,
                Estimator = "sd",
                Estimate = mean.N < 2 ? double.NaN : Math.Sqrt(squares.Value / mean.SumOfWeights * mean.N / (mean.N - 1)),
                Respondents = mean.N,
                EffectiveN = mean.EffectiveN,
            });
        }
    }
}
