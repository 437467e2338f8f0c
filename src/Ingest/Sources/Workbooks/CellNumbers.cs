using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>From the number of a cell to the text that a person sees: without exponents, rounding dust or the workbook's way of counting days.</summary>
internal static class CellNumbers
{
    private const int Days1904 = 1462;
    private const double LastDay = 2_958_466;

    /// <summary>Writes the text of a number.</summary>
    /// <param name="raw">As it stands in the file.</param>
    /// <param name="format">The cell's format.</param>
    /// <param name="is1904">True if days are counted from 1904.</param>
    /// <param name="cells">Gets the cell.</param>
    /// <param name="column">At this place.</param>
    public static void Write(ReadOnlySpan<char> raw, NumberFormat format, bool is1904, CellBuffer cells, int column)
    {
        Span<byte> text = stackalloc byte[512];
        var length = raw.Length < 400 ? Format(raw, format, is1904, text) : 0;
        if (length > 0)
        {
            cells.Set(column, text[..length]);
            return;
        }

        // No number at all: as it stands, whatever it is.
        cells.Set(column, Encoding.UTF8.GetBytes(raw.ToArray()));
    }

    /// <summary>The text of a number of less than 400 characters in UTF-8; returns its length, 0 for what is no number.</summary>
    internal static int Format(ReadOnlySpan<char> raw, NumberFormat format, bool is1904, Span<byte> text)
    {
        // The usual cell: a whole number that is just a number.
        if (format.Kind == NumberKind.Number && raw.Length is > 0 and < 20 && IsDigits(raw))
        {
            return Encoding.UTF8.GetBytes(raw, text);
        }

        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return 0;
        }

        return format.Kind switch
        {
            NumberKind.Date or NumberKind.DateTime when Day(number, is1904) is { } moment => Moment(moment, format.Kind, text),
            NumberKind.Time when number is >= 0 and < 1 => Clock(Seconds(number), text),
            NumberKind.Time when Day(number, is1904) is { } moment => Moment(moment, NumberKind.DateTime, text),
            NumberKind.Elapsed when number is >= 0 and < LastDay => Clock(Seconds(number), text),
            NumberKind.Digits when number >= 0 && number < 1e15 && number == Math.Floor(number) => Pattern((long)number, format.Digits, text),
            _ => Plain(raw, number, text),
        };
    }

    /// <summary>The moment of a serial number, to the second; null if there is no such day.</summary>
    private static DateTime? Day(double serial, bool is1904)
    {
        serial += is1904 ? Days1904 : 0;
        if (serial is < 0 or >= LastDay)
        {
            return null;
        }

        // Counted as if 1900 had been a leap year: before the day that never was, one day less has passed.
        var shifted = !is1904 && serial < 60 ? serial + 1 : serial;
        return new DateTime(1899, 12, 30).AddSeconds(Seconds(shifted));
    }

    private static double Seconds(double days) => Math.Round(days * 86_400);

    private static int Moment(DateTime moment, NumberKind kind, Span<byte> text)
    {
        // A format that shows the day alone must not lose a time that is there.
        var withTime = kind == NumberKind.DateTime || moment.TimeOfDay != TimeSpan.Zero;
        moment.TryFormat(text, out var written, withTime ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return written;
    }

    private static int Clock(double seconds, Span<byte> text)
    {
        var all = (long)seconds;
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{all / 3600:00}:{all / 60 % 60:00}:{all % 60:00}"), text);
    }

    /// <summary>Digits from the right into the zeros of the pattern; digits too many come before.</summary>
    private static int Pattern(long number, string pattern, Span<byte> text)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var missing = pattern.Count(c => c == '0') - digits.Length;
        digits = missing > 0 ? new string('0', missing) + digits : digits;
        var built = new StringBuilder();
        var next = digits.Length - 1;
        for (var i = pattern.Length - 1; i >= 0; i--)
        {
            built.Insert(0, pattern[i] == '0' ? digits[next--] : pattern[i]);
        }

        built.Insert(0, digits[..(next + 1)]);
        return Encoding.UTF8.GetBytes(built.ToString(), text);
    }

    /// <summary>Fifteen significant digits, which is what a workbook holds, written out.</summary>
    private static int Plain(ReadOnlySpan<char> raw, double number, Span<byte> text)
    {
        if (IsDigits(raw))
        {
            return Encoding.UTF8.GetBytes(raw, text);
        }

        var shortest = number.ToString("G15", CultureInfo.InvariantCulture);
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
        {
            return Encoding.UTF8.GetBytes(shortest == "-0" ? "0" : shortest, text);
        }

        var negative = shortest[0] == '-';
        var mantissa = shortest[(negative ? 1 : 0)..exponent];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa.Length : point) + int.Parse(shortest.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var written = whole <= 0 ? "0." + new string('0', -whole) + digits
            : whole >= digits.Length ? digits + new string('0', whole - digits.Length)
            : digits[..whole] + "." + digits[whole..];
        return Encoding.UTF8.GetBytes((negative ? "-" : "") + written, text);
    }

    private static bool IsDigits(ReadOnlySpan<char> raw) => raw.Length > 0 && !raw.ContainsAnyExceptInRange('0', '9');
}
