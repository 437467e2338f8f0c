using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Our own renderer makes what every renderer must make.</summary>
public class PdfBriefRendererContractTests : BriefRendererContract
{
    /// <inheritdoc/>
    public override IBriefRenderer Renderer => new PdfBriefRenderer();
}

#if QUESTPDF
/// <summary>So does the one on QuestPDF, in the build that has it.</summary>
public class QuestPdfBriefRendererContractTests : BriefRendererContract
{
    /// <inheritdoc/>
    public override IBriefRenderer Renderer => new Digilo.Analytics.Dashboard.Briefs.QuestPdf.QuestPdfBriefRenderer("Evaluation");
}
#endif
