using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>One delivery in the ledger: what came, when, by whom, what it replaced, what is in force.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Header">What was known before the first row.</param>
/// <param name="Status">What became of it.</param>
/// <param name="RowsIn">Rows in the file = stored + quarantined + left out.</param>
/// <param name="RowsStored">Rows stored.</param>
/// <param name="RowsQuarantined">Rows in quarantine.</param>
/// <param name="Replaces">The delivery it replaced, or null.</param>
/// <param name="ReplacedBy">The delivery that replaced it, or null.</param>
public sealed record LedgerEntry(
    long Id, DeliveryHeader Header, DeliveryStatus Status, long RowsIn, long RowsStored, long RowsQuarantined, long? Replaces, long? ReplacedBy)
{
    /// <summary>Rows left out on purpose; null = not known (a delivery of an earlier version), or refused.</summary>
    public long? RowsLeftOut { get; init; }

    /// <summary>
    /// Row keys that it brought and that were not in force before, counted when it was delivered: of a delivery that waits, what it would
    /// bring. Null = not known (a delivery of an earlier version), or refused.
    /// </summary>
    public long? RowsAdded { get; init; }

    /// <summary>Row keys that were in force and came again; null as above.</summary>
    public long? RowsUpdated { get; init; }

    /// <summary>Row keys that it put out of force; null as above.</summary>
    public long? RowsRemoved { get; init; }

    /// <summary>When its rows went under a retention rule, UTC; null while they are there.</summary>
    public DateTime? Destroyed { get; init; }

    /// <summary>When its answers lost their pseudonyms, UTC; null while they have them.</summary>
    public DateTime? Unlinked { get; init; }

    /// <summary>When its file was taken out of the archive on purpose, or was not put there, UTC; such a file is not archived again.</summary>
    public DateTime? Unarchived { get; init; }
}

/// <summary>What counts now of one kind of an organisation's deliveries.</summary>
/// <param name="Newest">The one in force that describes the latest day.</param>
/// <param name="Count">Deliveries of the kind in force, this one included.</param>
public sealed record InForceEntry(LedgerEntry Newest, long Count);

/// <summary>A content that was taken in, for the retention of its sealed files.</summary>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="ContentHash">SHA-256 of the file, lower-case hex.</param>
/// <param name="Profile">Name of the mapping profile.</param>
/// <param name="ProfileVersion">Version of the mapping profile.</param>
/// <param name="Wave">Wave code, or empty.</param>
/// <param name="AsOf">The youngest day that a delivery of it describes.</param>
public sealed record KeptContent(string Organisation, string ContentHash, string Profile, string ProfileVersion, string Wave, DateOnly AsOf);

/// <summary>The import ledger.</summary>
public interface IImportLedger
{
    /// <summary>Newest first.</summary>
    IReadOnlyList<LedgerEntry> Latest(int count);

    /// <summary>The entries before one, newest first: how a long ledger is turned over page by page.</summary>
    /// <param name="id">Entries with a lower id only; <see cref="long.MaxValue"/> begins at the newest.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<LedgerEntry> Before(long id, int count);

    /// <summary>Every delivery that waits for a person's yes, oldest first.</summary>
    IReadOnlyList<LedgerEntry> Waiting();

    /// <summary>What counts now, one entry for each organisation and kind, in that order.</summary>
    IReadOnlyList<InForceEntry> InForce();

    /// <summary>Every content that was taken in, refused files left out: for the retention of its sealed files.</summary>
    IReadOnlyList<KeptContent> Kept();

    /// <summary>One entry, or null.</summary>
    LedgerEntry? Find(long id);

    /// <summary>The findings of a delivery, file findings first, then by line.</summary>
    IReadOnlyList<Finding> Findings(long id);

    /// <summary>Puts a waiting delivery in force. False if it was not waiting.</summary>
    bool Confirm(long id, DateTime utc);

    /// <summary>
    /// Every delivery of an organisation with a file that may be in the archive or held-back rows, oldest first, refused ones left out.
    /// </summary>
    IReadOnlyList<LedgerEntry> Of(string organisation);

    /// <summary>Remembers that a delivery's file is not in the archive on purpose.</summary>
    void SetUnarchived(long id, DateTime utc);

    /// <summary>True if the wave's answers have lost their pseudonyms: no further answers of the wave are taken in.</summary>
    bool IsUnlinked(string organisation, string wave);

    /// <summary>Records a file that was refused whole, so that the story is complete; returns its id.</summary>
    long RecordRefused(DeliveryHeader header, IReadOnlyList<Finding> findings);
}

/// <summary>What is known about units and roles, for checks at the door; not statistics about people.</summary>
public interface IStructure
{
    /// <summary>All units of an organisation in force, every period.</summary>
    IReadOnlyList<UnitRow> Units(string organisation);

    /// <summary>Role codes with requirements in force.</summary>
    IReadOnlySet<string> Roles(string organisation);

    /// <summary>Course ids in force.</summary>
    IReadOnlySet<string> Courses(string organisation);

    /// <summary>Codes of transformation plans in force.</summary>
    IReadOnlySet<string> Plans(string organisation);
}
