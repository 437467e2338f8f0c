using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F1M: what each margin of the weighting does to the share below the floor (method §3.3, §4.5).</summary>
public static class MarginsOfFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1M", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.DepartmentUp, wave => [Compute(wave)]);

    /// <summary>With all margins less without the one, in parts of one; a margin that is not used has a reason.</summary>
    internal static RawFigures Compute(PreparedWave wave)
    {
        var values = WeightedBelowFloor.Values(wave);
        var missing = BelowFloor.Missing(wave);
        var columns = new List<RawColumn>();
        foreach (var name in (string[])["role", "gender", "age", "device"])
        {
            var groups = new RawFigure[wave.Grouping.ItemGroups];
            var used = wave.Weights?.Margins.ToList().IndexOf(name) ?? -1;
            var without = used < 0 ? null : wave.Weights!.WithoutEach[used];
            if (without is not null)
            {
                var with = WeightedColumns.Means(wave, wave.Weights!.Weights, null, values);
                foreach (var (own, other) in with.Zip(WeightedColumns.Means(wave, without, null, values)))
                {
                    for (var g = 0; g < own.Estimates.Length; g++)
                    {
                        var (a, b) = (own.Estimates[g], other.Estimates[g]);
                        groups[own.Offset + g] = new RawFigure(a.N, 0, a.Estimate - b.Estimate, 0, 0, 0)
                        {
                            Detail = a.N > 0 && a.EffectiveN >= PreparedWeights.LeastEffective ? FigureDetail.None : null,
                        };
                    }
                }
            }

            var reason = missing.Length > 0 ? missing : wave.Weights is null ? wave.WeightsMissing : used < 0 ? "margin_not_used" : "";
            columns.Add(new RawColumn(name, "F1", reason, groups));
        }

        return new RawFigures(Definition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.ShareDifference, Follows = BelowFloor.Definition.Id };
    }
}
