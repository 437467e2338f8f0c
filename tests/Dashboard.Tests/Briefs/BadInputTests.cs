using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Whatever a register or a wave may hold: a correct brief, or nothing to tell; never a broken one.</summary>
public class BadInputTests
{
    private const string Long = "Avdelningen för samordning av kommungemensamma stödfunktioner, verksamhetsutveckling och digitaliseringsfrågor inom vård, skola, omsorg och samhällsbyggnad "
        + "samtDonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    [Fact]
    public void Very_long_names_are_told_whole()
    {
        var snapshot = OddSnapshots.Renamed(name => name + " " + Long);
        foreach (var name in Every(snapshot, "1101"))
        {
            var (brief, pdf) = Make(snapshot, name);
            if (name.Kind is BriefKinds.Unit or BriefKinds.Analysis)
            {
                Assert.Contains(Long, BriefText.Of(brief), StringComparison.Ordinal);
            }

            Assert.InRange(pdf.Pages, 1, 60);
        }
    }

    [Fact]
    public void Emoji_and_right_to_left_names_are_kept_and_the_run_is_told()
    {
        const string Odd = "Förskolan 🌻 מעון יום\u202E\tالروضة";
        var snapshot = OddSnapshots.Renamed(_ => Odd);
        var (brief, report) = Make(snapshot, new BriefName(BriefKinds.Unit, SampleSnapshot.Rich, "1101", "sv"));
        Assert.Contains("🌻", brief.Title, StringComparison.Ordinal);
        Assert.DoesNotContain('\t', brief.Title);
        Assert.Contains(report.Warnings, w => w is { Code: "brief.missing-glyph", Argument: "U+1F33B" });
    }

    [Theory]
    [InlineData("sv", "dold")]
    [InlineData("en", "hidden")]
    public void A_unit_with_everything_hidden_says_so_and_tells_no_number_of_its_own(string language, string mark)
    {
        var snapshot = SampleSnapshot.Build();
        var (brief, _) = Make(snapshot, new BriefName(BriefKinds.Unit, SampleSnapshot.Rich, SampleSnapshot.HiddenUnit, language));
        var figures = Assert.Single(brief.Blocks.OfType<KeyFigures>());
        Assert.Equal(mark, figures.Items[0].Value);
        var compared = Assert.Single(brief.Blocks.OfType<Table>());
        var voice = compared.Rows.Single(r => r.Sources.Any(s => s.Table.Measure == Measures.Voice));
        Assert.Equal(mark, voice.Cells[0].Text);
        Assert.NotEqual(mark, voice.Cells[^1].Text);
        Assert.DoesNotContain(brief.Blocks.OfType<Table>(), t => t.Rows.Any(r => r.Sources.Any(s => s.Table.Measure == Measures.Level && s.Column == "1.1")));
    }

    [Fact]
    public void With_one_wave_nothing_is_said_of_change()
    {
        var snapshot = OddSnapshots.OneWave();
        foreach (var name in Every(snapshot, "1101"))
        {
            Make(snapshot, name);
        }

        var (brief, _) = Make(snapshot, new BriefName(BriefKinds.Leadership, SampleSnapshot.Rich, "", "sv"));
        Assert.All(brief.Blocks.OfType<KeyFigures>().SelectMany(k => k.Items), f => Assert.Null(f.Change));
        Assert.Contains("Det här är den första mätningen", BriefText.Of(brief), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_training_the_figure_is_said_to_lack_its_source()
    {
        var snapshot = OddSnapshots.NoTraining();
        foreach (var name in Every(snapshot, "1101"))
        {
            Make(snapshot, name);
        }

        var (brief, _) = Make(snapshot, new BriefName(BriefKinds.Leadership, SampleSnapshot.Rich, "", "sv"));
        Assert.Equal("uppgift saknas", brief.Blocks.OfType<KeyFigures>().Single().Items[^1].Value);
    }

    [Fact]
    public void Four_hundred_units_stand_in_one_table_over_many_pages()
    {
        var snapshot = OddSnapshots.ManyUnits(400);
        var (brief, report) = Make(snapshot, new BriefName(BriefKinds.Analysis, SampleSnapshot.Rich, "", "sv"));
        var units = brief.Blocks.OfType<Table>().Last();
        Assert.True(units.Rows.Count >= 400);
        Assert.InRange(report.Pages, 20, 60);
    }

    [Fact]
    public void What_is_not_there_is_nothing_and_not_a_fault()
    {
        var snapshot = SampleSnapshot.Build();
        Assert.Null(BriefBook.Compose(new BriefRequest(snapshot, new BriefName(BriefKinds.Leadership, "9999", "", "sv"))));
        Assert.Null(BriefBook.Compose(new BriefRequest(snapshot, new BriefName(BriefKinds.Leadership, SampleSnapshot.Sparse, "", "sv"))));
        Assert.Null(BriefBook.Compose(new BriefRequest(snapshot, new BriefName(BriefKinds.Unit, SampleSnapshot.Rich, "saknas", "sv"))));
        Assert.Null(BriefBook.Compose(new BriefRequest(snapshot, new BriefName("roman", SampleSnapshot.Rich, "", "sv"))));
        Assert.Null(BriefBook.Compose(new BriefRequest(OddSnapshots.Agreeing(), new BriefName(BriefKinds.Consortium, "", "", "sv"))));
    }

    [Fact]
    public void Who_has_not_agreed_is_counted_and_not_shown()
    {
        var snapshot = OddSnapshots.Agreeing(SampleSnapshot.Rich, "2482");
        var (brief, _) = Make(snapshot, new BriefName(BriefKinds.Consortium, "", "", "sv"));
        var text = BriefText.Of(brief);
        Assert.Contains("2 av 3 organisationer", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Umeå", text, StringComparison.Ordinal);
        Assert.Contains("Skellefteå", text, StringComparison.Ordinal);

        var (alone, _) = Make(OddSnapshots.Agreeing(SampleSnapshot.Rich), new BriefName(BriefKinds.Consortium, "", "", "sv"));
        Assert.Contains("Färre än två organisationer", BriefText.Of(alone), StringComparison.Ordinal);
    }

    private static IEnumerable<BriefName> Every(Snapshot snapshot, string unit) =>
        BriefBook.OfTheNight(snapshot).Where(n => n.Organisation is SampleSnapshot.Rich or "")
            .Concat(((string[])["sv", "en"]).Select(l => new BriefName(BriefKinds.Unit, SampleSnapshot.Rich, unit, l)));

    private static (Brief Brief, RenderReport Report) Make(Snapshot snapshot, BriefName name)
    {
        var brief = BriefBook.Compose(new BriefRequest(snapshot, name));
        Assert.NotNull(brief);
        var (pdf, report) = BriefMaker.Render(brief, new PdfBriefRenderer());
        Assert.Empty(PdfChecker.Check(pdf));
        return (brief, report);
    }
}
