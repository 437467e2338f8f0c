using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>T2: of the actions that should be done by the day those that are. Actions are no persons.</summary>
public static class PlanProgress
{
    /// <summary>Column of the number due; "all" is the share done.</summary>
    internal const string Due = "due";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("T2", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.OrganisationOnly, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var (due, done) = (sources.Actions.Value?.Due ?? 0, sources.Actions.Value?.Done ?? 0);
        var missing = sources.Actions.Missing.Length > 0 ? sources.Actions.Missing : due == 0 ? "no_actions_due" : "";
        var all = people.Population[0];
        return new RawFigures(Definition.Id, "", FigureKind.Fact,
        [
            new RawColumn(PublishedTable.All, "N", missing, [new(all, done, 0, 0, 0, 0) { Of = due }]),
            new RawColumn(Due, "N", missing, [new(all, 0, due, 0, 0, 0)]) { Kind = FigureKind.Things },
        ]);
    }
}
