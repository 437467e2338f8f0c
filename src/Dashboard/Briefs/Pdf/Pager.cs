namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A box that lies behind pieces that follow one another.</summary>
/// <param name="Fill">Its colour.</param>
/// <param name="Edge">The colour of its left edge.</param>
/// <param name="Padding">How far it reaches above the first and below the last piece on a page.</param>
internal sealed record BackgroundBox(Rgb Fill, Rgb Edge, double Padding);

/// <summary>The smallest thing a page break cannot cut.</summary>
/// <param name="Height">The room it takes.</param>
/// <param name="Draw">Draws it, its top at the given place.</param>
internal sealed record Piece(double Height, Action<PageCanvas, double> Draw)
{
    /// <summary>Room above it, except at a page's top.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>True when it must not be the last on its page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>What is drawn again above it when it comes first on a page: a table's column headings.</summary>
    public Piece? Repeat { get; init; }

    /// <summary>The box it lies in, if any.</summary>
    public BackgroundBox? Box { get; init; }

    /// <summary>How much lower it may become, rather than leave a page's foot empty.</summary>
    public double Give { get; init; }

    /// <summary>Itself, lower by so much.</summary>
    public Func<double, Piece>? Shrink { get; init; }
}

/// <summary>Lays pieces on pages from top to bottom.</summary>
internal sealed class Pager
{
    /// <summary>The text column's left edge.</summary>
    public const double Left = 56;

    /// <summary>The text column's width.</summary>
    public const double Width = PageCanvas.Width - (2 * Left);

    /// <summary>Where text begins on a page.</summary>
    public const double Top = 66;

    /// <summary>Where text ends.</summary>
    public const double Bottom = PageCanvas.Height - 70;

    private readonly Func<PageCanvas> newPage;
    private readonly List<PageCanvas> pages = [];
    private double y;
    private BackgroundBox? box;
    private double boxTop;

    /// <summary>Starts with one empty page.</summary>
    public Pager(Func<PageCanvas> newPage)
    {
        this.newPage = newPage;
        StartPage();
    }

    /// <summary>The pages so far.</summary>
    public IReadOnlyList<PageCanvas> Pages => pages;

    private static double Room => Bottom - Top;

    private bool AtTop => y <= Top;

    /// <summary>Places all pieces.</summary>
    public void Flow(IReadOnlyList<Piece> content)
    {
        Piece[] pieces = [.. content];
        for (var first = 0; first < pieces.Length;)
        {
            var last = first;
            while (pieces[last].KeepWithNext && last + 1 < pieces.Length)
            {
                last++;
            }

            var together = Enumerable.Range(first, last - first + 1).Sum(i => pieces[i].Height + (i == first && AtTop ? 0 : Gap(pieces, i)));
            var excess = y + together - Bottom;
            var flexible = Array.FindIndex(pieces, first, last - first + 1, piece => piece.Shrink is not null);
            if (excess > 0 && flexible >= 0 && excess <= pieces[flexible].Give)
            {
                pieces[flexible] = pieces[flexible].Shrink!(excess);
            }
            else if (excess > 0 && !AtTop)
            {
                StartPage();
            }

            // Pieces that keep together but fill more than a page break where the page ends.
            for (; first <= last; first++)
            {
                Place(pieces, first);
            }
        }

        EndBox();
    }

    private static double Gap(IReadOnlyList<Piece> pieces, int i) =>
        pieces[i].SpaceBefore
        + (pieces[i].Box is { } inner && (i == 0 || !ReferenceEquals(pieces[i - 1].Box, inner)) ? inner.Padding : 0)
        + (i > 0 && pieces[i - 1].Box is { } outer && !ReferenceEquals(pieces[i].Box, outer) ? outer.Padding : 0);

    private void Place(IReadOnlyList<Piece> pieces, int i)
    {
        var piece = pieces[i];
        if (piece.Height > Room)
        {
            throw new InvalidOperationException("A part of the brief is taller than a page and cannot be broken.");
        }

        var gap = AtTop ? 0 : Gap(pieces, i);
        if (!AtTop && y + gap + piece.Height > Bottom)
        {
            StartPage();
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

        if (AtTop && piece.Repeat is { } header && header.Height + piece.Height <= Room)
        {
            header.Draw(pages[^1], y);
            y += header.Height;
        }

        y += gap;
        if (box is null && piece.Box is not null)
        {
            (box, boxTop) = (piece.Box, y - piece.Box.Padding);
        }

        piece.Draw(pages[^1], y);
        y += piece.Height;
    }

    private void StartPage()
    {
        EndBox();
        pages.Add(newPage());
        y = Top;
    }

    private void EndBox()
    {
        if (box is not null)
        {
            var height = y + box.Padding - boxTop;
            pages[^1].FillBehind(Left, boxTop, Width, height, box.Fill);
            pages[^1].FillBehind(Left, boxTop, 2.5, height, box.Edge);
            box = null;
        }
    }
}
