using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>D2: share who have talked about digitalisation at a workplace meeting or with their manager.</summary>
public static class DialogueAboutDigitalisation
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("D2", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.Tree with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => ItemFigures.Yes(Definition.Id, answers);
}
