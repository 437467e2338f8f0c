namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Lays out charts: caption, drawing and, kept with it where there is room, the table of its numbers.</summary>
internal sealed class FigureLayout(TextFlow flow, TableLayout tables, Typesetter typesetter, PdfGraphics graphics)
{
    /// <summary>A chart and its table stay on one page when they take no more of it than this: larger gaps look like faults.</summary>
    private const double MostKept = 0.65;

    /// <summary>Adds a chart.</summary>
    public void Add(Figure figure, StructureElement document)
    {
        var page = PageFormat.Portrait;
        var start = flow.Pieces.Count;
        var caption = flow.Text.Break(flow.Theme.Caption, figure.Caption, page.Width);
        var parent = document.Add("Div");
        if (caption.Count > 0)
        {
            flow.AddText(caption, parent.Add("Caption"), PageFormat.Left, 16, keepAll: true);
        }

        var room = page.Room - caption.Sum(line => line.Height) - 8;
        var scale = Math.Min(1, Math.Min(page.Width / figure.Width, room / figure.Height));
        var (width, height) = (figure.Width * scale, figure.Height * scale);
        var element = parent.Add(new StructureElement("Figure") { Alternative = Typesetter.Clean(figure.AltText) });
        var painter = new SvgPainter(figure.Svg, typesetter, graphics);
        flow.Pieces.Add(Drawing(height) with { Give = height * 0.14, Shrink = less => Drawing(height - less) });
        if (figure.Data is not null)
        {
            tables.Add(figure.Data, parent);
            KeepTogether(start, page);
        }

        Piece Drawing(double tall) => new(tall, (canvas, y) =>
        {
            var (bottom, wide) = (canvas.Up(y + tall), width * tall / height);
            element.Attributes.Add(
                $"<</O /Layout /Placement /Block /BBox [{PdfSyntax.Numbers(PageFormat.Left, bottom, PageFormat.Left + wide, bottom + tall)}]>>");
            canvas.Mark(element);
            canvas.Append(painter.Paint(PageFormat.Left, bottom, wide, tall));
        })
        { SpaceBefore = caption.Count == 0 ? 14 : 4 };
    }

    private void KeepTogether(int start, PageFormat page)
    {
        var all = flow.Pieces.Skip(start).ToList();
        if (all.Exists(piece => piece.Format != page) || all.Sum(piece => piece.SpaceBefore + piece.Height) > MostKept * page.Room)
        {
            return;
        }

        for (var i = start; i < flow.Pieces.Count - 1; i++)
        {
            flow.Pieces[i] = flow.Pieces[i] with { StayWithNext = true };
        }
    }
}
