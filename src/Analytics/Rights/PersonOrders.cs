using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Rights;

/// <summary>A report that is asked for, and what only the caller knows.</summary>
/// <param name="Organisation">The employer.</param>
/// <param name="Ids">Columns with one row: the ids under every key that is held.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Utc">Now, UTC.</param>
public sealed record PersonReportOrder(Organisation Organisation, IReadOnlyList<AliasColumn> Ids, ReportFormat Format, string Language, DateTime Utc)
{
    /// <summary>The words of a code, with arguments.</summary>
    public required Func<Message, string> Say { get; init; }

    /// <summary>Opens kept free text; null if it does not open.</summary>
    public Func<byte[], string?> OpenText { get; init; } = _ => null;

    /// <summary>The question behind an item, from profile and item code; null if it is not known.</summary>
    public Func<string, string, string?> Question { get; init; } = (_, _) => null;

    /// <summary>The sealed files with rows of the person, from the deliveries that the database names.</summary>
    public Func<IReadOnlyList<long>, IReadOnlyList<KeptFile>> Files { get; init; } = _ => [];

    /// <summary>The organisation's waves, with what asks for linked answers: anonymous ones and unlinked ones.</summary>
    public IReadOnlyList<Wave> WithoutLinks { get; init; } = [];
}

/// <summary>An erasure that is asked for.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Ids">Columns with one row: the ids under every key that is held.</param>
/// <param name="Day">Day of the erasure: only rows about a later day bring the person back.</param>
/// <param name="Block">True: the person objected; no row ever does.</param>
/// <param name="Utc">Now, UTC.</param>
public sealed record PersonErasure(string Organisation, IReadOnlyList<AliasColumn> Ids, DateOnly Day, bool Block, DateTime Utc)
{
    /// <summary>True: nothing is changed, and it is told what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>The person's rows that were taken out of the quarantine.</summary>
    public IReadOnlyList<HeldLine> Held { get; init; } = [];

    /// <summary>Deliveries whose file was removed from the archive.</summary>
    public IReadOnlyList<long> Unarchived { get; init; } = [];

    /// <summary>The entry for the audit log, which must not point at the person; null = none.</summary>
    public Func<ErasureOutcome, AuditEvent>? Proof { get; init; }
}

/// <summary>How a decision is named in a proof.</summary>
public static class RetentionProof
{
    /// <summary>Reference and day.</summary>
    public static string Reference(RetentionDecision decision) =>
        string.Create(CultureInfo.InvariantCulture, $"{decision.Reference} ({decision.Date:yyyy-MM-dd})");
}
