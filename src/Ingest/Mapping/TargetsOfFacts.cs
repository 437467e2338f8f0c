using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>The targets of attendance, coaching, plans, ideas, access lists and frameworks.</summary>
internal static class TargetsOfFacts
{
    /// <summary>The two persons of a coaching pair.</summary>
    public const string Manager = "manager", Employee = "employee";

    /// <summary>Attendance.</summary>
    public static Target[] Attendance() =>
    [
        new(Targets.Id, CellKind.Id, Needed: true), new("course", CellKind.Code, Needed: true), new("date", CellKind.Date, Needed: true),
        new("hours", CellKind.Decimal), new("present", CellKind.Choice, Targets.Names<YesNo>()), Protected(),
    ];

    /// <summary>Coaching pairs.</summary>
    public static Target[] Coaching() =>
    [
        new(Manager, CellKind.Id, Needed: true), new(Employee, CellKind.Id, Needed: true), new("theme", CellKind.Code),
        new("from", CellKind.Date), new("to", CellKind.Date), new("direction", CellKind.Choice, Targets.Names<CoachingDirection>()),
        Protected(),
    ];

    /// <summary>Transformation plans.</summary>
    public static Target[] Plans() =>
    [
        new("plan", CellKind.Code, Needed: true), new("name", CellKind.Text), new("operation", CellKind.Text), new("unit", CellKind.Code),
        new("adopted", CellKind.Date), new("reviewed", CellKind.Date), new("actionsDue", CellKind.Whole), new("actionsDone", CellKind.Whole),
        new("hoursFreed", CellKind.Decimal), new("solutions", CellKind.Whole), new("targetAreas", CellKind.Codes),
    ];

    /// <summary>Actions of transformation plans.</summary>
    public static Target[] PlanActions() =>
    [
        new("plan", CellKind.Code, Needed: true), new("action", CellKind.Code, Needed: true), new("name", CellKind.Text),
        new("due", CellKind.Date), new("done", CellKind.Date), new("targetArea", CellKind.Code), new("hoursFreed", CellKind.Decimal),
        new("solution", CellKind.Choice, Targets.Names<YesNo>()),
    ];

    /// <summary>Ideas. There is no target for what an idea says.</summary>
    public static Target[] Ideas() =>
    [
        new("idea", CellKind.Code, Needed: true), new("date", CellKind.Date, Needed: true), new(Targets.Id, CellKind.Id), new("unit", CellKind.Code),
        new("status", CellKind.Choice, Targets.Names<IdeaStatus>()), new("theme", CellKind.Code), new("targetArea", CellKind.Code), Protected(),
    ];

    /// <summary>Accounts and devices.</summary>
    public static Target[] Access() =>
    [
        new(Targets.Id, CellKind.Id, Needed: true), new("asset", CellKind.RowKey), new("account", CellKind.Choice, Targets.Names<YesNo>()),
        new("device", CellKind.Choice, Targets.Names<DeviceAccess>()), new("sharers", CellKind.Whole),
        new("login", CellKind.Choice, Targets.Names<YesNo>()), new("channel", CellKind.Choice, Targets.Names<YesNo>()),
        new("otherWay", CellKind.Choice, Targets.Names<YesNo>()), Protected(),
    ];

    /// <summary>Competence frameworks.</summary>
    public static Target[] Framework() =>
    [
        new("framework", CellKind.Code, Needed: true), new("version", CellKind.Code, Needed: true), new("code", CellKind.Code, Needed: true),
        new("entry", CellKind.Choice, Targets.Names<FrameworkEntry>(), Needed: true), new("parent", CellKind.Code),
        new("nameSv", CellKind.Text), new("nameEn", CellKind.Text), new("level", CellKind.Code),
        new("dimension", CellKind.Choice, Targets.Names<CompetenceDimension>()),
    ];

    /// <summary>That the row's person has a protected identity.</summary>
    private static Target Protected() => new("protected", CellKind.Choice, Targets.Names<YesNo>());
}
