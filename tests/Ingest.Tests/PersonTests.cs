using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Persons at the door, whatever the kind of file.</summary>
public sealed class PersonTests : IDisposable
{
    private const string Survey = """
        {
          "extends": "standard-survey", "name": "egen-enkat", "version": "1", "synthetic": false, "fingerprint": ["svar"],
          "columns": [
            { "heading": "svar", "to": "rowKey", "required": "value" },
            { "heading": "anstnr", "to": "id", "idKind": "anstnr" },
            { "heading": "epost", "to": "id", "idKind": "epost", "normalise": "lower" },
            { "heading": "pnr", "to": "id", "idKind": "personnummer", "normalise": "personnummer" },
            { "heading": "skyddad", "to": "protected", "codes": { "ja": "yes", "nej": "no" } },
            { "heading": "Annat", "to": "freeText" },
            { "heading": "Egna ord", "to": "freeText", "keep": true }
          ]
        }
        """;

    private const string Training = """
        {
          "name": "egen-utbildning", "version": "1", "kind": "training", "synthetic": false, "description": { "sv": "a", "en": "a" },
          "columns": [
            { "heading": "kurskod", "to": "course", "required": "value" },
            { "heading": "status", "to": "status", "codes": { "avslutad": "completed" } },
            { "heading": "sha1", "to": "id", "idKind": "mboxSha1", "normalise": "lower" },
            { "heading": "mbox", "to": "id", "idKind": "epost", "normalise": "lower" }
          ]
        }
        """;

    private readonly string _profiles = Directory.CreateTempSubdirectory("profiles").FullName;

    public PersonTests()
    {
        File.WriteAllText(Path.Combine(_profiles, "egen-enkat.json"), Survey);
        File.WriteAllText(Path.Combine(_profiles, "egen-utbildning.json"), Training);
    }

    public void Dispose() => Directory.Delete(_profiles, recursive: true);

    private TestHouse NewHouse() => new(ProfileCatalogue.Load(_profiles));

    [Fact]
    public void Several_id_columns_of_a_survey_are_all_told_to_the_store()
    {
        using var house = NewHouse();
        var result = house.ImportText("svar;anstnr;epost;inlamnad;1.1\n1;;A@x.se;2023-10-02;4\n2;7;b@x.se;2023-10-02;4\n3;;;2023-10-02;4\n");
        Assert.Equal(3, result.RowsStored);
        var answers = house.Store.Committed[0].Answers;
        Assert.Equal(Hmac(house, "epost", "a@x.se"), answers[0].Person);
        Assert.Equal(Hmac(house, "anstnr", "7"), answers[1].Person);
        Assert.Null(answers[2].Person);
        Assert.Equal([4], result.Findings.Where(f => f.Rule == Rules.IdMissing).Select(f => f.Line));
    }

    [Fact]
    public void A_learning_systems_mailbox_hash_is_the_registers_e_mail()
    {
        // The hash of mailto:anna.berg@exempel.se, as an xAPI actor gives it.
        var sha = Convert.ToHexString(SHA1.HashData("mailto:anna.berg@exempel.se"u8));
        using var house = NewHouse();
        house.ImportText(
            "anstnr;epost;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg\n"
            + "1;Anna.Berg@Exempel.se;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget\n");
        house.ImportText($"kurskod;sha1;mbox;status\nK1;{sha};;avslutad\nK2;;mailto:ANNA.BERG@exempel.se;avslutad\n", profile: "egen-utbildning");
        var register = house.Store.Committed[0].Employments[0];
        Assert.Equal(["anstnr", "epost", "mboxSha1"], register.Kinds);
        var training = house.Store.Committed[1].Training;
        Assert.Equal(register.Aliases[2], training[0].Person);
        Assert.Equal(register.Aliases[1], training[1].Person);
    }

    [Fact]
    public void The_primary_id_is_the_profiles_or_the_first_that_must_be_filled_in()
    {
        Assert.True(ProfileCatalogue.BuiltIn.Standard(DeliveryKind.Register).Columns.Single(c => c.IdKind == "anstnr").Primary);
        Assert.Equal("mboxSha1", ProfileCatalogue.BuiltIn.Standard(DeliveryKind.Register).Columns.Single(c => c.IdKind == "epost").AlsoAs);
        Assert.Contains("primary id that may be empty", Wrong("""{ "heading": "e", "to": "id", "idKind": "anstnr", "primary": true }"""), StringComparison.Ordinal);
        Assert.Contains(
            "several primary ids", Wrong("""{ "heading": "e", "to": "id", "idKind": "x", "primary": true, "required": "value" }"""), StringComparison.Ordinal);
        Assert.Contains(
            "alsoAs", Wrong("""{ "heading": "e", "to": "id", "idKind": "x", "alsoAs": "mboxSha1" }"""), StringComparison.Ordinal);

        static string Wrong(string column) => Assert.Throws<ConfigurationException>(() => ProfileReader.Read(
            "x.json",
            Encoding.UTF8.GetBytes($$"""{ "extends": "standard-register", "name": "x", "version": "1", "synthetic": false, "columns": [{{column}}] }"""),
            name => ReadBuiltIn(name))).Message;
    }

    [Fact]
    public void A_protected_identity_in_a_survey_loses_place_and_words_and_its_line_is_told_nowhere()
    {
        using var house = NewHouse();
        var result = house.ImportText(
            "svar;anstnr;pnr;skyddad;inlamnad;enhet;roll;fodelsear;Annat;Egna ord;1.1\n"
            + "1;;19640823Tf29;;2023-10-02;E1;usk;1964;hemligt;hemligt;4\n"
            + "2;7;;ja;2023-10-02;E1;usk;1964;hemligt;hemligt;4\n"
            + "3;8;;JAA;2023-10-02;E1;usk;1964;hemligt;hemligt;4\n"
            + "4;;19640823Tf29;;2023-19-02;E1;usk;1964;hemligt;hemligt;99\n"
            + "5;9;;nej;2023-10-02;E1;usk;1964;öppet;öppet;4\n");
        var answers = house.Store.Committed[0].Answers;
        Assert.Equal(["", "", "E1"], answers.Select(a => a.Unit));
        Assert.Equal(["", "", "usk"], answers.Select(a => a.Role));
        Assert.Equal([0, 0, 1964], answers.Select(a => a.BirthYear));
        Assert.Null(answers[0].Person);
        Assert.NotNull(answers[1].Person);
        Assert.Equal([2], house.Store.Committed[0].FreeTexts.Select(t => t.Row));
        Assert.Equal(2, result.RowsQuarantined);
        Assert.DoesNotContain(result.Findings, f => f.Line is 2 or 3 or 4 or 5);
        Assert.Equal(2, result.Findings.Single(f => f.Rule == Rules.ProtectedIdentity).Count);
        Assert.Equal((0, 1L), result.Findings.Where(f => f.Rule == Rules.LevelInvalid).Select(f => (f.Line, f.Count)).Single());
    }

    [Fact]
    public void A_protected_identity_without_any_other_id_is_held_back_from_a_register_and_counted_without_a_line()
    {
        using var house = NewHouse();
        var result = house.ImportText(
            "pnr2;anstnr;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;skyddad\n"
            + ";1;19640823Tf29;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;\n"
            + ";2;;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;ja\n"
            + ";3;;1;0100;usk;tillsvidare;750,00;2019-08-01;;1964;kvinna;ja;nej;eget;ja\n"
            + ";4;;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;;19640823Tf29;\n");
        Assert.Equal([true, true], house.Store.Committed[0].Employments.Select(e => e.Protected));
        Assert.Equal(["", ""], house.Store.Committed[0].Employments.Select(e => e.Unit));
        Assert.DoesNotContain(result.Findings, f => f.Line > 1);
        Assert.Equal((2L, 1L), (result.RowsQuarantined, result.Findings.Single(f => f.Rule == Rules.CellCount).Count));
    }

    [Fact]
    public void A_conflict_of_a_protected_identity_has_no_line()
    {
        using var house = NewHouse();
        house.Store.ConflictLines.UnionWith([2, 3]);
        var result = house.ImportText(
            "anstnr;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;skyddad\n"
            + "1;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;ja\n"
            + "2;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;nej\n"
            + "3;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;nej\n");
        Assert.Equal([0, 3], result.Findings.Where(f => f.Rule == Rules.AliasConflict).Select(f => f.Line).Order());
    }

    [Fact]
    public void Free_text_is_counted_and_kept_only_if_the_profile_says_so_sealed_and_cleaned()
    {
        using var house = NewHouse();
        var result = house.ImportText(
            "svar;anstnr;inlamnad;Annat;Egna ord;1.1\n"
            + "1;1;2023-10-02;Hej;\"Ring Anna, 640823-3234 eller 070-123 45 67\";4\n"
            + "2;1;2023-10-02;;;4\n3;1;2023-10-02;Två;Bra kurs;99\n");
        var text = Assert.Single(house.Store.Committed[0].FreeTexts);
        using var sealer = new TextSealer(house.Keys.Open(TestHouse.Org, () => true));
        Assert.Equal("Ring Anna, […] eller […]", sealer.Open(text.Content));
        Assert.Equal((0, "Egna ord"), (text.Row, text.Column));
        text.Content[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => sealer.Open(text.Content));
        Assert.Equal(
            [("free-text", "Annat", 1L), ("free-text-cleaned", "", 1L), ("free-text-kept", "Egna ord", 1L)],
            result.Findings.Where(f => f.Rule.StartsWith("free-text", StringComparison.Ordinal)).Select(f => (f.Rule, f.Column, f.Count)).Order());
    }

    [Theory]
    [InlineData("Ring 640823-3234!", "Ring […]!")]
    [InlineData("19640823 3234", "[…]")]
    [InlineData("1964-08-23-3234", "[…]")]
    [InlineData("640823-3235 (fel siffra)", "[…] (fel siffra)")]
    [InlineData("skyddad 19640823Tf29.", "skyddad […].")]
    [InlineData("T-nr 000101-T220", "T-nr […]")]
    [InlineData("070-123 45 67, +46 70 123 45 67", "[…], […]")]
    [InlineData("(0660) 880 00", "[…]")]
    [InlineData("６４０８２３－３２３４", "[…]")]
    [InlineData("640823–3234", "[…]")]
    [InlineData("mejla anna.berg+x@exempel.se.", "mejla […]")]
    [InlineData("åsa@örnsköldsvik.se, b@c", "[…], b@c")]
    [InlineData("Vi är 12 på enhet 101 sedan 2019", "Vi är 12 på enhet 101 sedan 2019")]
    [InlineData("1.1 och 4,5 av 8", "1.1 och 4,5 av 8")]
    [InlineData("", "")]
    public void Numbers_and_addresses_that_name_a_person_are_taken_out(string text, string expected)
    {
        Assert.Equal(expected, FreeTextCleaner.Clean(text, out var changed));
        Assert.Equal(text != expected, changed);
    }

    [Fact]
    public void A_long_text_is_cleaned_in_a_time_that_follows_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("0 1-", 200_000)) + string.Concat(Enumerable.Repeat("@a", 100_000));
        Assert.True(FreeTextCleaner.Clean(text, out _).Length <= text.Length);
    }

    private static byte[] Hmac(TestHouse house, string kind, string id) =>
        HMACSHA256.HashData(house.Keys.Open(TestHouse.Org, () => true).Current.Secret, Encoding.UTF8.GetBytes(kind + "\0" + id));

    private static byte[]? ReadBuiltIn(string name)
    {
        using var stream = typeof(ProfileCatalogue).Assembly.GetManifestResourceStream($"profiles/{name}.json");
        using var target = new MemoryStream();
        stream?.CopyTo(target);
        return stream is null ? null : target.ToArray();
    }
}
