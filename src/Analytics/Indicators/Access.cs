using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>A1: digital access rate. An unknown is not a confirmed access (method §1.1).</summary>
public static class Access
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("A1", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Role },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people)
    {
        var counts = people.Grouping.Count(Of(people));
        return Columns.Single(
            Definition.Id, FigureKind.Fact, "N", Missing(people), people.Population.Select((n, g) => new RawFigure(n, counts[g], 0, 0, 0, 0)));
    }

    /// <summary>Per person: has access.</summary>
    internal static bool[] Of(PreparedPopulation people)
    {
        var has = new bool[people.Account.Length];
        for (var i = 0; i < has.Length; i++)
        {
            has[i] = people.Account[i] == (byte)Model.YesNo.Yes
                && people.Channel[i] == (byte)Model.YesNo.Yes
                && people.Device[i] is (byte)Model.DeviceAccess.Own or (byte)Model.DeviceAccess.Shared;
        }

        return has;
    }

    /// <summary>A register without accounts, devices or channels says nothing about access: no rate of 0 is made of it.</summary>
    internal static string Missing(PreparedPopulation people) =>
        Array.TrueForAll(people.Account, v => v == 0) || Array.TrueForAll(people.Device, v => v == 0) || Array.TrueForAll(people.Channel, v => v == 0)
            ? "no_access_data"
            : "";
}
