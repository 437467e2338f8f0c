using System.Diagnostics;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public class InboxTests
{
    private const string Survey = "svarsid;anstnr;inlamnad;1.1\na;1;2023-10-02;4\n";
    private const string Units = "kod;namn;overordnad;niva;verksamhet;fran;till\n1;A;;forvaltning;;2019-01-01;\n";

    [Fact]
    public void Complete_files_are_imported_in_order_of_kind_and_leave_no_plaintext()
    {
        using var t = new Tray();
        t.Put("2284/standard-survey/a.csv", Survey);
        t.Put("2284/enheter.csv", Units);
        t.Put("2480/kurser.csv", "kurs;namn;program;timmar;digital\nK;N;;1;ja\n");
        var items = t.Scan();
        Assert.Equal(["2284/enheter.csv", "2480/kurser.csv", "2284/standard-survey/a.csv"], items.Select(i => i.File));
        Assert.All(items, i => Assert.Equal(InboxOutcome.Imported, i.Outcome));
        Assert.Empty(Directory.GetFiles(t.Folder, "*", SearchOption.AllDirectories));
        Assert.Equal(3, t.House.VaultFiles("archive").Length);
        Assert.Equal(["2284", "2480", "2284"], t.House.Store.Committed.Select(c => c.Header.Organisation));
    }

    [Fact]
    public void A_file_is_left_until_it_has_stood_still_and_drafts_are_never_taken()
    {
        using var t = new Tray();
        var path = t.Put("2284/a.csv", Survey, age: 59);
        t.Put("2284/b.csv.part", Survey);
        t.Put("2284/c.TMP", Survey);
        t.Put("2284/.d.csv", Survey);
        Assert.All(t.Scan(), i => Assert.Equal(InboxOutcome.Settling, i.Outcome));
        t.House.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(InboxOutcome.Imported, Assert.Single(t.Scan(), i => i.File == "2284/a.csv").Outcome);
        Assert.False(File.Exists(path));
        Assert.Equal(3, Directory.GetFiles(Path.Combine(t.Folder, "2284")).Length);
    }

    [Fact]
    public void A_file_dated_in_the_future_is_taken_once_it_was_seen_unchanged()
    {
        using var t = new Tray();
        t.Put("2284/a.csv", Survey, age: -100_000);
        Assert.Equal(InboxOutcome.Settling, Assert.Single(t.Scan()).Outcome);
        t.House.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(InboxOutcome.Imported, Assert.Single(t.Scan()).Outcome);
    }

    [Fact]
    public void A_bad_file_stays_stops_nobody_and_is_tried_again_only_when_something_changed()
    {
        using var t = new Tray();
        t.Put("2284/a.csv", "%PDF-1.4");
        t.Put("2284/b.csv", Survey);
        t.Put("9999/c.csv", Survey);
        t.Put("2284/nosuch/d.csv", Survey);
        var items = t.Scan();
        Assert.Equal(3, items.Count(i => i.Outcome == InboxOutcome.Refused));
        Assert.Equal(1, items.Count(i => i.Outcome == InboxOutcome.Imported));
        var ledger = t.House.Store.Entries.Count;
        Assert.All(t.Scan(), i => Assert.Equal(InboxOutcome.RefusedBefore, i.Outcome));
        Assert.Equal(ledger, t.House.Store.Entries.Count);

        t.House.Configuration = t.House.Configuration with { Hash = "hash-2" };
        Assert.Equal(3, t.Scan().Count(i => i.Outcome == InboxOutcome.Refused));

        t.Put("2284/a.csv", Survey.Replace("a;1", "x;1", StringComparison.Ordinal));
        Assert.Equal(InboxOutcome.Imported, Assert.Single(t.Scan(), i => i.File == "2284/a.csv").Outcome);
    }

    [Fact]
    public void A_failure_of_the_surroundings_is_told_without_data_and_the_rest_goes_on()
    {
        using var t = new Tray();
        t.Put("2284/a.csv", Survey);
        t.Put("2284/enheter.csv", Units);
        t.House.Store.FailOnComplete = new InvalidOperationException("value 0042 is wrong");
        var items = t.Scan();
        Assert.Equal(2, items.Count);
        Assert.All(items, i => Assert.Equal((InboxOutcome.Failed, "ingest.error.unexpected"), (i.Outcome, i.Message.Code)));
        Assert.DoesNotContain("0042", items[0].Message.ToJson(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(t.Folder, "2284", "a.csv")));
        t.House.Store.FailOnComplete = null;
        Assert.All(t.Scan(), i => Assert.Equal(InboxOutcome.Imported, i.Outcome));
    }

    [Fact]
    public void Links_pipes_loose_files_and_deep_folders_are_not_followed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links and FIFOs are tried on Linux.");
        using var t = new Tray();
        var outside = t.House.Write("utanför.csv", Survey);
        t.Put("lös.csv", Survey);
        t.Put("2284/standard-survey/djupt/a.csv", Survey);
        File.CreateSymbolicLink(Path.Combine(t.Folder, "2284", "länk.csv"), outside);
        Directory.CreateSymbolicLink(Path.Combine(t.Folder, "2480"), Path.GetDirectoryName(outside)!);
        Directory.CreateSymbolicLink(Path.Combine(t.Folder, "2284", "standard-units"), Path.GetDirectoryName(outside)!);
        using (var process = Process.Start("mkfifo", [Path.Combine(t.Folder, "2284", "rör.csv")]))
        {
            process.WaitForExit();
        }

        File.SetLastWriteTimeUtc(Path.Combine(t.Folder, "2284", "rör.csv"), t.House.Time.GetUtcNow().UtcDateTime.AddHours(-1));
        var items = t.Scan();
        Assert.Equal(5, items.Count(i => i.Outcome == InboxOutcome.Ignored));
        Assert.Equal(InboxOutcome.Refused, Assert.Single(items, i => i.File == "2284/rör.csv").Outcome);
        Assert.Empty(t.House.Store.Committed);
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void The_same_content_again_is_unchanged_and_taken_away_and_moving_keeps_a_copy_if_asked_for()
    {
        using var t = new Tray(AfterImport.Move);
        t.Put("2284/a.csv", Survey);
        t.Scan();
        t.Put("2284/a.csv", Survey);
        Assert.Equal(DeliveryStatus.Unchanged, Assert.Single(t.Scan()).Result!.Status);
        Assert.Equal(["2-a.csv", "a.csv"], Directory.GetFiles(Path.Combine(t.Folder, "done", "2023-12-01", "2284")).Select(f => Path.GetFileName(f)!).Order());
        Assert.Empty(t.Scan());
    }

    private sealed class Tray : IDisposable
    {
        private readonly Inbox _inbox;

        public Tray(AfterImport after = AfterImport.Delete)
        {
            Folder = Path.Combine(House.Folder, "inbox");
            Directory.CreateDirectory(Folder);
            _inbox = new Inbox(House.Importer, new InboxOptions(Folder) { After = after }, House.Time);
        }

        public TestHouse House { get; } = new();

        public string Folder { get; }

        public string Put(string name, string text, int age = 3600)
        {
            var path = Path.Combine(Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            File.SetLastWriteTimeUtc(path, House.Time.GetUtcNow().UtcDateTime.AddSeconds(-age));
            return path;
        }

        public IReadOnlyList<InboxItem> Scan() => _inbox.Scan(House.Configuration);

        public void Dispose() => House.Dispose();
    }
}
