using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>How PDF writes numbers and strings.</summary>
internal static class PdfSyntax
{
    /// <summary>Room for a number: many more digits than any place on a page takes.</summary>
    private const int MostDigits = 32;

    /// <summary>Numbers below this are whole thousandths without loss.</summary>
    private const double Exact = 1e9;

    /// <summary>A number with at most three decimals: finer than any printer, and the same on every machine.</summary>
    public static string Number(double value)
    {
        Span<char> room = stackalloc char[MostDigits];
        return room[..Write(room, value)].ToString();
    }

    /// <summary>A whole number.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers with spaces between.</summary>
    public static string Numbers(params ReadOnlySpan<double> values)
    {
        Span<char> room = stackalloc char[8 * (MostDigits + 1)];
        if (values.Length > 8)
        {
            return Numbers(values[..8]) + " " + Numbers(values[8..]);
        }

        var length = 0;
        foreach (var value in values)
        {
            if (length > 0)
            {
                room[length++] = ' ';
            }

            length += Write(room[length..], value);
        }

        return room[..length].ToString();
    }

    /// <summary>Adds a number as <see cref="Number(double)"/> writes it.</summary>
    public static StringBuilder AppendNumber(this StringBuilder text, double value)
    {
        Span<char> room = stackalloc char[MostDigits];
        return text.Append(room[..Write(room, value)]);
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

    /// <summary>Writes a number and tells how long it is.</summary>
    private static int Write(Span<char> room, double value)
    {
        var rounded = Math.Round(value, 3, MidpointRounding.AwayFromZero);
        int length;
        if (!(Math.Abs(rounded) < Exact))
        {
            return double.IsFinite(value) && rounded.TryFormat(room, out length, "0.###", CultureInfo.InvariantCulture)
                ? length
                : throw new ArgumentOutOfRangeException(nameof(value), "A coordinate must be a finite number.");
        }

        // A page has thousands of coordinates, and general formatting of a double is dear.
        var thousandths = (long)Math.Round(rounded * 1000);
        var sign = thousandths < 0 ? 1 : 0;
        room[0] = '-';
        thousandths = Math.Abs(thousandths);
        (thousandths / 1000).TryFormat(room[sign..], out length, default, CultureInfo.InvariantCulture);
        length += sign;
        var rest = (int)(thousandths % 1000);
        if (rest == 0)
        {
            return length;
        }

        room[length++] = '.';
        for (var place = 100; rest > 0; place /= 10)
        {
            room[length++] = (char)('0' + (rest / place));
            rest %= place;
        }

        return length;
    }
}
