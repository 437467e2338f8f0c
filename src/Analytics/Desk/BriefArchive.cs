namespace Digilo.Analytics.Desk;

/// <summary>One archived brief.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Kind">"ledning".</param>
/// <param name="Organisation">Code.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="SnapshotId">The snapshot it was made from.</param>
/// <param name="DataDate">Its data date.</param>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Created">UTC.</param>
public sealed record BriefRecord(
    long Id, string Kind, string Organisation, string Language, string SnapshotId, DateOnly DataDate, string Sha256, long Size, DateTime Created);

/// <summary>Briefs that were made, with their bytes.</summary>
public interface IBriefArchive
{
    /// <summary>Stores a brief; the same kind, organisation, language and snapshot twice changes nothing.</summary>
    BriefRecord Store(string kind, string organisation, string language, string snapshotId, DateOnly dataDate, byte[] pdf, DateTime utc);

    /// <summary>Newest first.</summary>
    IReadOnlyList<BriefRecord> List(string organisation);

    /// <summary>The newest of a kind and language, or null.</summary>
    BriefRecord? Latest(string kind, string organisation, string language);

    /// <summary>The bytes, or null if there is no such brief.</summary>
    byte[]? Read(long id);
}
