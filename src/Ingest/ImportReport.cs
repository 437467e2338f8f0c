using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest;

/// <summary>How often a rule was met.</summary>
/// <param name="Rule">Stable code.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Severity">"file", "row" or "note".</param>
/// <param name="Effect">What it led to, in words.</param>
/// <param name="Count">How many times, exactly.</param>
/// <param name="Columns">The columns it was met in, in words.</param>
public sealed record ReportedRule(string Rule, string Title, string Severity, string Effect, long Count, IReadOnlyList<string> Columns);

/// <summary>One of the first findings of a rule, as an example.</summary>
/// <param name="Rule">Stable code.</param>
/// <param name="Severity">"file", "row" or "note".</param>
/// <param name="Sheet">Sheet of a workbook, or empty.</param>
/// <param name="Line">1-based; 0 = the whole file.</param>
/// <param name="Column">Heading, or empty.</param>
/// <param name="Found">Masked, in words.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Count">How many times.</param>
/// <param name="Text">The sentence.</param>
public sealed record ReportedFinding(
    string Rule, string Severity, string Sheet, int Line, string Column, string Found, string Expected, long Count, string Text);

/// <summary>
/// The report on one file: what came, what became of it, how often each rule was met, and the first examples. The one source of
/// the page, the CSV file, the JSON file and the terminal. It holds no row and no person's data.
/// </summary>
/// <param name="File">Name without folder, cleaned.</param>
/// <param name="Status">"inForce", "replaced", "waiting", "refused" or "unchanged".</param>
/// <param name="Delivery">Id in the ledger; 0 for a dry run.</param>
/// <param name="DryRun">True if nothing was changed.</param>
/// <param name="Organisation">Code.</param>
/// <param name="Kind">What the file holds.</param>
/// <param name="Source">The system it came from.</param>
/// <param name="Profile">Name of the mapping profile.</param>
/// <param name="ProfileVersion">Its version.</param>
/// <param name="Wave">Wave code, or empty.</param>
/// <param name="AsOf">The day the content describes, yyyy-MM-dd.</param>
/// <param name="Mode">"full", "increment" or "correction".</param>
/// <param name="ReceivedAt">When it came, UTC, ISO 8601.</param>
/// <param name="ReceivedBy">"inbox", "cli", "upload" or "pull".</param>
/// <param name="Size">Bytes.</param>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="RowsIn">Rows in the file = stored + quarantined + left out.</param>
/// <param name="RowsStored">Rows stored.</param>
/// <param name="RowsQuarantined">Rows held back.</param>
/// <param name="RowsLeftOut">Rows left out on purpose; null = not known, for a delivery of an earlier version.</param>
/// <param name="RowsAdded">Row keys that were not in force before, as counted on delivery; null = not known, or nothing came in.</param>
/// <param name="RowsUpdated">Row keys that were in force and came again; null as above.</param>
/// <param name="RowsRemoved">Row keys no longer in force; null as above.</param>
/// <param name="Replaces">The delivery it replaced, or null.</param>
/// <param name="ReplacedBy">The delivery that replaced it, or null.</param>
/// <param name="NewPersons">Persons met for the first time; null where the ledger does not keep it.</param>
/// <param name="Unlinked">Rows whose id matches no person in any register so far; null as above.</param>
/// <param name="ExitCode">What the command line tells the shell.</param>
/// <param name="Rules">How often each rule was met: files first, then rows, then notes, the most frequent first.</param>
/// <param name="Findings">The first examples of each rule: of files first, then of rows, then notes, each by line.</param>
public sealed record ImportReport(
    string File,
    string Status,
    long Delivery,
    bool DryRun,
    string Organisation,
    string Kind,
    string Source,
    string Profile,
    string ProfileVersion,
    string Wave,
    string AsOf,
    string Mode,
    string ReceivedAt,
    string ReceivedBy,
    long Size,
    string ContentHash,
    long RowsIn,
    long RowsStored,
    long RowsQuarantined,
    long? RowsLeftOut,
    long? RowsAdded,
    long? RowsUpdated,
    long? RowsRemoved,
    long? Replaces,
    long? ReplacedBy,
    long? NewPersons,
    long? Unlinked,
    int ExitCode,
    IReadOnlyList<ReportedRule> Rules,
    IReadOnlyList<ReportedFinding> Findings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        // Letters such as å, ä, ö as they are; the report is a file, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report on a file that was just imported or tried.</summary>
    public static ImportReport Of(ImportResult result, string language) => Make(
        result.DeliveryId, result.Header, result.Status, result.RowsIn, result.RowsStored, result.RowsQuarantined, result.RowsLeftOut,
        new Effect(result.Outcome?.RowsAdded, result.Outcome?.RowsUpdated, result.Outcome?.RowsRemoved), result.Outcome?.Replaces, null, result.Outcome, result.DryRun, result.ExitCode, result.Findings, language);

    /// <summary>The report on a delivery as the ledger has it.</summary>
    public static ImportReport Of(LedgerEntry entry, IReadOnlyList<Finding> findings, string language) => Make(
        entry.Id, entry.Header, entry.Status, entry.RowsIn, entry.RowsStored, entry.RowsQuarantined,
        entry.Status == DeliveryStatus.Refused ? 0 : entry.RowsLeftOut, new Effect(entry.RowsAdded, entry.RowsUpdated, entry.RowsRemoved), entry.Replaces, entry.ReplacedBy, null, false, ImportResult.ExitCodeOf(entry.Status, entry.RowsQuarantined), findings, language);

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>
    /// As CSV for a spreadsheet (RFC 4180 with semicolons, UTF-8 with BOM): first a line for each rule (<c>part</c> = "rule"), then
    /// the examples ("example"), then what became of the rows ("rows", without a count where it is not known). A cell that a spreadsheet would run as a formula begins with an apostrophe.
    /// </summary>
    public string ToCsv() => ReportCsv.Write(this);

    private static ImportReport Make(
        long id,
        DeliveryHeader header,
        DeliveryStatus status,
        long rowsIn,
        long rowsStored,
        long rowsQuarantined,
        long? rowsLeftOut,
        Effect effect,
        long? replaces,
        long? replacedBy,
        DeliveryOutcome? outcome,
        bool dryRun,
        int exitCode,
        IReadOnlyList<Finding> findings,
        string language) => new(
            header.FileName,
            Camel(status.ToString()),
            id,
            dryRun,
            header.Organisation,
            Camel(header.Kind.ToString()),
            header.Source,
            header.Profile,
            header.ProfileVersion,
            header.Wave,
            header.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Camel(header.Mode.ToString()),
            header.ReceivedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            header.ReceivedBy,
            header.FileSize,
            header.ContentHash,
            rowsIn,
            rowsStored,
            rowsQuarantined,
            rowsLeftOut,
            effect.Added,
            effect.Updated,
            effect.Removed,
            replaces,
            replacedBy,
            outcome?.NewPersons,
            outcome?.Unlinked,
            exitCode,
            Count(findings, language),
            [.. findings.Where(IsExample).OrderByDescending(f => f.Severity).ThenBy(f => f.Line).Select(f => Tell(f, language))]);

    private static List<ReportedRule> Count(IReadOnlyList<Finding> findings, string language) =>
    [
        .. findings.GroupBy(f => (f.Rule, f.Severity))
            .Select(g => new ReportedRule(
                g.Key.Rule,
                IngestTexts.Title(g.Key.Rule, language),
                Camel(g.Key.Severity.ToString()),
                IngestTexts.Effect(g.Key.Severity, language),
                g.Sum(f => f.Count),
                [.. g.Where(f => f.Column.Length > 0).Select(f => IngestTexts.Found(f.Column, language)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
            .OrderBy(r => r.Severity switch { "file" => 0, "row" => 1, _ => 2 })
            .ThenByDescending(r => r.Count)
            .ThenBy(r => r.Rule, StringComparer.Ordinal),
    ];

    /// <summary>What was only counted has no line and no value: it is in the counts, and would tell nothing as an example.</summary>
    private static bool IsExample(Finding finding) => finding.Severity == FindingSeverity.File || finding.Line > 0 || finding.Found.Length > 0;

    private static ReportedFinding Tell(Finding finding, string language) => new(
        finding.Rule,
        Camel(finding.Severity.ToString()),
        finding.Sheet,
        finding.Line,
        IngestTexts.Found(finding.Column, language),
        IngestTexts.Found(finding.Found, language),
        IngestTexts.Found(finding.Expected, language),
        finding.Count,
        IngestTexts.Sentence(finding, language));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>What a delivery changed; null = not known.</summary>
    private readonly record struct Effect(long? Added, long? Updated, long? Removed);
}
