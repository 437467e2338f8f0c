using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>Attained against required level per competence, on the whole scale, with intervals and n.</summary>
internal static class GapChart
{
    private const double Lowest = 1;
    private const double Highest = 8;

    public static Chart? Draw(ChartRequest request)
    {
        var words = new ChartWords(request);
        var levels = words.Table(Measures.Level);
        if (levels is null || !levels.Rows.Any(r => r.Code == request.Code))
        {
            return null;
        }

        var competences = request.Snapshot.Framework.Competences.Where(c => levels.Columns.Contains(c.Id)).ToList();
        var title = Title(words);
        var cells = competences.Select(c => words.Cell(Measures.Level, c.Id)).ToList();
        var intervals = cells.Any(c => c is { HasValue: true, Interval: not null });
        var note = words.Cells.IntervalNote(cells.Select(c => (c, Measures.Level)));
        var said = words.Get(
            intervals ? "chart.gap.summary" : "chart.gap.summary.bare", words.GroupName(), words.WaveName(), competences.Count.ToString(CultureInfo.InvariantCulture));
        var summary = $"{said} {note}".TrimEnd();
        var legend = new List<(ChartRole, string)>
        {
            (ChartRole.Accent, words.Get(intervals ? "chart.gap.attained" : "chart.gap.attained.bare")),
            (ChartRole.Required, words.Get("chart.gap.required")),
            (ChartRole.Shortfall, words.Get("chart.gap.distance")),
        };
        var layout = new RowLayout(
            request, words, title, legend, [.. competences.Select(c => (c.Id, words.Competence(c.Id), c.AreaId))], rightColumns: 172, hatchInLegend: false);
        using var sheet = layout.Sheet();
        DrawScale(sheet, layout, words);
        layout.DrawFrame(sheet);
        DrawLegend(sheet, layout, intervals);
        foreach (var row in layout.Rows)
        {
            DrawRow(sheet, layout, words, row, words.Cell(Measures.Level, row.Key), words.Cell(Measures.Gap, row.Key));
        }

        var data = new ChartData(
            [words.Get("chart.col.competence"), words.Get("chart.col.level"), words.Get("chart.col.interval"), words.Get("chart.col.gap"), "n"],
            [.. competences.Select(c =>
            {
                var level = words.Cell(Measures.Level, c.Id);
                return new ChartDataRow(words.Competence(c.Id),
                [
                    words.Cells.Value(level, Measures.Level), words.Cells.IntervalOrMark(level, Measures.Level),
                    words.Cells.Value(words.Cell(Measures.Gap, c.Id), Measures.Gap), words.Cells.Respondents(level),
                ]);
            })]);
        return new Chart(
            ChartKind.Gap, title, summary, sheet.ToSvg(words.Id(ChartKind.Gap), title, summary, request.Language), layout.Width, layout.Height, data)
        {
            Note = note,
        };
    }

    private static string Title(ChartWords words)
    {
        if (words.Largest(Measures.Gap) is not { } worst || worst.Cell.Estimate is not > 0)
        {
            return words.Get("chart.gap.title", words.GroupName());
        }

        return words.Get("chart.gap.finding", words.Competence(worst.Id), words.Cells.Value(worst.Cell, Measures.Gap));
    }

    private static double X(RowLayout layout, double level)
    {
        // A whole dot at either end stays inside the drawing.
        var inset = 8 / (layout.Right - layout.Left);
        var fraction = (Math.Clamp(level, Lowest, Highest) - Lowest) / (Highest - Lowest);
        return layout.At(inset + (fraction * (1 - (2 * inset))));
    }

    private static void DrawScale(ChartSheet sheet, RowLayout layout, ChartWords words)
    {
        for (var level = 1; level <= 8; level++)
        {
            var x = X(layout, level);
            sheet.Line(x, layout.AxisY + 12, x, layout.Bottom, ChartRole.Grid);
            sheet.Text(level.ToString(CultureInfo.InvariantCulture), x, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Middle);
        }

        if (!layout.Narrow)
        {
            var right = layout.Width - layout.Margin - 4;
            sheet.Text("n", right, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
            sheet.Text(words.Get("chart.col.gap"), right - 54, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
            sheet.Text(words.Get("chart.col.level.short"), right - 108, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
        }
    }

    private static void DrawLegend(ChartSheet sheet, RowLayout layout, bool intervals)
    {
        foreach (var (role, text, x, y, _) in layout.Legend)
        {
            switch (role)
            {
                case ChartRole.Accent:
                    if (intervals)
                    {
                        sheet.Whisker(x - 1, x + 13, y, role);
                    }

                    sheet.Dot(x + 6, y, 9, role);
                    break;
                case ChartRole.Required:
                    sheet.Tick(x + 6, y, 15, role);
                    break;
                default:
                    sheet.Line(x, y, x + 12, y, role, 5);
                    break;
            }

            sheet.Text(text, x + 18, y, RowLayout.SmallSize, ChartRole.Muted);
        }
    }

    private static void DrawRow(ChartSheet sheet, RowLayout layout, ChartWords words, LaidRow row, PublishedCell? level, PublishedCell? gap)
    {
        var y = row.TrackY;
        var right = layout.Width - layout.Margin - 4;
        sheet.Line(X(layout, Lowest), y, X(layout, Highest), y, ChartRole.Grid);
        if (level is not { HasValue: true, Estimate: { } attained })
        {
            var mark = level?.State switch
            {
                CellState.Hidden => words.Get("cell.hidden.long"),
                CellState.Class => words.Cells.Value(level, Measures.Level),
                _ => words.Get("cell.na"),
            };
            sheet.Text(mark, X(layout, Lowest), y - 9, RowLayout.SmallSize, ChartRole.Muted);
            return;
        }

        if (gap is { HasValue: true, Estimate: { } distance })
        {
            var required = attained + distance;
            if (distance > 0)
            {
                sheet.Line(X(layout, attained), y, X(layout, required), y, ChartRole.Shortfall, 5);
            }

            sheet.Tick(X(layout, required), y, 17, ChartRole.Required);
        }

        if (level.Interval is { } interval)
        {
            sheet.Whisker(X(layout, interval.Low), X(layout, interval.High), y, ChartRole.Accent);
        }

        sheet.Dot(X(layout, attained), y, 11, ChartRole.Accent);
        var gapText = words.Cells.Value(gap, Measures.Gap);
        if (layout.Narrow)
        {
            sheet.Text($"{words.Get("chart.gap.distance")} {gapText} · n {words.Cells.Respondents(level)}", right, row.LabelY, RowLayout.SmallSize, ChartRole.Ink, ChartAlign.Right);
        }
        else
        {
            sheet.Text(words.Cells.Value(level, Measures.Level), right - 108, y, LabelSize, ChartRole.Ink, ChartAlign.Right);
            sheet.Text(gapText, right - 54, y, LabelSize, ChartRole.Ink, ChartAlign.Right, bold: true);
            sheet.Text(words.Cells.Respondents(level), right, y, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
        }
    }

    private const float LabelSize = RowLayout.LabelSize;
}
