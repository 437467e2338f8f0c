using System.Buffers;
using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>Reads single cells of UTF-8: no culture, no allocation on the usual path.</summary>
internal static class Cells
{
    /// <summary>Without white space at the ends: ASCII, no-break and every other Unicode space.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && IsPlain(cell[0]) && IsPlain(cell[^1]) ? cell : TrimEnds(cell);

    private static bool IsPlain(byte b) => b is > 0x20 and < 0x80;

    private static ReadOnlySpan<byte> TrimEnds(ReadOnlySpan<byte> cell)
    {
        while (!cell.IsEmpty)
        {
            if (cell[0] > 0x20 && cell[0] < 0x80)
            {
                break;
            }

            if (cell[0] <= 0x20)
            {
                cell = cell[1..];
                continue;
            }

            if (Rune.DecodeFromUtf8(cell, out var rune, out var used) != OperationStatus.Done || !IsSpace(rune))
            {
                break;
            }

            cell = cell[used..];
        }

        while (!cell.IsEmpty)
        {
            if (cell[^1] > 0x20 && cell[^1] < 0x80)
            {
                break;
            }

            if (cell[^1] <= 0x20)
            {
                cell = cell[..^1];
                continue;
            }

            if (Rune.DecodeLastFromUtf8(cell, out var rune, out var used) != OperationStatus.Done || !IsSpace(rune))
            {
                break;
            }

            cell = cell[..^used];
        }

        return cell;
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0xFEFF or 0x200B;

    /// <summary>Headings and labels are compared as they are seen (<see cref="Visible"/>), in NFC and without case.</summary>
    public static string Fold(string text) => Visible(text).Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>A heading as it is kept: trimmed, otherwise as delivered; one of which nothing is seen is none.</summary>
    public static string Heading(string text) => Visible(text).Length == 0 ? "" : text.Trim().Trim('\uFEFF');

    /// <summary>
    /// A text as a person sees it: trimmed, line breaks and spaces of every kind as single spaces, without marks that have no width (byte-order
    /// marks, zero-width spaces, soft hyphens, marks of direction).
    /// </summary>
    public static string Visible(string text)
    {
        if (IsSeenWhole(text))
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                gap = true;
            }
            else if (!IsInvisible(rune))
            {
                if (gap && seen.Length > 0)
                {
                    seen.Append(' ');
                }

                gap = false;
                seen.Append(rune.ToString());
            }
        }

        return seen.ToString();
    }

    /// <summary>
    /// A mark without width: Unicode's format characters, but not the two that turn the letters behind them round, for then something
    /// else is seen than stands there.
    /// </summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x202D or 0x202E);

    /// <summary>True for what most headings and labels are: letters with single spaces between them.</summary>
    private static bool IsSeenWhole(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '\u024F' or (>= '\u007F' and <= '\u00A0') or '\u00AD' || (c == ' ' && before == ' '))
            {
                return false;
            }

            before = c;
        }

        return text.Length == 0 || before != ' ';
    }

    /// <summary>
    /// A number in hundredths, rounded half away from zero. Spaces of every kind are grouping; both minus signs are accepted.
    /// </summary>
    public static bool TryHundredths(ReadOnlySpan<byte> cell, DecimalSign sign, out int hundredths)
    {
        hundredths = 0;
        Span<char> chars = stackalloc char[40];
        if (cell.Length > chars.Length || Encoding.UTF8.GetChars(cell, chars) is var length && length == 0)
        {
            return false;
        }

        long whole = 0;
        int fraction = 0, decimals = 0;
        bool negative = false, point = false, any = false;
        for (var i = 0; i < length; i++)
        {
            var c = chars[i];
            if (char.IsAsciiDigit(c))
            {
                any = true;
                if (!point)
                {
                    whole = whole * 10 + c - '0';
                    if (whole > 10_000_000)
                    {
                        return false;
                    }
                }
                else if (decimals < 3)
                {
                    fraction = fraction * 10 + c - '0';
                    decimals++;
                }
            }
            else if (c is '-' or '\u2212' && i == 0)
            {
                negative = true;
            }
            else if (!point && ((c == ',' && sign != DecimalSign.Point) || (c == '.' && sign != DecimalSign.Comma)))
            {
                point = true;
            }
            else if (char.IsWhiteSpace(c) && !point && any && i + 1 < length && char.IsAsciiDigit(chars[i + 1]))
            {
                continue;
            }
            else
            {
                return false;
            }
        }

        for (; decimals < 3; decimals++)
        {
            fraction *= 10;
        }

        var value = whole * 100 + (fraction + 5) / 10;
        hundredths = (int)(negative ? -value : value);
        return any;
    }

    /// <summary>A whole number of at most nine digits without sign.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> cell, out int value)
    {
        value = 0;
        if (cell.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var b in cell)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            value = value * 10 + b - '0';
        }

        return true;
    }

    /// <summary>A day in one of the formats; <c>yyyy-MM-dd</c> is read without allocation.</summary>
    public static bool TryDate(ReadOnlySpan<byte> cell, IReadOnlyList<string> formats, out DateOnly date)
    {
        if (cell.Length == 10 && formats.Count > 0 && formats[0] == IsoDate && TryIsoDate(cell, out date))
        {
            return true;
        }

        if (TryDateTime(cell, formats, out var moment))
        {
            date = DateOnly.FromDateTime(moment);
            return true;
        }

        date = default;
        return false;
    }

    /// <summary>
    /// A moment in one of the formats; a day alone is midnight. A time zone behind it is passed over: what the clock on the wall showed is kept.
    /// </summary>
    public static bool TryDateTime(ReadOnlySpan<byte> cell, IReadOnlyList<string> formats, out DateTime moment)
    {
        if (TryPlainDateTime(cell, formats, out moment))
        {
            return true;
        }

        Span<byte> plain = stackalloc byte[WallTime.MaxBytes];
        return WallTime.TryPlain(cell, plain, out var length) && TryPlainDateTime(plain[..length], formats, out moment);
    }

    private static bool TryPlainDateTime(ReadOnlySpan<byte> cell, IReadOnlyList<string> formats, out DateTime moment)
    {
        moment = default;
        if (formats.Count > 0 && formats[0] == IsoDate && cell.Length is 10 or 16 or 19 && TryIsoDate(cell[..10], out var date))
        {
            if (cell.Length == 10)
            {
                moment = date.ToDateTime(TimeOnly.MinValue);
                return true;
            }

            if (cell[10] is (byte)' ' or (byte)'T' && TryTime(cell[11..], out var time))
            {
                moment = date.ToDateTime(time);
                return true;
            }
        }

        Span<char> chars = stackalloc char[64];
        if (cell.Length > chars.Length)
        {
            return false;
        }

        var text = chars[..Encoding.UTF8.GetChars(cell, chars)];
        foreach (var format in formats)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment) && moment.Year is >= 1900 and <= 2200)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The format that also accepts a time after a space or T.</summary>
    public const string IsoDate = "yyyy-MM-dd";

    private static bool TryIsoDate(ReadOnlySpan<byte> cell, out DateOnly date)
    {
        date = default;
        if (cell[4] != (byte)'-' || cell[7] != (byte)'-'
            || !TryWhole(cell[..4], out var year) || !TryWhole(cell[5..7], out var month) || !TryWhole(cell[8..10], out var day)
            || year is < 1900 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> cell, out TimeOnly time)
    {
        time = default;
        var second = 0;
        if (cell[2] != (byte)':' || !TryWhole(cell[..2], out var hour) || !TryWhole(cell[3..5], out var minute) || hour > 23 || minute > 59
            || (cell.Length == 8 && (cell[5] != (byte)':' || !TryWhole(cell[6..8], out second) || second > 59)))
        {
            return false;
        }

        time = new TimeOnly(hour, minute, second);
        return true;
    }
}
