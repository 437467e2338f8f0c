namespace Digilo.Analytics.Model;

/// <summary>A transformation plan of one operation or unit.</summary>
/// <param name="Code">Code: the key of the row.</param>
/// <param name="Name">Name.</param>
/// <param name="Operation">The operation (verksamhet) that it is for; may be empty if a unit is told.</param>
/// <param name="Unit">Code of the unit that it is for; may be empty if an operation is told.</param>
/// <param name="Adopted">When it was adopted; null = not yet, or not known.</param>
/// <param name="Reviewed">When it was last followed up; null = never, or not known.</param>
/// <param name="ActionsDue">Actions that should be done by now; null = not told (the actions themselves may be delivered).</param>
/// <param name="ActionsDone">Actions done; null = not told.</param>
/// <param name="HoursFreed">Hours freed per year; null = not told.</param>
/// <param name="Solutions">New solutions in use; null = not told.</param>
/// <param name="TargetAreas">Ids of target areas; none is assumed.</param>
public sealed record PlanRow(
    string Code,
    string Name,
    string Operation,
    string Unit,
    DateOnly? Adopted,
    DateOnly? Reviewed,
    int? ActionsDue,
    int? ActionsDone,
    decimal? HoursFreed,
    int? Solutions,
    IReadOnlyList<string> TargetAreas);

/// <summary>One action of a transformation plan.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Code">Code of the action; with the plan's the key of the row.</param>
/// <param name="Name">Name.</param>
/// <param name="Due">When it should be done; null = not told.</param>
/// <param name="Done">When it was done; null = not yet.</param>
/// <param name="TargetArea">Id of a target area, or empty.</param>
/// <param name="HoursFreed">Hours freed per year; null = not told.</param>
/// <param name="Solution">It brought a new solution into use.</param>
public sealed record PlanActionRow(
    string Plan, string Code, string Name, DateOnly? Due, DateOnly? Done, string TargetArea, decimal? HoursFreed, YesNo Solution);
