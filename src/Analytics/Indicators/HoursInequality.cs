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
        TablePlan.DepartmentUp with { Has = (column, organisation) => column != Between || organisation },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var hours = sources.Training?.Hours ?? new double[people.Account.Length];
        var missing = sources.Training is null ? "no_training" : Array.TrueForAll(hours, h => h == 0) ? "no_hours" : "";
        var own = ByDepartment(people.Grouping, hours);
        RawFigure Gini(List<double> amounts)
        {
            var gini = Inequality.Gini(CollectionsMarshal.AsSpan(amounts));
            return double.IsNaN(gini) ? RawFigure.Without(amounts.Count, "no_hours") : RawFigure.Number(amounts.Count, gini);
        }

        var theil = Inequality.TheilByGroup(hours, sources.Operation, sources.Operations);
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(PublishedTable.All, "N", missing, [.. own.Select(Gini)]),
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

    /// <summary>The hours of everybody, then of each department.</summary>
    private static List<double>[] ByDepartment(Grouping grouping, double[] hours)
    {
        var department = grouping.DepartmentOf();
        List<double>[] own = [[.. hours], .. Enumerable.Range(1, grouping.DepartmentsUp() - 1).Select(_ => new List<double>())];
        for (var i = 0; i < hours.Length; i++)
        {
            if (department[i] > 0)
            {
                own[department[i]].Add(hours[i]);
            }
        }

        return own;
    }
}
