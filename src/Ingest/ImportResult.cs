using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest;

/// <summary>What became of a file.</summary>
/// <param name="Header">What is known of the delivery; fields that a refused file never came to are empty.</param>
/// <param name="Status">In force, waiting, refused or unchanged.</param>
/// <param name="DeliveryId">Id in the ledger; 0 for a dry run.</param>
/// <param name="RowsIn">Rows in the file = stored + quarantined + left out; blank lines are none; 0 if refused.</param>
/// <param name="RowsStored">Rows stored; 0 if refused.</param>
/// <param name="RowsQuarantined">Rows held back; 0 if refused.</param>
/// <param name="Outcome">What the store says (added, updated, removed, new persons, unlinked); null if refused or unchanged.</param>
/// <param name="Findings">File findings first, then by line, then what was only counted.</param>
/// <param name="DryRun">True if nothing was changed.</param>
public sealed record ImportResult(
    DeliveryHeader Header,
    DeliveryStatus Status,
    long DeliveryId,
    long RowsIn,
    long RowsStored,
    long RowsQuarantined,
    DeliveryOutcome? Outcome,
    IReadOnlyList<Finding> Findings,
    bool DryRun)
{
    /// <summary>Rows left out on purpose: what the profile says is none of ours, or a person's right.</summary>
    public long RowsLeftOut { get; init; }

    /// <summary>0 all rows in · 3 some rows held back, or the delivery waits for confirmation · 4 file refused.</summary>
    public int ExitCode => ExitCodeOf(Status, RowsQuarantined);

    /// <summary>The exit code of a delivery.</summary>
    internal static int ExitCodeOf(DeliveryStatus status, long quarantined) =>
        status == DeliveryStatus.Refused ? 4 : quarantined > 0 || status == DeliveryStatus.Waiting ? 3 : 0;

    /// <summary>The findings about the file as a whole: why it was refused.</summary>
    public IEnumerable<Finding> Faults => Findings.Where(f => f.Severity == FindingSeverity.File);
}
