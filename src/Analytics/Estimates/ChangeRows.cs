using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>One wave made ready once for all its figures.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Values">Its measures.</param>
/// <param name="Floor">F1's columns.</param>
internal sealed record ReadyWave(WaveSample Sample, SampleWeights Weights, IReadOnlyList<MeasureValues> Values, FloorColumns Floor)
{
    /// <summary>Makes it ready.</summary>
    public static ReadyWave Of(WaveSample sample)
    {
        var (values, floor) = MeasureValues.Of(sample);
        return new ReadyWave(sample, SampleWeights.OfOrganisation(sample.Frame), values, floor);
    }

    /// <summary>True if F1 can be told at all.</summary>
    public bool HasFloor => Values.Any(v => v.Measure == "F1");

    /// <summary>The measure of the later wave's kind, or null.</summary>
    public MeasureValues? Find(MeasureValues like) =>
        Values.FirstOrDefault(v => v.Measure == like.Measure && v.Item == like.Item && v.Estimator == like.Estimator);
}

/// <summary>Change between two consecutive waves (method §3.4). Tests never use the finite-population correction.</summary>
internal static class ChangeRows
{
    /// <summary>
    /// Population change of one group, all respondents of each wave, whoever is in both counted as one. R: the waves stacked,
    /// <c>svydesign(id = ~person, weights = ~w)</c>, <c>svyby</c> and <c>svycontrast</c>.
    /// </summary>
    public static void Population(
        RowList rows, ReadyWave before, ReadyWave after, (int[] Before, int[] After) person, SampleGroup was, SampleGroup now)
    {
        foreach (var value in after.Values.Where(v => now.HasItems || !v.ByItem))
        {
            if (before.Find(value) is not { } earlier)
            {
                continue;
            }

            foreach (var (a, b) in Pairs(before, after))
            {
                var change = Contrasts.Change(
                    Weighted.LineariseMean(was.Of(earlier.Values), a.Weights, a.Calibration),
                    person.Before,
                    Weighted.LineariseMean(now.Of(value.Values), b.Weights, b.Calibration),
                    person.After);
                Add(rows, before, after, now, value.Measure, value.Item, value.Estimator, b.Weighting, change);
            }
        }

        var (index, indexBefore) = (MeasureValues.IndexOf(after.Sample.Answers), MeasureValues.IndexOf(before.Sample.Answers));
        foreach (var (a, b) in Pairs(before, after))
        {
            var change = Contrasts.Change(
                WeightedQuantiles.Linearise(was.Of(indexBefore), a.Weights, 0.1, a.Infinite),
                person.Before,
                WeightedQuantiles.Linearise(now.Of(index), b.Weights, 0.1, b.Infinite),
                person.After);
            Add(rows, before, after, now, "F3", MeasureValues.Index, "p10", b.Weighting, change);
        }
    }

    /// <summary>Persons of both waves with one numbering; −1 where a wave is not linked.</summary>
    public static (int[] Before, int[] After) Persons(WaveSample before, WaveSample after)
    {
        var number = new Dictionary<long, int>();
        int[] Of(WaveSample sample)
        {
            var numbers = new int[sample.Count];
            for (var i = 0; i < numbers.Length; i++)
            {
                if (sample.Person[i] == 0)
                {
                    numbers[i] = -1;
                }
                else if (!number.TryGetValue(sample.Person[i], out numbers[i]))
                {
                    numbers[i] = number.Count;
                    number.Add(sample.Person[i], numbers[i]);
                }
            }

            return numbers;
        }

        return (Of(before), Of(after));
    }

    /// <summary>
    /// Adjusted p within the family: organisation × wave pair × measure × breakdown, each estimator and weighting by itself. Every test
    /// stands on one row.
    /// </summary>
    public static IEnumerable<EstimateRow> Adjusted(IReadOnlyList<EstimateRow> rows)
    {
        var numbers = new Dictionary<(string, string, string, string), int>();
        int[] family = [.. rows.Select(r =>
        {
            if (r.PValue is null)
            {
                return -1;
            }

            var key = (r.Measure, r.Breakdown, r.Weighting, r.Estimator + " " + r.IntervalMethod);
            if (!numbers.TryGetValue(key, out var known))
            {
                numbers.Add(key, known = numbers.Count);
            }

            return known;
        })];
        var tests = MultipleTesting.Families([.. rows.Select(r => r.PValue ?? double.NaN)], family);
        return rows.Select((r, i) => family[i] < 0 ? r : r with { AdjustedP = RowList.Known(tests[i].AdjustedP) });
    }

    private static IEnumerable<(SampleDesign Before, SampleDesign After)> Pairs(ReadyWave before, ReadyWave after) =>
        from a in before.Weights.Designs
        from b in after.Weights.Designs
        where a.Suffix is "" or "_domain" && a.Weighting == b.Weighting && a.Suffix == b.Suffix
        select (a, b);

    private static void Add(
        RowList rows, ReadyWave before, ReadyWave after, SampleGroup now, string measure, string item, string estimator, string weighting,
        ContrastEstimate change)
    {
        var known = change.DegreesOfFreedom >= 1;
        rows.AddAll(
            RowList.Template(after.Sample, now) with
            {
                WaveBefore = before.Sample.Wave,
                Measure = measure,
                Item = item,
                Weighting = weighting,
                Estimator = estimator + "_change",
                Estimate = change.Difference,
                StandardError = known ? RowList.Known(change.StandardError) : null,
                DegreesOfFreedom = RowList.Known(change.DegreesOfFreedom),
                Respondents = known ? (long)change.DegreesOfFreedom + 1 : null,
                Statistic = RowList.Known(change.Statistic),
                PValue = RowList.Known(change.PValue),
            },
            ("t", change.Interval));
    }
}
