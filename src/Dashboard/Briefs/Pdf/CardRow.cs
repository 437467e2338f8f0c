namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A row of cards with one key figure each: label, value, change, basis, every part on one line across the row.</summary>
internal static class CardRow
{
    /// <summary>Room between cards.</summary>
    public const double Gap = 8;

    private const double Padding = 10;

    /// <summary>Builds the row as one piece.</summary>
    public static Piece Build(IReadOnlyList<KeyFigure> figures, int columns, StructureElement list, TextFlow flow)
    {
        var (theme, text) = (flow.Theme, flow.Text);
        var width = (PageFormat.Portrait.Width - (Gap * (columns - 1))) / columns;
        var inner = width - (2 * Padding);
        var cards = figures.Select(figure => new Card(
            text.Break(theme.CardLabel, figure.Label, inner),
            Value(figure.Value),
            text.Break(theme.CardChange, figure.Change ?? "", inner),
            text.Break(theme.Small, figure.Detail, inner),
            list.Add("LI").Add("LBody"))).ToList();
        var label = cards.Max(card => Height(card.Label));
        var value = cards.Max(card => Height(card.Value));
        var change = cards.Max(card => Height(card.Change));
        var detail = cards.Max(card => Height(card.Detail));
        var height = (2 * Padding) + label + 2 + value + (change > 0 ? 2 : 0) + change + 2 + detail;
        return new Piece(height, (canvas, y) =>
        {
            for (var i = 0; i < cards.Count; i++)
            {
                canvas.FillBehind(PageFormat.Left + (i * (width + Gap)), y, width, height, Theme.Panel);
            }

            for (var i = 0; i < cards.Count; i++)
            {
                var (card, x) = (cards[i], PageFormat.Left + (i * (width + Gap)) + Padding);
                var top = y + Padding;
                Lines(card.Label, top + label - Height(card.Label));
                top += label + 2;
                Lines(card.Value, top);
                top += value + (change > 0 ? 2 : 0);
                Lines(card.Change, top);
                Lines(card.Detail, top + Height(card.Change) + 2);

                void Lines(IReadOnlyList<TextLine> lines, double at)
                {
                    if (lines.Count == 0)
                    {
                        return;
                    }

                    var element = card.Body.Add("P");
                    foreach (var line in lines)
                    {
                        line.Draw(canvas, x, at, element);
                        at += line.Height;
                    }
                }
            }
        });

        // A value in words ("högst 4 av 12") is set smaller rather than broken.
        IReadOnlyList<TextLine> Value(string words)
        {
            foreach (var size in (double[])[21, 17, 14])
            {
                var lines = text.Break(theme.CardValue(size), words, inner);
                if (lines.Count <= 1)
                {
                    return lines;
                }
            }

            return text.Break(theme.CardValue(11), words, inner);
        }
    }

    private static double Height(IReadOnlyList<TextLine> lines) => lines.Sum(line => line.Height);

    private sealed record Card(
        IReadOnlyList<TextLine> Label,
        IReadOnlyList<TextLine> Value,
        IReadOnlyList<TextLine> Change,
        IReadOnlyList<TextLine> Detail,
        StructureElement Body);
}
