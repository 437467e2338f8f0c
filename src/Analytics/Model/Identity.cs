namespace Digilo.Analytics.Model;

/// <summary>What a delivery met while it looked for its persons: counts for the report, never a line.</summary>
/// <param name="Erased">Rows left out: their person was erased, and the row is no newer than that, or objected.</param>
/// <param name="Returned">Persons erased before whom a newer row brings back.</param>
/// <param name="Shared">Secondary ids that rows with different primary ids have in common: nothing is linked by them any more.</param>
/// <param name="Disagreeing">Rows whose id columns name different persons; the first one that is known decided.</param>
/// <param name="Moved">Pseudonyms moved from an older key to the current one.</param>
public sealed record IdentityCounts(long Erased, long Returned, long Shared, long Disagreeing, long Moved);

/// <summary>How many pseudonyms of one kind and key the store has.</summary>
/// <param name="Kind">Id kind.</param>
/// <param name="KeyId">Key.</param>
/// <param name="Aliases">Pseudonyms.</param>
/// <param name="Unlinked">Of them, those that no register has named a person for.</param>
/// <param name="Tombstones">Marks of erased persons.</param>
/// <param name="EmptySince">When the last one was moved to a newer key, UTC; null while some remain or if there never was one.</param>
public sealed record AliasUse(string Kind, string KeyId, long Aliases, long Unlinked, long Tombstones, DateTime? EmptySince);

/// <summary>What an erasure removed; released tables stay as they were released.</summary>
/// <param name="Persons">Persons found: 0 or 1.</param>
/// <param name="Aliases">Pseudonyms.</param>
/// <param name="Rows">Rows of each kind of delivery, in force or not: answers, employments, training and so on.</param>
/// <param name="FreeTexts">Kept free-text answers.</param>
/// <param name="Deliveries">
/// Ledger ids of the deliveries that held such a row: their files in the archive, and what was held back of them, have the row as it
/// was delivered and are to be treated apart.
/// </param>
public sealed record ErasureOutcome(
    int Persons, long Aliases, IReadOnlyDictionary<DeliveryKind, long> Rows, long FreeTexts, IReadOnlyList<long> Deliveries)
{
    /// <summary>Findings about the person's rows, whose line and found value are gone.</summary>
    public long Findings { get; init; }

    /// <summary>Releases beside which the person's answers were remembered, and are no more; their tables are as released.</summary>
    public long Releases { get; init; }

    /// <summary>Deliveries whose archived file was removed.</summary>
    public long Files { get; init; }

    /// <summary>Rows that were taken out of the quarantine.</summary>
    public long HeldRows { get; init; }

    /// <summary>Sealed files that could not be searched: their profile is gone, or they do not open.</summary>
    public long Unsearched { get; init; }
}

/// <summary>A row of a delivery that was held back.</summary>
/// <param name="Delivery">Ledger id.</param>
/// <param name="Line">1-based line.</param>
public readonly record struct HeldLine(long Delivery, int Line);
