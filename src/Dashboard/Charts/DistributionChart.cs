using System.Globalization;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>How the answers spread over the levels, a stacked 100 % bar per competence.</summary>
internal static class DistributionChart
{
    private const double BarHeight = 20;

    public static Chart? Draw(ChartRequest request)
    {
        var words = new ChartWords(request);
        var tables = request.Snapshot.Framework.Competences
            .Select(c => (c.Id, Table: words.Table(Measures.Distribution, c.Id)))
            .Where(t => t.Table?.Find(request.Code, t.Table.Columns[0]) is not null)
            .ToDictionary(t => t.Id, t => t.Table!);
        if (tables.Count == 0)
        {
            return null;
        }

        // A level that the survey does not offer has no place in the legend.
        IReadOnlyList<string> columns =
            [.. tables.Values.First().Columns.Where(c => tables.Values.Any(t => t.Find(request.Code, c) is { State: not CellState.NotApplicable }))];
        var title = Title(request, words);
        var summary = words.Get(
            "chart.dist.summary", words.GroupName(), words.WaveName(), tables.Count.ToString(CultureInfo.InvariantCulture));
        var legend = columns.Select(c => (RoleOf(c), LegendText(c, words, request))).ToList();
        var anyHatch = tables.Values.Any(t => columns.Any(c => t.Find(request.Code, c) is { State: CellState.Class or CellState.Hidden }));
        if (anyHatch)
        {
            legend.Add((ChartRole.Hidden, words.Get("chart.legend.class")));
        }

        var rows = request.Snapshot.Framework.Competences.Where(c => tables.ContainsKey(c.Id))
            .Select(c => (c.Id, words.Competence(c.Id), c.AreaId)).ToList();
        var layout = new RowLayout(request, words, title, legend, rows, rightColumns: 62, hatchInLegend: anyHatch);
        using var sheet = layout.Sheet();
        DrawScale(sheet, layout, words);
        layout.DrawFrame(sheet);
        foreach (var (role, text, x, y, hatched) in layout.Legend)
        {
            if (hatched)
            {
                sheet.Hatched(x, y - 6, 12, 12, 4);
            }
            else
            {
                sheet.Box(x, y - 6, 12, 12, role);
            }

            sheet.Text(text, x + 18, y, RowLayout.SmallSize, ChartRole.Muted);
        }

        foreach (var row in layout.Rows)
        {
            DrawBar(sheet, layout, words, row, tables[row.Key], request.Code, columns);
        }

        return new Chart(
            ChartKind.Distribution, title, summary, sheet.ToSvg(words.Id(ChartKind.Distribution), title, summary, request.Language),
            layout.Width, layout.Height, Data(request, words, tables, columns));
    }

    private static string Title(ChartRequest request, ChartWords words)
    {
        if (words.Largest(Measures.BelowFloorByCompetence) is not { } worst)
        {
            return words.Get("chart.dist.title", words.GroupName());
        }

        return words.Get(
            "chart.dist.finding", words.Competence(worst.Id), words.Cells.Value(worst.Cell, Measures.BelowFloorByCompetence),
            request.Snapshot.Floor.ToString(CultureInfo.InvariantCulture));
    }

    private static void DrawScale(ChartSheet sheet, RowLayout layout, ChartWords words)
    {
        for (var i = 0; i <= 4; i++)
        {
            var x = layout.At(i / 4.0);
            sheet.Line(x, layout.AxisY + 12, x, layout.Bottom, ChartRole.Grid);
            sheet.Text(words.Format.Share(i / 4.0), x, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, i switch
            {
                0 => ChartAlign.Left,
                4 => ChartAlign.Right,
                _ => ChartAlign.Middle,
            });
        }

        if (!layout.Narrow)
        {
            sheet.Text("n", layout.Width - layout.Margin - 4, layout.AxisY, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
        }
    }

    private static void DrawBar(
        ChartSheet sheet, RowLayout layout, ChartWords words, LaidRow row, PublishedTable table, string code, IReadOnlyList<string> columns)
    {
        var cells = columns.Select(c => table.Find(code, c)).ToList();
        var width = layout.Right - layout.Left;
        var top = row.TrackY - (BarHeight / 2);
        var n = cells.FirstOrDefault(c => c?.Respondents is not null);
        if (n is not null)
        {
            var text = words.Cells.Respondents(n);
            sheet.Text(
                layout.Narrow ? "n " + text : text, layout.Width - layout.Margin - 4, layout.Narrow ? row.LabelY : row.TrackY,
                RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
        }

        if (cells.All(c => c is not { State: CellState.Value or CellState.Class }))
        {
            var first = cells.FirstOrDefault(c => c is not null);
            var mark = first?.State == CellState.Hidden ? words.Get("cell.hidden.long") : words.Get("cell.na");
            sheet.Text(mark, layout.Left + 6, row.TrackY, RowLayout.SmallSize, ChartRole.Muted);
            return;
        }

        // What the numbers leave over belongs to the classes together; how it is shared between them is not known.
        var known = cells.Sum(c => c is { HasValue: true } ? c.Estimate ?? 0 : 0);
        var classes = cells.Count(c => c is { State: CellState.Class or CellState.Hidden });
        var rest = classes == 0 ? 0 : Math.Max(0, 1 - known);
        var scale = width / Math.Max(known + rest, 1e-9);
        var x = layout.Left;
        for (var i = 0; i < columns.Count; i++)
        {
            if (cells[i] is { HasValue: true, Estimate: { } share } cell)
            {
                var w = share * scale;
                var role = RoleOf(columns[i]);
                sheet.Box(x, top, Math.Max(0, w - 1), BarHeight, role);
                var label = words.Format.Number(share * 100, 0);
                if (w > ChartSheet.Measure(label, 11) + 8)
                {
                    sheet.Text(label, x + ((w - 1) / 2), row.TrackY, 11, ChartPalette.InkOn(role), ChartAlign.Middle);
                }

                x += w;
            }
            else if (cells[i] is { State: CellState.Class or CellState.Hidden })
            {
                var w = rest / classes * scale;
                if (w > 1.5)
                {
                    sheet.Hatched(x, top, w - 1, BarHeight, 5);
                }

                x += w;
            }
        }
    }

    private static ChartData Data(
        ChartRequest request, ChartWords words, Dictionary<string, PublishedTable> tables, IReadOnlyList<string> columns)
    {
        var headings = new List<string> { words.Get("chart.col.competence") };
        headings.AddRange(columns.Select(c => LegendText(c, words, request)));
        headings.Add("n");
        var rows = request.Snapshot.Framework.Competences.Where(c => tables.ContainsKey(c.Id)).Select(c =>
        {
            var cells = columns.Select(column => tables[c.Id].Find(request.Code, column)).ToList();
            var texts = cells.Select(cell => words.Cells.Value(cell, Measures.Distribution)).ToList();
            var n = cells.FirstOrDefault(cell => cell?.Respondents is not null);
            texts.Add(n is null ? words.Cells.Value(cells[0], Measures.Distribution) : words.Cells.Respondents(n));
            return new ChartDataRow(words.Competence(c.Id), texts);
        }).ToList();
        return new ChartData(headings, rows);
    }

    private static string LegendText(string column, ChartWords words, ChartRequest request) => column switch
    {
        "floor" => words.Get("chart.band.floor", request.Snapshot.Floor.ToString(CultureInfo.InvariantCulture)),
        "between" => words.Get("chart.band.between"),
        "required" => words.Get("chart.band.required"),
        "0" => words.Get("chart.level.zero"),
        _ => words.Get("chart.level", column),
    };

    private static ChartRole RoleOf(string column) => column switch
    {
        "floor" => ChartRole.Level1,
        "between" => ChartRole.Level3,
        "required" => ChartRole.Level7,
        _ => ChartPalette.Level(int.Parse(column, CultureInfo.InvariantCulture)),
    };
}
