using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>A2: a tool of one's own, a shared one, none, or not known. Unknown is a part of its own: it is never a no (method §1.1).</summary>
public static class DeviceClass
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("A2", MeasureClass.Fact, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfPeople(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Role | Attributes.Gender | Attributes.AgeBand | Attributes.Form | Attributes.Operation },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people)
    {
        var missing = Array.TrueForAll(people.Device, d => d == (byte)DeviceAccess.Unknown) ? "no_device_data" : "";
        RawColumn Column(string code, DeviceAccess device) =>
            new(code, "N", missing, people.Grouping.Facts(null, [.. people.Device.Select(d => d == (byte)device)]));
        return new RawFigures(Definition.Id, "", FigureKind.Fact,
        [
            Column("eget", DeviceAccess.Own), Column("delat", DeviceAccess.Shared), Column("inget", DeviceAccess.None),
            Column("okand", DeviceAccess.Unknown),
        ]);
    }
}
