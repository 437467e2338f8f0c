using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>Cells of every state, within what a column can hold.</summary>
internal static class MadeCells
{
    /// <summary>Every way in which a cell can be.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["value", "negative", "nothing", "whole", "without n", "one", "least", "most", "hidden", "without source", "unknown reason"];

    /// <summary>A cell in a state; a column that cannot be in it has a number.</summary>
    /// <param name="state">Name of the state.</param>
    /// <param name="holds">What the column holds.</param>
    /// <param name="number">Decides the number, 0 and up.</param>
    public static PublishedCell Of(string state, Holds holds, int number)
    {
        var n = state switch { "without n" => (int?)null, "one" => 1, _ => 1205 + number };
        int? population = state == "one" ? 1 : 3471 + number;
        return (state, holds) switch
        {
            ("hidden", _) => new(CellState.Hidden, "protected"),
            ("without source", _) => new(CellState.NotApplicable, "no_HME"),
            ("unknown reason", _) => new(CellState.NotApplicable, "of_another_version"),
            ("least", Holds.Share) => new(CellState.Class, respondents: n, population: population, classKind: ClassKind.AtLeast, classCount: 1201 + number),
            ("most", Holds.Share) => new(CellState.Class, respondents: n, population: population, classKind: ClassKind.AtMost, classCount: 4),
            ("least", Holds.Level or Holds.Index) => new(CellState.Class, respondents: n, population: population, classKind: ClassKind.NearHighest),
            ("most", Holds.Level or Holds.Index) => new(CellState.Class, respondents: n, population: population, classKind: ClassKind.NearLowest),
            _ => Value(state, holds, number, n, population),
        };
    }

    private static PublishedCell Value(string state, Holds holds, int number, int? n, int? population)
    {
        var step = number % 61 / 100.0;
        var negative = state == "negative";
        var (value, decimals) = (holds, state) switch
        {
            (Holds.Share or Holds.Exact, "nothing") => (0.0, 1),
            (Holds.Share or Holds.Exact, "whole") => (1.0, 0),
            (Holds.Share or Holds.Exact, _) => (Math.Round(0.207 + step, 3), 1),
            (Holds.Sign, "value" or "whole" or "one") => (1, 0),
            (Holds.Sign, "negative") => (-1, 0),
            (Holds.Mark, "value" or "whole" or "negative") => (1, 0),
            (Holds.Sign or Holds.Mark, _) => (0, 0),
            (Holds.Things, "nothing") => (0, 0),
            (Holds.Things, "one" or "whole") => (1, 0),
            (Holds.Things, _) => (1300 + number, 0),
            (Holds.Points, "nothing") => (0, 0),
            (Holds.Points, _) => (Math.Round(negative ? -0.13 - step : 0.01 + step, 2), 0),
            (Holds.Difference, "nothing") => (0, 2),
            (Holds.Difference, _) => (Math.Round(negative ? -0.19 - step : 0.43 + step, 2), 2),
            (Holds.Index, _) => (Math.Round(53.7 + (number % 40), 1), 1),
            (Holds.Level, _) => (Math.Round(3.05 + step, 2), 2),
            (_, "nothing") => (0, 2),
            _ => (Math.Round(0.62 + step, 2), 2),
        };
        var scale = Math.Pow(10, decimals + (holds is Holds.Share or Holds.Exact or Holds.Points ? 2 : 0));
        var interval = n >= 10 && holds is not (Holds.Sign or Holds.Mark or Holds.Things)
            ? new PublishedInterval("t", Math.Floor((value - 0.3) * scale) / scale, Math.Ceiling((value + 0.3) * scale) / scale)
            : null;
        return new PublishedCell(
            CellState.Value, estimate: value, decimals: decimals, respondents: n, population: population, interval: number % 2 == 0 ? interval : null,
            intervalWithoutFpc: interval);
    }
}
