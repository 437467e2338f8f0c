using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>Importing, computing, withdrawing and reopening while the dashboard is being served: readers see whole snapshots, at once.</summary>
public sealed partial class BesideServeTests(DemoFixture demo) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.In("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Served_pages_follow_the_published_snapshot_without_a_restart()
    {
        await demo.CopyAsync(Data);
        using var serving = DigiloProcess.Start(_folder.Path, ["demo", "--urls", "http://127.0.0.1:0", "--Data:Path", Data]);
        var url = Address().Match(await serving.UntilAsync(o => Address().IsMatch(o), Patience)).Value;
        using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = Patience };
        var first = await ShownAsync(http);

        // Sixty persons of Örnsköldsvik have finished a digital course: the training reach moves, the released waves do not.
        var training = new StringBuilder("anstnr;kurs;anmald;avslutad;status;timmar\r\n");
        foreach (var person in Enumerable.Range(1, 60))
        {
            training.Append("SYN-2284-").Append(person.ToString("00000", System.Globalization.CultureInfo.InvariantCulture)).Append(";LOK-303;2023-10-02;2023-10-20;slutford;4\r\n");
        }

        var file = _folder.In("utbildning-2023-10-31.csv");
        await File.WriteAllTextAsync(file, training.ToString(), TestContext.Current.CancellationToken);
        var imported = await RunAsync("import", file, "--profile", "demo-training", "--organisation", "2284", "--mode", "increment", "--as-of", "2023-10-31");
        Assert.True(imported.ExitCode == 0, imported.All);
        Assert.Equal(first, await ShownAsync(http));

        var refreshed = await RunAsync("refresh");
        Assert.True(refreshed.ExitCode == 0, refreshed.All);
        var second = await ShownAsync(http);
        Assert.NotEqual(first, second);

        var again = await RunAsync("refresh");
        Assert.True(again.ExitCode == 0, again.All);
        Assert.Equal(second, await ShownAsync(http));

        var withdrawn = await RunAsync("withdraw", "--reason", "Prov");
        Assert.True(withdrawn.ExitCode == 0, withdrawn.All);
        Assert.Equal(first, await ShownAsync(http));

        // What was taken back does not return by itself the next night, only when somebody asks for it.
        var night = await RunAsync("refresh");
        Assert.True(night.ExitCode == 3 && night.Output.Contains("återtagen", StringComparison.Ordinal), night.All);
        Assert.Equal(first, await ShownAsync(http));
        var reopened = await RunAsync("reopen", "2023-10", "--reason", "Prov");
        Assert.True(reopened.ExitCode == 0, reopened.All);
        Assert.NotEqual(first, await ShownAsync(http));
    }

    [Fact]
    public async Task First_import_makes_the_embedded_store_that_is_missing_but_not_where_there_is_no_configuration()
    {
        var file = _folder.In("personalregister-2023-10-01.csv");
        await File.WriteAllTextAsync(file, "anstnr\n", TestContext.Current.CancellationToken);

        var lost = await DigiloProcess.RunAsync(_folder.Path, ["import", file, "--profile", "standard-register", "--organisation", "2284", "--Data:Path", Data]);
        Assert.Equal(5, lost.ExitCode);
        Assert.False(Directory.Exists(Data));

        TemporaryFolder.Copy(Path.Combine(Architecture.Repository.Root, "config"), _folder.In("config"));
        var made = await DigiloProcess.RunAsync(_folder.Path, ["import", file, "--profile", "standard-register", "--organisation", "2284", "--Data:Path", Data]);
        Assert.Equal(4, made.ExitCode);
        using var store = Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(Data, "store", "digilo.db")));
        Assert.False(store.Synthetic);
    }

    private static async Task<string> ShownAsync(HttpClient http) =>
        SnapshotId().Match(await http.GetStringAsync(new Uri("/o/2284", UriKind.Relative), TestContext.Current.CancellationToken)).Groups[1].Value;

    private Task<ProcessResult> RunAsync(params string[] arguments) =>
        DigiloProcess.RunAsync(_folder.Path, [.. arguments, "--Data:Path", Data, "--Config:Path", Path.Combine(Data, "config")]);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex("<code>([0-9a-f]{12})</code>")]
    private static partial Regex SnapshotId();
}
