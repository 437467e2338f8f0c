using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>V1: persons with a working channel of all in the register. An unknown channel is not a confirmed one.</summary>
public static class CouldAnswer
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V1", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(
        Definition, TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Role }, Compute);

    internal static RawFigures Compute(PreparedPopulation people) => Columns.Single(
        Definition.Id,
        FigureKind.Fact,
        "N",
        Array.TrueForAll(people.Channel, c => c == (byte)YesNo.Unknown) ? "no_channel_data" : "",
        people.Grouping.Facts(null, [.. people.Channel.Select(c => c == (byte)YesNo.Yes)]));
}
