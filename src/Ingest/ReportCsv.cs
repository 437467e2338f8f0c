using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Ingest;

/// <summary>A report as a file for a spreadsheet.</summary>
internal static class ReportCsv
{
    private const char Bom = '\uFEFF';

    public static string Write(ImportReport report)
    {
        var text = new StringBuilder();
        text.Append(Bom).Append("part;file;sheet;line;column;rule;effect;found;expected;count;text\r\n");
        foreach (var rule in report.Rules)
        {
            Line(text, "rule", report.File, "", 0, string.Join(", ", rule.Columns), rule.Rule, rule.Severity, "", "", rule.Count, rule.Title);
        }

        foreach (var f in report.Findings)
        {
            Line(text, "example", report.File, f.Sheet, f.Line, f.Column, f.Rule, f.Severity, f.Found, f.Expected, f.Count, f.Text);
        }

        foreach (var (name, count) in Rows(report))
        {
            Line(text, "rows", report.File, "", 0, "", name, "", "", "", count, "");
        }

        return text.ToString();
    }

    /// <summary>What became of the rows, by the names that the JSON has; what is not known has no number.</summary>
    private static IEnumerable<(string Name, long? Count)> Rows(ImportReport report) =>
    [
        ("rowsIn", report.RowsIn), ("rowsStored", report.RowsStored), ("rowsQuarantined", report.RowsQuarantined), ("rowsLeftOut", report.RowsLeftOut),
        ("rowsAdded", report.RowsAdded), ("rowsUpdated", report.RowsUpdated), ("rowsRemoved", report.RowsRemoved),
    ];

    private static void Line(
        StringBuilder text, string part, string file, string sheet, int line, string column, string rule, string severity, string found, string expected, long? count, string words) =>
        text.AppendJoin(';', new[]
        {
            part, Cell(file), Cell(sheet), line > 0 ? line.ToString(CultureInfo.InvariantCulture) : "", Cell(column), Cell(rule), Cell(severity), Cell(found), Cell(expected),
            count?.ToString(CultureInfo.InvariantCulture) ?? "", Cell(words),
        }).Append("\r\n");

    /// <summary>Quoted, and harmless: what a spreadsheet runs begins with one of these, full-width forms included.</summary>
    private static string Cell(string value)
    {
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠')
        {
            value = "'" + value;
        }

        return value.Length == 0 ? "" : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
