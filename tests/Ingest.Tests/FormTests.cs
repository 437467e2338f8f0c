using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Microsoft Forms, Google Forms and SurveyMonkey: made-up answers in the shape that each tool exports.</summary>
public class FormTests
{
    private const string Own = """
        {
          "extends": "BASE", "name": "egen", "version": "1", "synthetic": false, "fingerprint": ["FIRST"], "source": "egen",
          "levels": { "Kan inte": 0, "Nybörjare": 1, "Van": 4, "Expert": 8 },
          "columns": [ MORE ],
          "items": { "ids": ["1.1", "4.2"], "heading": "{id}" }
        }
        """;

    [Theory]
    [InlineData("ID", "Start time", "Completion time", "Email", "Name")]
    [InlineData("ID", "Starttid", "Slutförandetid", "E-post", "Namn")]
    [InlineData("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn")]
    [InlineData("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name")]
    [InlineData("ID", "Start\u00A0time", "Completion time", "Email", "Name")]
    public void A_microsoft_form_is_recognised_and_read_in_any_of_its_languages(params string[] headings)
    {
        using var house = new TestHouse();
        var result = house.Import(house.WriteBytes("Enkät(1-3).xlsx", MicrosoftForm(headings)));
        Assert.Equal(("microsoft-forms-survey", DeliveryStatus.InForce), (result.Header.Profile, result.Status));
        Assert.Equal((3L, 3L), (result.RowsIn, result.RowsStored));
        var answers = house.Store.Committed[0].Answers;
        Assert.Equal([[4, 0], [8, AnswerCode.Skipped], [AnswerCode.DontKnow, 4]], answers.Select(a => a.Answers));
        Assert.Equal(new DateTime(2023, 10, 2, 14, 5, 10), answers[0].Submitted);

        // Two anonymous answers are of nobody, and not both of one person.
        Assert.NotNull(answers[0].Person);
        Assert.All(answers.Skip(1), a => Assert.Null(a.Person));
        Assert.Equal(2, result.Findings.Count(f => f.Rule == Rules.IdMissing));
        Assert.Equal(["Vad ska vi lära oss? Beskriv.", "Points - 1.1 Söka"], result.Findings.Where(f => f.Rule == Rules.ColumnUnread).Select(f => f.Column));
    }

    [Fact]
    public void The_same_address_is_the_same_person_as_in_the_register()
    {
        using var house = new TestHouse();
        house.Import(house.WriteBytes("a.xlsx", MicrosoftForm("ID", "Starttid", "Slutförandetid", "E-post", "Namn")));
        house.ImportText(
            "anstnr;epost;personnummer;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;fodelsear;kon;konto;kanal;digitalt_verktyg;utskick;skyddad\n"
            + "1;anna@exempel.se;;1;0100;usk;tillsvidare;100;2019-08-01;;1964;kvinna;ja;ja;eget;;nej\n");
        var register = house.Store.Committed[1].Employments[0];
        Assert.Equal(house.Store.Committed[0].Answers[0].Person, register.Aliases[Array.IndexOf(register.Kinds, "epost")]);
    }

    [Fact]
    public void A_form_in_a_language_nobody_listed_is_read_by_the_place_of_its_columns()
    {
        using var house = new TestHouse(Profile(Own.Replace("BASE", "microsoft-forms-survey", StringComparison.Ordinal).Replace("FIRST", "ID", StringComparison.Ordinal).Replace("MORE", "", StringComparison.Ordinal)));
        var result = house.Import(house.WriteBytes("a.xlsx", MicrosoftForm("Tunnus", "Aloitusaika", "Lopetusaika", "Sähköposti", "Nimi")), "egen");
        Assert.Equal(DeliveryStatus.Refused, result.Status);
        Assert.Equal(Rules.NothingStored, result.Faults.First().Rule);

        // The labels are another scale's: the columns themselves were found.
        Assert.All(result.Findings.Where(f => f.Severity == FindingSeverity.Row), f => Assert.Equal(Rules.LevelInvalid, f.Rule));
    }

    [Fact]
    public void Options_in_one_cell_are_told_apart_with_the_mark_behind_the_last()
    {
        var profile = Own.Replace("BASE", "microsoft-forms-survey", StringComparison.Ordinal).Replace("FIRST", "Start time", StringComparison.Ordinal).Replace(
            "MORE", """{ "heading": "Vad har du?", "to": "device", "option": "Egen dator", "codes": { "1": "own", "0": "none", "": "unknown" } }""", StringComparison.Ordinal);
        using var house = new TestHouse(Profile(profile));
        var file = new WorkbookFile();
        file.AddTexts(
            "Sheet1", ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Vad har du?", "1.1 Söka"],
            ["1", "2023-10-02 14:00:00", "2023-10-02 14:05:00", "anonymous", "", "Egen dator;Telefon;", "Van"],
            ["2", "2023-10-02 14:00:00", "2023-10-02 14:05:00", "anonymous", "", "Telefon;", "Kan inte"]);
        var result = house.Import(house.WriteBytes("a.xlsx", file.ToBytes()), "egen");
        Assert.Equal([DeviceAccess.Own, DeviceAccess.None], house.Store.Committed[0].Answers.Select(a => a.Device));
        Assert.Equal([[4], [0]], house.Store.Committed[0].Answers.Select(a => a.Answers));
        Assert.Equal(2, result.RowsStored);
    }

    [Theory]
    [InlineData("Timestamp", "10/24/2023 20:52:05")]
    [InlineData("Tidstämpel", "2023-10-24 20.52.05")]
    [InlineData("Tidstämpel", "2023-10-24 8:52:05")]
    public void A_google_form_is_read_whatever_the_sheet_writes_dates_like(string heading, string date)
    {
        using var house = Anonymous();
        var text = $"{heading},\"1.1 Söka\ninformation\",Hur väl? [4.2 Skydda],Övrigt\r\n{date},4,3,\"en, två\"\r\n{date},4,3,\"en, två\"\r\n{date},,vet ej,";
        var result = house.Import(house.Write("Formulärsvar 1.csv", text));
        Assert.Equal(("google-forms-survey", 3L), (result.Header.Profile, result.RowsStored));
        var answers = house.Store.Committed[0].Answers;
        Assert.Equal([[4, 3], [4, 3], [AnswerCode.Skipped, AnswerCode.DontKnow]], answers.Select(a => a.Answers));
        Assert.Equal(new DateOnly(2023, 10, 24), DateOnly.FromDateTime(answers[0].Submitted!.Value));
    }

    [Fact]
    public void Items_beside_the_competences_are_known_by_the_code_that_a_question_begins_with()
    {
        using var house = Anonymous();
        var result = house.Import(house.Write(
            "Formulärsvar 1.csv", "Timestamp,1.1 Söka,A3 Har du betald tid?,D1.2 Jag känner mig sedd,Hur? [HME.9: Jag vet vad som förväntas],L2.1 – Chefen,A3-papper\r\n2023-10-24 20:52:05,4,Ja,5,2,1,nej\r\n"));
        Assert.Equal(("google-forms-survey", 1L), (result.Header.Profile, result.RowsStored));
        var codes = result.Header.Items.Select(i => i.Code).ToList();
        Assert.Equal([4, 1, 5, 2, 1], ((string[])["1.1", "A3", "D1.2", "HME.9", "L2.1"]).Select(c => house.Store.Committed[0].Answers[0].Answers[codes.IndexOf(c)]));
    }

    [Theory]
    [InlineData("2023/11/16 10:00:00 AM GMT+1", "2023-11-16 10:00:00")]
    [InlineData("2023/11/16 3:04:05 PM GMT+2", "2023-11-16 15:04:05")]
    [InlineData("2023/11/16 10:00:00\u202FAM GMT+1", "2023-11-16 10:00:00")]
    [InlineData("2023/11/16 3:04:05\u00A0PM\u00A0GMT+5:30", "2023-11-16 15:04:05")]
    [InlineData("2023/11/16 12:04:05 AM GMT\u22122", "2023-11-16 00:04:05")]
    [InlineData("2023/11/16 10:00:00 fm CET", "2023-11-16 10:00:00")]
    [InlineData("2023/11/16 3:04:05 em CEST", "2023-11-16 15:04:05")]
    [InlineData("2023/11/16 3:04:05\u202Fe.m. MEZ", "2023-11-16 15:04:05")]
    [InlineData("2023/11/16 3:04:05 p.m. UTC", "2023-11-16 15:04:05")]
    [InlineData("\u200E2023/11/16 15:04:05", "2023-11-16 15:04:05")]
    [InlineData("2023-11-16 10:00:00", "2023-11-16 10:00:00")]
    [InlineData("2023-11-16 10:00:00 GMT+1", "2023-11-16 10:00:00")]
    [InlineData("16.11.2023 9.04.05", "2023-11-16 09:04:05")]
    [InlineData("11/16/2023 3:04:05\u202FPM", "2023-11-16 15:04:05")]
    public void A_google_forms_own_moments_are_read_and_keep_the_time_on_the_wall(string written, string meant)
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("Enkät.csv.csv", $"\"Timestamp\",\"1.1 Söka\"\r\n\"{written}\",\"4\"\r\n"));
        Assert.Equal(("google-forms-survey", 1L), (result.Header.Profile, result.RowsStored));
        Assert.Equal(meant, Moment(house.Store.Committed[0].Answers[0].Submitted));
    }

    [Theory]
    [InlineData("11/16/2023 10:00:00 AM", "2023-11-16 10:00:00")]
    [InlineData("11/16/2023 3:04:05\u202FPM", "2023-11-16 15:04:05")]
    [InlineData("2023-11-16 10:00:00", "2023-11-16 10:00:00")]
    public void A_surveymonkeys_moments_are_read(string written, string meant)
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("a.csv", $"Respondent ID,End Date,1.1 Söka\n100,{written},4\n"));
        Assert.Equal(("surveymonkey-survey", 1L), (result.Header.Profile, result.RowsStored));
        Assert.Equal(meant, Moment(house.Store.Committed[0].Answers[0].Submitted));
    }

    [Theory]
    [InlineData("2023/11/16 10:00:00 AM XYZ")]
    [InlineData("2023/11/16 10:00:00 AM GMT+x")]
    [InlineData("2023/11/16 10:00:00 xm CET")]
    [InlineData("2023-11-16T10:00:00Z")]
    [InlineData("16/11/2023 10:00:00")]
    public void What_is_no_moment_of_a_known_kind_is_held_back(string written)
    {
        using var house = Anonymous();
        var result = house.Import(house.Write("a.csv", $"Timestamp,1.1\n2023-10-02 10:00:00,4\n{written},5\n"));
        Assert.Equal((2L, 1L), (result.RowsIn, result.RowsStored));
        Assert.Single(result.Findings, f => f.Rule == Rules.DateInvalid);
    }

    [Fact]
    public void The_day_comes_first_only_when_the_profile_says_so()
    {
        const string Text = "Timestamp,1.1\n16/11/2023 10:00:00,4\n11/12/2023 10:00:00,5\n";
        using var house = new TestHouse();
        var fault = house.Import(house.Write("a.csv", Text), "google-forms-survey", "2023-11").Faults.First();
        Assert.Equal((Rules.DateOrderWrong, "Timestamp", "1", "yyyy/MM/dd"), (fault.Rule, fault.Column, fault.Found, fault.Expected[..10]));
        Assert.Empty(house.Store.Committed);

        // One date that bears the profile out makes the other a slip: held back alone, and told that the order is not clear.
        var slip = house.Import(house.Write("c.csv", Text + "11/17/2023 10:00:00,5\n"), "google-forms-survey", "2023-11");
        Assert.Equal((3L, 2L), (slip.RowsIn, slip.RowsStored));
        Assert.Equal(3, slip.Findings.Single(f => f.Rule == Rules.DateOrderUnclear).Count);

        using var own = new TestHouse(Profile(
            Own.Replace("BASE", "google-forms-survey", StringComparison.Ordinal).Replace("FIRST", "Timestamp", StringComparison.Ordinal)
                .Replace("\"columns\": [ MORE ]", "\"dates\": [\"d/M/yyyy H:mm:ss\"]", StringComparison.Ordinal).Replace("\"Van\": 4", "\"4\": 4, \"5\": 5", StringComparison.Ordinal)));
        var result = own.Import(own.Write("b.csv", Text), "egen", "2023-11");
        Assert.Equal(2, result.RowsStored);
        Assert.Equal(["2023-11-16 10:00:00", "2023-12-11 10:00:00"], own.Store.Committed[0].Answers.Select(a => Moment(a.Submitted)));
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.DateOrderUnclear);
    }

    [Fact]
    public void Answers_without_an_id_keep_their_keys_and_two_that_are_alike_stay_two()
    {
        using var house = Anonymous();
        var head = "Timestamp,1.1\r\n";
        string[] rows = ["10/24/2023 20:52:05,4", "10/24/2023 20:52:05,4", "10/24/2023 20:52:05,5", "10/24/2023 20:52:06,4"];
        house.Import(house.Write("a.csv", head + string.Join("\r\n", rows)), "google-forms-survey");
        house.Import(house.Write("b.csv", head + string.Join("\r\n", rows.Reverse()) + ",,\r\n"), "google-forms-survey");
        var (first, second) = (Keys(0), Keys(1));
        Assert.Equal(4, first.Distinct().Count());
        Assert.Equal(first.Order(), second.Order());

        long[] Keys(int delivery) => [.. house.Store.Committed[delivery].Answers.Select(a => a.RowKey)];
    }

    [Fact]
    public void Where_no_date_shows_its_order_that_is_told_and_where_one_does_it_is_not()
    {
        using var house = Anonymous();
        var unclear = house.Import(house.Write("a.csv", "Timestamp,1.1\n10/2/2023 20:52:05,4\n10/3/2023 20:52:05,4\n"), "google-forms-survey");
        Assert.Equal((2L, "Timestamp"), (unclear.Findings.Single(f => f.Rule == Rules.DateOrderUnclear).Count, unclear.Findings.Single(f => f.Rule == Rules.DateOrderUnclear).Column));
        var clear = house.Import(house.Write("b.csv", "Timestamp,1.1\n10/2/2023 20:52:05,4\n10/13/2023 20:52:05,4\n"), "google-forms-survey");
        Assert.DoesNotContain(clear.Findings, f => f.Rule == Rules.DateOrderUnclear);
    }

    [Fact]
    public void Two_rows_of_headings_become_one()
    {
        using var house = new TestHouse();
        var text = "RespondentID,CollectorID,StartDate,EndDate,IP Address,Email Address,First Name,LastName,Custom Data,1.1 Söka<br>information,Vad har du?,,,Hur väl kan du?,,Övrigt\r\n"
            + ",,,,,,,,,Response,Dator,Telefon,Annat (ange),4.2 Skydda,4.3 Må&nbsp;bra,Open-Ended Response\r\n"
            + "100,7,10/02/2023 14:00:00,10/02/2023 14:05:10,10.0.0.1,anna@exempel.se,Annabella,Ek,,4,Dator,,\"säg \"\"hej\"\"\",3,2,å\r\n"
            + "101,7,10/13/2023 02:00:00 PM,10/13/2023 02:05:10 PM,10.0.0.1,,,,,8,,Telefon,,,vet ej,\r\n";
        var path = house.Write("Enkät.csv", text, CodePagesEncodingProvider.Instance.GetEncoding(1252)!);
        using (var source = Open(path))
        {
            Assert.Equal(
                ["1.1 Söka information", "Vad har du? [Dator]", "Vad har du? [Telefon]", "Vad har du? [Annat (ange)]", "Hur väl kan du? [4.2 Skydda]", "Hur väl kan du? [4.3 Må bra]", "Övrigt"],
                source.Headings.Skip(9));
            Assert.Contains("Telefon", source.OtherNames(11));
            Assert.True(source.Read());
            Assert.Equal(3, source.Line);
        }

        var result = house.Import(path);
        Assert.Equal(("surveymonkey-survey", 2L), (result.Header.Profile, result.RowsStored));
        var answers = house.Store.Committed[0].Answers;
        Assert.Equal(["1.1", "4.2", "4.3"], house.Store.Committed[0].Header.Items.Select(i => i.Code));
        Assert.Equal([[4, 3, 2], [8, AnswerCode.Skipped, AnswerCode.DontKnow]], answers.Select(a => a.Answers));
        Assert.Equal(new DateTime(2023, 10, 13, 14, 5, 10), answers[1].Submitted);
        Assert.NotNull(answers[0].Person);
        Assert.DoesNotContain("Annabella", ImportReport.Of(result, "sv").ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_of_headings_is_common_too_in_text_and_workbook()
    {
        using var house = Anonymous();
        string[][] rows = [["Respondent ID", "End Date", "1.1 Söka"], ["100", "10/02/2023 14:05:10", "4"], ["101", "10/03/2023 14:05:10", "5"]];
        var text = house.Import(house.Write("a.csv", string.Join("\n", rows.Select(r => string.Join(',', r)))));
        var book = house.Import(house.WriteBytes("a.xlsx", new WorkbookFile().AddTexts("Blad", rows).ToBytes()));
        Assert.Equal((2L, 2L), (text.RowsStored, book.RowsStored));
        Assert.Equal(house.Store.Committed[0].Answers.Select(a => a.RowKey), house.Store.Committed[1].Answers.Select(a => a.RowKey));
    }

    [Fact]
    public void A_table_that_is_nobodys_form_is_refused_by_a_profile_of_one()
    {
        using var house = new TestHouse();
        var fault = house.Import(house.Write("a.csv", "a;b\n1;2\n"), "moodle-activities-training", asOf: "2023-09-30").Faults.First();
        Assert.Equal((Rules.FormatWrong, "shape:format:moodle-activities"), (fault.Rule, fault.Expected));
        Assert.DoesNotContain("‹", IngestTexts.Sentence(fault, "sv"), StringComparison.Ordinal);
    }

    /// <summary>As Microsoft Forms writes it: prefixed elements, a byte-order mark in the properties, days as numbers, a line break in a heading.</summary>
    private static byte[] MicrosoftForm(params string[] headings)
    {
        var file = new WorkbookFile { Prefix = "x:", More = { ["docProps/core.xml"] = [0xEF, 0xBB, 0xBF, .. "<?xml version=\"1.0\"?><coreProperties/>"u8] } };
        string? Day(string raw) => WorkbookFile.Number(raw, file.Style("m/d/yy h:mm:ss"));
        string?[] Row(int id, string email, string name, string first, string second) =>
        [
            WorkbookFile.Number(id.ToString(System.Globalization.CultureInfo.InvariantCulture)), Day("45201.583449074074"), Day("45201.586921296295"), file.Shared(email),
            name.Length == 0 ? null : file.Shared(name), first.Length == 0 ? null : file.Shared(first), second.Length == 0 ? null : file.Shared(second), file.Shared("Mer; och mer;"), WorkbookFile.Number("0"),
        ];
        file.Add(
            "Sheet1",
            [
                (1, [.. headings.Append("1.1 Söka information\u00A0på nätet").Append("4.2. Skydda personuppgifter").Append("Vad ska vi lära oss?\nBeskriv.").Append("Points - 1.1 Söka").Select(h => (string?)file.Shared(h))]),
                (2, Row(1, "Anna@exempel.se", "Anna Ek", "4", "0")),
                (3, Row(2, "anonymous", "", "8", "")),
                (4, Row(3, "anonymous", "", "vet ej", "4")),
            ]);
        return file.ToBytes();
    }

    private static string? Moment(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A house whose October wave asks nobody who they are.</summary>
    private static TestHouse Anonymous() => new() { Configuration = TestHouse.Configured(TestHouse.Wave("2023-10", "2023-10-01", "2023-10-31", linked: false)) };

    private static ProfileCatalogue Profile(string json)
    {
        var folder = Directory.CreateTempSubdirectory("profil").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "egen.json"), json);
            return ProfileCatalogue.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ITableSource Open(string path) =>
        SourceFormats.Open(new SourceRequest(FileFacts.Read(path, SourceLimits.Default), FileLayout.Found, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));
}
