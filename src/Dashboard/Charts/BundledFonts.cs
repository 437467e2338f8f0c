using ScottPlot;
using SkiaSharp;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// Gives ScottPlot the program's own font. Without a resolver, text silently disappears on a machine without fonts and
/// looks different on every other.
/// </summary>
public sealed class BundledFonts : IFontResolver
{
    /// <summary>The family's name, in charts and on pages.</summary>
    public const string Family = "Lato";

    private static readonly Lock Gate = new();
    private static bool _installed;

    private BundledFonts()
    {
    }

    /// <summary>The regular face.</summary>
    public static SKTypeface Regular { get; } = Load("Lato-Regular.ttf");

    /// <summary>The bold face.</summary>
    public static SKTypeface Bold { get; } = Load("Lato-Bold.ttf");

    /// <summary>Makes the bundled font the only one that charts know. Safe to call many times.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (_installed)
            {
                return;
            }

            Fonts.FontResolvers.Clear();
            Fonts.FontResolvers.Add(new BundledFonts());
            Fonts.Default = Family;
            Fonts.Sans = Family;
            _installed = true;
        }
    }

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        weight >= FontWeight.SemiBold ? Bold : Regular;

    /// <inheritdoc/>
    public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => bold ? Bold : Regular;

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(BundledFonts).Assembly.GetManifestResourceStream($"fonts/{name}")
            ?? throw new InvalidOperationException($"The font {name} is missing from the program.");
        return SKTypeface.FromStream(stream)
            ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }
}
