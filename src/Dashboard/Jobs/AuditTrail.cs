using System.Threading.Channels;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// Writes what is done on pages to the audit log, in its order, beside the requests: an import keeps the embedded store for itself for a
/// while, and a download must not wait for it. What is on its way when the host stops is written before it has stopped.
/// </summary>
internal sealed class AuditTrail : BackgroundService, IAuditTrail
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<AuditEvent> _events = Channel.CreateUnbounded<AuditEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IAuditLog _log;
    private readonly TimeProvider _clock;

    /// <summary>With the log.</summary>
    public AuditTrail(IAuditLog log, TimeProvider clock) => (_log, _clock) = (log, clock);

    /// <inheritdoc/>
    public void Record(string action, string organisation, Message what) =>
        _events.Writer.TryWrite(new AuditEvent(_clock.GetUtcNow().UtcDateTime, Actor.Account, action, organisation, "", what));

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _events.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var what in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (!TryWrite(what))
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>False if the store was busy or away: then it is tried again.</summary>
    private bool TryWrite(AuditEvent what)
    {
        try
        {
            _log.Add(what);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
