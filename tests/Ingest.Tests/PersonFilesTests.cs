using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>A person's rows in sealed files: found as the import read them, whatever the format, and taken out.</summary>
public sealed class PersonFilesTests : IDisposable
{
    private static readonly DateOnly Today = new(2024, 1, 15);

    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-files-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 1, 15, 8, 0, 0, TimeSpan.Zero));
    private readonly Store _store;
    private readonly KeyRing _keys;
    private readonly Importer _importer;
    private int _files;

    public PersonFilesTests()
    {
        var options = new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "digilo.db"));
        Store.Migrate(options, synthetic: false, _time.GetUtcNow().UtcDateTime);
        _store = Store.Open(options, _time);
        _keys = new KeyRing(Path.Combine(_folder, "keys"), _time);
        _importer = new Importer(
            _store.Facts, _store.Structure, _store.Ledger, _keys, ProfileCatalogue.BuiltIn, _time, new ImportOptions(Path.Combine(_folder, "vault")));
    }

    private OrganisationKeys Keys => _keys.Open(TestHouse.Org, () => true);

    private string Work => Path.Combine(_folder, "searching");

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Held_rows_of_the_person_go_and_those_of_others_stay_as_they_were()
    {
        Training("A-1;K1;2023-01-01;;anmald;0", "A-1;\"K;1\";2023-01-01;;kanske;0", "A-11;K1;2023-01-01;;kanske;A-1", "B-2;K1;2023-01-01;;kanske;0", "A-1;K1", "B-2;K1");
        var quarantine = Assert.Single(Sealed("quarantine"));
        Assert.Equal(5, Unseal(quarantine).Split('\n').Length - 1);

        var found = Files().Find(Mark("A-1"), []);
        Assert.Equal([3, 6], found.Held.Select(h => h.Line));
        Assert.Equal(5, Unseal(quarantine).Split('\n').Length - 1);
        Assert.Equal([3, 6], Files().Remove(Mark("A-1"), []).Held.Select(h => h.Line));
        var left = Unseal(quarantine);
        Assert.Equal(3, left.Split('\n').Length - 1);
        Assert.Contains("A-11;K1", left, StringComparison.Ordinal);
        Assert.Empty(Files().Remove(Mark("A-1"), []).Held);

        // The last rows take the file with them.
        Files().Remove(Mark("A-11"), []);
        Files().Remove(Mark("B-2"), []);
        Assert.Empty(Sealed("quarantine"));
    }

    [Fact]
    public void An_archived_file_is_found_by_reading_it_when_no_table_names_the_person()
    {
        Training("A-1;K1;2023-01-01;;anmald;0", "B-2;K1;2023-01-01;;anmald;0");
        Training("B-2;K2;2023-01-01;;anmald;0", "A-11;A-1;2023-01-01;;anmald;0");
        var found = Files().Find(Mark("A-1"), []);
        Assert.Equal((1L, 1L, 0L), (found.Files, found.Archived.Single().Id, found.Unsearched));
        Assert.Equal(2, Sealed("archive").Length);
        Assert.Equal(1, Files().Remove(Mark("A-1"), []).Files);
        Assert.Single(Sealed("archive"));
        Assert.False(Directory.Exists(Work) && Directory.EnumerateFiles(Work).Any());
    }

    [Fact]
    public void Keys_that_are_held_find_rows_of_before_a_rotation_and_a_file_that_does_not_open_is_told()
    {
        Training("A-1;K1;2023-01-01;;anmald;0");
        _keys.Rotate(TestHouse.Org);
        Assert.Equal(1, Files().Find(Mark("A-1"), []).Files);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Sealed("archive")[0])!, new string('a', 64) + ".sealed"), "no sealed file");
        Assert.Equal((1L, 1L), (Files().Find(Mark("A-1"), []).Files, Files().Find(Mark("A-1"), []).Unsearched));
    }

    [Fact]
    public void What_a_killed_search_left_unsealed_is_removed_by_the_next()
    {
        Training("A-1;K1;2023-01-01;;anmald;0");
        Directory.CreateDirectory(Work);
        File.WriteAllText(Path.Combine(Work, "left"), "A-1");
        Files().Find(Mark("Z-9"), []);
        Assert.False(File.Exists(Path.Combine(Work, "left")));
    }

    [Theory]
    [InlineData("Anna.Berg@X.se", "epost", "anna.berg@x.se")]
    [InlineData("mailto:anna.berg@x.se", "epost", "anna.berg@x.se")]
    [InlineData("640823-3234", "personnummer", "196408233234")]
    [InlineData("  A-1 ", "anstnr", "A-1")]
    public void An_id_is_written_as_the_profiles_write_it(string given, string kind, string same)
    {
        Training("A-1;K1;2023-01-01;;anmald;0");
        Assert.Contains(kind, PersonIds.Kinds(ProfileCatalogue.BuiltIn));
        Assert.Equal(
            PersonIds.Columns(Keys, ProfileCatalogue.BuiltIn, same, kind, Today).Select(c => Convert.ToHexString(c[0])),
            PersonIds.Columns(Keys, ProfileCatalogue.BuiltIn, given, kind, Today).Select(c => Convert.ToHexString(c[0])));
        Assert.Empty(PersonIds.Columns(Keys, ProfileCatalogue.BuiltIn, "", kind, Today));
    }

    private PersonFiles Files() =>
        new(Path.Combine(_folder, "vault"), _store.Ledger, ProfileCatalogue.BuiltIn, Keys, SourceLimits.Default, Work, Today);

    private PersonMark Mark(string id) =>
        new PersonRights(_store).Mark(TestHouse.Org, PersonIds.Columns(Keys, ProfileCatalogue.BuiltIn, id, "anstnr", Today));

    private void Training(params string[] rows)
    {
        var path = Path.Combine(_folder, $"fil{++_files}.csv");
        File.WriteAllText(path, "anstnr;kurs;anmald;avslutad;status;timmar\n" + string.Join('\n', rows) + "\n");
        var result = _importer.Import(new ImportRequest(path, "cli", "standard-training", TestHouse.Org, AsOf: Today, Mode: DeliveryMode.Increment), TestHouse.Configured());
        Assert.NotEqual(DeliveryStatus.Refused, result.Status);
    }

    private string[] Sealed(string kind) => Directory.Exists(Path.Combine(_folder, "vault", kind))
        ? Directory.GetFiles(Path.Combine(_folder, "vault", kind), "*.sealed", SearchOption.AllDirectories) : [];

    private string Unseal(string path)
    {
        using var source = File.OpenRead(path);
        using var target = new MemoryStream();
        SealedFile.Unseal(source, Keys.Archive, target);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
