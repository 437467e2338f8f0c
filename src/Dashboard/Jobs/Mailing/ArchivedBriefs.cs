using System.Globalization;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>
/// The briefs for mails: from the archive, where one with the same content keeps its number; those of units are made when somebody subscribes.
/// </summary>
internal sealed class ArchivedBriefs(ISnapshotReader snapshots, IBriefArchive archive, IBriefRenderer renderer, TimeProvider clock) : IBriefSource
{
    // As wide as mail programs show without breaking lines themselves.
    private const int Width = 76;

    private readonly BriefMaker _maker = new(archive, renderer);

    // Of the brief that was read last: letters to many readers of one follow each other.
    private Kept? _kept;

    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds => BriefKinds.All;

    /// <inheritdoc/>
    public string? Content(BriefName name)
    {
        try
        {
            return snapshots.Current() is { } snapshot ? Content(Made(snapshot, name)?.Record) : null;
        }
        catch (Exception e) when (BriefsStep.IsOfOneBrief(e))
        {
            // It cannot become an accessible document: the step that makes briefs tells it, and nobody is sent it.
            return null;
        }
    }

    /// <inheritdoc/>
    public string? ContentAt(BriefName name, DateTime utc) => Content(archive.HeldAt(name, utc));

    /// <inheritdoc/>
    public MailBrief? Read(BriefName name)
    {
        if (snapshots.Current() is not { } snapshot)
        {
            return null;
        }

        if (_kept is { } kept && kept.SnapshotId == snapshot.Id && kept.Name == name)
        {
            return kept.Brief;
        }

        if (Made(snapshot, name) is not { } made || BriefBook.Compose(new BriefRequest(snapshot, name)) is not { } brief)
        {
            return null;
        }

        var read = new MailBrief(
            brief.Title, BriefAddress.Page(name), BriefText.Of(brief, Width), brief.DataDate, brief.Synthetic, BriefFiles.Name(name, brief.DataDate, "pdf"),
            () => archive.Read(made.Record.Id));
        _kept = new Kept(snapshot.Id, name, read);
        return read;
    }

    private static string? Content(BriefRecord? record) => record?.Id.ToString(CultureInfo.InvariantCulture);

    private MadeBrief? Made(Snapshot snapshot, BriefName name) => _maker.Make(snapshot, name, clock.GetUtcNow().UtcDateTime);

    private sealed record Kept(string SnapshotId, BriefName Name, MailBrief Brief);
}
