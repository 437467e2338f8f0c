using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>T1: operations with a transformation plan adopted in the last 24 months, and the share of everybody who works under one.</summary>
public static class PlanCoverage
{
    /// <summary>Column of the share of operations; "all" is of persons.</summary>
    internal const string Operations = "operations";

    /// <summary>How old a plan may be.</summary>
    internal const int Months = 24;

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("T1", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.OrganisationOnly, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var covered = sources.Covered.Value ?? new bool[people.Account.Length];
        var missing = sources.Covered.Missing;
        var (persons, under) = (new long[sources.Operations], new long[sources.Operations]);
        for (var i = 0; i < covered.Length; i++)
        {
            if (sources.Operation[i] >= 0)
            {
                persons[sources.Operation[i]]++;
                under[sources.Operation[i]] += covered[i] ? 1 : 0;
            }
        }

        var all = people.Population[0];
        var there = persons.LongCount(n => n > 0);
        var whole = persons.Where((n, o) => n > 0 && under[o] == n).LongCount();
        return new RawFigures(Definition.Id, "", FigureKind.WholeGroups,
        [
            new RawColumn(PublishedTable.All, "N", missing, [new(all, covered.LongCount(c => c), 0, 0, 0, 0)]),
            new RawColumn(
                Operations, "N", missing.Length > 0 ? missing : there == 0 ? "no_operations" : "", [new(all, whole, 0, 0, 0, 0) { Of = there }])
            {
                Kind = FigureKind.Fact,
            },
        ]);
    }
}
