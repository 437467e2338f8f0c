using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// Which way words run within text that as a whole runs from left to right: the Unicode bidirectional algorithm (UAX 9) without
/// its control characters, which <see cref="Typesetter.Clean"/> takes away, and without pairing of brackets.
/// </summary>
internal static class Bidi
{
    private enum Kind
    {
        Left,
        Right,
        ArabicLetter,
        Number,
        ArabicNumber,
        Sign,
        Terminator,
        Separator,
        Mark,
        Neutral,
    }

    /// <summary>A level for each UTF-16 unit: even from left to right, odd from right to left. Null when all of it is 0.</summary>
    public static byte[]? Levels(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF')
            && !text.AsSpan().ContainsAnyInRange('\uFB1D', '\uFEFC'))
        {
            return null;
        }

        var kinds = Kinds(text);
        if (!kinds.Any(kind => kind is Kind.Right or Kind.ArabicLetter or Kind.ArabicNumber))
        {
            return null;
        }

        ResolveWeak(kinds);
        ResolveNeutral(kinds);
        return [.. kinds.Select(kind => kind switch
        {
            Kind.Right => (byte)1,
            Kind.Number or Kind.ArabicNumber => (byte)2,
            _ => (byte)0,
        })];
    }

    /// <summary>The order from left to right of stretches that are read in the given order (rule L2).</summary>
    public static int[] VisualOrder(IReadOnlyList<byte> levels)
    {
        int[] order = [.. Enumerable.Range(0, levels.Count)];
        for (var level = levels.Count == 0 ? 0 : levels.Max(); level > 0; level--)
        {
            for (var from = 0; from < levels.Count; from++)
            {
                var to = from;
                while (to < levels.Count && levels[order[to]] >= level)
                {
                    to++;
                }

                Array.Reverse(order, from, to - from);
                from = Math.Max(from, to);
            }
        }

        return order;
    }

    /// <summary>What a bracket looks like among words that run from right to left.</summary>
    public static char Mirror(char c) => c switch
    {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        _ => c,
    };

    private static Kind[] Kinds(string text)
    {
        var kinds = new Kind[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Array.Fill(kinds, Of(rune), at, rune.Utf16SequenceLength);
            at += rune.Utf16SequenceLength;
        }

        return kinds;
    }

    private static Kind Of(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        return rune.Value switch
        {
            >= '0' and <= '9' or (>= 0x06F0 and <= 0x06F9) => Kind.Number,
            (>= 0x0660 and <= 0x0669) or 0x066B or 0x066C => Kind.ArabicNumber,
            '+' or '-' or '\u2212' => Kind.Sign,
            '%' or '‰' or '€' or '$' or '£' or '°' or '#' => Kind.Terminator,
            ',' or '.' or ':' or '/' or '\u00A0' => Kind.Separator,
            _ when category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
            (>= 0x0600 and <= 0x07BF) or (>= 0x0860 and <= 0x08FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC)
                or (>= 0x1EC70 and <= 0x1EEFF) => Kind.ArabicLetter,
            (>= 0x0590 and <= 0x05FF) or (>= 0x07C0 and <= 0x085F) or (>= 0xFB1D and <= 0xFB4F) or (>= 0x10800 and <= 0x10FFF)
                or (>= 0x1E800 and <= 0x1EC6F) => Kind.Right,
            _ => Rune.IsLetter(rune) || category is UnicodeCategory.LetterNumber or UnicodeCategory.SpacingCombiningMark ? Kind.Left : Kind.Neutral,
        };
    }

    /// <summary>Rules W1 to W7: marks, numbers and the signs in and around them.</summary>
    private static void ResolveWeak(Kind[] kinds)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = kinds[i] == Kind.Mark ? (i == 0 ? Kind.Left : kinds[i - 1]) : kinds[i];
        }

        var strong = Kind.Left;
        for (var i = 0; i < kinds.Length; i++)
        {
            strong = kinds[i] is Kind.Left or Kind.Right or Kind.ArabicLetter ? kinds[i] : strong;
            kinds[i] = kinds[i] == Kind.Number && strong == Kind.ArabicLetter ? Kind.ArabicNumber : kinds[i];
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = kinds[i] == Kind.ArabicLetter ? Kind.Right : kinds[i];
            var between = i > 0 && i + 1 < kinds.Length && kinds[i - 1] == kinds[i + 1];
            if (between && ((kinds[i] is Kind.Sign or Kind.Separator && kinds[i - 1] == Kind.Number)
                || (kinds[i] == Kind.Separator && kinds[i - 1] == Kind.ArabicNumber)))
            {
                kinds[i] = kinds[i - 1];
            }
        }

        for (var from = 0; from < kinds.Length;)
        {
            var to = from;
            while (to < kinds.Length && kinds[to] == Kind.Terminator)
            {
                to++;
            }

            if (to > from)
            {
                var number = (from > 0 && kinds[from - 1] == Kind.Number) || (to < kinds.Length && kinds[to] == Kind.Number);
                Array.Fill(kinds, number ? Kind.Number : Kind.Neutral, from, to - from);
            }

            from = Math.Max(to, from + 1);
        }

        strong = Kind.Left;
        for (var i = 0; i < kinds.Length; i++)
        {
            strong = kinds[i] is Kind.Left or Kind.Right ? kinds[i] : strong;
            kinds[i] = kinds[i] switch
            {
                Kind.Sign or Kind.Separator => Kind.Neutral,
                Kind.Number when strong == Kind.Left => Kind.Left,
                _ => kinds[i],
            };
        }
    }

    /// <summary>Rules N1 and N2: what has no direction runs as both its neighbours do, or as the text does. Numbers count as right to left.</summary>
    private static void ResolveNeutral(Kind[] kinds)
    {
        for (var from = 0; from < kinds.Length;)
        {
            var to = from;
            while (to < kinds.Length && kinds[to] == Kind.Neutral)
            {
                to++;
            }

            if (to > from)
            {
                var inside = from > 0 && to < kinds.Length && kinds[from - 1] != Kind.Left && kinds[to] != Kind.Left;
                Array.Fill(kinds, inside ? Kind.Right : Kind.Left, from, to - from);
            }

            from = Math.Max(to, from + 1);
        }
    }
}
