using System.Globalization;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using UglyToad.PdfPig.Tokens;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>What an assistive reader and a search hear.</summary>
public class PdfReadingTests
{
    [Fact]
    public void Is_read_out_in_the_written_order_with_every_word_whole()
    {
        var brief = SampleBriefs.Leader();
        using var reader = new PdfReader(Render(brief));
        var read = reader.Elements
            .Where(element => element.Type is "P" or "H1" or "H2" or "Lbl" or "Caption" or "TH" or "TD" or "Note")
            .Select(reader.Text).ToList();
        string[] start =
        [
            "Syntetiska data – visar inte verkliga förhållanden", brief.Kicker, brief.Title, brief.Subject,
            "Data till och med 31\u00A0mars\u00A02026 · metodversion\u00A01.2 · ögonblicksbild\u00A03f9a1c77d2e0",
        ];
        Assert.Equal(start, read[..5]);

        var expected = new List<string>();
        foreach (var block in brief.Blocks)
        {
            expected.AddRange(Words(block));
        }

        Assert.Equal(expected, read[5..]);
    }

    [Fact]
    public void Figures_say_their_alternative_text()
    {
        var brief = SampleBriefs.Leader();
        using var reader = new PdfReader(Render(brief));
        var said = reader.Elements.Where(element => element.Type == "Figure").Select(figure => reader.String(figure.Dictionary, "Alt"));
        Assert.Equal(brief.Blocks.OfType<Figure>().Select(figure => figure.AltText), said);
    }

    [Fact]
    public void The_words_of_charts_can_be_searched()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Of(new Figure(SampleCharts.Everything(), "Prov", "", 480, 320))));
        var chart = reader.Text(Assert.Single(reader.Elements, element => element.Type == "Figure"));
        Assert.Contains("Åäö – titel ffi", chart, StringComparison.Ordinal);
        Assert.Contains("Serie \"A\" & <B>", chart, StringComparison.Ordinal);
        Assert.Contains("Stående text", chart, StringComparison.Ordinal);
    }

    [Fact]
    public void Soft_hyphens_break_and_nothing_else_in_a_word_does()
    {
        var word = "medborgarskaps\u00ADkompetens\u00ADutvecklings\u00ADområden";
        var text = string.Join(' ', Enumerable.Repeat(word + " e-post 2026-04-17 −3 % n = 5 Å", 12));
        using var reader = new PdfReader(Render(SampleBriefs.Of(new Paragraph(text))));
        var read = reader.Text(reader.Elements.Last(element => element.Type == "P"));
        Assert.Equal(text.Replace("\u00AD", "", StringComparison.Ordinal), read.Replace("\u00AD", "", StringComparison.Ordinal));
        Assert.Contains('\u00AD', read);
        var lines = reader.Pages[0].Letters.GroupBy(letter => letter.StartBaseLine.Y).Select(line => string.Concat(line.Select(letter => letter.Value)).Trim());
        Assert.DoesNotContain(lines, line => line.StartsWith('%') || line.StartsWith('=') || line.EndsWith('='));
        Assert.DoesNotContain(reader.Pages[0].GetWords(), word => word.Text is "2026-" or "17" or "−");
    }

    [Fact]
    public void What_the_font_lacks_is_drawn_as_a_box_read_out_and_reported()
    {
        using var output = new MemoryStream();
        var report = new PdfBriefRenderer().Render(SampleBriefs.Of(new Paragraph("Före 😀 mellan 漢字 efter \uE000")), output);
        Assert.Equal(["U+1F600", "U+6F22", "U+5B57", "U+E000"], report.Warnings.Select(warning => warning.Argument));
        Assert.All(report.Warnings, warning => Assert.Equal("brief.missing-glyph", warning.Code));
        var plain = Text(Render(SampleBriefs.Of(new Paragraph("Före 😀 mellan 漢字 efter")), compress: false));
        Assert.Contains("/Span <</ActualText <FEFFD83DDE00>>> BDC", plain, StringComparison.Ordinal);
        Assert.Contains("/Span <</ActualText <FEFF6F225B57>>> BDC", plain, StringComparison.Ordinal);
        Assert.Empty(PdfChecker.Check(output.ToArray()));
    }

    /// <summary>Read in the written order; drawn in the one the eye expects, the first letter to the right.</summary>
    [Fact]
    public void Words_from_right_to_left_stand_so_and_are_read_in_the_written_order()
    {
        var words = "Enheten שלום (12) דג och سلام.";
        var pdf = Render(SampleBriefs.Of(new Paragraph(words)), compress: false);
        using var reader = new PdfReader(pdf);
        var plain = Text(pdf);
        var drawn = "שלום".Select(c =>
        {
            var at = plain.IndexOf($"<FEFF{(int)c:X4}>", StringComparison.Ordinal);
            var start = plain.LastIndexOf(" 0 0 1 ", at, StringComparison.Ordinal) + 7;
            return double.Parse(plain[start..plain.IndexOf(' ', start)], CultureInfo.InvariantCulture);
        }).ToList();
        Assert.Equal(drawn.OrderDescending(), drawn);
        Assert.Equal(words, reader.Text(reader.Elements.Last(element => element.Type == "P")));
        Assert.True(plain.IndexOf("<FEFF05E9>", StringComparison.Ordinal) < plain.IndexOf("<FEFF05D3>", StringComparison.Ordinal));
        Assert.Empty(PdfChecker.Check(pdf));
    }

    [Fact]
    public void Broken_text_does_no_harm()
    {
        var brief = SampleBriefs.Of(new Paragraph("a\uD83D b\u0000c\u0007 \uFEFFd e\u0301 \uFFFE"), new Heading(2, "Tab\there\nand"), new Paragraph("\u200B\u00AD "));
        using var reader = new PdfReader(Render(brief));
        Assert.Contains("bc d é", reader.Text(reader.Elements.Last(element => element.Type == "P")), StringComparison.Ordinal);
        Assert.Empty(PdfChecker.Check(Render(brief)));
    }

    [Fact]
    public void An_empty_table_says_so()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Of(new Table("Tom", [new TableColumn("A"), new TableColumn("B")], []))));
        Assert.Equal("Tabellen har inga rader.", reader.Text(reader.Elements.Single(element => element.Type == "TD")));
    }

    [Fact]
    public void English_briefs_speak_English()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Leader() with { Language = "en-GB" }));
        Assert.Equal("en-GB", reader.String(reader.Catalog, "Lang"));
        Assert.Contains("Synthetic data", reader.Pages[0].Text, StringComparison.Ordinal);
        Assert.Contains("page 2 of 2", reader.Pages[1].Text, StringComparison.Ordinal);
        Assert.Contains("Data up to 31\u00A0March\u00A02026", reader.Pages[0].Text, StringComparison.Ordinal);
    }

    /// <summary>A contents list is read as one: each entry a link whose words are the title and the page it stands on.</summary>
    [Fact]
    public void Contents_name_each_heading_with_its_page_and_lead_there()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Analysis()));
        var headings = reader.Elements.Where(element => element.Type is "H2" or "H3").ToList();
        var entries = reader.Elements.Where(element => element.Type == "TOCI").Select(entry => entry.Children.First()).ToList();
        Assert.Equal("Innehåll", reader.Text(headings[0]));
        Assert.Equal(headings.Skip(1).Select(heading => $"{reader.Text(heading)}\u00A0{Page(reader, heading)}"), entries.Select(reader.Text));
        Assert.All(entries, entry => Assert.Equal("Reference", entry.Type));
        for (var i = 0; i < entries.Count; i++)
        {
            var areas = entries[i].Children.Single(child => child.Type == "Link").Kids.OfType<ClaimedObject>().ToList();
            Assert.NotEmpty(areas);
            Assert.All(areas, area => Assert.Equal(Page(reader, headings[i + 1]), Destination(reader, area)));
        }
    }

    [Fact]
    public void Words_within_the_brief_lead_to_their_heading()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Analysis()));
        var chapters = reader.Elements.Where(element => element.Type == "H2").Skip(1).Take(6).ToList();
        var links = reader.Elements.Where(element => element.Type == "P").SelectMany(element => element.Children).Where(element => element.Type == "Link").ToList();
        Assert.Equal(["kapitel 6", "kapitel 5", "kapitel 4", "kapitel 3", "kapitel 2", "kapitel 1"], links.Select(link => reader.Text(link).Trim()));
        Assert.Equal(
            Enumerable.Reverse(chapters).Select(chapter => Page(reader, chapter)),
            links.Select(link => Destination(reader, link.Kids.OfType<ClaimedObject>().First())));
        var first = reader.Resolve(new IndirectReferenceToken(links[0].Kids.OfType<ClaimedObject>().First().Object)) as DictionaryToken;
        Assert.Equal("Gå till: Kapitel 6", reader.String(first, "Contents"));
        var cell = reader.Elements.First(element => element.Type == "TH" && reader.Text(element) == "Hemtjänst Väst");
        Assert.Contains(cell.Children, child => child.Type == "Link");
    }

    [Fact]
    public void Lists_read_their_numbers_and_terms()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Of(
            new NumberedList([new Paragraph("ett"), new Paragraph("två")]), new DefinitionList([new Definition("Term", new Paragraph("förklaring"))]))));
        Assert.Equal(["1.", "2."], reader.Elements.Where(element => element.Type == "Lbl").Select(reader.Text));
        Assert.Equal(["Decimal", "None"], reader.Elements.Where(element => element.Type == "L").Select(list => reader.Name(reader.Attributes(list).Single(), "ListNumbering")));
        Assert.Equal(["ett", "två", "Termförklaring"], reader.Elements.Where(element => element.Type == "LBody").Select(reader.Text));
    }

    private static int Page(PdfReader reader, Node heading) => reader.PageReferences.ToList().IndexOf(heading.Kids.OfType<Claim>().First().Page) + 1;

    private static int Destination(PdfReader reader, ClaimedObject area)
    {
        var annotation = reader.Resolve(new IndirectReferenceToken(area.Object)) as DictionaryToken;
        return reader.PageReferences.ToList().IndexOf(((IndirectReferenceToken)reader.Array(annotation, "Dest")[0]).Data) + 1;
    }

    private static IEnumerable<string> Words(Block block) => block switch
    {
        Heading heading => [heading.Text],
        Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.Text))],
        BulletList list => list.Items.SelectMany(item => Words(item).Prepend("•")),
        KeyFigures figures => figures.Items.SelectMany(figure => (string[])[figure.Label, figure.Value, .. figure.Change is null ? [] : (string[])[figure.Change], figure.Detail]),
        Figure figure => [figure.Caption],
        Table table =>
        [
            table.Caption,
            .. table.Columns.Select(column => column.Header),
            .. table.Rows.SelectMany(row => row.Cells.Prepend(row.Header).Select(cell => cell.Text)),
            .. table.Note is null ? [] : (string[])[table.Note],
        ],
        Note note => note.Paragraphs.SelectMany(Words).Prepend(note.Heading),
        _ => [],
    };
}
