using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>N: persons in the register's population (method §1.2).</summary>
public static class Persons
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("N", MeasureClass.Fact, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(Definition, TablePlan.Tree, Compute);

    internal static RawFigures Compute(PreparedPopulation people) => Columns.Single(
        Definition.Id, FigureKind.Persons, "N", "", people.Population.Select(n => new RawFigure(n, n, 0, 0, 0, 0)));
}
