using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>When a brief is due, by the calendar in Sweden: no clock is turned back over a day.</summary>
internal static class DueDays
{
    private const int Week = 7;

    /// <summary>The last day, at or before today, on which a brief was due; null for a rhythm that no calendar decides.</summary>
    /// <param name="rhythm">How often.</param>
    /// <param name="day">Weekly: 1 (Monday) to 7. Monthly: 1 to 31; in a month without such a day it is the month's last one.</param>
    /// <param name="today">The calendar day in Sweden.</param>
    public static DateOnly? Last(SubscriptionRhythm rhythm, int day, DateOnly today) => rhythm switch
    {
        SubscriptionRhythm.Weekly => today.AddDays(-((Number(today) - day + Week) % Week)),
        SubscriptionRhythm.Monthly => InMonth(today, day) is var due && due <= today ? due : InMonth(new DateOnly(today.Year, today.Month, 1).AddDays(-1), day),
        _ => null,
    };

    /// <summary>True if a rhythm can have the day.</summary>
    public static bool Fits(SubscriptionRhythm rhythm, int day) => rhythm switch
    {
        SubscriptionRhythm.Weekly => day is >= 1 and <= Week,
        SubscriptionRhythm.Monthly => day is >= 1 and <= 31,
        _ => day == 0,
    };

    private static DateOnly InMonth(DateOnly month, int day) => new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));

    private static int Number(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? Week : (int)day.DayOfWeek;
}
