namespace Digilo.Analytics.Model;

/// <summary>Names of what the audit log tells of; stable, because they are stored.</summary>
public static class AuditActions
{
    /// <summary>A page of functions for personal data was looked at.</summary>
    public const string View = "view";

    /// <summary>A file was downloaded from a page.</summary>
    public const string Download = "download";

    /// <summary>Tables were exported.</summary>
    public const string Export = "export";

    /// <summary>A brief was made.</summary>
    public const string Brief = "brief";

    /// <summary>A file was imported, or a waiting delivery put in force.</summary>
    public const string Import = "import";

    /// <summary>A wave was reopened, or the published snapshot withdrawn.</summary>
    public const string Release = "release";

    /// <summary>A report about a person was asked for, approved or made.</summary>
    public const string Report = "report";

    /// <summary>A person was erased, or objected.</summary>
    public const string Erase = "erase";

    /// <summary>A retention rule destroyed something.</summary>
    public const string Retention = "retention";

    /// <summary>A wave's answers lost their pseudonyms.</summary>
    public const string Unlink = "unlink";

    /// <summary>The keys of pseudonyms were changed.</summary>
    public const string Keys = "keys";

    /// <summary>A subscription of briefs was put in, confirmed, stopped or ended, or an uncertain mail decided about.</summary>
    public const string Subscription = "subscription";
}

/// <summary>Something to be written in the audit log. It never names or points at the person whom it is about.</summary>
/// <param name="Utc">When.</param>
/// <param name="Actor">Who did it: the local user, and the name given where one is asked for.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Organisation">Code, or empty.</param>
/// <param name="Reference">Ground or reference in the organisation's own records, or empty.</param>
/// <param name="What">In words.</param>
public sealed record AuditEvent(DateTime Utc, string Actor, string Action, string Organisation, string Reference, Message What);

/// <summary>A row of the audit log.</summary>
/// <param name="Number">1 for the first; without gaps.</param>
/// <param name="Event">What it tells.</param>
/// <param name="Hash">SHA-256 over the row and the hash before it, lower-case hex.</param>
public sealed record AuditEntry(long Number, AuditEvent Event, string Hash);

/// <summary>What a check of the whole audit log found.</summary>
/// <param name="Entries">Rows that are there.</param>
/// <param name="FirstWrong">Number of the first row that was changed, taken out or put in; null = the log is whole.</param>
public sealed record AuditCheck(long Entries, long? FirstWrong);
