using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Export;

public partial class TableExportTests
{
    private static readonly PublishedTable Level = new(
        new TableKey(Measures.Level, "0024", "2023-10", ScopeLevel.Unit),
        new DateOnly(2023, 10, 1),
        [new PublishedRow("0101", "", new BothLanguages("=Städ; \"Öst\"", "Cleaning")), new PublishedRow("0102", "", new BothLanguages("Kök", "Kitchen"))],
        ["1.1", PublishedTable.Index],
        [
            new PublishedCell(
                CellState.Value, estimate: 3.25, decimals: 2, respondents: 60, population: 80, interval: new PublishedInterval("t_fpc", 3.1, 3.4),
                intervalWithoutFpc: new PublishedInterval("t", 3.05, 3.45), standardError: 0.1, standardErrorFpc: 0.05, degreesOfFreedom: 59),
            new PublishedCell(CellState.Hidden, "few"),
            new PublishedCell(CellState.Class, respondents: 12, population: 20, classKind: ClassKind.AtMost, classCount: 4),
            new PublishedCell(CellState.Value, estimate: -1.5, decimals: 1, respondents: 12, population: 20),
        ]);

    private static readonly PublishedTable Distribution = new(
        new TableKey(Measures.Distribution, "0024", "2023-10", ScopeLevel.Organisation, Breakdown.None, "1.1"),
        new DateOnly(2023, 10, 1),
        [new PublishedRow("0024", "", new BothLanguages("Region", "Region"))],
        ["0", "1"],
        [new PublishedCell(CellState.Value, estimate: 0.24, respondents: 100, population: 200), new PublishedCell(CellState.NotApplicable, "no-source")]);

    private static readonly Snapshot Sample = new(
        new string('a', 64), new DateOnly(2023, 11, 30), "1.0", true, 5, 2, CompetenceFramework.DigComp22, [], [Distribution, Level]);

    private static string Write(string measure, ExportFormat format)
    {
        using var stream = new MemoryStream();
        TableExport.Write(TableExport.Rows(Sample, measure), format, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<string, string>[] ReadCsv(string csv)
    {
        // Quoted fields of the sample hold semicolons and doubled quotes.
        var lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = lines[0].Split(';');
        return [.. lines[1..].Select(l => Field().Matches(l).Select(m => m.Groups["q"].Success ? m.Groups["q"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : m.Groups["p"].Value)
            .Zip(names).ToDictionary(p => p.Second, p => p.First))];
    }

    [Fact]
    public void Columns_are_those_that_the_documentation_promises()
    {
        string[] pinned =
        [
            "measure", "organisation", "wave", "scope", "code", "breakdown", "category", "name_sv", "name_en", "item", "item_sv", "item_en",
            "band", "as_of", "weighting", "estimator", "estimate", "decimals", "se", "se_fpc", "df", "ci_method", "ci_lo", "ci_hi",
            "ci_nofpc_method", "ci_nofpc_lo", "ci_nofpc_hi", "n", "N", "n_eff", "state", "reason", "class", "class_count", "data_date", "method",
            "snapshot", "synthetic",
        ];
        Assert.Equal(pinned, ExportColumns.Names);

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The test does not run inside the tree.");
        }

        var documented = DocumentedColumn().Matches(File.ReadAllText(Path.Combine(folder.FullName, "docs", "export.md"))).Select(m => m.Groups[1].Value);
        Assert.Equal(pinned, documented);
    }

    [Fact]
    public void Csv_opens_in_Swedish_Excel_and_runs_no_formula()
    {
        var csv = Write(Measures.Level, ExportFormat.Csv);

        Assert.StartsWith("\uFEFFmeasure;", csv, StringComparison.Ordinal);
        var rows = ReadCsv(csv);
        Assert.Equal(4, rows.Length);
        Assert.Equal("'=Städ; \"Öst\"", rows[0]["name_sv"]);
        Assert.Equal(("3,25", "2", "60", "80", "t_fpc", "3,1"), (rows[0]["estimate"], rows[0]["decimals"], rows[0]["n"], rows[0]["N"], rows[0]["ci_method"], rows[0]["ci_lo"]));
        Assert.Equal(("0,1", "0,05", "59"), (rows[0]["se"], rows[0]["se_fpc"], rows[0]["df"]));
        Assert.Equal("-1,5", rows[3]["estimate"]);
        Assert.Equal("1", rows[0]["synthetic"]);
        Assert.Equal("0024", rows[0]["organisation"]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+46")]
    [InlineData("-x")]
    [InlineData("@cmd")]
    [InlineData("\tx")]
    public void A_text_that_Excel_would_run_is_disarmed(string text) => Assert.StartsWith("'", TableExport.CsvText(text), StringComparison.Ordinal);

    [Fact]
    public void A_hidden_cell_has_no_number_and_says_why_and_a_class_has_its_count()
    {
        var rows = ReadCsv(Write(Measures.Level, ExportFormat.Csv));

        Assert.Equal(("", "", "", "hidden", "few"), (rows[1]["estimate"], rows[1]["n"], rows[1]["decimals"], rows[1]["state"], rows[1]["reason"]));
        Assert.Equal(("", "class", "at_most", "4", "12"), (rows[2]["estimate"], rows[2]["state"], rows[2]["class"], rows[2]["class_count"], rows[2]["n"]));
    }

    [Fact]
    public void Json_has_numbers_nulls_and_decimal_points_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
        try
        {
            using var json = JsonDocument.Parse(Write(Measures.Distribution, ExportFormat.Json));
            var first = json.RootElement[0];
            Assert.Equal(0.24, first.GetProperty("estimate").GetDouble());
            Assert.Equal(("1.1", "0"), (first.GetProperty("item").GetString(), first.GetProperty("band").GetString()));
            Assert.Equal(JsonValueKind.True, first.GetProperty("synthetic").ValueKind);
            var second = json.RootElement[1];
            Assert.Equal(JsonValueKind.Null, second.GetProperty("estimate").ValueKind);
            Assert.Equal("no-source", second.GetProperty("reason").GetString());
            Assert.Equal(ExportColumns.Names, first.EnumerateObject().Select(p => p.Name));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_folder_gets_one_file_a_measure_and_the_metadata_and_nothing_unfinished()
    {
        var folder = Directory.CreateTempSubdirectory("digilo-export").FullName;
        try
        {
            var written = TableExport.Write(Sample, TableExport.Names(Sample), ExportFormat.Json, folder);

            Assert.Equal([("DIST.json", 2), ("LEVEL.json", 4), ("metadata.json", 1)], written);
            Assert.Equal(["DIST.json", "LEVEL.json", "metadata.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metadata.json")));
            Assert.Equal(Sample.Id, metadata.RootElement.GetProperty("snapshot").GetString());
            Assert.Equal("2023-11-30", metadata.RootElement.GetProperty("data_date").GetString());
            Assert.True(metadata.RootElement.GetProperty("synthetic").GetBoolean());
            Assert.Equal(4, metadata.RootElement.GetProperty("rows").GetProperty("LEVEL.json").GetInt32());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("^\\| `([A-Za-z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex DocumentedColumn();

    /// <summary>Of three waves and the facts, one wave was decided with ten: nothing else may leave, not even a part of it.</summary>
    [Fact]
    public void What_may_leave_the_organisation_is_whole_waves_that_were_decided_with_ten()
    {
        static PublishedTable Of(string wave) => new(
            new TableKey(Measures.Voice, "0024", wave, ScopeLevel.Organisation), new DateOnly(2023, 10, 1), [new PublishedRow("0024", "", new BothLanguages("Region", "Region"))],
            [PublishedTable.All], [new PublishedCell(CellState.Value, estimate: 0.5, respondents: 100, population: 200)]);
        static PublishedWave Wave(string code, DisclosureSettings? settings) => new(
            code, new(code, code), WaveState.Released, new(2023, 10, 1), new(2023, 10, 20), new(2023, 10, 1), true, true, 1, false, [])
        { Protection = settings };
        var five = DisclosureSettings.BuiltIn;
        var ten = five with { Threshold = 10 };
        var snapshot = new Snapshot(
            new string('b', 64), new DateOnly(2023, 11, 30), "1.0", true, 5, 2, CompetenceFramework.DigComp22,
            [new("0024", new("Region", "Region"), "R", new(2023, 11, 30), [Wave("a", five), Wave("b", ten), Wave("c", null)], [], null) { FactProtection = five }],
            [Of("a"), Of("b"), Of("c"), Of("")]);

        Assert.Equal(["b"], snapshot.Tables.Where(t => TableExport.MayLeave(snapshot, t.Key)).Select(t => t.Key.Wave));
        var folder = Directory.CreateTempSubdirectory("digilo-export-").FullName;
        try
        {
            Assert.Equal([("V2.csv", 1), ("metadata.csv", 1)], TableExport.Write(snapshot, TableExport.Names(snapshot, external: true), ExportFormat.Csv, folder, external: true));
            Assert.Equal(4, TableExport.Write(snapshot, TableExport.Names(snapshot), ExportFormat.Csv, folder)[0].Rows);
            TableExport.Write(snapshot, [], ExportFormat.Json, folder, external: true);
            using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metadata.json")));
            Assert.True(metadata.RootElement.GetProperty("external").GetBoolean());
            Assert.Equal((10, 10), (metadata.RootElement.GetProperty("threshold").GetInt32(), metadata.RootElement.GetProperty("threshold 0024 b").GetInt32()));
            Assert.False(metadata.RootElement.TryGetProperty("threshold 0024 a", out _));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex("(?:^|;)(?:\"(?<q>(?:[^\"]|\"\")*)\"|(?<p>[^;]*))")]
    private static partial Regex Field();
}
