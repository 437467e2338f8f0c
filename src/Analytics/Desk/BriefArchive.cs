namespace Digilo.Analytics.Desk;

/// <summary>Which brief: what the archive keeps apart, and what an address names.</summary>
/// <param name="Kind">"ledning", "analys", "enhet" or "konsortium".</param>
/// <param name="Organisation">Code of the organisation; empty for the consortium.</param>
/// <param name="Unit">Code of the unit as published; empty unless the kind is of a unit.</param>
/// <param name="Language">"sv" or "en".</param>
public sealed record BriefName(string Kind, string Organisation, string Unit, string Language);

/// <summary>One archived brief.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Name">Which brief.</param>
/// <param name="SnapshotId">The snapshot that it was first made from.</param>
/// <param name="DataDate">Its data date.</param>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Created">UTC.</param>
/// <param name="LastHeld">When it was last found to hold for a snapshot, UTC; when it was made, if for no later one.</param>
public sealed record BriefRecord(
    long Id, BriefName Name, string SnapshotId, DateOnly DataDate, string Sha256, long Size, DateTime Created, DateTime LastHeld)
{
    /// <summary>The kind of its name.</summary>
    public string Kind => Name.Kind;

    /// <summary>The organisation of its name; empty for the consortium.</summary>
    public string Organisation => Name.Organisation;

    /// <summary>The unit of its name, or empty.</summary>
    public string Unit => Name.Unit;

    /// <summary>The language of its name.</summary>
    public string Language => Name.Language;
}

/// <summary>A brief to archive.</summary>
/// <param name="Name">Which brief.</param>
/// <param name="SnapshotId">The snapshot that it was made from.</param>
/// <param name="DataDate">Its data date.</param>
/// <param name="ContentSha256">Of its content without the snapshot's id, lower-case hex.</param>
/// <param name="Text">Its words, line by line.</param>
/// <param name="Pdf">Its bytes.</param>
public sealed record NewBrief(BriefName Name, string SnapshotId, DateOnly DataDate, string ContentSha256, string Text, byte[] Pdf);

/// <summary>
/// Briefs that were made, with their bytes. A brief is unchanged as long as its content without the snapshot's id is: it keeps the snapshot that
/// it was first made from, and the archive tells the later ones that it holds for.
/// </summary>
public interface IBriefArchive
{
    /// <summary>The brief that holds for a snapshot, or null.</summary>
    BriefRecord? Held(BriefName name, string snapshotId);

    /// <summary>The brief that holds for the snapshot that was published at an instant, UTC; null if none was, or if no such brief is kept of it.</summary>
    BriefRecord? HeldAt(BriefName name, DateTime utc);

    /// <summary>The brief with the same content, which from now on holds for the snapshot too; null if there is none.</summary>
    BriefRecord? Keep(BriefName name, string contentSha256, string snapshotId, DateTime utc);

    /// <summary>Stores a brief. One that holds for the snapshot already, or has the same content, is returned in its place.</summary>
    BriefRecord Store(NewBrief brief, DateTime utc);

    /// <summary>An organisation's briefs, those of its units too, newest first; the consortium's for the empty code.</summary>
    IReadOnlyList<BriefRecord> List(string organisation);

    /// <summary>Every brief of a name, the one that held last first.</summary>
    IReadOnlyList<BriefRecord> List(BriefName name);

    /// <summary>The brief of a name that held last, or null.</summary>
    BriefRecord? Latest(BriefName name);

    /// <summary>A brief by its id, or null.</summary>
    BriefRecord? Find(long id);

    /// <summary>The snapshots that a brief holds for, the one that it was first made from first; none if there is no such brief.</summary>
    IReadOnlyList<string> Snapshots(long id);

    /// <summary>The bytes, or null if there is no such brief.</summary>
    byte[]? Read(long id);

    /// <summary>The words, line by line; null if there is no such brief, or it was made before words were kept.</summary>
    string? ReadText(long id);
}
