using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>PDF/UA-1 and PDF/A-2a, by our checker (itself proved on damaged files) and by others' where they are installed.</summary>
public class PdfConformanceTests
{
    [Fact]
    public void Meets_every_condition_of_the_checker()
    {
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Leader())));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Leader(synthetic: false), compress: false)));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Of(SampleBriefs.LongTable(90)))));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Odd())));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Analysis())));
        Assert.Empty(PdfChecker.Check(Render(SampleBriefs.Of(SampleBriefs.WideTable(60, 8)))));
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
    public void Qpdf_finds_no_fault()
    {
        SkipUnlessOnPath("qpdf", "Debian: apt-get install qpdf");
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), SampleBriefs.Odd(), SampleBriefs.Analysis()])
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
        foreach (var brief in (Brief[])[SampleBriefs.Leader(), SampleBriefs.Odd(), SampleBriefs.Analysis(), SampleBriefs.Of(SampleBriefs.LongTable(90), SampleBriefs.WideTable(60, 8))])
        {
            Run(brief, "verapdf", "--flavour", flavour, "--format", "text");
        }
    }
}
