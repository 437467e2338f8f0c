namespace Digilo.Analytics.Model;

/// <summary>What a delivered file holds.</summary>
public enum DeliveryKind
{
    /// <summary>Survey answers, one row a respondent.</summary>
    Survey,
    /// <summary>Staff register, one row an employment.</summary>
    Register,
    /// <summary>Training records, one row a person and course.</summary>
    Training,
    /// <summary>Courses.</summary>
    Courses,
    /// <summary>Units.</summary>
    Units,
    /// <summary>Required level per role and competence.</summary>
    Requirements,
    /// <summary>Attendance at sessions of courses, one row a person, course and day.</summary>
    Attendance,
    /// <summary>Managers and employees who coach each other, one row a pair and theme.</summary>
    Coaching,
    /// <summary>Transformation plans, one row a plan.</summary>
    Plans,
    /// <summary>Actions of transformation plans, one row an action.</summary>
    PlanActions,
    /// <summary>Idea log, one row an idea; never its wording.</summary>
    Ideas,
    /// <summary>Accounts and devices from IT, one row a person and device.</summary>
    Access,
    /// <summary>Another competence framework, or another version of one: one row an entry.</summary>
    Framework,
}

/// <summary>How a delivery relates to what is already in force.</summary>
public enum DeliveryMode
{
    /// <summary>Replaces everything of the same organisation, kind, source and wave (or as-of date).</summary>
    Full,
    /// <summary>Adds; a row with the same key updates.</summary>
    Increment,
    /// <summary>Replaces one named delivery.</summary>
    Correction,
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryStatus
{
    /// <summary>Its rows count.</summary>
    InForce,
    /// <summary>A later delivery replaced it.</summary>
    Replaced,
    /// <summary>It would remove more than a tenth of the rows in force and waits for a person's yes.</summary>
    Waiting,
    /// <summary>Refused whole: a structural fault.</summary>
    Refused,
    /// <summary>The same content was already in force: nothing changed.</summary>
    Unchanged,
}

/// <summary>The facts about a delivery that are known before its first row.</summary>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Source">Name of the system it came from; the profile's default is its own name.</param>
/// <param name="Profile">Name of the mapping profile.</param>
/// <param name="ProfileVersion">Version of the mapping profile.</param>
/// <param name="Wave">Wave code for survey answers, otherwise empty.</param>
/// <param name="AsOf">The day the content describes; for survey answers the wave's reference date.</param>
/// <param name="Mode">Full, increment or correction.</param>
/// <param name="Corrects">The delivery that a correction replaces, otherwise null.</param>
/// <param name="FileName">Name without folder.</param>
/// <param name="FileSize">Bytes.</param>
/// <param name="ContentHash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="ReceivedAt">When, UTC; passed in, never read from the clock here.</param>
/// <param name="ReceivedBy">Who or what delivered it: "inbox", "cli", "upload", never a person's name from a file.</param>
/// <param name="Items">Survey only: the items in the order of the packed answers; otherwise empty.</param>
public sealed record DeliveryHeader(
    string Organisation,
    DeliveryKind Kind,
    string Source,
    string Profile,
    string ProfileVersion,
    string Wave,
    DateOnly AsOf,
    DeliveryMode Mode,
    long? Corrects,
    string FileName,
    long FileSize,
    string ContentHash,
    DateTime ReceivedAt,
    string ReceivedBy,
    IReadOnlyList<InstrumentItem> Items);

/// <summary>One observation about a delivered file: a rule's code with arguments, never a row and never a person's data.</summary>
/// <param name="Rule">Stable code; its text in both languages is <c>finding.RULE</c> in the text files of Ingest.</param>
/// <param name="Severity">Whether the file, the row or nothing was held back.</param>
/// <param name="Line">1-based line in the file; 0 = the whole file.</param>
/// <param name="Column">Heading of the column, or empty.</param>
/// <param name="Found">What was found, masked: a value only for columns mapped as level, code or date, otherwise its shape.</param>
/// <param name="Expected">What was expected, language-neutral (a range, a list of codes).</param>
/// <param name="Count">How many times; examples beyond the first few are only counted, under line 0.</param>
public sealed record Finding(string Rule, FindingSeverity Severity, int Line, string Column, string Found, string Expected, long Count)
{
    /// <summary>The workbook's sheet that the line belongs to; empty where there is none.</summary>
    public string Sheet { get; init; } = "";
}

/// <summary>What a finding leads to.</summary>
public enum FindingSeverity
{
    /// <summary>Counted, nothing held back (a quality flag).</summary>
    Note,
    /// <summary>The row is in quarantine.</summary>
    Row,
    /// <summary>The file is refused.</summary>
    File,
}
