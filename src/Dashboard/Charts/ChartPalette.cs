using System.Globalization;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>What a colour in a chart stands for; a theme gives it its value.</summary>
public enum ChartRole
{
    /// <summary>Text on the surface.</summary>
    Ink,
    /// <summary>Secondary text on the surface.</summary>
    Muted,
    /// <summary>Grid lines.</summary>
    Grid,
    /// <summary>The surface behind the chart.</summary>
    Surface,
    /// <summary>What was attained.</summary>
    Accent,
    /// <summary>What is required.</summary>
    Required,
    /// <summary>The distance from attained to a higher requirement.</summary>
    Shortfall,
    /// <summary>Outline and lines of what is hidden or printed as a class.</summary>
    Hidden,
    /// <summary>Light text on a deep mark.</summary>
    OnDeep,
    /// <summary>Dark text on a pale mark.</summary>
    OnPale,
    /// <summary>Level 0, "kan inte".</summary>
    Level0,
    /// <summary>Level 1.</summary>
    Level1,
    /// <summary>Level 2.</summary>
    Level2,
    /// <summary>Level 3.</summary>
    Level3,
    /// <summary>Level 4.</summary>
    Level4,
    /// <summary>Level 5.</summary>
    Level5,
    /// <summary>Level 6.</summary>
    Level6,
    /// <summary>Level 7.</summary>
    Level7,
    /// <summary>Level 8.</summary>
    Level8,
}

/// <summary>
/// Colours of a chart. On a page they are CSS variables, so that the theme decides; a file by itself and the PDF carry
/// fixed light colours. Levels run from rust over sand to teal: told apart with red-green and blue-yellow colour
/// blindness, and never by colour alone.
/// </summary>
public sealed class ChartPalette
{
    private static readonly (ChartRole Role, string Variable, string Hex)[] Roles =
    [
        (ChartRole.Ink, "--chart-ink", "#14292e"),
        (ChartRole.Muted, "--chart-muted", "#4d6268"),
        (ChartRole.Grid, "--chart-grid", "#dfe6e7"),
        (ChartRole.Surface, "--chart-surface", "#ffffff"),
        (ChartRole.Accent, "--chart-accent", "#0b5c66"),
        (ChartRole.Required, "--chart-required", "#14292e"),
        (ChartRole.Shortfall, "--chart-shortfall", "#c9703f"),
        (ChartRole.Hidden, "--chart-hidden", "#7b8d92"),
        (ChartRole.OnDeep, "--chart-on-deep", "#ffffff"),
        (ChartRole.OnPale, "--chart-on-pale", "#14292e"),
        (ChartRole.Level0, "--level-0", "#76290f"),
        (ChartRole.Level1, "--level-1", "#ab4a22"),
        (ChartRole.Level2, "--level-2", "#dc9567"),
        (ChartRole.Level3, "--level-3", "#f1d2b4"),
        (ChartRole.Level4, "--level-4", "#ede7da"),
        (ChartRole.Level5, "--level-5", "#c6deda"),
        (ChartRole.Level6, "--level-6", "#8bbdbb"),
        (ChartRole.Level7, "--level-7", "#2e7d84"),
        (ChartRole.Level8, "--level-8", "#0a4c55"),
    ];

    private ChartPalette(string name, bool variables)
    {
        Name = name;
        UsesVariables = variables;
    }

    /// <summary>For a chart inlined in a page: every colour a CSS variable.</summary>
    public static ChartPalette Page { get; } = new("page", true);

    /// <summary>For a chart downloaded by itself: fixed light colours, surface and title drawn.</summary>
    public static ChartPalette Standalone { get; } = new("standalone", false);

    /// <summary>For the PDF: fixed colours, no surface, no title (the document sets it).</summary>
    public static ChartPalette Print { get; } = new("print", false);

    /// <summary>Its name, a part of cache keys.</summary>
    public string Name { get; }

    /// <summary>True if colours are CSS variables.</summary>
    public bool UsesVariables { get; }

    /// <summary>The CSS variable and fixed colour of every role, for the style sheet's test.</summary>
    internal static IReadOnlyList<(ChartRole Role, string Variable, string Hex)> All => Roles;

    /// <summary>The role of a level 0–8.</summary>
    public static ChartRole Level(int level) => ChartRole.Level0 + Math.Clamp(level, 0, 8);

    /// <summary>The text colour that reads on a level's colour.</summary>
    public static ChartRole InkOn(ChartRole mark) =>
        mark is ChartRole.Level0 or ChartRole.Level1 or ChartRole.Level7 or ChartRole.Level8 or ChartRole.Accent
            ? ChartRole.OnDeep
            : ChartRole.OnPale;

    /// <summary>The colour to draw a role with: fixed, or a stand-in that <see cref="Resolve"/> replaces.</summary>
    internal ScottPlot.Color Of(ChartRole role) =>
        ScottPlot.Color.FromHex(UsesVariables ? StandIn(role) : Roles[(int)role].Hex);

    /// <summary>Replaces the stand-ins of a drawing with CSS variables.</summary>
    internal string Resolve(string svg)
    {
        if (!UsesVariables)
        {
            return svg;
        }

        foreach (var (role, variable, _) in Roles)
        {
            svg = svg.Replace(StandIn(role), $"var({variable})", StringComparison.OrdinalIgnoreCase);
        }

        return svg;
    }

    // One colour per role that nothing else in a drawing has.
    private static string StandIn(ChartRole role) =>
        string.Create(CultureInfo.InvariantCulture, $"#a1b2{(int)role + 16:x2}");
}
