using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>D1: three items, (mean − 1)/4·100 (method §2.9).</summary>
public static class SeenAndValued
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("D1", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.Tree with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) =>
        ItemFigures.Indices(Definition.Id, answers, ["D1.1", "D1.2", "D1.3"], "no_D1", [("all", 0, 3)]);
}
