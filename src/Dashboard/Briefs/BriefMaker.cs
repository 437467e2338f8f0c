using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>A brief that is in the archive now.</summary>
/// <param name="Record">Its record.</param>
/// <param name="New">False when it was there already, for this snapshot or with the same content.</param>
/// <param name="Warnings">What did not come out as written; only of one that was made now.</param>
public sealed record MadeBrief(BriefRecord Record, bool New, IReadOnlyList<RenderWarning> Warnings);

/// <summary>Brings briefs into the archive: composed, and written to a file only when nothing with the same content is there.</summary>
public sealed class BriefMaker
{
    private readonly IBriefArchive _archive;
    private readonly IBriefRenderer _renderer;

    /// <summary>With an archive and a renderer.</summary>
    public BriefMaker(IBriefArchive archive, IBriefRenderer renderer) => (_archive, _renderer) = (archive, renderer);

    /// <summary>The archived brief of a snapshot, made if it is not there; null when there is nothing to tell.</summary>
    /// <param name="snapshot">The only source of its figures.</param>
    /// <param name="name">Which brief.</param>
    /// <param name="utc">Now.</param>
    /// <exception cref="ArgumentException">The brief cannot become an accessible document.</exception>
    public MadeBrief? Make(Snapshot snapshot, BriefName name, DateTime utc)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (_archive.Held(name, snapshot.Id) is { } held)
        {
            return new MadeBrief(held, false, []);
        }

        if (BriefBook.Compose(new BriefRequest(snapshot, name)) is not { } brief)
        {
            return null;
        }

        var content = BriefContent.Hash(brief);
        if (_archive.Keep(name, content, snapshot.Id, utc) is { } same)
        {
            return new MadeBrief(same, false, []);
        }

        var (pdf, report) = Render(brief, _renderer);
        var record = _archive.Store(new NewBrief(name, snapshot.Id, brief.DataDate, content, BriefText.Of(brief), pdf), utc);
        return new MadeBrief(record, true, report.Warnings);
    }

    /// <summary>
    /// The file of a brief and its data date, from the archive or made now; null when there is nothing to tell. An archive that cannot take it is no
    /// reason to refuse it to its reader.
    /// </summary>
    /// <exception cref="ArgumentException">The brief cannot become an accessible document.</exception>
    public (byte[] Pdf, DateOnly DataDate)? File(Snapshot snapshot, BriefName name, DateTime utc)
    {
        try
        {
            return Make(snapshot, name, utc) is not { } made ? null : _archive.Read(made.Record.Id) is { } pdf ? (pdf, made.Record.DataDate) : Again();
        }
        catch (Exception e) when (e is not (ArgumentException or NotSupportedException))
        {
            return Again();
        }

        (byte[] Pdf, DateOnly DataDate)? Again() =>
            BriefBook.Compose(new BriefRequest(snapshot, name)) is { } brief ? (Render(brief, _renderer).Pdf, brief.DataDate) : null;
    }

    /// <summary>A brief as a file, and how that went.</summary>
    public static (byte[] Pdf, RenderReport Report) Render(Brief brief, IBriefRenderer renderer)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        using var stream = new MemoryStream();
        var report = renderer.Render(brief, stream);
        return (stream.ToArray(), report);
    }
}
