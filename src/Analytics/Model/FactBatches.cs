namespace Digilo.Analytics.Model;

/// <summary>
/// Pseudonyms of one id column: for each row the HMAC-SHA-256 of the normalised id under the organisation's key,
/// domain-separated by kind, and the same under each older key that is still held. The raw id never gets here.
/// </summary>
public sealed class AliasColumn
{
    /// <summary>Bytes of one HMAC.</summary>
    public const int Width = 32;

    /// <summary>An empty column for batches of at most <paramref name="capacity"/> rows.</summary>
    /// <param name="kind">Id kind, e.g. "anstnr", "epost", "personnummer".</param>
    /// <param name="keyId">Which key made the HMACs.</param>
    /// <param name="capacity">Rows.</param>
    /// <param name="olderKeyIds">Older keys that are held, newest first; none if null.</param>
    public AliasColumn(string kind, string keyId, int capacity, IReadOnlyList<string>? olderKeyIds = null)
    {
        Kind = kind;
        KeyId = keyId;
        Hmacs = new byte[capacity * Width];
        Present = new bool[capacity];
        Older = [.. (olderKeyIds ?? []).Select(id => new OlderHmacs(id, capacity))];
    }

    /// <summary>Id kind.</summary>
    public string Kind { get; }

    /// <summary>Key id.</summary>
    public string KeyId { get; }

    /// <summary>Row r has bytes r·32 … r·32+31.</summary>
    public byte[] Hmacs { get; }

    /// <summary>False where the row has no id of this kind.</summary>
    public bool[] Present { get; }

    /// <summary>The same ids under older keys, newest first: what is stored under one of them is moved to the current key.</summary>
    public IReadOnlyList<OlderHmacs> Older { get; }

    /// <summary>The HMAC of a row; meaningless where <see cref="Present"/> is false.</summary>
    public Span<byte> this[int row] => Hmacs.AsSpan(row * Width, Width);
}

/// <summary>The pseudonyms of a column's ids under an older key.</summary>
/// <param name="keyId">The key.</param>
/// <param name="capacity">Rows.</param>
public sealed class OlderHmacs(string keyId, int capacity)
{
    /// <summary>Key id.</summary>
    public string KeyId { get; } = keyId;

    /// <summary>Row r has bytes r·32 … r·32+31.</summary>
    public byte[] Hmacs { get; } = new byte[capacity * AliasColumn.Width];

    /// <summary>The HMAC of a row; meaningless where the row has no id.</summary>
    public Span<byte> this[int row] => Hmacs.AsSpan(row * AliasColumn.Width, AliasColumn.Width);
}

/// <summary>A column of repeated short texts (unit, role, course): an index per row into a growing list of texts.</summary>
public sealed class CodeColumn
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];

    /// <summary>An empty column for batches of at most <paramref name="capacity"/> rows.</summary>
    public CodeColumn(int capacity) => Index = new int[capacity];

    /// <summary>Per row: index into <see cref="Values"/>, −1 = no value.</summary>
    public int[] Index { get; }

    /// <summary>The texts met so far; kept from batch to batch.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The text of a row, empty if it has none.</summary>
    public string this[int row] => Index[row] < 0 ? "" : _values[Index[row]];

    /// <summary>Sets a row; an empty text means no value.</summary>
    public void Set(int row, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            Index[row] = -1;
            return;
        }

        var lookup = _index.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(value, out var i))
        {
            i = _values.Count;
            var text = value.ToString();
            _values.Add(text);
            _index.Add(text, i);
        }

        Index[row] = i;
    }
}

/// <summary>
/// Survey answers in columns, reused from batch to batch: a writer reads rows 0 … <see cref="Count"/>−1 and keeps nothing.
/// </summary>
public sealed class SurveyBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="itemCount">Items of the instrument; the header's <see cref="DeliveryHeader.Items"/> names them.</param>
    /// <param name="hasImportance">True if each item also has an importance 1–5.</param>
    /// <param name="person">Pseudonyms by each id column; none in an anonymous wave.</param>
    public SurveyBatch(int capacity, int itemCount, bool hasImportance, IReadOnlyList<AliasColumn> person)
    {
        Capacity = capacity;
        ItemCount = itemCount;
        Person = person;
        RowKeys = new long[capacity];
        Lines = new int[capacity];
        Answers = new byte[capacity * itemCount];
        Importance = hasImportance ? new byte[capacity * itemCount] : null;
        Submitted = new DateTime?[capacity];
        Complete = new bool[capacity];
        Channel = new AnswerChannel[capacity];
        Unit = new CodeColumn(capacity);
        Role = new CodeColumn(capacity);
        Gender = new Gender[capacity];
        BirthYear = new short[capacity];
        Form = new EmploymentForm[capacity];
        Device = new DeviceAccess[capacity];
        Flags = new QualityFlags[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Items per row.</summary>
    public int ItemCount { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>
    /// Alternatives, none in an anonymous wave: a row is the person whom the first known one names; if none is known, the first one
    /// present stays unlinked.
    /// </summary>
    public IReadOnlyList<AliasColumn> Person { get; }

    /// <summary>True if whoever fills it has made sure that no row key comes twice in the file: then the store need not.</summary>
    public bool KeysAreDistinct { get; init; }

    /// <summary>Id of the secret that made <see cref="RowKeys"/>, so that another one is noticed; empty = not told.</summary>
    public string RowKeyId { get; init; } = "";

    /// <summary>Free text that is kept, sealed; by row, emptied with the batch.</summary>
    public IList<SealedText> FreeTexts { get; } = [];

    /// <summary>Hash of the answer's own id in its source: the same key in a later increment updates the row.</summary>
    public long[] RowKeys { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>Row-major: row r, item i at r·ItemCount + i; a number on the item's scale or an <see cref="AnswerCode"/>.</summary>
    public byte[] Answers { get; }

    /// <summary>As <see cref="Answers"/>: 1–5, or an <see cref="AnswerCode"/>; null if the instrument does not ask.</summary>
    public byte[]? Importance { get; }

    /// <summary>When the answer was sent in, local time of the source; null if unknown.</summary>
    public DateTime?[] Submitted { get; }

    /// <summary>True if the respondent reached the end.</summary>
    public bool[] Complete { get; }

    /// <summary>How the answer was given.</summary>
    public AnswerChannel[] Channel { get; }

    /// <summary>Unit code as answered; in a linked wave only for the comparison with the register.</summary>
    public CodeColumn Unit { get; }

    /// <summary>Role code as answered.</summary>
    public CodeColumn Role { get; }

    /// <summary>Gender as answered.</summary>
    public Gender[] Gender { get; }

    /// <summary>Birth year as answered; 0 = unknown.</summary>
    public short[] BirthYear { get; }

    /// <summary>Form of employment as answered.</summary>
    public EmploymentForm[] Form { get; }

    /// <summary>Device as answered.</summary>
    public DeviceAccess[] Device { get; }

    /// <summary>What was noticed; the store adds what only it can tell.</summary>
    public QualityFlags[] Flags { get; }
}

/// <summary>Employments in columns (method §1.1: a register row is one employment).</summary>
public sealed class RegisterBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="aliases">Every id column of the profile, at least one.</param>
    /// <param name="primary">The one that tells persons apart, −1 = none does.</param>
    public RegisterBatch(int capacity, IReadOnlyList<AliasColumn> aliases, int primary = -1)
    {
        Capacity = capacity;
        Aliases = aliases;
        Primary = primary;
        Lines = new int[capacity];
        EmploymentNumber = new int[capacity];
        Unit = new CodeColumn(capacity);
        Role = new CodeColumn(capacity);
        Aid = new CodeColumn(capacity);
        AidVersion = new CodeColumn(capacity);
        AidLetter = new CodeColumn(capacity);
        Form = new EmploymentForm[capacity];
        DegreeHundredths = new int[capacity];
        ValidFrom = new DateOnly?[capacity];
        ValidTo = new DateOnly?[capacity];
        FullTimeAbsent = new YesNo[capacity];
        RecentHours = new YesNo[capacity];
        BirthYear = new short[capacity];
        Gender = new Gender[capacity];
        Account = new YesNo[capacity];
        Device = new DeviceAccess[capacity];
        Channel = new YesNo[capacity];
        Offer = new OfferState[capacity];
        Protected = new bool[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>Every id column: together they name one person.</summary>
    public IReadOnlyList<AliasColumn> Aliases { get; }

    /// <summary>
    /// Index of the primary id, −1 = none: two rows with different primary ids are never one person, however their other ids agree,
    /// and an id that they share names nobody.
    /// </summary>
    public int Primary { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>The employment's sequence number within the person (1, 2, …).</summary>
    public int[] EmploymentNumber { get; }

    /// <summary>Unit code; no value for a person with protected identity.</summary>
    public CodeColumn Unit { get; }

    /// <summary>Role code, the key of the requirements; no value for a person with protected identity.</summary>
    public CodeColumn Role { get; }

    /// <summary>AID etikett.</summary>
    public CodeColumn Aid { get; }

    /// <summary>Version of the AID code list.</summary>
    public CodeColumn AidVersion { get; }

    /// <summary>AID responsibility letter; A, B and C are managers.</summary>
    public CodeColumn AidLetter { get; }

    /// <summary>Form of employment.</summary>
    public EmploymentForm[] Form { get; }

    /// <summary>Degree of employment in hundredths of a per cent: 7500 = 75 %; 0 for hourly staff.</summary>
    public int[] DegreeHundredths { get; }

    /// <summary>First day; null = unknown, counts as always.</summary>
    public DateOnly?[] ValidFrom { get; }

    /// <summary>Last day, inclusive; null = until further notice.</summary>
    public DateOnly?[] ValidTo { get; }

    /// <summary>Absent full time on the day; never the reason.</summary>
    public YesNo[] FullTimeAbsent { get; }

    /// <summary>Hourly staff: worked in the last three months.</summary>
    public YesNo[] RecentHours { get; }

    /// <summary>Birth year; 0 = unknown or protected.</summary>
    public short[] BirthYear { get; }

    /// <summary>Gender.</summary>
    public Gender[] Gender { get; }

    /// <summary>Has an account.</summary>
    public YesNo[] Account { get; }

    /// <summary>Has a device.</summary>
    public DeviceAccess[] Device { get; }

    /// <summary>Has a working channel (tested before launch).</summary>
    public YesNo[] Channel { get; }

    /// <summary>Whether the survey was sent.</summary>
    public OfferState[] Offer { get; }

    /// <summary>Protected identity: counts in the organisation's total only.</summary>
    public bool[] Protected { get; }
}

/// <summary>Training records in columns.</summary>
public sealed class TrainingBatch
{
    /// <summary>An empty batch.</summary>
    /// <param name="capacity">Most rows it can hold.</param>
    /// <param name="person">Pseudonyms by each id column.</param>
    public TrainingBatch(int capacity, IReadOnlyList<AliasColumn> person)
    {
        Capacity = capacity;
        Person = person;
        Lines = new int[capacity];
        Course = new CodeColumn(capacity);
        Enrolled = new DateOnly?[capacity];
        Finished = new DateOnly?[capacity];
        HoursHundredths = new int[capacity];
        Status = new TrainingStatus[capacity];
    }

    /// <summary>Most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows in use.</summary>
    public int Count { get; set; }

    /// <summary>Alternatives, as in <see cref="SurveyBatch.Person"/>.</summary>
    public IReadOnlyList<AliasColumn> Person { get; }

    /// <summary>1-based line in the file.</summary>
    public int[] Lines { get; }

    /// <summary>Course id. Key of a row: person, course, enrolled.</summary>
    public CodeColumn Course { get; }

    /// <summary>First day; null = unknown.</summary>
    public DateOnly?[] Enrolled { get; }

    /// <summary>Day of completion or interruption; null while going on.</summary>
    public DateOnly?[] Finished { get; }

    /// <summary>Hours attended, in hundredths.</summary>
    public int[] HoursHundredths { get; }

    /// <summary>How far it has come, as delivered.</summary>
    public TrainingStatus[] Status { get; }
}

/// <summary>A free-text answer that the profile keeps, encrypted before it got here.</summary>
/// <param name="Row">Row of the batch.</param>
/// <param name="Column">Heading of its column.</param>
/// <param name="Content">Sealed with the organisation's key for free text.</param>
public readonly record struct SealedText(int Row, string Column, byte[] Content);

/// <summary>One course. Training in a course that is not delivered is counted and shown, not included.</summary>
/// <param name="Code">Course id.</param>
/// <param name="Name">Name.</param>
/// <param name="Programme">Code of a configured programme, or empty.</param>
/// <param name="Theme">Theme, free wording, or empty.</param>
/// <param name="Competences">Competence ids it trains; may be empty.</param>
/// <param name="Hours">Planned hours; null = unknown.</param>
/// <param name="CompletionHours">Completed when at least so many hours are attended; null = the status alone decides.</param>
/// <param name="Digital">True if it counts as digital training.</param>
public sealed record CourseRow(
    string Code, string Name, string Programme, string Theme, IReadOnlyList<string> Competences, decimal? Hours, decimal? CompletionHours, bool Digital);

/// <summary>What a unit is in the organisation's tree.</summary>
public enum UnitLevel
{
    /// <summary>Förvaltning.</summary>
    Department,
    /// <summary>Anything below a department.</summary>
    Unit,
}

/// <summary>One unit in one period; codes are reused, so the key is organisation, code and first day.</summary>
/// <param name="Code">Code, text; leading zeros kept.</param>
/// <param name="Name">Name.</param>
/// <param name="ParentCode">Code of the unit above, empty directly under the organisation.</param>
/// <param name="Level">Department or unit.</param>
/// <param name="Operation">Verksamhet: an attribute of its own; may be empty.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, inclusive; null = until further notice.</param>
/// <param name="Predecessors">Codes of the units it continues; one = renamed, several = merged; a predecessor of several = split.</param>
public sealed record UnitRow(
    string Code, string Name, string ParentCode, UnitLevel Level, string Operation, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<string> Predecessors);

/// <summary>What a role requires in one competence.</summary>
/// <param name="Role">Role code.</param>
/// <param name="RoleName">Name of the role.</param>
/// <param name="Competence">Competence id.</param>
/// <param name="Level">Required level 1–8.</param>
/// <param name="Mandatory">True if the floor applies to this competence in this role.</param>
public sealed record RequirementRow(string Role, string RoleName, string Competence, int Level, bool Mandatory)
{
    /// <summary>The role code that stands for every role without a row of its own for the competence, and for those who have no role.</summary>
    public const string Others = "*";
}
