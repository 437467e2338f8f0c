using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digilo.Analytics.Ingest;

/// <summary>One finding of a report.</summary>
/// <param name="Rule">Stable code.</param>
/// <param name="Severity">"file", "row" or "note".</param>
/// <param name="Line">1-based; 0 = the whole file.</param>
/// <param name="Column">Heading, or empty.</param>
/// <param name="Found">Masked, in words.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Count">How many times.</param>
/// <param name="Text">The sentence.</param>
public sealed record ReportedFinding(string Rule, string Severity, int Line, string Column, string Found, string Expected, long Count, string Text);

/// <summary>The report on one file, for a page, a JSON file and a CSV file. It holds no row and no person's data.</summary>
public sealed record ImportReport(
    string File, string Status, long Delivery, bool DryRun, string Organisation, string Kind, string Profile, string ProfileVersion, string Wave, string AsOf,
    string Mode, string ContentHash, long RowsIn, long RowsStored, long RowsQuarantined, long RowsAdded, long RowsUpdated, long RowsRemoved, long? Replaces,
    long NewPersons, long Unlinked, int ExitCode, IReadOnlyDictionary<string, long> CountsByRule, IReadOnlyList<ReportedFinding> Findings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        // Letters such as å, ä, ö as they are; the report is a file, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the report in a language.</summary>
    public static ImportReport Of(ImportResult result, string language)
    {
        var header = result.Header;
        return new ImportReport(
            header.FileName,
            Camel(result.Status.ToString()),
            result.DeliveryId,
            result.DryRun,
            header.Organisation,
            Camel(header.Kind.ToString()),
            header.Profile,
            header.ProfileVersion,
            header.Wave,
            header.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Camel(header.Mode.ToString()),
            header.ContentHash,
            result.RowsIn,
            result.RowsStored,
            result.RowsQuarantined,
            result.Outcome?.RowsAdded ?? 0,
            result.Outcome?.RowsUpdated ?? 0,
            result.Outcome?.RowsRemoved ?? 0,
            result.Outcome?.Replaces,
            result.Outcome?.NewPersons ?? 0,
            result.Outcome?.Unlinked ?? 0,
            result.ExitCode,
            new SortedDictionary<string, long>(
                result.Findings.GroupBy(f => f.Rule).ToDictionary(g => g.Key, g => g.Sum(f => f.Count)), StringComparer.Ordinal),
            [.. result.Findings.Select(f => new ReportedFinding(
                f.Rule,
                Camel(f.Severity.ToString()),
                f.Line,
                IngestTexts.Found(f.Column, language),
                IngestTexts.Found(f.Found, language),
                IngestTexts.Found(f.Expected, language),
                f.Count,
                IngestTexts.Sentence(f, language)))]);
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The findings as CSV: semicolons, UTF-8; a cell that a spreadsheet would run as a formula begins with an apostrophe.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder("file;rule;severity;line;column;found;expected;count;text\r\n");
        foreach (var f in Findings)
        {
            text.AppendJoin(';', new[]
            {
                Cell(File), Cell(f.Rule), Cell(f.Severity), f.Line.ToString(CultureInfo.InvariantCulture), Cell(f.Column), Cell(f.Found), Cell(f.Expected),
                f.Count.ToString(CultureInfo.InvariantCulture), Cell(f.Text),
            }).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string value)
    {
        if (value.Length > 0 && value[0] is ('=' or '+' or '-' or '@' or '\t' or '\r'))
        {
            value = "'" + value;
        }

        return "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
