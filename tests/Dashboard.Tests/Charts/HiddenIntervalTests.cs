using System.Net;
using System.Xml.Linq;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Tests.Briefs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Microsoft.AspNetCore.TestHost;

namespace Digilo.Analytics.Dashboard.Tests.Charts;

/// <summary>A mean that stands without its interval: what is missing carries the mark of what is hidden, the reason stands beside it, and nothing names what is not there.</summary>
public class HiddenIntervalTests(Commands.DemoFixture demo)
{
    private const string Unit = "4110";
    private const string One = "2.1";

    public static TheoryData<string, string, string, string> Languages => new()
    {
        { "sv", "95 % intervall", "dold", "Intervall som skulle berätta hur svaren fördelar sig är dolda för att skydda enskilda." },
        { "en", "95% interval", "hidden", "Intervals that would tell how the answers are spread are hidden to protect individuals." },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_gap_chart_without_intervals_names_none_and_says_why(string language, string named, string mark, string why)
    {
        foreach (var width in Enum.GetValues<ChartWidth>())
        {
            var chart = Gap(Bare(_ => true), language, width);
            Assert.DoesNotContain(Texts(chart), t => t.Contains(named, StringComparison.Ordinal));
            Assert.DoesNotContain(named, chart.Summary, StringComparison.Ordinal);
            Assert.EndsWith(why, chart.Summary, StringComparison.Ordinal);
            Assert.Equal(why, chart.Note);
            Assert.Contains(why, XDocument.Parse(chart.Svg).Root!.Elements().Single(e => e.Name.LocalName == "desc").Value, StringComparison.Ordinal);
            Assert.All(chart.Data.Rows, r => Assert.Equal(mark, r.Cells[1]));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_gap_chart_with_some_names_them_and_says_why_the_others_are_missing(string language, string named, string mark, string why)
    {
        var chart = Gap(Bare(c => c == One), language);
        Assert.Contains(Texts(chart), t => t.EndsWith(named, StringComparison.Ordinal));
        Assert.Contains(named, chart.Summary, StringComparison.Ordinal);
        Assert.EndsWith(why, chart.Summary, StringComparison.Ordinal);
        Assert.Equal([One], chart.Data.Rows.Where(r => r.Cells[1] == mark).Select(r => r.Heading[..3]));

        var whole = Gap(SampleSnapshot.Build(), language);
        Assert.Equal("", whole.Note);
        Assert.DoesNotContain(why, whole.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(whole.Data.Rows, r => r.Cells[1] == mark);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_brief_of_a_unit_marks_them_says_why_and_its_caption_names_none(string language, string named, string mark, string why)
    {
        var (all, one, none) = (Levels(Bare(_ => true), language), Levels(Bare(c => c == One), language), Levels(SampleSnapshot.Build(), language));
        Assert.All(all.Rows, r => Assert.Equal(new TableCell(mark, CellMark.Weak), r.Cells[1]));
        Assert.DoesNotContain(named, all.Caption, StringComparison.Ordinal);
        Assert.Equal(why, all.Note);
        Assert.Equal([One], one.Rows.Where(r => r.Cells[1].Text == mark).Select(r => r.Header.Text[..3]));
        Assert.Contains(named, one.Caption, StringComparison.Ordinal);
        Assert.Equal(why, one.Note);
        Assert.DoesNotContain(none.Rows, r => r.Cells[1].Text == mark);
        Assert.Null(none.Note);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_other_place_in_a_brief_says_it_too(string language, string named, string mark, string why)
    {
        Assert.NotEqual(named, mark);
        var index = Bare(c => c == PublishedTable.Index);
        var beside = Assert.Single(Unpack(Brief(index, BriefKinds.Unit, language)), t => t.Note?.EndsWith(why, StringComparison.Ordinal) == true);
        Assert.Contains(beside.Rows, r => r.Cells[0].Text.All(c => char.IsAsciiDigit(c) || c is ',' or '.') && r.Cells[2].Text.Contains('(', StringComparison.Ordinal));

        var organisation = OddSnapshots.WithoutIntervals(SampleSnapshot.Build(), (key, _, _) => key is { Level: ScopeLevel.Organisation, Measure: Measures.Level });
        var analysis = Brief(organisation, BriefKinds.Analysis, language);
        Assert.Contains(analysis.Blocks, b => b is Paragraph { Kind: ParagraphKind.Small } p && p.Runs[0].Text.StartsWith(why, StringComparison.Ordinal));
        var told = Unpack(analysis).Where(t => t.Note?.EndsWith(why, StringComparison.Ordinal) == true).ToList();
        Assert.Contains(told, t => t.Rows.Count == 21 && t.Rows.All(r => r.Cells[1].Text == mark));
        Assert.Contains(told, t => t.Rows.Any(r => r.Cells[1].Text == mark && r.Cells[2].Text.Length > 0));
        Assert.DoesNotContain(why, BriefText.Of(Brief(SampleSnapshot.Build(), BriefKinds.Analysis, language)).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_pages_say_it_below_the_charts_and_tables_that_lack_one(string language, string named, string mark, string why)
    {
        Assert.NotEqual(named, mark);
        var prefix = language == "sv" ? "" : "/en";
        var host = new SampleHost { Snapshot = Bare(_ => true) };
        await using var app = host.Build(b => b.WebHost.UseTestServer());
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = app.GetTestClient();

        // Below the gap chart as text and in its two drawings, below the trend of the index and in its drawing.
        Assert.Equal(5, Count(await Get($"{prefix}/o/2284/e/{Unit}")));
        Assert.Equal(1, Count(await Get($"{prefix}/o/2284/f/40")));
        host.Snapshot = OddSnapshots.WithId(SampleSnapshot.Build(), new string('f', 64));
        Assert.Equal(0, Count(await Get($"{prefix}/o/2284/e/{Unit}")));
        Assert.Equal(0, Count(await Get($"{prefix}/o/2284/f/40")));

        async Task<string> Get(string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path, TestContext.Current.CancellationToken));

        int Count(string html) => html.Split(why).Length - 1;
    }

    [Fact]
    public async Task In_the_demo_no_interval_of_a_unit_is_an_empty_cell_and_the_reason_stands_where_one_is_hidden()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var (told, untold) = (0, 0);
        foreach (var name in snapshot.Organisations.SelectMany(BriefBook.OfUnits).Where(n => n.Language == "sv"))
        {
            var brief = BriefBook.Compose(new BriefRequest(snapshot, name))!;
            foreach (var table in Unpack(brief).Where(t => t.Columns.Any(c => c.Header == "Intervall")))
            {
                Assert.All(table.Rows, r => Assert.NotEqual("", r.Cells[1].Text));
                var hides = table.Rows.Any(r => char.IsAsciiDigit(r.Cells[0].Text[0]) && r.Cells[1].Text == "dold");
                Assert.Equal(hides, table.Note is not null);
                _ = hides ? told++ : untold++;
            }
        }

        Assert.True(told > 0 && untold > 0, "The demo has units of both kinds.");
    }

    [Fact]
    public void What_has_none_by_the_method_or_without_a_register_hides_none()
    {
        var cells = new CellText("sv");
        PublishedCell Number(PublishedInterval? interval = null, PublishedInterval? plain = null) =>
            new(CellState.Value, estimate: 3.1, decimals: 1, respondents: 20, interval: interval, intervalWithoutFpc: plain);
        Assert.Equal("2,8–3,4", cells.IntervalOrMark(Number(new("t_fpc", 2.8, 3.4)), Measures.Level));
        Assert.Equal("dold", cells.IntervalOrMark(Number(), Measures.Level));
        Assert.Equal("dold", cells.IntervalOrMark(new(CellState.Hidden, "protected"), Measures.Level));
        Assert.Equal("–", cells.IntervalOrMark(Number(null, new("t", 2.8, 3.4)), Measures.Level));
        Assert.Equal("–", cells.IntervalOrMark(new(CellState.Class, respondents: 20, classKind: ClassKind.NearLowest), Measures.Level));
        Assert.Equal("–", cells.IntervalOrMark(new(CellState.NotApplicable, "not_asked"), Measures.Level));
        Assert.Equal("–", cells.IntervalOrMark(Number(), Measures.Voice));
        Assert.Equal("–", cells.IntervalOrMark(null, Measures.Level));
        Assert.Equal("", cells.IntervalNote([(Number(), Measures.Voice), (new(CellState.Hidden), Measures.Level), (null, Measures.Level)]));
        Assert.NotEqual("", cells.IntervalNote([(null, Measures.Level), (Number(), Measures.BelowFloor)]));
    }

    /// <summary>The unit's mean levels in some columns stand without intervals, in every wave.</summary>
    private static Snapshot Bare(Func<string, bool> column) => OddSnapshots.WithoutIntervals(
        SampleSnapshot.Build(), (key, row, c) => key is { Level: ScopeLevel.Unit, Measure: Measures.Level } && row == Unit && column(c));

    private static Chart Gap(Snapshot snapshot, string language, ChartWidth width = ChartWidth.Wide) => ChartBook.Draw(
        ChartKind.Gap, new ChartRequest(snapshot, SampleSnapshot.Rich, SampleSnapshot.Latest, ScopeLevel.Unit, Unit, language, ChartPalette.Page, width))!;

    private static IEnumerable<string> Texts(Chart chart) => XDocument.Parse(chart.Svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value);

    private static Brief Brief(Snapshot snapshot, string kind, string language) =>
        BriefBook.Compose(new BriefRequest(snapshot, new BriefName(kind, SampleSnapshot.Rich, kind == BriefKinds.Unit ? Unit : "", language)))!;

    private static Table Levels(Snapshot snapshot, string language) => Unpack(Brief(snapshot, BriefKinds.Unit, language)).Single(t => t.Rows.Count == 21);

    private static IEnumerable<Table> Unpack(Brief brief) => brief.Blocks.Select(b => b as Table ?? (b as Figure)?.Data).OfType<Table>();
}
