using System.Globalization;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;

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
/// Destroys sealed files whose retention has passed, under the organisation's decision; the run log is the proof: how many files
/// and bytes of which kind, under which decision.
/// </summary>
internal sealed class RetentionStep : IChainStep
{
    private readonly KeptFiles _files;

    /// <summary>Over the archive and the quarantine.</summary>
    public RetentionStep(KeptFiles files) => _files = files;

    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        var expired = _files.Delete(state.Configuration.Retention, state.Today);
        var files = expired.Sum(e => e.Files);
        var message = (Of(expired, RetentionSubject.Archive), Of(expired, RetentionSubject.Quarantine)) switch
        {
            ({ Files: > 0 } archive, { Files: > 0 } quarantine) => new Message("run.retention.both", [.. Told(archive), .. Told(quarantine)]),
            ({ Files: > 0 } archive, _) => new Message("run.retention.archive", Told(archive)),
            (_, { Files: > 0 } quarantine) => new Message("run.retention.quarantine", Told(quarantine)),
            _ => new Message(expired.Count == 0 ? "run.retention.undecided" : "run.retention.none"),
        };
        var failed = expired.Sum(e => e.Failed);
        return failed == 0
            ? new StepResult(RunOutcome.Good, files, message)
            : new StepResult(RunOutcome.GoodWithRemarks, files, new Message("run.retention.failed", Text(failed), Text(files)));
    }

    private static Expired? Of(IReadOnlyList<Expired> expired, RetentionSubject subject) => expired.FirstOrDefault(e => e.Rule.Subject == subject);

    private static string[] Told(Expired expired) =>
    [
        Text(expired.Files),
        Text(expired.Bytes),
        expired.Rule.Decision?.Reference ?? "",
        expired.Rule.Decision?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
