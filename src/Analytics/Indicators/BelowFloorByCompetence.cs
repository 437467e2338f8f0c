using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Share below the floor per competence, L &lt; floor strictly (method §2.1, §2.3).</summary>
public static class BelowFloorByCompetence
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1C", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.Tree, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.Share,
        Columns.PerItem(wave, "item", "", (tally, g) =>
        {
            var levels = Histogram.Of(tally.Levels, g);
            return new RawFigure(Histogram.Answered(levels), Histogram.Below(levels, wave.Floor), 0, 0, 0, 0);
        }));
}
