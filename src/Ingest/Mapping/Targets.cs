using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>How the cells of a column are read.</summary>
internal enum CellKind
{
    /// <summary>Known and deliberately not read.</summary>
    Ignore,
    /// <summary>The row's own id; stored as a hash.</summary>
    RowKey,
    /// <summary>A person's id; stored as a pseudonym.</summary>
    Id,
    /// <summary>A level or a missing code.</summary>
    Item,
    /// <summary>Importance 1–5 or a missing code.</summary>
    Importance,
    /// <summary>One of our own codes.</summary>
    Choice,
    /// <summary>The deliverer's code: unit, role, course.</summary>
    Code,
    /// <summary>Several of the deliverer's codes in one cell.</summary>
    Codes,
    /// <summary>A name or other short wording.</summary>
    Text,
    /// <summary>Whole number.</summary>
    Whole,
    /// <summary>Number with decimals.</summary>
    Decimal,
    /// <summary>A birth year.</summary>
    Year,
    /// <summary>A day.</summary>
    Date,
    /// <summary>A day with a time.</summary>
    Moment,
    /// <summary>An answer in the respondent's own words.</summary>
    FreeText,
}

/// <summary>Something that a column can be mapped to.</summary>
/// <param name="Name">Name in profiles.</param>
/// <param name="Kind">How its cells are read.</param>
/// <param name="Choices">For <see cref="CellKind.Choice"/>: our codes by name; "unknown" is one of them unless a value must be told.</param>
/// <param name="Needed">A profile of the kind must map it.</param>
internal sealed record Target(string Name, CellKind Kind, IReadOnlyDictionary<string, byte>? Choices = null, bool Needed = false);

/// <summary>The targets of each kind of file.</summary>
internal static class Targets
{
    public const string RowKey = "rowKey", Id = "id", Item = "item", Importance = "importance", Ignore = "ignore", FreeText = "freeText";

    /// <summary>The code of a row that a profile leaves out on purpose.</summary>
    public const byte LeftOut = byte.MaxValue;

    private static readonly Dictionary<string, byte> YesNoChoices = Names<YesNo>();

    private static readonly Target[] Background =
    [
        new("gender", CellKind.Choice, Names<Gender>()),
        new("birthYear", CellKind.Year),
        new("form", CellKind.Choice, Names<EmploymentForm>()),
        new("device", CellKind.Choice, Names<DeviceAccess>()),
    ];

    private static readonly Dictionary<DeliveryKind, Target[]> ByKind = new()
    {
        [DeliveryKind.Survey] =
        [
            new(RowKey, CellKind.RowKey, Needed: true), new(Id, CellKind.Id), new(Item, CellKind.Item, Needed: true), new(Importance, CellKind.Importance),
            new("started", CellKind.Moment), new("submitted", CellKind.Moment), new("duration", CellKind.Whole), new(FreeText, CellKind.FreeText),
            new("complete", CellKind.Choice, YesNoChoices), new("channel", CellKind.Choice, Names<AnswerChannel>()),
            new("unit", CellKind.Code), new("role", CellKind.Code), new("protected", CellKind.Choice, YesNoChoices), .. Background,
        ],
        [DeliveryKind.Register] =
        [
            new(Id, CellKind.Id, Needed: true), new("employment", CellKind.Whole), new("unit", CellKind.Code, Needed: true), new("role", CellKind.Code),
            new("aid", CellKind.Code), new("aidVersion", CellKind.Code), new("aidLetter", CellKind.Code),
            new("degree", CellKind.Decimal), new("from", CellKind.Date), new("to", CellKind.Date),
            new("absent", CellKind.Choice, YesNoChoices), new("recentHours", CellKind.Choice, YesNoChoices),
            new("account", CellKind.Choice, YesNoChoices), new("channel", CellKind.Choice, YesNoChoices),
            new("offer", CellKind.Choice, Names<OfferState>()), new("protected", CellKind.Choice, YesNoChoices), .. Background,
        ],
        [DeliveryKind.Training] =
        [
            new(Id, CellKind.Id, Needed: true), new("course", CellKind.Code, Needed: true), new("enrolled", CellKind.Date), new("finished", CellKind.Date),
            new("status", CellKind.Choice, new Dictionary<string, byte>(Names<TrainingStatus>(), StringComparer.Ordinal) { ["skip"] = LeftOut }, Needed: true), new("hours", CellKind.Decimal),
            new("protected", CellKind.Choice, YesNoChoices),
        ],
        [DeliveryKind.Courses] =
        [
            new("course", CellKind.Code, Needed: true), new("name", CellKind.Text, Needed: true), new("programme", CellKind.Code), new("theme", CellKind.Text),
            new("competences", CellKind.Codes), new("hours", CellKind.Decimal), new("completionHours", CellKind.Decimal),
            new("digital", CellKind.Choice, YesNoChoices),
        ],
        [DeliveryKind.Units] =
        [
            new("unit", CellKind.Code, Needed: true), new("name", CellKind.Text, Needed: true), new("parent", CellKind.Code),
            new("level", CellKind.Choice, new Dictionary<string, byte>(StringComparer.Ordinal) { ["department"] = 1, ["unit"] = 2 }, Needed: true),
            new("operation", CellKind.Text), new("from", CellKind.Date, Needed: true), new("to", CellKind.Date), new("predecessors", CellKind.Codes),
        ],
        [DeliveryKind.Requirements] =
        [
            new("role", CellKind.Code, Needed: true), new("roleName", CellKind.Text), new("competence", CellKind.Code, Needed: true),
            new("level", CellKind.Whole, Needed: true), new("mandatory", CellKind.Choice, YesNoChoices),
        ],
        [DeliveryKind.Attendance] = TargetsOfFacts.Attendance(),
        [DeliveryKind.Coaching] = TargetsOfFacts.Coaching(),
        [DeliveryKind.Plans] = TargetsOfFacts.Plans(),
        [DeliveryKind.PlanActions] = TargetsOfFacts.PlanActions(),
        [DeliveryKind.Ideas] = TargetsOfFacts.Ideas(),
        [DeliveryKind.Access] = TargetsOfFacts.Access(),
        [DeliveryKind.Framework] = TargetsOfFacts.Framework(),
    };

    /// <summary>Every target of a kind, <see cref="Ignore"/> included.</summary>
    public static IEnumerable<Target> Of(DeliveryKind kind) => ByKind[kind].Append(new Target(Ignore, CellKind.Ignore));

    /// <summary>The target with a name, or null.</summary>
    public static Target? Find(DeliveryKind kind, string name) => Of(kind).FirstOrDefault(t => t.Name == name);

    /// <summary>Codes as profiles spell them: the first letter small.</summary>
    internal static Dictionary<string, byte> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(
            v => char.ToLowerInvariant(v.ToString()[0]) + v.ToString()[1..], v => Convert.ToByte(v, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
