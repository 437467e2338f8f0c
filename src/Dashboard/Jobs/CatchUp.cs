using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// At start: marks what died with the last process, queues one run if a night was missed or cut off, and otherwise the batch of briefs if it
/// was cut off (mails may be due with it) or the published snapshot lacks some. Hangfire's memory forgets at a restart; our run log and archive do not.
/// </summary>
internal sealed class CatchUp : BackgroundService
{
    private readonly ILeases _leases;
    private readonly IRunLog _log;
    private readonly ISnapshotReader _snapshots;
    private readonly IBriefArchive _archive;
    private readonly RunStarter _starter;
    private readonly TimeProvider _clock;
    private readonly ILogger<CatchUp> _logger;

    /// <summary>With what it needs.</summary>
    public CatchUp(
        ILeases leases, IRunLog log, ISnapshotReader snapshots, IBriefArchive archive, RunStarter starter, TimeProvider clock, ILogger<CatchUp> logger)
    {
        _leases = leases;
        _log = log;
        _snapshots = snapshots;
        _archive = archive;
        _starter = starter;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>True if a run was cut off or missed: one is to be queued now.</summary>
    internal static bool IsNeeded(IReadOnlyList<RunRecord> interrupted, RunRecord? lastGood, DateTime utc) =>
        interrupted.Any(r => r.Kind == Chain.Nightly) || NightlySchedule.IsMissed(lastGood?.Started, utc);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                IReadOnlyList<RunRecord> interrupted;
                using (_leases.Take(WriteLease.Name, WriteLease.HolderOf("serve"), TimeSpan.Zero))
                {
                    interrupted = _log.MarkInterrupted(_clock.GetUtcNow().UtcDateTime);
                }

                if (IsNeeded(interrupted, _log.LastGood(Chain.Nightly), _clock.GetUtcNow().UtcDateTime))
                {
                    _starter.Start("catch-up");
                }
                else if (_snapshots.Current() is { } snapshot && (interrupted.Any(r => r.Kind == Chain.Briefs) || BriefsStep.IsMissing(snapshot, _archive)))
                {
                    _starter.StartBriefs("catch-up");
                }

                return;
            }
            catch (LeaseHeldException)
            {
                // Somebody writes, or died and the lease has not run out: look again soon.
                await Task.Delay(TimeSpan.FromSeconds(2), _clock, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.LogWarning("Catch-up at start could not look at the run log ({Kind}).", e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(30), _clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }
}
