using System.Text;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests.LimeSurvey;

public class ExportTests
{
    /// <summary>The same answers under every heading style that carries codes are read by the one profile written on codes.</summary>
    [Theory]
    [InlineData("id;submitdate;lastpage;anstnr;DC[11];DC[42]")]
    [InlineData("id;submitdate;lastpage;anstnr;DC_11;DC_42")]
    [InlineData("id;submitdate;lastpage;anstnr;DC[SQ11];DC[SQ42]")]
    [InlineData("id;submitdate;lastpage;anstnr;DC11;DC42")]
    [InlineData("id;submitdate;lastpage;anstnr;DC1[1];DC4[SQ002]")]
    [InlineData("id;submitdate;lastpage;anstnr;DC1_SQ001;DC4_SQ002")]
    [InlineData("id. Response ID;submitdate. Date submitted;lastpage. Last page;anstnr. Ditt nummer;DC[11]. Hur väl [Söka];DC[42]. Hur väl [Skydda]")]
    [InlineData("id. Response_ID;submitdate. Date_submitted;lastpage. Last_page;anstnr. Ditt_nummer;DC[11]. Hur_väl_[Söka];DC[42]. Hur_väl_[Skydda]")]
    [InlineData("id - Svars-ID;submitdate - Datum;lastpage - Sista;anstnr - Nr;DC_11 - Hur väl [Söka];DC_42 - Hur väl [Skydda]")]
    [InlineData("id Response ID;submitdate Date submitted;lastpage Last page;anstnr Nr;digcomp[11] Hur väl [Söka];digcomp[42] Hur")]
    [InlineData("id|Antwort ID;submitdate|Datum Abgeschickt;lastpage|Letzte Seite;anstnr|Nummer;digcomp[SQ11]|Wie gut;digcomp[SQ42]|Wie gut")]
    public void One_profile_on_codes_reads_every_style_of_headings(string headings)
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("results-survey123456.csv", headings + "\n7;2023-10-02 14:05:09;4;0042;3;8\n8;;2;0043;L2;vet ej\n"));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey", "limesurvey"), (result.Status, result.Header.Profile, result.Header.Source));
        Assert.Equal(["1.1", "4.2"], result.Header.Items.Select(i => i.Code));
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([[3, 8], [2, AnswerCode.DontKnow]], rows.Select(r => r.Answers));
        Assert.Equal([true, false], rows.Select(r => r.Complete));
        Assert.Equal(new DateTime(2023, 10, 2, 14, 5, 9), rows[0].Submitted);
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.ColumnUnread);
    }

    /// <summary>Items beside the competences have no dots in LimeSurvey: as questions of their own, or as the rows of one array each.</summary>
    [Theory]
    [InlineData("A3;D2;E4;D11;D12;D13;HME1;HME9;L21;L24")]
    [InlineData("A3;D2;E4;D1[1];D1[2];D1[3];HME[1];HME[9];L2[1];L2[4]")]
    [InlineData("A3;D2;E4;D1_1;D1_2;D1_3;HME_1;HME_9;L2_1;L2_4")]
    [InlineData("A3;D2;E4;D1[SQ001];D1[SQ002];D1[SQ003];HME[SQ001];HME[SQ009];L2[SQ001];L2[SQ004]")]
    [InlineData("A3;D2;E4;D1_SQ001;D1_SQ002;D1_SQ003;HME_SQ001;HME_SQ009;L2_SQ001;L2_SQ004")]
    [InlineData("A3. Har du tid?;D2. Har ni talat?;E4. Gör du så?;D1[SQ001]. Hur? [Efterfrågas];D1[SQ002]. Hur? [Sedd];D1[SQ003]. Hur? [Vågar];HME[SQ001]. Hur? [Meningsfullt];HME[SQ009]. Hur? [Förväntas];L2[SQ001]. Chefen [a];L2[SQ004]. Chefen [d]")]
    public void Items_beside_the_competences_are_read_without_their_dots(string headings)
    {
        using var house = new TestHouse();
        var withText = headings.Contains(". ", StringComparison.Ordinal);
        var first = withText ? "id. Svars-ID;submitdate. Datum;anstnr. Nr;DC[11]. Hur [Söka];" : "id;submitdate;anstnr;DC11;";
        var result = house.Import(house.Write("results-survey1.csv", first + headings + "\n7;2023-10-02 14:05:09;0042;3;Y;N;N/A;1;2;vet ej;5;4;3;1\n8;2023-10-02 14:05:09;0043;4;Ja;Nej;yes;5;;1;1;1;5;5\n"));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey", 2L), (result.Status, result.Header.Profile, result.RowsStored));
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.ColumnUnread);
        var codes = result.Header.Items.Select(i => i.Code).ToList();
        byte Answer(int row, string code) => house.Store.Committed[0].Answers[row].Answers[codes.IndexOf(code)];
        string[] items = ["A3", "D2", "E4", "D1.1", "D1.2", "D1.3", "HME.1", "HME.9", "L2.1", "L2.4"];
        Assert.Equal([1, 0, AnswerCode.NotShown, 1, 2, AnswerCode.DontKnow, 5, 4, 3, 1], items.Select(i => Answer(0, i)));
        Assert.Equal([1, 0, 1, 5, AnswerCode.Skipped, 1, 1, 1, 5, 5], items.Select(i => Answer(1, i)));
        Assert.All(result.Header.Items.Where(i => i.Code[0] is 'H' or 'L'), i => Assert.Equal(ItemScale.Agree, i.Scale));
    }

    /// <summary>D11 may be the eleventh question of a part D: a profile of one's own gives the item up, and the column is left unread.</summary>
    [Fact]
    public void A_profile_may_take_an_item_away_from_a_code_that_is_another_question()
    {
        var own = """
            { "extends": "limesurvey-survey", "name": "var-enkat", "version": "1", "synthetic": false, "source": "var-enkat",
              "columns": [ { "heading": "-", "to": "item", "item": "D1.1", "scale": "agree" } ] }
            """;
        using var folder = new TestHouse();
        var written = folder.Write(Path.Combine("profiles", "own.json"), own);
        using var house = new TestHouse(ProfileCatalogue.Load(Path.GetDirectoryName(written)));
        var result = house.Import(house.Write("r.csv", "id;submitdate;anstnr;DC11;D11\n7;2023-10-02 14:05:09;0042;3;Hemtjänsten\n"), "var-enkat");
        Assert.Equal((DeliveryStatus.InForce, 1L), (result.Status, result.RowsStored));
        Assert.Equal(["1.1"], result.Header.Items.Select(i => i.Code));
        Assert.Equal(["D11"], result.Findings.Where(f => f.Rule == Rules.ColumnUnread).Select(f => f.Column));
    }

    [Theory]
    [InlineData("Response ID;Date submitted;Last page;Hur väl? [Söka]", "submitdate", "Date submitted")]
    [InlineData("Response_ID;Date_submitted;Last_page;Hur_väl?_[Söka]", "submitdate", "Date_submitted")]
    [InlineData("Response ID;Date last actio.. ;Hur väl? [Söka]", "datestamp", "Date last actio..")]
    [InlineData("Svars-ID;Startspråk;Hur väl? [Söka]", "startlanguage", "Startspråk")]
    [InlineData("Antwort ID;Datum letzte Aktivität;Wie gut? [Suchen]", "datestamp", "Datum letzte Aktivität")]
    [InlineData("id;submitdate;Q1[SQ001][1];Q1[SQ001][2]", "Q1_SQ001_0", "Q1[SQ001][1]")]
    [InlineData("id;submitdate;Q1_SQ001_0;Q1_SQ001_1", "Q1[SQ001][2]", "Q1_SQ001_1")]
    [InlineData("id;submitdate;Q1_other", "Q1[other]", "Q1_other")]
    [InlineData("id. Response ID;seed. Seed;Q1[SQ001][2]. Hur [a] [Skala 2]", "Q1[SQ001][2]", "Q1[SQ001][2]. Hur [a] [Skala 2]")]
    [InlineData("id. Response ID;seed. Seed;Q1. Hur ofta. Och var?", "Hur ofta. Och var?", "Q1. Hur ofta. Och var?")]
    public void A_column_has_the_names_that_a_profile_may_use(string headings, string name, string heading)
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("r.csv", headings + "\n1;2;3;4\n"));
        Assert.IsType<ResponseSource>(source);
        var column = source.Headings.ToList().IndexOf(heading);
        Assert.Contains(name, source.OtherNames(column));
    }

    [Theory]
    [InlineData("svarsid;anstnr;inlamnad;1.1")]
    [InlineData("Token;Completed;Q1")]
    [InlineData("id;namn;enhet")]
    [InlineData("person id;Response;Start language")]
    public void Headings_of_something_else_are_left_alone(string headings)
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("r.csv", headings + "\n1;2;3\n"));
        Assert.IsType<DelimitedSource>(source);
    }

    [Theory]
    [InlineData(';', "\r\n", true, true)]
    [InlineData(',', "\n", false, true)]
    [InlineData(';', "\n", false, false)]
    public void Null_is_not_shown_where_the_file_tells_and_the_extra_empty_line_is_no_row(char separator, string lineEnd, bool bom, bool quoted)
    {
        string Row(params string?[] cells) => string.Join(separator, cells.Select(c => c is null ? "" : quoted ? "\"" + c + "\"" : c)) + lineEnd;
        var text = Row("id", "submitdate", "anstnr", "DC11", "DC12", "DC13")
            + Row("1", "2023-10-02 10:00:00", "1", "", null, "N/A")
            + Row("2", null, "2", "-oth-", "0", null)
            + Row("3", "2023-10-03 10:00:00", "3", "4", "0", "{question_not_shown}")
            + lineEnd;
        using var house = new TestHouse();
        var result = house.Import(house.Write("r.csv", text, new UTF8Encoding(bom)));
        var unseen = quoted ? AnswerCode.NotShown : AnswerCode.Skipped;
        Assert.Equal((3, 3), (result.RowsIn, result.RowsStored));
        Assert.Equal(
            [
                [AnswerCode.Skipped, unseen, AnswerCode.NotShown],
                [AnswerCode.Skipped, 0, unseen],
                [4, 0, AnswerCode.NotShown],
            ],
            house.Store.Committed[0].Answers.Select(a => a.Answers));
        Assert.Equal([true, false, true], house.Store.Committed[0].Answers.Select(a => a.Complete));
    }

    [Theory]
    [InlineData("1980-01-01 00:00:00")]
    [InlineData("1980/01/01 00:00:00")]
    [InlineData("01.01.1980 00:00")]
    [InlineData("1980-01-01T00:00:00")]
    [InlineData("1/1/1980 0:00")]
    [InlineData("1/1/1980 12:00:00 AM")]
    [InlineData("1980-01-01")]
    public void The_first_day_of_1980_means_complete_on_a_day_that_is_not_kept(string submitted)
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("r.csv", $"id;submitdate;anstnr;DC11\n1;{submitted};1;4\n2;;1;3\n"), wave: "2023-10");
        Assert.Equal(2, result.RowsStored);
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([(null, true), (null, false)], rows.Select(r => (r.Submitted, r.Complete)));
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.OutsideWave);
    }

    [Fact]
    public void Personal_columns_are_dropped_unless_a_profile_says_otherwise_and_no_value_of_theirs_is_told()
    {
        using var house = new TestHouse();
        const string Text = "id;submitdate;token;ipaddr;refurl;firstname;lastname;email;anstnr;DC11\n"
            + "1;2023-10-02 10:00:00;hEmLiG7;10.1.2.3;http://intra/x;Anna;Berg;anna@exempel.se;5;4\n";
        var result = house.Import(house.Write("r.csv", Text));
        Assert.Equal(1, result.RowsStored);
        var json = ImportReport.Of(result, "sv").ToJson();
        foreach (var secret in (string[])["hEmLiG7", "10.1.2.3", "intra", "Anna", "Berg", "anna@"])
        {
            Assert.DoesNotContain(secret, json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_empty_survey_has_one_empty_record_and_that_is_no_row()
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write("r.csv", "\"id\";\"submitdate\";\"anstnr\";\"DC11\"\r\n\"\";\"\";\"\";\"\"\r\n\r\n"), wave: "2023-10");
        Assert.Equal(Rules.NoRows, result.Faults.First().Rule);
    }

    [Fact]
    public void Numbers_that_may_be_the_questionnaires_own_are_competences_only_where_all_are_there_and_nothing_else_is_numbered_so()
    {
        var ids = ProfileCatalogue.BuiltIn.Find("limesurvey-survey")!.Columns
            .Where(c => c.Target == Targets.Item && (c.Instrument is null || c.Instrument.IsPlain)).Select(c => c.Item).ToList();
        Assert.Equal(21, ids.Count);
        var all = ids.Select(i => "Q" + i.Replace(".", "", StringComparison.Ordinal)).ToList();
        ImportResult Import(params string[] questions)
        {
            using var house = new TestHouse();
            return house.Import(house.Write(
                "r.csv", $"id;submitdate;anstnr;{string.Join(';', questions)}\n1;2023-10-02;1;{string.Join(';', questions.Select(_ => "4"))}\n"));
        }

        Assert.Equal(21, Import([.. all]).Header.Items.Count);
        // Q1 and Q14 show that Q11 is the eleventh question.
        Assert.Equal(Rules.ItemsMissing, Import([.. all, "Q14"]).Faults.First().Rule);
        Assert.Equal(Rules.ItemsMissing, Import("Q11", "Q12", "Q13").Faults.First().Rule);
        var both = Import([.. all, "DC11"]).Faults.First();
        Assert.Equal((Rules.HeadingDoubled, "2"), (both.Rule, both.Found));
        var left = Import("DC11", "Q12", "Q13");
        Assert.Equal((1, 2), (left.Header.Items.Count, left.Findings.Count(f => f.Rule == Rules.ColumnUnread)));
    }

    [Fact]
    public void A_mask_against_formulas_and_decimals_of_seconds_are_undone()
    {
        using var house = new TestHouse();
        using var source = Open(house.Write("r.csv", "id;submitdate;Q1;interviewtime\n1;2023-10-02;'=1+1;83.56\n2;2023-10-02;'hej;1 284,4\n"));
        Assert.True(source.Read());
        Assert.Equal(("=1+1", "84"), (Text(source, 2), Text(source, 3)));
        Assert.True(source.Read());
        Assert.Equal(("'hej", "1284"), (Text(source, 2), Text(source, 3)));
    }

    [Fact]
    public void A_profile_that_names_another_format_gets_the_table_as_it_stands()
    {
        using var house = new TestHouse();
        var file = FileFacts.Read(house.Write("r.csv", "id;submitdate;Q1\n1;;N/A\n"), SourceLimits.Default);
        using var source = SourceFormats.Open(new SourceRequest(file, FileLayout.Found with { Format = "delimited" }, SourceLimits.Default, NoReport.Instance, "r.csv"));
        Assert.True(source.Read());
        Assert.Equal("N/A", Text(source, 2));
    }

    [Fact]
    public void A_doubled_heading_is_a_fault_only_where_it_is_to_be_read()
    {
        using var house = new TestHouse();
        Assert.Equal(1, house.Import(house.Write("a.csv", "id;submitdate;seed;anstnr;DC11;seed\n1;2023-10-02;9;1;4;9\n")).RowsStored);
        Assert.Equal(Rules.HeadingDoubled, house.Import(house.Write("b.csv", "id;submitdate;anstnr;DC11;DC11\n1;2023-10-02;1;4;9\n")).Faults.First().Rule);
    }

    [Fact]
    public void The_synthetic_twin_reads_the_same()
    {
        using var house = new TestHouse(options: o => o with { Synthetic = true });
        Assert.Equal("demo-limesurvey-survey", house.Import(house.Write("r.csv", "id;submitdate;anstnr;DC11\n1;2023-10-02;1;4\n")).Header.Profile);
    }

    internal static ITableSource Open(string path) =>
        SourceFormats.Open(new SourceRequest(FileFacts.Read(path, SourceLimits.Default), FileLayout.Found, SourceLimits.Default, NoReport.Instance, Path.GetFileName(path)));

    internal static string Text(ITableSource source, int column) => Encoding.UTF8.GetString(source.Cell(column));
}
