using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>Charts in a brief: the finding as caption and alternative text, the numbers as a table below.</summary>
internal static class ChartBlocks
{
    /// <summary>Width of the text column in points.</summary>
    public const double FullWidth = 483;

    /// <summary>An id made of a code: letters and digits of ASCII, everything else a hyphen.</summary>
    public static string Safe(string code) => string.Concat(code.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));

    /// <summary>A drawn chart as content.</summary>
    /// <param name="draft">The brief.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="narrow">The same for a telephone; null on paper, and where one shape fits both.</param>
    /// <param name="width">Width on paper, in points.</param>
    /// <param name="data">Its numbers, or null where they stand elsewhere in the brief.</param>
    public static Figure Figure(Draft draft, Chart chart, Chart? narrow, double width, Table? data) =>
        new(chart.Svg, chart.Title + (chart.Title.EndsWith('?') ? " " : ". ") + chart.Summary, chart.Title, width, width * chart.Height / chart.Width, data)
        {
            NarrowSvg = draft.ForPage && narrow is not null && narrow.Svg != chart.Svg ? narrow.Svg : "",
        };

    /// <summary>One of the pages' charts of a group, with its numbers; nothing where nothing of the kind is published.</summary>
    /// <param name="draft">The brief.</param>
    /// <param name="group">The group.</param>
    /// <param name="kind">Which chart.</param>
    /// <param name="width">Width on paper, in points.</param>
    /// <param name="numbers">False where they stand in the appendix, which is then said.</param>
    /// <param name="appendix">Takes them where the appendix has them in a table of their own: shares at each level.</param>
    public static void Add(Draft draft, ShownGroup group, ChartKind kind, double width, bool numbers = true, ICollection<Table>? appendix = null)
    {
        var request = new ChartRequest(
            group.Snapshot, group.Organisation.Code, group.Wave.Wave, group.Level, group.Code, draft.Language, draft.Palette);
        if (ChartBook.Draw(kind, request) is not { } chart)
        {
            return;
        }

        var trend = kind is ChartKind.TrendBelowFloor or ChartKind.TrendIndex or ChartKind.TrendVoice;
        var narrow = draft.ForPage && !trend ? ChartBook.Draw(kind, request with { Width = ChartWidth.Narrow }) : null;
        var table = numbers
            ? Numbers(group, kind, chart, appendix is null ? draft.Say.With("brief.chart.numbers", chart.Title) : draft.Say["brief.appendix.levels"])
            : null;
        draft.Blocks.Add(Figure(draft, chart, narrow, width, appendix is null ? table : null));
        var where = table is null || appendix is not null ? draft.Say["brief.chart.inAppendix"] : "";
        draft.Text($"{chart.Note} {where}".Trim(), ParagraphKind.Small);
        if (table is not null)
        {
            appendix?.Add(table);
        }
    }

    private static Table Numbers(ShownGroup group, ChartKind kind, Chart chart, string caption)
    {
        var sources = Sources(group, kind).ToLookup(s => s.Row, s => s.Cell);
        return new Table(
            caption,
            [.. chart.Data.Headings.Select((h, i) => new TableColumn(h, i == 0 ? ColumnAlignment.Left : ColumnAlignment.Right))],
            [.. chart.Data.Rows.Select((row, i) => new TableRow(row.Heading, [.. row.Cells.Select(c => (TableCell)c)]) { Sources = [.. sources[i]] })]);
    }

    /// <summary>The cells behind each row of a chart's table, in the chart's own order of rows.</summary>
    private static IEnumerable<(int Row, CellAddress Cell)> Sources(ShownGroup group, ChartKind kind)
    {
        TableKey Key(string measure, string wave, string item = "") => new(measure, group.Organisation.Code, wave, group.Level, Breakdown.None, item);
        var competences = group.Snapshot.Framework.Competences;
        switch (kind)
        {
            case ChartKind.Gap:
                var levels = Key(Measures.Level, group.Wave.Wave);
                var drawn = competences.Where(c => group.Snapshot.Find(levels)?.Columns.Contains(c.Id) == true).ToList();
                return drawn.SelectMany((c, i) => ((TableKey[])[levels, Key(Measures.Gap, group.Wave.Wave)]).Select(k => (i, new CellAddress(k, group.Code, "", c.Id))));
            case ChartKind.Distribution:
                return competences.Select(c => group.Snapshot.Find(Key(Measures.Distribution, group.Wave.Wave, c.Id))).OfType<PublishedTable>()
                    .SelectMany((table, i) => table.Columns.Select(column => (i, new CellAddress(table.Key, group.Code, "", column))));
            default:
                var (measure, column) = kind switch
                {
                    ChartKind.TrendBelowFloor => (Measures.BelowFloor, PublishedTable.All),
                    ChartKind.TrendIndex => (Measures.Level, PublishedTable.Index),
                    _ => (Measures.Voice, PublishedTable.All),
                };
                return group.Organisation.Waves.Where(w => w.State == Model.WaveState.Released).Select((w, i) => (i, new CellAddress(Key(measure, w.Wave), group.Code, "", column)));
        }
    }

    /// <summary>A measure of several groups on one scale: bars for register facts, dots with intervals for answers.</summary>
    /// <param name="draft">The brief.</param>
    /// <param name="id">Id of the drawing, unique in the brief.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="column">Its column.</param>
    /// <param name="heading">What a group is: "Förvaltning", "Organisation".</param>
    /// <param name="groups">The groups, in the order shown.</param>
    /// <param name="where">Where the numbers stand in the brief, in words; null: in a table of its own below.</param>
    public static void AddGroups(Draft draft, string id, string measure, string column, string heading, IReadOnlyList<ShownGroup> groups, string? where = null)
    {
        var say = draft.Say;
        var cells = groups.Select(g => g.At(measure, column)).ToList();
        var numbers = cells.Where(c => c is { HasValue: true }).Select(c => c!).ToList();
        if (numbers.Count == 0 || groups.Count < 2)
        {
            return;
        }

        var fact = Digilo.Analytics.Indicators.Catalogue.Find(measure)?.Class != Digilo.Analytics.Indicators.MeasureClass.Answer;
        var name = say[$"measure.{measure}.name"];
        var (low, high) = (numbers.MinBy(c => c.Estimate)!, numbers.MaxBy(c => c.Estimate)!);
        var title = numbers.Count == 1
            ? say.With("brief.groups.one", name, say.Cells.Value(low, measure, column))
            : say.With("brief.groups.range", name, say.Cells.Value(low, measure, column), say.Cells.Value(high, measure, column));
        var note = say.Cells.IntervalNote(cells.Select(c => (c, measure)));
        var request = new LinesRequest(
            $"{id}-{Safe(measure)}", title, $"{say[fact ? "brief.groups.summary.fact" : "brief.groups.summary.answer"]} {note}".TrimEnd(),
            [
                .. groups.Zip(cells, (g, c) => new ChartLine(
                    g.Name, say.Cells.Value(c, measure, column), c is { HasValue: true } ? c.Estimate : null, c?.Interval?.Low, c?.Interval?.High,
                    c is { HasValue: true } ? fact ? Persons(say, c) : say.Cells.Respondents(c) : "")),
            ],
            Texts.CellText.UnitOf(measure, column) == Texts.PrintedUnit.Share, fact, fact ? "N" : "n", draft.Language, draft.Palette);
        var narrow = draft.ForPage ? ChartBook.Draw(request with { Width = ChartWidth.Narrow }) : null;
        draft.Blocks.Add(Figure(draft, ChartBook.Draw(request), narrow, FullWidth, where is not null ? null : new Table(
            say.With("brief.chart.numbers", name),
            fact
                ? [new TableColumn(heading), new TableColumn(name, ColumnAlignment.Right), new TableColumn(say["brief.col.basis"], ColumnAlignment.Right)]
                : [new TableColumn(heading), new TableColumn(name, ColumnAlignment.Right), new TableColumn(say["chart.col.interval"], ColumnAlignment.Right), new TableColumn("n", ColumnAlignment.Right)],
            [
                .. groups.Zip(cells, (g, c) => new TableRow(g.Name, fact
                    ? [Mark(say.Cells.Value(c, measure, column), c), say.Cells.Basis(c)]
                    : [Mark(say.Cells.Value(c, measure, column), c), Interval(say, c, measure), say.Cells.Respondents(c)])
                {
                    Sources = c is null ? [] : [Draft.Place(g, measure, column)],
                }),
            ])));
        draft.Text($"{note} {where}".Trim(), ParagraphKind.Small);
    }

    /// <summary>A cell's text, paler where there is no number.</summary>
    public static TableCell Mark(string text, PublishedCell? cell) => new(text, cell is { State: CellState.Value or CellState.Class } ? CellMark.None : CellMark.Weak);

    /// <summary>A cell's interval in a column of its own, or the mark of what is hidden, paler.</summary>
    public static TableCell Interval(Say say, PublishedCell? cell, string measure) =>
        new(say.Cells.IntervalOrMark(cell, measure), cell is { State: CellState.Value, Interval: not null } ? CellMark.None : CellMark.Weak);

    private static string Persons(Say say, PublishedCell cell) => cell.Population is { } all ? say.F.Count(all) : "";
}
