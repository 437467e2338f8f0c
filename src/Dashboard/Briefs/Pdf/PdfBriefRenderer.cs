namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// The default renderer: a small writer of tagged PDF that meets PDF/UA-1 and PDF/A-2a at once, with the glyphs it uses and
/// charts as vectors. It needs no browser, no system font and no licence.
/// </summary>
/// <param name="compress">False leaves streams readable, for tests that look at or damage them.</param>
internal sealed class PdfBriefRenderer(bool compress) : IBriefRenderer
{
    /// <summary>A renderer for use.</summary>
    public PdfBriefRenderer()
        : this(compress: true)
    {
    }

    /// <inheritdoc/>
    public RenderReport Render(Brief brief, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        BriefCheck.Check(brief);
        var words = PdfWords.For(brief.Language);
        var objects = new PdfObjects(compress);
        var catalog = objects.Reserve();
        var pagesNumber = objects.Reserve();
        var graphics = new PdfGraphics();
        var typesetter = new Typesetter();
        var theme = new Theme(typesetter);

        var layout = new BriefLayout(brief, words, theme, typesetter, graphics);
        var pager = new Pager(format => new PageCanvas(objects.Reserve(), format));
        pager.Flow(layout.Build());
        pager.Draw();
        var pages = pager.Pages;
        var text = new TextLayout(typesetter);
        foreach (var page in pages)
        {
            Furniture.Draw(page, pages.Count, brief, words, theme, text);
        }

        WritePages(objects, pages, pagesNumber, typesetter, graphics);
        var structure = StructureTree.Write(objects, layout.Document, pages);
        var outline = OutlineTree.Write(objects, layout.Outline);
        var metadata = objects.AddStream("/Type /Metadata /Subtype /XML", Metadata.Packet(brief), plain: true);
        var profile = objects.AddStream("/N 3", SrgbProfile.Bytes);
        objects.Set(
            catalog,
            $"<</Type /Catalog /Pages {PdfSyntax.Reference(pagesNumber)} /Lang {PdfSyntax.Ascii(brief.Language)} /MarkInfo <</Marked true>> "
            + $"/ViewerPreferences <</DisplayDocTitle true>> /StructTreeRoot {PdfSyntax.Reference(structure)} /Outlines {PdfSyntax.Reference(outline)} "
            + $"/Metadata {PdfSyntax.Reference(metadata)} /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
            + $"/OutputConditionIdentifier {PdfSyntax.Ascii(SrgbProfile.Condition)} /Info {PdfSyntax.Ascii(SrgbProfile.Condition)} "
            + $"/DestOutputProfile {PdfSyntax.Reference(profile)}>>]>>");
        objects.Write(output, catalog, objects.Add(Metadata.Information(brief)));
        return new RenderReport(pages.Count, typesetter.Warnings);
    }

    private static void WritePages(PdfObjects objects, IReadOnlyList<PageCanvas> pages, int parent, Typesetter typesetter, PdfGraphics graphics)
    {
        // Contents first: drawing decides which glyphs and states there are.
        var contents = pages.Select(page => objects.AddStream("", page.Content())).ToList();
        var fonts = string.Concat(((DocumentFont[])[typesetter.Regular, typesetter.Bold]).Where(font => font.Used)
            .Select(font => $"/{font.ResourceName} {PdfSyntax.Reference(font.Write(objects))} "));
        var resources = objects.Add($"<</Font <<{fonts.TrimEnd()}>> {graphics.Resources()}>>");
        var nextParent = pages.Count;
        for (var i = 0; i < pages.Count; i++)
        {
            var annotations = pages[i].Annotations.Select(annotation => PdfSyntax.Reference(annotation.Write(objects, nextParent++))).ToList();
            objects.Set(
                pages[i].ObjectNumber,
                $"<</Type /Page /Parent {PdfSyntax.Reference(parent)} /MediaBox [0 0 {PdfSyntax.Numbers(pages[i].Format.PageWidth, pages[i].Format.PageHeight)}] "
                + $"/Resources {PdfSyntax.Reference(resources)} /Contents {PdfSyntax.Reference(contents[i])} "
                + $"/StructParents {PdfSyntax.Number(i)} /Tabs /S"
                + (annotations.Count == 0 ? "" : $" /Annots [{string.Join(' ', annotations)}]") + ">>");
        }

        objects.Set(
            parent,
            $"<</Type /Pages /Count {PdfSyntax.Number(pages.Count)} "
            + $"/Kids [{string.Join(' ', pages.Select(page => PdfSyntax.Reference(page.ObjectNumber)))}]>>");
    }
}
