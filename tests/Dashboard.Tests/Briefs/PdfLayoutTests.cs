using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Where things stand on the page.</summary>
public class PdfLayoutTests
{
    [Fact]
    public void A_long_table_repeats_its_headings_to_the_eye_only()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Of(SampleBriefs.LongTable(400))));
        Assert.True(reader.Pages.Count > 8);
        Assert.All(reader.Pages, page => Assert.Contains(page.GetWords(), word => word.Text == "Anmärkning"));
        Assert.Single(reader.Elements, element => element.Type == "TH" && reader.Text(element) == "Anmärkning");
        var rows = reader.Elements.Where(element => element.Type == "TBody").SelectMany(body => body.Children).Select(row => reader.Text(row.Children.First()));
        Assert.Equal(Enumerable.Range(1, 400).Select(i => $"Enhet{i}"), rows);
    }

    [Fact]
    public void A_cell_longer_than_a_page_goes_on()
    {
        var words = string.Join(' ', Enumerable.Range(1, 3000).Select(i => $"ord{i}"));
        using var reader = new PdfReader(Render(SampleBriefs.Of(
            new Table("Lång", [new TableColumn("A"), new TableColumn("B")], [new TableRow(new string('W', 120), [words])]))));
        Assert.True(reader.Pages.Count > 1);
        Assert.Equal(words, reader.Text(reader.Elements.Single(element => element.Type == "TD")));
        Assert.Equal(new string('W', 120), reader.Text(reader.Elements.Last(element => element.Type == "TH")).Replace("\u00AD", "", StringComparison.Ordinal));
    }

    /// <summary>Twenty columns of short words fit a page that lies; forty come in parts that repeat the row headings.</summary>
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(12, 1, false)]
    [InlineData(20, 1, true)]
    [InlineData(60, 3, true)]
    public void Many_columns_are_set_tighter_then_lie_and_then_come_in_parts(int columns, int parts, bool lies)
    {
        var pdf = Render(SampleBriefs.Of(new Heading(2, "Bred"), SampleBriefs.WideTable(columns, 30), new Paragraph("Efter")));
        using var reader = new PdfReader(pdf);
        Assert.Empty(PdfChecker.Check(pdf));
        Assert.Equal(lies, reader.Pages[0].Width > reader.Pages[0].Height);
        Assert.True(reader.Pages[^1].Width < reader.Pages[^1].Height);
        Assert.All(reader.Pages, page => Assert.All(page.Letters, letter => Assert.InRange(letter.EndBaseLine.X, 40, page.Width - 50)));
        Assert.Equal(parts, reader.Elements.Count(element => element.Type == "Table"));
        var headings = reader.Elements.Where(element => element.Type == "THead").SelectMany(head => head.All).Where(cell => cell.Type == "TH").Select(reader.Text);
        Assert.Equal(
            Enumerable.Range(1, columns).Select(i => i == 1 ? "Kompetensområde" : $"Kolumn {i}"),
            headings.Where((heading, i) => i == 0 || heading != "Kompetensområde"));
        var captions = reader.Elements.Where(element => element.Type == "Caption").Select(reader.Text);
        Assert.Equal(parts == 1 ? ["Bred"] : Enumerable.Range(1, parts).Select(part => $"Bred (del {part} av {parts})"), captions);
    }

    [Fact]
    public void Headings_stay_with_what_follows_and_paragraphs_do_not_leave_single_lines()
    {
        for (var filler = 20; filler < 60; filler++)
        {
            var blocks = Enumerable.Range(0, filler).Select(i => (Block)new Paragraph($"Rad{i}"))
                .Append(new Heading(2, "Rubriken")).Append(new Paragraph(string.Join(' ', Enumerable.Range(1, 60).Select(i => $"stycke{i}")))).ToArray();
            using var reader = new PdfReader(Render(SampleBriefs.Of(blocks)));
            var heading = reader.Elements.Single(element => element.Type == "H2");
            var paragraph = reader.Elements.Last(element => element.Type == "P");
            Assert.Equal(heading.Kids.OfType<Claim>().Last().Page, paragraph.Kids.OfType<Claim>().First().Page);
            foreach (var page in reader.Pages)
            {
                var lines = page.Letters.Where(letter => letter.FontSize == 10 && letter.StartBaseLine.Y > 60)
                    .GroupBy(letter => letter.StartBaseLine.Y).Select(line => string.Concat(line.Select(letter => letter.Value)))
                    .Count(line => line.Contains("stycke", StringComparison.Ordinal));
                Assert.NotEqual(1, lines);
            }
        }
    }

    [Fact]
    public void A_box_of_a_few_lines_is_not_parted_and_one_that_fills_pages_is()
    {
        for (var filler = 20; filler < 45; filler++)
        {
            Assert.Single(PagesOfBox(filler, 12));
        }

        Assert.True(PagesOfBox(20, 900).Count > 1);

        static IReadOnlyList<int> PagesOfBox(int filler, int words)
        {
            var said = new Paragraph(string.Join(' ', Enumerable.Repeat("metod", words)));
            var blocks = Enumerable.Range(0, filler).Select(i => (Block)new Paragraph($"Rad{i}")).Append(new Note("Metod", [said, said, said])).ToArray();
            using var reader = new PdfReader(Render(SampleBriefs.Of(blocks)));
            var places = reader.PageReferences.ToList();
            return [.. reader.Elements.Single(e => e.Type == "Sect").All.SelectMany(e => e.Kids.OfType<Claim>()).Select(c => places.IndexOf(c.Page)).Distinct()];
        }
    }

    [Fact]
    public void A_chart_its_caption_and_its_table_stay_on_one_page()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Analysis()));
        var charts = reader.Elements.Where(element => element.Type == "Div").ToList();
        Assert.Equal(6, charts.Count);
        Assert.All(charts, chart => Assert.Single(chart.All.SelectMany(element => element.Kids.OfType<Claim>()).Select(claim => claim.Page).Distinct()));
    }

    [Fact]
    public void A_heading_can_begin_a_page_and_the_running_head_is_the_briefs_own()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Analysis()));
        var last = reader.Elements.Last(element => element.Type == "H2" && reader.Text(element) == "Kapitel 6");
        var page = reader.PageReferences.ToList().IndexOf(last.Kids.OfType<Claim>().First().Page);
        Assert.StartsWith("Kapitel 6", reader.Pages[page].Text, StringComparison.Ordinal);
        Assert.Contains("Analysbrief · Exempelby kommun", reader.Pages[page].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Analysbrief", reader.Pages[0].Text, StringComparison.Ordinal);
    }

    /// <summary>As few lines as greedy filling makes, none of them short when another could share with it.</summary>
    [Fact]
    public void Lines_of_a_paragraph_are_alike_in_length()
    {
        var typesetter = new Typesetter();
        var style = new Theme(typesetter).Body;
        var layout = new TextLayout(typesetter);
        var words = string.Join(' ', Enumerable.Repeat("ord och längre ordsammansättningar", 12));
        var lines = layout.Break(style, words, 300);
        Assert.True(lines.Take(lines.Count - 1).Min(line => line.Width) > 300 * 0.75);
        Assert.All(lines, line => Assert.True(line.Width <= 300.01));
        Assert.Equal(Greedy(), lines.Count);
        Assert.Equal(["andelen är nu lägre med ", "7 procentenheter"], layout.Break(style, "andelen är nu lägre med 7 procentenheter", 135).Select(Joined));
        Assert.Equal(["n 226 av N 471 · ", "95 % intervall"], layout.Break(style, "n 226 av N 471 · 95 % intervall", 90).Select(Joined));
        Assert.Equal("En rubrik som inte får plats på …", Joined(layout.Fit(style, "En rubrik som inte får plats på raden", 150)!));
        Assert.Equal("ordsam…", Joined(layout.Fit(style, "ordsammansättningar", 44)!));
        Assert.Null(layout.Fit(style, " ", 10));

        int Greedy()
        {
            var (count, used, space) = (1, 0.0, layout.Break(style, "a b", 300)[0].Width - (2 * layout.Break(style, "a", 300)[0].Width));
            foreach (var width in words.Split(' ').Select(word => layout.Break(style, word, 300)[0].Width))
            {
                (count, used) = used == 0 ? (count, width) : used + space + width <= 300 ? (count, used + space + width) : (count + 1, width);
            }

            return count;
        }

        static string Joined(TextLine line) => string.Concat(line.Spans.SelectMany(span => span.Glyphs).Select(glyph => glyph.Text));
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_page()
    {
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), SampleBriefs.Odd(), SampleBriefs.Of(SampleBriefs.LongTable(60))])
        {
            using var reader = new PdfReader(Render(brief));
            Assert.All(reader.Pages.SelectMany(page => page.Letters), letter =>
            {
                Assert.InRange(letter.StartBaseLine.X, 40, 560);
                Assert.InRange(letter.EndBaseLine.X, 40, 560);
                Assert.InRange(letter.StartBaseLine.Y, 10, 835);
            });
        }
    }

    [Fact]
    public void Colours_have_enough_contrast()
    {
        Rgb white = new(255, 255, 255);
        (Rgb Text, Rgb Behind)[] pairs =
        [
            (Theme.Ink, white), (Theme.Muted, white), (Theme.Accent, white), (Theme.Ink, Theme.Panel), (Theme.Muted, Theme.Panel),
            (Theme.Accent, Theme.Panel), (Theme.WarningInk, Theme.WarningFill),
        ];
        Assert.All(pairs, pair => Assert.True((Luminance(pair.Behind) + 0.05) / (Luminance(pair.Text) + 0.05) >= 4.5));

        static double Luminance(Rgb colour) => (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));

        static double Linear(byte value) => value / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_page_says_whether_the_data_are_synthetic(bool synthetic)
    {
        var brief = SampleBriefs.Of(SampleBriefs.LongTable(90)) with { Synthetic = synthetic };
        using var reader = new PdfReader(Render(brief));
        Assert.True(reader.Pages.Count > 1);
        Assert.All(reader.Pages, page => Assert.Equal(synthetic, page.Text.Contains("Syntetiska data", StringComparison.Ordinal)));
        for (var i = 0; i < reader.Pages.Count; i++)
        {
            Assert.Contains($"sida {i + 1} av {reader.Pages.Count}", reader.Pages[i].Text, StringComparison.Ordinal);
            Assert.Contains(brief.FooterText, reader.Pages[i].Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_footer_that_leaves_no_room_for_text_is_refused() => Assert.Throws<ArgumentException>(
        () => Render(SampleBriefs.Of() with { FooterText = string.Join(' ', Enumerable.Repeat("fot", 200)) }));
}
