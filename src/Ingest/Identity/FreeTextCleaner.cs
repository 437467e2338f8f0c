using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// Replaces what names a person in free text by a mark: anything with the shape of a personnummer (right or mistyped), telephone
/// numbers and e-mail addresses. Names it cannot know: such text is encrypted and never published all the same.
/// </summary>
internal static partial class FreeTextCleaner
{
    /// <summary>What stands where something was taken out.</summary>
    public const string Mark = "[…]";

    private const int MinPhone = 7, MaxPhone = 15;

    /// <summary>The text without them.</summary>
    public static string Clean(string text, out bool changed)
    {
        // Digits of every script and dashes of every width count as what they look like.
        var plain = Plain(text);
        var cuts = Numbers().EnumerateMatches(plain);
        var found = new List<(int Start, int End)>();
        while (cuts.MoveNext())
        {
            var (start, end) = (cuts.Current.Index, cuts.Current.Index + cuts.Current.Length);
            if (IsPersonal(plain.AsSpan(start, end - start)))
            {
                found.Add((start, end));
            }
        }

        AddAddresses(plain, found);
        changed = found.Count > 0;
        return changed ? Cut(text, found) : text;
    }

    /// <summary>Character for character, so that places stay the same.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var c = source[i];
            span[i] = char.IsAscii(c) ? c
                : char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c))
                : char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == '\u2212' ? '-'
                : char.IsWhiteSpace(c) ? ' '
                : c == '\uFF20' ? '@'
                : c;
        }
    });

    /// <summary>A run of digits and what stands between them: a personnummer's ten or twelve, or a telephone number.</summary>
    private static bool IsPersonal(ReadOnlySpan<char> run)
    {
        var digits = 0;
        foreach (var c in run)
        {
            digits += char.IsAsciiDigit(c) || char.IsAsciiLetter(c) ? 1 : 0;
        }

        var first = run.TrimStart("( ");
        return digits is 10 or 12 || (digits is >= MinPhone and <= MaxPhone && first is ['0' or '+', ..]);
    }

    /// <summary>Every @ with a word before it and a name with a dot after it.</summary>
    private static void AddAddresses(string plain, List<(int Start, int End)> found)
    {
        for (var at = plain.IndexOf('@', StringComparison.Ordinal); at >= 0; at = plain.IndexOf('@', at + 1))
        {
            var (start, end) = (at, at + 1);
            while (start > 0 && IsLocal(plain[start - 1]))
            {
                start--;
            }

            while (end < plain.Length && IsHost(plain[end]))
            {
                end++;
            }

            if (start < at && plain.AsSpan(at + 1, end - at - 1).TrimEnd('.').Contains('.'))
            {
                found.Add((start, end));
            }
        }
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'';

    private static bool IsHost(char c) => char.IsLetterOrDigit(c) || c is '.' or '-';

    private static string Cut(string text, List<(int Start, int End)> found)
    {
        var result = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in found.OrderBy(f => f.Start).ThenBy(f => f.End))
        {
            if (start >= at)
            {
                result.Append(text, at, start - at).Append(Mark);
            }

            at = Math.Max(at, end);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    // Begins with a digit, a plus or a bracket; a few signs or spaces between digits; the letter of a T-number, or the two letters of a
    // protected identity's form, stand once. All but the first digit is optional, so that it never turns back and no text takes long.
    [GeneratedRegex(@"\(?\+?\(?[0-9](?:[-+ ./()]{0,3}[0-9])*(?:[-+ ]?[A-Za-z]{1,2}[0-9]{2,3})?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
