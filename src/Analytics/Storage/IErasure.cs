using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>The one-way door to pseudonyms: it counts them, and tells nothing else.</summary>
public interface IPseudonyms
{
    /// <summary>How many pseudonyms there are by kind and key: what remains under an older key, and since when nothing does.</summary>
    IReadOnlyList<AliasUse> Count(string organisation);
}

/// <summary>What is to be erased, and what is to be written in the same transaction.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Ids">Columns with one row: the ids that the person is known by, under every key that is held.</param>
/// <param name="Day">Day of the erasure: only rows about a later day bring the person back.</param>
/// <param name="Block">True: the person objected; no row ever does.</param>
internal sealed record ErasureOrder(string Organisation, IReadOnlyList<AliasColumn> Ids, DateOnly Day, bool Block)
{
    /// <summary>True: everything is done and taken back, so that it can be told what would go.</summary>
    public bool DryRun { get; init; }

    /// <summary>Now, UTC.</summary>
    public DateTime Utc { get; init; }

    /// <summary>Rows that were held back, by delivery and line: what was found in them is somebody's too.</summary>
    public IReadOnlyList<HeldLine> Held { get; init; } = [];

    /// <summary>Deliveries whose file has been taken out of the archive.</summary>
    public IReadOnlyList<long> Unarchived { get; init; } = [];

    /// <summary>Takes some answers' keys out of a release's packed contributors; null = none of them is there.</summary>
    public Func<byte[], IReadOnlySet<long>, byte[]?> Forget { get; init; } = (_, _) => null;

    /// <summary>The proof for the audit log; null = none is written.</summary>
    public Func<ErasureOutcome, AuditEvent>? Proof { get; init; }
}

/// <summary>Erases persons. Internal: the door that the outside has is in Rights, which also looks after releases and files.</summary>
internal interface IErasure
{
    /// <summary>
    /// Removes a person: pseudonyms, answers, employments, training, in every delivery, in force or not. Released tables stay. A mark is
    /// left under each pseudonym, salted, so that files from before do not bring the person back.
    /// </summary>
    /// <returns>What was removed. Nobody was found: nothing is written, unless the order is to block.</returns>
    /// <exception cref="StoreException">
    /// <c>store.erase-two</c>: the ids name two persons; <c>store.erase-shared</c>: the only id found is shared by several.
    /// </exception>
    ErasureOutcome Erase(ErasureOrder order);
}
