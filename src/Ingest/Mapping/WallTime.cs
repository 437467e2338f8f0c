using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// Moments as tools write them for people, in the plain form that formats are tried on: spaces of every kind as one, the half of the day as
/// <c>AM</c> or <c>PM</c> in English and Swedish, and no time zone. The order of day and month is left alone.
/// </summary>
internal static class WallTime
{
    /// <summary>Longest moment, written and made plain.</summary>
    public const int MaxBytes = 64;

    // Names that a form's or a sheet's place gives its clock; the offset is told behind GMT and UTC alone.
    private static readonly string[] Zones =
    [
        "GMT", "UTC", "WET", "WEST", "BST", "IST", "CET", "CEST", "MEZ", "MESZ", "EET", "EEST", "MSK",
        "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST",
    ];

    private static readonly (string Written, string Plain)[] Halves =
    [
        (" fm", " AM"), (" f.m.", " AM"), (" f.m", " AM"), (" a.m.", " AM"), (" a. m.", " AM"),
        (" em", " PM"), (" e.m.", " PM"), (" e.m", " PM"), (" p.m.", " PM"), (" p. m.", " PM"),
    ];

    /// <summary>The plain form of a cell; false if it is plain as it stands, or no moment.</summary>
    /// <param name="cell">Trimmed.</param>
    /// <param name="plain">Room for <see cref="MaxBytes"/>.</param>
    /// <param name="length">Bytes used of it.</param>
    public static bool TryPlain(ReadOnlySpan<byte> cell, Span<byte> plain, out int length)
    {
        length = 0;
        if (cell.Length is < 8 or > MaxBytes || cell.IndexOfAnyExcept("0123456789-/.:, "u8) < 0)
        {
            return false;
        }

        Span<char> room = stackalloc char[MaxBytes];
        var text = Spaced(room[..Encoding.UTF8.GetChars(cell, room)]);
        text = WithoutZone(text);
        foreach (var (written, half) in Halves)
        {
            if (((ReadOnlySpan<char>)text).EndsWith(written, StringComparison.OrdinalIgnoreCase))
            {
                half.CopyTo(text[^written.Length..]);
                text = text[..(text.Length - written.Length + half.Length)];
                break;
            }
        }

        return Encoding.UTF8.TryGetBytes(text, plain, out length) && !plain[..length].SequenceEqual(cell);
    }

    /// <summary>In place: single common spaces, no marks without width.</summary>
    private static Span<char> Spaced(Span<char> text)
    {
        var used = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (used > 0 && text[used - 1] != ' ')
                {
                    text[used++] = ' ';
                }
            }
            else if (!Rune.TryCreate(c, out var rune) || !Cells.IsInvisible(rune))
            {
                text[used++] = c;
            }
        }

        return text[..used].TrimEnd(' ');
    }

    private static Span<char> WithoutZone(Span<char> text)
    {
        // Behind a time, not behind a day alone.
        var space = text.LastIndexOf(' ');
        return space > 0 && text[..space].Contains(' ') && IsZone(text[(space + 1)..]) ? text[..space] : text;
    }

    private static bool IsZone(ReadOnlySpan<char> word)
    {
        var sign = word.IndexOfAny("+-\u2212");
        var name = sign < 0 ? word : word[..sign];
        foreach (var zone in Zones)
        {
            if (name.SequenceEqual(zone))
            {
                return sign < 0 || (zone is "GMT" or "UTC" && IsOffset(word[(sign + 1)..]));
            }
        }

        return false;
    }

    /// <summary>Hours, and minutes with or without a colon.</summary>
    private static bool IsOffset(ReadOnlySpan<char> offset)
    {
        var colon = offset.IndexOf(':');
        var (hours, minutes) = colon < 0 ? (offset.Length, 0) : (colon, offset.Length - colon - 1);
        return !offset.IsEmpty && offset.IndexOfAnyExcept("0123456789:") < 0 && offset.Count(':') <= 1
            && (colon < 0 ? hours is 1 or 2 or 4 : hours is 1 or 2 && minutes == 2);
    }
}
