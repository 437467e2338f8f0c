using System.Text;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

public class ImportTests
{
    private const string Survey = "svarsid;anstnr;inlamnad;slutford;svarssatt;1.1;4.2;vikt 1.1\n";
    private const string Register =
        "anstnr;epost;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;utskick;skyddad\n";

    [Fact]
    public void A_survey_is_stored_with_levels_codes_importance_and_pseudonyms()
    {
        using var house = new TestHouse();
        var result = house.ImportText(Survey + "a1;0042;2023-10-02 14:05;ja;papper;4;vet ej;5\na2;0043;2023-10-03;nej;;0;;\na3;;2023-10-03;ja;egen;ej visad;8;1\n");
        Assert.Equal(DeliveryStatus.InForce, result.Status);
        Assert.Equal((3, 3, 0), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal(0, result.ExitCode);
        var session = Assert.Single(house.Store.Committed);
        Assert.Equal([InstrumentItem.Plain("1.1"), InstrumentItem.Plain("4.2")], session.Header.Items);
        Assert.Equal(("2023-10", new DateOnly(2023, 10, 1), "standard"), (session.Header.Wave, session.Header.AsOf, session.Header.Source));
        Assert.Equal([4, AnswerCode.DontKnow], session.Answers[0].Answers);
        Assert.Equal([0, AnswerCode.Skipped], session.Answers[1].Answers);
        Assert.Equal([AnswerCode.NotShown, 8], session.Answers[2].Answers);
        Assert.Equal([5, AnswerCode.NotInInstrument], session.Answers[0].Importance!);
        Assert.Equal((AnswerChannel.Paper, true), (session.Answers[0].Channel, session.Answers[0].Complete));
        Assert.Equal(new DateTime(2023, 10, 2, 14, 5, 0), session.Answers[0].Submitted);
        Assert.NotNull(session.Answers[0].Person);
        Assert.Null(session.Answers[2].Person);
        Assert.Contains(result.Findings, f => f.Rule == Rules.IdMissing && f.Line == 4);
    }

    [Fact]
    public void A_register_row_keeps_every_alias_and_each_kind_gives_another_pseudonym()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            Register
            + "0042;Anna.Berg@Exempel.se ;640823-3234;1;0100;usk;tillsvidare;75,00;2019-08-01;;1964;kvinna;ja;nej;eget;skickad;nej\n"
            + "anna.berg@exempel.se;anna.berg@exempel.se;196408233234;2;0100;usk;visstid;25.5;2019-08-01;2020-01-01;1964;kvinna;;;inget;;\n");
        Assert.Equal(0, result.RowsQuarantined);
        var rows = house.Store.Committed[0].Employments;
        Assert.Equal(["anstnr", "epost", "personnummer", "mboxSha1"], rows[0].Kinds);
        Assert.Equal(rows[0].Aliases[1], rows[1].Aliases[1]);
        Assert.Equal(rows[0].Aliases[2], rows[1].Aliases[2]);
        Assert.NotEqual(rows[1].Aliases[0], rows[1].Aliases[1]);
        Assert.Equal(("0100", "usk", 7500, 2550), (rows[0].Unit, rows[0].Role, rows[0].Degree, rows[1].Degree));
        Assert.Equal((YesNo.Yes, YesNo.No, YesNo.Unknown), (rows[0].Account, rows[0].Channel, rows[1].Account));
        Assert.Equal((DeviceAccess.Own, OfferState.Sent, EmploymentForm.Permanent), (rows[0].Device, rows[0].Offer, rows[0].Form));
    }

    [Fact]
    public void A_protected_identity_loses_unit_role_and_birth_year_at_the_door()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            Register
            + "1;;;1;HEMLIG;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;ja;eget;;ja\n"
            + "2;;19640823Tf29;1;HEMLIG;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;ja;eget;;\n"
            + "3;;;1;;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;ja;eget;;ja\n");
        var rows = house.Store.Committed[0].Employments;
        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.Equal((true, "", "", 0), (r.Protected, r.Unit, r.Role, r.BirthYear)));
        Assert.Null(rows[1].Aliases[2]);
        var finding = Assert.Single(result.Findings, f => f.Rule == Rules.ProtectedIdentity);
        Assert.Equal((0, 3L, ""), (finding.Line, finding.Count, finding.Found));
        Assert.DoesNotContain("HEMLIG", ImportReport.Of(result, "sv").ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Training_courses_units_and_requirements_are_stored()
    {
        using var house = new TestHouse();
        house.ImportText("kod;namn;overordnad;niva;verksamhet;fran;till;foregangare\n01;Vård;;forvaltning;;2019-01-01;;\n0101;Hemtjänst;01;enhet;Hemtjänst;2019-01-01;;0099 0098\n");
        house.ImportText("roll;rollnamn;kompetens;niva;obligatorisk\nusk;Undersköterska;1.1;3;ja\n");
        house.ImportText("kurs;namn;program;tema;kompetenser;timmar;fullfoljd_vid_timmar;digital\nK1;Säker på nätet;digilo;Trygghet;4.1 4.2;7,5;6;ja\n");
        house.ImportText("anstnr;kurs;anmald;avslutad;status;timmar\n0042;K1;2021-09-01;2021-11-15;slutford;7,5\n0042;K1;2022-09-01;;anmald;\n");
        Assert.Equal(4, house.Store.Committed.Count);
        Assert.Equal(["0099", "0098"], house.Store.Committed[0].Units[1].Predecessors);
        Assert.Equal(new RequirementRow("usk", "Undersköterska", "1.1", 3, true), house.Store.Committed[1].Requirements[0]);
        var course = house.Store.Committed[2].Courses[0];
        Assert.Equal((7.5m, 6m, true), (course.Hours, course.CompletionHours, course.Digital));
        var training = house.Store.Committed[3].Training;
        Assert.Equal((750, TrainingStatus.Completed, new DateOnly(2021, 11, 15)), (training[0].Hours, training[0].Status, training[0].Finished));
        Assert.Equal(training[0].Person, training[1].Person);
    }

    [Fact]
    public void Bad_rows_are_held_back_with_findings_and_good_rows_go_in()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            Survey
            + "a1;1;2023-10-02;ja;egen;9;4;1\n" // level
            + "a2;1;2023-10-32;ja;egen;3;4;1\n" // date
            + "a3;1;2023-10-02;kanske;egen;3;4;1\n" // code
            + ";1;2023-10-02;ja;egen;3;4;1\n" // row key
            + "a5;1;2023-10-02;ja;egen;3;4;7\n" // importance
            + "a6;1;2023-10-02;ja;egen;3\n" // cells
            + "a7;1;2023-10-02;ja;egen;3;4;1\n"
            + "a7;1;2023-10-02;ja;egen;3;4;1\n" // doubled
            + "a\"9;1;2023-10-02;ja;egen;3;4;1\n"); // quotes
        Assert.Equal((9, 1, 8, 3), (result.RowsIn, result.RowsStored, result.RowsQuarantined, result.ExitCode));
        Assert.Equal(
            [
                (2, Rules.LevelInvalid, "1.1", "9"), (3, Rules.DateInvalid, "inlamnad", "2023-10-32"), (4, Rules.CodeUnknown, "slutford", "kanske"),
                (5, Rules.ValueMissing, "svarsid", "shape:empty"), (6, Rules.ImportanceInvalid, "vikt 1.1", "7"), (7, Rules.CellCount, "", ""),
                (9, Rules.RowDoubled, "svarsid", "shape:characters:2"), (10, Rules.QuotingBroken, "", ""),
            ],
            result.Findings.Select(f => (f.Line, f.Rule, f.Column, f.Found)));
        var quarantine = house.Unseal(Assert.Single(house.VaultFiles("quarantine"))).Split('\n');
        Assert.Equal(1 + 8, quarantine.Length);
        Assert.Contains("\"line\":10,\"rule\":\"quoting-broken\"", quarantine[^1], StringComparison.Ordinal);
        Assert.Contains("a1;1;2023-10-02;ja;egen;9;4;1", quarantine[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_are_exact_and_examples_are_the_first_of_each_rule()
    {
        using var house = new TestHouse(options: o => o with { ExamplesPerRule = 3, BatchRows = 7 });
        var rows = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i};1;2023-10-02;ja;egen;{(i % 2 == 0 ? 9 : 3)};4;1\n"));
        var result = house.ImportText(Survey + rows);
        Assert.Equal((100, 50, 50), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        var findings = result.Findings.Where(f => f.Rule == Rules.LevelInvalid).ToList();
        Assert.Equal([2, 4, 6, 0], findings.Select(f => f.Line));
        Assert.Equal(50, findings.Sum(f => f.Count));
    }

    [Fact]
    public void A_value_is_shown_only_for_level_code_and_date_and_a_personnummer_never()
    {
        using var house = new TestHouse();
        var result = house.ImportText(
            Register
            + "640823-3234;inte-en-adress;640823-3235;1;0100;usk;tillsvidare;mycket;2019-08-01;;abcd;kvinna;ja;nej;eget;;\n"
            + "2;;;1;640823-3234;usk;640823-3234;100;640823-3234;;1964;Anna Berg bor på Storgatan i Örnsköldsvik nära torget;ja;nej;eget;;\n"
            + "3;;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;nej;eget;;\n");
        var json = ImportReport.Of(result, "sv").ToJson() + ImportReport.Of(result, "en").ToCsv();
        foreach (var secret in (string[])["3234", "3235", "640823", "Storgatan", "inte-en", "mycket", "abcd"])
        {
            Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
        }

        Assert.Contains(result.Findings, f => f is { Rule: Rules.IdInvalid, Found: "shape:characters:11" });
        Assert.Contains(result.Findings, f => f is { Rule: Rules.PersonnummerInField, Column: "enhet", Found: "shape:personnummer" });
        Assert.Contains(result.Findings, f => f is { Rule: Rules.DateInvalid, Found: "shape:personnummer" });
        Assert.Equal("en: 4 letters", "en: " + IngestTexts.Found(result.Findings.First(f => f.Rule == Rules.YearInvalid).Found, "en"));
        Assert.Equal("12 siffror", IngestTexts.Found("shape:digits:12", "sv"));
    }

    [Fact]
    public void The_same_file_twice_changes_nothing()
    {
        using var house = new TestHouse();
        var path = house.Write("a.csv", Survey + "a1;1;2023-10-02;ja;egen;3;4;1\n");
        var first = house.Import(path);
        var second = house.Import(path);
        Assert.Equal((DeliveryStatus.Unchanged, first.DeliveryId, 1L), (second.Status, second.DeliveryId, second.RowsStored));
        Assert.Single(house.Store.Committed);
        Assert.Equal(DeliveryStatus.InForce, house.Import(path, wave: "2023-11").Status switch { DeliveryStatus.Refused => DeliveryStatus.InForce, var s => s });
    }

    [Fact]
    public void A_dry_run_leaves_no_key_no_archive_and_no_ledger_entry()
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("a.csv", Survey + "a1;1;2023-10-02;ja;egen;9;4;1\na2;1;2023-10-02;ja;egen;3;4;1\n"), dryRun: true);
        Assert.Equal((DeliveryStatus.InForce, 0L, 1L, 1L), (result.Status, result.DeliveryId, result.RowsStored, result.RowsQuarantined));
        Assert.Equal(DeliveryStatus.Refused, house.Import(house.Write("b.csv", "x"), dryRun: true).Status);
        Assert.Empty(house.Store.Entries);
        Assert.False(Directory.Exists(house.Keys.Folder));
        Assert.False(Directory.Exists(house.Options.VaultFolder));
    }

    [Fact]
    public void The_delivered_file_is_archived_encrypted_before_the_store_commits()
    {
        using var house = new TestHouse();
        var text = Survey + "hemligt-svar;0042;2023-10-02;ja;egen;3;4;1\n";
        var result = house.ImportText(text);
        var path = Assert.Single(house.VaultFiles("archive"));
        Assert.EndsWith(result.Header.ContentHash + ".sealed", path, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
        Assert.Equal(text, house.Unseal(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_store_that_fails_leaves_nothing_behind()
    {
        using var house = new TestHouse();
        house.Store.FailOnComplete = new InvalidOperationException("broken");
        Assert.Throws<InvalidOperationException>(() => house.ImportText(Survey + "a1;1;2023-10-02;ja;egen;9;4;1\na2;1;2023-10-02;ja;egen;3;4;1\n"));
        Assert.Empty(house.VaultFiles("archive"));
        Assert.Empty(house.VaultFiles("quarantine"));
    }

    [Fact]
    public void A_row_whose_aliases_belong_to_two_persons_is_held_back_with_its_text()
    {
        using var house = new TestHouse(options: o => o with { BatchRows = 2 });
        house.Store.ConflictLines.Add(4);
        var rows = string.Concat(Enumerable.Range(1, 5).Select(i => $"{i};;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;nej;eget;;\n"));
        var result = house.ImportText(Register + rows);
        Assert.Equal((5, 4, 1), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal(4, Assert.Single(result.Findings, f => f.Rule == Rules.AliasConflict).Line);
        Assert.Contains("\"line\":4,\"rule\":\"alias-conflict\",\"row\":\"3;", house.Unseal(house.VaultFiles("quarantine")[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_roles_and_courses_that_are_not_known_are_notes_and_nothing_is_held_back()
    {
        using var house = new TestHouse();
        house.Store.KnownUnits.Add(new UnitRow("0100", "A", "", UnitLevel.Unit, "", new DateOnly(2019, 1, 1), new DateOnly(2020, 1, 1), []));
        house.Store.KnownRoles.Add("chef");
        house.Store.KnownCourses.Add("K2");
        var result = house.ImportText(
            Register + "1;;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;nej;eget;;\n2;;;1;0200;chef;tillsvidare;100;2019-08-01;;1964;kvinna;ja;nej;eget;;\n");
        Assert.Equal(0, result.RowsQuarantined);
        Assert.Equal([(2, Rules.RoleUnknown, "usk"), (2, Rules.UnitClosed, "0100"), (3, Rules.UnitUnknown, "0200")], result.Findings.Select(f => (f.Line, f.Rule, f.Found)));
        var training = house.ImportText("anstnr;kurs;status;timmar\n1;K1;slutford;1\n");
        Assert.Equal((Rules.CourseUnknown, 0L), (Assert.Single(training.Findings).Rule, training.RowsQuarantined));
    }

    [Fact]
    public void A_unit_without_its_parent_is_held_back_with_those_below_it_and_a_ring_refuses_the_file()
    {
        using var house = new TestHouse();
        const string Head = "kod;namn;overordnad;niva;verksamhet;fran;till\n";
        var result = house.ImportText(Head + "1;A;;forvaltning;;2019-01-01;\n2;B;9;enhet;;2019-01-01;\n3;C;2;enhet;;2019-01-01;\n");
        Assert.Equal((3, 1, 2), (result.RowsIn, result.RowsStored, result.RowsQuarantined));
        Assert.Equal(2, result.Findings.Count(f => f.Rule == Rules.ParentUnknown));
        var ring = house.ImportText(Head + "1;A;2;forvaltning;;2019-01-01;\n2;B;1;enhet;;2019-01-01;\n");
        Assert.Equal(Rules.UnitCycle, Assert.Single(ring.Faults).Rule);
        var overlap = house.ImportText(Head + "1;A;;enhet;;2019-01-01;2020-01-01\n1;B;;enhet;;2019-06-01;\n1;C;;enhet;;2021-01-01;2020-01-01\n");
        Assert.Equal([Rules.PeriodOverlap, Rules.PeriodReversed], overlap.Findings.Select(f => f.Rule));
    }

    [Fact]
    public void An_anonymous_wave_drops_the_id_column_and_says_so()
    {
        using var house = new TestHouse();
        var result = house.ImportText(Survey + "a1;0042;2023-11-20;ja;egen;3;4;1\n");
        Assert.Equal("2023-11", result.Header.Wave);
        Assert.Null(house.Store.Committed[0].Answers[0].Person);
        Assert.Contains(result.Findings, f => f.Rule == Rules.IdDropped && f.Column == "anstnr");
    }

    [Fact]
    public void A_wave_is_found_by_date_within_exactly_one_wave_and_is_never_guessed()
    {
        using var house = new TestHouse();
        var inside = house.ImportText(Survey + "a1;1;2021-02-03;ja;egen;3;4;1\na2;1;2021-03-02;ja;egen;3;4;1\n");
        Assert.Equal("2021-02", inside.Header.Wave);
        Assert.Contains(inside.Findings, f => f.Rule == Rules.OutsideWave && f.Line == 3);
        Assert.Equal(Rules.WaveAmbiguous, Fault(house.ImportText(Survey + "a1;1;2021-02-03;ja;egen;3;4;1\na2;1;2023-10-02;ja;egen;3;4;1\n")));
        Assert.Equal(Rules.WaveAmbiguous, Fault(house.ImportText(Survey + "a1;1;;ja;egen;3;4;1\n")));
        Assert.Equal(Rules.WaveAmbiguous, Fault(house.ImportText(Survey + "a1;1;1980-01-01;ja;egen;3;4;1\n")));
        Assert.Equal(Rules.WaveWrong, Fault(house.ImportText(Survey + "a1;1;2021-02-03;ja;egen;3;4;1\n", wave: "2023-10")));
        Assert.Equal(Rules.WaveUnknown, Fault(house.ImportText(Survey + "a1;1;2021-02-03;ja;egen;3;4;1\n", wave: "2099")));
        Assert.Equal(Rules.WaveNeedsId, Fault(house.ImportText("svarsid;inlamnad;1.1\na1;2021-02-03;3\n")));
    }

    [Fact]
    public void The_day_of_a_register_comes_from_the_command_or_the_file_name_and_is_never_guessed()
    {
        using var house = new TestHouse();
        var text = Register + "1;;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;nej;eget;;\n";
        Assert.Equal(Rules.AsOfMissing, Fault(house.Import(house.Write("personal.csv", text))));
        Assert.Equal(new DateOnly(2023, 9, 30), house.Import(house.Write("personal_20230930.csv", text)).Header.AsOf);
        Assert.Equal(Rules.AsOfMissing, Fault(house.Import(house.Write("2023-09-30 till 2023-10-30.csv", text + "\n"))));
        Assert.Equal(new DateOnly(2022, 1, 1), house.Import(house.Write("personal_2023-09-30.csv", text + "\n\n"), asOf: "2022-01-01").Header.AsOf);
    }

    [Fact]
    public void A_correction_names_a_delivery_in_force_of_the_same_organisation_and_kind()
    {
        using var house = new TestHouse();
        var first = house.ImportText(Survey + "a1;1;2023-10-02;ja;egen;3;4;1\n");
        var path = house.Write("b.csv", Survey + "a1;1;2023-10-02;ja;egen;4;4;1\n");
        Assert.Equal(Rules.CorrectionUnknown, Fault(house.Import(path, corrects: 99)));
        var result = house.Import(path, corrects: first.DeliveryId);
        Assert.Equal((DeliveryMode.Correction, first.DeliveryId), (result.Header.Mode, result.Header.Corrects!.Value));
    }

    [Fact]
    public void The_organisation_must_be_told_and_known()
    {
        using var house = new TestHouse();
        var path = house.Write("a.csv", Survey + "a1;1;2023-10-02;ja;egen;3;4;1\n");
        Assert.Equal(Rules.OrganisationMissing, Fault(house.Import(path, organisation: null)));
        Assert.Equal(Rules.OrganisationUnknown, Fault(house.Import(path, organisation: "../../etc")));
    }

    [Fact]
    public void Texts_and_rules_go_together_in_both_languages()
    {
        var rules = typeof(Rules).GetFields().Select(f => (string)f.GetRawConstantValue()!).Select(r => IngestAssembly.FindingPrefix + r).Order().ToList();
        foreach (var language in (string[])["sv", "en"])
        {
            Assert.Equal(rules, IngestTexts.All(language).Keys.Where(k => k.StartsWith("finding.", StringComparison.Ordinal)).Order());
            Assert.Equal(
                rules.Select(r => IngestAssembly.RulePrefix + r[IngestAssembly.FindingPrefix.Length..]),
                IngestTexts.All(language).Keys.Where(k => k.StartsWith(IngestAssembly.RulePrefix, StringComparison.Ordinal)).Order());
        }

        Assert.Equal(IngestTexts.All("sv").Keys.Order(), IngestTexts.All("en").Keys.Order());
        foreach (var (code, text) in IngestTexts.All("sv"))
        {
            Assert.Equal(Placeholders(text), Placeholders(IngestTexts.All("en")[code]));
        }

        static IEnumerable<string> Placeholders(string text) =>
            System.Text.RegularExpressions.Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Distinct().Order();
    }

    [Fact]
    public void A_report_disarms_formulas()
    {
        using var house = new TestHouse();
        var result = house.ImportText(Survey + "a1;1;2023-10-02;ja;=1+1;3;4;1\na2;1;2023-10-02;ja;;3;4;1\n");
        var csv = ImportReport.Of(result, "sv").ToCsv();
        Assert.Contains("\"'=1+1\"", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=1+1", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_written_to_while_it_is_read_is_refused()
    {
        using var house = new TestHouse();
        var path = house.Write("a.csv", Survey + "a1;1;2023-10-02;ja;egen;3;4;1\n");
        var writer = new Appending(path);
        var result = house.Importer.Import(new ImportRequest(path, "cli", Organisation: TestHouse.Org, Progress: writer), house.Configuration);
        Assert.Equal(Rules.FileChanged, Fault(result));
        Assert.Empty(house.Store.Committed);
    }

    private sealed class Appending(string path) : IProgress<double>
    {
        public void Report(double value) => File.AppendAllText(path, "a2;1;2023-10-02;ja;egen;3;4;1\n");
    }

    [Fact]
    public void A_vault_that_cannot_be_written_is_told_as_the_surroundings_and_nothing_is_stored()
    {
        using var house = new TestHouse();
        File.WriteAllText(house.Options.VaultFolder, "a file where the folder should be");
        var e = Assert.Throws<IngestException>(() => house.ImportText(Survey + "a1;1;2023-10-02;ja;egen;3;4;1\n"));
        Assert.Equal("ingest.error.io", e.Text.Code);
        Assert.Contains("fil.csv", IngestTexts.Get("sv", e.Text), StringComparison.Ordinal);
        Assert.Empty(house.Store.Committed);
    }

    [Theory]
    [InlineData("75,00", 7500)]
    [InlineData("75.5", 7550)]
    [InlineData("1 234,5", 123450)]
    [InlineData("1\u00A0234", 123400)]
    [InlineData("1\u202F234", 123400)]
    [InlineData("0,005", 1)]
    [InlineData("\u22121,5", -150)]
    [InlineData("-1,5", -150)]
    [InlineData("1,2,3", null)]
    [InlineData("1.234,5", null)]
    [InlineData("åtta", null)]
    [InlineData("", null)]
    [InlineData("1e3", null)]
    [InlineData("99999999999999999999", null)]
    public void Numbers_are_read_with_comma_or_point_and_every_kind_of_space_and_minus(string text, int? expected)
    {
        var ok = Mapping.Cells.TryHundredths(Encoding.UTF8.GetBytes(text), Mapping.DecimalSign.Either, out var value);
        Assert.Equal(expected, ok ? value : null);
    }

    [Theory]
    [InlineData("2023-10-02", true)]
    [InlineData("2023-10-02 14:05", true)]
    [InlineData("2023-10-02T14:05:59", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("02.10.2023", true)]
    [InlineData("2023-02-29", false)]
    [InlineData("2023-10-02 25:00", false)]
    [InlineData("2023-13-01", false)]
    [InlineData("0023-10-02", false)]
    [InlineData("10/02/2023", false)]
    public void Dates_are_read_in_the_profiles_formats_only(string text, bool expected) =>
        Assert.Equal(expected, Mapping.Cells.TryDateTime(Encoding.UTF8.GetBytes(text), ["yyyy-MM-dd", "dd.MM.yyyy"], out _));

    private static string Fault(ImportResult result)
    {
        Assert.Equal((DeliveryStatus.Refused, 4), (result.Status, result.ExitCode));
        return result.Faults.First().Rule;
    }
}
