using System.Diagnostics;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Tests.Architecture;

namespace Digilo.Analytics.Dashboard.Tests.Readme;

/// <summary>
/// The README is executed: every command in its shell blocks, in a copy of the tree that builds into its own folder, from the copy's
/// root and from a folder elsewhere. Only the command that runs these tests is left out.
/// </summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Project = "--project src/Dashboard";

    private readonly string _work = Directory.CreateTempSubdirectory("digilo-readme-").FullName;

    private string Copy => Path.Combine(_work, "tree");

    public void Dispose() => Directory.Delete(_work, recursive: true);

    [Fact]
    public async Task EveryCommand_Works_FromTheRootAndFromElsewhere()
    {
        foreach (var file in Repository.Files())
        {
            var target = Path.Combine(Copy, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }

        await RunAllAsync(Copy);
        var elsewhere = Directory.CreateDirectory(Path.Combine(_work, "elsewhere")).FullName;
        await RunAllAsync(elsewhere);

        // The copy built into its own folder, and the data went where the user stood.
        Assert.True(Directory.Exists(Path.Combine(Copy, "artifacts")));
        Assert.True(Directory.Exists(Path.Combine(elsewhere, "data", "demo", "files")));
    }

    [Fact]
    public void Blocks_AreFound_AndBeginWithTheTwoCommands() =>
        Assert.Equal(["dotnet run --project src/Dashboard -- demo", "bash tests/run"], Commands().Take(2));

    private static IEnumerable<string> Commands() =>
        ShellBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private async Task RunAllAsync(string folder)
    {
        var environment = new Dictionary<string, string>
        {
            // A free port, so that a dashboard already open on this machine does not matter.
            ["DIGILO__urls"] = "http://127.0.0.1:0",
            ["DIGILO__Site__Language"] = "en",

            // The build that made these tests has analysed the same source.
            ["RunAnalyzers"] = "false",
        };
        var sqlServer = Environment.GetEnvironmentVariable("DIGILO_TEST_SQLSERVER");

        foreach (var line in Commands().Where(c => c != "bash tests/run"))
        {
            // The demo brings its own configuration; the others take the repository's, which elsewhere has to be pointed at.
            if (line.EndsWith("-- demo", StringComparison.Ordinal))
            {
                environment.Remove("DIGILO__Config__Path");
            }
            else
            {
                environment["DIGILO__Config__Path"] = Path.Combine(Copy, "config");
            }

            // The first command builds; whether that is still fresh need not be asked by each of the others.
            var built = Directory.Exists(Path.Combine(Copy, "artifacts")) ? " --no-build" : "";
            var command = line.Replace(Project, $"--project {Path.Combine(Copy, "src", "Dashboard")}{built}", StringComparison.Ordinal);
            if (line.StartsWith("export ", StringComparison.Ordinal))
            {
                var (key, value) = (line[7..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                environment[key] = value == "\"$DIGILO_SQLSERVER\"" ? sqlServer ?? "" : value;
                continue;
            }

            if (line.Contains("-- demo", StringComparison.Ordinal) || line.Contains("-- serve", StringComparison.Ordinal))
            {
                // That the demo then publishes and serves takes a minute and is seen elsewhere: by DemoTests, and by CI in a clean clone.
                await RunsUntilAsync(line.Contains("-- demo", StringComparison.Ordinal) ? FilesRead() : Address(), command, folder, environment);
                continue;
            }

            var (exit, output) = await RunAsync(command, folder, environment);
            if (environment.ContainsKey("DIGILO__Storage__Provider") && sqlServer is null)
            {
                // No server to be had here: the command must say so and name the setting, not crash.
                Assert.True(exit == 5 && output.Contains("Storage:ConnectionString", StringComparison.Ordinal), $"{line}\nexit {exit}\n{output}");
            }
            else
            {
                Assert.True(exit == 0, $"{line}\nexit {exit}\n{output}");
            }
        }
    }

    /// <summary>Until a line says so; where that is an address, its page is there.</summary>
    private static async Task RunsUntilAsync(Regex up, string command, string folder, Dictionary<string, string> environment)
    {
        using var process = Start(command, folder, environment);
        using var http = new HttpClient();
        var output = new List<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Add(line);
                if (up.Match(line) is not { Success: true } found)
                {
                    continue;
                }

                if (up == Address())
                {
                    Assert.Contains("<h1", await http.GetStringAsync(new Uri(found.Value), limit.Token), StringComparison.Ordinal);
                }

                return;
            }

            Assert.Fail($"{command} ended before '{up}':\n{string.Join('\n', output)}\n{await process.StandardError.ReadToEndAsync(limit.Token)}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string command, string folder, Dictionary<string, string> environment)
    {
        using var process = Start(command, folder, environment);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static Process Start(string command, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec " + command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the test run itself was started with must not reach the build of the copy.
        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || k.StartsWith("DOTNET_", StringComparison.Ordinal) && k.Contains("TEST", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(key);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("^[0-9]+ files imported", RegexOptions.CultureInvariant)]
    private static partial Regex FilesRead();
}
