using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Numbers in words of a sentence. Formats are fixed here: the machine's own vary.</summary>
internal static class Numbers
{
    private const char NoBreak = '\u00A0';

    /// <summary>True for English, false for Swedish.</summary>
    public static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>A share as "24 %" or "24%", with the decimals of its cell.</summary>
    public static string Share(PublishedCell cell, string language) =>
        Number(cell.Estimate!.Value * 100, cell.Decimals, language) + (IsEnglish(language) ? "%" : NoBreak + "%");

    /// <summary>A number with fixed decimals.</summary>
    public static string Number(double value, int decimals, string language)
    {
        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
        return IsEnglish(language) ? text : text.Replace('.', ',');
    }

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(int value, string language) =>
        value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', IsEnglish(language) ? ',' : NoBreak);

    /// <summary>A day as "31 oktober 2023".</summary>
    public static string Day(DateOnly day, string language)
    {
        var months = Indicators.Words.Get(language, "conclusion.months").Split(',');
        return string.Create(CultureInfo.InvariantCulture, $"{day.Day} {months[day.Month - 1]} {day.Year}");
    }
}
