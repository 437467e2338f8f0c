using Digilo.Analytics.Dashboard.Commands;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>What <c>doctor</c> says of the remote sources in <c>pulls.json</c>.</summary>
public sealed class PullsDoctorTests : IDisposable
{
    private const string Lime =
        """{ "name": "enkat", "kind": "limesurvey", "url": "https://enkat.exempel.invalid", "organisation": "2284", "profile": "limesurvey-survey", "settings": { "survey": 1 } }""";

    private const string Lrs =
        """{ "name": "lrs", "kind": "xapi", "url": "https://lrs.exempel.invalid", "organisation": "2284", "profile": "var-lrs" }""";

    private readonly TemporaryFolder _folder = new();

    private string Config => _folder.In("config");

    private string Data => _folder.In("data");

    public PullsDoctorTests()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Tests.Demo.DemoFixture.Repository, "config"), "*.json"))
        {
            Directory.CreateDirectory(Config);
            File.Copy(file, Path.Combine(Config, Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(Config, "profiles"));
        File.WriteAllText(
            Path.Combine(Config, "profiles", "var-lrs.json"),
            """{ "extends": "xapi-training", "name": "var-lrs", "version": "1", "synthetic": false, "source": "var-lrs", "expectedEvery": "P7D" }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_file_of_remote_sources_nothing_is_said_of_them()
    {
        var result = await DoctorAsync("sv");
        Assert.DoesNotContain("pulls.json", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ämtning", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "pulls": [ """, "not JSON")]
    [InlineData("""{ "pulls": [], "extra": 1 }""", "extra")]
    [InlineData("""{ "pulls": [ { "name": "a", "kind": "gopher", "url": "https://x.invalid", "organisation": "2284", "profile": "xapi-training" } ] }""", "gopher")]
    [InlineData("""{ "pulls": [ { "name": "a", "kind": "xapi", "url": "https://x.invalid", "organisation": "0000", "profile": "xapi-training" } ] }""", "$.pulls[0].organisation")]
    [InlineData("""{ "pulls": [ { "name": "a", "kind": "xapi", "url": "https://x.invalid", "organisation": "2284", "profile": "okand" } ] }""", "okand")]
    [InlineData("""{ "pulls": [ { "name": "a", "kind": "xapi", "url": "https://x.invalid", "organisation": "2284", "profile": "xapi-training", "wave": "1901-01" } ] }""", "1901-01")]
    public async Task What_is_wrong_in_the_file_is_a_failure_that_names_the_place(string json, string named)
    {
        await File.WriteAllTextAsync(Path.Combine(Config, "pulls.json"), json, TestContext.Current.CancellationToken);
        var result = await DoctorAsync("sv");
        Assert.Equal(5, result.ExitCode);
        var line = Assert.Single(result.Output.Split('\n'), l => l.Contains("pulls.json", StringComparison.Ordinal));
        Assert.StartsWith("FEL ", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_user_and_password_is_a_failure_that_says_which_setting_to_set()
    {
        await WriteAsync(Lime);
        var (exitCode, output) = await DoctorAsync("sv");
        Assert.Equal(5, exitCode);
        Assert.Contains("FEL enkat: användarnamn eller lösenord saknas. Ange DIGILO__Pulls__enkat__User", output, StringComparison.Ordinal);
        Assert.Contains("OBS Hämtningen enkat har aldrig lyckats", output, StringComparison.Ordinal);

        // What is switched off needs neither.
        await WriteAsync(Lime.Replace("\"settings\"", "\"enabled\": false, \"settings\"", StringComparison.Ordinal));
        output = (await DoctorAsync("sv")).Output;
        Assert.Contains("OK  Hämtningen enkat är avstängd", output, StringComparison.Ordinal);
        Assert.DoesNotContain("lösenord", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_source_tells_when_it_was_fetched_how_far_and_whether_that_is_longer_ago_than_its_profile_expects()
    {
        // Passwords come from the environment, which is the whole process's: the names are this test's own.
        foreach (var name in (string[])["enkat-satt", "lrs-satt"])
        {
            Environment.SetEnvironmentVariable($"DIGILO__Pulls__{name}__User", "u");
            Environment.SetEnvironmentVariable($"DIGILO__Pulls__{name}__Password", "p");
        }

        await WriteAsync(Lime.Replace("\"enkat\"", "\"enkat-satt\"", StringComparison.Ordinal), Lrs.Replace("\"lrs\"", "\"lrs-satt\"", StringComparison.Ordinal));
        var pulled = new DateTime(2023, 10, 2, 10, 5, 0, DateTimeKind.Utc);
        var options = new StoreOptions(StoreProvider.Sqlite, Path.Combine(Data, "store", "digilo.db"));
        await RunAsync("sv", pulled, ["migrate"]);
        using (var store = Store.Open(options))
        {
            store.Pulls.Keep("enkat-satt", "2023-10-02\n2023-10-01 17\n2023-10-02 42", pulled);
            store.Pulls.Keep("lrs-satt", "2023-10-02T10:00:00Z\n2023-10-01", pulled);
        }

        var soon = (await RunAsync("sv", pulled.AddDays(6), ["doctor"])).Output;
        Assert.Contains("OK  Fjärrkällorna i pulls.json går att läsa: 2", soon, StringComparison.Ordinal);
        Assert.Contains("OK  Hämtningen enkat-satt: senast hämtad 2023-10-02 12:05", soon, StringComparison.Ordinal);
        Assert.Contains("OK  Hämtningen enkat-satt har kommit till och med svar 42.", soon, StringComparison.Ordinal);
        Assert.Contains("OK  Hämtningen lrs-satt: senast hämtad 2023-10-02 12:05", soon, StringComparison.Ordinal);
        Assert.Contains("OK  Hämtningen lrs-satt har kommit till 2023-10-02T10:00:00Z.", soon, StringComparison.Ordinal);

        var late = (await RunAsync("en", pulled.AddDays(8), ["doctor"])).Output;
        Assert.Contains("NOTE Pull lrs-satt last succeeded 2023-10-02 12:05 (Swedish time), but the profile var-lrs expects something new at least every 7 days", late, StringComparison.Ordinal);
        Assert.Contains("OK   Pull enkat-satt: last fetched", late, StringComparison.Ordinal);

        using (var store = Store.Open(options))
        {
            store.Pulls.Keep("lrs-satt", "trasigt", pulled);
        }

        Assert.Contains("OBS Hämtningen lrs-satt har inget märke att fortsätta från", (await RunAsync("sv", pulled, ["doctor"])).Output, StringComparison.Ordinal);
    }

    private Task WriteAsync(params string[] sources) =>
        File.WriteAllTextAsync(Path.Combine(Config, "pulls.json"), "{ \"pulls\": [" + string.Join(",", sources) + "] }", TestContext.Current.CancellationToken);

    private Task<(int ExitCode, string Output)> DoctorAsync(string language, params string[] more) => RunAsync(language, DateTime.UtcNow, ["doctor", .. more]);

    private async Task<(int ExitCode, string Output)> RunAsync(string language, DateTime utc, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Cli.RunAsync(
            [.. arguments, "--Data:Path", Data, "--Config:Path", Config, "--Site:Language", language], output, error, new Clock(utc));
        Assert.Equal("", error.ToString());
        return (exitCode, output.ToString());
    }

    private sealed class Clock(DateTime utc) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(utc, TimeSpan.Zero);
    }
}
