using System.Globalization;
using System.Runtime.InteropServices;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// Makes each organisation's briefs and the consortium's in both languages from the published snapshot, a few at a time. What is unchanged keeps
/// its file; a brief that fails leaves the previous one in place and does not stop the others. What stops every brief, as a full disk does, stops
/// the step.
/// </summary>
internal sealed class BriefsStep : IChainStep
{
    // Named in the run log at most; the count tells the rest.
    private const int Named = 20;

    private readonly ISnapshotReader _snapshots;
    private readonly IBriefArchive _archive;
    private readonly BriefMaker _maker;
    private readonly int _workers;

    /// <summary>With the snapshot, the archive and a renderer.</summary>
    /// <param name="snapshots">Gives the snapshot.</param>
    /// <param name="archive">Keeps the briefs.</param>
    /// <param name="renderer">Turns a brief into a file.</param>
    /// <param name="workers">How many briefs are made at a time: few, for each is heavy on processor and memory.</param>
    public BriefsStep(ISnapshotReader snapshots, IBriefArchive archive, IBriefRenderer renderer, int workers = 2)
    {
        _snapshots = snapshots;
        _archive = archive;
        _maker = new BriefMaker(archive, renderer);
        _workers = workers;
    }

    /// <inheritdoc/>
    public string Name => "briefs";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <summary>True if a brief that every night makes is not in the archive for a snapshot.</summary>
    public static bool IsMissing(Snapshot snapshot, IBriefArchive archive) => BriefBook.OfTheNight(snapshot).Any(name => archive.Held(name, snapshot.Id) is null);

    /// <summary>
    /// True if what went wrong is that a brief cannot become a document, a fault in what writes it included: the others can. False for what stops
    /// every brief: disk, database (whose errors are external), memory.
    /// </summary>
    public static bool IsOfOneBrief(Exception e) =>
        e is not (IOException or UnauthorizedAccessException or ExternalException or StoreException or OutOfMemoryException or OperationCanceledException);

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        if (_snapshots.Current() is not { } snapshot)
        {
            return new StepResult(RunOutcome.Skipped, 0, new Message("cli.error.nothingPublished"));
        }

        state.SnapshotId = snapshot.Id;
        var names = BriefBook.OfTheNight(snapshot).Where(name => _archive.Held(name, snapshot.Id) is null).ToArray();
        var made = 0;
        var failed = new bool[names.Length];
        var warnings = new IReadOnlyList<RenderWarning>[names.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Math.Min(_workers, Environment.ProcessorCount)) };
        try
        {
            Parallel.For(0, names.Length, parallel, i =>
            {
                try
                {
                    if (_maker.Make(snapshot, names[i], state.Utc) is { New: true } brief)
                    {
                        warnings[i] = brief.Warnings;
                        state.Checkpoint.Reached("briefs:" + Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture));
                    }
                }
                catch (Exception e) when (IsOfOneBrief(e))
                {
                    // This document could not be made: the previous one stays, and the run log names it.
                    failed[i] = true;
                }
            });
        }
        catch (AggregateException e)
        {
            // Several may have met the same full disk: one of them says it.
            throw e.InnerExceptions[0];
        }

        return Told(made, [.. names.Where((_, i) => failed[i])], [.. warnings.Where(w => w is not null).SelectMany(w => w).Select(w => w.Argument).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static StepResult Told(int made, IReadOnlyList<BriefName> failed, IReadOnlyList<string> glyphs)
    {
        var count = made.ToString(CultureInfo.InvariantCulture);
        return (failed.Count, glyphs.Count) switch
        {
            ( > 0, _) => new StepResult(RunOutcome.Failed, made, new Message(
                "run.briefs.failed", failed.Count.ToString(CultureInfo.InvariantCulture), string.Join(", ", failed.Take(Named).Select(InWords)) + (failed.Count > Named ? " …" : ""))),
            (_, > 0) => new StepResult(RunOutcome.GoodWithRemarks, made, new Message(
                "run.briefs.glyphs", count, string.Join(", ", glyphs.Take(Named)) + (glyphs.Count > Named ? " …" : ""))),
            _ => new StepResult(RunOutcome.Good, made, new Message(made > 0 ? "run.briefs.made" : "run.briefs.unchanged", count)),
        };
    }

    private static string InWords(BriefName name) => string.Join(' ', new[] { name.Kind, name.Organisation, name.Language }.Where(t => t.Length > 0));
}
