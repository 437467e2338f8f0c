using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Hangfire;
using Hangfire.InMemory;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public class NightlyScheduleTests
{
    private static DateTime Utc(string text) =>
        DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);

    [Theory]
    // Winter time (UTC+1) and summer time (UTC+2): 03:30 in Sweden is 02:30 and 01:30 UTC.
    [InlineData("2026-01-15T02:29:59Z", "2026-01-14T02:30:00Z")]
    [InlineData("2026-01-15T02:30:00Z", "2026-01-15T02:30:00Z")]
    [InlineData("2026-07-15T01:29:59Z", "2026-07-14T01:30:00Z")]
    [InlineData("2026-07-15T01:30:00Z", "2026-07-15T01:30:00Z")]
    // The clock goes forward at 01:00 UTC: 03:30 comes half an hour later, at 01:30 UTC.
    [InlineData("2026-03-29T01:29:59Z", "2026-03-28T02:30:00Z")]
    [InlineData("2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("2027-03-28T01:29:59Z", "2027-03-27T02:30:00Z")]
    [InlineData("2027-03-28T01:30:00Z", "2027-03-28T01:30:00Z")]
    // The clock goes back at 01:00 UTC: 03:30 comes once, at 02:30 UTC.
    [InlineData("2026-10-25T01:30:00Z", "2026-10-24T01:30:00Z")]
    [InlineData("2026-10-25T02:29:59Z", "2026-10-24T01:30:00Z")]
    [InlineData("2026-10-25T02:30:00Z", "2026-10-25T02:30:00Z")]
    [InlineData("2027-10-31T02:29:59Z", "2027-10-30T01:30:00Z")]
    [InlineData("2027-10-31T02:30:00Z", "2027-10-31T02:30:00Z")]
    public void Last_due_is_half_past_three_in_Sweden_also_when_the_clock_changes(string now, string due) =>
        Assert.Equal(Utc(due), NightlySchedule.LastDue(Utc(now)));

    [Theory]
    [InlineData(2026)]
    [InlineData(2027)]
    public void Every_day_of_the_year_has_exactly_one_night(int year)
    {
        var nights = new HashSet<DateTime>();
        for (var utc = new DateTime(year, 1, 1, 12, 0, 0, DateTimeKind.Utc); utc.Year == year; utc = utc.AddDays(1))
        {
            Assert.True(nights.Add(NightlySchedule.LastDue(utc)));
        }

        Assert.Equal(365, nights.Count);
    }

    [Fact]
    public void Missed_when_no_good_night_has_begun_since_the_last_due()
    {
        var now = Utc("2026-10-25T06:00:00Z");
        Assert.True(NightlySchedule.IsMissed(null, now));
        Assert.True(NightlySchedule.IsMissed(Utc("2026-10-25T02:29:00Z"), now));
        Assert.False(NightlySchedule.IsMissed(Utc("2026-10-25T02:30:01Z"), now));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T02:30:00Z")]
    [InlineData("2027-03-27T12:00:00Z", "2027-03-28T01:30:00Z")]
    [InlineData("2027-10-30T12:00:00Z", "2027-10-31T02:30:00Z")]
    public void Hangfire_runs_the_recurring_job_at_the_instant_that_catch_up_expects(string now, string next)
    {
        using var storage = new InMemoryStorage();
        var manager = new RecurringJobManager(storage, Hangfire.Common.JobFilterProviders.Providers, new DefaultTimeZoneResolver(), () => Utc(now));
        manager.AddOrUpdate<NightlyJob>(
            NightlySchedule.JobId, job => job.Run("schedule"), NightlySchedule.Cron, new RecurringJobOptions { TimeZone = SwedishTime.Zone });

        using var connection = storage.GetConnection();
        var stored = connection.GetAllEntriesFromHash("recurring-job:nightly");
        Assert.Equal(Utc(next), JobHelperTime(stored["NextExecution"]));
        Assert.Equal(Utc(next), NightlySchedule.LastDue(Utc(next)));
    }

    /// <summary>The job system keeps one log for the process: one of a host that is closed must not stop whoever comes after.</summary>
    [Fact]
    public void A_closed_host_leaves_silence_behind()
    {
        var loggers = Microsoft.Extensions.Logging.LoggerFactory.Create(_ => { });
        var log = new JobLog(loggers);
        Assert.NotNull(log.GetLogger("before"));
        loggers.Dispose();
        Assert.False(log.GetLogger("after").Log(Hangfire.Logging.LogLevel.Error, () => "unheard"));
    }

    private static DateTime JobHelperTime(string stored) => Hangfire.Common.JobHelper.DeserializeDateTime(stored);
}
