using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Text in one style, before it is broken into lines.</summary>
/// <param name="Style">How it looks.</param>
/// <param name="Text">Its words.</param>
/// <param name="Link">Index of the link it belongs to, or -1.</param>
internal sealed record StyledText(TextStyle Style, string Text, int Link = -1);

/// <summary>A line of text.</summary>
/// <param name="Spans">Its stretches, a wrapped line's last space included so that readers do not join the words around it.</param>
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
        foreach (var span in Spans)
        {
            var style = span.Style;
            var link = span.Link < 0 ? null : links?[span.Link];
            if (element is not null)
            {
                canvas.Mark(link?.Within(element) ?? element);
            }

            // Capitals stand in the middle of the line's height.
            var baseline = top + (Height / 2) + (style.Size * style.Font.Font.CapHeight / style.Font.Font.UnitsPerEm / 2);
            canvas.Append(span.Operators("1 0 0 1 " + PdfSyntax.Numbers(x, PageCanvas.Height - baseline)));
            if (link is not null)
            {
                // Underlined, because colour alone must not say that words are a link.
                canvas.Fill(x, baseline + (style.Size * 0.12), span.Width, 0.6, style.Colour);
                canvas.AddLink(link.Element, x, top, span.Width, Height, link.Target, link.Contents);
            }

            x += span.Width;
        }
    }
}

/// <summary>Where words lead to.</summary>
/// <param name="target">The address.</param>
/// <param name="contents">The words, which a reader of annotations alone is told.</param>
internal sealed class LinkTarget(Uri target, string contents)
{
    /// <summary>The address.</summary>
    public Uri Target { get; } = target;

    /// <summary>The words, which a reader of annotations alone is told.</summary>
    public string Contents { get; } = contents;

    /// <summary>The element that says so.</summary>
    public StructureElement Element { get; } = new("Link");

    /// <summary>The element, part of its paragraph from the moment its first words are drawn, so that it stands between the words around it.</summary>
    public StructureElement Within(StructureElement paragraph) => paragraph.Kids.Contains(Element) ? Element : paragraph.Add(Element);
}

/// <summary>Breaks text into lines, measured from the fonts.</summary>
internal sealed class TextLayout(Typesetter typesetter)
{
    /// <summary>Less than this is rounding.</summary>
    private const double Tolerance = 0.001;

    private const char SoftHyphen = '\u00AD';
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Breaks text of one style.</summary>
    public IReadOnlyList<TextLine> Break(TextStyle style, string text, double width) => Break([new StyledText(style, text)], width);

    /// <summary>Breaks text at spaces and hyphens; a word wider than the line is broken where the line ends.</summary>
    public IReadOnlyList<TextLine> Break(IReadOnlyList<StyledText> runs, double width)
    {
        var lines = new List<TextLine>();
        var height = runs.Count == 0 ? 0 : runs.Max(run => run.Style.LineHeight);
        var line = new LineBuilder();
        foreach (var word in Words(runs))
        {
            var space = line.IsEmpty || !line.EndsWithSpace ? 0 : line.SpaceWidth;
            var hyphen = word.SoftHyphen ? Span(word.End, SoftHyphen.ToString()).Width : 0;
            if (!line.IsEmpty && line.Width + space + word.Width + hyphen > width + Tolerance)
            {
                lines.Add(line.Finish(height));
                line = new LineBuilder();
            }

            line.StartWord();
            if (line.Width + word.Width > width + Tolerance)
            {
                line = AddInParts(word, line, width, height, lines);
            }
            else
            {
                foreach (var span in word.Spans)
                {
                    line.Add(span);
                }
            }

            line.EndWord(word.Space ? Span(word.End, " ") : null, word.SoftHyphen ? Span(word.End, SoftHyphen.ToString()) : null);
        }

        if (!line.IsEmpty)
        {
            lines.Add(line.FinishLast(height));
        }

        return lines;
    }

    /// <summary>The widest word and the whole text on one line: the least and the most room a column can use.</summary>
    public (double Least, double Most) Extent(TextStyle style, string text)
    {
        double least = 0, most = 0, space = 0;
        foreach (var word in Words([new StyledText(style, text)]))
        {
            var width = word.Width + (word.SoftHyphen ? Span(word.End, SoftHyphen.ToString()).Width : 0);
            least = Math.Max(least, width);
            most += space + word.Width;
            space = word.Space ? Span(word.End, " ").Width : 0;
        }

        return (least, most);
    }

    private static LineBuilder AddInParts(Word word, LineBuilder line, double width, double height, List<TextLine> lines)
    {
        foreach (var span in word.Spans)
        {
            var from = 0;
            for (var i = 0; i < span.Glyphs.Length; i++)
            {
                var part = new TextSpan(span.Style, span.Glyphs[from..(i + 1)], span.Link);
                if (line.Width + part.Width > width && (i > from || !line.IsEmpty))
                {
                    line.Add(new TextSpan(span.Style, span.Glyphs[from..i], span.Link));
                    lines.Add(line.FinishLast(height));
                    line = new LineBuilder();
                    from = i;
                }
            }

            line.Add(new TextSpan(span.Style, span.Glyphs[from..], span.Link));
        }

        return line;
    }

    private static bool BreaksAfter(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        // "e-post" may be broken, "2026-03-31" and "-3" may not.
        return text[at] is '-' or '/' or '\u2010' or '\u2013' && at > 0 && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
    }

    /// <summary>"71 %" and "n = 212" stay on one line though an ordinary space was written.</summary>
    private static bool Binds(string text, int at) =>
        text[at] == ' ' && at > 0 && at + 1 < text.Length && (text[at + 1] is '%' or '=' || text[at - 1] == '=');

    private List<Word> Words(IReadOnlyList<StyledText> runs)
    {
        var all = new StringBuilder();
        var owners = new List<StyledText>();
        foreach (var run in runs)
        {
            foreach (var c in Typesetter.Clean(run.Text))
            {
                // One space between words, none at the start.
                if (c != ' ' || (all.Length > 0 && all[^1] != ' '))
                {
                    all.Append(c);
                    owners.Add(run);
                }
            }
        }

        var text = all.ToString().TrimEnd(' ');
        var words = new List<Word>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && (text[end] is not (' ' or SoftHyphen or ZeroWidthSpace) || Binds(text, end)) && !BreaksAfter(text, end))
            {
                end++;
            }

            var stop = end < text.Length ? text[end] : '\0';
            var included = stop is '\0' or ' ' or SoftHyphen or ZeroWidthSpace ? end : end + 1;
            var spans = new List<TextSpan>();
            for (var from = start; from < included;)
            {
                var to = from + 1;
                while (to < included && ReferenceEquals(owners[to], owners[from]))
                {
                    to++;
                }

                spans.Add(Span(owners[from], text[from..to]));
                from = to;
            }

            var last = owners[Math.Max(start, included - 1)];
            words.Add(new Word(spans, last, stop == ' ', stop == SoftHyphen && end + 1 < text.Length));
            start = Math.Max(included, end + (stop is ' ' or SoftHyphen or ZeroWidthSpace ? 1 : 0));
        }

        return words;
    }

    private TextSpan Span(StyledText owner, string text) => new(owner.Style, typesetter.Shape(owner.Style.Font, text), owner.Link);

    private sealed record Word(IReadOnlyList<TextSpan> Spans, StyledText End, bool Space, bool SoftHyphen)
    {
        public double Width { get; } = Spans.Sum(span => span.Width);
    }

    private sealed class LineBuilder
    {
        private readonly List<TextSpan> spans = [];
        private TextSpan? space;
        private TextSpan? hyphen;

        public double Width { get; private set; }

        public bool IsEmpty => spans.Count == 0;

        public bool EndsWithSpace => space is not null;

        public double SpaceWidth => space?.Width ?? 0;

        public void StartWord()
        {
            if (space is not null && !IsEmpty)
            {
                Add(space);
            }

            (space, hyphen) = (null, null);
        }

        public void EndWord(TextSpan? followingSpace, TextSpan? softHyphen) => (space, hyphen) = (followingSpace, softHyphen);

        public void Add(TextSpan span)
        {
            if (span.Glyphs.Length == 0)
            {
                return;
            }

            Width += span.Width;
            if (!IsEmpty && spans[^1].Style == span.Style && spans[^1].Link == span.Link)
            {
                spans[^1] = new TextSpan(span.Style, [.. spans[^1].Glyphs, .. span.Glyphs], span.Link);
            }
            else
            {
                spans.Add(span);
            }
        }

        public TextLine Finish(double height)
        {
            if (hyphen is not null)
            {
                Add(hyphen);
            }

            var visible = Width;
            if (space is not null)
            {
                Add(space);
            }

            return new TextLine(spans, visible, height);
        }

        public TextLine FinishLast(double height) => new(spans, Width, height);
    }
}
