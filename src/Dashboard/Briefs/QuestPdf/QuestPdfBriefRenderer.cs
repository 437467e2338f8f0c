using Digilo.Analytics.Dashboard.Briefs.Pdf;
using QuestPDF.Drawing;
using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;

namespace Digilo.Analytics.Dashboard.Briefs.QuestPdf;

/// <summary>
/// The renderer on QuestPDF, compiled with <c>-p:QuestPdf=true</c>: PDF/UA-1 and PDF/A-3a by its semantic elements. Its bytes are QuestPDF's own and
/// may differ from version to version; wide tables stay upright.
/// </summary>
internal sealed class QuestPdfBriefRenderer : IBriefRenderer
{
    private const string FontName = "Lato";

    private static readonly Lock Preparing = new();
    private static bool prepared;

    /// <summary>Prepares QuestPDF, once for the program.</summary>
    /// <param name="licence">The licence that the operator holds: "Evaluation", "Community", "Professional" or "Enterprise".</param>
    /// <exception cref="ArgumentException">It is none of them: nobody but the operator can say which applies.</exception>
    public QuestPdfBriefRenderer(string licence)
    {
        if (!Enum.GetNames<LicenseType>().Contains(licence, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException("QuestPDF needs the licence that the operator holds.", nameof(licence));
        }

        lock (Preparing)
        {
            QuestPDF.Settings.License = Enum.Parse<LicenseType>(licence, ignoreCase: true);
            if (!prepared)
            {
                QuestPDF.Settings.UseEnvironmentFonts = false;
                RegisterFont("Lato-Regular");
                RegisterFont("Lato-Bold");
                prepared = true;
            }
        }
    }

    /// <inheritdoc/>
    public RenderReport Render(Brief brief, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        BriefCheck.Check(brief);
        var words = PdfWords.For(brief.Language);
        var blocks = new QuestPdfBlocks(brief, words);
        var pages = 1;
        var date = new DateTimeOffset(brief.DataDate.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        Document.Create(document => document.Page(page =>
            {
                page.Size(PageSizes.A4);
                page.MarginHorizontal(56);
                page.MarginTop(28);
                page.MarginBottom(28);
                page.DefaultTextStyle(style => style.FontFamily(FontName).FontSize(10).LineHeight(1.3f).FontColor(QuestPdfBlocks.Ink));
                page.Header().SemanticIgnore().SkipOnce().PaddingBottom(12).Text(Head(brief, words)).FontSize(8).FontColor(QuestPdfBlocks.Muted);
                page.Content().Column(blocks.Compose);
                page.Footer().SemanticIgnore().PaddingTop(8).Row(row =>
                {
                    row.RelativeItem().Text(brief.FooterText).FontSize(8).FontColor(QuestPdfBlocks.Muted);
                    row.AutoItem().PaddingLeft(24).Text(text =>
                    {
                        text.DefaultTextStyle(style => style.FontSize(8).FontColor(QuestPdfBlocks.Muted));
                        text.CurrentPageNumber().Format(number => words.Page(number ?? 1, pages));
                        text.TotalPages().Format(total =>
                        {
                            // Asked in each pass; the last pass has both numbers.
                            pages = total ?? pages;
                            return "";
                        });
                    });
                });
            }))
            .WithMetadata(new DocumentMetadata
            {
                Title = Typesetter.Clean(brief.Title).Trim(),
                Language = brief.Language,
                Subject = brief.Subject,
                Keywords = $"snapshot {brief.SnapshotId}, method {brief.MethodVersion}",
                Producer = "Digilo.Analytics",
                CreationDate = date,
                ModifiedDate = date,
            })
            .WithSettings(new DocumentSettings { PDFA_Conformance = PDFA_Conformance.PDFA_3A, PDFUA_Conformance = PDFUA_Conformance.PDFUA_1 })
            .GeneratePdf(output);
        return new RenderReport(pages, blocks.Warnings());
    }

    private static string Head(Brief brief, PdfWords words)
    {
        var head = brief.RunningHead.Length > 0 ? brief.RunningHead : brief.Subject.Length == 0 ? brief.Title : brief.Title + " · " + brief.Subject;
        return brief.Synthetic ? words.Synthetic + " · " + head : head;
    }

    private static void RegisterFont(string name)
    {
        using var resource = typeof(QuestPdfBriefRenderer).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        FontManager.RegisterFontWithCustomName(FontName, resource);
    }
}
