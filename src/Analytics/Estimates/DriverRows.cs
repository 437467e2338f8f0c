using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>What being below the floor hangs together with (method §3.7): one factor at a time, and where enough are below together.</summary>
internal static class DriverRows
{
    /// <summary>Adds the organisation's.</summary>
    public static void Add(RowList rows, WaveSample sample, SampleWeights weights, byte[] state)
    {
        var (role, age) = (sample.Variable("role"), sample.Variable("age"));
        var bands = age.Codes.Length;
        int[] cell = [.. role.OfRespondent.Select((r, i) => (r * bands) + age.OfRespondent[i])];
        var register = new long[role.Codes.Length * bands];
        for (var i = 0; i < role.OfPerson.Length; i++)
        {
            register[(role.OfPerson[i] * bands) + age.OfPerson[i]]++;
        }

        foreach (var factor in Factors(sample))
        {
            var counts = Counts(factor);
            var reference = Array.IndexOf(counts, counts.Max());
            foreach (var design in weights.Designs.Where(d => d.Suffix is "" or "_domain"))
            {
                var against = StandardisedDifference.Compute(
                    state, factor.OfRespondent, factor.Codes.Length, reference, cell, register, design.Weights);
                for (var c = 0; c < factor.Codes.Length; c++)
                {
                    Row(rows, sample, design, factor, c, "risk_difference", against[c], "reference:" + factor.Codes[reference]);
                    int[] two = [.. factor.OfRespondent.Select(f => f == c ? 1 : 0)];
                    Row(
                        rows, sample, design, factor, c, "risk_difference_rest",
                        StandardisedDifference.Compute(state, two, 2, 0, cell, register, design.Weights)[1], "reference:rest");
                }
            }
        }

        Joint(rows, sample, state);
    }

    private static IEnumerable<SampleVariable> Factors(WaveSample sample)
    {
        yield return sample.Variable("gender");
        yield return sample.Variable("form");
        yield return sample.Variable("device");
        yield return sample.Operation;
        if (sample is { Trained: { } trained, Linked: true })
        {
            yield return new SampleVariable(
                "trained", ["no", "yes"], [.. trained.Select(t => t ? 1 : 0)], [.. sample.RowOfPerson.Select(p => trained[p] ? 1 : 0)]);
        }
    }

    private static void Row(
        RowList rows, WaveSample sample, SampleDesign design, SampleVariable factor, int category, string name,
        StandardisedDifferenceEstimate e, string note)
    {
        if (e.Status != DifferenceStatus.Estimated)
        {
            return;
        }

        var row = RowList.Template(sample, sample.Groups[0]) with
        {
            Measure = "DRIVER",
            Part = factor.Name,
            Item = factor.Codes[category],
            Weighting = design.Weighting,
            Respondents = e.N,
            Note = note,
        };
        rows.AddAll(
            row with
            {
                Estimator = name,
                Estimate = e.Difference,
                StandardError = RowList.Known(e.StandardError),
                DegreesOfFreedom = e.DegreesOfFreedom,
                PValue = RowList.Known(e.PValue),
            },
            ("t", e.Interval));
        var suffix = name["risk_difference".Length..];
        rows.Add(row with { Estimator = "standardised_share" + suffix, Estimate = e.Standardised });
        rows.Add(row with { Estimator = "coverage" + suffix, Estimate = e.Coverage });
    }

    /// <summary>Categories without respondents are left out; against the one with most respondents.</summary>
    private static void Joint(RowList rows, WaveSample sample, byte[] state)
    {
        var used = new List<(SampleVariable Variable, int[] Codes, DriverFactor Factor)>();
        foreach (var variable in sample.Variables)
        {
            var counts = Counts(variable);
            int[] codes = [.. Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0)];
            if (codes.Length > 1)
            {
                var reference = Array.FindIndex(codes, c => counts[c] == counts.Max());
                used.Add((variable, codes, new DriverFactor([.. variable.OfRespondent.Select(c => Array.IndexOf(codes, c))], codes.Length, reference)));
            }
        }

        var fit = DriverModel.Fit(state, [.. used.Select(u => u.Factor)]);
        var row = RowList.Template(sample, sample.Groups[0]) with { Measure = "DRIVER", Respondents = fit.N };
        if (fit.Status != DriverStatus.Fitted)
        {
            rows.Add(row with
            {
                Estimator = "logistic_refused",
                Estimate = fit.Parameters,
                Note = fit.Status switch
                {
                    DriverStatus.TooFew => "too_few",
                    DriverStatus.RankDeficient => "rank_deficient",
                    DriverStatus.Separated => "separated",
                    _ => "not_converged",
                }
            });
            return;
        }

        foreach (var term in fit.Terms)
        {
            var (variable, codes, factor) = used[term.Factor];
            rows.AddAll(
                row with
                {
                    Part = variable.Name,
                    Item = variable.Codes[codes[term.Category]],
                    Estimator = "odds_ratio",
                    Estimate = term.OddsRatio,
                    StandardError = RowList.Known(term.StandardError),
                    Statistic = RowList.Known(term.Coefficient),
                    PValue = RowList.Known(term.PValue),
                    Note = "reference:" + variable.Codes[codes[factor.Reference]],
                },
                ("wald", term.OddsRatioInterval));
        }

        for (var f = 0; f < used.Count; f++)
        {
            rows.Add(row with { Part = used[f].Variable.Name, Estimator = "vif", Estimate = fit.Inflation[f] });
        }
    }

    private static long[] Counts(SampleVariable variable)
    {
        var counts = new long[variable.Codes.Length];
        foreach (var c in variable.OfRespondent)
        {
            counts[c]++;
        }

        return counts;
    }
}
