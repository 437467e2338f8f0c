using System.Buffers;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// Swedish personal identity numbers: personnummer, samordningsnummer (day + 60) and T-numbers (a letter first among the last
/// four), and the form <c>ÅÅÅÅMMDDTf29</c> for a protected identity. Recognised by date and check digit.
/// </summary>
/// <remarks>Check digit: modulus 10 with weights 2, 1, 2, … over the nine first digits of the ten-digit form.</remarks>
internal static class Personnummer
{
    /// <summary>Characters of the normalised form, ÅÅÅÅMMDDNNNC.</summary>
    public const int Length = 12;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    /// <summary>
    /// Normalises a cell to twelve characters. A two-digit year is the latest one that is not after <paramref name="today"/>, a
    /// hundred years earlier with <c>+</c>.
    /// </summary>
    /// <returns>False if the cell is not a valid number.</returns>
    public static bool TryNormalise(ReadOnlySpan<byte> cell, DateOnly today, Span<byte> twelve)
    {
        cell = Trim(cell);
        Span<byte> compact = stackalloc byte[Length];
        var n = 0;
        byte sign = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            var b = cell[i];
            if (b is (byte)'-' or (byte)'+' or (byte)' ')
            {
                // One sign, right before the last four.
                if (sign != 0 || cell.Length - i != 5)
                {
                    return false;
                }

                sign = b;
                continue;
            }

            if (n == Length)
            {
                return false;
            }

            compact[n++] = b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b;
        }

        if (n is not (10 or 12) || !IsNumber(compact[(n - 10)..n]))
        {
            return false;
        }

        if (n == 12)
        {
            if (!IsYear(compact[..4], out var full) || !IsDate(full, compact[4..8]))
            {
                return false;
            }

            compact.CopyTo(twelve);
            return true;
        }

        var two = (compact[0] - '0') * 10 + compact[1] - '0';
        var year = today.Year / 100 * 100 + two;
        if (year > today.Year || (year == today.Year && !NotAfter(compact[2..6], today)))
        {
            year -= 100;
        }

        if (sign == (byte)'+')
        {
            year -= 100;
        }

        if (!IsDate(year, compact[2..6]))
        {
            return false;
        }

        twelve[0] = (byte)('0' + year / 1000);
        twelve[1] = (byte)('0' + year / 100 % 10);
        compact[..10].CopyTo(twelve[2..]);
        return true;
    }

    /// <summary>True for the form of a protected identity: eight digits, T, a letter and two digits.</summary>
    public static bool IsProtectedForm(ReadOnlySpan<byte> cell)
    {
        cell = Trim(cell);
        if (cell.Length == 13 && cell[8] == (byte)'-')
        {
            return IsProtectedForm(cell[..8], cell[9..]);
        }

        return cell.Length == 12 && IsProtectedForm(cell[..8], cell[8..]);
    }

    private static bool IsProtectedForm(ReadOnlySpan<byte> date, ReadOnlySpan<byte> rest) =>
        !date.ContainsAnyExcept(Digits) && (rest[0] | 32) == 't' && char.IsAsciiLetter((char)rest[1]) && !rest[2..].ContainsAnyExcept(Digits);

    /// <summary>True if a valid number stands anywhere in a text, as a whole word of digits.</summary>
    public static bool IsIn(ReadOnlySpan<byte> text)
    {
        if (text.Length < 10)
        {
            return false;
        }

        var i = 0;
        while (true)
        {
            var start = text[i..].IndexOfAny(Digits);
            if (start < 0)
            {
                return false;
            }

            i += start;
            if (text.Length - i < 10)
            {
                return false;
            }

            if ((i == 0 || !Digits.Contains(text[i - 1])) && (IsAt(text[i..], 8) || IsAt(text[i..], 6)))
            {
                return true;
            }

            var end = text[i..].IndexOfAnyExcept(Digits);
            if (end < 0)
            {
                return false;
            }

            i += end;
        }
    }

    /// <summary>A number whose date has so many digits begins here and ends at a word's end.</summary>
    private static bool IsAt(ReadOnlySpan<byte> text, int dateDigits)
    {
        if (text.Length < dateDigits + 4 || text[..dateDigits].ContainsAnyExcept(Digits))
        {
            return false;
        }

        var at = dateDigits;
        if (text[at] is (byte)'-' or (byte)'+' or (byte)' ')
        {
            at++;
        }
        else if (text[at..].StartsWith("\u2013"u8) || text[at..].StartsWith("\u2011"u8) || text[at..].StartsWith("\u2212"u8))
        {
            at += 3;
        }

        if (text.Length < at + 4 || (text.Length > at + 4 && Digits.Contains(text[at + 4])))
        {
            return false;
        }

        Span<byte> ten = stackalloc byte[10];
        text.Slice(dateDigits - 6, 6).CopyTo(ten);
        text.Slice(at, 4).CopyTo(ten[6..]);
        ten[6] = ten[6] is >= (byte)'a' and <= (byte)'z' ? (byte)(ten[6] - 32) : ten[6];
        if (!IsNumber(ten))
        {
            return false;
        }

        var year = 2000;
        return (dateDigits == 6 || IsYear(text[..4], out year)) && IsDate(year, ten[2..6], anyCentury: dateDigits == 6);
    }

    /// <summary>Ten characters with a right check digit; the seventh may be the letter of a T-number, counted as 1.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> ten)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var b = ten[i];
            int digit;
            if (char.IsAsciiDigit((char)b))
            {
                digit = b - '0';
            }
            else if (i == 6 && "TRSUWXJKLMNP"u8.Contains(b))
            {
                digit = 1;
            }
            else
            {
                return false;
            }

            var product = i % 2 == 0 ? digit * 2 : digit;
            sum += product > 9 ? product - 9 : product;
        }

        // The number 000 is not given to anybody.
        return sum % 10 == 0 && !ten[6..9].SequenceEqual("000"u8);
    }

    private static bool IsYear(ReadOnlySpan<byte> four, out int year)
    {
        year = 0;
        foreach (var b in four)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            year = year * 10 + b - '0';
        }

        return year is >= 1800 and < 2100;
    }

    private static bool IsDate(int year, ReadOnlySpan<byte> monthDay, bool anyCentury = false)
    {
        var month = (monthDay[0] - '0') * 10 + monthDay[1] - '0';
        var day = (monthDay[2] - '0') * 10 + monthDay[3] - '0';
        day = day > 60 ? day - 60 : day;
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(anyCentury ? 2000 : year, month);
    }

    private static bool NotAfter(ReadOnlySpan<byte> monthDay, DateOnly today)
    {
        var month = (monthDay[0] - '0') * 10 + monthDay[1] - '0';
        var day = (monthDay[2] - '0') * 10 + monthDay[3] - '0';
        day = day > 60 ? day - 60 : day;
        return month < today.Month || (month == today.Month && day <= today.Day);
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => Mapping.Cells.Trim(cell);
}
