namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A heading and its place, known when the pages are laid.</summary>
/// <param name="level">1 to 3.</param>
/// <param name="title">The heading's words.</param>
internal sealed class HeadingPlace(int level, string title)
{
    /// <summary>1 to 3.</summary>
    public int Level { get; } = level;

    /// <summary>The heading's words.</summary>
    public string Title { get; } = title;

    /// <summary>Its page.</summary>
    public PageCanvas? Page { get; private set; }

    /// <summary>Its place from the page's top.</summary>
    public double Top { get; private set; }

    /// <summary>The place as a destination: the page with the heading near its top.</summary>
    public string Destination =>
        $"[{PdfSyntax.Reference(Page!.ObjectNumber)} /XYZ 0 {PdfSyntax.Number(Page.Up(Top))} null]";

    /// <summary>Tells it its place.</summary>
    public void Put(PageCanvas page, double top) => (Page, Top) = (page, Math.Max(0, top));
}

/// <summary>A brief's headings in their order, found before anything is laid out, so that links and contents lists can lead forwards.</summary>
internal sealed class Headings
{
    private readonly List<HeadingPlace> all = [];
    private readonly Dictionary<string, HeadingPlace> anchors = new(StringComparer.Ordinal);
    private int next;

    /// <summary>Finds a brief's headings.</summary>
    /// <exception cref="ArgumentException">A heading is empty or skips a level, or an anchor is no name or not the only one of its name.</exception>
    public Headings(Brief brief)
    {
        Add(1, brief.Title, null);
        foreach (var block in brief.Blocks)
        {
            switch (block)
            {
                case Heading heading:
                    Add(heading.Level, heading.Text, heading.Anchor);
                    break;
                case Contents contents:
                    Add(2, contents.Title, null);
                    break;
                case Note note:
                    Add(2, note.Heading, note.Anchor);
                    break;
            }
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<HeadingPlace> All => all;

    /// <summary>Those not taken yet that a contents list names.</summary>
    public IReadOnlyList<HeadingPlace> ToCome => [.. all.Skip(next).Where(heading => heading.Level is 2 or 3)];

    /// <summary>The next one, as the layout comes to it.</summary>
    public HeadingPlace Take() => all[next++];

    /// <summary>The heading with an anchor.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public HeadingPlace Find(string anchor) =>
        anchors.TryGetValue(anchor, out var heading) ? heading : throw new ArgumentException($"No heading has the anchor '{anchor}'.");

    private void Add(int level, string text, string? anchor)
    {
        var title = Typesetter.Clean(text).Trim();
        if (title.Length == 0)
        {
            throw new ArgumentException("A heading is empty.");
        }

        var above = all.Count == 0 ? 0 : all[^1].Level;
        if (level is < 1 or > 3 || level > above + 1)
        {
            throw new ArgumentException($"The heading '{title}' has level {PdfSyntax.Number(level)} after level {PdfSyntax.Number(above)}.");
        }

        var heading = new HeadingPlace(level, title);
        all.Add(heading);
        if (anchor is null)
        {
            return;
        }

        if (anchor.Length == 0 || anchor.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-') || !anchors.TryAdd(anchor, heading))
        {
            throw new ArgumentException($"The anchor '{anchor}' is not a name of its own of letters a–z, digits and hyphens.");
        }
    }
}
