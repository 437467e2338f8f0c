using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Sealed files go when their rule's months have passed and the organisation has decided so; the ledger stays.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private const string Heading = "kod;namn;overordnad;niva;verksamhet;fran;till\n";

    private static readonly RetentionDecision Decision = new("KS 2026/417", new DateOnly(2026, 3, 2));

    private readonly TestHouse _house = new();

    private KeptFiles Files => new(_house.Options.VaultFolder, _house.Store);

    public void Dispose() => _house.Dispose();

    [Fact]
    public void A_file_goes_the_day_after_its_months_and_not_before()
    {
        Deliver("a", "2023-01-31");

        Assert.Equal((0, 1), Delete(new DateOnly(2023, 7, 31)));
        var gone = Assert.Single(Files.Delete([Rule()], new DateOnly(2023, 8, 1)));

        Assert.Equal((1L, 0L, "KS 2026/417"), (gone.Files, gone.Failed, gone.Rule.Decision!.Reference));
        Assert.True(gone.Bytes > 100);
        Assert.Empty(_house.VaultFiles("archive"));
        Assert.Single(_house.Store.Entries);
        Assert.Equal(0, Assert.Single(Files.Delete([Rule()], new DateOnly(2023, 8, 2))).Files);
    }

    [Fact]
    public void Without_a_decision_nothing_goes_however_old()
    {
        Deliver("a", "2001-01-31");
        Assert.Empty(Files.Delete([Rule() with { Decision = null }, new RetentionRule(RetentionSubject.Answers, 1, Decision)], new DateOnly(2030, 1, 1)));
        Assert.Single(_house.VaultFiles("archive"));
    }

    [Fact]
    public void An_organisation_that_has_not_decided_keeps_its_files_whatever_the_others_have_decided()
    {
        Deliver("a", "2001-01-31");
        RetentionRule[] own = [Rule(), Rule() with { Organisation = TestHouse.Org, Decision = null }];
        Assert.Equal(0, Assert.Single(Files.Delete(own, new DateOnly(2030, 1, 1))).Files);
        Assert.Equal(0, Assert.Single(Files.Delete([Rule() with { Organisation = "9998" }], new DateOnly(2030, 1, 1))).Files);
        Assert.Single(_house.VaultFiles("archive"));
        Assert.Equal(1, Assert.Single(Files.Delete([Rule() with { Decision = null }, Rule() with { Organisation = TestHouse.Org }], new DateOnly(2030, 1, 1))).Files);
    }

    [Fact]
    public void Content_of_two_deliveries_stays_until_the_younger_has_expired()
    {
        Deliver("a", "2022-01-31");
        var header = _house.Store.Entries[0].Header;
        _house.Store.Record(header with { AsOf = new DateOnly(2023, 1, 31) }, DeliveryStatus.Replaced, 1, 0, []);
        _house.Store.RecordRefused(header with { AsOf = new DateOnly(2029, 1, 31) }, []);
        Assert.Single(_house.VaultFiles("archive"));

        Assert.Equal((0, 1), Delete(new DateOnly(2022, 8, 1)));
        Assert.Equal((1, 0), Delete(new DateOnly(2023, 8, 1)));
    }

    [Fact]
    public void Quarantine_has_a_rule_of_its_own()
    {
        Assert.Equal(1, _house.ImportText(Heading + "1;Ett;;enhet;;2019-01-01;\n2;Två;;fel;;2019-01-01;\n", asOf: "2023-01-31").RowsQuarantined);

        var gone = Files.Delete([Rule(RetentionSubject.Quarantine), Rule() with { Months = 24 }], new DateOnly(2023, 8, 1));

        Assert.Equal([(RetentionSubject.Quarantine, 1L), (RetentionSubject.Archive, 0L)], gone.Select(g => (g.Rule.Subject, g.Files)));
        Assert.Empty(_house.VaultFiles("quarantine"));
        Assert.Single(_house.VaultFiles("archive"));
    }

    [Fact]
    public void What_a_crash_left_is_as_old_as_its_last_byte_and_other_files_are_not_ours()
    {
        Deliver("a", "2029-01-31");
        var folder = Path.Combine(_house.Options.VaultFolder, "archive", TestHouse.Org);
        var orphan = Path.Combine(folder, new string('f', 64) + ".sealed");
        var other = Path.Combine(folder, "anteckning.txt");
        foreach (var path in (string[])[orphan, orphan + ".part", other])
        {
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, new DateTime(2023, 1, 31, 12, 0, 0, DateTimeKind.Utc));
        }

        Assert.Equal((0, 4), Delete(new DateOnly(2023, 7, 31)));
        Assert.Equal((2, 2), Delete(new DateOnly(2023, 8, 1)));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public void A_file_that_cannot_be_deleted_is_counted_and_the_others_go()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("A folder without the right to write stops neither root nor Windows: run it as an ordinary account.");
            return;
        }

        Deliver("a", "2023-01-31");
        var folder = new DirectoryInfo(Path.Combine(_house.Options.VaultFolder, "archive", TestHouse.Org));
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        try
        {
            Assert.Equal((0L, 1L), Files.Delete([Rule()], new DateOnly(2024, 1, 1)).Select(g => (g.Files, g.Failed)).Single());
        }
        finally
        {
            folder.UnixFileMode |= UnixFileMode.UserWrite;
        }
    }

    private static RetentionRule Rule(RetentionSubject subject = RetentionSubject.Archive) => new(subject, 6, Decision);

    private (int Gone, int Left) Delete(DateOnly today) =>
        ((int)Assert.Single(Files.Delete([Rule()], today)).Files, _house.VaultFiles("archive").Length);

    private void Deliver(string unit, string asOf) =>
        Assert.Equal(DeliveryStatus.InForce, _house.ImportText(Heading + $"{unit};Enhet;;enhet;;2019-01-01;\n", asOf: asOf).Status);
}
