namespace Digilo.Analytics.Model;

/// <summary>Whether somebody is known by some ids; nothing about who.</summary>
/// <param name="Known">True if at least one pseudonym is stored.</param>
/// <param name="Protected">True if a register says that the identity is protected: a report needs a second person.</param>
/// <param name="Kinds">Kinds of the given ids under which the person is known.</param>
public sealed record PersonFound(bool Known, bool Protected, IReadOnlyList<string> Kinds);

/// <summary>A report about a protected identity that one person has asked for.</summary>
/// <param name="Id">Number by which it is approved and fetched.</param>
/// <param name="Organisation">Code.</param>
/// <param name="Reference">Ground or reference in the organisation's own records.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Requested">When, UTC.</param>
/// <param name="ApprovedBy">Who approved; empty until somebody has.</param>
/// <param name="Approved">When, UTC; null until then.</param>
/// <param name="Used">When the report was made, UTC; null until then. It is made once.</param>
public sealed record PersonRequest(
    long Id, string Organisation, string Reference, string RequestedBy, DateTime Requested, string ApprovedBy, DateTime? Approved, DateTime? Used);

/// <summary>A sealed file in which a person's rows are kept as they were delivered.</summary>
/// <param name="Delivery">Ledger id.</param>
/// <param name="FileName">As it was called when it came.</param>
/// <param name="ContentHash">SHA-256, lower-case hex.</param>
/// <param name="Held">True: rows that were held back; false: the whole file in the archive.</param>
/// <param name="Rule">How long it is kept; null = without a rule.</param>
public sealed record KeptFile(long Delivery, string FileName, string ContentHash, bool Held, RetentionRule? Rule);

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>Plain text, for a terminal.</summary>
    Text,
    /// <summary>A page without script or anything from elsewhere.</summary>
    Html,
    /// <summary>JSON with the same words.</summary>
    Json,
}

/// <summary>What unlinking did to a wave's answers.</summary>
/// <param name="Deliveries">Survey deliveries.</param>
/// <param name="Answers">Answers that have a random key instead of a pseudonym now.</param>
/// <param name="Releases">Releases beside which the answers were remembered, and are no more.</param>
public sealed record Unlinked(long Deliveries, long Answers, long Releases);
