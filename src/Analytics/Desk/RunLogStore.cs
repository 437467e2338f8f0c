using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The run history in the database.</summary>
internal sealed class RunLogStore(Database database) : IRunLog
{
    public long Start(string kind, string trigger, DateTime utc) => database.Write(session =>
    {
        var id = session.TakeIds("run", 1);
        session.Execute("runs/add", new { id, kind, trigger, utc });
        return id;
    });

    public int StartStep(long runId, string step, DateTime utc) => database.Write(session =>
    {
        var ordinal = session.First<long>("runs/next_ordinal", new { run = runId });
        session.Execute("runs/add_step", new { run = runId, ordinal, step, utc });
        return (int)ordinal;
    });

    public void EndStep(long runId, int ordinal, RunOutcome outcome, long count, string message, DateTime utc) => database.Write(session =>
        session.Execute("runs/end_step", new { run = runId, ordinal = (long)ordinal, outcome = outcome.ToString(), count, message, utc }));

    public void End(long runId, RunOutcome outcome, string snapshotId, string message, DateTime utc) => database.Write(session =>
        session.Execute("runs/end", new { id = runId, outcome = outcome.ToString(), snapshot_id = snapshotId, message, utc }));

    public IReadOnlyList<RunRecord> MarkInterrupted(DateTime utc) => database.Write(session =>
    {
        var running = session.Query<RunRow>("runs/running");
        foreach (var run in running)
        {
            session.Execute("runs/interrupt_steps", new { run = run.Id, utc });
            session.Execute("runs/interrupt", new { id = run.Id, utc });
        }

        return (IReadOnlyList<RunRecord>)running.ConvertAll(r => r.ToRecord() with { Ended = utc, Outcome = RunOutcome.Interrupted });
    });

    public IReadOnlyList<RunRecord> Latest(int count) => database.Read(session =>
        session.Query<RunRow>("runs/latest", new { count = (long)count }).ConvertAll(r => r.ToRecord()));

    public IReadOnlyList<RunStepRecord> Steps(long runId) => database.Read(session =>
        session.Query<StepRow>("runs/steps", new { run = runId }).ConvertAll(s => new RunStepRecord(
            s.RunId, (int)s.Ordinal, s.Step, s.StartedUtc, s.EndedUtc, Enum.Parse<RunOutcome>(s.Outcome), s.ResultCount, s.Message)));

    public RunRecord? LastGood(string kind) => database.Read(session => session.First<RunRow>("runs/last_good", new { kind })?.ToRecord());

    private sealed class RunRow
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string TriggerName { get; init; } = "";

        public DateTime StartedUtc { get; init; }

        public DateTime? EndedUtc { get; init; }

        public string Outcome { get; init; } = "";

        public string SnapshotId { get; init; } = "";

        public string Message { get; init; } = "";

        public RunRecord ToRecord() => new(Id, Kind, TriggerName, StartedUtc, EndedUtc, Enum.Parse<RunOutcome>(Outcome), SnapshotId, Message);
    }

    private sealed class StepRow
    {
        public long RunId { get; init; }

        public long Ordinal { get; init; }

        public string Step { get; init; } = "";

        public DateTime StartedUtc { get; init; }

        public DateTime? EndedUtc { get; init; }

        public string Outcome { get; init; } = "";

        public long ResultCount { get; init; }

        public string Message { get; init; } = "";
    }
}
