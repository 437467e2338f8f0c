using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>V2: respondents of all in the register.</summary>
public static class Voice
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V2", MeasureClass.Participation, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Each },
        wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => Columns.Single(
        Definition.Id, FigureKind.Participation, "V2", "", wave.Respondents.Select((n, g) => new RawFigure(n, n, 0, 0, 0, 0)));
}
