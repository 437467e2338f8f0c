using System.Text;
using ScottPlot;
using ScottPlot.Rendering.RenderActions;
using SkiaSharp;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// A ScottPlot plot whose coordinates are pixels from the upper left corner, so that labels never clip and row heights
/// follow the text. Charts place their marks through it by role, not by colour.
/// </summary>
internal sealed class ChartSheet : IDisposable
{
    private readonly Plot _plot = new();
    private readonly ChartPalette _palette;

    public ChartSheet(int width, int height, ChartPalette palette)
    {
        BundledFonts.Install();
        Width = width;
        Height = height;
        _palette = palette;
        _plot.Axes.Frameless();
        _plot.HideGrid();
        _plot.Layout.Frameless();
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.RenderManager.ClearCanvasBeforeEachRender = false;
        _plot.Axes.SetLimits(0, width, 0, height);
        if (palette == ChartPalette.Standalone)
        {
            Box(0, 0, width, height, ChartRole.Surface);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Filled rectangle from its upper left corner.</summary>
    public void Box(double x, double y, double width, double height, ChartRole fill)
    {
        var box = _plot.Add.Rectangle(x, x + width, Height - y - height, Height - y);
        box.FillStyle.Color = _palette.Of(fill);
        box.LineStyle.Width = 0;
    }

    /// <summary>What is hidden or printed as a class: an outline with slanting lines, never a filled bar.</summary>
    public void Hatched(double x, double y, double width, double height, double step = 6)
    {
        for (var offset = step; offset < width + height; offset += step)
        {
            var (x1, y1) = offset <= width ? (x + offset, y) : (x + width, y + offset - width);
            var (x2, y2) = offset <= height ? (x, y + offset) : (x + offset - height, y + height);
            Line(x1, y1, x2, y2, ChartRole.Hidden, 0.7f);
        }

        Line(x, y, x + width, y, ChartRole.Hidden, 0.7f);
        Line(x, y + height, x + width, y + height, ChartRole.Hidden, 0.7f);
        Line(x, y, x, y + height, ChartRole.Hidden, 0.7f);
        Line(x + width, y, x + width, y + height, ChartRole.Hidden, 0.7f);
    }

    /// <summary>Straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, ChartRole role, float width = 1)
    {
        var line = _plot.Add.Line(x1, Height - y1, x2, Height - y2);
        line.LineColor = _palette.Of(role);
        line.LineWidth = width;
        line.MarkerSize = 0;
    }

    /// <summary>Dashed line, dash by dash: Skia's SVG has no line patterns.</summary>
    public void Dashes(double x1, double y1, double x2, double y2, ChartRole role)
    {
        var length = Math.Sqrt(Math.Pow(x2 - x1, 2) + Math.Pow(y2 - y1, 2));
        for (var at = 2.0; at < length - 2; at += 7)
        {
            var (from, to) = (at / length, Math.Min(at + 4, length) / length);
            Line(x1 + (from * (x2 - x1)), y1 + (from * (y2 - y1)), x1 + (to * (x2 - x1)), y1 + (to * (y2 - y1)), role);
        }
    }

    /// <summary>Filled dot.</summary>
    public void Dot(double x, double y, float diameter, ChartRole role) =>
        _plot.Add.Marker(x, Height - y, MarkerShape.FilledCircle, diameter, _palette.Of(role));

    /// <summary>Upright tick: what is required, told from a dot by shape too.</summary>
    public void Tick(double x, double y, double height, ChartRole role) =>
        Line(x, y - (height / 2), x, y + (height / 2), role, 3);

    /// <summary>An interval: a line with end caps.</summary>
    public void Whisker(double from, double to, double y, ChartRole role)
    {
        Line(from, y, to, y, role, 1.5f);
        Line(from, y - 4, from, y + 4, role, 1.5f);
        Line(to, y - 4, to, y + 4, role, 1.5f);
    }

    /// <summary>Text with its vertical middle at y.</summary>
    public void Text(string text, double x, double y, float size, ChartRole role, ChartAlign align = ChartAlign.Left, bool bold = false)
    {
        var label = _plot.Add.Text(text, x, Height - y);
        label.LabelFontName = BundledFonts.Family;
        label.LabelFontSize = size;
        label.LabelFontColor = _palette.Of(role);
        label.LabelBold = bold;
        label.LabelAlignment = align switch
        {
            ChartAlign.Left => Alignment.MiddleLeft,
            ChartAlign.Right => Alignment.MiddleRight,
            _ => Alignment.MiddleCenter,
        };
    }

    /// <summary>Lines of text, their block's vertical middle at y.</summary>
    public void Lines(IReadOnlyList<string> lines, double x, double y, float size, ChartRole role, ChartAlign align = ChartAlign.Left, bool bold = false)
    {
        var leading = size * 1.25;
        var first = y - ((lines.Count - 1) * leading / 2);
        for (var i = 0; i < lines.Count; i++)
        {
            Text(lines[i], x, first + (i * leading), size, role, align, bold);
        }
    }

    /// <summary>The drawing as SVG with a title and description.</summary>
    public string ToSvg(string id, string title, string description, string language) =>
        _palette.Resolve(SvgFinish.Finish(Drawn(), id, Width, Height, title, description, language, _palette == ChartPalette.Page));

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    /// <summary>
    /// Skia's SVG of the plot. The first rendering of a plot finds its limits and draws twice: ScottPlot's own way to SVG makes it as an image, which
    /// nobody sees; here it is made without what is drawn.
    /// </summary>
    private string Drawn()
    {
        var actions = _plot.RenderManager.RenderActions;
        actions.RemoveAll(action => action is RenderLegends);
        var marks = actions.FindIndex(action => action is RenderPlottables);
        var drawing = actions[marks];
        actions.RemoveAt(marks);
        using (var nowhere = new SKNoDrawCanvas(Width, Height))
        {
            _plot.Render(nowhere, Width, Height);
        }

        actions.Insert(marks, drawing);
        using var stream = new SKDynamicMemoryWStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            _plot.Render(canvas, Width, Height);
        }

        using var drawn = stream.DetachAsData();
        return Encoding.UTF8.GetString(drawn.AsSpan());
    }

    /// <summary>Width of a text in px.</summary>
    public static double Measure(string text, float size, bool bold = false)
    {
        using var font = new SKFont(bold ? BundledFonts.Bold : BundledFonts.Regular, size);
        return font.MeasureText(text);
    }

    /// <summary>Breaks a text into lines no wider than a width, at spaces; a longer word stands alone.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, float size, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Measure(longer, size, bold) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }
}

/// <summary>Where a text stands in relation to its point.</summary>
internal enum ChartAlign
{
    Left,
    Middle,
    Right,
}
