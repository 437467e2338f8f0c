using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>What a step came to.</summary>
/// <param name="Outcome">Good, with remarks, skipped or failed.</param>
/// <param name="Count">Files, rows, releases or briefs, by step.</param>
/// <param name="Message">In words, without personal data.</param>
internal sealed record StepResult(RunOutcome Outcome, long Count, Message Message);

/// <summary>One step of a run. Every step may be repeated without harm: after a crash the whole run is done again.</summary>
internal interface IChainStep
{
    /// <summary>"pull", "inbox", "import", "staging", "retention", "refresh", "publish", "briefs", "alerts" or "mail".</summary>
    string Name { get; }

    /// <summary>True if the steps after it make no sense when it fails.</summary>
    bool StopsTheRest { get; }

    /// <summary>Does the work under the write lease that the chain holds.</summary>
    StepResult Run(ChainState state);
}

/// <summary>Follows a run, for a terminal.</summary>
internal interface IChainObserver
{
    /// <summary>A step begins.</summary>
    void Begins(string step);

    /// <summary>A step has ended.</summary>
    void Ended(string step, StepResult result);
}

/// <summary>What a run came to.</summary>
/// <param name="RunId">Its id in the run log.</param>
/// <param name="Outcome">The worst of its steps.</param>
/// <param name="SnapshotId">The snapshot published now; empty if none.</param>
/// <param name="Message">In words.</param>
/// <param name="Error">What stopped it, or null.</param>
internal sealed record ChainResult(long RunId, RunOutcome Outcome, string SnapshotId, Message Message, Exception? Error);

/// <summary>
/// Runs steps in order under the write lease and writes each one's outcome in our own run log, which survives a restart.
/// </summary>
internal sealed class Chain
{
    private readonly ILeases _leases;
    private readonly IRunLog _log;
    private readonly TimeProvider _clock;
    private readonly Checkpoint _checkpoint;
    private readonly Func<Configuration> _configuration;
    private readonly IReadOnlyList<IChainStep> _steps;
    private readonly TimeSpan _leaseWait;

    /// <summary>With everything it needs; the configuration is read anew for each run.</summary>
    public Chain(
        ILeases leases,
        IRunLog log,
        TimeProvider clock,
        Checkpoint checkpoint,
        Func<Configuration> configuration,
        IReadOnlyList<IChainStep> steps,
        TimeSpan leaseWait)
    {
        _leases = leases;
        _log = log;
        _clock = clock;
        _checkpoint = checkpoint;
        _configuration = configuration;
        _steps = steps;
        _leaseWait = leaseWait;
    }

    /// <summary>Kind of the whole chain in the run log.</summary>
    public const string Nightly = "nightly";

    /// <summary>Kind of the chain from the refresh on.</summary>
    public const string Refresh = "refresh";

    /// <summary>Kind of the batch of briefs after a publication.</summary>
    public const string Briefs = "briefs";

    private DateTime UtcNow => _clock.GetUtcNow().UtcDateTime;

    /// <summary>One run.</summary>
    /// <param name="kind">"nightly", "refresh" or "briefs".</param>
    /// <param name="trigger">"schedule", "hand", "catch-up" or "cli".</param>
    /// <param name="reopen">Waves to compute again, with the reason; null for an ordinary run.</param>
    /// <param name="observer">Follows the steps, or null.</param>
    /// <exception cref="LeaseHeldException">Another writer kept the lease; the run is logged as skipped.</exception>
    public ChainResult Run(string kind, string trigger, IReadOnlyDictionary<string, string>? reopen = null, IChainObserver? observer = null)
    {
        IDisposable lease;
        try
        {
            lease = _leases.Take(WriteLease.Name, WriteLease.HolderOf(kind), _leaseWait);
        }
        catch (LeaseHeldException held)
        {
            var skipped = _log.Start(kind, trigger, UtcNow);
            _log.End(skipped, RunOutcome.Skipped, "", new Message("run.skipped.lease", held.Holder).ToJson(), UtcNow);
            throw;
        }

        using (lease)
        {
            // Under the lease nobody else runs: what still says Running died.
            _log.MarkInterrupted(UtcNow);
            var run = _log.Start(kind, trigger, UtcNow);
            _checkpoint.Reached("start");
            var result = RunSteps(run, reopen, observer);
            _log.End(run, result.Outcome, result.SnapshotId, result.Message.ToJson(), UtcNow);
            _checkpoint.Reached("end");
            return result;
        }
    }

    private ChainResult RunSteps(long run, IReadOnlyDictionary<string, string>? reopen, IChainObserver? observer)
    {
        ChainState state;
        try
        {
            state = new ChainState(_configuration(), SwedishTime.Today(_clock), UtcNow, reopen, _checkpoint);
        }
        catch (Exception e)
        {
            return new ChainResult(run, RunOutcome.Failed, "", Failures.Explain(e).Text, e);
        }

        var worst = RunOutcome.Good;
        var message = new Message("run.good");
        Exception? error = null;
        foreach (var step in _steps)
        {
            var ordinal = _log.StartStep(run, step.Name, UtcNow);
            observer?.Begins(step.Name);
            StepResult result;
            try
            {
                result = step.Run(state);
            }
            catch (Exception e)
            {
                error ??= e;
                result = new StepResult(RunOutcome.Failed, 0, Failures.Explain(e).Text);
            }

            _checkpoint.Reached(step.Name + "-unrecorded");
            _log.EndStep(run, ordinal, result.Outcome, result.Count, result.Message.ToJson(), UtcNow);
            observer?.Ended(step.Name, result);
            _checkpoint.Reached(step.Name);

            if (Severity(result.Outcome) > Severity(worst))
            {
                (worst, message) = (result.Outcome, result.Message);
            }

            if (result.Outcome == RunOutcome.Failed && step.StopsTheRest)
            {
                break;
            }
        }

        return new ChainResult(run, worst, state.SnapshotId, message, error);
    }

    private static int Severity(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Failed => 2,
        RunOutcome.GoodWithRemarks => 1,
        _ => 0,
    };
}
