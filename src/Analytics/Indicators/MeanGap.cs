using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Mean gap Q − L per competence, over complete pairs (method §2.1).</summary>
public static class MeanGap
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("GAP", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.DepartmentUp, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.MeanDifference,
        Columns.PerItem(wave, "pair", Columns.WithoutRequirements(wave), (tally, g) =>
            new RawFigure(tally.Gaps[g].N, 0, tally.Gaps[g].MeanGap, tally.Gaps[g].Gap.Variance, 0, 0)));
}
