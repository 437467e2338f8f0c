using System.Globalization;
using System.Xml.Linq;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>What an SVG element looks like: its attributes, those it takes over, and what their values mean.</summary>
internal static class SvgStyle
{
    private static readonly Dictionary<string, Rgb> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["black"] = new(0, 0, 0),
        ["silver"] = new(0xC0, 0xC0, 0xC0),
        ["gray"] = new(0x80, 0x80, 0x80),
        ["grey"] = new(0x80, 0x80, 0x80),
        ["white"] = new(0xFF, 0xFF, 0xFF),
        ["maroon"] = new(0x80, 0, 0),
        ["red"] = new(0xFF, 0, 0),
        ["purple"] = new(0x80, 0, 0x80),
        ["fuchsia"] = new(0xFF, 0, 0xFF),
        ["magenta"] = new(0xFF, 0, 0xFF),
        ["green"] = new(0, 0x80, 0),
        ["lime"] = new(0, 0xFF, 0),
        ["olive"] = new(0x80, 0x80, 0),
        ["yellow"] = new(0xFF, 0xFF, 0),
        ["navy"] = new(0, 0, 0x80),
        ["blue"] = new(0, 0, 0xFF),
        ["teal"] = new(0, 0x80, 0x80),
        ["aqua"] = new(0, 0xFF, 0xFF),
        ["cyan"] = new(0, 0xFF, 0xFF),
    };

    /// <summary>Attributes that change what is drawn, taken over from the element around.</summary>
    private static readonly HashSet<string> Inherited = new(StringComparer.Ordinal)
    {
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
        "stroke-dasharray", "stroke-dashoffset", "font-size", "font-weight", "font-family", "font-style", "text-anchor", "clip-rule", "color",
    };

    /// <summary>Attributes that say where something is, or that say nothing about how it looks.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "id", "class", "role", "lang", "version", "width", "height", "viewBox", "transform", "clip-path", "style", "opacity", "d", "points", "space",
        "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "preserveAspectRatio", "focusable", "tabindex", "encoding",
        "shape-rendering", "text-rendering",
    };

    /// <summary>An element's attributes over those it takes over. One that is not known might change the picture, so it is refused.</summary>
    public static Dictionary<string, string> Of(XElement element, Dictionary<string, string> inherited)
    {
        var style = inherited.Where(pair => Inherited.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var attribute in element.Attributes())
        {
            var name = attribute.Name.LocalName;
            if (attribute.IsNamespaceDeclaration
                || name.StartsWith("aria-", StringComparison.Ordinal)
                || name.StartsWith("data-", StringComparison.Ordinal))
            {
                continue;
            }

            if (!Inherited.Contains(name) && !Own.Contains(name))
            {
                throw new NotSupportedException($"The SVG attribute '{name}' on '{element.Name.LocalName}' is not supported.");
            }

            style[name] = attribute.Value;
        }

        foreach (var declaration in style.GetValueOrDefault("style", "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? declaration : declaration[..colon].Trim();
            if (!Inherited.Contains(name) && name is not ("opacity" or "clip-path" or "transform"))
            {
                throw new NotSupportedException($"The SVG style '{name}' is not supported.");
            }

            style[name] = declaration[(colon + 1)..].Trim();
        }

        return style;
    }

    /// <summary>A colour that is drawn with; null for none.</summary>
    public static Rgb? Colour(Dictionary<string, string> style, string property, string otherwise) =>
        Parse(Resolved(style, property, otherwise)) is { } colour ? new Rgb(colour.Red, colour.Green, colour.Blue) : null;

    /// <summary>How far a colour covers what lies behind it, 0–1.</summary>
    public static double Alpha(Dictionary<string, string> style, string property) =>
        Parse(Resolved(style, property, "black")) is { } colour ? colour.Alpha : 1;

    /// <summary>A colour's text; of a variable, what it falls back on.</summary>
    private static string Resolved(Dictionary<string, string> style, string property, string otherwise)
    {
        var text = style.GetValueOrDefault(property, otherwise).Trim();
        text = text == "currentColor" ? style.GetValueOrDefault("color", "black").Trim() : text;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return text.StartsWith("var(", StringComparison.Ordinal) && comma > 0 ? text[(comma + 1)..^1].Trim() : text;
    }

    private static (byte Red, byte Green, byte Blue, double Alpha)? Parse(string text)
    {
        if (text is "none" or "transparent")
        {
            return null;
        }

        if (Names.TryGetValue(text, out var name))
        {
            return (name.Red, name.Green, name.Blue, 1);
        }

        if (text.StartsWith('#') && text.Length is 4 or 7 or 9 && text.AsSpan(1).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0)
        {
            var digits = text.Length == 4 ? string.Concat(text.Skip(1).Select(c => new string(c, 2))) : text[1..];
            var bytes = Convert.FromHexString(digits);
            return (bytes[0], bytes[1], bytes[2], bytes.Length == 4 ? bytes[3] / 255.0 : 1);
        }

        if (text.StartsWith("rgb(", StringComparison.Ordinal) && text.EndsWith(')') && SvgPath.Numbers(text[4..^1]) is { Count: 3 } parts)
        {
            return ((byte)parts[0], (byte)parts[1], (byte)parts[2], 1);
        }

        throw new NotSupportedException($"The SVG colour '{text}' is not supported.");
    }

    /// <summary>An attribute that measures, or what holds without it.</summary>
    public static double Length(XElement element, string name, double otherwise) =>
        (string?)element.Attribute(name) is { } text ? Value(text) : otherwise;

    /// <summary>A number without a unit but pixels.</summary>
    public static double Value(string text) =>
        double.TryParse(
            text.EndsWith("px", StringComparison.Ordinal) ? text.AsSpan(0, text.Length - 2) : text,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value)
            ? value
            : throw new NotSupportedException($"SVG: '{text}' is not a plain number.");
}
