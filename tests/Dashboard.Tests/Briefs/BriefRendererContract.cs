using Digilo.Analytics.Dashboard.Briefs;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>What every renderer of briefs must make, told from the file alone. A new renderer is tested by one class that inherits this.</summary>
public abstract class BriefRendererContract
{
    /// <summary>The renderer under test.</summary>
    public abstract IBriefRenderer Renderer { get; }

    [Fact]
    public void The_file_says_its_title_language_date_and_standard()
    {
        using var reader = Read(SampleBriefs.Leader());
        Assert.Equal(SampleBriefs.Leader().Title, reader.Document.Information.Title);
        Assert.Equal("sv-SE", reader.String(reader.Catalog, "Lang"));
        Assert.StartsWith("D:20260331", reader.Document.Information.CreationDate, StringComparison.Ordinal);
        var metadata = System.Text.Encoding.UTF8.GetString(reader.Decode((StreamToken)reader.Get(reader.Catalog, "Metadata")!));
        Assert.Matches("pdfuaid:part(>|=[\"'])1", metadata);
        Assert.Matches("pdfaid:part(>|=[\"'])[23]", metadata);
        Assert.Matches("pdfaid:conformance(>|=[\"'])A", metadata);
    }

    [Fact]
    public void Headings_are_all_there_in_their_order_and_levels()
    {
        var brief = SampleBriefs.Analysis();
        using var reader = Read(brief);
        var expected = new List<(string, string)> { ("H1", brief.Title) };
        expected.AddRange(brief.Blocks.SelectMany(block => block switch
        {
            Heading heading => (IEnumerable<(string, string)>)[("H" + heading.Level.ToString(System.Globalization.CultureInfo.InvariantCulture), heading.Text)],
            Contents contents => [("H2", contents.Title)],
            Note note => [("H2", note.Heading)],
            _ => [],
        }));
        Assert.Equal(expected, reader.Elements.Where(element => element.Type is "H1" or "H2" or "H3").Select(element => (element.Type, reader.Text(element).Trim())));
    }

    [Fact]
    public void Tables_have_headings_of_columns_and_rows_and_each_cell()
    {
        var brief = SampleBriefs.Leader();
        using var reader = Read(brief);
        var table = Assert.Single(brief.Blocks.OfType<Table>());
        var made = Assert.Single(reader.Elements, element => element.Type == "Table");
        var headings = made.All.Where(element => element.Type == "TH").ToList();
        Assert.Equal(
            table.Columns.Select(column => column.Header).Concat(table.Rows.Select(row => row.Header.Text)),
            headings.Select(heading => reader.Text(heading).Trim()));
        Assert.All(headings, heading => Assert.Contains(reader.Attributes(heading), attribute => reader.Name(attribute, "Scope") is "Row" or "Column"));
        Assert.Equal(table.Rows.SelectMany(row => row.Cells).Select(cell => cell.Text), made.All.Where(element => element.Type == "TD").Select(cell => reader.Text(cell).Trim()));
        Assert.Contains(reader.Elements, element => element.Type == "Caption" && reader.Text(element).Trim() == table.Caption);
    }

    [Fact]
    public void Charts_say_what_they_tell()
    {
        var brief = SampleBriefs.Leader();
        using var reader = Read(brief);
        Assert.Equal(
            brief.Blocks.OfType<Figure>().Select(figure => figure.AltText),
            reader.Elements.Where(element => element.Type == "Figure").Select(figure => reader.String(figure.Dictionary, "Alt")));
    }

    [Fact]
    public void Lists_have_an_item_for_each_and_contents_an_entry_for_each_heading()
    {
        using var reader = Read(SampleBriefs.Analysis());
        Assert.Equal(12, reader.Elements.Count(element => element.Type == "L"));
        Assert.Equal(6 * (3 + 2), reader.Elements.Count(element => element.Type == "LI"));
        Assert.Equal(6 * 3, reader.Elements.Count(element => element.Type == "Lbl"));
        Assert.Equal((6 * 3) + 1, reader.Elements.Count(element => element.Type == "TOCI"));
        Assert.True(reader.Elements.Count(element => element.Type == "Link") >= (6 * 3) + 1 + 12);
    }

    [Fact]
    public void Words_are_read_once_and_in_the_written_order()
    {
        using var reader = Read(SampleBriefs.Leader());
        var read = string.Concat(reader.Elements.Where(element => element.Kids.OfType<Claim>().Any()).Select(reader.Text));
        var last = -1;
        foreach (var words in (string[])["Sju av tio medarbetare", "Kompetensgap mot rollens krav", "Vad har hänt sedan sist", "Räddningstjänst", "Metod och begränsningar"])
        {
            var at = read.IndexOf(words, StringComparison.Ordinal);
            Assert.True(at > last, words);
            last = at;
        }
    }

    [Fact]
    public void What_cannot_become_accessible_is_refused()
    {
        Refused(SampleBriefs.Of() with { Title = " " });
        Refused(SampleBriefs.Of() with { Language = "de-DE" });
        Refused(SampleBriefs.Of(new Heading(3, "För djup")));
        Refused(SampleBriefs.Of(new Heading(2, " ")));
        Refused(SampleBriefs.Of(new Contents("")));
        Refused(SampleBriefs.Of(new Figure("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", "", "Utan alternativ", 1, 1)));
        Refused(SampleBriefs.Of(new Table("Ojämn", [new TableColumn("A"), new TableColumn("B")], [new TableRow("a", [])])));
        Refused(SampleBriefs.Of(new Table("", [new TableColumn("A")], [])));
        Refused(SampleBriefs.Of(new DefinitionList([new Definition(" ", new Paragraph("text"))])));
        Refused(SampleBriefs.Of(new Paragraph([new TextRun("dit", Anchor: "finns-inte")])));
        Refused(SampleBriefs.Of(new Heading(2, "Två", "a"), new Heading(2, "namnar", "a")));
        Refused(SampleBriefs.Of(new Heading(2, "Fel namn", "Å")));
        Refused(SampleBriefs.Of(new Heading(2, "Rätt", "a"), new Paragraph([new TextRun("dit och dit", Link: new Uri("https://digilo.example/"), Anchor: "a")])));
        Refused(SampleBriefs.Of(new Paragraph([new TextRun("ingenstans", Link: new Uri("a/b", UriKind.Relative))])));

        void Refused(Brief brief) => Assert.ThrowsAny<ArgumentException>(() => Renderer.Render(brief, Stream.Null));
    }

    [Fact]
    public void A_character_that_the_font_lacks_is_reported()
    {
        var report = Renderer.Render(SampleBriefs.Of(new Paragraph("Före 😀 efter")), Stream.Null);
        Assert.Equal(new RenderWarning("brief.missing-glyph", "U+1F600"), Assert.Single(report.Warnings));
        Assert.Equal(1, report.Pages);
    }

    [Fact]
    public void A_full_disk_is_not_hidden() => Assert.ThrowsAny<IOException>(() => Renderer.Render(SampleBriefs.Leader(), new FullDisk()));

    private PdfReader Read(Brief brief)
    {
        using var output = new MemoryStream();
        Renderer.Render(brief, output);
        return new PdfReader(output.ToArray());
    }

    /// <summary>Takes a little and then nothing more.</summary>
    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Refuse();

        public override void Write(byte[] buffer, int offset, int count) => Refuse();

        private static void Refuse() => throw new IOException("No space left on device");
    }
}
