using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Chooses who turns briefs into files.</summary>
internal static class BriefRenderers
{
    /// <summary>The renderer that the settings name.</summary>
    /// <exception cref="CommandFailure">It is QuestPDF, and the program is built without it, or nobody says under which licence it is run.</exception>
    public static IBriefRenderer Choose(SiteOptions options)
    {
        if (options.BriefRenderer == SiteOptions.OwnRenderer)
        {
            return new PdfBriefRenderer();
        }

#if QUESTPDF
        return options.QuestPdfLicence.Length > 0
            ? new Briefs.QuestPdf.QuestPdfBriefRenderer(options.QuestPdfLicence)
            : throw new CommandFailure(ExitCodes.Usage, "cli.error.questPdfLicence", "Briefs:QuestPdfLicence", SiteOptions.QuestPdfLicences);
#else
        throw new CommandFailure(ExitCodes.Usage, "cli.error.questPdfBuild", "Briefs:Renderer=QuestPdf", "dotnet build -p:QuestPdf=true");
#endif
    }
}
