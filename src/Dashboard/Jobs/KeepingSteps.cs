using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Removes uploaded files that nobody confirmed within a day.</summary>
internal sealed class StagingStep : IChainStep
{
    private readonly Func<int> _clean;

    /// <summary>With what removes them and says how many.</summary>
    public StagingStep(Func<int> clean) => _clean = clean;

    /// <inheritdoc/>
    public string Name => "staging";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var gone = _clean();
        return new StepResult(RunOutcome.Good, gone, gone == 0 ? new Message("run.staging.none") : new Message("run.staging.removed", gone.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>
/// Destroys what has been kept long enough, under the organisation's decision: rows in the database, and sealed files. Rules without a
/// decision do nothing. The audit log is the proof: how much of what, under which decision.
/// </summary>
internal sealed class RetentionStep : IChainStep
{
    private readonly KeptFiles _files;
    private readonly PersonRights _rights;
    private readonly IAuditLog _audit;

    /// <summary>Over the archive and the quarantine, the database, and the log that takes the proof.</summary>
    public RetentionStep(KeptFiles files, PersonRights rights, IAuditLog audit) => (_files, _rights, _audit) = (files, rights, audit);

    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var decided = state.Configuration.Retention.Where(r => r.Decision is not null).ToList();
        if (decided.Count == 0)
        {
            return new StepResult(RunOutcome.Good, 0, new Message("run.retention.undecided"));
        }

        long rows = 0;
        foreach (var rule in decided.Where(r => !KeptFiles.Holds(r.Subject)))
        {
            rows += _rights.Destroy(rule, state.Configuration, state.Today, state.Utc, Actor.Account).Rows;
            state.Checkpoint.Reached("retention:" + rule.Subject);
        }

        var expired = _files.Delete(state.Configuration.Retention, state.Today);
        foreach (var gone in expired.Where(e => e.Files > 0))
        {
            _audit.Add(new AuditEvent(
                state.Utc, Actor.Account, AuditActions.Retention, gone.Rule.Organisation, RetentionProof.Reference(gone.Rule.Decision!),
                new Message("audit.retention." + gone.Rule.Subject, Text(gone.Files), Text(gone.Bytes))));
        }

        var files = expired.Sum(e => e.Files);
        var failed = expired.Sum(e => e.Failed);
        return failed > 0 ? new StepResult(RunOutcome.GoodWithRemarks, rows + files, new Message("run.retention.failed", Text(failed), Text(files)))
            : rows > 0 ? new StepResult(RunOutcome.Good, rows + files, new Message("run.retention.rows", Text(rows), Text(files)))
            : new StepResult(RunOutcome.Good, files, Told(expired));
    }

    private static Message Told(IReadOnlyList<Expired> expired) => (Of(expired, RetentionSubject.Archive), Of(expired, RetentionSubject.Quarantine)) switch
    {
        ({ Count: > 0 } archive, { Count: > 0 } quarantine) => new Message("run.retention.both", [.. Told(archive), .. Told(quarantine)]),
        ({ Count: > 0 } archive, _) => new Message("run.retention.archive", Told(archive)),
        (_, { Count: > 0 } quarantine) => new Message("run.retention.quarantine", Told(quarantine)),
        _ => new Message("run.retention.none"),
    };

    private static List<Expired> Of(IReadOnlyList<Expired> expired, RetentionSubject subject) =>
        [.. expired.Where(e => e.Rule.Subject == subject && e.Files > 0)];

    // Each organisation has its own decision, or several share one.
    private static string[] Told(List<Expired> expired) =>
    [
        Text(expired.Sum(e => e.Files)),
        Text(expired.Sum(e => e.Bytes)),
        string.Join(", ", Decisions(expired).Select(d => d.Reference)),
        string.Join(", ", Decisions(expired).Select(d => d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
    ];

    private static IEnumerable<RetentionDecision> Decisions(List<Expired> expired) => expired.Select(e => e.Rule.Decision!).Distinct();

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
