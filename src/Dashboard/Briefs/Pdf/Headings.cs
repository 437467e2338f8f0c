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

    /// <summary>Finds the headings of a brief that <see cref="BriefCheck"/> let through.</summary>
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
    public HeadingPlace Find(string anchor) => anchors[anchor];

    private void Add(int level, string text, string? anchor)
    {
        var heading = new HeadingPlace(level, Typesetter.Clean(text).Trim());
        all.Add(heading);
        if (anchor is not null)
        {
            anchors.Add(anchor, heading);
        }
    }
}
