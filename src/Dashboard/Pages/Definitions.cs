using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One indicator as the method page shows it.</summary>
/// <param name="Id">Id, also the anchor of its place on the page.</param>
/// <param name="Name">Name.</param>
/// <param name="Lead">The question that it answers.</param>
/// <param name="Parts">Heading and text of the definition's parts.</param>
/// <param name="Version">Version of the definition.</param>
public sealed record DefinitionView(string Id, string Name, string Lead, IReadOnlyList<(string Heading, string Text)> Parts, string Version);

/// <summary>The catalogue's definitions in the reader's language.</summary>
public static class Definitions
{
    /// <summary>All definitions in the catalogue's order.</summary>
    public static IReadOnlyList<DefinitionView> All(Say say) =>
    [
        .. Catalogue.All.Select(d => new DefinitionView(
            d.Id, say.Name(d.Name), say.Name(d.Question),
            [
                (say["definition.formula"], say.Name(d.Formula)),
                (say["definition.denominator"], say.Name(d.Denominator)),
                (say["definition.unit"], say.Name(d.Unit)),
                (say["definition.data"], say.Name(d.Data)),
                (say["definition.class"], say[$"definition.class.{d.Class}"]),
                (say["definition.direction"], say[$"definition.direction.{d.Direction}"]),
                (say["definition.caveats"], say.Name(d.Caveats)),
            ],
            d.Version)),
    ];
}
