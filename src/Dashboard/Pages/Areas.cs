using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One part of a target area, in its own unit.</summary>
/// <param name="Measure">Id of the measure, also its place on the method page.</param>
/// <param name="Name">What it is.</param>
/// <param name="Cell">The published cell.</param>
/// <param name="Value">The number, class or mark in words.</param>
/// <param name="Basis">Whom it rests on; empty if not shown.</param>
/// <param name="Reason">Why there is no number; empty if there is one.</param>
public sealed record AreaPart(string Measure, string Name, PublishedCell Cell, string Value, string Basis, string Reason);

/// <summary>A target area of the organisation with its parts side by side; there is no composite (method §2.7).</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Parts">The competence part first, then the mapped indicators that are published for such groups.</param>
public sealed record ShownArea(string Id, string Name, IReadOnlyList<AreaPart> Parts)
{
    /// <summary>The areas of a group's organisation, in its order; none if it has none, or nothing of them is published here.</summary>
    public static IReadOnlyList<ShownArea> Of(ShownGroup group, Say say) =>
    [
        .. (group.Organisation.TargetAreas?.Areas ?? []).Select(a => new ShownArea(a.Id, say.Name(a.Name), [.. Competence(a, group, say), .. Indicators(a, group, say)]))
            .Where(a => a.Parts.Count > 0),
    ];

    private static IEnumerable<AreaPart> Competence(TargetArea area, ShownGroup group, Say say)
    {
        if (area.Competences.Count > 0 && group.At(Measures.TargetAreas, area.Id) is { } level)
        {
            yield return Part(
                Measures.TargetAreas, say["areas.competence"], level, PublishedTable.All,
                level.Respondents is { } n ? say.With("areas.basis", say.F.Count(n)) : "", say);
        }
    }

    private static IEnumerable<AreaPart> Indicators(TargetArea area, ShownGroup group, Say say)
    {
        foreach (var measure in area.Indicators)
        {
            if (Catalogue.Find(measure) is { } definition && group.At(measure) is { } cell)
            {
                yield return Part(
                    measure, say.Or($"more.{measure}.all", definition.Name.In(say.Language)), cell, PublishedTable.All, MoreFigures.BasisOf(group, say, measure, cell), say);
            }
        }
    }

    private static AreaPart Part(string measure, string name, PublishedCell cell, string column, string basis, Say say)
    {
        var shown = cell.State is CellState.Value or CellState.Class;

        // The one mark, as on the cards; why stands once on the method page.
        return cell.State == CellState.Hidden
            ? new AreaPart(measure, name, cell, say["cell.hidden.long"], "", "")
            : new AreaPart(measure, name, cell, say.Cells.Value(cell, measure, column), shown ? basis : "", shown ? "" : say.Cells.Reason(cell));
    }
}
