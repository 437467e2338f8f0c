using System.Text.RegularExpressions;

namespace Digilo.Analytics.Ingest.Sources.LimeSurvey;

/// <summary>
/// The code of a column: the question and what stands in brackets (subquestion, comment, other, scale). It has two spellings,
/// <c>Q1[SQ001]</c> and, for LimeSurvey's expressions, <c>Q1_SQ001</c>.
/// </summary>
internal static partial class QuestionCode
{
    /// <summary>True if a text has the form of a code in brackets, or of a bare question code.</summary>
    public static bool IsBracketed(string text) => Bracketed().IsMatch(text);

    /// <summary>True if a text has the form of any code.</summary>
    public static bool IsAny(string text) => Bracketed().IsMatch(text) || Underscored().IsMatch(text);

    /// <summary>
    /// The other spellings of a code. Scales count from 1 in brackets and from 0 with underscores. An underscored code does not
    /// tell a scale from a subquestion's own underscore: both readings are given, and a file that has both is refused where it
    /// matters.
    /// </summary>
    public static IReadOnlyList<string> Others(string code)
    {
        var bracketed = Bracketed().Match(code);
        if (bracketed.Success && bracketed.Groups["part"].Captures is { Count: > 0 } parts)
        {
            var question = bracketed.Groups["question"].Value;
            var list = parts.Select(p => p.Value).ToList();
            if (list.Count == 2 && list[1] is "1" or "2")
            {
                return [$"{question}_{list[0]}_{(list[1] == "1" ? "0" : "1")}"];
            }

            return [question + "_" + string.Join('_', list)];
        }

        if (Underscored().Match(code) is not { Success: true } underscored)
        {
            return [];
        }

        var (head, rest) = (underscored.Groups["question"].Value, underscored.Groups["rest"].Value);
        return rest.Length > 2 && rest[^2] == '_' && rest[^1] is '0' or '1'
            ? [$"{head}[{rest}]", $"{head}[{rest[..^2]}][{(rest[^1] == '0' ? "1" : "2")}]"]
            : [$"{head}[{rest}]"];
    }

    /// <summary>The code at the beginning of a heading of code and text, which a separator divides; null if there is none.</summary>
    public static string? Before(string heading, string separator)
    {
        var depth = 0;
        for (var i = 0; i < heading.Length; i++)
        {
            if (depth == 0 && i > 0 && string.CompareOrdinal(heading, i, separator, 0, separator.Length) == 0)
            {
                return IsAny(heading[..i]) ? heading[..i] : null;
            }

            depth += heading[i] switch { '[' => 1, ']' => -1, _ => 0 };
        }

        // A column without any text is its code and what is left of the separator.
        var trimmed = heading[..^(heading.EndsWith(separator.TrimEnd(), StringComparison.Ordinal) ? separator.TrimEnd().Length : 0)];
        return trimmed.Length > 0 && IsAny(trimmed) ? trimmed : null;
    }

    [GeneratedRegex(@"^(?<question>[A-Za-z0-9][A-Za-z0-9_]*?)(?:\[(?<part>[A-Za-z0-9_]+)\]){0,3}$")]
    private static partial Regex Bracketed();

    [GeneratedRegex("^(?<question>[A-Za-z0-9]+)_(?<rest>[A-Za-z0-9_]+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Underscored();
}
