using Digilo.Analytics.Dashboard.Hosting;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>When the night begins: 03:30 in Sweden, an hour that exists exactly once on every day of the year.</summary>
internal static class NightlySchedule
{
    /// <summary>Id of the recurring job; never change it, or an old node's schedule stays behind.</summary>
    public const string JobId = "nightly";

    /// <summary>A fixed hour and minute: an interval would run twice when the clock is set back.</summary>
    public const string Cron = "30 3 * * *";

    private static readonly TimeOnly Due = new(3, 30);

    /// <summary>The last instant, at or before <paramref name="utc"/>, when a night was due.</summary>
    /// <param name="utc">Now, UTC.</param>
    public static DateTime LastDue(DateTime utc)
    {
        var local = SwedishTime.Local(utc);
        var day = DateOnly.FromDateTime(local);
        if (TimeOnly.FromDateTime(local) < Due)
        {
            day = day.AddDays(-1);
        }

        return TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(Due), SwedishTime.Zone);
    }

    /// <summary>The calendar day in Sweden whose night is the last that was due: until 03:30 the day before.</summary>
    /// <param name="utc">Now, UTC.</param>
    public static DateOnly LastDay(DateTime utc) => DateOnly.FromDateTime(SwedishTime.Local(LastDue(utc)));

    /// <summary>True if no good night has begun since the last one was due.</summary>
    /// <param name="lastGoodStarted">Start of the newest good night, UTC, or null.</param>
    /// <param name="utc">Now, UTC.</param>
    public static bool IsMissed(DateTime? lastGoodStarted, DateTime utc) => lastGoodStarted is null || lastGoodStarted < LastDue(utc);
}
