using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>R1: training reach within 24 months (method §2.6).</summary>
public static class Reach
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("R1", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Role },
        Compute);

    /// <summary>How far back a completed training counts.</summary>
    internal const int Months = 24;

    internal static RawFigures Compute(PreparedPopulation people)
    {
        var counts = people.Trained is null ? new long[people.Population.Length] : people.Grouping.Count(people.Trained);
        return Columns.Single(
            Definition.Id,
            FigureKind.Fact,
            "N",
            people.Trained is null ? "no_training" : "",
            people.Population.Select((n, g) => new RawFigure(n, counts[g], 0, 0, 0, 0)));
    }
}
