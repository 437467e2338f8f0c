namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>What stands on each page around the text: running head, banner, footer. Artifacts all, for they would interrupt the reading.</summary>
internal static class Furniture
{
    private const double BannerHeight = 22;
    private const double FooterTop = PageCanvas.Height - 48;

    /// <summary>Draws a page's furniture when the number of pages is known.</summary>
    public static void Draw(PageCanvas canvas, int page, int pages, Brief brief, PdfWords words, Theme theme, TextLayout text)
    {
        if (page > 1)
        {
            canvas.MarkArtifact("/Type /Pagination /Subtype /Header /Attached [/Top]");
            if (brief.Synthetic)
            {
                DrawBanner(canvas, text.Break(theme.Banner, words.Synthetic, Pager.Width)[0], null);
            }

            var head = brief.Subject.Length == 0 ? brief.Title : brief.Title + " · " + brief.Subject;
            Ellipsis(head, Pager.Width)?.Draw(canvas, Pager.Left, 36, null);
            canvas.Fill(Pager.Left, 50, Pager.Width, 0.5, Theme.Rule);
        }

        canvas.MarkArtifact("/Type /Pagination /Subtype /Footer /Attached [/Bottom]");
        canvas.Fill(Pager.Left, FooterTop, Pager.Width, 0.5, Theme.Rule);
        var number = text.Break(theme.Furniture, words.Page(page, pages), Pager.Width)[0];
        number.Draw(canvas, Pager.Left + Pager.Width - number.Width, FooterTop + 6, null);
        var footer = text.Break(theme.Furniture, brief.FooterText, Pager.Width - number.Width - 24);
        if (footer.Count > 3)
        {
            throw new ArgumentException("A brief's footer is longer than three lines.");
        }

        for (var i = 0; i < footer.Count; i++)
        {
            footer[i].Draw(canvas, Pager.Left, FooterTop + 6 + (i * theme.Furniture.LineHeight), null);
        }

        TextLine? Ellipsis(string words, double width)
        {
            var lines = text.Break(theme.Furniture, words, width);
            return lines.Count <= 1 ? lines.FirstOrDefault() : text.Break(theme.Furniture, words, width - 12)[0] is { } first
                ? first with { Spans = [.. first.Spans, .. text.Break(theme.Furniture, "…", 12)[0].Spans] }
                : null;
        }
    }

    /// <summary>The line that says the data are synthetic, across the page's top.</summary>
    public static void DrawBanner(PageCanvas canvas, TextLine line, StructureElement? element)
    {
        canvas.FillBehind(0, 0, PageCanvas.Width, BannerHeight, Theme.WarningFill);
        line.Draw(canvas, Pager.Left, (BannerHeight - line.Height) / 2, element);
    }
}
