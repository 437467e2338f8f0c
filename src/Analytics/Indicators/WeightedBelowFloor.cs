using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F1 weighted to everybody in the register (method §3.3): F1W, and what each margin of the weighting does to it: F1M.</summary>
public static class WeightedBelowFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1W", MeasureClass.Answer, Direction.Lower);

    /// <summary>Definition of the margins' part.</summary>
    public static IndicatorDefinition MarginDefinition { get; } = IndicatorDefinition.FromTexts("F1M", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, wave => [Compute(wave)]);

    internal static Indicator MarginIndicator { get; } = Indicator.OfWave(MarginDefinition, TablePlan.DepartmentUp, wave => [Margins(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id, "", FigureKind.Statistic, [WeightedColumns.Of(wave, "all", "F1", BelowFloor.Missing(wave), Values(wave), isShare: true)])
    {
        Scale = FigureScale.Share,
        Follows = BelowFloor.Definition.Id,
    };

    /// <summary>With all margins less without the one, in parts of one; a margin that is not used has a reason.</summary>
    internal static RawFigures Margins(PreparedWave wave)
    {
        var values = Values(wave);
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

        return new RawFigures(MarginDefinition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.ShareDifference, Follows = BelowFloor.Definition.Id };
    }

    private static double[] Values(PreparedWave wave) =>
        Array.ConvertAll(BelowFloor.States(wave), s => s switch { Floor.Missing => double.NaN, Floor.Below => 1, _ => 0 });
}
