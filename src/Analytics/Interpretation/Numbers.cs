using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Numbers in words of a sentence. Formats are fixed here: the machine's own vary.</summary>
internal static class Numbers
{
    private const char NoBreak = '\u00A0';
    private const char Minus = '\u2212';

    /// <summary>True for English, false for Swedish.</summary>
    public static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>A share as "24 %" or "24%", with the decimals of its cell.</summary>
    public static string Share(PublishedCell cell, string language) => Percent(cell.Estimate!.Value, cell.Decimals, language);

    /// <summary>A fraction as "24 %" or "24%".</summary>
    public static string Percent(double fraction, int decimals, string language) =>
        Number(fraction * 100, decimals, language) + (IsEnglish(language) ? "%" : NoBreak + "%");

    /// <summary>A number with fixed decimals and its thousands apart; what rounds to nothing has no sign.</summary>
    public static string Number(double value, int decimals, string language)
    {
        var (group, point) = IsEnglish(language) ? (',', '.') : (NoBreak, ',');
        var digits = Math.Abs(value).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var text = string.Create(digits.Length, digits, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                span[i] = source[i] switch { ',' => group, '.' => point, var digit => digit };
            }
        });
        return value < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? Minus + text : text;
    }

    /// <summary>A number with its sign always written: "+0,4", "−1,2"; zero has none.</summary>
    public static string Signed(double value, int decimals, string language)
    {
        var text = Number(value, decimals, language);
        return value > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(double value, string language) => Number(value, 0, language);

    /// <summary>A range: "20–28", with "till" or "to" where a bound is negative, for "−1–−2" cannot be read.</summary>
    public static string Range(double low, double high, int decimals, string language) =>
        Number(low, decimals, language)
        + (low >= 0 && high >= 0 ? "–" : IsEnglish(language) ? " to " : " till ")
        + Number(high, decimals, language);

    /// <summary>A day as "31 oktober 2023".</summary>
    public static string Day(DateOnly day, string language)
    {
        var months = Indicators.Words.Get(language, "conclusion.months").Split(',');
        return string.Create(CultureInfo.InvariantCulture, $"{day.Day}{NoBreak}{months[day.Month - 1]} {day.Year}");
    }
}
