using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>A3: share who have paid time and a place every week to learn.</summary>
public static class TimeAndPlace
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("A3", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.Tree with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => ItemFigures.Yes(Definition.Id, answers);
}
