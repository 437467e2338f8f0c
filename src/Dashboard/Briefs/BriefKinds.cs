using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>The kinds of brief, as they stand in the archive and in addresses. Never changed: an archive keeps them.</summary>
public static class BriefKinds
{
    /// <summary>Two pages for an organisation's leadership.</summary>
    public const string Leadership = "ledning";

    /// <summary>Everything that is published of an organisation, for its analysts.</summary>
    public const string Analysis = "analys";

    /// <summary>One or two pages for a unit's manager.</summary>
    public const string Unit = "enhet";

    /// <summary>The organisations that agreed to be shown side by side.</summary>
    public const string Consortium = "konsortium";

    /// <summary>All kinds, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Leadership, Analysis, Unit, Consortium];

    /// <summary>Kinds of an organisation as a whole, which every night makes.</summary>
    public static IReadOnlyList<string> OfOrganisation { get; } = [Leadership, Analysis];
}

/// <summary>What to compose.</summary>
/// <param name="Snapshot">The only source of its figures.</param>
/// <param name="Name">Which brief.</param>
public sealed record BriefRequest(Snapshot Snapshot, BriefName Name)
{
    /// <summary>Colours of its charts: for paper, or the page's own.</summary>
    public ChartPalette Palette { get; init; } = ChartPalette.Print;
}
