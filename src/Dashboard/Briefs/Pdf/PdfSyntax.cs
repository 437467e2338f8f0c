using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>How PDF writes numbers and strings.</summary>
internal static class PdfSyntax
{
    /// <summary>A number with at most three decimals: finer than any printer, and the same on every machine.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "A coordinate must be a finite number.");
        }

        var rounded = Math.Round(value, 3, MidpointRounding.AwayFromZero);
        return rounded == 0 ? "0" : rounded.ToString("0.###", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers with spaces between.</summary>
    public static string Numbers(params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(Number(value));
        }

        return text.ToString();
    }

    /// <summary>A text string, UTF-16 with its mark, in hexadecimal: any character, nothing to escape.</summary>
    public static string Text(string text) => "<FEFF" + Utf16(text) + ">";

    /// <summary>UTF-16BE in hexadecimal, as ToUnicode maps want it.</summary>
    public static string Utf16(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    /// <summary>A literal string of ASCII: identifiers, addresses, dates.</summary>
    public static string Ascii(string text)
    {
        var literal = new StringBuilder("(");
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
            {
                throw new ArgumentException("Only ASCII may be written as a literal string.", nameof(text));
            }

            literal.Append(c is '(' or ')' or '\\' ? "\\" : "").Append(c);
        }

        return literal.Append(')').ToString();
    }

    /// <summary>A reference to an object.</summary>
    public static string Reference(int objectNumber) => Number(objectNumber) + " 0 R";
}
