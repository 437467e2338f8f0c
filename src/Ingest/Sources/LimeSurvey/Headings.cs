using Digilo.Analytics.Ingest.Mapping;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>How the headings of an export are written.</summary>
internal enum HeadingStyle
{
    /// <summary>Codes, in brackets or with underscores.</summary>
    Code,
    /// <summary>Code and text, joined by something that whoever exported chose.</summary>
    CodeAndText,
    /// <summary>Texts, whole or cut.</summary>
    Text,
}

/// <summary>
/// What the headings of one export tell: their style, and by which further names a profile may call each column, so that one
/// profile written on codes reads every style that carries codes.
/// </summary>
internal sealed class Headings
{
    private const int MinMeta = 2;

    private readonly IReadOnlyList<string>[] _others;
    private readonly string?[] _meta;

    private Headings(HeadingStyle style, string separator, IReadOnlyList<string>[] others, string?[] meta)
    {
        Style = style;
        Separator = separator;
        _others = others;
        _meta = meta;
    }

    /// <summary>How they are written.</summary>
    public HeadingStyle Style { get; }

    /// <summary>What joins code and text; empty for the other styles.</summary>
    public string Separator { get; }

    /// <summary>Further names of a column.</summary>
    public IReadOnlyList<string> Others(int column) => column < _others.Length ? _others[column] : [];

    /// <summary>The code of one of LimeSurvey's own columns; null for a question.</summary>
    public string? Meta(int column) => column < _meta.Length ? _meta[column] : null;

    /// <summary>What the headings are, or null if they are no LimeSurvey export's.</summary>
    public static Headings? Recognise(IReadOnlyList<string> headings)
    {
        headings = [.. headings.Select(Cells.Visible)];
        var codes = headings.Count(MetaColumns.IsCode);
        var texts = headings.Select(MetaColumns.CodeOf).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var bracketed = headings.Count(h => h.Contains('[', StringComparison.Ordinal) && QuestionCode.IsBracketed(h));
        if (headings.Contains(MetaColumns.Id) && (codes >= MinMeta || bracketed > 0) && codes >= texts)
        {
            return Of(headings, HeadingStyle.Code, "");
        }

        if (FindSeparator(headings) is { } separator)
        {
            return Of(headings, HeadingStyle.CodeAndText, separator);
        }

        // A text alone may be anybody's ("Completed", "Token"): the response's id must be one of at least two, or the first of all.
        var first = headings.Count > 0 ? MetaColumns.CodeOf(headings[0]) : null;
        return texts > 0 && (first == MetaColumns.Id || (texts >= MinMeta && headings.Any(h => MetaColumns.CodeOf(h) == MetaColumns.Id)))
            ? Of(headings, HeadingStyle.Text, "")
            : null;
    }

    /// <summary>Names for headings that are known to be codes.</summary>
    public static Headings OfCodes(IReadOnlyList<string> headings) => Of([.. headings.Select(Cells.Visible)], HeadingStyle.Code, "");

    private static Headings Of(IReadOnlyList<string> headings, HeadingStyle style, string separator)
    {
        var others = new IReadOnlyList<string>[headings.Count];
        var meta = new string?[headings.Count];
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            var code = style switch
            {
                HeadingStyle.Code => heading,
                HeadingStyle.CodeAndText => QuestionCode.Before(heading, separator),
                _ => MetaColumns.CodeOf(heading),
            };
            meta[i] = code is not null && MetaColumns.IsCode(code) ? code : null;
            var names = new List<string>();
            if (code is not null && style != HeadingStyle.Code)
            {
                names.Add(code);
            }

            if (code is not null && meta[i] is null)
            {
                names.AddRange(QuestionCode.Others(code));
            }

            if (style == HeadingStyle.CodeAndText && code is not null && heading.Length > code.Length + separator.Length)
            {
                names.Add(heading[(code.Length + separator.Length)..]);
            }

            if (heading.Contains('_', StringComparison.Ordinal) && !heading.Contains(' ', StringComparison.Ordinal) && style == HeadingStyle.Text)
            {
                names.Add(heading.Replace('_', ' '));
            }

            var own = Cells.Fold(heading);
            others[i] = [.. names.Where(n => Cells.Fold(n) != own).Distinct(StringComparer.Ordinal)];
        }

        return new Headings(style, separator, others, meta);
    }

    /// <summary>
    /// What stands between code and text, seen at LimeSurvey's own columns, whose codes are known: the longest text that follows
    /// all of them, up to its first letter.
    /// </summary>
    private static string? FindSeparator(IReadOnlyList<string> headings)
    {
        var rests = headings
            .Select(h => MetaColumns.Codes.Where(c => h.Length > c.Length && h.StartsWith(c, StringComparison.Ordinal) && !char.IsLetterOrDigit(h[c.Length])).MaxBy(c => c.Length) is { } c
                ? (Code: c, After: h[c.Length..])
                : default)
            .Where(r => r.Code is not null)
            .ToList();
        if (!rests.Exists(r => r.Code == MetaColumns.Id) || rests.DistinctBy(r => r.Code).Count() < MinMeta)
        {
            return null;
        }

        var common = rests[0].After;
        foreach (var (_, rest) in rests)
        {
            var length = 0;
            while (length < common.Length && length < rest.Length && common[length] == rest[length])
            {
                length++;
            }

            common = common[..length];
        }

        // Texts may begin alike; what joins code and text is what comes before the first letter of all of them.
        var letter = common.TakeWhile(c => !char.IsLetterOrDigit(c)).Count();
        return letter == 0 || common[0] == '[' ? null : common[..letter];
    }
}
