using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>L2: leader items, (mean − 1)/4·100. Never by unit, where they concern one manager (method §2.8).</summary>
public static class DigitalLeadership
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("L2", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var codes = Codes(answers);
        return ItemFigures.Indices(Definition.Id, answers, codes, "no_L2", [("all", 0, codes.Count)]);
    }

    /// <summary>The leader items that were asked, in the order of their codes.</summary>
    internal static IReadOnlyList<string> Codes(PreparedAnswers answers) =>
    [
        .. answers.Items.Values.Where(i => i.Scale == Model.ItemScale.Agree && i.Code.StartsWith("L2.", StringComparison.OrdinalIgnoreCase))
            .Select(i => i.Code).OrderBy(c => c.Length).ThenBy(c => c, StringComparer.Ordinal),
    ];
}
