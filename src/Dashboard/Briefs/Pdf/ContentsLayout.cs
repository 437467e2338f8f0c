namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Lays out a contents list: titles, their pages and a dotted line to lead the eye, each line a link.</summary>
internal sealed class ContentsLayout(TextFlow flow)
{
    private const double NumberRoom = 28;
    private const double Indent = 16;

    /// <summary>Adds the list of headings to come.</summary>
    public void Add(StructureElement document)
    {
        var list = document.Add("TOC");
        StructureElement? chapter = null;
        StructureElement? inner = null;
        foreach (var heading in flow.Headings.ToCome)
        {
            StructureElement item;
            if (heading.Level == 2 || chapter is null)
            {
                chapter = item = list.Add("TOCI");
                inner = null;
            }
            else
            {
                inner ??= chapter.Add("TOC");
                item = inner.Add("TOCI");
            }

            AddEntry(heading, item.Add("Reference"), inner is null ? 0 : Indent);
        }
    }

    private void AddEntry(HeadingPlace heading, StructureElement reference, double indent)
    {
        var link = new LinkTarget(heading, flow.Words.LeadsTo + heading.Title) { Underlined = false };
        var style = heading.Level == 2 ? flow.Theme.ContentsChapter : flow.Theme.Body;
        var width = PageFormat.Portrait.Width - indent - NumberRoom;
        var lines = flow.Text.Break([new StyledText(style, heading.Title, 0)], width);
        var first = flow.Pieces.Count;
        flow.AddText(lines, reference, PageFormat.Left + indent, heading.Level == 2 ? 5 : 1, keepAll: false, links: [link]);
        for (var i = first; i < flow.Pieces.Count - 1; i++)
        {
            flow.Pieces[i] = flow.Pieces[i] with { KeepWithNext = true };
        }

        var (piece, line) = (flow.Pieces[^1], lines[^1]);
        flow.Pieces[^1] = piece with
        {
            Draw = (canvas, y) =>
            {
                piece.Draw(canvas, y);

                // The space keeps the title's last word and the number apart when they are read out.
                var number = flow.Text.Break([new StyledText(style, "\u00A0" + PdfSyntax.Number(heading.Page!.Number), 0)], PageFormat.Portrait.Width)[0];
                var right = PageFormat.Left + PageFormat.Portrait.Width;
                number.Draw(canvas, right - number.Width, y, reference, [link]);
                AddLeader(canvas, style, PageFormat.Left + indent + line.Width + 4, right - number.Width, y, line.Height);
            },
        };
    }

    private void AddLeader(PageCanvas canvas, TextStyle style, double from, double to, double top, double height)
    {
        // The dots of all lines stand below one another: they are counted from the page's edge.
        const double Step = 5;
        canvas.MarkArtifact();
        var y = top + (height / 2) + (style.Size * 0.3);
        for (var x = Math.Ceiling(from / Step) * Step; x + 1 < to; x += Step)
        {
            canvas.Fill(x, y, 0.8, 0.8, Theme.HeavyRule);
        }
    }
}
