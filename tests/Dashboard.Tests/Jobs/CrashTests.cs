using System.Diagnostics;
using Digilo.Analytics.Dashboard.Commands;
using Digilo.Analytics.Dashboard.Demo;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>
/// A real process is killed (SIGKILL) between two pieces of work of the night, started again and killed again at a later point, until
/// every point has been one. The night is finished with nothing lost and nothing doubled.
/// </summary>
public class CrashTests
{
    private const string Organisation = "2581";

    private const int Nights = 3;

    // The names that the chain gives its points: work done but not recorded, and recorded.
    private static readonly string[] Points =
    [
        "start", "inbox-unrecorded", "inbox", "import:1", "import-unrecorded", "import", "staging", "retention-unrecorded", "retention", "refresh-unrecorded", "refresh",
        "publish-unrecorded", "publish", "alerts-unrecorded", "alerts",
    ];

    // Of the run after the night, which makes the briefs.
    private static readonly string[] PointsOfBriefs = ["briefs:1", "briefs-unrecorded", "briefs"];

    /// <summary>What a night leaves, without ids and times.</summary>
    private sealed record Trace(string SnapshotId, string Ledger, string Briefs, int InboxFiles);

    [Fact]
    public async Task A_night_killed_at_every_point_is_finished_in_the_end_with_nothing_lost_and_nothing_doubled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills with a signal.");
        using var folder = new TemporaryFolder();
        var prepared = folder.In("prepared");
        await PrepareAsync(prepared);
        var undisturbed = Copy(prepared, folder.In("undisturbed"));
        var expected = await NightAsync(undisturbed);
        Assert.Equal(64, expected.SnapshotId.Length);
        Assert.Equal(0, expected.InboxFiles);

        // The dead process's lease takes half a minute to run out, so the nights stand side by side; each is killed again where it went on.
        var traces = await Task.WhenAll(Enumerable.Range(0, Nights).Select(async night =>
        {
            string[] points = [.. Points.Concat(PointsOfBriefs).Where((_, i) => i % Nights == night)];
            var data = Copy(prepared, folder.In("killed-" + night));
            foreach (var point in points)
            {
                using var doomed = Serve(data, ("DIGILO__Test__KillAfter", point));
                var end = await doomed.EndAsync(TimeSpan.FromMinutes(3));

                // 128 + SIGKILL.
                Assert.True(end.ExitCode == 137, $"{point}: ended with {end.ExitCode} and not by the signal: {end.All}");
                using var store = Open(data);
                var run = PointsOfBriefs.Contains(point) ? "briefs" : "nightly";
                Assert.True(store.Runs.LastGood(run) is null, $"{point}: the run was good before it was killed.");
            }

            return (Points: string.Join(", ", points), Trace: await NightAsync(data));
        }));

        Assert.All(traces, t => Assert.True(t.Trace == expected, $"{t.Points}: expected {expected}, found {t.Trace}"));
    }

    /// <summary>A store with most of the demo's files of one organisation in it, and the rest in the inbox.</summary>
    private static async Task PrepareAsync(string data)
    {
        // One wave, in which two competences were asked: several nights stand side by side, and each releases what it finds.
        var files = DemoSet.Write(data).Where(f => f.Organisation == Organisation).ToList();
        var newest = files.Where(f => f.Kind == DeliveryKind.Survey).Max(f => f.AsOf);
        files.RemoveAll(f => f.Kind == DeliveryKind.Survey && f.AsOf != newest);
        var root = Path.GetDirectoryName(data)!;
        await RunAsync(root, "migrate", "--synthetic", "--Data:Path", data);
        foreach (var file in files)
        {
            var path = Path.Combine(data, file.Path);
            if (file.Kind is DeliveryKind.Units or DeliveryKind.Requirements or DeliveryKind.Courses or DeliveryKind.Register)
            {
                await RunAsync(
                    root, "import", path, "--profile", DemoCommand.ProfileOf(file), "--organisation", file.Organisation,
                    "--as-of", file.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "--Data:Path", data);
            }
            else
            {
                var inbox = Path.Combine(data, "inbox", file.Organisation, DemoCommand.ProfileOf(file));
                Directory.CreateDirectory(inbox);
                // Training tells its day in its name; the answers' dates tell their wave.
                var day = file.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                var target = Path.Combine(inbox, file.Kind == DeliveryKind.Training ? $"utbildning_{day}.csv" : Path.GetFileName(path));
                if (file.Kind == DeliveryKind.Survey)
                {
                    File.WriteAllLines(target, Two(File.ReadAllLines(path)));
                }
                else
                {
                    File.Copy(path, target);
                }

                // Stood still for long enough.
                File.SetLastWriteTimeUtc(target, DateTime.UtcNow.AddMinutes(-10));
            }
        }
    }

    /// <summary>The answers to two competences of a file that are not mandatory, the others empty: each night proves what it releases.</summary>
    private static IEnumerable<string> Two(string[] lines)
    {
        var columns = lines[0].Split(';');
        bool[] isOther = [.. columns.Select(c => c.Contains('.', StringComparison.Ordinal) && c is not ("1.2" or "1.3"))];
        return lines[..1].Concat(lines[1..].Select(l => string.Join(';', l.Split(';').Select((cell, c) => isOther[c] ? "" : cell))));
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        var result = await DigiloProcess.RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, string.Join(' ', arguments) + ": " + result.All);
    }

    /// <summary>Serves until a good night and its briefs stand in the run log; what was missed is caught up at start.</summary>
    private static async Task<Trace> NightAsync(string data)
    {
        using (Serve(data))
        using (var store = Open(data))
        {
            var waited = Stopwatch.StartNew();
            while (store.Runs.LastGood("nightly") is null || store.Runs.LastGood("briefs") is null)
            {
                Assert.True(waited.Elapsed < TimeSpan.FromMinutes(3), $"No good night with briefs: {string.Join("; ", store.Runs.Latest(3))}");
                await Task.Delay(250, TestContext.Current.CancellationToken);
            }
        }

        return Look(data);
    }

    private static Trace Look(string data)
    {
        using var store = Open(data);
        var snapshot = store.Snapshots.Current();
        var ledger = store.Ledger.Latest(1000).Where(e => e.Status != DeliveryStatus.Unchanged)
            .Select(e => $"{e.Header.FileName} {e.Header.Wave} {e.Status} {e.RowsIn} {e.RowsStored} {e.RowsQuarantined}").Order(StringComparer.Ordinal);
        var briefs = store.Briefs.List(Organisation).Select(b => $"{b.Kind} {b.Language} {b.SnapshotId} {b.Sha256}").Order(StringComparer.Ordinal);
        Assert.DoesNotContain(store.Runs.Latest(100), r => r.Outcome == RunOutcome.Running);
        var inbox = Path.Combine(data, "inbox");
        return new Trace(
            snapshot?.Id ?? "",
            string.Join('|', ledger),
            string.Join('|', briefs),
            Directory.GetFiles(inbox, "*.csv", SearchOption.AllDirectories).Length);
    }

    private static Store Open(string data) => Store.Open(new StoreOptions(StoreProvider.Sqlite, Path.Combine(data, "store", "digilo.db")));

    private static DigiloProcess Serve(string data, params (string Key, string Value)[] environment) => DigiloProcess.Start(
        Path.GetDirectoryName(data)!, ["serve", "--urls", "http://127.0.0.1:0", "--Data:Path", data], environment);

    private static string Copy(string from, string to)
    {
        TemporaryFolder.Copy(from, to);
        return to;
    }
}
