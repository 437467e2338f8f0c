using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>
/// Groups against the rest (method §3.4, §3.6): every department, operation and category of the organisation, never against a total
/// that contains it. Families are the groups of one kind.
/// </summary>
internal static class DisparityRows
{
    /// <summary>Adds all groups; <paramref name="values"/> are the measures compared.</summary>
    public static void Add(RowList rows, WaveSample sample, SampleWeights weights, IReadOnlyList<MeasureValues> values)
    {
        foreach (var family in sample.Groups.Where(g => g.Scope == "department" && g.Breakdown.Length == 0
            || g.Scope == "organisation" && g.Breakdown.Length > 0).GroupBy(g => (g.Scope, g.Breakdown)))
        {
            SampleGroup[] groups = [.. family];
            Access(rows, sample, groups);
            foreach (var value in values)
            {
                foreach (var design in weights.Designs.Where(d => d.Suffix is "" or "_domain"))
                {
                    Difference(rows, sample, design, groups, value);
                    if (value.IsShare)
                    {
                        Ratio(rows, sample, design, groups, value);
                    }
                }
            }
        }
    }

    private static void Access(RowList rows, WaveSample sample, SampleGroup[] groups)
    {
        foreach (var (measure, has) in new[] { ("A1", sample.Access), ("R1", sample.Trained) })
        {
            if (has is null)
            {
                continue;
            }

            long[] with = [.. groups.Select(g => FactRows.Count(g, has))];
            long[] persons = [.. groups.Select(g => g.Population)];
            var flags = Disparity.Fact(with, persons);
            for (var g = 0; g < groups.Length; g++)
            {
                var rest = (With: with.Sum() - with[g], Persons: persons.Sum() - persons[g]);
                var row = RowList.Template(sample, groups[g]) with
                {
                    Measure = measure,
                    Estimator = "disparity_ratio",
                    Estimate = flags[g].Ratio,
                    Respondents = persons[g],
                    Note = flags[g].Flagged ? "flagged" : "",
                };
                rows.AddAll(row, ("katz", Proportions.KatzRatio(with[g], persons[g], rest.With, rest.Persons).Interval));
            }
        }
    }

    /// <summary>The rest are those of the organisation who have a group of the kind, but another.</summary>
    private static void Difference(RowList rows, WaveSample sample, SampleDesign design, SampleGroup[] groups, MeasureValues value)
    {
        var tests = Tests(design, groups, value);
        var adjusted = MultipleTesting.BenjaminiHochberg([.. tests.Select(t => t.PValue)]);
        for (var g = 0; g < groups.Length; g++)
        {
            var t = tests[g];
            var row = RowList.Template(sample, groups[g]) with
            {
                Measure = value.Measure,
                Item = value.Item,
                Weighting = design.Weighting,
                Estimator = value.Estimator + "_rest_difference",
                Estimate = t.Difference,
                StandardError = t.DegreesOfFreedom >= 1 ? RowList.Known(t.StandardError) : null,
                DegreesOfFreedom = RowList.Known(t.DegreesOfFreedom),
                Respondents = Own(groups[g], value).LongCount(v => !double.IsNaN(v)),
                Statistic = RowList.Known(t.Statistic),
                PValue = RowList.Known(t.PValue),
                AdjustedP = RowList.Known(adjusted[g]),
            };
            rows.AddAll(row, ("t", t.Interval));
        }
    }

    private static void Ratio(RowList rows, WaveSample sample, SampleDesign design, SampleGroup[] groups, MeasureValues value)
    {
        var tests = Tests(design, groups, value);
        var ratios = new double[groups.Length];
        var contrasts = new RatioContrast[groups.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            contrasts[g] = Contrasts.Ratio(
                Weighted.LineariseMean(Own(groups[g], value), design.Weights, design.Calibration),
                Weighted.LineariseMean(Rest(groups, g, value), design.Weights, design.Calibration),
                design.Infinite);
            ratios[g] = contrasts[g].Ratio;
        }

        var flags = Disparity.Survey(ratios, [.. tests.Select(t => t.PValue)]);
        for (var g = 0; g < groups.Length; g++)
        {
            var (own, rest) = (Own(groups[g], value), Rest(groups, g, value));
            var row = RowList.Template(sample, groups[g]) with
            {
                Measure = value.Measure,
                Item = value.Item,
                Weighting = design.Weighting,
                Estimator = "disparity_ratio",
                Estimate = ratios[g],
                Respondents = own.LongCount(v => !double.IsNaN(v)),
                AdjustedP = RowList.Known(flags[g].AdjustedP),
                Note = flags[g].Flagged ? "flagged" : "",
            };
            if (design.Calibration is null)
            {
                var (ones, n, others, m) = (
                    own.LongCount(v => v == 1), own.LongCount(v => !double.IsNaN(v)), rest.LongCount(v => v == 1), rest.LongCount(v => !double.IsNaN(v)));
                rows.AddAll(row, ("katz", Proportions.KatzRatio(ones, n, others, m).Interval));
            }

            // The error is of the ratio's logarithm, and so is p; the flag goes by the difference's.
            rows.Add(
                row with
                {
                    StandardError = RowList.Known(contrasts[g].LogError),
                    DegreesOfFreedom = RowList.Known(contrasts[g].DegreesOfFreedom),
                    PValue = RowList.Known(contrasts[g].PValue),
                },
                "log_t",
                contrasts[g].Interval);
        }
    }

    private static ContrastEstimate[] Tests(SampleDesign design, SampleGroup[] groups, MeasureValues value)
    {
        var tests = new ContrastEstimate[groups.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            tests[g] = Contrasts.Between(
                Weighted.LineariseMean(Own(groups[g], value), design.Weights, design.Calibration),
                Weighted.LineariseMean(Rest(groups, g, value), design.Weights, design.Calibration),
                design.Infinite);
        }

        return tests;
    }

    private static double[] Own(SampleGroup group, MeasureValues value) => group.Of(value.Values);

    private static double[] Rest(SampleGroup[] groups, int own, MeasureValues value)
    {
        var rest = new double[value.Values.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = !groups[own].Members[i] && Array.Exists(groups, g => g.Members[i]) ? value.Values[i] : double.NaN;
        }

        return rest;
    }
}
