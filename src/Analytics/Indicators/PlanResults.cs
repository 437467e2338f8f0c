using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>T4: hours freed per year and new solutions in use, from actions that are done (method §2.9).</summary>
public static class PlanResults
{
    /// <summary>Columns.</summary>
    internal const string Hours = "hours", Solutions = "solutions";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("T4", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.OrganisationOnly, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var (actions, missing) = (sources.Actions.Value, sources.Actions.Missing);
        RawColumn Column(string code, double? number, string untold) =>
            new(code, "N", missing.Length > 0 ? missing : number is null ? untold : "", [new(people.Population[0], 0, number ?? 0, 0, 0, 0)]);
        return new RawFigures(
            Definition.Id, "", FigureKind.Things, [Column(Hours, actions?.Hours, "no_hours_freed"), Column(Solutions, actions?.Solutions, "no_solutions")]);
    }
}
