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
        var department = people.Grouping.DepartmentOf();
        var (operations, departments) = (people.Grouping.Operations, people.Grouping.DepartmentsUp());
        bool In(int g, int row) => g == 0
            || (g < departments ? department[row] == g : operations is not null && g >= operations.Offset && operations.Rows[row] == g - operations.Offset);
        RawFigure Gini(int g)
        {
            double[] own = [.. hours.Where((_, i) => In(g, i))];
            var gini = Inequality.Gini(own);
            return double.IsNaN(gini) ? RawFigure.Without(own.Length, "no_hours") : RawFigure.Number(own.Length, gini);
        }

        var theil = Inequality.TheilByGroup(hours, sources.Operation, sources.Operations);
        return new RawFigures(Definition.Id, "", FigureKind.FactStatistic,
        [
            new RawColumn(PublishedTable.All, "N", missing, [.. Enumerable.Range(0, operations is null ? departments : operations.Offset + operations.Count).Select(Gini)]),
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
}
