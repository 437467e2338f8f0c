using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Shares of a group with every interval of the method.</summary>
internal static class ShareRows
{
    /// <summary>
    /// Estimator <c>share</c>, weighting none: <c>prop.test(x, n, correct = FALSE)</c> (wilson), the same at n(N−1)/(N−n) (wilson_fpc) and
    /// rounded outward to 1/N, <c>binom.test</c> (clopper_pearson). Others: <c>svymean</c> (t) and
    /// <c>svyciprop(method = "beta" | "logit")</c> with n* ≤ n (korn_graubard, logit), and Wilson at n/(1 + cv²) (wilson_neff); each with
    /// the finite-population correction too (…_fpc).
    /// </summary>
    public static void Add(RowList rows, EstimateRow template, SampleWeights weights, SampleGroup group, MeasureValues values)
    {
        var own = group.Of(values.Values);
        var row = template with { Measure = values.Measure, Item = values.Item, Estimator = values.Estimator };
        Alone(rows, row, group, own);
        foreach (var design in weights.Designs)
        {
            Add(rows, row with { Weighting = design.Weighting, Estimator = values.Estimator + design.Suffix }, design, own);
            if (design.Calibration is not null && design.Suffix.Length == 0)
            {
                MeanRows.Add(
                    rows, row with { Weighting = design.Weighting, Estimator = "total" }, Weighted.Total(own, design.Weights, design.Survey));
            }
        }
    }

    private static void Alone(RowList rows, EstimateRow row, SampleGroup group, double[] own)
    {
        long n = 0, count = 0;
        foreach (var v in own)
        {
            n += double.IsNaN(v) ? 0 : 1;
            count += v == 1 ? 1 : 0;
        }

        if (n == 0)
        {
            return;
        }

        var wilson = Proportions.Wilson(count, n);
        var counted = new IntegerSums(n, count, count);
        var mean = Moments.Mean(counted, n <= group.Population ? group.Population : null);
        var full = row with
        {
            Estimate = wilson.Share,
            StandardError = RowList.Known(mean.StandardError),
            StandardErrorFpc = RowList.Known(mean.StandardErrorFpc),
            DegreesOfFreedom = mean.DegreesOfFreedom,
            Respondents = n,
            EffectiveN = n,
        };
        rows.Add(full, "wilson", wilson.Interval);
        if (n <= group.Population)
        {
            var fpc = Proportions.WilsonFpc(count, n, group.Population);
            var corrected = full with { EffectiveN = RowList.Known(fpc.EffectiveN) };
            rows.Add(corrected, "wilson_fpc", fpc.Interval);
            rows.Add(corrected, "wilson_fpc_outward", Proportions.Outward(fpc.Interval, group.Population));
        }

        rows.Add(full, "clopper_pearson", Proportions.ClopperPearson(count, n).Interval);
    }

    private static void Add(RowList rows, EstimateRow row, SampleDesign design, double[] own)
    {
        var plain = WeightedProportions.Share(own, design.Weights, design.Infinite);
        if (plain.Mean.N == 0 || (plain.Mean.N > 1 && !(plain.Mean.DegreesOfFreedom >= 1)))
        {
            return;
        }

        var known = plain.Mean.DegreesOfFreedom >= 1;
        var hasFpc = design.Population.Length > 0;
        var corrected = hasFpc ? WeightedProportions.Share(own, design.Weights, design.Survey) : default;
        var full = row with
        {
            Estimate = plain.Mean.Estimate,
            StandardError = known ? RowList.Known(plain.Mean.StandardError) : null,
            StandardErrorFpc = known && hasFpc ? RowList.Known(corrected.Mean.StandardErrorFpc) : null,
            DegreesOfFreedom = plain.Mean.DegreesOfFreedom,
            Respondents = plain.Mean.N,
            EffectiveN = plain.Mean.EffectiveN,
        };
        rows.Add(full, "wilson_neff", plain.Wilson);
        if (!known)
        {
            return;
        }

        rows.Add(full, "t", Moments.TInterval(full.Estimate, plain.Mean.StandardError, plain.Mean.DegreesOfFreedom));
        rows.Add(full with { EffectiveN = RowList.Known(plain.KornGraubardN) }, "korn_graubard", plain.KornGraubard);
        rows.Add(full, "logit", plain.Logit);
        if (hasFpc)
        {
            rows.Add(full, "t_fpc", Moments.TInterval(full.Estimate, corrected.Mean.StandardErrorFpc, plain.Mean.DegreesOfFreedom));
            rows.Add(full with { EffectiveN = RowList.Known(corrected.KornGraubardN) }, "korn_graubard_fpc", corrected.KornGraubard);
            rows.Add(full, "logit_fpc", corrected.Logit);
        }
    }
}
