using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Ingest.Tests;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private KeyRing Ring => new(_folder, _time);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_rotation_makes_a_new_current_key_and_holds_the_older_ones()
    {
        var first = Ring.Open("2284", () => false);
        var second = Ring.Rotate("2284");
        var third = Ring.Rotate("2284");
        Assert.Equal([second.KeyId, first.KeyId], third.OlderKeyIds);
        Assert.Equal(3, new[] { first.KeyId, second.KeyId, third.KeyId }.Distinct().Count());
        var read = Ring.Open("2284", () => true);
        Assert.Equal((third.KeyId, third.OlderKeyIds.Count), (read.KeyId, read.OlderKeyIds.Count));
        Assert.Equal(first.Current.Secret, read.Older[1].Secret);

        // Row keys and archive stay: increments find their rows, archives open.
        Assert.Equal(first.RowKey, read.RowKey);
        Assert.Equal(first.Archive, read.Archive);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Ring.PathOf("2284")));
        }
    }

    [Fact]
    public void A_key_file_of_version_1_is_read_as_it_is_and_left_alone()
    {
        var secret = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var other = Convert.ToBase64String(secret);
        var text = $$"""{"version":1,"organisation":"2284","current":"{{KeyFile.IdOf(secret)}}","keys":[{"id":"{{KeyFile.IdOf(secret)}}","created":"2023-01-01","secret":"{{other}}"}],"rowKeys":"{{other}}","archive":"{{other}}"}""";
        Write(text);
        var keys = Ring.Open("2284", () => true);
        Assert.Equal(secret, keys.Current.Secret);
        Assert.Empty(keys.Older);
        Assert.Null(keys.FreeText);
        Assert.Equal(text, File.ReadAllText(Ring.PathOf("2284")));
        Write(text.Replace("\"version\":1", "\"version\":3", StringComparison.Ordinal));
        Assert.Equal("ingest.error.keys-damaged", Assert.Throws<IngestException>(() => Ring.Open("2284", () => true)).Text.Code);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"version":2,"organisation":"2284","current":"k","keys":null,"rowKeys":"","archive":""}""")]
    [InlineData("""{"version":2,"organisation":"2284","current":"k","keys":[null],"rowKeys":"","archive":""}""")]
    [InlineData("""{"version":2,"organisation":"2284","current":null,"keys":[],"rowKeys":null,"archive":null}""")]
    public void A_file_with_holes_is_damaged_and_nothing_else(string text)
    {
        Write(text);
        Assert.Equal("ingest.error.keys-damaged", Assert.Throws<IngestException>(() => Ring.Open("2284", () => true)).Text.Code);
    }

    [Fact]
    public void The_secret_for_free_text_is_made_when_it_is_first_needed_and_touches_no_other()
    {
        var before = Ring.Open("2284", () => false);
        Assert.Null(before.FreeText);
        Assert.NotNull(Ring.WithFreeText(before, dryRun: true).FreeText);
        Assert.Null(Ring.Open("2284", () => true).FreeText);
        var made = Ring.WithFreeText(before, dryRun: false);
        var read = Ring.Open("2284", () => true);
        Assert.Equal(made.FreeText, read.FreeText);
        Assert.Equal(before.Current.Secret, read.Current.Secret);
        Assert.Equal(before.RowKey, read.RowKey);
        Assert.Equal(before.Archive, read.Archive);
        Assert.Same(made, Ring.WithFreeText(made, dryRun: false));
    }

    [Fact]
    public void An_older_key_is_retired_when_nothing_remains_or_when_it_is_abandoned()
    {
        var first = Ring.Open("2284", () => false);
        var second = Ring.Rotate("2284");
        Assert.Equal("ingest.error.keys-unknown", Assert.Throws<IngestException>(() => Ring.Retire("2284", second.KeyId, 0, true)).Text.Code);
        Assert.Equal("ingest.error.keys-unknown", Assert.Throws<IngestException>(() => Ring.Retire("2284", "k0", 0, true)).Text.Code);
        var kept = Assert.Throws<IngestException>(() => Ring.Retire("2284", first.KeyId, 3, false));
        Assert.Equal("ingest.error.keys-in-use", kept.Text.Code);
        Assert.Contains("3", IngestTexts.Get("sv", kept.Text), StringComparison.Ordinal);
        Assert.Single(Ring.Open("2284", () => true).Older);

        var after = Ring.Retire("2284", first.KeyId, 3, true);
        Assert.Empty(after.Older);
        Assert.Equal([first.KeyId], Ring.Open("2284", () => true).Retired);
        Assert.DoesNotContain(Convert.ToBase64String(first.Current.Secret), File.ReadAllText(Ring.PathOf("2284")), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_may_come_from_a_setting_and_then_no_file_is_made_or_changed()
    {
        var made = Ring.Open("2284", () => false);
        var setting = Convert.ToBase64String(File.ReadAllBytes(Ring.PathOf("2284")));
        File.Delete(Ring.PathOf("2284"));
        var ring = new KeyRing(_folder, _time, code => code == "2284" ? "\n" + setting : null);
        Assert.True(ring.Exists("2284") && ring.IsConfigured("2284") && !ring.Exists("2480"));
        Assert.Equal(made.Current.Secret, ring.Open("2284", () => true).Current.Secret);
        Assert.Equal("ingest.error.keys-configured", Assert.Throws<IngestException>(() => ring.Rotate("2284")).Text.Code);
        Assert.Equal("ingest.error.keys-unknown", Assert.Throws<IngestException>(() => ring.Retire("2284", "k1", 0, true)).Text.Code);
        Assert.Equal("ingest.error.keys-no-free-text", Assert.Throws<IngestException>(() => ring.WithFreeText(ring.Open("2284", () => true), true)).Text.Code);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("e30=")]
    public void A_setting_that_is_no_key_file_is_refused_without_quoting_it(string setting)
    {
        var e = Assert.Throws<IngestException>(() => new KeyRing(_folder, _time, _ => setting).Open("2284", () => false));
        Assert.Equal("ingest.error.keys-setting", e.Text.Code);
        Assert.DoesNotContain(setting, e.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Keys_fit_a_store_of_theirs_and_no_other()
    {
        var first = Ring.Open("2284", () => false);
        var stranger = new KeyRing(Path.Combine(_folder, "other"), _time).Open("2284", () => false);
        (string, string)[] stored = [("anstnr", first.KeyId), ("rad", first.RowKeyId)];
        Assert.True(first.Fit(stored) && first.Fit([]) && !stranger.Fit(stored));
        Assert.False(stranger.Fit([("rad", first.RowKeyId)]));
        Assert.True(Ring.Rotate("2284").Fit(stored));

        // Abandoned before anything came under the new key: still this organisation's.
        Assert.True(Ring.Retire("2284", first.KeyId, 1, true).Fit(stored));
    }

    [Fact]
    public void A_well_formed_but_wrong_key_file_refuses_the_import_and_its_dry_run()
    {
        using var house = new TestHouse();
        house.ImportText("svarsid;anstnr;inlamnad;1.1\n1;1;2023-10-02;4\n");
        house.Store.Known.Add(("anstnr", house.Keys.Open(TestHouse.Org, () => true).KeyId));
        Assert.Equal(0, house.ImportText("svarsid;anstnr;inlamnad;1.1\n1;1;2023-10-02;5\n").RowsQuarantined);

        File.Delete(house.Keys.PathOf(TestHouse.Org));
        house.Keys.Open(TestHouse.Org, () => false);
        foreach (var dryRun in (bool[])[true, false])
        {
            var path = house.Write("c.csv", "svarsid;anstnr;inlamnad;1.1\n2;1;2023-10-02;4\n");
            var e = Assert.Throws<IngestException>(() => house.Import(path, dryRun: dryRun));
            Assert.Equal("ingest.error.keys-wrong", e.Text.Code);
        }

        Assert.Equal(2, house.Store.Committed.Count);
    }

    private void Write(string text)
    {
        File.WriteAllBytes(Ring.PathOf("2284"), Encoding.UTF8.GetBytes(text));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Ring.PathOf("2284"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
