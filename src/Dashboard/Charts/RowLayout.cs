namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>One row of a chart with a label and a track.</summary>
/// <param name="Key">What the row is.</param>
/// <param name="Label">Lines of its label.</param>
/// <param name="LabelY">Vertical middle of the label.</param>
/// <param name="TrackY">Vertical middle of the track.</param>
internal sealed record LaidRow(string Key, IReadOnlyList<string> Label, double LabelY, double TrackY);

/// <summary>
/// Places the rows of a chart: labels beside the tracks when wide, above them when narrow; a little air between areas;
/// a title and a source line when the drawing stands by itself.
/// </summary>
internal sealed class RowLayout
{
    public const float LabelSize = 13;
    public const float SmallSize = 12;
    public const float TitleSize = 18;
    private const double LabelLeading = LabelSize * 1.25;

    private readonly ChartRequest _request;

    public RowLayout(
        ChartRequest request, ChartWords words, string title, IReadOnlyList<(ChartRole Role, string Text)> legend,
        IReadOnlyList<(string Key, string Label, string Group)> rows, double rightColumns, bool hatchInLegend)
    {
        _request = request;
        Narrow = request.Width == ChartWidth.Narrow;
        // On paper the whole drawing is scaled to the text column: a narrower one keeps its text legible.
        var paper = request.Palette == ChartPalette.Print;
        Width = Narrow ? 360 : paper ? 760 : 920;
        Left = Narrow ? 2 : 304;
        Right = Narrow ? Width - 4 : Width - rightColumns;
        ByItself = request.Palette == ChartPalette.Standalone;
        var margin = ByItself ? 20.0 : 0;
        Margin = margin;
        if (ByItself)
        {
            Width += (int)(2 * margin);
            Left += margin;
            Right += margin;
        }

        double y = margin;
        TitleLines = ByItself ? ChartSheet.Wrap(title, Width - (2 * margin), TitleSize, bold: true) : [];
        TitleY = y + (TitleLines.Count * TitleSize * 1.25 / 2);
        y += TitleLines.Count * TitleSize * 1.25;
        if (ByItself)
        {
            SourceLines = ChartSheet.Wrap(words.SourceLine(), Width - (2 * margin), SmallSize);
            SourceY = y + 6 + (SourceLines.Count * SmallSize * 1.25 / 2);
            y += (SourceLines.Count * SmallSize * 1.25) + 20;
        }

        Legend = PlaceLegend(legend, y, hatchInLegend, out var afterLegend);
        AxisY = afterLegend + 14;
        y = AxisY + 16;
        var placed = new List<LaidRow>();
        var group = "";
        foreach (var (key, label, rowGroup) in rows)
        {
            if (placed.Count > 0 && rowGroup != group)
            {
                y += Narrow ? 10 : 12;
            }

            group = rowGroup;
            var lines = ChartSheet.Wrap(label, Narrow ? Width - 122 - (2 * margin) : 288, LabelSize);
            var height = lines.Count * LabelLeading;
            if (Narrow)
            {
                placed.Add(new LaidRow(key, lines, y + (height / 2), y + height + 14));
                y += height + 36;
            }
            else
            {
                var pitch = Math.Max(paper ? 25 : 30, height + 6);
                placed.Add(new LaidRow(key, lines, y + (pitch / 2), y + (pitch / 2)));
                y += pitch;
            }
        }

        Rows = placed;
        Bottom = y;
        Height = (int)Math.Ceiling(y + 4 + margin);
    }

    public bool Narrow { get; }

    public bool ByItself { get; }

    public double Margin { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Left end of the tracks.</summary>
    public double Left { get; }

    /// <summary>Right end of the tracks.</summary>
    public double Right { get; }

    /// <summary>Vertical middle of the scale's labels.</summary>
    public double AxisY { get; }

    public double Bottom { get; }

    public IReadOnlyList<LaidRow> Rows { get; }

    public IReadOnlyList<string> TitleLines { get; }

    public double TitleY { get; }

    public IReadOnlyList<string> SourceLines { get; } = [];

    public double SourceY { get; }

    public IReadOnlyList<(ChartRole Role, string Text, double X, double Y, bool Hatched)> Legend { get; }

    /// <summary>A position on the track for a fraction 0–1.</summary>
    public double At(double fraction) => Left + (fraction * (Right - Left));

    /// <summary>Draws what every row chart has: title, source and row labels.</summary>
    public void DrawFrame(ChartSheet sheet)
    {
        if (ByItself)
        {
            sheet.Lines(TitleLines, Margin, TitleY, TitleSize, ChartRole.Ink, bold: true);
            sheet.Lines(SourceLines, Margin, SourceY, SmallSize, ChartRole.Muted);
        }

        foreach (var row in Rows)
        {
            sheet.Lines(row.Label, Narrow ? Left : Left - 14, row.LabelY, LabelSize, ChartRole.Ink, Narrow ? ChartAlign.Left : ChartAlign.Right);
        }
    }

    public ChartSheet Sheet() => new(Width, Height, _request.Palette);

    private List<(ChartRole Role, string Text, double X, double Y, bool Hatched)> PlaceLegend(
        IReadOnlyList<(ChartRole Role, string Text)> legend, double top, bool hatched, out double after)
    {
        var placed = new List<(ChartRole Role, string Text, double X, double Y, bool Hatched)>();
        double start = Narrow ? Left : Margin;
        var x = start;
        var y = top + 8;
        for (var i = 0; i < legend.Count; i++)
        {
            var width = 18 + ChartSheet.Measure(legend[i].Text, SmallSize);
            if (x > start && x + width > Width - Margin)
            {
                x = start;
                y += 20;
            }

            placed.Add((legend[i].Role, legend[i].Text, x, y, hatched && i == legend.Count - 1));
            x += width + 16;
        }

        after = legend.Count == 0 ? top : y + 10;
        return placed;
    }
}
