using System.Globalization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Computes everything and stores the snapshot: packed, as rows, and last the pointer, in one transaction.</summary>
internal sealed class RefreshStep : IChainStep
{
    private readonly Refresh _refresh;
    private readonly IConfigurationLedger _ledger;

    /// <summary>With the refresh of a store, and the ledger that tells which configuration was used from when.</summary>
    public RefreshStep(Refresh refresh, IConfigurationLedger ledger) => (_refresh, _ledger) = (refresh, ledger);

    /// <inheritdoc/>
    public string Name => "refresh";

    /// <inheritdoc/>
    public bool StopsTheRest => true;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        _ledger.Record(state.Configuration.Hash, state.Utc);
        var result = _refresh.Run(state.Configuration, state.Today, state.Utc, state.Reopen);
        state.SnapshotId = result.SnapshotId;
        state.Refreshed = result;
        var tables = result.Tables.ToString(CultureInfo.InvariantCulture);
        return new StepResult(
            RunOutcome.Good,
            result.Tables,
            result.Excluded.Count == 0
                ? new Message(result.Changed ? "run.refresh.changed" : "run.refresh.unchanged", tables)
                : new Message(result.Changed ? "run.refresh.changed.excluded" : "run.refresh.unchanged.excluded", tables, string.Join(", ", result.Excluded)));
    }
}

/// <summary>Reads the published snapshot back as a page would, and says what was released and what waits.</summary>
internal sealed class PublishStep : IChainStep
{
    private readonly ISnapshotReader _snapshots;

    /// <summary>With the door that pages use.</summary>
    public PublishStep(ISnapshotReader snapshots) => _snapshots = snapshots;

    /// <inheritdoc/>
    public string Name => "publish";

    /// <inheritdoc/>
    public bool StopsTheRest => true;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        if (_snapshots.Current()?.Id != state.SnapshotId)
        {
            return new StepResult(RunOutcome.Failed, 0, new Message("run.publish.other"));
        }

        var released = state.Refreshed?.Released ?? [];
        var waiting = state.Refreshed?.Waiting ?? [];
        return waiting.Count == 1
            ? new StepResult(RunOutcome.GoodWithRemarks, released.Count, waiting[0])
            : waiting.Count > 1
            ? new StepResult(RunOutcome.GoodWithRemarks, released.Count, new Message("run.publish.waiting", string.Join(", ", waiting.Select(w => string.Join(" ", w.Arguments.Take(2))))))
            : released.Count > 0
                ? new StepResult(RunOutcome.Good, released.Count, new Message(
                    state.Refreshed!.Audits.All(a => a.Together) ? "run.publish.released" : "run.publish.released.bysums",
                    string.Join(", ", released),
                    Sum(state.Refreshed.Audits, a => a.Checked),
                    Sum(state.Refreshed.Audits, a => a.Withheld)))
                : new StepResult(RunOutcome.Good, 0, new Message("run.publish.nothing"));
    }

    private static string Sum(IReadOnlyList<WaveAudit> audits, Func<WaveAudit, int> what) => audits.Sum(what).ToString(CultureInfo.InvariantCulture);
}
