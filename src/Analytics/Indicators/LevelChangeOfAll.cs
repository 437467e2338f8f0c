using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>CLEVEL: change of the mean index, all respondents of each wave (method §3.4).</summary>
public static class LevelChangeOfAll
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("CLEVEL", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => TwoWaves.PopulationChange(
        Definition.Id, answers, MeanLevel.Definition.Id, "index", "index", answers.Wave.Asked.Contains(true) ? "" : "not_asked", new FigureScale(-8, 8, 0, 1), wave => wave.IndexSums);
}
