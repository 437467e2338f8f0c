using System.Globalization;
using System.Text;
using Digilo.Analytics.Ingest.Identity;

namespace Digilo.Analytics.Ingest.Validation;

/// <summary>
/// What may be said about a value that must not be shown: its shape, as "shape:digits:12". Values themselves are shown only for
/// columns mapped as level, code or date (method §1.9).
/// </summary>
internal static class Shape
{
    private const int MaxShown = 40;

    /// <summary>The shape of a cell.</summary>
    public static string Of(ReadOnlySpan<byte> cell)
    {
        var text = Decode(cell);
        if (text.Length == 0)
        {
            return "shape:empty";
        }

        if (Personnummer.IsIn(cell))
        {
            return "shape:personnummer";
        }

        var length = text.Length.ToString(CultureInfo.InvariantCulture);
        if (text.All(char.IsAsciiDigit))
        {
            return "shape:digits:" + length;
        }

        return text.All(char.IsLetter) ? "shape:letters:" + length : "shape:characters:" + length;
    }

    /// <summary>The value itself, on one line, cut, and masked if it looks like a personnummer after all.</summary>
    public static string Value(ReadOnlySpan<byte> cell)
    {
        if (Personnummer.IsIn(cell))
        {
            return "shape:personnummer";
        }

        var text = Decode(cell);
        if (text.Length == 0)
        {
            return "shape:empty";
        }

        // A value long enough to be a sentence is free text in the wrong column.
        return text.Length > MaxShown ? Of(cell) : Clean(text);
    }

    /// <summary>Text with control and direction characters made visible, so that a value cannot reorder a report.</summary>
    public static string Clean(string text) =>
        string.Concat(text.Select(c => IsHarmful(c) ? '\uFFFD' : c));

    /// <summary>A heading for a report: on one line, otherwise as delivered, with the marks that could reorder the report made visible.</summary>
    public static string Heading(string text) => text.Any(IsHarmful) ? Clean(string.Concat(text.Select(c => char.IsWhiteSpace(c) ? ' ' : c))) : text;

    /// <summary>Control characters and marks that change the direction of the text around them.</summary>
    public static bool IsHarmful(char c) =>
        char.IsControl(c) || c is (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF' or '\uFFFD';

    public static string Bytes(long bytes) => "shape:bytes:" + bytes.ToString(CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Decode(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell).Trim();
}
