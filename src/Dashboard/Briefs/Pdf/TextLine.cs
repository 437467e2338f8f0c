namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A line of text.</summary>
/// <param name="Spans">
/// Its stretches in the order they are read, a wrapped line's last space included so that readers do not join the words around it.
/// </param>
/// <param name="Width">Its visible width.</param>
/// <param name="Height">The room it takes.</param>
internal sealed record TextLine(IReadOnlyList<TextSpan> Spans, double Width, double Height)
{
    /// <summary>Draws the line.</summary>
    /// <param name="canvas">The page.</param>
    /// <param name="x">Its left edge.</param>
    /// <param name="top">Its top.</param>
    /// <param name="element">Whose content it is; null when the caller has marked an artifact.</param>
    /// <param name="links">The links that spans may point to.</param>
    public void Draw(PageCanvas canvas, double x, double top, StructureElement? element, IReadOnlyList<LinkTarget>? links = null)
    {
        var places = Places(x);
        for (var i = 0; i < Spans.Count; i++)
        {
            var span = Spans[i];
            var style = span.Style;
            var link = span.Link < 0 ? null : links?[span.Link];
            if (element is not null)
            {
                canvas.Mark(link?.Within(element) ?? element);
            }

            // Capitals stand in the middle of the line's height.
            var baseline = top + (Height / 2) + (style.Size * style.Font.Font.CapHeight / style.Font.Font.UnitsPerEm / 2);
            foreach (var (part, at) in span.Parts(places[i]))
            {
                canvas.Append(part, at, baseline);
            }

            if (link is not null && element is not null)
            {
                if (link.Underlined)
                {
                    // Colour alone must not say that words are a link.
                    canvas.Fill(places[i], baseline + (style.Size * 0.12), span.Width, 0.6, style.Colour);
                }

                canvas.AddLink(link, places[i], top, span.Width, Height);
            }
        }
    }

    /// <summary>Where each span begins: one after the other, but for words written from right to left and what stands among them.</summary>
    private double[] Places(double x)
    {
        var places = new double[Spans.Count];
        foreach (var i in Bidi.VisualOrder([.. Spans.Select(span => span.Level)]))
        {
            places[i] = x;
            x += Spans[i].Width;
        }

        return places;
    }
}
