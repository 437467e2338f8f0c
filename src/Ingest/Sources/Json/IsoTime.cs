using System.Globalization;
using System.Text.RegularExpressions;

namespace Digilo.Analytics.Ingest.Sources.Json;

/// <summary>Moments and durations as learning systems write them (ISO 8601).</summary>
internal static partial class IsoTime
{
    private static readonly TimeZoneInfo Local = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>A moment with any offset as the clock of the deliverer shows it, to the second; without an offset it is UTC. Null if it is none.</summary>
    public static string? ToLocal(string text)
    {
        // The parser alone would take 3/4/2023 as well.
        if (!Moment().IsMatch(text)
            || !DateTimeOffset.TryParse(text.Replace(',', '.'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            || moment.Year is < 1900 or > 2200)
        {
            return null;
        }

        return TimeZoneInfo.ConvertTime(moment, Local).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A duration in hours with four decimals at most. Null if it is none, or counts in months and years, whose length nobody knows.
    /// </summary>
    public static string? ToHours(string text)
    {
        var match = Duration().Match(text);
        if (!match.Success || text.EndsWith('T') || text == "P")
        {
            return null;
        }

        var hours = Part("w") * 168 + Part("d") * 24 + Part("h") + Part("m") / 60 + Part("s") / 3600;
        return hours < 1_000_000 ? hours.ToString("0.####", CultureInfo.InvariantCulture) : null;

        decimal Part(string name) => match.Groups[name] is { Success: true } part
            ? decimal.Parse(part.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : 0;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s*(Z|z|[+-]\d{2}(:?\d{2})?)?)?$")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^P((?<w>\d{1,9}([.,]\d{1,9})?)W|((?<d>\d{1,9}([.,]\d{1,9})?)D)?(T((?<h>\d{1,9}([.,]\d{1,9})?)H)?((?<m>\d{1,9}([.,]\d{1,9})?)M)?((?<s>\d{1,12}([.,]\d{1,9})?)S)?)?)$")]
    private static partial Regex Duration();
}
