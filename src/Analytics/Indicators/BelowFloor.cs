using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F1: any mandatory competence below the floor (method §2.3).</summary>
public static class BelowFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Each },
        wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave)
    {
        var state = States(wave);
        var known = wave.Grouping.Count([.. state.Select(s => s != Floor.Missing)]);
        var below = wave.Grouping.Count([.. state.Select(s => s == Floor.Below)]);
        return Columns.Single(
            Definition.Id, FigureKind.Share, "F1", Missing(wave), known.Select((n, g) => new RawFigure(n, below[g], 0, 0, 0, 0)));
    }

    /// <summary>Per respondent: <see cref="Floor.Below"/>, not below, or <see cref="Floor.Missing"/>.</summary>
    internal static byte[] States(PreparedWave wave) => wave.Floors.State;

    /// <summary>With a mandatory competence outside the instrument nobody could be found "not below": the share would be 100 %.</summary>
    internal static string Missing(PreparedWave wave) =>
        wave.Role.Distinct().Any(role => wave.Mandatory[role].Where((mandatory, item) => mandatory && !wave.Asked[item]).Any()) ? "mandatory_not_asked" : "";
}
