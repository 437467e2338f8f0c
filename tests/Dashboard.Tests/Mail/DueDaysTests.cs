using System.Globalization;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

public class DueDaysTests
{
    [Theory]
    [InlineData(1, "2026-11-25", "2026-11-23")]
    [InlineData(3, "2026-11-25", "2026-11-25")]
    [InlineData(4, "2026-11-25", "2026-11-19")]
    [InlineData(7, "2026-11-22", "2026-11-22")]
    [InlineData(7, "2026-11-21", "2026-11-15")]
    public void Weekly_is_the_last_such_day(int day, string today, string due) => Assert.Equal(Day(due), DueDays.Last(SubscriptionRhythm.Weekly, day, Day(today)));

    [Theory]
    [InlineData(31, "2026-11-29", "2026-10-31")]
    [InlineData(31, "2026-11-30", "2026-11-30")]
    [InlineData(30, "2027-03-01", "2027-02-28")]
    [InlineData(29, "2028-02-29", "2028-02-29")]
    [InlineData(29, "2028-03-28", "2028-02-29")]
    [InlineData(31, "2026-12-31", "2026-12-31")]
    [InlineData(31, "2027-01-30", "2026-12-31")]
    [InlineData(1, "2027-01-01", "2027-01-01")]
    [InlineData(15, "2027-01-14", "2026-12-15")]
    public void Monthly_is_the_day_or_the_months_last(int day, string today, string due) => Assert.Equal(Day(due), DueDays.Last(SubscriptionRhythm.Monthly, day, Day(today)));

    [Fact]
    public void Every_month_has_exactly_one_due_day()
    {
        foreach (var day in Enumerable.Range(1, 31))
        {
            var due = Enumerable.Range(0, 365 * 4).Select(n => DueDays.Last(SubscriptionRhythm.Monthly, day, new DateOnly(2027, 1, 1).AddDays(n))!.Value)
                .Where(d => d >= new DateOnly(2027, 1, 1)).Distinct().ToList();
            Assert.Equal(due.Select(d => (d.Year, d.Month)).Distinct().Count(), due.Count);
            Assert.True(due.Count >= 47, "four years, the last month perhaps not yet");
        }
    }

    [Fact]
    public void What_no_calendar_decides_has_no_day()
    {
        Assert.Null(DueDays.Last(SubscriptionRhythm.Snapshot, 0, Day("2026-11-25")));
        Assert.Null(DueDays.Last(SubscriptionRhythm.Alert, 0, Day("2026-11-25")));
        Assert.True(DueDays.Fits(SubscriptionRhythm.Alert, 0) && DueDays.Fits(SubscriptionRhythm.Weekly, 7) && DueDays.Fits(SubscriptionRhythm.Monthly, 31));
        Assert.False(DueDays.Fits(SubscriptionRhythm.Alert, 1) || DueDays.Fits(SubscriptionRhythm.Weekly, 8) || DueDays.Fits(SubscriptionRhythm.Monthly, 0));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
