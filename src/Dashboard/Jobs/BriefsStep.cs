using System.Globalization;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// Makes the brief of each organisation in both languages from the published snapshot. What exists for the snapshot already is
/// left alone; a brief that fails leaves the previous one in place and does not stop the others.
/// </summary>
internal sealed class BriefsStep : IChainStep
{
    /// <summary>Kind of the brief for leadership in the archive.</summary>
    public const string Kind = "ledning";

    private static readonly IReadOnlyList<string> Languages = [TextCatalogue.Swedish, TextCatalogue.English];

    private readonly ISnapshotReader _snapshots;
    private readonly IBriefArchive _archive;
    private readonly IBriefRenderer _renderer;

    /// <summary>With the snapshot, the archive and a renderer.</summary>
    public BriefsStep(ISnapshotReader snapshots, IBriefArchive archive, IBriefRenderer renderer)
    {
        _snapshots = snapshots;
        _archive = archive;
        _renderer = renderer;
    }

    /// <inheritdoc/>
    public string Name => "briefs";

    /// <inheritdoc/>
    public bool StopsTheRest => false;

    /// <inheritdoc/>
    public StepResult Run(ChainState state)
    {
        if (_snapshots.Current() is not { } snapshot)
        {
            return new StepResult(RunOutcome.Skipped, 0, new Message("cli.error.nothingPublished"));
        }

        var made = 0;
        var failed = new List<string>();
        foreach (var organisation in snapshot.Organisations.Where(HasSomethingToTell))
        {
            foreach (var language in Languages)
            {
                if (_archive.List(organisation.Code).Any(b => b.Kind == Kind && b.Language == language && b.SnapshotId == snapshot.Id))
                {
                    continue;
                }

                try
                {
                    var pdf = Make(snapshot, organisation.Code, language, _renderer);
                    _archive.Store(Kind, organisation.Code, language, snapshot.Id, snapshot.DataDate, pdf, state.Utc);
                    made++;
                }
                catch (ArgumentException)
                {
                    // The document could not be made accessible: the previous brief stays, and the run log names the organisation.
                    failed.Add(organisation.Code + " " + language);
                }

                state.Checkpoint.Reached("briefs:" + made.ToString(CultureInfo.InvariantCulture));
            }
        }

        return failed.Count > 0
            ? new StepResult(RunOutcome.Failed, made, new Message("run.briefs.failed", string.Join(", ", failed)))
            : new StepResult(RunOutcome.Good, made, new Message(made > 0 ? "run.briefs.made" : "run.briefs.unchanged", made.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>True if a wave of the organisation is released: without one a brief has no figure.</summary>
    public static bool HasSomethingToTell(PublishedOrganisation organisation) => organisation.Waves.Any(w => w.State == WaveState.Released);

    /// <summary>One brief as a file.</summary>
    /// <param name="snapshot">The only source of its figures.</param>
    /// <param name="organisation">Code; must be in the snapshot.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="renderer">Turns it into bytes.</param>
    public static byte[] Make(Snapshot snapshot, string organisation, string language, IBriefRenderer renderer)
    {
        using var stream = new MemoryStream();
        renderer.Render(LedningsBrief.Compose(snapshot, organisation, language), stream);
        return stream.ToArray();
    }
}
