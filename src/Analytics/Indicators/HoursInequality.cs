using System.Runtime.InteropServices;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>R5: Gini of hours of digital training over everybody, those without hours included; Theil's T between operations.</summary>
public static class HoursInequality
{
    /// <summary>Column of the part between operations, for the organisation alone.</summary>
    internal const string Between = "between";

    /// <summary>In a smaller group the index is about single persons: one who took all of five makes it 0.8.</summary>
    internal const int Least = 20;

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("R5", MeasureClass.Fact, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfSources(
        Definition,
        TablePlan.DepartmentUp with
        {
            OfOrganisation = Attributes.Operation,
            Has = (column, groups) => column != Between || groups == TableGroups.Organisation,
        },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var hours = sources.Training?.Hours ?? new double[people.Account.Length];
        var missing = sources.Training is null ? "no_training" : Array.TrueForAll(hours, h => h == 0) ? "no_hours" : "";
        RawFigure Gini(List<double> amounts)
        {
            var gini = Inequality.Gini(CollectionsMarshal.AsSpan(amounts));
            return double.IsNaN(gini) ? RawFigure.Without(amounts.Count, "no_hours") : RawFigure.Number(amounts.Count, gini);
        }

        var theil = Inequality.TheilByGroup(hours, sources.Operation, sources.Operations);
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(PublishedTable.All, "N", missing, [.. ByGroup(people.Grouping, hours).Select(Gini)]),
            new RawColumn(Between, "N", missing.Length > 0 ? missing : sources.Operations == 0 ? "no_operations" : "",
            [
                theil.Total > 0 ? RawFigure.Number(people.Population[0], theil.Between / theil.Total) : RawFigure.Without(people.Population[0], "no_hours"),
            ]),
        ])
        {
            Scale = new FigureScale(0, 1, 0, 2, FineDecimals: false),
            Minimum = Least,
        };
    }

    /// <summary>The hours of everybody, of each department and of each operation, by number of the group; nobody's of those between.</summary>
    private static List<double>[] ByGroup(Grouping grouping, double[] hours)
    {
        var (department, operations) = (grouping.DepartmentOf(), grouping.Operations);
        var groups = operations is null ? grouping.DepartmentsUp() : operations.Offset + operations.Count;
        List<double>[] own = [[.. hours], .. Enumerable.Range(1, groups - 1).Select(_ => new List<double>())];
        for (var i = 0; i < hours.Length; i++)
        {
            if (department[i] > 0)
            {
                own[department[i]].Add(hours[i]);
            }

            if (operations is not null && operations.Rows[i] >= 0)
            {
                own[operations.Offset + operations.Rows[i]].Add(hours[i]);
            }
        }

        return own;
    }
}
