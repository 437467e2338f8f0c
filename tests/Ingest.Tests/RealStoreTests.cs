using System.Text;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>From a file to the bytes of a database and back to counts: rotation, kinds of id, erasure, and what is nowhere to be found.</summary>
public sealed class RealStoreTests : IDisposable
{
    private const string RegisterHead =
        "anstnr;epost;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("real").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;
    private readonly KeyRing _keys;
    private readonly Importer _importer;
    private int _files;

    public RealStoreTests()
    {
        var options = new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "digilo.db"));
        Store.Migrate(options, synthetic: false, _time.GetUtcNow().UtcDateTime);
        _store = Store.Open(options, _time);
        _keys = new KeyRing(Path.Combine(_folder, "keys"), _time);
        Directory.CreateDirectory(Path.Combine(_folder, "profiles"));
        File.WriteAllText(Path.Combine(_folder, "profiles", "enkat.json"), """
            {
              "extends": "standard-survey", "name": "enkat", "version": "1", "synthetic": false, "mode": "increment", "fingerprint": ["svarsid", "Egna ord"],
              "columns": [
                { "heading": "epost", "to": "id", "idKind": "epost", "normalise": "lower" },
                { "heading": "Egna ord", "to": "freeText", "keep": true }
              ]
            }
            """);
        File.WriteAllText(Path.Combine(_folder, "profiles", "xapi.json"), """
            {
              "name": "xapi", "version": "1", "kind": "training", "synthetic": false, "description": { "sv": "a", "en": "a" }, "mode": "increment",
              "columns": [
                { "heading": "sha1", "to": "id", "idKind": "mboxSha1", "normalise": "lower" },
                { "heading": "kurs", "to": "course" }, { "heading": "status", "to": "status", "codes": { "klar": "completed" } },
                { "heading": "klar", "to": "finished" }
              ]
            }
            """);
        _importer = new Importer(
            _store.Facts, _store.Structure, _store.Ledger, _keys, ProfileCatalogue.Load(Path.Combine(_folder, "profiles")), _time,
            new ImportOptions(Path.Combine(_folder, "vault")));
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Persons_are_recognised_through_a_rotation_by_every_kind_of_id()
    {
        Assert.Equal(1, Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n1;;Anna@x.se;2023-10-02;;4\n").Outcome!.Unlinked);
        Assert.Equal(1, Import("sha1;kurs;status;klar\n" + Sha("mailto:anna@x.se") + ";K1;klar;2023-10-05\n").Outcome!.Unlinked);
        var old = _keys.Open(TestHouse.Org, () => true).KeyId;
        var current = _keys.Rotate(TestHouse.Org).KeyId;

        // The register comes under the new key; what waited under the old one is linked by it.
        var register = Import(RegisterHead + Person("7", "ANNA@x.se", "640823-3234") + Person("8", "bo@x.se", ""), asOf: "2023-09-30");
        Assert.Equal((2L, 2L), (register.Outcome!.NewPersons, Count(register, Rules.KeyMoved)));
        Assert.All(_store.Pseudonyms.Count(TestHouse.Org).Where(u => u.KeyId == old), u => Assert.Equal((0L, _time.GetUtcNow().UtcDateTime), (u.Aliases, u.EmptySince)));
        Assert.All(_store.Pseudonyms.Count(TestHouse.Org).Where(u => u.KeyId == current), u => Assert.Equal(0, u.Unlinked));

        _keys.Retire(TestHouse.Org, old, 0, false);
        Assert.Equal(0, Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n2;8;;2023-10-03;;4\n").Outcome!.Unlinked);
        Assert.Equal(0, Import("sha1;kurs;status;klar\n" + Sha("mailto:bo@x.se") + ";K1;klar;2023-10-05\n").Outcome!.Unlinked);

        // Personnummer in any form is one id.
        var later = Import(RegisterHead + Person("7", "", "19640823-3234") + Person("8", "", ""), asOf: "2023-10-31");
        Assert.Equal((0L, 0L), (later.Outcome!.NewPersons, later.RowsQuarantined));
    }

    [Fact]
    public void An_e_mail_of_two_staff_numbers_is_noted_and_links_nobody()
    {
        Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n1;;delad@x.se;2023-10-02;;4\n");
        var register = Import(RegisterHead + Person("7", "delad@x.se", "") + Person("8", "delad@x.se", ""), asOf: "2023-09-30");
        // The address and its hash.
        Assert.Equal((2L, 2L, 0L), (register.Outcome!.NewPersons, Count(register, Rules.IdShared), register.RowsQuarantined));
        Assert.All(register.Findings.Where(f => f.Rule == Rules.IdShared), f => Assert.Equal(0, f.Line));
        Assert.Equal(1, Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n2;;delad@x.se;2023-10-02;;4\n").Outcome!.Unlinked);
    }

    [Fact]
    public void An_erased_person_is_left_out_of_old_files_counted_and_named_nowhere()
    {
        Import(RegisterHead + Person("7", "anna@x.se", "") + Person("8", "bo@x.se", ""), asOf: "2023-09-30");
        var survey = Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n1;7;;2023-10-02;Mina ord;4\n2;8;;2023-10-02;;4\n");
        var outcome = new PersonRights(_store).Erase(
            new PersonErasure(TestHouse.Org, Ids("anstnr", "7"), new DateOnly(2024, 1, 15), false, _time.GetUtcNow().UtcDateTime));
        Assert.Equal((1, 3L, 1L), (outcome.Persons, outcome.Aliases, outcome.FreeTexts));
        Assert.Equal(2, outcome.Deliveries.Count);
        Assert.All(outcome.Deliveries, d => Assert.Single(new KeptFiles(Path.Combine(_folder, "vault"), _store.Ledger).Of(_store.Ledger.Find(d)!)));

        var again = Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n1;;ANNA@x.se;2023-10-02;Mina ord;4\n3;8;;2023-10-02;;5\n");
        Assert.Equal((2L, 1L, 0L, 1L), (again.RowsIn, again.RowsStored, again.RowsQuarantined, again.RowsLeftOut));

        // The ledger's report says what the import's said.
        var (told, kept) = (ImportReport.Of(again, "sv"), ImportReport.Of(_store.Ledger.Find(again.DeliveryId)!, again.Findings, "sv"));
        Assert.Equal((1L, 0L, 0L, (long?)1L), (told.RowsAdded, told.RowsUpdated, told.RowsRemoved, told.RowsLeftOut));
        Assert.Equal((told.RowsAdded, told.RowsUpdated, told.RowsRemoved, told.RowsLeftOut), (kept.RowsAdded, kept.RowsUpdated, kept.RowsRemoved, kept.RowsLeftOut));
        Assert.Equal(told.ToCsv(), kept.ToCsv());
        var note = again.Findings.Single(f => f.Rule == Rules.ErasedPerson);
        Assert.Equal((0, "", 1L), (note.Line, note.Found, note.Count));

        // Rotation carries the marks along as the ids come.
        _keys.Rotate(TestHouse.Org);
        Assert.Equal(1, Count(Import("svarsid;anstnr;epost;inlamnad;Egna ord;1.1\n9;7;;2023-10-02;;4\n8;8;;2023-10-02;;4\n"), Rules.ErasedPerson));
        var back = Import(RegisterHead + Person("7", "anna@x.se", "") + Person("8", "bo@x.se", ""), asOf: "2024-02-29");
        Assert.Equal((1L, 1L, 2L), (Count(back, Rules.ErasedPersonBack), back.Outcome!.NewPersons, back.RowsStored));
        Assert.Equal(0, Count(back, Rules.ErasedPerson));
    }

    [Fact]
    public void A_database_holds_no_id_and_no_word_that_was_delivered()
    {
        Import(RegisterHead + Person("anst-4711", "anna.berg@exempel.se", "640823-3234"), asOf: "2023-09-30");
        var result = Import(
            "svarsid;anstnr;epost;inlamnad;Egna ord;1.1\nsvar-4712;anst-4711;;2023-10-02;Hemligt om Berit 640823-3234;4\n"
            + "svar-4713;;anna.berg@exempel.se;2023-10-02;640823-3234;4\n");
        Assert.Equal(2, result.RowsStored);
        Assert.Equal((2L, 2L), (Count(result, Rules.FreeTextKept), Count(result, Rules.FreeTextCleaned)));
        var bytes = string.Concat(
            Directory.GetFiles(_folder, "digilo.db*").Concat(Directory.GetFiles(Path.Combine(_folder, "vault"), "*", SearchOption.AllDirectories))
                .Select(f => Encoding.Latin1.GetString(Read(f))));
        Assert.True(bytes.Length > 100_000);
        foreach (var secret in (string[])["anst-4711", "svar-471", "anna.berg", "640823", "6408233234", "Hemligt", "Berit"])
        {
            Assert.DoesNotContain(secret, bytes, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret)), bytes, StringComparison.OrdinalIgnoreCase);
        }

        // The search finds what is there.
        Assert.Contains("enkat", bytes, StringComparison.Ordinal);
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = new MemoryStream();
        stream.CopyTo(target);
        return target.ToArray();
    }

    private ImportResult Import(string text, string? asOf = null)
    {
        var path = Path.Combine(_folder, FormattableString.Invariant($"fil{_files++}.csv"));
        File.WriteAllText(path, text);
        var profile = text.StartsWith("sha1", StringComparison.Ordinal) ? "xapi" : text.StartsWith("svarsid", StringComparison.Ordinal) ? "enkat" : "standard-register";
        var result = _importer.Import(
            new ImportRequest(path, "cli", profile, TestHouse.Org, null, DateOnly.ParseExact(asOf ?? "2023-11-01", "yyyy-MM-dd")), TestHouse.Configured());
        Assert.Equal(DeliveryStatus.InForce, result.Status);
        return result;
    }

    private List<AliasColumn> Ids(string kind, string id)
    {
        using var writer = new AliasWriter(_keys.Open(TestHouse.Org, () => true), kind, 1);
        writer.Set(0, Encoding.UTF8.GetBytes(id));
        return [writer.Column];
    }

    private static string Person(string number, string mail, string personnummer) =>
        $"{number};{mail};{personnummer};1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget\n";

    private static string Sha(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(Encoding.UTF8.GetBytes(text)));

    private static long Count(ImportResult result, string rule) => result.Findings.Where(f => f.Rule == rule).Sum(f => f.Count);
}
