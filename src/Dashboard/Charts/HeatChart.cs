using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// Mean level of units × competences as coloured cells with the number in each. For briefs and download; a page shows
/// the same as a table, which is smaller and can be read by everybody.
/// </summary>
internal static class HeatChart
{
    private const double CellWidth = 29;
    private const double CellHeight = 22;
    private const double LabelWidth = 236;

    public static Chart? Draw(ChartRequest request)
    {
        var words = new ChartWords(request);
        var wave = request.Snapshot.FindOrganisation(request.Organisation)?.Waves.FirstOrDefault(w => w.Wave == request.Wave);
        var table = request.Snapshot.Find(new TableKey(Measures.Level, request.Organisation, request.Wave, ScopeLevel.Unit));
        if (wave is null || table is null)
        {
            return null;
        }

        var units = wave.Scopes.Where(s => s.Level == ScopeLevel.Unit
            && (request.Level == ScopeLevel.Organisation || s.ParentCode == request.Code || s.Code == request.Code)).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        var columns = request.Snapshot.Framework.Competences.Select(c => c.Id).Where(table.Columns.Contains).Append(PublishedTable.Index).ToList();
        var title = words.Get("chart.heat.title", words.GroupName(), words.WaveName());
        var summary = words.Get("chart.heat.summary", units.Count.ToString(CultureInfo.InvariantCulture));
        var byItself = request.Palette == ChartPalette.Standalone;
        var margin = byItself ? 20.0 : 0;
        var width = LabelWidth + (columns.Count * CellWidth) + 8 + (2 * margin);
        var titleLines = byItself ? ChartSheet.Wrap(title, width - (2 * margin), 18, bold: true) : [];
        var sourceLines = byItself ? ChartSheet.Wrap(words.SourceLine(), width - (2 * margin), 12) : [];
        var top = margin + (titleLines.Count * 22) + (sourceLines.Count * 15) + (byItself ? 16 : 0);
        var head = top + 44;
        using var sheet = new ChartSheet((int)width, (int)(head + (units.Count * CellHeight) + 6 + margin), request.Palette);
        if (byItself)
        {
            sheet.Lines(titleLines, margin, margin + (titleLines.Count * 11), 18, ChartRole.Ink, bold: true);
            sheet.Lines(sourceLines, margin, margin + (titleLines.Count * 22) + 4 + (sourceLines.Count * 7.5), 12, ChartRole.Muted);
        }

        DrawLegend(sheet, words, request.Language, margin, top + 8);
        var x0 = margin + LabelWidth;
        for (var c = 0; c < columns.Count; c++)
        {
            var name = columns[c] == PublishedTable.Index ? words.Get("chart.col.index") : columns[c];
            sheet.Text(name, X(x0, c, columns) + (CellWidth / 2), head - 10, 10.5f, ChartRole.Muted, ChartAlign.Middle);
        }

        for (var r = 0; r < units.Count; r++)
        {
            var y = head + (r * CellHeight);
            sheet.Text(Shorten(units[r].Name), x0 - 10, y + (CellHeight / 2), 12, ChartRole.Ink, ChartAlign.Right);
            DrawRow(sheet, words, table, units[r].Code, columns, x0, y);
        }

        var data = new ChartData(
            [words.Get("chart.col.unit"), .. columns.Select(c => c == PublishedTable.Index ? words.Get("chart.col.index") : c)],
            [.. units.Select(u => new ChartDataRow(u.Name, [.. columns.Select(c => words.Cells.Value(table.Find(u.Code, c), Measures.Level))]))]);
        return new Chart(
            ChartKind.Heat, title, summary, sheet.ToSvg(words.Id(ChartKind.Heat), title, summary, request.Language), sheet.Width, sheet.Height, data);
    }

    private static void DrawLegend(ChartSheet sheet, ChartWords words, string language, double x, double y)
    {
        for (var band = 0; band < HeatBands.Count; band++)
        {
            var name = HeatBands.Name(band, language);
            sheet.Box(x, y - 6, 12, 12, HeatBands.Role(band));
            sheet.Text(name, x + 18, y, 12, ChartRole.Muted);
            x += 34 + ChartSheet.Measure(name, 12);
        }

        sheet.Hatched(x, y - 6, 12, 12, 4);
        sheet.Text(words.Get("cell.hidden.long"), x + 18, y, 12, ChartRole.Muted);
    }

    private static void DrawRow(
        ChartSheet sheet, ChartWords words, PublishedTable table, string code, List<string> columns, double x0, double y)
    {
        for (var c = 0; c < columns.Count; c++)
        {
            var x = X(x0, c, columns);
            var cell = table.Find(code, columns[c]);
            if (cell is { HasValue: true, Estimate: { } mean })
            {
                var role = HeatBands.Role(HeatBands.Of(mean));
                sheet.Box(x, y, CellWidth - 1.5, CellHeight - 1.5, role);
                sheet.Text(words.Format.Number(mean, 1), x + (CellWidth / 2) - 0.75, y + (CellHeight / 2) - 0.75, 10.5f, ChartPalette.InkOn(role), ChartAlign.Middle);
            }
            else
            {
                sheet.Hatched(x + 0.5, y + 0.5, CellWidth - 2.5, CellHeight - 2.5, 7);
            }
        }
    }

    private static double X(double x0, int column, List<string> columns) =>
        x0 + (column * CellWidth) + (column == columns.Count - 1 ? 6 : 0);

    private static string Shorten(string name)
    {
        if (ChartSheet.Measure(name, 12) <= LabelWidth - 12)
        {
            return name;
        }

        var length = name.Length;
        while (length > 1 && ChartSheet.Measure(name[..length] + "…", 12) > LabelWidth - 12)
        {
            length--;
        }

        return name[..length].TrimEnd() + "…";
    }
}
