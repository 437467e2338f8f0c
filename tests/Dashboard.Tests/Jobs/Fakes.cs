using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>A lease in memory.</summary>
internal sealed class MemoryLeases : ILeases
{
    public string? Held { get; set; }

    public int Taken { get; private set; }

    public IDisposable Take(string name, string holder, TimeSpan wait)
    {
        if (Held is not null)
        {
            throw new LeaseHeldException(name, Held, new DateTime(2026, 11, 23, 2, 30, 0, DateTimeKind.Utc));
        }

        Held = holder;
        Taken++;
        return new Release(this);
    }

    public string? Holder(string name) => Held;

    private sealed class Release(MemoryLeases leases) : IDisposable
    {
        public void Dispose() => leases.Held = null;
    }
}

/// <summary>A job queue in memory.</summary>
internal sealed class MemoryQueue : IBackgroundJobClient
{
    public List<Job> Jobs { get; } = [];

    public string Create(Job job, IState state)
    {
        Jobs.Add(job);
        return "1";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => throw new NotSupportedException();
}

/// <summary>A run log in memory.</summary>
internal sealed class MemoryRunLog : IRunLog
{
    public List<RunRecord> Runs { get; } = [];

    public List<RunStepRecord> AllSteps { get; } = [];

    public long Start(string kind, string trigger, DateTime utc)
    {
        Runs.Add(new RunRecord(Runs.Count + 1, kind, trigger, utc, null, RunOutcome.Running, "", ""));
        return Runs.Count;
    }

    public int StartStep(long runId, string step, DateTime utc)
    {
        var ordinal = AllSteps.Count(s => s.RunId == runId) + 1;
        AllSteps.Add(new RunStepRecord(runId, ordinal, step, utc, null, RunOutcome.Running, 0, ""));
        return ordinal;
    }

    public void EndStep(long runId, int ordinal, RunOutcome outcome, long count, string message, DateTime utc)
    {
        var at = AllSteps.FindIndex(s => s.RunId == runId && s.Ordinal == ordinal);
        AllSteps[at] = AllSteps[at] with { Ended = utc, Outcome = outcome, Count = count, Message = message };
    }

    public void End(long runId, RunOutcome outcome, string snapshotId, string message, DateTime utc)
    {
        var at = (int)runId - 1;
        Runs[at] = Runs[at] with { Ended = utc, Outcome = outcome, SnapshotId = snapshotId, Message = message };
    }

    public IReadOnlyList<RunRecord> MarkInterrupted(DateTime utc)
    {
        var marked = new List<RunRecord>();
        for (var i = 0; i < Runs.Count; i++)
        {
            if (Runs[i].Outcome == RunOutcome.Running)
            {
                Runs[i] = Runs[i] with { Outcome = RunOutcome.Interrupted, Ended = utc };
                marked.Add(Runs[i]);
            }
        }

        return marked;
    }

    public IReadOnlyList<RunRecord> Latest(int count) => [.. Enumerable.Reverse(Runs).Take(count)];

    public IReadOnlyList<RunStepRecord> Steps(long runId) => [.. AllSteps.Where(s => s.RunId == runId)];

    public RunRecord? LastGood(string kind) =>
        Runs.LastOrDefault(r => r.Kind == kind && r.Outcome is RunOutcome.Good or RunOutcome.GoodWithRemarks);
}

/// <summary>A step that does what the test says.</summary>
internal sealed class FakeStep(string name, bool stopsTheRest, Func<ChainState, StepResult> run) : IChainStep
{
    public string Name => name;

    public bool StopsTheRest => stopsTheRest;

    public int Times { get; private set; }

    public StepResult Run(ChainState state)
    {
        Times++;
        return run(state);
    }

    public static FakeStep Good(string name, Action<ChainState>? work = null) => new(name, false, state =>
    {
        work?.Invoke(state);
        return new StepResult(RunOutcome.Good, 1, Message.None);
    });
}
