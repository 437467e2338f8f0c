namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>The pieces of a brief as they are laid out, and how text becomes such pieces.</summary>
/// <param name="theme">Sizes and colours.</param>
/// <param name="text">Breaks text into lines.</param>
/// <param name="words">The renderer's own words.</param>
/// <param name="headings">What links within the brief lead to.</param>
internal sealed class TextFlow(Theme theme, TextLayout text, PdfWords words, Headings headings)
{
    /// <summary>The pieces so far.</summary>
    public List<Piece> Pieces { get; } = [];

    /// <summary>Sizes and colours.</summary>
    public Theme Theme => theme;

    /// <summary>Breaks text into lines.</summary>
    public TextLayout Text => text;

    /// <summary>The renderer's own words.</summary>
    public PdfWords Words => words;

    /// <summary>The brief's headings.</summary>
    public Headings Headings => headings;

    /// <summary>Adds a paragraph; an empty one leaves nothing.</summary>
    /// <param name="element">Whose content it is.</param>
    /// <param name="runs">Its text.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="space">Room above it.</param>
    /// <param name="inset">How far it stands from both edges of the text column.</param>
    /// <param name="box">The box it lies in, if any.</param>
    public void AddParagraph(
        StructureElement element, IReadOnlyList<TextRun> runs, TextStyle style, double space, double inset = 0, BackgroundBox? box = null)
    {
        var links = new List<LinkTarget>();
        var styled = runs.Select(run => Styled(run.Text, run.Emphasis ? theme.Strong(style) : style, run.Link, run.Anchor, links)).ToList();
        var lines = text.Break(styled, PageFormat.Portrait.Width - (2 * inset));
        AddText(lines, element, PageFormat.Left + inset, space, keepAll: false, box, links);
    }

    /// <summary>Lines as pieces; no line of a paragraph stands alone at the foot or the head of a page.</summary>
    public void AddText(
        IReadOnlyList<TextLine> lines,
        StructureElement element,
        double x,
        double space,
        bool keepAll,
        BackgroundBox? box = null,
        IReadOnlyList<LinkTarget>? links = null)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            Pieces.Add(new Piece(line.Height, (canvas, y) => line.Draw(canvas, x, y, element, links))
            {
                SpaceBefore = i == 0 ? space : 0,
                KeepWithNext = keepAll || (lines.Count > 1 && (i == 0 || i == lines.Count - 2)),
                Box = box,
            });
        }
    }

    /// <summary>Text that leads somewhere or not; a new link joins the list that its index points into.</summary>
    public StyledText Styled(string content, TextStyle style, Uri? link, string? anchor, List<LinkTarget> links)
    {
        if (link is null && anchor is null)
        {
            return new StyledText(style, content);
        }

        links.Add(link is null
            ? new LinkTarget(headings.Find(anchor!), words.LeadsTo + headings.Find(anchor!).Title)
            : new LinkTarget(link, words.Opens + Typesetter.Clean(content).Trim()));
        return new StyledText(style with { Colour = Theme.Accent }, content, links.Count - 1);
    }
}
