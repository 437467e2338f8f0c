using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One indicator as the method page shows it.</summary>
/// <param name="Id">Id, also the anchor of its place on the page.</param>
/// <param name="Name">Name.</param>
/// <param name="Lead">What it tells, in a sentence.</param>
/// <param name="Parts">Heading and text of the definition's parts.</param>
/// <param name="Version">Version of the definition.</param>
public sealed record DefinitionView(string Id, string Name, string Lead, IReadOnlyList<(string Heading, string Text)> Parts, string Version);

/// <summary>Where the method page gets its definitions. The one file that knows.</summary>
public static class Definitions
{
    private static readonly string[] Ids =
    [
        Measures.Population, Measures.Access, Measures.Reach, Measures.Voice, Measures.BelowFloor, Measures.BelowFloorByCompetence, Measures.Level,
        Measures.Distribution, Measures.BelowRequirement, Measures.Gap, Measures.Rds, Measures.Mwds,
    ];

    /// <summary>All definitions in order.</summary>
    public static IReadOnlyList<DefinitionView> All(Say say, Snapshot? snapshot) =>
    [
        .. Ids.Select(id => new DefinitionView(
            id, say[$"measure.{id}.name"],
            id == Measures.BelowFloor ? say.With($"measure.{id}.short", say.F.Count(snapshot?.Floor ?? 2)) : say[$"measure.{id}.short"],
            [], snapshot?.MethodVersion ?? "")),
    ];
}
