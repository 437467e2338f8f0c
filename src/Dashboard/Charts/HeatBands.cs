using System.Globalization;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// Absolute bands of mean levels, the same for every organisation and wave: a colour means the same everywhere. The
/// number always stands beside the colour.
/// </summary>
public static class HeatBands
{
    private static readonly ChartRole[] Colours =
        [ChartRole.Level1, ChartRole.Level2, ChartRole.Level3, ChartRole.Level5, ChartRole.Level6, ChartRole.Level7];

    /// <summary>How many bands there are.</summary>
    public const int Count = 6;

    /// <summary>The band of a mean level as printed with one decimal, 0 (under 2) to 5 (6 and above).</summary>
    public static int Of(double mean) => Math.Clamp((int)Math.Floor(Math.Round(mean, 1, MidpointRounding.AwayFromZero)) - 1, 0, Count - 1);

    /// <summary>Colour of a band.</summary>
    public static ChartRole Role(int band) => Colours[band];

    /// <summary>The limits of a band as printed: "under 2", "2–3", "6 och över".</summary>
    public static string Name(int band, string language) => band switch
    {
        0 => Texts.TextCatalogue.Default.Get(language, "heat.band.lowest", "2"),
        Count - 1 => Texts.TextCatalogue.Default.Get(language, "heat.band.highest", "6"),
        _ => Texts.TextCatalogue.Default.Get(
            language, "heat.band.between", (band + 1).ToString(CultureInfo.InvariantCulture), (band + 2).ToString(CultureInfo.InvariantCulture)),
    };
}
