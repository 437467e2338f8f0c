using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Texts;

/// <summary>The unit that a measure is printed in.</summary>
public enum PrintedUnit
{
    /// <summary>Per cent of a fraction.</summary>
    Share,
    /// <summary>A difference of fractions, signed, in percentage points.</summary>
    Points,
    /// <summary>A level or a difference of levels.</summary>
    Level,
    /// <summary>A signed score.</summary>
    Score,
    /// <summary>A count of persons or things.</summary>
    Count,
    /// <summary>A number of its own kind: a ratio, an index, a rate.</summary>
    Number,
}

/// <summary>
/// Writes a published cell in words: the number, its class, "dold" or a dash, with n, N and interval. The one place that
/// does so, so that pages, charts and briefs never print the same cell in two ways.
/// </summary>
public sealed class CellText
{
    private readonly string _language;
    private readonly TextCatalogue _texts;
    private readonly Format _format;

    /// <summary>For a language.</summary>
    public CellText(string language, TextCatalogue? texts = null)
    {
        _language = language;
        _texts = texts ?? TextCatalogue.Default;
        _format = Format.For(language);
    }

    /// <summary>The unit of a measure.</summary>
    public static PrintedUnit UnitOf(string measure) => measure switch
    {
        Measures.Level or Measures.LevelWeighted or Measures.Gap or Measures.WeightingEffect => PrintedUnit.Level,
        "F3" or "F6" or "F6W" or "V3" or "D1" or "L2" or "HME" or "L4" or "CLEVEL" or "CLEVELW" or "E1" or "E3" or "R4" or "T3" => PrintedUnit.Level,
        Measures.BelowFloorChange or Measures.BelowFloorChangeWeighted or Measures.MarginEffects => PrintedUnit.Points,
        Measures.Rds or Measures.Mwds => PrintedUnit.Score,
        Measures.Population => PrintedUnit.Count,
        Measures.AccessGap or Measures.HoursInequality or Measures.Ideas => PrintedUnit.Number,
        Measures.PlanResults => PrintedUnit.Count,
        _ => PrintedUnit.Share,
    };

    /// <summary>The unit of a column of a measure, where not all have the same.</summary>
    public static PrintedUnit UnitOf(string measure, string column) => (measure, column) switch
    {
        (Measures.AccessGap, "flag" or "flagged") or (Measures.SilentOperations, "silent" or "operations") or (Measures.CoachingCover, "pairs")
            or (Measures.PlanProgress, "due") => PrintedUnit.Count,
        (Measures.Ideas, "frontline" or "acted") => PrintedUnit.Share,
        (Measures.OverTheFloor, "net") => PrintedUnit.Points,
        _ => UnitOf(measure),
    };

    /// <summary>The cell in short: "24 %", "högst 4 av 18", "dold", "–". A missing cell is a dash.</summary>
    public string Value(PublishedCell? cell, string measure, string column = PublishedTable.All) => cell?.State switch
    {
        CellState.Value => Number(cell.Estimate ?? 0, cell.Decimals, measure, column),
        CellState.Class => Class(cell),
        CellState.Hidden => _texts.Get(_language, "cell.hidden"),
        _ => "–",
    };

    /// <summary>A number in a measure's unit.</summary>
    public string Number(double value, int decimals, string measure, string column = PublishedTable.All) => UnitOf(measure, column) switch
    {
        PrintedUnit.Share => _format.Share(value, decimals),
        PrintedUnit.Points => Points(_format.Signed(value * 100, decimals)),
        PrintedUnit.Score => _format.Signed(value, decimals),
        PrintedUnit.Count => _format.Count((long)value),
        _ => _format.Number(value, decimals),
    };

    /// <summary>
    /// Why there is no number, in words; empty for a value or a class. All hidden cells say the same (method §4.1): a mark
    /// that told a small group from one hidden for a neighbour's sake would help to work out both.
    /// </summary>
    public string Reason(PublishedCell? cell)
    {
        if (cell is { State: CellState.Value or CellState.Class })
        {
            return "";
        }

        if (cell is { State: CellState.Hidden })
        {
            return _texts.Get(_language, "cell.hidden.reason");
        }

        var code = "reason." + cell?.Reason;
        return cell is { Reason.Length: > 0 } && _texts.Codes(_language).Contains(code)
            ? _texts.Get(_language, code)
            : _texts.Get(_language, "cell.na.reason");
    }

    /// <summary>"412 av 689" (n of N), "412" when there is no N, empty when hidden.</summary>
    public string Basis(PublishedCell? cell) => cell switch
    {
        { Respondents: { } n, Population: { } all } => _texts.Get(_language, "cell.n_of", _format.Count(n), _format.Count(all)),
        { Respondents: { } n } => _format.Count(n),
        { Population: { } all } => _format.Count(all),
        _ => "",
    };

    /// <summary>n as a number, empty when hidden.</summary>
    public string Respondents(PublishedCell? cell) => cell?.Respondents is { } n ? _format.Count(n) : "";

    /// <summary>"20–28 %", empty when there is none.</summary>
    public string Interval(PublishedCell? cell, string measure) =>
        cell is { State: CellState.Value, Interval: { } interval } ? Range(interval, cell.Decimals, measure) : "";

    /// <summary>
    /// The interval where it has a column of its own: the mark of what is hidden where the number is hidden or stands without, a dash where there
    /// is none by the method (register facts, classes).
    /// </summary>
    public string IntervalOrMark(PublishedCell? cell, string measure) =>
        Interval(cell, measure) is { Length: > 0 } interval ? interval
        : HidesInterval(cell, measure) || (HasInterval(measure) && cell is { State: CellState.Hidden }) ? _texts.Get(_language, "cell.hidden")
        : "–";

    /// <summary>
    /// True where a number stands without the interval that its measure has, because that would tell how the answers are spread (method §4.3).
    /// Where more have answered than the register has, there is one without correction alone, which is not printed: nothing is hidden then.
    /// </summary>
    public static bool HidesInterval(PublishedCell? cell, string measure) =>
        HasInterval(measure) && cell is { State: CellState.Value, Interval: null, IntervalWithoutFpc: null };

    /// <summary>Why intervals are missing beside the numbers of a table or chart, in one sentence; empty where none is hidden.</summary>
    public string IntervalNote(IEnumerable<(PublishedCell? Cell, string Measure)> cells) =>
        cells.Any(c => HidesInterval(c.Cell, c.Measure)) ? _texts.Get(_language, "interval.hidden") : "";

    /// <summary>The interval of a change or a difference between groups, which never has the finite-population correction (method §3.2).</summary>
    public string IntervalOfDifference(PublishedCell? cell, string measure) =>
        cell is { State: CellState.Value, IntervalWithoutFpc: { } interval } ? Range(interval, cell.Decimals, measure) : "";

    /// <summary>Value and interval for a table: "24 % (20–28 %)".</summary>
    public string ValueWithInterval(PublishedCell? cell, string measure)
    {
        var interval = Interval(cell, measure);
        var value = Value(cell, measure);
        return interval.Length == 0 ? value : $"{value} ({interval})";
    }

    // Means and shares of answers whose every number has an interval but for protection.
    private static bool HasInterval(string measure) => measure is Measures.Level or Measures.LevelWeighted or Measures.BelowFloor
        or Measures.BelowFloorWeighted or Measures.TimeAndPlace or Measures.Dialogue;

    private string Range(PublishedInterval interval, int decimals, string measure) => UnitOf(measure) switch
    {
        PrintedUnit.Share => _format.ShareRange(interval.Low, interval.High, decimals),
        PrintedUnit.Points => _format.NumberRange(interval.Low * 100, interval.High * 100, decimals),
        _ => _format.NumberRange(interval.Low, interval.High, decimals),
    };

    private string Points(string number) => _texts.Get(_language, number.TrimStart('+', Format.Minus) == "1" ? "cell.points.one" : "cell.points", number);

    private string Class(PublishedCell cell)
    {
        var count = cell.ClassCount?.ToString(CultureInfo.InvariantCulture) ?? "";
        var of = cell.Respondents is { } n ? _format.Count(n) : "";
        return cell.ClassKind switch
        {
            ClassKind.AtMost => _texts.Get(_language, "cell.at_most", count, of),
            ClassKind.AtLeast => _texts.Get(_language, "cell.at_least", count, of),
            ClassKind.NearLowest => _texts.Get(_language, "cell.near_lowest"),
            ClassKind.NearHighest => _texts.Get(_language, "cell.near_highest"),
            _ => "–",
        };
    }
}
