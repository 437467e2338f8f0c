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
    /// <summary>Rows left out on purpose.</summary>
    public long RowsLeftOut { get; init; }
}

/// <summary>The import ledger.</summary>
public interface IImportLedger
{
    /// <summary>Newest first.</summary>
    IReadOnlyList<LedgerEntry> Latest(int count);

    /// <summary>One entry, or null.</summary>
    LedgerEntry? Find(long id);

    /// <summary>The findings of a delivery, file findings first, then by line.</summary>
    IReadOnlyList<Finding> Findings(long id);

    /// <summary>Puts a waiting delivery in force. False if it was not waiting.</summary>
    bool Confirm(long id, DateTime utc);

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
