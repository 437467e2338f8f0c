using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>CF1: change of the share below the floor, all respondents of each wave (method §3.4).</summary>
public static class FloorChangeOfAll
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("CF1", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => TwoWaves.PopulationChange(
        Definition.Id, answers, BelowFloor.Definition.Id, "all", "F1", answers.WithoutFloor, FigureScale.ShareDifference,
        wave => wave.FloorSums);
}
