using ScottPlot;
using SkiaSharp;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>
/// Charts as ScottPlot writes them, invented figures. Each is drawn once: ScottPlot numbers its clip paths anew each time.
/// </summary>
internal static class SampleCharts
{
    private static readonly Lock Installing = new();
    private static readonly Lazy<string> DumbbellChart = new(DrawDumbbell);
    private static readonly Lazy<string> StackedChart = new(DrawStacked);
    private static readonly Lazy<string> EverythingChart = new(DrawEverything);
    private static readonly Color Ink = Color.FromHex("#1B2733");
    private static readonly string[] Units = ["Kultur och fritid", "Räddningstjänst", "Hemtjänst Väst", "Äldreomsorg Öst", "Grundskola Söder", "Förskola Norr"];

    /// <summary>Two waves for each unit, with intervals.</summary>
    public static string Dumbbell() => DumbbellChart.Value;

    private static string DrawDumbbell()
    {
        var plot = NewPlot();
        double[] before = [62, 71, 58, 66, 74, 69];
        double[] after = [66, 70, 63, 72, 78, 69];
        for (var i = 0; i < Units.Length; i++)
        {
            var interval = plot.Add.Line(after[i] - 3.5, i, after[i] + 3.5, i);
            interval.LineColor = Color.FromHex("#0B5C6B");
            interval.LineWidth = 1.5f;
            var old = plot.Add.Marker(before[i], i, MarkerShape.OpenCircle, 8, Color.FromHex("#6B7785"));
            old.LineWidth = 1.5f;
            plot.Add.Marker(after[i], i, MarkerShape.FilledCircle, 9, Color.FromHex("#0B5C6B"));
            var label = plot.Add.Text(after[i].ToString("0", System.Globalization.CultureInfo.InvariantCulture), after[i] + 4.2, i);
            label.LabelAlignment = Alignment.MiddleLeft;
            label.LabelFontColor = Ink;
            label.LabelFontSize = 12;
        }

        Ticks(plot);
        plot.Axes.SetLimits(50, 90, -0.7, Units.Length - 0.3);
        plot.Axes.Bottom.Label.Text = "Andel på minst grundnivå, procent (95 % konfidensintervall)";
        plot.Axes.Bottom.Label.FontSize = 12;
        return plot.GetSvgXml(644, 250);
    }

    /// <summary>A stacked distribution.</summary>
    public static string Stacked() => StackedChart.Value;

    private static string DrawStacked()
    {
        var plot = NewPlot();
        string[] colours = ["#B3402E", "#E8A892", "#D9DDE2", "#8FBCC7", "#0B5C6B"];
        int[][] shares = [[6, 10, 18, 42, 24], [4, 9, 20, 45, 22], [12, 16, 18, 34, 20], [8, 12, 16, 38, 26], [3, 7, 16, 46, 28], [5, 11, 18, 41, 25]];
        for (var unit = 0; unit < shares.Length; unit++)
        {
            var from = 0;
            for (var level = 0; level < 5; level++)
            {
                var bar = plot.Add.Bar(unit, from + shares[unit][level]);
                bar.Bars.ToList().ForEach(b =>
                {
                    (b.ValueBase, b.Size, b.LineWidth) = (from, 0.7, 0);
                    b.FillColor = Color.FromHex(colours[level]);
                    b.Orientation = Orientation.Horizontal;
                });
                var label = plot.Add.Text(shares[unit][level].ToString("0", System.Globalization.CultureInfo.InvariantCulture), from + (shares[unit][level] / 2.0), unit);
                label.LabelAlignment = Alignment.MiddleCenter;
                label.LabelFontColor = level is 0 or 4 ? Colors.White : Ink;
                label.LabelFontSize = 11;
                from += shares[unit][level];
            }
        }

        Ticks(plot);
        plot.Axes.SetLimits(0, 104, -0.6, shares.Length - 0.4);
        return plot.GetSvgXml(644, 240);
    }

    /// <summary>Every kind of mark a chart of ours may use.</summary>
    public static string Everything() => EverythingChart.Value;

    private static string DrawEverything()
    {
        var plot = NewPlot();
        var dashed = plot.Add.Scatter(new double[] { 1, 2, 3 }, new double[] { 2, 1, 3 });
        (dashed.LinePattern, dashed.MarkerShape, dashed.Smooth, dashed.LegendText) = (LinePattern.Dashed, MarkerShape.FilledDiamond, true, "Serie \"A\" & <B>");
        var polygon = plot.Add.Polygon([new Coordinates(0, 0), new Coordinates(1, 1), new Coordinates(2, 0)]);
        polygon.FillColor = Colors.Red.WithAlpha(.3);
        plot.Add.Pie([1, 2, 3]);
        plot.Add.Ellipse(2, 2, .5, .5);
        plot.Add.Arrow(0, 0, 1, 1);
        plot.Add.Annotation("Anmärkning");
        plot.Add.HorizontalSpan(.2, .5);
        plot.Add.ErrorBar(new double[] { 1, 2 }, new double[] { 1, 2 }, new double[] { .1, .2 });
        plot.Add.Rectangle(0, 1, 0, 1);
        plot.Title("Åäö – titel ffi");
        plot.YLabel("Stående text");
        plot.Legend.IsVisible = true;
        return plot.GetSvgXml(600, 400);
    }

    private static void Ticks(Plot plot)
    {
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(0, Units.Length).Select(i => (double)i)], Units);
        plot.Axes.Left.TickLabelStyle.FontSize = 12;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 11;
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericFixedInterval(10);
        plot.Axes.Bottom.FrameLineStyle.Width = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    private static Plot NewPlot()
    {
        lock (Installing)
        {
            if (!Fonts.FontResolvers.OfType<EmbeddedFonts>().Any())
            {
                Fonts.FontResolvers.Insert(0, new EmbeddedFonts());
            }
        }

        var plot = new Plot();
        plot.Font.Set("Lato");
        return plot;
    }

    private sealed class EmbeddedFonts : IFontResolver
    {
        private static readonly SKTypeface Regular = Load("Lato-Regular");
        private static readonly SKTypeface Bold = Load("Lato-Bold");

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName != "Lato" ? null : weight >= FontWeight.SemiBold ? Bold : Regular;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName != "Lato" ? null : bold ? Bold : Regular;

        private static SKTypeface Load(string name)
        {
            using var stream = typeof(Digilo.Analytics.Dashboard.Briefs.Brief).Assembly.GetManifestResourceStream($"fonts/{name}.ttf");
            return SKTypeface.FromStream(stream);
        }
    }
}
