using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>Which chart.</summary>
public enum ChartKind
{
    /// <summary>Stacked 100 % bars of levels, a row a competence.</summary>
    Distribution,
    /// <summary>Attained against required level, a row a competence.</summary>
    Gap,
    /// <summary>F1 per wave.</summary>
    TrendBelowFloor,
    /// <summary>The index per wave.</summary>
    TrendIndex,
    /// <summary>V2 per wave.</summary>
    TrendVoice,
    /// <summary>Units × competences as coloured cells, for briefs and download.</summary>
    Heat,
    /// <summary>A few groups on one scale, for briefs.</summary>
    Lines,
}

/// <summary>The shape that a chart is drawn in: text keeps its size, so a narrow chart is another drawing, not a smaller one.</summary>
public enum ChartWidth
{
    /// <summary>For a text column of about 900 px, or a PDF page.</summary>
    Wide,
    /// <summary>For a telephone.</summary>
    Narrow,
}

/// <summary>What to draw.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Wave">Wave code; the trend charts show all released waves and mark this one.</param>
/// <param name="Level">What the group is.</param>
/// <param name="Code">Code of the group; the organisation's own for the whole.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Palette">Colours.</param>
/// <param name="Width">Shape.</param>
public sealed record ChartRequest(
    Snapshot Snapshot,
    string Organisation,
    string Wave,
    ScopeLevel Level,
    string Code,
    string Language,
    ChartPalette Palette,
    ChartWidth Width = ChartWidth.Wide);

/// <summary>One row of a chart's data table.</summary>
/// <param name="Heading">Its row heading.</param>
/// <param name="Cells">Its cells, as printed.</param>
public sealed record ChartDataRow(string Heading, IReadOnlyList<string> Cells);

/// <summary>A chart's figures as a table, in words and numbers as printed.</summary>
/// <param name="Headings">Column headings; the first is the row heading's.</param>
/// <param name="Rows">Rows.</param>
public sealed record ChartData(IReadOnlyList<string> Headings, IReadOnlyList<ChartDataRow> Rows);

/// <summary>A drawn chart with what a reader who does not see it needs.</summary>
/// <param name="Kind">Which chart.</param>
/// <param name="Title">The finding, one line.</param>
/// <param name="Summary">What the chart shows and how it is read, a few sentences.</param>
/// <param name="Svg">The drawing.</param>
/// <param name="Width">Its width in px.</param>
/// <param name="Height">Its height in px.</param>
/// <param name="Data">Its figures.</param>
public sealed record Chart(ChartKind Kind, string Title, string Summary, string Svg, int Width, int Height, ChartData Data)
{
    /// <summary>Why something that the chart otherwise shows is not drawn: the summary's last sentence, for where that is not printed; empty if nothing is left out.</summary>
    public string Note { get; init; } = "";
}
