using Digilo.Analytics.Dashboard.Pages;
using Hangfire;
using Hangfire.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Queues the nightly chain for the runs page.</summary>
internal sealed class RunStarter : IRunStarter
{
    private static readonly Lock Gate = new();
    private readonly JobStorage _storage;
    private readonly IBackgroundJobClient _jobs;

    /// <summary>With Hangfire's storage and client.</summary>
    public RunStarter(JobStorage storage, IBackgroundJobClient jobs)
    {
        _storage = storage;
        _jobs = jobs;
    }

    /// <inheritdoc/>
    public bool StartNightly() => Start("hand");

    /// <summary>Queues the chain; false if it is queued or running already.</summary>
    public bool Start(string trigger)
    {
        lock (Gate)
        {
            if (IsQueuedOrRunning(_storage.GetMonitoringApi()))
            {
                return false;
            }

            _jobs.Enqueue<NightlyJob>(job => job.Run(trigger));
            return true;
        }
    }

    /// <summary>Queues the briefs of what is published.</summary>
    public void StartBriefs(string trigger) => _jobs.Enqueue<BriefsJob>(job => job.Run(trigger));

    private static bool IsQueuedOrRunning(IMonitoringApi monitoring) =>
        monitoring.ProcessingJobs(0, 50).Any(j => j.Value?.Job?.Type == typeof(NightlyJob))
        || monitoring.EnqueuedJobs("default", 0, 50).Any(j => j.Value?.Job?.Type == typeof(NightlyJob));
}
