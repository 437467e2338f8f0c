using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>Headings with marks that nobody sees, as copies out of web pages, word processors and right-to-left texts have them.</summary>
public class HeadingTests
{
    [Theory]
    [InlineData("Svars-ID", "svars-id")]
    [InlineData("\uFEFFSvars-ID", "svars-id")]
    [InlineData("\u200BSvars\u200B-ID\u200B", "svars-id")]
    [InlineData("\u200FSvars-ID\u200E", "svars-id")]
    [InlineData("Sv\u00ADars-ID", "svars-id")]
    [InlineData("\u202ASvars-ID\u202C \u2060", "svars-id")]
    [InlineData("  Datum\u00A0\u202F skickat \r\n", "datum skickat")]
    [InlineData("Datum\r\nskickat", "datum skickat")]
    [InlineData("Datum \u200B skickat", "datum skickat")]
    [InlineData("Fo\u00AD\u0308rvaltning", "förvaltning")]
    [InlineData("\u202Egap", "\u202Egap")]
    [InlineData("\u200B", "")]
    [InlineData(" ", "")]
    [InlineData("", "")]
    [InlineData("a b", "a b")]
    [InlineData("ÅÄÖ \U0001F600", "åäö \U0001F600")]
    public void What_is_not_seen_is_not_compared(string heading, string folded) => Assert.Equal(folded, Cells.Fold(heading));

    [Fact]
    public void A_file_is_read_as_if_the_marks_were_not_there()
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write(
            "a.csv", "\uFEFF\u200Eid\u200B,sub\u00ADmitdate,\u00A0anst\u200Bnr ,DC[11]\u200E,\"DC\u2060[42]\r\n\",\u202Eegen\r\n1,2023-10-02 14:05:00,1,4,3,x\r\n"));
        Assert.Equal((DeliveryStatus.InForce, "limesurvey-survey", 1L), (result.Status, result.Header.Profile, result.RowsStored));
        Assert.Equal([4, 3], house.Store.Committed[0].Answers[0].Answers);
        Assert.NotNull(house.Store.Committed[0].Answers[0].Person);

        // What is left unread is told with the mark in it made visible.
        Assert.Equal("\uFFFDegen", result.Findings.Single(f => f.Rule == Rules.ColumnUnread).Column);
    }

    [Fact]
    public void A_forms_headings_and_rows_of_grids_are_found_below_the_marks()
    {
        using var house = new TestHouse();
        var result = house.Import(house.Write(
            "a.csv", "\u200BTimestamp,\"\u200F1.1  Söka\ninformation\",Hur\u00ADväl? [\u200B4.2 Skydda]\u200E,\u200B\n2023-11-16 10:00:00,4,3,\n"));
        Assert.Equal(("google-forms-survey", 1L), (result.Header.Profile, result.RowsStored));
        Assert.Equal([4, 3], house.Store.Committed[0].Answers[0].Answers);
        Assert.DoesNotContain(result.Findings, f => f.Rule == Rules.ColumnUnread);
    }

    [Fact]
    public void Two_headings_that_look_alike_are_doubled()
    {
        using var house = new TestHouse();
        var fault = house.Import(house.Write("a.csv", "id,submitdate,DC11,DC\u200B11\n1,2023-10-02,4,3\n")).Faults.First();
        Assert.Equal((Rules.HeadingDoubled, "2"), (fault.Rule, fault.Found));
    }
}
