using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>HME: nine items, three sub-indices, total; unweighted, whole numbers, from ten answers (method §2.5).</summary>
public static class EmployeeEngagement
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("HME", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.Tree, answers => [Compute(answers)]);

    private static readonly string[] Codes = [.. Enumerable.Range(1, Hme.ItemCount).Select(i => "HME." + i.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Leadership, and the total from which it follows: at unit level they concern one manager (method §2.8).</summary>
    internal static bool ConcernsTheManager(string column) => column is "HME.4" or "HME.5" or "HME.6" or "ledarskap" or "all";

    internal static RawFigures Compute(PreparedAnswers answers) => ItemFigures.Indices(
        Definition.Id, answers, Codes, "no_HME", [("motivation", 0, 3), ("ledarskap", 3, 3), ("styrning", 6, 3), ("all", 0, 9)]) with
    {
        Scale = FigureScale.Index with { FineDecimals = false },
        Minimum = Hme.Threshold,
    };
}
