using System.Text;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests.LimeSurvey;

public class ArchiveTests
{
    private static readonly string[] Fields =
    [
        "id", "token", "submitdate", "lastpage", "startlanguage", "seed", "anstnr", "123456X58X3811", "123456X58X3842", "123456X58X4SQ001#0", "123456X58X4SQ001#1", "123456X58X5",
        "123456X58X6SQ001", "123456X58X6SQ002", "123456X58X6other", "123456X58X7", "123456X58X7other", "123456X58X8",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Database_names_become_codes_through_the_structure_of_either_generation(bool newer)
    {
        using var house = new TestHouse();
        using var source = ExportTests.Open(house.WriteBytes("a.lsa", LimeSurveyFiles.Archive(LimeSurveyFiles.Structure(newer), LimeSurveyFiles.Responses(Fields))));
        Assert.Equal(
            [
                "id", "token", "submitdate", "lastpage", "startlanguage", "seed", "anstnr", "DC[11]", "DC[42]", "Skala[SQ001][1]", "Skala[SQ001][2]", "Dator", "Verktyg[SQ001]", "Verktyg[SQ002]",
                "Verktyg[other]", "Enhet", "Enhet[other]", "Fritext",
            ],
            source.Headings);
        Assert.Equal(["123456X58X3811", "Hur väl kan du … ? [Söka & hitta]", "DC_11"], source.OtherNames(7));
        Assert.Contains("Skala_SQ001_1", source.OtherNames(10));
        Assert.False(source.Read());
    }

    [Fact]
    public void Answers_of_an_archive_are_imported_by_the_profile_that_reads_the_exports()
    {
        using var house = new TestHouse();
        var responses = LimeSurveyFiles.Responses(
            Fields[..9],
            ["1", "hEmLiG", "2023-10-02 10:00:00", "3", "sv", "99", "0042", "4", ""],
            ["2", null, null, "1", "sv", "98", "0043", "2", null],
            ["3", "", "1980-01-01 00:00:00", "3", "sv", "97", "0044", "N3", "8"]);
        var timings = LimeSurveyFiles.Document("Timings", "443", LimeSurveyFiles.Table("timings", ["id", "interviewtime", "123456X58time"], ["1", "83.6", "80"], ["3", "5", "5"]));
        var archive = LimeSurveyFiles.Archive(
            LimeSurveyFiles.Structure(true), responses, ("survey_123456_tokens.lst", "<not><even xml>"), ("survey_123456_timings.lsi", timings));
        var result = house.Import(house.WriteBytes("survey_archive_123456.lsa", archive));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey"), (result.Status, result.Header.Profile));
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([[4, AnswerCode.Skipped], [2, AnswerCode.NotShown], [3, 8]], rows.Select(r => r.Answers));
        Assert.Equal([true, false, true], rows.Select(r => r.Complete));
        Assert.Equal([1, 2, 3], rows.Select(r => r.Line));
        using var source = ExportTests.Open(house.WriteBytes("b.lsa", archive));
        Assert.Equal("interviewtime", source.Headings[^1]);
        Assert.True(source.Read());
        Assert.Equal("84", ExportTests.Text(source, source.Headings.Count - 1));
    }

    [Fact]
    public void Digits_that_may_be_read_in_two_ways_give_no_code()
    {
        // Question 3 with subquestion 81 and question 38 with subquestion 1 would both be X381.
        var structure = LimeSurveyFiles.Document(
            "Survey", "443",
            LimeSurveyFiles.Table(
                "questions", ["qid", "parent_qid", "gid", "type", "title"], ["3", "0", "58", "F", "A"], ["38", "0", "58", "F", "B"], ["9", "0", "58", "N", "C"])
            + LimeSurveyFiles.Table("subquestions", ["qid", "parent_qid", "gid", "title"], ["100", "3", "58", "81"], ["101", "38", "58", "1"], ["102", "38", "58", "2"]));
        using var house = new TestHouse();
        using var source = ExportTests.Open(house.WriteBytes(
            "a.lsa", LimeSurveyFiles.Archive(structure, LimeSurveyFiles.Responses(["id", "1X58X381", "1X58X382", "1X58X9", "1X58X77", "Q38_S102", "Q9"]))));
        // The database's newer names lead to the same columns: then neither name is a code.
        Assert.Equal(["id", "1X58X381", "1X58X382", "1X58X9", "1X58X77", "Q38_S102", "Q9"], source.Headings);
        using var older = ExportTests.Open(house.WriteBytes("b.lsa", LimeSurveyFiles.Archive(structure, LimeSurveyFiles.Responses(["id", "1X58X382", "Q9"]))));
        Assert.Equal(["id", "B[2]", "C"], older.Headings);
    }

    [Fact]
    public void Answers_in_a_file_of_their_own_keep_the_databases_names()
    {
        using var house = new TestHouse();
        using var source = ExportTests.Open(house.Write("survey_1_responses.lsr", LimeSurveyFiles.Responses(["id", "submitdate", "1X2X3"], ["1", null, "4"])));
        Assert.Equal(["id", "submitdate", "1X2X3"], source.Headings);
        Assert.True(source.Read());
        Assert.Equal(("4", true), (ExportTests.Text(source, 2), source.IsNotShown(1) || source.Cell(1).IsEmpty));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    public void A_structure_in_an_old_encoding_is_read(string encoding)
    {
        var bytes = (encoding == "utf-8" ? new UTF8Encoding(true) : encoding == "utf-16" ? Encoding.Unicode : CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.Latin1);
        var text = LimeSurveyFiles.Structure(newer: false, encoding).Replace("…", "ö", StringComparison.Ordinal);
        var structure = Structure([.. bytes.GetPreamble(), .. bytes.GetBytes(text)]);
        var question = structure.Questions[0];
        Assert.Equal(("DC", "Hur väl kan du ö ?", "F"), (question.Code, structure.Text(question.Texts), question.Type));
        Assert.Equal(["Nybörjare", "Van", "Expert"], question.Answers.Select(a => structure.Text(a.Texts)));
        Assert.Equal(["1", "4", "8"], question.Answers.Select(a => a.AssessmentValue));
        Assert.Equal(("Digital kompetens", "sv"), (structure.Title, structure.Languages[0]));
    }

    [Fact]
    public void Thousands_of_questions_are_read_in_order()
    {
        const int Count = 5000;
        var structure = LimeSurveyFiles.Document(
            "Survey", "443",
            LimeSurveyFiles.Table("questions", ["qid", "parent_qid", "gid", "type", "title"], [.. Enumerable.Range(1, Count).Select(i => (string?[])[$"{i}", "0", "1", "F", $"Q{i}"])])
            + LimeSurveyFiles.Table(
                "subquestions", ["qid", "parent_qid", "gid", "title", "question_order"],
                [.. Enumerable.Range(1, Count * 3).Select(i => (string?[])[$"{i + Count}", $"{(i - 1) / 3 + 1}", "1", $"SQ{(i - 1) % 3}", $"{(i - 1) % 3}"])]));
        var read = Structure(LimeSurveyFiles.Utf8(structure));
        Assert.Equal(Count, read.Questions.Count);
        Assert.All(read.Questions, q => Assert.Equal(["SQ0", "SQ1", "SQ2"], q.Subquestions.Select(s => s.Code)));
    }

    public static TheoryData<string, byte[], string> Refused()
    {
        var structure = LimeSurveyFiles.Structure(true);
        var responses = LimeSurveyFiles.Responses(["id", "123456X58X3811"], ["1", "4"]);
        var bomb = responses.Replace("</rows>", string.Concat(Enumerable.Repeat("<row/>", 1_000_000)) + "</rows>", StringComparison.Ordinal);
        return new()
        {
            { "structure alone", LimeSurveyFiles.Utf8(structure), Rules.StructureOnly },
            { "participants", LimeSurveyFiles.Utf8(LimeSurveyFiles.Document("Tokens", "443", "<tokens/>")), Rules.ParticipantsOnly },
            { "no answers", LimeSurveyFiles.Zip(("survey_1.lss", LimeSurveyFiles.Utf8(structure))), Rules.ResponsesMissing },
            { "two surveys", LimeSurveyFiles.Archive(structure, responses, ("other.lss", structure)), Rules.ResponsesMissing },
            { "document type", LimeSurveyFiles.Archive(structure.Replace("<document>", "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><document>", StringComparison.Ordinal), responses), Rules.XmlDtd },
            { "cut xml", LimeSurveyFiles.Archive(structure, responses[..^20]), Rules.FileDamaged },
            { "no xml", LimeSurveyFiles.Archive(structure, "hej"), Rules.FileDamaged },
            { "deep", LimeSurveyFiles.Archive(structure, string.Concat(Enumerable.Repeat("<a>", 100_000))), Rules.XmlTooDeep },
            { "long cell", LimeSurveyFiles.Archive(structure, LimeSurveyFiles.Responses(["id", "123456X58X3811"], ["1", new string('x', 2_000_000)])), Rules.XmlTooLong },
            { "long tag", LimeSurveyFiles.Archive(structure, "<" + new string('x', 2_000_000)), Rules.XmlTooLong },
            { "bomb", LimeSurveyFiles.Zip(("a.lss", LimeSurveyFiles.Utf8(structure)), ("a_responses.lsr", LimeSurveyFiles.Utf8(bomb))), Rules.UnpackedTooLarge },
            { "columns", LimeSurveyFiles.Archive(structure, LimeSurveyFiles.Responses([.. Enumerable.Range(0, 5000).Select(i => $"c{i}")])), Rules.TooManyColumns },
        };
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_delivery_is_refused_with_a_sentence_and_bounded(string name, byte[] content, string rule)
    {
        using var house = new TestHouse(options: o => o with { Limits = o.Limits with { MaxUnpackedBytes = 5_000_000 } });
        var result = house.Import(house.WriteBytes("fil.lsa", content), profile: "limesurvey-survey", wave: "2023-11");
        var fault = result.Faults.First();
        Assert.True(rule == fault.Rule, $"{name}: {fault.Rule} {fault.Found}");
        Assert.Empty(house.Store.Committed);
        Assert.Empty(house.VaultFiles("archive").Concat(house.VaultFiles("quarantine")));
        foreach (var language in (string[])["sv", "en"])
        {
            Assert.DoesNotContain("‹", IngestTexts.Sentence(fault, language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_in_an_archive_are_no_places_on_disk()
    {
        using var house = new TestHouse();
        var path = house.WriteBytes(
            "in/fil.lsa",
            LimeSurveyFiles.Zip(
                ("../../x.lss", LimeSurveyFiles.Utf8(LimeSurveyFiles.Structure(true))),
                ("/../../a_responses.lsr", LimeSurveyFiles.Utf8(LimeSurveyFiles.Responses(["id", "submitdate", "123456X58X3811"], ["1", "2023-11-20 10:00:00", "4"])))));
        Assert.Equal(1, house.Import(path, wave: "2023-11").RowsStored);
        Assert.Equal([path], Directory.GetFiles(house.Folder, "*.ls?", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_table_of_contents_that_lies_or_is_a_load_of_its_own_is_refused_before_it_is_read()
    {
        using var house = new TestHouse();
        var whole = LimeSurveyFiles.Archive(LimeSurveyFiles.Structure(true), LimeSurveyFiles.Responses(["id"], ["1"]));
        var large = LimeSurveyFiles.Zip([.. Enumerable.Range(0, 90_000).Select(i => ($"{i}{new string('x', 60)}", Array.Empty<byte>()))]);
        Assert.Equal(Rules.TooManyParts, Assert.Throws<FileFault>(() => new PackedFile(house.WriteBytes("a.lsa", large), SourceLimits.Default)).Finding.Rule);
        Assert.Equal(Rules.FileDamaged, Assert.Throws<FileFault>(() => new PackedFile(house.WriteBytes("b.lsa", whole[..^30]), SourceLimits.Default)).Finding.Rule);
        var many = LimeSurveyFiles.Zip([.. Enumerable.Range(0, 10_001).Select(i => ($"{i}", Array.Empty<byte>()))]);
        Assert.Equal(Rules.TooManyParts, Assert.Throws<FileFault>(() => new PackedFile(house.WriteBytes("c.lsa", many), SourceLimits.Default)).Finding.Rule);
        // Sizes in the headers are not believed.
        for (var i = 0; i + 4 < whole.Length; i++)
        {
            if (whole.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
            {
                whole[i + 24] = 1;
                whole[i + 25] = whole[i + 26] = whole[i + 27] = 0;
            }
        }

        using var archive = new PackedFile(house.WriteBytes("d.lsa", whole), SourceLimits.Default with { MaxUnpackedBytes = 100 });
        var fault = Assert.ThrowsAny<FileFault>(() => StructureReader.Read(archive.OpenXml("survey_123456.lss")));
        Assert.Contains(fault.Finding.Rule, (string[])[Rules.UnpackedTooLarge, Rules.FileDamaged]);
    }

    private static SurveyStructure Structure(byte[] xml) =>
        StructureReader.Read(XmlTexts.Open(new BoundedXmlStream(new MemoryStream(xml), new UnpackBudget(SourceLimits.Default))));
}
