using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>V6: of those without a tool of their own, who was offered another way to answer, and who used one (method §2.9).</summary>
public static class OtherWays
{
    /// <summary>Columns. The second is participation and for the organisation alone.</summary>
    internal const string Offered = "offered", Used = "used";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V6", MeasureClass.Participation, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(
        Definition,
        TablePlan.DepartmentUp with { Has = (column, groups) => column == Offered || groups == TableGroups.Organisation },
        Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        bool[] without = [.. people.Device.Select(ToolOfOwn.IsWithout)];
        var offered = sources.OtherWay is { } way ? way.Select(w => w == (byte)YesNo.Yes).ToArray() : new bool[without.Length];
        var (persons, voices) = (without.LongCount(w => w), sources.Voices);
        var nobody = persons == 0 ? "no_device_data" : "";
        return new RawFigures(Definition.Id, "", FigureKind.Fact,
        [
            new RawColumn(
                Offered, "fact:without-tool", nobody.Length > 0 ? nobody : sources.OtherWay is null ? "no_other_way" : "",
                people.Grouping.Facts(without, offered)),
            new RawColumn(
                Used, "fact:without-tool-used", nobody.Length > 0 ? nobody : voices is null ? "with_wave" : voices.Missing,
                [Use(persons, voices, sources.Threshold)])
            {
                Kind = FigureKind.Part,
            },
        ]);
    }

    /// <summary>
    /// How many of those without a tool of their own answered is published too (V2 by device): whoever of them answered in the usual way
    /// must be enough not to be told by subtraction. Otherwise nothing rests on anybody, and the cell is hidden.
    /// </summary>
    private static RawFigure Use(long persons, PreparedVoices? voices, int threshold) =>
        voices is null || voices.WithoutTool - voices.OtherWay < threshold ? default : new RawFigure(persons, voices.OtherWay, 0, 0, 0, 0);
}

/// <summary>Who has no tool of one's own.</summary>
internal static class ToolOfOwn
{
    /// <summary>A shared tool or none; unknown is neither.</summary>
    public static bool IsWithout(byte device) => device is (byte)DeviceAccess.Shared or (byte)DeviceAccess.None;
}
