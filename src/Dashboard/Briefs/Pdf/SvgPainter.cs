using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>
/// Draws a chart's SVG as vectors: the part of SVG that ScottPlot writes through Skia, and a little more. What it does not
/// know it refuses with <see cref="NotSupportedException"/>: a chart with something left out would be a false picture.
/// </summary>
internal sealed class SvgPainter
{
    private readonly Typesetter typesetter;
    private readonly PdfGraphics graphics;
    private readonly XElement root;
    private readonly Dictionary<string, XElement> definitions = new(StringComparer.Ordinal);
    private readonly StringBuilder output = new();

    /// <summary>Reads a chart. Outside references and entities are not followed.</summary>
    public SvgPainter(string svg, Typesetter typesetter, PdfGraphics graphics)
    {
        (this.typesetter, this.graphics) = (typesetter, graphics);
        try
        {
            using var text = new StringReader(svg.TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            throw new NotSupportedException("A chart's SVG is not well-formed.", e);
        }

        if (root.Name.LocalName != "svg")
        {
            throw new NotSupportedException($"A chart must be SVG, not '{root.Name.LocalName}'.");
        }

        foreach (var element in root.Descendants())
        {
            if (element.Attribute("id") is { } id)
            {
                definitions[id.Value] = element;
            }
        }
    }

    /// <summary>The operators that draw the chart into a rectangle of the page.</summary>
    public string Paint(double left, double bottom, double width, double height)
    {
        var box = (string?)root.Attribute("viewBox") is { } viewBox
            ? SvgPath.Numbers(viewBox)
            : [0, 0, SvgStyle.Length(root, "width", width), SvgStyle.Length(root, "height", height)];
        if (box.Count != 4 || box[2] <= 0 || box[3] <= 0)
        {
            throw new NotSupportedException("A chart's SVG has no size.");
        }

        var style = SvgStyle.Of(root, []);
        if (style.Keys.FirstOrDefault(name => name is "opacity" or "transform" or "clip-path") is { } unexpected)
        {
            throw new NotSupportedException($"SVG: '{unexpected}' on the whole drawing is not supported.");
        }

        output.Clear();
        var scale = Math.Min(width / box[2], height / box[3]);
        var (dx, dy) = ((width - (box[2] * scale)) / 2, (height - (box[3] * scale)) / 2);
        output.Append("q ").Append(PdfSyntax.Numbers(left, bottom, width, height)).Append(" re W n\n");
        output.Append(Factors(scale, 0, 0, -scale, left + dx - (box[0] * scale), bottom + height - dy + (box[1] * scale))).Append(" cm\n");
        PaintChildren(root, style);
        output.Append("Q\n");
        return output.ToString();
    }

    private void PaintChildren(XElement parent, Dictionary<string, string> style)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "title" or "desc" or "metadata" or "defs" or "clipPath":
                    break;
                case "g":
                    PaintGroup(element, style);
                    break;
                case "text":
                    PaintText(element, style);
                    break;
                default:
                    PaintShape(element, style);
                    break;
            }
        }
    }

    private void PaintGroup(XElement element, Dictionary<string, string> inherited)
    {
        var style = SvgStyle.Of(element, inherited);
        if (style.TryGetValue("opacity", out var opacity) && SvgStyle.Value(opacity) < 1)
        {
            throw new NotSupportedException("SVG: the opacity of a whole group is not supported.");
        }

        output.Append("q ");
        AppendTransform(style);
        AppendClip(style);
        PaintChildren(element, style);
        output.Append("Q\n");
    }

    private void PaintShape(XElement element, Dictionary<string, string> inherited)
    {
        var style = SvgStyle.Of(element, inherited);
        var path = Outline(element);
        var fill = SvgStyle.Colour(style, "fill", "black");
        var stroke = SvgStyle.Colour(style, "stroke", "none");
        var strokeWidth = SvgStyle.Value(style.GetValueOrDefault("stroke-width", "1"));
        stroke = strokeWidth > 0 ? stroke : null;
        if (path.Length == 0 || (fill is null && stroke is null))
        {
            return;
        }

        output.Append("q ");
        AppendTransform(style);
        AppendClip(style);
        AppendOpacity(style);
        if (fill is { } inside)
        {
            output.Append(inside.Operands).Append(" rg ");
        }

        if (stroke is { } line)
        {
            output.Append(line.Operands).Append(" RG ").Append(PdfSyntax.Number(strokeWidth)).Append(" w ");
            AppendStroke(style);
        }

        var evenOdd = style.GetValueOrDefault("fill-rule", "nonzero") == "evenodd" ? "*" : "";
        output.Append(path).Append(fill is null ? "S" : stroke is null ? "f" + evenOdd : "B" + evenOdd).Append(" Q\n");
    }

    private void PaintText(XElement element, Dictionary<string, string> inherited)
    {
        if (element.HasElements)
        {
            throw new NotSupportedException($"SVG: '{element.Elements().First().Name.LocalName}' inside text is not supported.");
        }

        var style = SvgStyle.Of(element, inherited);
        var words = Typesetter.Clean(string.Join(' ', element.Value.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        if (words.Length == 0 || SvgStyle.Colour(style, "fill", "black") is not { } colour)
        {
            return;
        }

        if (style.GetValueOrDefault("font-style", "normal") != "normal")
        {
            throw new NotSupportedException("SVG: the bundled font has no italic.");
        }

        var weight = style.GetValueOrDefault("font-weight", "normal");
        var font = weight is "bold" or "bolder" or "600" or "700" or "800" or "900" ? typesetter.Bold : typesetter.Regular;
        var size = SvgStyle.Value(style.GetValueOrDefault("font-size", "16"));
        if (size <= 0)
        {
            return;
        }

        var glyphs = words.EnumerateRunes().Select(rune => typesetter.Glyph(font, rune.ToString())).ToArray();
        var xs = SvgPath.Numbers((string?)element.Attribute("x") ?? "0");
        var ys = SvgPath.Numbers((string?)element.Attribute("y") ?? "0");
        var places = Places(glyphs, xs, ys, size / font.Font.UnitsPerEm);
        var shift = style.GetValueOrDefault("text-anchor", "start") switch
        {
            "start" => 0,
            var anchor when xs.Count > 1 => throw new NotSupportedException($"SVG: text-anchor {anchor} with a place for each glyph is not supported."),
            "middle" => -Typesetter.Measure(font, glyphs, size) / 2,
            "end" => -Typesetter.Measure(font, glyphs, size),
            var anchor => throw new NotSupportedException($"SVG: text-anchor {anchor} is not supported."),
        };

        output.Append("q ");
        AppendTransform(style);
        AppendClip(style);
        AppendOpacity(style);
        output.Append("BT ").Append(colour.Operands).Append(" rg /").Append(font.ResourceName).Append(' ').Append(PdfSyntax.Number(size)).Append(" Tf ");
        for (var first = 0; first < glyphs.Length;)
        {
            // Glyphs on one line are drawn together, so that readers find whole words.
            var next = first + 1;
            while (next < glyphs.Length && places[next].Y == places[first].Y)
            {
                next++;
            }

            var start = first;
            output.Append("1 0 0 -1 ").Append(PdfSyntax.Numbers(places[start].X + shift, places[start].Y)).Append(" Tm ");
            GlyphOperators.Append(output, font, size, glyphs.AsSpan(start, next - start), i =>
                start + i + 1 < next ? (places[start + i + 1].X - places[start + i].X) / size * font.Font.UnitsPerEm : glyphs[start + i].Advance);
            first = next;
        }

        output.Append("ET Q\n");
    }

    /// <summary>A place for each glyph: given, or following from the one before.</summary>
    private static (double X, double Y)[] Places(PlacedGlyph[] glyphs, List<double> xs, List<double> ys, double scale)
    {
        var places = new (double X, double Y)[glyphs.Length];
        var pen = 0.0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            var x = i < xs.Count ? xs[i] : pen;
            places[i] = (x, ys.Count == 0 ? 0 : ys[Math.Min(i, ys.Count - 1)]);
            pen = x + (glyphs[i].Advance * scale);
        }

        return places;
    }

    private static string Outline(XElement element)
    {
        double Get(string name) => SvgStyle.Length(element, name, 0);
        switch (element.Name.LocalName)
        {
            case "path":
                return SvgPath.Path((string?)element.Attribute("d") ?? "");
            case "rect":
                var (rx, ry) = ((string?)element.Attribute("rx"), (string?)element.Attribute("ry"));
                return SvgPath.Rectangle(Get("x"), Get("y"), Get("width"), Get("height"), SvgStyle.Value(rx ?? ry ?? "0"), SvgStyle.Value(ry ?? rx ?? "0"));
            case "circle":
                return SvgPath.Ellipse(Get("cx"), Get("cy"), Get("r"), Get("r"));
            case "ellipse":
                return SvgPath.Ellipse(Get("cx"), Get("cy"), Get("rx"), Get("ry"));
            case "line":
                return PdfSyntax.Numbers(Get("x1"), Get("y1")) + " m " + PdfSyntax.Numbers(Get("x2"), Get("y2")) + " l ";
            case "polyline" or "polygon":
                return SvgPath.Polyline((string?)element.Attribute("points") ?? "", element.Name.LocalName == "polygon");
            default:
                throw new NotSupportedException($"The SVG element '{element.Name.LocalName}' is not supported.");
        }
    }

    private void AppendClip(Dictionary<string, string> style)
    {
        if (!style.TryGetValue("clip-path", out var reference) || reference == "none")
        {
            return;
        }

        if (!reference.StartsWith("url(#", StringComparison.Ordinal)
            || !definitions.TryGetValue(reference[5..].TrimEnd(')'), out var clip)
            || clip.Name.LocalName != "clipPath")
        {
            throw new NotSupportedException($"SVG: the clip path '{reference}' is not supported.");
        }

        if (clip.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName != "id") is { } unknown)
        {
            throw new NotSupportedException($"SVG: '{unknown.Name.LocalName}' on a clip path is not supported.");
        }

        var rule = "";
        foreach (var child in clip.Elements())
        {
            if (child.Attribute("transform") is not null)
            {
                throw new NotSupportedException("SVG: a transform inside a clip path is not supported.");
            }

            output.Append(Outline(child));
            rule = (string?)child.Attribute("clip-rule") == "evenodd" ? "*" : rule;
        }

        // Nothing inside the clip means that nothing is seen.
        output.Append(clip.HasElements ? "" : "0 0 0 0 re ").Append('W').Append(rule).Append(" n ");
    }

    private void AppendTransform(Dictionary<string, string> style)
    {
        if (!style.TryGetValue("transform", out var text))
        {
            return;
        }

        foreach (var part in text.Split(')', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parenthesis = part.IndexOf('(', StringComparison.Ordinal);
            var name = parenthesis < 0 ? part : part[..parenthesis].Trim(' ', ',');
            var n = parenthesis < 0 ? [] : SvgPath.Numbers(part[(parenthesis + 1)..]);
            output.Append((name, n.Count) switch
            {
                ("translate", 1) => Factors(1, 0, 0, 1, n[0], 0),
                ("translate", 2) => Factors(1, 0, 0, 1, n[0], n[1]),
                ("scale", 1) => Factors(n[0], 0, 0, n[0], 0, 0),
                ("scale", 2) => Factors(n[0], 0, 0, n[1], 0, 0),
                ("rotate", 1) => Rotation(n[0]),
                ("rotate", 3) => Factors(1, 0, 0, 1, n[1], n[2]) + " cm " + Rotation(n[0]) + " cm " + Factors(1, 0, 0, 1, -n[1], -n[2]),
                ("matrix", 6) => Factors(n[0], n[1], n[2], n[3], n[4], n[5]),
                _ => throw new NotSupportedException($"The SVG transform '{part})' is not supported."),
            }).Append(" cm ");
        }
    }

    private static string Rotation(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return Factors(cos, sin, -sin, cos, 0, 0);
    }

    /// <summary>A matrix: its factors multiply coordinates, so three decimals would move things visibly.</summary>
    private static string Factors(double a, double b, double c, double d, double e, double f) =>
        string.Join(' ', ((double[])[a, b, c, d]).Select(factor => (Math.Round(factor, 6) + 0.0).ToString("0.######", CultureInfo.InvariantCulture)))
        + " " + PdfSyntax.Numbers(e, f);

    private void AppendOpacity(Dictionary<string, string> style)
    {
        var all = SvgStyle.Value(style.GetValueOrDefault("opacity", "1"));
        var fill = Math.Clamp(all * SvgStyle.Value(style.GetValueOrDefault("fill-opacity", "1")) * SvgStyle.Alpha(style, "fill"), 0, 1);
        var stroke = Math.Clamp(all * SvgStyle.Value(style.GetValueOrDefault("stroke-opacity", "1")) * SvgStyle.Alpha(style, "stroke"), 0, 1);
        if (fill < 1 || stroke < 1)
        {
            output.Append(graphics.Opacity(Math.Round(fill, 3), Math.Round(stroke, 3)));
        }
    }

    private void AppendStroke(Dictionary<string, string> style)
    {
        output.Append(style.GetValueOrDefault("stroke-linecap", "butt") switch
        {
            "butt" => "",
            "round" => "1 J ",
            "square" => "2 J ",
            var cap => throw new NotSupportedException($"SVG: stroke-linecap {cap} is not supported."),
        });
        output.Append(style.GetValueOrDefault("stroke-linejoin", "miter") switch
        {
            "miter" => PdfSyntax.Number(Math.Max(1, SvgStyle.Value(style.GetValueOrDefault("stroke-miterlimit", "4")))) + " M ",
            "round" => "1 j ",
            "bevel" => "2 j ",
            var join => throw new NotSupportedException($"SVG: stroke-linejoin {join} is not supported."),
        });
        var dashes = style.GetValueOrDefault("stroke-dasharray", "none");
        if (dashes != "none")
        {
            var lengths = SvgPath.Numbers(dashes);
            if (lengths.Any(length => length > 0))
            {
                output.Append('[').Append(PdfSyntax.Numbers([.. lengths])).Append("] ")
                    .Append(PdfSyntax.Number(SvgStyle.Value(style.GetValueOrDefault("stroke-dashoffset", "0")))).Append(" d ");
            }
        }
    }
}
