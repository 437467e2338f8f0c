namespace Digilo.Analytics.Desk;

/// <summary>What a run or step came to.</summary>
public enum RunOutcome
{
    /// <summary>Still going on, or cut off: a run that is Running without a living lease was interrupted.</summary>
    Running,
    /// <summary>Done.</summary>
    Good,
    /// <summary>"Klar med anmärkning": done, with quarantined rows or waiting files.</summary>
    GoodWithRemarks,
    /// <summary>Nothing to do, or another run held the lease.</summary>
    Skipped,
    /// <summary>Failed.</summary>
    Failed,
    /// <summary>The process died; the next start finishes or repeats the run.</summary>
    Interrupted,
}

/// <summary>One run of the nightly chain or a part of it.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Kind">"nightly", "refresh", "import", "briefs", "mail".</param>
/// <param name="Trigger">"schedule", "hand", "catch-up", "cli", "upload", "night".</param>
/// <param name="Started">UTC.</param>
/// <param name="Ended">UTC, null while running.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="SnapshotId">The snapshot it published or found unchanged; empty otherwise.</param>
/// <param name="Message">A text code with arguments (<see cref="Model.Message"/> as JSON); no personal data.</param>
public sealed record RunRecord(long Id, string Kind, string Trigger, DateTime Started, DateTime? Ended, RunOutcome Outcome, string SnapshotId, string Message);

/// <summary>One step of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Ordinal">1-based.</param>
/// <param name="Step">"pull", "inbox", "import", "staging", "retention", "refresh", "publish", "briefs", "alerts", "mail", "plan", "send", "bounces".</param>
/// <param name="Started">UTC.</param>
/// <param name="Ended">UTC, null while running.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Count">Files, rows, tables or briefs, by step.</param>
/// <param name="Message">As in <see cref="RunRecord"/>.</param>
public sealed record RunStepRecord(long RunId, int Ordinal, string Step, DateTime Started, DateTime? Ended, RunOutcome Outcome, long Count, string Message);

/// <summary>The history of runs, ours and not Hangfire's: it survives a restart.</summary>
public interface IRunLog
{
    /// <summary>Starts a run.</summary>
    long Start(string kind, string trigger, DateTime utc);

    /// <summary>Starts a step of a run; returns its ordinal.</summary>
    int StartStep(long runId, string step, DateTime utc);

    /// <summary>Ends a step.</summary>
    void EndStep(long runId, int ordinal, RunOutcome outcome, long count, string message, DateTime utc);

    /// <summary>Ends a run.</summary>
    void End(long runId, RunOutcome outcome, string snapshotId, string message, DateTime utc);

    /// <summary>Marks every run and step left Running as Interrupted; returns the runs. Called at start, under the lease.</summary>
    IReadOnlyList<RunRecord> MarkInterrupted(DateTime utc);

    /// <summary>The newest runs first.</summary>
    IReadOnlyList<RunRecord> Latest(int count);

    /// <summary>The steps of a run in order.</summary>
    IReadOnlyList<RunStepRecord> Steps(long runId);

    /// <summary>The newest run of a kind that was Good or GoodWithRemarks, or null.</summary>
    RunRecord? LastGood(string kind);
}
