namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>What stands on each page around the text: running head, banner, footer. Artifacts all, for they would interrupt the reading.</summary>
internal static class Furniture
{
    private const double BannerHeight = 22;
    private const double FooterHeight = 48;

    /// <summary>Draws a page's furniture when the number of pages is known.</summary>
    public static void Draw(PageCanvas canvas, int pages, Brief brief, PdfWords words, Theme theme, TextLayout text)
    {
        var (width, footerTop) = (canvas.Format.Width, canvas.Format.PageHeight - FooterHeight);
        if (canvas.Number > 1)
        {
            canvas.MarkArtifact("/Type /Pagination /Subtype /Header /Attached [/Top]");
            if (brief.Synthetic)
            {
                DrawBanner(canvas, text.Break(theme.Banner, words.Synthetic, width)[0], null);
            }

            var head = brief.RunningHead.Length > 0 ? brief.RunningHead : brief.Subject.Length == 0 ? brief.Title : brief.Title + " · " + brief.Subject;
            text.Fit(theme.Furniture, head, width)?.Draw(canvas, PageFormat.Left, 36, null);
            canvas.Fill(PageFormat.Left, 50, width, 0.5, Theme.Rule);
        }

        canvas.MarkArtifact("/Type /Pagination /Subtype /Footer /Attached [/Bottom]");
        canvas.Fill(PageFormat.Left, footerTop, width, 0.5, Theme.Rule);
        var number = text.Break(theme.Furniture, words.Page(canvas.Number, pages), width)[0];
        number.Draw(canvas, PageFormat.Left + width - number.Width, footerTop + 6, null);
        var footer = text.Break(theme.Furniture, brief.FooterText, width - number.Width - 24);
        if (footer.Count > 3)
        {
            throw new ArgumentException("A brief's footer is longer than three lines.");
        }

        for (var i = 0; i < footer.Count; i++)
        {
            footer[i].Draw(canvas, PageFormat.Left, footerTop + 6 + (i * theme.Furniture.LineHeight), null);
        }
    }

    /// <summary>The line that says the data are synthetic, across the page's top.</summary>
    public static void DrawBanner(PageCanvas canvas, TextLine line, StructureElement? element)
    {
        canvas.FillBehind(0, 0, canvas.Format.PageWidth, BannerHeight, Theme.WarningFill);
        line.Draw(canvas, PageFormat.Left, (BannerHeight - line.Height) / 2, element);
    }
}
