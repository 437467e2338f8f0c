using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Share below the role's requirement per competence, L &lt; Q (method §2.1).</summary>
public static class BelowRequirement
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("BELOW", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition,
        TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each },
        wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave) => new(
        Definition.Id,
        "",
        FigureKind.Share,
        Columns.PerItem(wave, "pair", Columns.WithoutRequirements(wave), (tally, g) =>
            new RawFigure(tally.Gaps[g].N, tally.Gaps[g].Below, 0, 0, 0, 0)));
}
