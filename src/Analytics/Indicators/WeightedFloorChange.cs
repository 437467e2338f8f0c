using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// CF1W: change of the share below the floor, all respondents of each wave, weighted to the register: the headline of change (method §3.4);
/// without error, interval and test where those of <see cref="WeightedBelowFloor"/> of either wave are left out, which they would tell.
/// </summary>
public static class WeightedFloorChange
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("CF1W", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => TwoWaves.WeightedChange(
        Definition.Id, answers, WeightedBelowFloor.Definition.Id, "all", "F1", answers.WithoutFloor, FigureScale.ShareDifference,
        wave => wave.FloorSums, a => a.FloorErrorsTell);
}
