using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// F1W: F1 weighted to everybody in the register (method §3.3), unless the weights would tell a class of F1; without its error and interval where
/// they, with F1, would tell how many of a small group have answered or have a known F1.
/// </summary>
public static class WeightedBelowFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1W", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers) => new(
        Definition.Id,
        "",
        FigureKind.Statistic,
        [WeightedColumns.Of(answers.Wave, "all", "F1", answers.WithoutWeightedFloor, d => answers.Wave.FloorSums[d], isShare: true, errors: !answers.FloorErrorsTell)])
    {
        Scale = FigureScale.Share,
        Follows = BelowFloor.Definition.Id,
    };
}
