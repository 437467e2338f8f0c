using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>The checker finds what it says it finds: each condition on a file damaged in just that way.</summary>
public class PdfCheckerTests
{
    /// <summary>Each condition fails on a file with just that damage. Replacements keep the length, so that the file stays readable.</summary>
    [Theory]
    [InlineData("%PDF-1.7", "%PDF-1.9", "A 6.1.2")]
    [InlineData("/Marked true", "/Marxed true", "06-001")]
    [InlineData("MarkInfo <</Marked true>> /V", "MarkInfo<</Suspects true>>/V", "01-007")]
    [InlineData("/StructTreeRoot ", "/StructTreeRoox ", "01-005 there is no")]
    [InlineData("/P <</MCID 0>> BDC", "/P <</MCIX 0>> BDC", "01-005 page 1: TJ")]
    [InlineData("/Artifact BMC", "/Artefakt BMC", "01-005 page 1: f")]
    [InlineData("/H1 <</MCID 2>> BDC", "/H1 <</MCID 9>> BDC", "structure page 1: the number")]
    [InlineData("/P <</MCID 0>> BDC", "/Artifact <<>> BDC", "structure page 1: an element claims")]
    [InlineData("/Type /Pagination", "/Type /Paginatiox", "artifact the type")]
    [InlineData(" rg ", "  g ", "A 6.2 the operator g")]
    [InlineData("/Type /ExtGState", "/BMoo /Multiply ", "A 6.2.5")]
    [InlineData("/ca 0", "/ca 9", "A 6.2.10")]
    [InlineData("/Type /Metadata /Subtype /XML", "/Type /Metadata /Subtype /XMP", "06-001 there is no metadata")]
    [InlineData("/Metadata ", "/Metadatx ", "06-001 there is no metadata")]
    [InlineData("<pdfuaid:part>1", "<pdfuaid:part>3", "06-002")]
    [InlineData("<pdfaid:conformance>A", "<pdfaid:conformance>B", "A 6.6.4")]
    [InlineData("<pdfaProperty:name>part", "<pdfaProperty:name>pxrt", "A 6.6.2.3")]
    [InlineData("<pdfaProperty:category>internal", "<pdfaProperty:category>external", "A 6.6.2.3")]
    [InlineData(" id=\"W5M0MpCehiHzreSzNTczkc9d\"", " bytes=\"MpCehiHzreSzNTczkc9d\" ", "A 6.6.2.1")]
    [InlineData("dc:title>", "dc:titel>", "06-003")]
    [InlineData("<pdf:Producer>Digilo", "<pdf:Producer>Digila", "A 6.6.3 metadata and information dictionary differ in producer")]
    [InlineData("<xmp:CreateDate>2026", "<xmp:CreateDate>2025", "A 6.6.3 metadata and information dictionary differ in a date")]
    [InlineData("x-default\">Digital", "x-default\">Digitil", "A 6.6.3 metadata and information dictionary differ in the title")]
    [InlineData("<rdf:Bag><rdf:li>sv", "<rdf:Bag><rdf:li>en", "11-006 metadata and catalogue")]
    [InlineData("/DisplayDocTitle true", "/DisplayDocTitle null", "07-001")]
    [InlineData("/Lang (sv-SE)", "/Lxng (sv-SE)", "11-006 the document")]
    [InlineData("/Lang (sv-SE)", "/Lang (s--SE)", "UA 7.2-29")]
    [InlineData("/GTS_PDFA1", "/GTS_PDFX1", "A 6.2.3")]
    [InlineData("RGB XYZ ", "GRAYXYZ ", "A 6.2.3")]
    [InlineData("/N 3", "/N 4", "A 6.2.3")]
    [InlineData("/ID [<", "/IX [<", "A 6.1.3")]
    [InlineData("/Outlines ", "/Outlinex ", "outline")]
    [InlineData("/ViewerPreferences <<", "/AA <</Printed 11>><<", "A 6.1 the catalogue")]
    [InlineData("/S /Sect", "/S /Sekt", "02-001 the type")]
    [InlineData("/ParentTree ", "/RoleMap    ", "02-001 types are mapped")]
    [InlineData("/S /Document", "/S /Sect    ", "structure the root")]
    [InlineData("/S /LBody /P ", "/S /LBody /Q ", "UA 7.1-12")]
    [InlineData("/Alt <FEFF", "/Axt <FEFF", "13-004")]
    [InlineData("/BBox [", "/BBux [", "figure a figure has no")]
    [InlineData("/BBox [56 ", "/BBox [-5 ", "figure a figure's")]
    [InlineData("/ID (note1)", "/IX (note1)", "19-003")]
    [InlineData("/ID (note2)", "/ID (note1)", "19-004")]
    [InlineData("/StructParents 0", "/StructParents 1", "structure the parent tree")]
    [InlineData("/S /H1", "/S /H2", "14-002")]
    [InlineData("/S /H2", "/S /H3", "14-003")]
    [InlineData("/S /H3 ", "/S /H  ", "14-007")]
    [InlineData("/S /TOCI ", "/S /P    ", "09-006")]
    [InlineData("/S /Reference", "/S /Span     ", "09-006")]
    [InlineData("/Scope /Row", "/Scope /Rov", "15-003")]
    [InlineData("/Scope /Column", "/Sxope /Column", "15-003")]
    [InlineData("/O /Table /Scope", "/O /Tabel /Scope", "15-003 a table heading")]
    [InlineData("/S /TH ", "/S /TD ", "15-003 a table has no headings")]
    [InlineData("/S /TD ", "/S /P  ", "09-004 a table's rows")]
    [InlineData("/S /TR ", "/S /P  ", "09-004 a cell stands outside")]
    [InlineData("/S /Table", "/S /Sect ", "09-004 a table's head or body stands")]
    [InlineData("/S /THead", "/S /Sect ", "09-004 a row stands outside")]
    [InlineData("/S /TBody", "/S /THead", "09-004 a table has two heads")]
    [InlineData("/S /TBody", "/S /LBody", "09-004 a table holds something else")]
    [InlineData("/S /LI ", "/S /P  ", "09-005")]
    [InlineData("/S /LBody", "/S /Div  ", "09-005")]
    [InlineData("/ListNumbering /Disc", "/ListNumbering /None", "UA 7.6")]
    [InlineData("/Tabs /S", "/Tabs /R", "28-008")]
    [InlineData("/S /Link", "/S /Span", "28-011 a link's area")]
    [InlineData("/Type /OBJR", "/Typx /OBJR", "28-011 a Link")]
    [InlineData("/Subtype /Link", "/Subtype /Ink ", "28-006")]
    [InlineData("/Contents <FEFF", "/Conxents <FEFF", "28-012")]
    [InlineData("/F 4 ", "/F 0 ", "A 6.3.2")]
    [InlineData("/F 4 ", "/F 6 ", "A 6.3.2")]
    [InlineData("/Rect [", "/Rext [", "annotation")]
    [InlineData("/S /URI ", "/S /Hide", "A 6.5.1")]
    [InlineData("/FontFile2 ", "/FontFile9 ", "31-009")]
    [InlineData("/ToUnicode ", "/ToUnicodx ", "31-027 a font")]
    [InlineData("/CIDToGIDMap /Identity", "/CIDToGIDMap /Idxntity", "31-006")]
    [InlineData("/Encoding /Identity-H", "/Encoding /Identity-V", "UA 7.21.3.3")]
    [InlineData("/Registry (Adobe) /Ordering (Identity)", "/Registry (Adoxe) /Ordering (Identity)", "UA 7.21.3.1")]
    [InlineData("/ItalicAngle 0", "/CIDSet      0", "UA 7.21.4.2")]
    [InlineData("Lato-Regular /Flags", "Lato-Regulxr /Flags", "syntax a font's subset")]
    [InlineData("<0001> <", "<F001> <", "31-027 a glyph that is drawn")]
    [InlineData("> <006E>", "> <FFFE>", "UA 7.21.7-2")]
    [InlineData("> <006E>", "> <E000>", "A 6.2.11.7.3")]
    [InlineData("Tm [<0001", "Tm [<0000", "31-030")]
    [InlineData("Tm [<0001", "Tm [<7F01", "31-011")]
    public void The_checker_finds_damage(string whole, string broken, string rule)
    {
        var pdf = Render(SampleBriefs.Everything(), compress: false);
        Assert.Contains(PdfChecker.Check(Damage(pdf, whole, broken)), fault => fault.StartsWith(rule, StringComparison.Ordinal));
    }

    [Fact]
    public void The_checker_finds_a_ragged_table()
    {
        var pdf = Render(SampleBriefs.Everything(), compress: false);
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
    public void The_checker_finds_a_false_width()
    {
        var text = Text(Render(SampleBriefs.Everything(), compress: false));
        var at = text.IndexOf("/W [0 [", StringComparison.Ordinal) + "/W [0 [".Length;
        var second = text.IndexOf(' ', at) + 1;
        var damaged = Encoding.Latin1.GetBytes(text[..second] + (text[second] == '9' ? '8' : '9') + text[(second + 1)..]);
        Assert.Contains(PdfChecker.Check(damaged), fault => fault.StartsWith("UA 7.21.5", StringComparison.Ordinal));
    }

    [Fact]
    public void The_checker_finds_states_and_marks_that_never_end()
    {
        var pdf = Render(SampleBriefs.Everything(), compress: false);
        Assert.Contains("syntax a saved state is never restored", PdfChecker.Check(Damage(pdf, " Q\n", "  \n")));
        Assert.Contains("syntax a state is restored that was never saved", PdfChecker.Check(Damage(pdf, "q ", "  ")));
        Assert.Contains("syntax marked content never ends", PdfChecker.Check(Damage(pdf, "EMC\n", "   \n")));
        Assert.Contains("syntax marked content ends that never began", PdfChecker.Check(Damage(pdf, "/Artifact BMC", "             ")));
    }

    [Fact]
    public void The_checker_finds_links_to_nowhere_within_the_brief()
    {
        var text = Text(Render(SampleBriefs.Everything(), compress: false));
        var link = text.IndexOf("/Subtype /Link", StringComparison.Ordinal);
        var from = text.IndexOf("/Dest [", link, StringComparison.Ordinal) + "/Dest [".Length;
        var to = text.IndexOf(" R /XYZ", from, StringComparison.Ordinal);
        var damaged = Encoding.Latin1.GetBytes(text[..from] + "1 0".PadLeft(to - from) + text[to..]);
        Assert.Contains(PdfChecker.Check(damaged), fault => fault.StartsWith("A 6.5.1", StringComparison.Ordinal));
    }
}
