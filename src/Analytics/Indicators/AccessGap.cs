using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// A4: access by A1 in a department over access among everybody else, a register fact without test, flagged when the ratio is under 0.8
/// and at least five lack access (method §3.6). For the organisation how many operations are flagged by the same rule, and the part of
/// Theil's T that lies between operations.
/// </summary>
public static class AccessGap
{
    /// <summary>Columns of the organisation's table; departments have "all", the ratio, and "flag".</summary>
    internal const string Between = "between", Flagged = "flagged", Flag = "flag";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("A4", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(
        Definition,
        TablePlan.DepartmentUp with { Has = (column, organisation) => organisation == column is Between or Flagged },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var access = Access.Of(people);
        var (with, persons) = (people.Grouping.Count(access), people.Population);
        var groups = people.Grouping.DepartmentsUp();
        var missing = Access.Missing(people);

        // The rest of a department is everybody else, those in no department too: they are a group of their own beside the departments.
        var flags = Disparity.Fact(WithRest(with, groups), WithRest(persons, groups));
        RawFigure Ratio(int g) => g == 0 || double.IsNaN(flags[g - 1].Ratio)
            ? RawFigure.Without(persons[g], "no_rest")
            : RawFigure.Number(persons[g], flags[g - 1].Ratio);
        RawFigure Mark(int g) => g == 0 ? RawFigure.Without(persons[g], "no_rest") : new(persons[g], 0, flags[g - 1].Flagged ? 1 : 0, 0, 0, 0);
        var noOperations = missing.Length > 0 ? missing : sources.Operations == 0 ? "no_operations" : "";
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(PublishedTable.All, "N", missing, [.. Enumerable.Range(0, groups).Select(Ratio)]),
            new RawColumn(Flag, "N", missing, [.. Enumerable.Range(0, groups).Select(Mark)]) { Kind = FigureKind.Things },
            new RawColumn(Between, "N", noOperations, [Share(access, sources, persons[0])]),
            new RawColumn(Flagged, "N", noOperations, [new(persons[0], 0, FlaggedOperations(access, sources), 0, 0, 0)]) { Kind = FigureKind.Things },
        ])
        {
            Scale = new FigureScale(0, double.PositiveInfinity, 0, 2, FineDecimals: false),
        };
    }

    private static long[] WithRest(long[] counts, int groups)
    {
        var parts = counts[1..groups];
        return [.. parts, counts[0] - parts.Sum()];
    }

    private static int FlaggedOperations(bool[] access, PreparedSources sources)
    {
        // Those in no operation are the last part: they are in everybody's rest and are not flagged themselves.
        var (with, persons) = (new long[sources.Operations + 1], new long[sources.Operations + 1]);
        for (var i = 0; i < access.Length; i++)
        {
            var operation = sources.Operation[i] < 0 ? sources.Operations : sources.Operation[i];
            persons[operation]++;
            with[operation] += access[i] ? 1 : 0;
        }

        return Disparity.Fact(with, persons).Take(sources.Operations).Count(f => f.Flagged);
    }

    private static RawFigure Share(bool[] access, PreparedSources sources, long persons)
    {
        var theil = Inequality.TheilByGroup([.. access.Select(a => a ? 1.0 : 0)], sources.Operation, sources.Operations);
        return theil.Total > 0 ? RawFigure.Number(persons, theil.Between / theil.Total) : RawFigure.Without(persons, "no_inequality");
    }
}
