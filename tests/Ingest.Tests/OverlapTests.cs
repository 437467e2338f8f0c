using System.Text;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Batches are written while others are filled: what goes wrong on either side ends both, and nothing is left of it.</summary>
public class OverlapTests
{
    private const string Head = "svarsid;anstnr;inlamnad;1.1\n";

    [Fact]
    public void Answers_come_in_the_files_order_and_each_once_whatever_the_batches()
    {
        var random = new Random(4711);
        for (var run = 0; run < 30; run++)
        {
            // Ids that rise, fall and come again across batches; some rows are bad, and a bad one does not take the id of a good one.
            var ids = Enumerable.Range(1, 60).Select(i => random.Next(3) == 0 ? random.Next(1, 60) : i).ToList();
            var bad = ids.Select(_ => random.Next(8) == 0).ToList();
            var expected = new List<int>();
            var seen = new HashSet<int>();
            for (var i = 0; i < ids.Count; i++)
            {
                if (!bad[i] && seen.Add(ids[i]))
                {
                    expected.Add(i + 2);
                }
            }

            using var house = new TestHouse(options: o => o with { BatchRows = random.Next(1, 9) });
            house.Store.OnAnswers = _ => Thread.Sleep(random.Next(2));
            var result = house.ImportText(Head + string.Concat(ids.Zip(bad, (id, b) => FormattableString.Invariant($"{id};{id};2023-10-02;{(b ? "99" : "4")}\n"))));
            Assert.Equal(expected, house.Store.Committed[0].Answers.Select(a => a.Line));
            Assert.Equal((60, expected.Count, 60 - expected.Count), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void A_store_that_fails_in_any_batch_ends_the_import_with_its_own_error_and_leaves_nothing(int batch)
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 5 });
        var n = 0;
        house.Store.OnAnswers = _ =>
        {
            if (++n == batch)
            {
                throw new IOException("No space left on device", 28);
            }
        };
        var text = Head + string.Concat(Enumerable.Range(1, 100).Select(i => FormattableString.Invariant($"{i};{i};2023-10-02;{(i == 3 ? 99 : 4)}\n")));
        var error = Assert.Throws<IngestException>(() => house.ImportText(text));
        Assert.Equal("ingest.error.disk-full", error.Text.Code);
        Assert.Equal(batch, n);
        Assert.False(house.Store.DisposedWhileWriting);
        Assert.Empty(house.Store.Entries);
        Assert.Empty(house.VaultFiles("archive"));
        Assert.Empty(house.VaultFiles("quarantine"));

        house.Store.OnAnswers = null;
        Assert.Equal((DeliveryStatus.InForce, 99L), (house.ImportText(text) is var again ? again.Status : default, again.RowsStored));
    }

    [Fact]
    public void A_file_that_is_refused_while_a_batch_is_written_waits_for_the_writer()
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 5 });
        using var begun = new ManualResetEventSlim();
        house.Store.OnAnswers = _ =>
        {
            begun.Set();
            Thread.Sleep(100);
        };

        // The quote is never closed: nothing of the file can be trusted. It is come upon when the first batch is surely being written.
        var path = house.Write(
            "fil.csv", Head + string.Concat(Enumerable.Range(1, 7).Select(i => FormattableString.Invariant($"{i};{i};2023-10-02;4\n"))) + "8;\"8;2023-10-02;4\n");
        var result = house.Importer.Import(
            new ImportRequest(path, "cli", "standard-survey", TestHouse.Org, "2023-10") { Progress = new Waits(begun) }, house.Configuration);
        Assert.True(begun.IsSet);
        Assert.Equal((DeliveryStatus.Refused, Rules.QuoteUnterminated), (result.Status, Assert.Single(result.Faults).Rule));
        Assert.False(house.Store.DisposedWhileWriting);
        Assert.Empty(house.VaultFiles("archive"));
    }

    [Fact]
    public void An_import_that_is_stopped_leaves_nothing_and_waits_for_the_writer()
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 5 });
        using var stop = new CancellationTokenSource();
        var batches = 0;
        house.Store.OnAnswers = _ =>
        {
            batches++;
            stop.Cancel();
            Thread.Sleep(50);
        };
        var path = house.Write("fil.csv", Head + string.Concat(Enumerable.Range(1, 5000).Select(i => FormattableString.Invariant($"{i};{i};2023-10-02;{(i == 2 ? 99 : 4)}\n"))));
        var request = new ImportRequest(path, "cli", "standard-survey", TestHouse.Org, "2023-10") { Cancellation = stop.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => house.Importer.Import(request, house.Configuration));
        Assert.InRange(batches, 1, 4);
        Assert.False(house.Store.DisposedWhileWriting);
        Assert.Empty(house.Store.Entries);
        Assert.Empty(house.VaultFiles("archive"));
        Assert.Empty(house.VaultFiles("quarantine"));
    }

    [Theory]
    [InlineData("more")]
    [InlineData("less")]
    [InlineData("other")]
    [InlineData("gone")]
    public void A_file_that_changes_while_it_is_imported_is_refused_and_not_kept(string change)
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 50 });
        var rows = string.Concat(Enumerable.Range(1, 40_000).Select(i => FormattableString.Invariant($"{i};{i};2023-10-02;4\n")));
        var path = house.Write("fil.csv", Head + rows);
        var done = false;
        house.Store.OnAnswers = _ =>
        {
            if (!done)
            {
                done = true;
                var at = new FileInfo(path).LastWriteTimeUtc.AddSeconds(1);
                switch (change)
                {
                    case "more":
                        Append(path, rows);
                        break;
                    case "less":
                        Cut(path);
                        break;
                    case "other":
                        File.Move(path, path + ".old");
                        File.WriteAllText(path, Head + rows.Replace(";4\n", ";5\n", StringComparison.Ordinal));
                        break;
                    default:
                        File.Delete(path);
                        return;
                }

                File.SetLastWriteTimeUtc(path, at);
            }
        };
        var result = house.Import(path);
        Assert.True(done);
        Assert.Equal(DeliveryStatus.Refused, result.Status);
        Assert.Contains(result.Faults, f => f.Rule == Rules.FileChanged);
        Assert.Empty(house.Store.Committed);
        Assert.Empty(house.VaultFiles("archive"));
    }

    [Fact]
    public void A_file_that_grows_without_end_is_not_sealed_without_end()
    {
        using var house = new TestHouse();
        var path = house.Write("fil.csv", Head + "1;1;2023-10-02;4\n");
        var facts = FileFacts.Read(path, SourceLimits.Default);
        Append(path, new string('x', 5_000_000));
        var keys = house.Keys.Open(TestHouse.Org, () => false);
        using (var archiving = new Vault(house.Options.VaultFolder).Begin(facts, keys))
        {
            Assert.Equal(Rules.FileChanged, Assert.Throws<FileFault>(archiving.Keep).Finding.Rule);
            Assert.InRange(house.VaultFiles("archive").Sum(f => new FileInfo(f).Length), 0, 1_000_000);
        }

        Assert.Empty(house.VaultFiles("archive"));
    }

    [Fact]
    public void A_full_disk_leaves_no_draft_and_closes_what_it_read()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("A full disk is played by /dev/full, which only Linux has.");
        }

        using var house = new TestHouse();
        var path = house.Write("fil.csv", Head + string.Concat(Enumerable.Range(1, 20_000).Select(i => FormattableString.Invariant($"{i};{i};2023-10-02;4\n"))));
        var facts = FileFacts.Read(path, SourceLimits.Default);
        var vault = new Vault(house.Options.VaultFolder);
        var part = vault.ArchivePath(TestHouse.Org, facts.ContentHash) + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.CreateSymbolicLink(part, "/dev/full");
        var error = Assert.Throws<IngestException>(() => house.Import(path));
        Assert.Equal("ingest.error.disk-full", error.Text.Code);
        Assert.Empty(house.VaultFiles("archive"));
        Assert.Empty(house.Store.Entries);

        // Nobody holds the file any more: it can be opened for oneself.
        using var own = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(own.CanWrite);
    }

    private static void Append(string path, string text)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete });
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void Cut(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete });
        file.SetLength(100_000);
    }

    private sealed class Waits(ManualResetEventSlim what) : IProgress<double>
    {
        public void Report(double value) => what.Wait(TimeSpan.FromSeconds(20));
    }
}
