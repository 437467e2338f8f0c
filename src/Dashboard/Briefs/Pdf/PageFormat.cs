namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A page's size and the frame that text stands in, in points.</summary>
/// <param name="PageWidth">The sheet's width.</param>
/// <param name="PageHeight">The sheet's height.</param>
internal sealed record PageFormat(double PageWidth, double PageHeight)
{
    /// <summary>Where text begins, from the left edge.</summary>
    public const double Left = 56;

    /// <summary>Where text begins, from the top.</summary>
    public const double Top = 66;

    /// <summary>A4 upright: nearly everything.</summary>
    public static readonly PageFormat Portrait = new(595.276, 841.89);

    /// <summary>A4 lying: tables of many columns.</summary>
    public static readonly PageFormat Landscape = new(841.89, 595.276);

    /// <summary>The text column's width.</summary>
    public double Width => PageWidth - (2 * Left);

    /// <summary>Where text ends, from the top.</summary>
    public double Bottom => PageHeight - 70;

    /// <summary>The height of the text column.</summary>
    public double Room => Bottom - Top;
}
