using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Text in one style, before it is broken into lines.</summary>
/// <param name="Style">How it looks.</param>
/// <param name="Text">Its words.</param>
/// <param name="Link">Index of the link it belongs to, or -1.</param>
internal sealed record StyledText(TextStyle Style, string Text, int Link = -1);

/// <summary>What stays on one line: a word, or a part of one that a line may end after.</summary>
/// <param name="Spans">Its glyphs.</param>
/// <param name="Space">The space after it, or null.</param>
/// <param name="Hyphen">The hyphen that is drawn when a line ends after it, or null.</param>
internal sealed record Word(IReadOnlyList<TextSpan> Spans, TextSpan? Space, TextSpan? Hyphen)
{
    /// <summary>Its width in points.</summary>
    public double Width { get; } = Spans.Sum(span => span.Width);

    /// <summary>The width of the space after it.</summary>
    public double SpaceWidth => Space?.Width ?? 0;

    /// <summary>The width of what is added when a line ends after it.</summary>
    public double HyphenWidth => Hyphen?.Width ?? 0;
}

/// <summary>Finds the words of a text, shaped.</summary>
internal sealed class Words(Typesetter typesetter)
{
    private const char SoftHyphen = '\u00AD';
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>The words of a text.</summary>
    public List<Word> Find(IReadOnlyList<StyledText> runs)
    {
        var (text, owners) = Joined(runs);
        var levels = Bidi.Levels(text);
        StyledText Owner(int at) => owners.Count == 1 ? owners[0] : owners[at];
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
                while (to < included && ReferenceEquals(Owner(to), Owner(from)) && levels?[to] == levels?[from])
                {
                    to++;
                }

                spans.Add(Span(Owner(from), text[from..to], levels?[from] ?? 0));
                from = to;
            }

            var last = Owner(Math.Max(start, included - 1));
            words.Add(new Word(
                spans,
                stop == ' ' ? Span(last, " ", levels?[end] ?? 0) : null,
                stop == SoftHyphen && end + 1 < text.Length ? Hyphen(last.Style, last.Link) : null));
            start = Math.Max(included, end + (stop is ' ' or SoftHyphen or ZeroWidthSpace ? 1 : 0));
        }

        return words;
    }

    /// <summary>A word in parts that fit a width, with a hyphen where it is cut between two letters.</summary>
    public IEnumerable<Word> Cut(Word word, double width)
    {
        if (word.Width <= width)
        {
            return [word];
        }

        var parts = new List<Word>();
        var line = new List<TextSpan>();
        var used = 0.0;
        for (var s = 0; s < word.Spans.Count; s++)
        {
            var span = word.Spans[s];
            var from = 0;
            var hyphen = Hyphen(span.Style, span.Link);
            for (var i = 0; i < span.Glyphs.Length; i++)
            {
                var last = s == word.Spans.Count - 1 && i == span.Glyphs.Length - 1;
                var most = width - (last || i + 1 >= span.Glyphs.Length || !CutsWithHyphen(span.Glyphs[i], span.Glyphs[i + 1]) ? 0 : hyphen.Width);
                var with = span with { Glyphs = span.Glyphs[from..(i + 1)] };
                if (used + with.Width > most && (i > from || line.Count > 0) && span.Glyphs[i].ActualText != "")
                {
                    if (i > from)
                    {
                        line.Add(span with { Glyphs = span.Glyphs[from..i] });
                    }

                    parts.Add(new Word(line, null, i > 0 && CutsWithHyphen(span.Glyphs[i - 1], span.Glyphs[i]) ? hyphen : null));
                    (line, used, from) = ([], 0, i);
                }
            }

            line.Add(span with { Glyphs = span.Glyphs[from..] });
            used += line[^1].Width;
        }

        parts.Add(new Word(line, word.Space, word.Hyphen));
        return parts;
    }

    private static bool CutsWithHyphen(PlacedGlyph left, PlacedGlyph right) =>
        left.ActualText is null && right.ActualText is null && char.IsLetter(left.Text, 0) && char.IsLetter(right.Text, 0);

    /// <summary>The text with one space between words and none at its ends, and whose each character is; one owner alone when all are its.</summary>
    private static (string Text, IReadOnlyList<StyledText> Owners) Joined(IReadOnlyList<StyledText> runs)
    {
        if (runs is [var only] && Typesetter.Clean(only.Text) is var clean && !clean.StartsWith(' ') && !clean.Contains("  ", StringComparison.Ordinal))
        {
            return (clean.TrimEnd(' '), runs);
        }

        var all = new StringBuilder();
        var owners = new List<StyledText>();
        foreach (var run in runs)
        {
            foreach (var c in Typesetter.Clean(run.Text))
            {
                if (c != ' ' || (all.Length > 0 && all[^1] != ' '))
                {
                    all.Append(c);
                    owners.Add(run);
                }
            }
        }

        return (all.ToString().TrimEnd(' '), owners);
    }

    private static bool BreaksAfter(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return false;
        }

        // "e-post" may be broken, "2026-03-31" and "-3" may not.
        return text[at] is '-' or '/' or '\u2010' or '\u2013' or '\u2014' && at > 0 && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
    }

    /// <summary>"71 %" and "n = 212" stay on one line though an ordinary space was written.</summary>
    private static bool Binds(string text, int at) =>
        text[at] == ' ' && at > 0 && at + 1 < text.Length && (text[at + 1] is '%' or '=' || text[at - 1] == '=');

    /// <summary>A hyphen that is drawn and read back as a soft one. Not shaped: the shaper makes soft hyphens invisible.</summary>
    private TextSpan Hyphen(TextStyle style, int link) => new(style, [typesetter.Glyph(style.Font, SoftHyphen.ToString())], link, 0);

    private TextSpan Span(StyledText owner, string text, byte level)
    {
        if (level % 2 == 0)
        {
            return new TextSpan(owner.Style, typesetter.Shape(owner.Style.Font, text), owner.Link, level);
        }

        // The mirrored bracket is drawn and the written one read out.
        var mirrored = string.Concat(text.Select(Bidi.Mirror));
        var glyphs = typesetter.Shape(owner.Style.Font, mirrored);
        return new TextSpan(
            owner.Style,
            mirrored == text ? glyphs : [.. glyphs.Select(glyph => glyph.Text.Length == 1 ? glyph with { Text = Bidi.Mirror(glyph.Text[0]).ToString() } : glyph)],
            owner.Link,
            level);
    }
}
