using System.Text;
using CsCheck;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.LimeSurvey;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests.LimeSurvey;

public class VvTests
{
    [Theory]
    [InlineData("vvexport_123456.csv")]
    [InlineData("vvexport_123456.txt")]
    [InlineData("vvexport_123456.xls")]
    public void A_vv_file_is_read_by_the_profile_that_reads_the_exports(string name)
    {
        const string Text = "\"Response ID\"\tSubmitted\tLast page\tLanguage\tNr\t\"Hur väl? (Söka)\"\t\"Hur väl? (Skydda)\"\n"
            + "id\tsubmitdate\tlastpage\tstartlanguage\tanstnr\tDC_11\tDC_42\n"
            + "7\t\"2023-10-02 14:05:09\"\t4\tsv\t0042\t3\t\n"
            + "8\t{question_not_shown}\t2\tsv\t0043\t2\t{question_not_shown}\n\n";
        using var house = new TestHouse();
        var result = house.Import(house.Write(name, Text));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey", 2L), (result.Status, result.Header.Profile, result.RowsIn));
        var rows = house.Store.Committed[0].Answers;
        Assert.Equal([[3, AnswerCode.Skipped], [2, AnswerCode.NotShown]], rows.Select(r => r.Answers));
        Assert.Equal([(true, 3), (false, 4)], rows.Select(r => (r.Complete, r.Line)));
    }

    [Theory]
    [InlineData("v.txt", "Response ID\tDate submitted\tSöka\nid\tsubmitdate\tDC_11\n1\t2023-10-02 10:00:00\t3\n")]
    [InlineData("v.csv", "\uFEFFResponse ID\tDate submitted\tSöka\r\nid\tsubmitdate\tDC_11\r\n1\t2023-10-02 10:00:00\t3\r\n")]
    [InlineData("v.csv", "\"Svars-ID\"\t\"Datum skickat\"\t\"Söka\"\n\"id\"\t\"submitdate\"\t\"DC11\"\n\"1\"\t\"2023-10-02 10:00:00\"\t\"3\"")]
    [InlineData("v.txt", "Nr\tKlar\tSöka\nid\tsubmitdate\tDC_11\n1\t2023-10-02 10:00:00\t3")]
    public void A_small_one_is_recognised(string name, string text)
    {
        using var house = new TestHouse { Configuration = TestHouse.Configured(TestHouse.Wave("2023-10", "2023-10-01", "2023-10-31", linked: false)) };
        var result = house.Import(house.Write(name, text));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey", 1L), (result.Status, result.Header.Profile, result.RowsStored));
        Assert.Equal([3], house.Store.Committed[0].Answers[0].Answers);
        Assert.Equal(3, house.Store.Committed[0].Answers[0].Line);
    }

    [Theory]
    [InlineData("Response ID\tSöka\nid\tDC_11\n1\t3\n", true)]
    [InlineData("Response ID\tSöka\nid\t1X2X3SQ1#0\n1\t3\n", true)]
    [InlineData("Fält\tBetydelse\nid\tnummer\nnamn\tord\n", false)]
    [InlineData("id\tsubmitdate\tDC11\n1\t2023-10-02\t3\n", false)]
    [InlineData("Response ID\tSöka\nid\ten text\n", false)]
    public void Codes_below_texts_tell_it(string text, bool isVv)
    {
        using var house = new TestHouse();
        Assert.Equal(isVv, new VvFormat().Fits(FileFacts.Read(house.Write("a.txt", text), SourceLimits.Default)));
    }

    [Fact]
    public void The_older_file_has_database_names_and_is_called_by_its_texts()
    {
        const string Text = "Response ID\tSubmitted\tLanguage\tHur väl? (Söka)\nid\tsubmitdate\tstartlanguage\t123X4X56SQ001\n1\tNULL\tsv\the said \"hej\"\n";
        using var house = new TestHouse();
        using var source = ExportTests.Open(house.Write("vv.csv", Text));
        Assert.Equal(["id", "submitdate", "startlanguage", "123X4X56SQ001"], source.Headings);
        Assert.Contains("Hur väl? (Söka)", source.OtherNames(3));
        Assert.True(source.Read());
        Assert.Equal(("", "he said \"hej\""), (ExportTests.Text(source, 1), ExportTests.Text(source, 3)));
    }

    [Theory]
    [InlineData("{lbrace}newline}", "{newline}")]
    [InlineData("{lbrace}lbrace}", "{lbrace}")]
    [InlineData("a{newline}b{cr}c{tab}d", "a\nb\rc\td")]
    [InlineData("{quote}hej\" sa hon", "\"hej\" sa hon")]
    [InlineData("a {quote} b", "a {quote} b")]
    [InlineData("\"med \"\"citat\"\" i\"", "med \"citat\" i")]
    [InlineData("{lbrace}question_not_shown}", "{question_not_shown}")]
    [InlineData("N/A", "N/A")]
    [InlineData("{unknown}", "{unknown}")]
    [InlineData("{", "{")]
    public void Escapes_are_undone_once(string written, string meant)
    {
        using var house = new TestHouse();
        using var source = ExportTests.Open(house.Write("vv.csv", $"a\tb\tc\td\nid\tsubmitdate\tlastpage\tQ1\n1\t\t\t{written}\n"));
        Assert.True(source.Read());
        Assert.Equal((meant, false), (ExportTests.Text(source, 3), source.IsNotShown(3)));
    }

    /// <summary>What LimeSurvey's writer makes of any texts comes back.</summary>
    [Fact]
    public void Any_text_comes_back()
    {
        static string Written(string? value)
        {
            if (value is null)
            {
                return "{question_not_shown}";
            }

            var escaped = value.Replace("{", "{lbrace}", StringComparison.Ordinal).Replace("\n", "{newline}", StringComparison.Ordinal)
                .Replace("\r", "{cr}", StringComparison.Ordinal).Replace("\t", "{tab}", StringComparison.Ordinal);
            escaped = escaped.StartsWith('"') ? "{quote}" + escaped[1..] : escaped;
            return escaped.AsSpan().IndexOfAny(" \"\\") < 0 ? escaped : "\"" + escaped.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        }

        var cell = Gen.OneOf(
            Gen.Const((string?)null), Gen.Const<string?>(""), Gen.Const<string?>("{newline}"), Gen.String[Gen.Char["aå{}\"'\\\t\n\r ;,"], 1, 12].Select(s => (string?)s));
        cell.Array[3].Array[1, 20].Sample(
            rows =>
            {
                var text = "a\tb\tc\td\te\tf\nid\tsubmitdate\tlastpage\tQ1\tQ2\tQ3\n" + string.Concat(rows.Select((r, i) => $"{i}\t\t\t{string.Join('\t', r.Select(Written))}\n"));
                var path = Path.GetTempFileName();
                try
                {
                    File.WriteAllText(path, text);
                    using var source = ExportTests.Open(path);
                    foreach (var row in rows)
                    {
                        Assert.True(source.Read());
                        for (var i = 0; i < 3; i++)
                        {
                            Assert.Equal((row[i] ?? "", row[i] is null), (ExportTests.Text(source, 3 + i), source.IsNotShown(3 + i)));
                        }
                    }

                    Assert.False(source.Read());
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 200);
    }

    [Fact]
    public void A_line_without_end_and_too_many_columns_are_refused()
    {
        using var house = new TestHouse();
        var head = "a\tb\tc\td\nid\tsubmitdate\tlastpage\tDC11\n";
        Assert.Equal(Rules.RowTooLong, house.Import(house.Write("a.csv", head + new string('x', 3_000_000)), "limesurvey-survey", "2023-11").Faults.First().Rule);
        var wide = string.Join('\t', Enumerable.Range(0, 9000));
        Assert.Equal(
            Rules.TooManyColumns, house.Import(house.Write("b.csv", $"{wide}\nid\tsubmitdate\tlastpage\t{wide}\n1\n"), "limesurvey-survey", "2023-11").Faults.First().Rule);
    }

    [Fact]
    public void Other_encodings_and_line_ends_are_read()
    {
        using var house = new TestHouse();
        const string Text = "a\tb\tc\td\r\nid\tsubmitdate\tlastpage\tQ1\r\n1\t\t\tåäö\r\n";
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Latin1, new UnicodeEncoding(false, true)])
        {
            using var source = ExportTests.Open(house.WriteBytes("v.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
            Assert.IsType<ResponseSource>(source);
            Assert.True(source.Read());
            Assert.Equal("åäö", ExportTests.Text(source, 3));
            Assert.Equal(["id", "submitdate", "lastpage", "Q1"], source.Headings);
        }
    }
}
