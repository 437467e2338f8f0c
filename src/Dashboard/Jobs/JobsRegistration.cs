using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Jobs.Uploads;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Storage;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Hangfire.SqlServer;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>The one place where the job system enters the host.</summary>
internal static class JobsRegistration
{
    /// <summary>Path of Hangfire's dashboard.</summary>
    public const string DashboardPath = "/jobs";

    /// <summary>Hangfire's storage, its server on a worker, the schedule and the catch-up.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, SiteOptions options, StoreOptions store)
    {
        services.AddHangfire((provider, hangfire) =>
        {
            hangfire.UseLogProvider(new JobLog(provider.GetRequiredService<ILoggerFactory>()));
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (store.Provider == StoreProvider.SqlServer)
            {
                hangfire.UseSqlServerStorage(store.ConnectionString, new SqlServerStorageOptions
                {
                    SchemaName = "hangfire",
                    CommandBatchMaxTimeout = TimeSpan.FromMinutes(5),
                    SlidingInvisibilityTimeout = TimeSpan.FromMinutes(5),
                    QueuePollInterval = TimeSpan.FromSeconds(5),
                    UseRecommendedIsolationLevel = true,
                    DisableGlobalLocks = true,
                });
            }
            else
            {
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { IdType = InMemoryStorageIdType.Long });
            }
        });

        services.AddTransient(provider => new NightlyJob(provider.GetRequiredService<NodeChains>().Nightly, provider.GetRequiredService<IBackgroundJobClient>()));
        services.AddTransient(provider => new BriefsJob(provider.GetRequiredService<NodeChains>().Briefs, provider.GetRequiredService<IMailStarter>()));
        services.AddTransient(provider => new MailJob(provider.GetRequiredService<MailRunner>()));
        services.AddSingleton<IMailStarter, MailStarter>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<IRunStarter>(provider => provider.GetRequiredService<RunStarter>());
        if (options.IsWeb)
        {
            services.AddHostedService<StagingCleaner>();
        }

        if (options.IsWorker)
        {
            // One worker a queue: the chain is one writer, and the batch of briefs itself decides how many it makes at a time.
            foreach (var queue in (string[])["default", BriefsJob.QueueName, MailJob.Queue])
            {
                services.AddHangfireServer(server =>
                {
                    server.WorkerCount = 1;
                    server.Queues = [queue];
                    server.ServerName = "digilo-" + queue;
                    server.CancellationCheckInterval = TimeSpan.FromSeconds(5);
                });
            }

            if (options.Schedule)
            {
                services.AddHostedService<CatchUp>();
            }
        }

        return services;
    }

    /// <summary>Sets the schedule, and opens the dashboard if the setting says so.</summary>
    public static WebApplication MapJobs(this WebApplication app, SiteOptions options)
    {
        if (options.IsWorker)
        {
            var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
            if (options.Schedule)
            {
                recurring.AddOrUpdate<NightlyJob>(
                    NightlySchedule.JobId,
                    job => job.Run("schedule"),
                    NightlySchedule.Cron,
                    new RecurringJobOptions { TimeZone = SwedishTime.Zone, MisfireHandling = MisfireHandlingMode.Relaxed });
                recurring.AddOrUpdate<MailJob>(
                    MailJob.JobId, job => job.Run("schedule", CancellationToken.None), MailJob.Cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc });
            }
            else
            {
                recurring.RemoveIfExists(NightlySchedule.JobId);
                recurring.RemoveIfExists(MailJob.JobId);
            }
        }

        if (options.JobsDashboard)
        {
            app.UseHangfireDashboard(DashboardPath, new DashboardOptions
            {
                Authorization = [new LocalRequestsOnlyAuthorizationFilter()],
                IsReadOnlyFunc = _ => true,
                DisplayStorageConnectionString = false,
                DashboardTitle = "Digilo",
            });
        }

        return app;
    }
}
