using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// CLEVELW: change of the mean index, all respondents of each wave, weighted to the register: the headline of change (method §3.4).
/// </summary>
public static class WeightedLevelChange
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("CLEVELW", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => TwoWaves.WeightedChange(
        Definition.Id, answers, WeightedLevel.Definition.Id, "index", "index",
        answers.Wave.Asked.Contains(true) ? "" : "not_asked", new FigureScale(-8, 8, 0, 1), wave => wave.IndexSums, _ => false);
}
