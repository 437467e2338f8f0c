namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// Breaks text into lines, measured from the fonts: as few as there can be, and among those the ones most alike in length
/// (the least sum of squares of what is left empty, found from the end of the paragraph backwards).
/// </summary>
internal sealed class TextLayout(Typesetter typesetter)
{
    /// <summary>Less than this is rounding.</summary>
    private const double Tolerance = 0.001;

    // What a break is worth, as a share of the line's width left empty.
    private const double HyphenPenalty = 0.2;
    private const double MidWordPenalty = 0.1;
    private const double RuntPenalty = 0.3;
    private const double PartedPenalty = 0.25;

    private readonly Words words = new(typesetter);

    /// <summary>Breaks text of one style.</summary>
    public IReadOnlyList<TextLine> Break(TextStyle style, string text, double width) => Break([new StyledText(style, text)], width);

    /// <summary>Breaks text at spaces and hyphens; a word wider than the line is cut.</summary>
    public IReadOnlyList<TextLine> Break(IReadOnlyList<StyledText> runs, double width)
    {
        var all = words.Find(runs);
        if (all.Exists(word => word.Width > width + Tolerance))
        {
            all = [.. all.SelectMany(word => words.Cut(word, width))];
        }

        var height = runs.Count == 0 ? 0 : runs.Max(run => run.Style.LineHeight);
        var ends = Ends(all, width);
        var lines = new List<TextLine>();
        for (var first = 0; first < all.Count; first = ends[first])
        {
            lines.Add(Line(all, first, ends[first], height));
        }

        return lines;
    }

    /// <summary>As many whole words as one line holds, an ellipsis behind them when that is not all. Null when there are no words.</summary>
    public TextLine? Fit(TextStyle style, string text, double width)
    {
        var all = words.Find([new StyledText(style, text)]);
        if (all.Count == 0)
        {
            return null;
        }

        if (Measure(all, 0, all.Count) <= width)
        {
            return Line(all, 0, all.Count, style.LineHeight);
        }

        var ellipsis = words.Find([new StyledText(style, "…")])[0];
        var room = width - ellipsis.Width - all[0].SpaceWidth;
        if (all[0].Width > room)
        {
            all = [.. words.Cut(all[0], room).Take(1), .. all.Skip(1)];
        }

        var count = Enumerable.Range(1, all.Count).TakeWhile(many => many == 1 || Measure(all, 0, many) <= room).Last();
        List<Word> shown = [.. all.Take(count), ellipsis];
        return Line(shown, 0, shown.Count, style.LineHeight);
    }

    /// <summary>The widest word and the whole text on one line: the least and the most room a column can use.</summary>
    public (double Least, double Most) Extent(TextStyle style, string text)
    {
        var all = words.Find([new StyledText(style, text)]);
        return all.Count == 0 ? (0, 0) : (all.Max(word => word.Width + word.HyphenWidth), Measure(all, 0, all.Count));
    }

    /// <summary>For each word that may begin a line, the first word of the line after it.</summary>
    private static int[] Ends(List<Word> all, double width)
    {
        var ends = new int[all.Count];
        var costs = new (int Lines, double Badness)[all.Count + 1];
        for (var first = all.Count - 1; first >= 0; first--)
        {
            var used = 0.0;
            costs[first] = (int.MaxValue, 0);
            for (var end = first + 1; end <= all.Count; end++)
            {
                var last = all[end - 1];
                used += last.Width;
                var wide = used + (end < all.Count ? last.HyphenWidth : 0);
                if (used > width + Tolerance && end > first + 1)
                {
                    break;
                }

                if (wide <= width + Tolerance || end == first + 1)
                {
                    var cost = (costs[end].Lines + 1, costs[end].Badness + Badness(last, end < all.Count ? all[end] : null, first > 0, wide, width));
                    if (cost.CompareTo(costs[first]) < 0)
                    {
                        (costs[first], ends[first]) = (cost, end);
                    }
                }

                used += last.SpaceWidth;
            }
        }

        return ends;
    }

    private static double Badness(Word last, Word? next, bool isNotFirst, double used, double width)
    {
        if (next is null)
        {
            // A last line of one short word looks lost.
            return isNotFirst && used < 0.12 * width ? RuntPenalty * RuntPenalty : 0;
        }

        var empty = Math.Max(0, width - used) / width;
        var penalty = last.Hyphen is not null ? HyphenPenalty : last.Space is null ? MidWordPenalty : Parts(last, next) ? PartedPenalty : 0;
        return (empty * empty) + (penalty * penalty);
    }

    /// <summary>A number belongs with what it counts, and the dot between two facts with the first.</summary>
    private static bool Parts(Word last, Word next)
    {
        var (before, after) = (last.Spans.LastOrDefault()?.Glyphs.LastOrDefault().Text, next.Spans.FirstOrDefault()?.Glyphs.FirstOrDefault().Text);
        return after is "·" || (before is { Length: > 0 } && char.IsAsciiDigit(before[^1]) && after is { Length: > 0 } && char.IsLetter(after, 0));
    }

    private static double Measure(List<Word> all, int first, int end)
    {
        var width = 0.0;
        for (var i = first; i < end; i++)
        {
            width += all[i].Width + (i + 1 < end ? all[i].SpaceWidth : 0);
        }

        return width;
    }

    private static TextLine Line(List<Word> all, int first, int end, double height)
    {
        var spans = new List<TextSpan>();
        var glyphs = new List<PlacedGlyph>();
        TextSpan? open = null;
        for (var i = first; i < end; i++)
        {
            foreach (var span in all[i].Spans)
            {
                Add(span);
            }

            Add(i + 1 < end ? all[i].Space : null);
        }

        var wrapped = end < all.Count;
        var width = Measure(all, first, end) + (wrapped ? all[end - 1].HyphenWidth : 0);
        Add(wrapped ? all[end - 1].Hyphen : null);
        Add(wrapped ? all[end - 1].Space : null);
        Close();
        return new TextLine(spans, width, height);

        // Words alike in style are one stretch, put together once.
        void Add(TextSpan? span)
        {
            if (span is null || span.Glyphs.Length == 0)
            {
                return;
            }

            if (open is not null && (open.Style != span.Style || open.Link != span.Link || open.Level != span.Level))
            {
                Close();
            }

            open ??= span;
            glyphs.AddRange(span.Glyphs);
        }

        void Close()
        {
            if (open is not null)
            {
                spans.Add(open with { Glyphs = [.. glyphs] });
                glyphs.Clear();
                open = null;
            }
        }
    }
}
