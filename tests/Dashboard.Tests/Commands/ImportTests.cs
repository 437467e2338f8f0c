using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>Good and bad files through the real program: the exit code, the words, and that nothing is lost or half-written.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Organisation = "2581";
    private const string Wave = "2023-10";

    private readonly DemoFixture _demo;
    private readonly TemporaryFolder _folder = new();

    public ImportTests(DemoFixture demo) => _demo = demo;

    private string Data => _folder.In("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_file_goes_in_and_the_same_file_again_changes_nothing()
    {
        await CopyAsync();
        var file = Survey("ny.csv", rows => rows.Take(20));

        var first = await ImportAsync(file, "--mode", "increment");
        var again = await ImportAsync(file, "--mode", "increment");

        Assert.True(first.ExitCode == 0, first.All);
        Assert.Contains("20 rader in = 20 lagrade + 0 i karantän", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Ingenting ändrades", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_nine_is_quarantined_with_its_line_and_the_good_rows_go_in()
    {
        await CopyAsync();
        var file = Survey("nio.csv", rows => rows.Take(20).Select((row, i) => i == 4 ? SetLevel(row, "9") : row));
        var report = _folder.In("report.json");

        var result = await ImportAsync(file, "--mode", "increment", "--report", report);

        Assert.True(result.ExitCode == 3, result.All);
        Assert.Contains("20 rader in = 19 lagrade + 1 i karantän", result.Output, StringComparison.Ordinal);
        // The heading is line 1, so the fifth row is line 6.
        Assert.Contains("rad 6", result.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        var reported = json.RootElement.GetProperty("files")[0];
        Assert.Equal(1, reported.GetProperty("rowsQuarantined").GetInt64());
        Assert.Equal(6, reported.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("severity").GetString() == "row").GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("--Ingest:MaxColumns", "5")]
    [InlineData("--Ingest:MaxRowKilobytes", "1")]
    public async Task A_limit_of_the_settings_holds_and_is_named_in_the_message(string setting, string value)
    {
        await CopyAsync();
        var file = Survey("lång.csv", rows => rows.Take(5).Append(new string('x', 5000)));

        var result = await ImportAsync(file, "--mode", "increment", setting, value);

        Assert.True(result.ExitCode == 4, result.All);
        Assert.Contains("(" + setting.TrimStart('-') + ")", result.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_terminal_shows_counts_per_rule_before_the_examples_and_no_line_is_too_wide()
    {
        await CopyAsync();
        var file = Survey("nio.csv", rows => rows.Take(40).Select((row, i) => i % 4 == 0 ? SetLevel(row, "9") : row));

        var result = await ImportAsync(file, "--mode", "increment", "--Ingest:ExamplesPerRule", "4");

        var lines = result.Output.Split('\n').Select(l => l.TrimEnd()).ToList();
        var rule = lines.FindIndex(l => l.EndsWith("10  Rad i karantän  Ogiltig nivå (1.1)", StringComparison.Ordinal));
        Assert.True(rule > 0, result.All);
        Assert.Equal("  Exempel:", lines[rule + 1]);
        Assert.Contains("    rad 2: Kolumnen 1.1: 9 är ingen giltig nivå.", lines[rule + 2], StringComparison.Ordinal);
        Assert.All(lines.Skip(rule), l => Assert.True(l.Length <= 130, l));
    }

    [Fact]
    public async Task Doctor_names_each_retention_rule_that_lacks_a_decision()
    {
        await CopyAsync();
        var before = await RunAsync("doctor");
        Assert.Contains("hur länge levererade filer sparas (24 månader) saknar gallringsbeslut", before.Output, StringComparison.Ordinal);
        Assert.Contains("hur länge svar sparas (60 månader) saknar gallringsbeslut", before.Output, StringComparison.Ordinal);
        var settings = Path.Combine(Data, "config", "settings.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken))!;
        foreach (var rule in json["retention"]!.AsArray())
        {
            rule!["decision"] = new System.Text.Json.Nodes.JsonObject { ["reference"] = "KS 2026/417", ["date"] = "2026-03-02" };
        }

        await File.WriteAllTextAsync(settings, json.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Contains("Alla lagringsregler har gallringsbeslut", (await RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_and_changes_nothing()
    {
        await CopyAsync();
        var before = Deliveries();

        var result = await ImportAsync(Survey("prov.csv", rows => rows.Take(20)), "--mode", "increment", "--dry-run");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("provkörning", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Deliveries());
    }

    [Fact]
    public async Task A_full_delivery_that_removes_more_than_a_tenth_waits_until_it_is_confirmed()
    {
        await CopyAsync();

        var result = await ImportAsync(Survey("liten.csv", rows => rows.Take(20)), "--mode", "full");

        Assert.True(result.ExitCode == 3, result.All);
        Assert.Contains("digilo confirm", result.Output, StringComparison.Ordinal);
        Assert.Contains("20 skulle gälla", result.Output, StringComparison.Ordinal);
        Assert.Contains("Skulle ge", result.Output, StringComparison.Ordinal);
        Assert.Contains("väntar på ett ja", (await RunAsync("doctor")).Output, StringComparison.Ordinal);
        long id;
        using (var store = Open())
        {
            id = Assert.Single(store.Ledger.Latest(100), e => e.Status == DeliveryStatus.Waiting).Id;
        }

        var confirmed = await RunAsync("confirm", id.ToString(CultureInfo.InvariantCulture));
        var twice = await RunAsync("confirm", id.ToString(CultureInfo.InvariantCulture));
        Assert.True(confirmed.ExitCode == 0, confirmed.All);
        Assert.Equal(4, twice.ExitCode);
        using var after = Open();
        Assert.Equal(DeliveryStatus.InForce, after.Ledger.Find(id)?.Status);
    }

    public static TheoryData<string> BadFiles() => ["empty", "pdf", "missing-column", "doubled-column", "wrong-profile", "not-there"];

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_is_refused_with_4_names_the_file_and_stores_nothing(string fault)
    {
        await CopyAsync();
        var before = RowsInForce();
        var file = fault switch
        {
            "empty" => Write("tom.csv", ""),
            "pdf" => Write("brief.csv", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
            "missing-column" => Survey("utan.csv", rows => rows.Take(5), heading => heading.Replace("svarsid;", "id;", StringComparison.Ordinal)),
            "doubled-column" => Survey("dubbel.csv", rows => rows.Take(5), heading => heading.Replace("anstnr;", "svarsid;", StringComparison.Ordinal)),
            "wrong-profile" => Path.Combine(Data, "files", Organisation, "enheter.csv"),
            _ => _folder.In("finns-inte.csv"),
        };

        var result = await ImportAsync(file);

        Assert.True(result.ExitCode == 4, result.All);
        Assert.Contains(Path.GetFileName(file), result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", result.All, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.All, StringComparison.Ordinal);
        Assert.Equal(before, RowsInForce());
    }

    [Fact]
    public async Task A_profile_not_marked_synthetic_is_refused_by_a_synthetic_store()
    {
        await CopyAsync();
        var result = await RunAsync(
            "import", Survey("enkat.csv", rows => rows.Take(5)), "--profile", "standard-survey", "--organisation", Organisation, "--wave", Wave);
        Assert.True(result.ExitCode == 4, result.All);
    }

    [Fact]
    public async Task A_missing_key_file_ends_with_5_and_makes_no_new_key()
    {
        await CopyAsync();
        var key = Directory.GetFiles(Path.Combine(Data, "keys"), Organisation + "*").Single();
        File.Delete(key);

        var result = await ImportAsync(Survey("ny.csv", rows => rows.Take(5)));

        Assert.True(result.ExitCode == 5, result.All);
        Assert.Contains(Path.GetFileName(key), result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
    }

    [Fact]
    public async Task Doctor_calls_missing_keys_an_error_when_deliveries_are_in()
    {
        await CopyAsync();
        Directory.Delete(Path.Combine(Data, "keys"), recursive: true);

        var result = await RunAsync("doctor");

        Assert.True(result.ExitCode == 5, result.All);
        Assert.Contains("FEL Nyckel saknas för", result.Output, StringComparison.Ordinal);
        Assert.Contains("keys", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_writer_is_waited_for_and_then_named()
    {
        await CopyAsync();
        using var store = Open();
        using var lease = store.Leases.Take("write", "digilo test (process 4711)", TimeSpan.Zero);

        var result = await ImportAsync(Survey("ny.csv", rows => rows.Take(5)), "--Storage:LeaseWaitSeconds", "1");

        Assert.True(result.ExitCode == 5, result.All);
        Assert.Contains("digilo test (process 4711)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_configuration_ends_with_5_and_names_the_folder()
    {
        await CopyAsync();
        var result = await DigiloProcess.RunAsync(
            _folder.Path, ["import", Survey("ny.csv", rows => rows.Take(5)), "--Data:Path", Data, "--Config:Path", "no-such-folder"]);

        Assert.True(result.ExitCode == 5, result.All);
        Assert.Contains("no-such-folder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_organisation_is_refused_and_the_known_ones_are_listed()
    {
        await CopyAsync();
        var result = await RunAsync("import", Survey("ny.csv", rows => rows.Take(5)), "--profile", "demo-survey", "--organisation", "9999", "--wave", Wave);
        Assert.True(result.ExitCode == 4, result.All);
        Assert.Contains("2284", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_there_ends_with_5_and_says_how_to_make_one()
    {
        var result = await DigiloProcess.RunAsync(_folder.Path, ["export", "--table", "all", "--out", "t", "--Data:Path", _folder.In("nothing")]);
        Assert.True(result.ExitCode == 5, result.All);
        Assert.Contains("migrate", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("survey", "svarsid")]
    [InlineData("register", "anstnr")]
    [InlineData("units", "kod")]
    public async Task A_template_has_the_headings_and_never_overwrites(string kind, string heading)
    {
        var file = _folder.In("mall.csv");
        var first = await DigiloProcess.RunAsync(_folder.Path, ["template", kind, "--out", file]);
        var again = await DigiloProcess.RunAsync(_folder.Path, ["template", kind, "--out", file]);

        Assert.True(first.ExitCode == 0, first.All);
        Assert.Contains(heading, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[0], StringComparison.Ordinal);
        Assert.Equal(5, again.ExitCode);
    }

    private Task CopyAsync() => _demo.CopyAsync(Data);

    private Task<ProcessResult> ImportAsync(string file, params string[] more) =>
        RunAsync(["import", file, "--profile", "demo-survey", "--organisation", Organisation, "--wave", Wave, .. more]);

    private Task<ProcessResult> RunAsync(params string[] arguments) => DigiloProcess.RunAsync(_folder.Path, [.. arguments, "--Data:Path", Data]);

    private Store Open() => Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(Data, "store", "digilo.db")));

    private string Deliveries()
    {
        using var store = Open();
        return string.Join('|', store.Ledger.Latest(1000).Select(e => (e.Id, e.Status, e.RowsStored)));
    }

    private long RowsInForce()
    {
        using var store = Open();
        return store.Ledger.Latest(1000).Where(e => e.Status == DeliveryStatus.InForce).Sum(e => e.RowsStored);
    }

    private string Write(string name, string text)
    {
        var path = _folder.In(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A part of the demo's survey file under another name.</summary>
    private string Survey(string name, Func<IEnumerable<string>, IEnumerable<string>> rows, Func<string, string>? heading = null)
    {
        var path = Path.Combine(_demo.Data, "files", Organisation, $"enkat-{Wave}.csv");
        var bytes = File.ReadAllBytes(path);
        var lines = System.Text.Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join("\r\n", rows(lines.Skip(1)).Prepend((heading ?? (h => h))(lines[0]))) + "\r\n";
        var target = _folder.In(name);
        File.WriteAllBytes(target, System.Text.Encoding.Latin1.GetBytes(text));
        return target;
    }

    private string SetLevel(string row, string level)
    {
        var heading = File.ReadLines(Path.Combine(_demo.Data, "files", Organisation, $"enkat-{Wave}.csv")).First().TrimStart('\uFEFF').Split(';');
        var cells = row.Split(';');
        cells[Array.IndexOf(heading, "1.1")] = level;
        return string.Join(';', cells);
    }
}
