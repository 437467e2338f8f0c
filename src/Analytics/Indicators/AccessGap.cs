using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// A4: access by A1 in an operation over access among everybody else, a register fact without test, flagged when the ratio is under 0.8
/// and at least five persons lack access (method §3.6). For the organisation how many operations are flagged, and the part of Theil's T
/// that lies between operations. Departments have the same ratio and flag, over departments.
/// </summary>
public static class AccessGap
{
    /// <summary>Columns of the organisation: the part between operations, and how many are flagged. Groups have "all", the ratio, and "flag".</summary>
    internal const string Between = "between", Flagged = "flagged", Flag = "flag";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("A4", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(
        Definition,
        TablePlan.DepartmentUp with
        {
            OfOrganisation = Attributes.Operation,
            Has = (column, groups) => groups == TableGroups.Organisation == column is Between or Flagged,
        },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people)
    {
        var access = Access.Of(people);
        var (with, persons) = (people.Grouping.Count(access), people.Population);
        var missing = Access.Missing(people);
        var operations = people.Grouping.Operations;
        var size = operations is null ? people.Grouping.DepartmentsUp() : operations.Offset + operations.Count;
        var (ratio, mark) = (new RawFigure[size], new RawFigure[size]);
        for (var g = 0; g < size; g++)
        {
            ratio[g] = mark[g] = RawFigure.Without(persons[g], "no_rest");
        }

        Fill([.. Enumerable.Range(1, people.Grouping.DepartmentsUp() - 1)]);
        var flagged = operations is null ? 0 : Fill([.. Enumerable.Range(operations.Offset, operations.Count - 1)]);
        var noOperations = missing.Length > 0 ? missing : operations is null ? "no_operations" : "";
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(PublishedTable.All, "N", missing, ratio),
            new RawColumn(Flag, "N", missing, mark) { Kind = FigureKind.Things },
            new RawColumn(Between, "N", noOperations, [Share(access, operations, persons[0])]),
            new RawColumn(Flagged, "N", noOperations, [new(persons[0], 0, flagged, 0, 0, 0)]) { Kind = FigureKind.Things },
        ])
        {
            Scale = new FigureScale(0, double.PositiveInfinity, 0, 2, FineDecimals: false),
        };

        // The rest of a group is everybody else, those in no group too: they are a part of their own beside the groups.
        int Fill(int[] groups)
        {
            var flags = Disparity.Fact(WithRest(with, groups), WithRest(persons, groups));
            for (var k = 0; k < groups.Length; k++)
            {
                if (!double.IsNaN(flags[k].Ratio))
                {
                    ratio[groups[k]] = RawFigure.Number(persons[groups[k]], flags[k].Ratio);
                    mark[groups[k]] = new RawFigure(persons[groups[k]], 0, flags[k].Flagged ? 1 : 0, 0, 0, 0);
                }
            }

            return flags[..^1].Count(f => f.Flagged);
        }
    }

    private static long[] WithRest(long[] counts, int[] groups) =>
        [.. groups.Select(g => counts[g]), counts[0] - groups.Sum(g => counts[g])];

    private static RawFigure Share(bool[] access, Partition? operations, long persons)
    {
        if (operations is null)
        {
            return RawFigure.Without(persons, "no_operations");
        }

        int[] operation = [.. operations.Rows.Select(o => o == operations.Count - 1 ? -1 : o)];
        var theil = Inequality.TheilByGroup([.. access.Select(a => a ? 1.0 : 0)], operation, operations.Count - 1);
        return theil.Total > 0 ? RawFigure.Number(persons, theil.Between / theil.Total) : RawFigure.Without(persons, "no_inequality");
    }
}
