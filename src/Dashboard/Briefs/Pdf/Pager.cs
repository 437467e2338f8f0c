namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// Lays pieces on pages from top to bottom, and draws them when all have their place: a contents list comes before what it lists.
/// </summary>
/// <param name="newPage">Makes a page.</param>
internal sealed class Pager(Func<PageFormat, PageCanvas> newPage)
{
    /// <summary>The part of a page that is not left empty only to keep a chart and its table together.</summary>
    private const double LargeGap = 0.22;

    private readonly List<PageCanvas> pages = [];
    private readonly List<(PageCanvas Page, Piece Piece, double Y)> placed = [];
    private PageFormat format = PageFormat.Portrait;
    private double y = PageFormat.Top;
    private BackgroundBox? box;
    private double boxTop;

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<PageCanvas> Pages => pages;

    private bool AtTop => y <= PageFormat.Top;

    /// <summary>Gives all pieces their places.</summary>
    public void Flow(IReadOnlyList<Piece> content)
    {
        Piece[] pieces = [.. content];
        for (var first = 0; first < pieces.Length;)
        {
            var last = Last(pieces, first, piece => piece.KeepWithNext || piece.StayWithNext);
            var wanted = pieces[first..(last + 1)].Any(piece => piece.Format == PageFormat.Landscape) ? PageFormat.Landscape : PageFormat.Portrait;
            if (pages.Count == 0 || wanted != format || (pieces[first].NewPage && !AtTop))
            {
                StartPage(wanted);
            }

            if (!Fits(pieces, first, last) && !AtTop)
            {
                var least = Last(pieces, first, piece => piece.KeepWithNext);
                if (least < last && format.Bottom - y > LargeGap * format.Room && Fits(pieces, first, least))
                {
                    last = least;
                }
                else
                {
                    StartPage(wanted);
                    Fits(pieces, first, last);
                }
            }

            // Pieces that keep together but fill more than a page break where the page ends.
            for (; first <= last; first++)
            {
                Place(pieces, first);
            }
        }

        EndBox();
        if (pages.Count == 0)
        {
            StartPage(PageFormat.Portrait);
        }
    }

    /// <summary>Draws all pieces where they were placed, in reading order.</summary>
    public void Draw()
    {
        foreach (var (page, piece, top) in placed)
        {
            piece.Draw(page, top);
        }
    }

    /// <summary>The last piece of those that a piece keeps together with.</summary>
    private static int Last(Piece[] pieces, int first, Predicate<Piece> keeps)
    {
        var last = first;
        while (keeps(pieces[last]) && last + 1 < pieces.Length && !pieces[last + 1].NewPage)
        {
            last++;
        }

        return last;
    }

    /// <summary>True when the pieces fit on what is left of the page, one of them made lower when that is enough.</summary>
    private bool Fits(Piece[] pieces, int first, int last)
    {
        var together = Enumerable.Range(first, last - first + 1).Sum(i => pieces[i].Height + (i == first && AtTop ? 0 : Gap(pieces, i)));
        var excess = y + together - format.Bottom;
        var flexible = Array.FindIndex(pieces, first, last - first + 1, piece => piece.Shrink is not null);
        if (excess > 0 && flexible >= 0 && excess <= pieces[flexible].Give)
        {
            pieces[flexible] = pieces[flexible].Shrink!(excess) with { StayWithNext = pieces[flexible].StayWithNext };
            return true;
        }

        return excess <= 0;
    }

    private static double Gap(IReadOnlyList<Piece> pieces, int i) =>
        pieces[i].SpaceBefore
        + (pieces[i].Box is { } inner && (i == 0 || !ReferenceEquals(pieces[i - 1].Box, inner)) ? inner.Padding : 0)
        + (i > 0 && pieces[i - 1].Box is { } outer && !ReferenceEquals(pieces[i].Box, outer) ? outer.Padding : 0);

    private void Place(IReadOnlyList<Piece> pieces, int i)
    {
        var piece = pieces[i];
        if (piece.Height > format.Room)
        {
            throw new ArgumentException("A part of the brief is taller than a page and cannot be broken.");
        }

        var gap = AtTop ? 0 : Gap(pieces, i);
        if (!AtTop && y + gap + piece.Height > format.Bottom)
        {
            StartPage(format);
            gap = 0;
        }

        if (!ReferenceEquals(box, piece.Box))
        {
            EndBox();
        }

        if (AtTop && piece.Box is { } fresh)
        {
            gap = fresh.Padding;
        }

        if (AtTop && piece.Repeat is { } header && header.Height + piece.Height <= format.Room)
        {
            placed.Add((pages[^1], header, y));
            y += header.Height;
        }

        y += gap;
        if (box is null && piece.Box is not null)
        {
            (box, boxTop) = (piece.Box, y - piece.Box.Padding);
        }

        piece.Placed?.Invoke(pages[^1], y);
        placed.Add((pages[^1], piece, y));
        y += piece.Height;
    }

    private void StartPage(PageFormat wanted)
    {
        EndBox();
        format = wanted;
        pages.Add(newPage(wanted));
        pages[^1].Number = pages.Count;
        y = PageFormat.Top;
    }

    private void EndBox()
    {
        if (box is not null)
        {
            var height = y + box.Padding - boxTop;
            pages[^1].FillBehind(PageFormat.Left, boxTop, format.Width, height, box.Fill);
            pages[^1].FillBehind(PageFormat.Left, boxTop, 2.5, height, box.Edge);
            box = null;
        }
    }
}
