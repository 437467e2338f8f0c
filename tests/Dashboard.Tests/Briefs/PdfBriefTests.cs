using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

public class PdfBriefTests
{
    [Fact]
    public void Meets_every_condition_of_the_checker()
    {
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Leader())));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Leader(synthetic: false), compress: false)));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Of(SampleBriefs.LongTable(90)))));
        Assert.Empty(PdfChecker.Check(Render(Odd())));
    }

    /// <summary>Each condition fails on a file with just that damage. Replacements keep the length, so that the file stays readable.</summary>
    [Theory]
    [InlineData("/Marked true", "/Marxed true", "06-001")]
    [InlineData("/StructTreeRoot ", "/StructTreeRoox ", "01-005 there is no")]
    [InlineData("/P <</MCID 0>> BDC", "/P <</MCIX 0>> BDC", "01-005 page 1: TJ")]
    [InlineData("/Artifact BMC", "/Artefakt BMC", "01-005 page 1: f")]
    [InlineData("/H1 <</MCID 2>> BDC", "/H1 <</MCID 9>> BDC", "structure page 1: the number")]
    [InlineData("/P <</MCID 0>> BDC", "/Artifact <<>> BDC", "structure page 1: an element claims")]
    [InlineData("<pdfuaid:part>1", "<pdfuaid:part>3", "06-002")]
    [InlineData("<pdfaid:conformance>A", "<pdfaid:conformance>B", "PDF/A the metadata do not claim")]
    [InlineData("<pdfaProperty:name>part", "<pdfaProperty:name>pxrt", "PDF/A the metadata do not declare")]
    [InlineData("dc:title>", "dc:titel>", "06-003")]
    [InlineData("/Metadata ", "/Metadatx ", "06-001 there is no metadata")]
    [InlineData("/DisplayDocTitle true", "/DisplayDocTitle null", "07-001")]
    [InlineData("/Lang (sv-SE)", "/Lxng (sv-SE)", "11-006")]
    [InlineData("/GTS_PDFA1", "/GTS_PDFX1", "PDF/A there is no RGB")]
    [InlineData("RGB XYZ ", "GRAYXYZ ", "PDF/A there is no RGB")]
    [InlineData("/ID [<", "/IX [<", "PDF/A the trailer")]
    [InlineData("/Outlines ", "/Outlinex ", "outline")]
    [InlineData("/S /Sect", "/S /Sekt", "02-001")]
    [InlineData("/Alt <FEFF", "/Axt <FEFF", "13-004")]
    [InlineData("/BBox [", "/BBux [", "figure")]
    [InlineData("/ID (note1)", "/IX (note1)", "19-003")]
    [InlineData("/StructParents 0", "/StructParents 1", "structure the parent tree")]
    [InlineData("/S /H1", "/S /H2", "14-002")]
    [InlineData("/S /H2", "/S /H3", "14-003")]
    [InlineData("/Scope /Row", "/Scope /Rov", "15-003")]
    [InlineData("/Scope /Column", "/Sxope /Column", "15-003")]
    [InlineData("/S /TD ", "/S /P  ", "09-004")]
    [InlineData("/S /TBody", "/S /LBody", "09-004")]
    [InlineData("/S /LI ", "/S /Div", "09-005")]
    [InlineData("/S /LBody", "/S /Div  ", "09-005")]
    [InlineData("/ListNumbering /Disc", "/ListNumbering /None", "09-005 a list with labels")]
    [InlineData("/Tabs /S", "/Tabs /R", "28-008")]
    [InlineData("/S /Link", "/S /Span", "28-011")]
    [InlineData("/Contents <FEFF", "/Conxents <FEFF", "28-012")]
    [InlineData("/F 4 ", "/F 0 ", "PDF/A an annotation")]
    [InlineData("/FontFile2 ", "/FontFile9 ", "31-009")]
    [InlineData("/ToUnicode ", "/ToUnicodx ", "31-027")]
    [InlineData("/CIDToGIDMap /Identity", "/CIDToGIDMap /Idxntity", "31-006")]
    [InlineData("Tm [<0001", "Tm [<0000", "31-030")]
    public void The_checker_finds_damage(string whole, string broken, string rule)
    {
        var pdf = Render(SampleBriefs.Leader(), compress: false);
        Assert.Contains(PdfChecker.Check(Damage(pdf, whole, broken)), fault => fault.StartsWith(rule, StringComparison.Ordinal));
    }

    [Fact]
    public void The_checker_finds_a_ragged_table()
    {
        var pdf = Render(SampleBriefs.Leader(), compress: false);
        var text = Encoding.Latin1.GetString(pdf);
        var row = text.IndexOf("/S /TR", text.IndexOf("/S /TBody", StringComparison.Ordinal), StringComparison.Ordinal);
        var kids = text.IndexOf("/K [", row, StringComparison.Ordinal);
        var last = text.LastIndexOf(' ', text.IndexOf(" R]", kids, StringComparison.Ordinal) - 3);
        var end = text.IndexOf(']', last);
        var damaged = Encoding.Latin1.GetBytes(text[..last] + new string(' ', end - last) + text[end..]);
        Assert.Contains(PdfChecker.Check(damaged), fault => fault.StartsWith("15-005", StringComparison.Ordinal));
    }

    [Fact]
    public void The_checker_finds_an_artifact_inside_tagged_content_and_the_reverse()
    {
        var pdf = Render(SampleBriefs.Of(new Paragraph("Ett"), new Paragraph("Två")), compress: false);
        Assert.Contains(
            PdfChecker.Check(Damage(pdf, "EMC\n/Artifact BMC", "EMC\n/Artifact BMC".Replace("EMC\n", "q Q\n", StringComparison.Ordinal))),
            fault => fault.StartsWith("01-003", StringComparison.Ordinal));
        Assert.Contains(
            PdfChecker.Check(Damage(pdf, "EMC\n/P <</MCID 2>> BDC", "q Q\n/P <</MCID 2>> BDC")),
            fault => fault.StartsWith("01-004", StringComparison.Ordinal));
    }

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
    public void The_same_brief_gives_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Render(SampleBriefs.Leader());
            foreach (var name in (string[])["sv-SE", "fr-FR", "ar-SA", "tr-TR"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, Render(SampleBriefs.Leader()));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Can_be_rendered_on_many_threads_at_once()
    {
        var brief = SampleBriefs.Leader();
        var expected = Render(brief);
        Parallel.For(0, 8, _ => Assert.Equal(expected, Render(brief)));
    }

    [Fact]
    public void Another_data_date_gives_another_identifier_and_no_other_date_appears()
    {
        var brief = SampleBriefs.Of(new Paragraph("Ett"));
        var one = Encoding.Latin1.GetString(Render(brief, compress: false));
        var other = Encoding.Latin1.GetString(Render(brief with { DataDate = new DateOnly(2025, 1, 2) }, compress: false));
        Assert.Contains("/CreationDate (D:20260331000000Z)", one, StringComparison.Ordinal);
        Assert.DoesNotContain(DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one, StringComparison.Ordinal);
        Assert.NotEqual(Id(one), Id(other));
        Assert.Equal(Id(one), Id(Encoding.Latin1.GetString(Render(brief, compress: false))));

        static string Id(string pdf) => pdf[pdf.LastIndexOf("/ID [<", StringComparison.Ordinal)..][..40];
    }

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
        Assert.Equal(new string('W', 120), reader.Text(reader.Elements.Last(element => element.Type == "TH")));
    }

    [Fact]
    public void Many_columns_are_set_tighter_and_beyond_that_broken_but_none_is_lost()
    {
        foreach (var columns in (int[])[1, 14, 40])
        {
            var table = new Table(
                "Bred",
                [.. Enumerable.Range(1, columns).Select(i => new TableColumn(i == 1 ? "Kompetensområde" : $"Kolumn {i}", ColumnAlignment.Right))],
                [.. Enumerable.Range(1, 30).Select(row => new TableRow($"Område {row}", [.. Enumerable.Range(2, columns - 1).Select(i => $"{row * i} %")]))]);
            var pdf = Render(SampleBriefs.Of(table));
            using var reader = new PdfReader(pdf);
            Assert.Empty(PdfChecker.Check(pdf));
            Assert.All(reader.Pages.SelectMany(page => page.Letters), letter => Assert.InRange(letter.EndBaseLine.X, 40, 545));
            Assert.Equal("Kompetensområde", reader.Text(reader.Elements.First(element => element.Type == "TH")));
            Assert.Equal(columns <= 14, reader.Pages[0].GetWords().Any(word => word.Text == "Kompetensområde"));
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

    [Fact]
    public void Nothing_is_drawn_outside_the_page()
    {
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), Odd(), SampleBriefs.Of(SampleBriefs.LongTable(60))])
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
    public void What_the_font_lacks_is_drawn_as_a_box_read_out_and_reported()
    {
        using var output = new MemoryStream();
        var report = new PdfBriefRenderer().Render(SampleBriefs.Of(new Paragraph("Före 😀 mellan שלום efter")), output);
        Assert.Equal(["U+1F600", "U+05E9", "U+05DC", "U+05D5", "U+05DD"], report.Warnings.Select(warning => warning.Argument));
        Assert.All(report.Warnings, warning => Assert.Equal("brief.missing-glyph", warning.Code));
        var plain = Encoding.Latin1.GetString(Render(SampleBriefs.Of(new Paragraph("Före 😀 mellan שלום efter")), compress: false));
        Assert.Contains("/Span <</ActualText <FEFFD83DDE00>>> BDC", plain, StringComparison.Ordinal);
        Assert.Contains("/Span <</ActualText <FEFF05E905DC05D505DD>>> BDC", plain, StringComparison.Ordinal);
        Assert.Empty(PdfChecker.Check(output.ToArray()));
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
    public void What_cannot_become_accessible_is_refused()
    {
        Refused(SampleBriefs.Of() with { Title = " " });
        Refused(SampleBriefs.Of() with { Language = "de-DE" });
        Refused(SampleBriefs.Of(new Heading(3, "För djup")));
        Refused(SampleBriefs.Of(new Heading(2, " ")));
        Refused(SampleBriefs.Of(new Figure("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", "", "Utan alternativ", 1, 1)));
        Refused(SampleBriefs.Of(new Table("Ojämn", [new TableColumn("A"), new TableColumn("B")], [new TableRow("a", [])])));
        Refused(SampleBriefs.Of(new Table("", [new TableColumn("A")], [])));
        Refused(SampleBriefs.Of() with { FooterText = string.Join(' ', Enumerable.Repeat("fot", 200)) });

        static void Refused(Brief brief) => Assert.ThrowsAny<ArgumentException>(() => Render(brief));
    }

    [Fact]
    public void Qpdf_finds_no_fault()
    {
        SkipUnlessOnPath("qpdf", "Debian: apt-get install qpdf");
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), Odd()])
        {
            Run(brief, "qpdf", "--check");
        }
    }

    /// <summary>The reference checker of both standards, where somebody has installed it.</summary>
    [Theory]
    [InlineData("ua1")]
    [InlineData("2a")]
    public void VeraPdf_finds_no_fault(string flavour)
    {
        SkipUnlessOnPath("verapdf", "https://verapdf.org");
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), Odd(), SampleBriefs.Of(SampleBriefs.LongTable(90))])
        {
            Run(brief, "verapdf", "--flavour", flavour, "--format", "text");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70_000)]
    public void Compression_is_undone_by_the_runtime(int length)
    {
        var random = new Random(7);
        byte[][] samples =
        [
            new byte[length],
            [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))],
            [.. Enumerable.Range(0, length).Select(i => (byte)"abcabd 0 1 0 rg\n"[random.Next(16)])],
            [.. Enumerable.Range(0, length).Select(i => (byte)(i * i >> 7))],
        ];
        foreach (var sample in samples)
        {
            using var unpacked = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(Deflate.Zlib(sample)), CompressionMode.Decompress))
            {
                zlib.CopyTo(unpacked);
            }

            Assert.Equal(sample, unpacked.ToArray());
        }
    }

    private static void SkipUnlessOnPath(string program, string source) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
        $"{program} is not on the PATH ({source}).");

    private static void Run(Brief brief, string program, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Render(brief));
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static byte[] Render(Brief brief, bool compress = true)
    {
        using var output = new MemoryStream();
        new PdfBriefRenderer(compress).Render(brief, output);
        return output.ToArray();
    }

    private static byte[] Damage(byte[] pdf, string whole, string broken)
    {
        Assert.Equal(whole.Length, broken.Length);
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Contains(whole, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(whole, broken, StringComparison.Ordinal));
    }

    private static Brief Odd() => SampleBriefs.Of(
        new Paragraph("Emoji 😀👩‍👩‍👧 och שלום مرحبا e\u0301 q\u0323\u0301"),
        new KeyFigures([new KeyFigure("En", "1", "b")]),
        new KeyFigures([.. Enumerable.Range(1, 7).Select(i => new KeyFigure($"Mått {i}", i == 3 ? "uppgift saknas: för få svar" : $"{i} %", $"n = {i}", i % 2 == 0 ? "+1" : null))]),
        new BulletList([new Paragraph(new string('å', 300)), new Paragraph("")]),
        new Table("Tom", [new TableColumn("A"), new TableColumn("B")], [], "Not ett"),
        new Table("Tomma celler", [new TableColumn(""), new TableColumn("B", ColumnAlignment.Center)], [new TableRow("", [""])], "Not två"),
        new Heading(2, new string('R', 200)),
        new Paragraph([new TextRun("En länk som är så lång att den bryts över flera rader ", Link: new Uri("https://digilo.example/å?x=(1)")), new TextRun(new string('x', 150), Link: new Uri("https://digilo.example/"))]),
        new Note("Metod", []));

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
