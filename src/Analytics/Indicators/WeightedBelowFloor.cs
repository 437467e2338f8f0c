using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F1W: F1 weighted to everybody in the register (method §3.3).</summary>
public static class WeightedBelowFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1W", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.Statistic,
        [WeightedColumns.Of(wave, "all", "F1", BelowFloor.Missing(wave), d => wave.FloorSums[d], isShare: true)])
    {
        Scale = FigureScale.Share,
        Follows = BelowFloor.Definition.Id,
    };
}
