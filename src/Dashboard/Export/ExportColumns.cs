using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Export;

/// <summary>One value of an export row: text, whole number, decimal number, yes/no or empty.</summary>
internal readonly record struct ExportValue(string? Text, double? Number, bool? Flag)
{
    /// <summary>No value; the state and reason columns say why.</summary>
    public static ExportValue Empty { get; } = new(null, null, null);

    /// <summary>A text.</summary>
    public static implicit operator ExportValue(string text) => new(text, null, null);

    /// <summary>A number, or nothing.</summary>
    public static implicit operator ExportValue(double? number) => new(null, number, null);

    /// <summary>A count, or nothing.</summary>
    public static implicit operator ExportValue(int? number) => new(null, number, null);

    /// <summary>Yes or no.</summary>
    public static implicit operator ExportValue(bool flag) => new(null, null, flag);
}

/// <summary>
/// The columns of an export row, in order (method §3.1). Their names are a promise to those who read the files by name:
/// described in docs/export.md and pinned by a test.
/// </summary>
internal static class ExportColumns
{
    private static readonly (string Name, Func<ExportRow, ExportValue> Value)[] Columns =
    [
        ("measure", r => r.Table.Key.Measure),
        ("organisation", r => r.Table.Key.Organisation),
        ("wave", r => r.Table.Key.Wave),
        ("scope", r => Scope(r.Table.Key.Level)),
        ("code", r => r.Row.Code),
        ("breakdown", r => BreakdownName(r.Table.Key.Breakdown)),
        ("category", r => r.Row.Category),
        ("name_sv", r => r.Row.Name.Sv),
        ("name_en", r => r.Row.Name.En),
        ("item", r => r.Item),
        ("item_sv", r => r.ItemName.Sv),
        ("item_en", r => r.ItemName.En),
        ("band", r => r.Band),
        ("as_of", r => r.Table.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("weighting", _ => "none"),
        ("estimator", r => Estimator(r.Table.Key.Measure, r.Column)),
        ("estimate", r => r.Cell.Estimate),
        ("decimals", r => r.Cell.HasValue ? (int?)r.Cell.Decimals : null),
        ("se", r => r.Cell.StandardError),
        ("se_fpc", r => r.Cell.StandardErrorFpc),
        ("df", r => r.Cell.DegreesOfFreedom),
        ("ci_method", r => r.Cell.Interval?.Method ?? ""),
        ("ci_lo", r => r.Cell.Interval?.Low),
        ("ci_hi", r => r.Cell.Interval?.High),
        ("ci_nofpc_method", r => r.Cell.IntervalWithoutFpc?.Method ?? ""),
        ("ci_nofpc_lo", r => r.Cell.IntervalWithoutFpc?.Low),
        ("ci_nofpc_hi", r => r.Cell.IntervalWithoutFpc?.High),
        ("n", r => r.Cell.Respondents),
        ("N", r => r.Cell.Population),
        // Unweighted figures: every respondent counts as one.
        ("n_eff", r => r.Cell.Respondents),
        ("state", r => State(r.Cell.State)),
        ("reason", r => r.Cell.Reason),
        ("class", r => Class(r.Cell.ClassKind)),
        ("class_count", r => r.Cell.ClassCount),
        ("data_date", r => r.Snapshot.DataDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("method", r => r.Snapshot.MethodVersion),
        ("snapshot", r => r.Snapshot.Id),
        ("synthetic", r => r.Snapshot.Synthetic),
    ];

    /// <summary>Names in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Columns.Select(c => c.Name)];

    /// <summary>The values of a row, in the order of <see cref="Names"/>.</summary>
    public static IEnumerable<ExportValue> Values(ExportRow row) => Columns.Select(c => c.Value(row));

    private static string Scope(ScopeLevel level) => level switch
    {
        ScopeLevel.Organisation => "organisation",
        ScopeLevel.Department => "department",
        _ => "unit",
    };

    private static string BreakdownName(Breakdown breakdown) => breakdown switch
    {
        Breakdown.Role => "role",
        Breakdown.Gender => "gender",
        Breakdown.AgeBand => "age",
        Breakdown.Form => "form",
        Breakdown.Device => "device",
        Breakdown.Operation => "operation",
        _ => "",
    };

    private static string State(CellState state) => state switch
    {
        CellState.Value => "value",
        CellState.Class => "class",
        CellState.Hidden => "hidden",
        _ => "not_applicable",
    };

    private static string Class(ClassKind kind) => kind switch
    {
        ClassKind.AtMost => "at_most",
        ClassKind.AtLeast => "at_least",
        ClassKind.NearLowest => "near_lowest",
        ClassKind.NearHighest => "near_highest",
        _ => "",
    };

    private static string Estimator(string measure, string column) => (measure, column) switch
    {
        (Measures.AccessGap or Measures.HoursInequality, "between") => "theil_between",
        (Measures.AccessGap, PublishedTable.All) => "ratio",
        (Measures.HoursInequality, _) => "gini",
        (Measures.Ideas, PublishedTable.All) => "rate",
        _ when Texts.CellText.UnitOf(measure, column) == Texts.PrintedUnit.Count => "count",
        _ => Estimator(measure),
    };

    private static string Estimator(string measure) => measure switch
    {
        Measures.Level or Measures.Gap => "mean",
        Measures.Rds => "rds",
        Measures.Mwds => "mwds",
        Measures.Population => "count",
        "F2" => "fgt",
        "F3" => "p10",
        "F1B" => "bound",
        "F6" or "R4" => "ratio",
        "V3" => "r_indicator",
        "D1" or "L2" or "HME" => "index",
        "CF1" or "CLEVEL" or "E1" or "E2" => "change",
        "L4" => "gap",
        "E3" => "did",
        "T3" => "mean",
        "X1" => "flag",
        _ => "share",
    };
}

/// <summary>One cell of a published table with what names it.</summary>
/// <param name="Snapshot">Where it was published.</param>
/// <param name="Table">Its table.</param>
/// <param name="Row">Its group.</param>
/// <param name="Column">Its column.</param>
/// <param name="Cell">The number, class or reason.</param>
internal sealed record ExportRow(Snapshot Snapshot, PublishedTable Table, PublishedRow Row, string Column, PublishedCell Cell)
{
    private static readonly BothLanguages NoName = new("", "");

    /// <summary>The competence, "index" or empty.</summary>
    public string Item => Table.Key.Item.Length > 0 ? Table.Key.Item : Column == PublishedTable.All ? "" : IsBand ? "" : Column;

    /// <summary>The level or level band of a distribution, otherwise empty.</summary>
    public string Band => IsBand ? Column : "";

    /// <summary>Name of the competence; empty where there is none.</summary>
    public BothLanguages ItemName =>
        Snapshot.Framework.Areas.SelectMany(a => a.Competences).FirstOrDefault(c => c.Id == Item)?.Name ?? NoName;

    private bool IsBand => Table.Key.Measure == Measures.Distribution;
}
