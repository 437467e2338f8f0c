using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

public partial class DemoTests(DemoFixture demo)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_demo_takes_its_files_in_runs_the_night_and_publishes()
    {
        var made = await demo.MadeAsync();

        Assert.True(made.ExitCode == 0, made.All);
        using var store = demo.Open();
        Assert.True(store.Synthetic);
        var snapshot = store.Snapshots.Current();
        Assert.NotNull(snapshot);
        Assert.True(snapshot.Synthetic);
        Assert.Equal(5, snapshot.Organisations.Count);
        var night = store.Runs.LastGood("nightly");
        Assert.Equal(snapshot.Id, night?.SnapshotId);
        Assert.Equal(["pull", "inbox", "import", "staging", "retention", "refresh", "publish", "alerts", "briefs", "mail"], store.Runs.Steps(night!.Id).Select(s => s.Step));
        Assert.All(snapshot.Organisations, o => Assert.Equal(4, store.Briefs.List(o.Code).Count));
        Assert.Equal(2, store.Briefs.List("").Count);
        Assert.Single(store.ConfigurationLedger.Latest(10));
    }

    [Fact]
    public async Task A_second_run_starts_at_once_and_changes_nothing()
    {
        await demo.MadeAsync();
        var before = Look();

        var again = await DigiloProcess.RunAsync(demo.Folder, ["demo", "--no-serve"]);

        Assert.True(again.ExitCode == 0, again.All);
        Assert.Contains("Demon finns redan", again.Output, StringComparison.Ordinal);
        Assert.Equal(before, Look());
    }

    [Fact]
    public async Task Serving_the_demo_answers_with_its_pages_and_health_and_keeps_the_job_dashboard_closed()
    {
        await demo.MadeAsync();
        using var digilo = DigiloProcess.Start(demo.Folder, ["demo", "--urls", "http://127.0.0.1:0"]);
        var url = Address().Match(await digilo.UntilAsync(o => Address().IsMatch(o), Patience)).Value;
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = Patience };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/halsa/live", TestContext.Current.CancellationToken)).StatusCode);
        using var ready = await http.GetAsync("/halsa/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        using var page = await http.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<h1", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var jobs = await http.GetAsync("/jobs", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, jobs.StatusCode);
    }

    [Fact]
    public async Task The_job_dashboard_is_shown_to_local_requests_when_the_setting_says_so()
    {
        await demo.MadeAsync();
        using var digilo = DigiloProcess.Start(demo.Folder, ["demo", "--urls", "http://127.0.0.1:0", "--Jobs:Dashboard", "true"]);
        var url = Address().Match(await digilo.UntilAsync(o => Address().IsMatch(o), Patience)).Value;
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = Patience };

        using var jobs = await http.GetAsync("/jobs", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, jobs.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_ends_with_5_and_names_the_setting()
    {
        await demo.MadeAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await DigiloProcess.RunAsync(
            demo.Folder, ["demo", "--urls", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")]);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("--urls", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_brief_is_a_pdf_of_two_pages_in_the_language(string language)
    {
        await demo.MadeAsync();
        var file = Path.Combine(demo.Folder, $"brief-{language}.pdf");

        var result = await DigiloProcess.RunAsync(
            demo.Folder, ["brief", "--organisation", "2284", "--language", language, "--out", file, "--Data:Path", demo.Data]);

        Assert.True(result.ExitCode == 0, result.All);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(file);
        Assert.Equal(2, pdf.NumberOfPages);
        var text = string.Join(' ', pdf.GetPages().Select(p => p.Text));
        using var store = demo.Open();
        Assert.Contains(store.Snapshots.Current()!.ShortId, text, StringComparison.Ordinal);
        // The same snapshot gives the same bytes as the archived one.
        var archived = store.Briefs.Latest(new BriefName("ledning", "2284", "", language));
        Assert.Equal(archived!.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))));
    }

    [Fact]
    public async Task Every_archived_brief_of_leadership_has_two_pages()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        foreach (var brief in store.Snapshots.Current()!.Organisations.SelectMany(o => store.Briefs.List(o.Code)).Where(b => b.Kind == "ledning"))
        {
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(store.Briefs.Read(brief.Id)!);
            Assert.True(pdf.NumberOfPages == 2, $"{brief.Organisation} {brief.Language}: {pdf.NumberOfPages} pages");
        }
    }

    [Fact]
    public async Task Every_brief_of_an_organisation_and_its_units_is_written_to_a_folder()
    {
        await demo.MadeAsync();
        var folder = Path.Combine(demo.Folder, "briefs");

        var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", "--all", "--organisation", "2581", "--language", "sv", "--out", folder, "--Data:Path", demo.Data]);

        Assert.True(result.ExitCode == 0, result.All);
        using var store = demo.Open();
        var units = store.Snapshots.Current()!.FindOrganisation("2581")!.Waves[^1].Scopes.Where(s => s.Level == Digilo.Analytics.Snapshots.ScopeLevel.Unit).ToList();
        var files = Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(units);
        Assert.Equal(2 + units.Count, files.Count);
        Assert.Contains("digilo-analys-2581-2023-10-31-sv.pdf", files);
        Assert.All(units, u => Assert.Contains($"digilo-enhet-2581-{u.Code}-2023-10-31-sv.pdf", files));
    }

    [Theory]
    [InlineData(5, "--organisation", "2284", "--unit", "saknas")]
    [InlineData(2, "--organisation", "2284", "--kind", "enhet")]
    [InlineData(2, "--organisation", "2284", "--kind", "roman")]
    [InlineData(2, "--kind", "analys")]
    public async Task A_brief_that_is_not_there_is_refused_in_words_and_no_file_is_left(int exitCode, params string[] arguments)
    {
        await demo.MadeAsync();
        var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", .. arguments, "--out", "nej.pdf", "--Data:Path", demo.Data]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.NotEmpty(result.Error.Trim());
        Assert.DoesNotContain("   at ", result.All, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(demo.Folder, "nej.pdf*"));
    }

    [Fact]
    public async Task A_consortium_brief_can_be_had_as_text()
    {
        await demo.MadeAsync();
        var file = Path.Combine(demo.Folder, "konsortium.txt");
        var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", "--kind", "konsortium", "--out", file, "--Data:Path", demo.Data]);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("5 av 5 organisationer", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_organisation_ends_with_5_and_lists_those_there_are()
    {
        await demo.MadeAsync();

        var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", "--organisation", "9999", "--out", "x.pdf", "--Data:Path", demo.Data]);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("2284 Örnsköldsvik", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(demo.Folder, "x.pdf")));
    }

    [Fact]
    public async Task Export_writes_every_measure_and_the_metadata()
    {
        await demo.MadeAsync();
        var folder = Path.Combine(demo.Folder, "tables");

        var result = await DigiloProcess.RunAsync(demo.Folder, ["export", "--table", "all", "--format", "csv", "--out", folder, "--Data:Path", demo.Data]);

        Assert.True(result.ExitCode == 0, result.All);
        using var store = demo.Open();
        var measures = store.Snapshots.Current()!.Tables.Select(t => t.Key.Measure + ".csv").Distinct().Append("metadata.csv").Order(StringComparer.Ordinal);
        Assert.Equal(measures, Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(store.Snapshots.Current()!.Id, await File.ReadAllTextAsync(Path.Combine(folder, "metadata.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_table_ends_with_2_and_lists_those_there_are()
    {
        await demo.MadeAsync();
        var result = await DigiloProcess.RunAsync(demo.Folder, ["export", "--table", "F9", "--out", "t", "--Data:Path", demo.Data]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("LEVEL", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_everything_in_the_demo()
    {
        await demo.MadeAsync();

        var result = await DigiloProcess.RunAsync(demo.Folder, ["doctor", "--Data:Path", demo.Data]);

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("Allt som behövs finns.", result.Output, StringComparison.Ordinal);
    }

    private string Look()
    {
        using var store = demo.Open();
        var text = new StringBuilder();
        text.Append(store.Snapshots.Current()?.Id).Append('|');
        text.AppendJoin(',', store.Ledger.Latest(1000).Select(e => (e.Id, e.Status, e.RowsStored))).Append('|');
        text.AppendJoin(',', store.Runs.Latest(1000).Where(r => r.Trigger == "cli").Select(r => (r.Id, r.Kind, r.Outcome))).Append('|');
        text.AppendJoin(',', store.Snapshots.Current()!.Organisations.SelectMany(o => store.Briefs.List(o.Code)).Select(b => b.Sha256));
        return text.ToString();
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[1-9][0-9]+")]
    private static partial Regex Address();
}
