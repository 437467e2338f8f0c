using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>V5: how those who answered did so.</summary>
public static class AnswerWay
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V5", MeasureClass.Participation, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    private static readonly string[] Codes = ["own_device", "shared_device", "kiosk", "paper", "helped"];

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var grouping = answers.Wave.Grouping;
        var known = grouping.Count([.. answers.Channel.Select(IsKnown)]);
        var missing = answers.Channel.Any(IsKnown) ? "" : "no_answer_channel";
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Share,
            [.. Codes.Select((code, i) =>
            {
                var counts = grouping.Count([.. answers.Channel.Select(c => c == i + 1)]);
                return new RawColumn(code, "channel", missing, [.. known.Select((n, g) => new RawFigure(n, counts[g], 0, 0, 0, 0))]);
            })])
        {
            Partition = true,
        };
    }

    private static bool IsKnown(byte channel) => channel >= 1 && channel <= Codes.Length;
}
