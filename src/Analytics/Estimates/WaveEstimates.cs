using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>All estimates of one organisation's waves, in an order that does not depend on threads.</summary>
internal static class WaveEstimates
{
    /// <summary>Everything about the waves and their consecutive pairs.</summary>
    /// <param name="samples">In order of time; every one with respondents.</param>
    public static IReadOnlyList<EstimateRow> Of(IReadOnlyList<WaveSample> samples)
    {
        var waves = samples.Select(ReadyWave.Of).ToArray();
        var rows = new RowList();
        foreach (var wave in waves)
        {
            Wave(rows, wave);
        }

        for (var w = 1; w < waves.Length; w++)
        {
            var pair = new RowList();
            Pair(pair, waves[w - 1], waves[w]);
            rows.Add(ChangeRows.Adjusted(pair.Rows));
        }

        return rows.Rows;
    }

    private static void Wave(RowList rows, ReadyWave wave)
    {
        var (sample, weights) = (wave.Sample, wave.Weights);
        WeightingRows.Add(rows, sample, weights, sample.Groups[0]);
        var index = MeasureValues.IndexOf(sample.Answers);
        var without = weights.Raked is null ? [] : MarginEffects.WithoutEach(weights.Start, weights.Used, SampleWeights.Bounds(sample.Weighting));
        Each(rows, sample.Groups, (part, group) =>
        {
            var row = RowList.Template(sample, group);
            FactRows.Add(part, row, sample, group);
            WeightingRows.Add(part, row, weights, group, index);
            foreach (var value in wave.Values.Where(v => group.HasItems || !v.ByItem))
            {
                if (value.IsShare)
                {
                    ShareRows.Add(part, row, weights, group, value);
                }
                else
                {
                    MeanRows.Add(part, row, weights, group, value);
                }

                if (value.Item is "" or MeasureValues.Index)
                {
                    WeightingRows.Effects(part, row, weights, without, group, value);
                }
            }

            QuantileRows.Add(part, row, weights, group, index);
            ReliabilityRows.Add(part, row, sample, group);
            if (wave.HasFloor)
            {
                FactRows.Bounds(part, row, sample, weights, group, wave.Floor.State);
            }

            for (var item = 0; group.HasItems && item < sample.Answers.Answers.Length; item++)
            {
                GapRows.Add(part, row, sample, weights, group, item);
                DistributionRows.Add(part, row, sample, weights, group, item);
            }
        });
        FactRows.Decompositions(rows, sample);
        RepresentativenessRows.Add(rows, sample);
        DisparityRows.Add(rows, sample, weights, [.. wave.Values.Where(v => v.Measure is "F1" || v is { Measure: "LEVEL", Item: MeasureValues.Index })]);
        if (wave.HasFloor)
        {
            DriverRows.Add(rows, sample, weights, wave.Floor.State);
        }
    }

    private static void Pair(RowList rows, ReadyWave before, ReadyWave after)
    {
        var person = ChangeRows.Persons(before.Sample, after.Sample);
        var linked = LinkedPerson.Of(before.Sample, after.Sample);
        var groups = before.Sample.Groups.ToDictionary(g => g.Key);
        Each(rows, [.. after.Sample.Groups.Where(g => groups.ContainsKey(g.Key))], (part, now) =>
        {
            var was = groups[now.Key];
            ChangeRows.Population(part, before, after, person, was, now);
            PairedRows.Add(part, before, after, linked, was, now);
            if (now is { Scope: not "unit", Breakdown: "" })
            {
                DifferenceRows.Add(part, before, after, linked, was, now);
            }
        });
    }

    private static void Each(RowList rows, IReadOnlyList<SampleGroup> groups, Action<RowList, SampleGroup> make)
    {
        var parts = new RowList[groups.Count];
        Parallel.For(0, parts.Length, g => make(parts[g] = new RowList(), groups[g]));
        foreach (var part in parts)
        {
            rows.Add(part.Rows);
        }
    }
}
