using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Counts of the register: persons, voice, access, reach; the inequality of training hours; the bounds of F1.</summary>
internal static class FactRows
{
    /// <summary>Adds a group's shares of the register (no sampling error, so no interval) and the inequality of hours.</summary>
    public static void Add(RowList rows, EstimateRow template, WaveSample sample, SampleGroup group)
    {
        var row = template with { Respondents = group.Population };
        rows.Add(row with { Measure = "N", Estimator = "count", Estimate = group.Population });
        rows.Add(template with
        {
            Measure = "V2",
            Estimator = "share",
            Estimate = (double)group.Respondents / group.Population,
            Respondents = group.Respondents,
        });
        foreach (var (measure, has) in new[] { ("A1", sample.Access), ("R1", sample.Trained) })
        {
            if (has is not null)
            {
                rows.Add(row with { Measure = measure, Estimator = "share", Estimate = (double)Count(group, has) / group.Population });
            }
        }

        if (sample.Hours is { } hours)
        {
            double[] own = [.. hours.Where((_, i) => group.Persons[i])];
            var named = row with { Measure = "R5" };
            rows.Add(named with { Estimator = "gini", Estimate = Inequality.Gini(own) });
            rows.Add(named with { Estimator = "theil_t", Estimate = Inequality.Theil(own) });
            rows.Add(named with { Estimator = "theil_l", Estimate = Inequality.TheilL(own) });
        }
    }

    /// <summary>Theil's T and L of the organisation split by operation and by department; persons in neither are left out.</summary>
    public static void Decompositions(RowList rows, WaveSample sample)
    {
        if (sample.Hours is not { } hours)
        {
            return;
        }

        var all = sample.Groups[0];
        foreach (var (name, groups) in new[]
            {
                ("operation", sample.Groups.Where(g => g.Breakdown == "operation").ToArray()),
                ("department", [.. sample.Groups.Where(g => g is { Scope: "department", Breakdown: "" })]),
            })
        {
            var of = new int[hours.Length];
            Array.Fill(of, -1);
            for (var g = 0; g < groups.Length; g++)
            {
                for (var i = 0; i < of.Length; i++)
                {
                    of[i] = groups[g].Persons[i] ? g : of[i];
                }
            }

            var row = RowList.Template(sample, all) with { Measure = "R5", Part = name, Respondents = of.LongCount(g => g >= 0) };
            foreach (var (theil, d) in new[]
                {
                    ("theil_t", Inequality.TheilByGroup(hours, of, groups.Length)), ("theil_l", Inequality.TheilLByGroup(hours, of, groups.Length)),
                })
            {
                rows.Add(row with { Estimator = theil + "_within", Estimate = d.Within });
                rows.Add(row with { Estimator = theil + "_between", Estimate = d.Between });
                rows.Add(row with { Estimator = theil + "_total", Estimate = d.Total });
            }
        }
    }

    /// <summary>"Alla tysta" and "onåbara" (method §2.10). Who could not be reached and did not answer is known in a linked wave only.</summary>
    public static void Bounds(RowList rows, EstimateRow template, WaveSample sample, SampleWeights weights, SampleGroup group, byte[] state)
    {
        var own = group.Of(state);
        var (known, below) = (own.LongCount(s => s != Floor.Missing), own.LongCount(s => s == Floor.Below));
        if (known > group.Population)
        {
            return;
        }

        var row = template with { Measure = "F1", Respondents = known };
        var silent = Silence.AllSilent(below, known, group.Population);
        rows.Add(row with { Estimator = "all_silent_none_below", Estimate = silent.NoneBelow });
        rows.Add(row with { Estimator = "all_silent_all_below", Estimate = silent.AllBelow });
        if (!sample.Linked)
        {
            return;
        }

        var answered = Answered(sample);
        var unreachable = Enumerable.Range(0, answered.Length).LongCount(i => group.Persons[i] && sample.Unreachable[i] && !answered[i]);
        var values = MeasureValues.StateValues(own);
        foreach (var design in weights.Designs.Where(d => d.Suffix is "" or "_domain"))
        {
            var share = Weighted.Mean(values, design.Weights).Estimate;
            var bounds = Silence.Unreachable(double.IsNaN(share) ? share : Math.Clamp(share, 0, 1), group.Population, unreachable);
            var named = row with { Weighting = design.Weighting, Statistic = unreachable };
            rows.Add(named with { Estimator = "unreachable_none_below", Estimate = bounds.NoneBelow });
            rows.Add(named with { Estimator = "unreachable_all_below", Estimate = bounds.AllBelow });
        }
    }

    /// <summary>Per person of the register: answered.</summary>
    public static bool[] Answered(WaveSample sample)
    {
        var answered = new bool[sample.PopulationSize];
        foreach (var person in sample.RowOfPerson.Where(p => p >= 0))
        {
            answered[person] = true;
        }

        return answered;
    }

    /// <summary>Persons of a group that have something.</summary>
    public static long Count(SampleGroup group, bool[] has)
    {
        long count = 0;
        for (var i = 0; i < has.Length; i++)
        {
            count += has[i] && group.Persons[i] ? 1 : 0;
        }

        return count;
    }
}
