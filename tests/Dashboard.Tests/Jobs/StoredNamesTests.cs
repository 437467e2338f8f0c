using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public class StoredNamesTests
{
    [Fact]
    public void What_Hangfire_stores_by_name_has_not_been_renamed()
    {
        // These words stand in the job storage of running systems: a renamed class would leave a schedule that cannot be run.
        GlobalConfiguration.Configuration.UseSimpleAssemblyNameTypeSerializer();
        var stored = InvocationData.SerializeJob(Job.FromExpression<NightlyJob>(job => job.Run("schedule")));

        Assert.Equal("Digilo.Analytics.Dashboard.Jobs.NightlyJob, digilo", stored.Type);
        Assert.Equal("Run", stored.Method);
        Assert.Equal("[\"System.String\"]", stored.ParameterTypes);
        Assert.Equal("[\"\\\"schedule\\\"\"]", stored.Arguments);
        Assert.Equal("nightly", NightlySchedule.JobId);
        Assert.Equal("30 3 * * *", NightlySchedule.Cron);
    }

    [Fact]
    public void The_mails_job_has_its_name_its_queue_and_no_tries_of_its_own()
    {
        GlobalConfiguration.Configuration.UseSimpleAssemblyNameTypeSerializer();
        var stored = InvocationData.SerializeJob(Job.FromExpression<MailJob>(job => job.Run("schedule", CancellationToken.None)));

        Assert.Equal("Digilo.Analytics.Dashboard.Jobs.Mailing.MailJob, digilo", stored.Type);
        Assert.Equal("Run", stored.Method);
        Assert.Equal(("mail", "mail", "*/10 * * * *"), (MailJob.JobId, MailJob.Queue, MailJob.Cron));
        var run = typeof(MailJob).GetMethod(nameof(MailJob.Run))!;
        Assert.Equal("mail", ((QueueAttribute)Assert.Single(run.GetCustomAttributes(typeof(QueueAttribute), false))).Queue);
        Assert.Equal(0, ((AutomaticRetryAttribute)Assert.Single(run.GetCustomAttributes(typeof(AutomaticRetryAttribute), false))).Attempts);
    }

    [Fact]
    public void The_briefs_have_a_queue_of_their_own_under_a_name_that_has_not_changed()
    {
        GlobalConfiguration.Configuration.UseSimpleAssemblyNameTypeSerializer();
        var stored = InvocationData.SerializeJob(Job.FromExpression<BriefsJob>(job => job.Run("schedule")));

        Assert.Equal("Digilo.Analytics.Dashboard.Jobs.BriefsJob, digilo", stored.Type);
        Assert.Equal("Run", stored.Method);
        Assert.Equal("[\"System.String\"]", stored.ParameterTypes);
        Assert.Equal("briefs", BriefsJob.QueueName);
        Assert.Equal(BriefsJob.QueueName, Assert.IsType<QueueAttribute>(Assert.Single(typeof(BriefsJob).GetCustomAttributes(typeof(QueueAttribute), false))).Queue);
    }

    [Fact]
    public void A_failed_night_is_tried_twice_more_and_not_ten_times()
    {
        var retry = Assert.Single(typeof(NightlyJob).GetMethod(nameof(NightlyJob.Run))!.GetCustomAttributes(typeof(AutomaticRetryAttribute), false));
        Assert.Equal(2, ((AutomaticRetryAttribute)retry).Attempts);
    }
}
