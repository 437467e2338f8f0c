using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// Turns Skia's SVG into one that can stand in a page: role, title and description, a view box, no clip paths (their ids
/// come from a counter of the process and would differ on each render) and short numbers.
/// </summary>
internal static partial class SvgFinish
{
    public static string Finish(string svg, string id, int width, int height, string title, string description, string language, bool inline)
    {
        var body = RootStart().Replace(Declaration().Replace(svg, ""), "", 1);
        body = body[..body.LastIndexOf("</svg>", StringComparison.Ordinal)];
        body = ClipPath().Replace(body, "");
        body = ClipUse().Replace(body, "");
        body = EmptyDefs().Replace(body, "");
        body = ShortNumber().Replace(body, m => Short(m.Value));
        if (inline)
        {
            // The page has the same font: one start position a line is enough and a sixth of the size.
            body = TextPositions().Replace(body, m => $"{m.Groups[1].Value}{FirstPosition(m.Groups[2].Value)}\"");
        }

        body = VerticalPositions().Replace(body, m => $"{m.Groups[1].Value}{FirstPosition(m.Groups[2].Value)}\"");
        body = TextPadding().Replace(body, m => $"{m.Groups[1].Value}{m.Groups[2].Value}</text>");
        body = Untidy().Replace(body, "><").Replace(" stroke-miterlimit=\"4\"", "", StringComparison.Ordinal).Trim();
        var size = inline ? "" : string.Create(CultureInfo.InvariantCulture, $" width=\"{width}\" height=\"{height}\"");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\"{size} viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{language}\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{SecurityElement.Escape(title)}</title><desc id=\"{id}-d\">{SecurityElement.Escape(description)}</desc>{body}</svg>");
    }

    private static string Short(string number) =>
        double.Parse(number, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture);

    private static string FirstPosition(string list) => list.Split(',', 2)[0].Trim();

    [GeneratedRegex(@"<\?xml[^>]*\?>")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"<svg\b[^>]*>")]
    private static partial Regex RootStart();

    [GeneratedRegex(@"<clipPath\b.*?</clipPath>", RegexOptions.Singleline)]
    private static partial Regex ClipPath();

    [GeneratedRegex(@"\s*clip-path=""[^""]*""")]
    private static partial Regex ClipUse();

    [GeneratedRegex(@"<defs>\s*</defs>")]
    private static partial Regex EmptyDefs();

    // Inside a tag only (a number followed by no "<" before the next ">"), so that printed figures stay as they are.
    [GeneratedRegex(@"-?\d+\.\d{3,}(?=[^<>]*>)")]
    private static partial Regex ShortNumber();

    [GeneratedRegex(@"(<text\b[^>]*?\sx="")([^""]*)""")]
    private static partial Regex TextPositions();

    [GeneratedRegex(@"(<text\b[^>]*?\sy="")([^""]*)""")]
    private static partial Regex VerticalPositions();

    // Skia sets the text on a line of its own, and white space would be a part of it.
    [GeneratedRegex(@"(<text\b[^>]*>)\s*(.*?)\s*</text>", RegexOptions.Singleline)]
    private static partial Regex TextPadding();

    [GeneratedRegex(@">\s+<")]
    private static partial Regex Untidy();
}
