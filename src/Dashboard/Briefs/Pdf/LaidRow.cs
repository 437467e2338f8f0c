namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A cell of a table, its text broken to its column.</summary>
/// <param name="Lines">Its lines.</param>
/// <param name="Element">The element it is.</param>
/// <param name="Alignment">Where its text stands.</param>
/// <param name="Width">Its column's width.</param>
/// <param name="Links">The links its text leads to.</param>
/// <param name="Tinted">True on a warm ground.</param>
internal sealed record LaidCell(
    IReadOnlyList<TextLine> Lines, StructureElement Element, ColumnAlignment Alignment, double Width, IReadOnlyList<LinkTarget> Links, bool Tinted);

/// <summary>A row of a table, ready to be drawn whole or in parts.</summary>
/// <param name="Cells">Its cells.</param>
/// <param name="Padding">Room at both sides of a cell's text.</param>
/// <param name="LineHeight">The height of a line.</param>
/// <param name="IsHead">True for the column headings.</param>
internal sealed record LaidRow(IReadOnlyList<LaidCell> Cells, double Padding, double LineHeight, bool IsHead)
{
    /// <summary>Room above and below a row's text.</summary>
    public const double PaddingY = 2.5;

    /// <summary>Lines of the cell that has most.</summary>
    public int LineCount { get; } = Cells.Max(cell => cell.Lines.Count);

    /// <summary>Some of the row's lines as a piece.</summary>
    /// <param name="from">The first line.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="asArtifact">True when it repeats what was already read out.</param>
    public Piece Draw(int from, int most, bool asArtifact)
    {
        var count = Math.Min(most, LineCount - from);
        var above = from == 0 ? PaddingY : 0;
        var ends = from + count == LineCount;
        var height = above + (Math.Max(1, count) * LineHeight) + (ends ? PaddingY : 0);
        return new Piece(height, (canvas, y) =>
        {
            canvas.MarkArtifact(asArtifact ? "/Type /Pagination" : "");
            DrawGround(canvas, y, height, ends);
            var x = PageFormat.Left;
            foreach (var cell in Cells)
            {
                // Column headings stand on the line below them.
                var top = y + above + (IsHead ? (LineCount - cell.Lines.Count) * LineHeight : 0);
                for (var line = from; line < Math.Min(cell.Lines.Count, from + count); line++)
                {
                    var room = cell.Width - (2 * Padding) - cell.Lines[line].Width;
                    var shift = cell.Alignment switch
                    {
                        ColumnAlignment.Right => room,
                        ColumnAlignment.Center => room / 2,
                        _ => 0,
                    };
                    cell.Lines[line].Draw(canvas, x + Padding + shift, top, asArtifact ? null : cell.Element, cell.Links);
                    top += LineHeight;
                }

                x += cell.Width;
            }
        });
    }

    private void DrawGround(PageCanvas canvas, double y, double height, bool ends)
    {
        var width = Cells.Sum(cell => cell.Width);
        if (IsHead)
        {
            canvas.Fill(PageFormat.Left, y, width, height, Theme.Panel);
        }

        var x = PageFormat.Left;
        foreach (var cell in Cells)
        {
            if (cell.Tinted)
            {
                canvas.Fill(x, y, cell.Width, height, Theme.WarningFill);
            }

            x += cell.Width;
        }

        if (ends)
        {
            canvas.Fill(PageFormat.Left, y + height - 0.5, width, IsHead ? 0.8 : 0.5, IsHead ? Theme.HeavyRule : Theme.Rule);
        }
    }
}
