using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public sealed class ReportTests
{
    private const string Heading = "kod;namn;overordnad;niva;verksamhet;fran;till\n";

    [Fact]
    public void Counts_per_rule_are_exact_and_come_before_the_examples()
    {
        using var house = new TestHouse(options: o => o with { ExamplesPerRule = 3 });
        var rows = string.Concat(Enumerable.Range(1, 40).Select(i => $"{i};Enhet {i};;{(i <= 10 ? "fel" : "enhet")};;{(i == 11 ? "igår" : "2019-01-01")};\n"));
        var result = house.ImportText(Heading + rows);
        var report = ImportReport.Of(result, "sv");

        Assert.Equal((40, 29, 11), (report.RowsIn, report.RowsStored, report.RowsQuarantined));
        Assert.Equal(
            [("code-unknown", "Okänd kod", "row", "Rad i karantän", 10L), ("date-invalid", "Ogiltigt datum", "row", "Rad i karantän", 1L)],
            report.Rules.Select(r => (r.Rule, r.Title, r.Severity, r.Effect, r.Count)));
        Assert.Equal(["niva"], report.Rules[0].Columns);
        Assert.Equal([2, 3, 4, 12], report.Findings.Select(f => f.Line));

        // The ledger's report is the same, but for what only the import itself knew.
        var kept = ImportReport.Of(house.Store.Find(result.DeliveryId)!, house.Store.Findings(result.DeliveryId), "sv");
        Assert.Equal(report.Rules.Select(r => (r.Rule, r.Count)), kept.Rules.Select(r => (r.Rule, r.Count)));
        Assert.Equal(report.Findings, kept.Findings);
        Assert.Null(kept.RowsAdded);
        Assert.Equal(report.ExitCode, kept.ExitCode);
    }

    [Fact]
    public void The_files_say_the_same_as_each_other_and_name_the_sheet()
    {
        var header = new DeliveryHeader(
            "2284", DeliveryKind.Units, "hr", "p", "1", "", new DateOnly(2023, 9, 30), DeliveryMode.Full, null, "=cmd|' /c calc'!A1.csv", 10, new string('a', 64), new DateTime(2023, 12, 1, 3, 30, 0, DateTimeKind.Utc), "upload", []);
        IReadOnlyList<Finding> findings =
        [
            new("code-unknown", FindingSeverity.Row, 7, "niva", "fel\";\r\nny rad", "a | b", 1) { Sheet = "Blad 2" },
            new("code-unknown", FindingSeverity.Row, 0, "niva", "", "a | b", 1200),
            new("no-such-rule-any-more", FindingSeverity.Note, 8, "＝x", "\t=1", "-1", 1),
        ];
        var report = ImportReport.Of(new ImportResult(header, DeliveryStatus.InForce, 3, 1201, 0, 1201, null, findings, false), "en");
        var csv = report.ToCsv();

        Assert.Equal('\uFEFF', csv[0]);
        var lines = Parse(csv[1..]);
        Assert.Equal(["part", "file", "sheet", "line", "column", "rule", "effect", "found", "expected", "count", "text"], lines[0]);
        Assert.Equal(["rule", "'=cmd|' /c calc'!A1.csv", "", "", "niva", "code-unknown", "row", "", "", "1201", "Unknown code"], lines[1]);
        Assert.Equal("example", lines[3][0]);
        Assert.Equal(("Blad 2", "7", "fel\";\r\nny rad"), (lines[3][2], lines[3][3], lines[3][7]));
        Assert.Equal(["'＝x", "no-such-rule-any-more", "note", "'\t=1", "'-1"], lines[4][4..9]);
        Assert.All(lines, l => Assert.Equal(11, l.Length));
        Assert.Equal(
            [("rowsIn", "1201"), ("rowsStored", "0"), ("rowsQuarantined", "1201"), ("rowsLeftOut", "0"), ("rowsAdded", ""), ("rowsUpdated", ""), ("rowsRemoved", "")],
            lines.Where(l => l[0] == "rows").Select(l => (l[5], l[9])));

        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal(1201, json.RootElement.GetProperty("rules")[0].GetProperty("count").GetInt64());
        Assert.Equal("Blad 2", json.RootElement.GetProperty("findings")[0].GetProperty("sheet").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    // RFC 4180 with semicolons, read by itself and not by what wrote it.
    private static List<string[]> Parse(string text)
    {
        var lines = new List<string[]>();
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                if (text[i] != '"')
                {
                    cell.Append(text[i]);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (text[i] == '"')
            {
                quoted = true;
            }
            else if (text[i] is ';' or '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\r')
                {
                    lines.Add([.. cells]);
                    cells.Clear();
                    i++;
                }
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        return lines;
    }
}
