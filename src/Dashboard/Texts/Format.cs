using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Texts;

/// <summary>
/// How numbers and dates are written, fixed in code: the machine's own culture data varies between systems and would
/// change published figures. Swedish has decimal comma and a space before the per cent sign, English a point and none.
/// </summary>
public sealed class Format
{
    /// <summary>No-break space: groups thousands and stands before units.</summary>
    public const char Space = '\u00A0';

    /// <summary>The minus sign, U+2212; a hyphen would be too short and break lines.</summary>
    public const char Minus = '\u2212';

    private static readonly string[] SwedishMonths =
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    private readonly bool _english;

    private Format(bool english) => _english = english;

    /// <summary>Swedish formats.</summary>
    public static Format Swedish { get; } = new(false);

    /// <summary>English formats.</summary>
    public static Format English { get; } = new(true);

    /// <summary>The formats of a language code; anything but "en" is Swedish.</summary>
    public static Format For(string language) => language == TextCatalogue.English ? English : Swedish;

    /// <summary>A number with a fixed count of decimals, thousands grouped: "1 234,5" or "1,234.5".</summary>
    public string Number(double value, int decimals)
    {
        var digits = Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var negative = value < 0 && digits.AsSpan().IndexOfAnyInRange('1', '9') >= 0;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        var grouped = Group(whole);
        var fraction = point < 0 ? "" : (_english ? "." : ",") + digits[(point + 1)..];
        return (negative ? Minus.ToString() : "") + grouped + fraction;
    }

    /// <summary>A whole number with grouped thousands.</summary>
    public string Count(long value) => Number(value, 0);

    /// <summary>A count of rows about people outside the figures, of which one to four are told as one class: "≤ 4".</summary>
    public string FewOrCount(long value) => value == PublishedExclusion.Few ? "≤" + Space + Count(value) : Count(value);

    /// <summary>A number with its sign always written: "+0,4", "−1,2"; zero has none.</summary>
    public string Signed(double value, int decimals)
    {
        var text = Number(value, decimals);
        return value > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    /// <summary>A fraction as per cent: "24 %" or "24%".</summary>
    public string Share(double fraction, int decimals = 0) => Number(fraction * 100, decimals) + PerCent;

    /// <summary>A range of fractions: "20–28 %" or "20–28%".</summary>
    public string ShareRange(double low, double high, int decimals = 0) =>
        $"{Number(low * 100, decimals)}–{Number(high * 100, decimals)}{PerCent}";

    /// <summary>A range of numbers; with "till"/"to" when a bound is negative, because "−1–−2" cannot be read.</summary>
    public string NumberRange(double low, double high, int decimals)
    {
        var between = low < 0 || high < 0 ? (_english ? " to " : " till ") : "–";
        return Number(low, decimals) + between + Number(high, decimals);
    }

    /// <summary>A date in words: "23 november 2026" or "23 November 2026".</summary>
    public string Date(DateOnly date) => string.Create(
        CultureInfo.InvariantCulture, $"{date.Day}{Space}{(_english ? EnglishMonths : SwedishMonths)[date.Month - 1]} {date.Year}");

    /// <summary>A date for tables: "2026-11-23" in both languages.</summary>
    public static string IsoDate(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A point in time in Swedish local time: "2026-11-23 03:31".</summary>
    public static string LocalTime(DateTime utc) =>
        Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The Swedish calendar day of a point in time.</summary>
    public static DateOnly LocalDay(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>How long something took: "0,4 s", "12 s", "3 min 5 s".</summary>
    public string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => Number(Math.Max(0, time.TotalSeconds), 1) + Space + "s",
        < 60 => Number(time.TotalSeconds, 0) + Space + "s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}{Space}min {time.Seconds}{Space}s"),
    };

    /// <summary>A file size: "812 byte", "12 kB", "3,4 MB".</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1000 => Count(bytes) + Space + (_english ? "bytes" : "byte"),
        < 1_000_000 => Number(bytes / 1000.0, 0) + Space + "kB",
        _ => Number(bytes / 1_000_000.0, 1) + Space + "MB",
    };

    private string PerCent => _english ? "%" : Space + "%";

    private string Group(string whole)
    {
        if (whole.Length <= 3)
        {
            return whole;
        }

        var separator = _english ? "," : Space.ToString();
        var first = whole.Length % 3;
        var parts = new List<string>();
        if (first > 0)
        {
            parts.Add(whole[..first]);
        }

        for (var i = first; i < whole.Length; i += 3)
        {
            parts.Add(whole.Substring(i, 3));
        }

        return string.Join(separator, parts);
    }

    private static DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Stockholm);
}
