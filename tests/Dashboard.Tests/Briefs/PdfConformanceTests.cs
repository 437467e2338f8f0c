using Digilo.Analytics.Dashboard.Briefs;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>PDF/UA-1 and PDF/A-2a, by our checker and by others' where they are installed.</summary>
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
