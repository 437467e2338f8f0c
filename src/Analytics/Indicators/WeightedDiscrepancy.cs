using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>MWDS: mean weighted discrepancy score per competence (method §2.4).</summary>
public static class WeightedDiscrepancy
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("MWDS", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.DepartmentUp, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.Product,
        Columns.PerItem(wave, wave.Importance is null ? "pair" : "weighted", Columns.WithoutRequirements(wave), (tally, g) =>
            tally.Importance is null
                ? new RawFigure(tally.Gaps[g].N, 0, tally.Gaps[g].Mwds, 0, 0, 0)
                : new RawFigure(tally.Importance[g].N, 0, tally.Importance[g].Mwds, 0, 0, 0)));
}
