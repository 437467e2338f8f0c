using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>One measure at each released wave, with its interval. It shows levels and claims no change.</summary>
internal static class TrendChart
{
    private const int PlotWidth = 340;
    private const int PlotHeight = 236;

    public static Chart? Draw(ChartRequest request, ChartKind kind)
    {
        var words = new ChartWords(request);
        var (measure, column, code) = kind switch
        {
            ChartKind.TrendBelowFloor => (Measures.BelowFloor, PublishedTable.All, "f1"),
            ChartKind.TrendIndex => (Measures.Level, PublishedTable.Index, "index"),
            _ => (Measures.Voice, PublishedTable.All, "v2"),
        };
        var waves = request.Snapshot.FindOrganisation(request.Organisation)?.Waves.Where(w => w.State == WaveState.Released).ToList() ?? [];
        var points = waves.Select(w => (Wave: w, Cell: words.Cell(measure, column, w.Wave))).ToList();
        if (points.Count < 2 || points.All(p => p.Cell is null))
        {
            return null;
        }

        var title = Title(words, measure, code, points);
        var note = words.Cells.IntervalNote(points.Select(p => (p.Cell, measure)));
        var said = words.Get("chart.trend.summary", words.Get($"measure.{measure}.name"), words.GroupName());
        var summary = $"{said} {note}".TrimEnd();
        var byItself = request.Palette == ChartPalette.Standalone;
        var margin = byItself ? 20 : 0;
        var titleLines = byItself ? ChartSheet.Wrap(title, PlotWidth, 16, bold: true) : [];
        var sourceLines = byItself ? ChartSheet.Wrap(words.SourceLine(), PlotWidth, 11) : [];
        var top = margin + (titleLines.Count * 20) + (sourceLines.Count * 14) + (byItself ? 12 : 0);
        using var sheet = new ChartSheet(PlotWidth + (2 * margin), top + PlotHeight + margin, request.Palette);
        if (byItself)
        {
            sheet.Lines(titleLines, margin, margin + (titleLines.Count * 10), 16, ChartRole.Ink, bold: true);
            sheet.Lines(sourceLines, margin, margin + (titleLines.Count * 20) + 4 + (sourceLines.Count * 7), 11, ChartRole.Muted);
        }

        DrawPlot(sheet, words, measure, points, margin, top, request.Wave);
        var data = new ChartData(
            [words.Get("chart.col.wave"), words.Get($"measure.{measure}.name"), words.Get("chart.col.interval"), measure == Measures.Voice ? "N" : "n"],
            [.. points.Select(p => new ChartDataRow(p.Wave.Name.In(request.Language),
            [
                words.Cells.Value(p.Cell, measure), words.Cells.IntervalOrMark(p.Cell, measure),
                measure == Measures.Voice && p.Cell?.Population is { } all ? words.Format.Count(all) : words.Cells.Respondents(p.Cell),
            ]))]);
        return new Chart(
            kind, title, summary, sheet.ToSvg(words.Id(kind), title, summary, request.Language), sheet.Width, sheet.Height, data)
        {
            Note = note,
        };
    }

    private static string Title(ChartWords words, string measure, string code, List<(PublishedWave Wave, PublishedCell? Cell)> points)
    {
        var visible = points.Where(p => p.Cell is { HasValue: true }).ToList();
        if (visible.Count < 2)
        {
            return words.Get($"chart.trend.{code}.title");
        }

        return words.Get(
            $"chart.trend.{code}.finding", words.Cells.Value(visible[0].Cell, measure), words.Cells.Value(visible[^1].Cell, measure));
    }

    private static void DrawPlot(
        ChartSheet sheet, ChartWords words, string measure, List<(PublishedWave Wave, PublishedCell? Cell)> points, double x0, double y0, string chosen)
    {
        var share = CellTextUnit(measure);
        var (low, high, steps) = share ? (0.0, 1.0, 4) : (1.0, 8.0, 7);
        var left = x0 + 40;
        var right = x0 + PlotWidth - 6;
        var top = y0 + 14;
        var bottom = y0 + PlotHeight - 54;
        double Y(double value) => bottom - ((Math.Clamp(value, low, high) - low) / (high - low) * (bottom - top));
        for (var i = 0; i <= steps; i++)
        {
            var value = low + ((high - low) * i / steps);
            sheet.Line(left, Y(value), right, Y(value), ChartRole.Grid);
            sheet.Text(share ? words.Format.Share(value) : words.Format.Number(value, 0), left - 8, Y(value), 11, ChartRole.Muted, ChartAlign.Right);
        }

        var pitch = (right - left) / points.Count;
        (double X, double Y)? before = null;
        for (var i = 0; i < points.Count; i++)
        {
            var x = left + (pitch * (i + 0.5));
            var (wave, cell) = points[i];
            var bold = wave.Wave == chosen;
            var name = ChartSheet.Wrap(words.WaveName(wave.Wave), pitch - 4, 11.5f, bold);
            sheet.Lines(name, x, bottom + 8 + (name.Count * 7), 11.5f, ChartRole.Ink, ChartAlign.Middle, bold);
            if (cell is not { HasValue: true, Estimate: { } value })
            {
                // Nothing on the scale: a hidden number is not a zero.
                var mark = ChartSheet.Wrap(words.Cells.Value(cell, measure), pitch - 8, 11);
                sheet.Lines(mark, x, bottom - 10 - (mark.Count * 5), 11, ChartRole.Muted, ChartAlign.Middle);
                before = null;
                continue;
            }

            var y = Y(value);
            if (before is { } from)
            {
                sheet.Dashes(from.X, from.Y, x, y, ChartRole.Hidden);
            }

            before = (x, y);
            if (cell.Interval is { } interval)
            {
                sheet.Line(x, Y(interval.Low), x, Y(interval.High), ChartRole.Accent, 1.5f);
                sheet.Line(x - 4, Y(interval.Low), x + 4, Y(interval.Low), ChartRole.Accent, 1.5f);
                sheet.Line(x - 4, Y(interval.High), x + 4, Y(interval.High), ChartRole.Accent, 1.5f);
            }
        }

        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].Cell is not { HasValue: true, Estimate: { } value } cell)
            {
                continue;
            }

            var x = left + (pitch * (i + 0.5));
            sheet.Dot(x, Y(value), 10, ChartRole.Accent);
            var above = Math.Min(Y(cell.Interval?.High ?? value), Y(value) - 5) - 10;
            sheet.Text(words.Cells.Value(cell, measure), x, Math.Max(top - 2, above), 13, ChartRole.Ink, ChartAlign.Middle, bold: true);
            var n = measure == Measures.Voice && cell.Population is { } all ? "N " + words.Format.Count(all) : "n " + words.Cells.Respondents(cell);
            sheet.Text(n, x, bottom + 8 + (ChartSheet.Wrap(words.WaveName(points[i].Wave.Wave), pitch - 4, 11.5f, points[i].Wave.Wave == chosen).Count * 14) + 8, 11, ChartRole.Muted, ChartAlign.Middle);
        }
    }

    private static bool CellTextUnit(string measure) => Texts.CellText.UnitOf(measure) == Texts.PrintedUnit.Share;
}
