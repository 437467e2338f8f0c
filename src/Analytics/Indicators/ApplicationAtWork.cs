using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>E4: share who use a new way of working after the training.</summary>
public static class ApplicationAtWork
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("E4", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => ItemFigures.Yes(Definition.Id, answers);
}
