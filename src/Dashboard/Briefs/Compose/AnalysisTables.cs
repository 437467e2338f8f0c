using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>Tables of the analysis brief: measures with their intervals, differences, quality, what is hidden, and every definition.</summary>
internal static class AnalysisTables
{
    /// <summary>The rules that a reader meets in the figures; the others are on the method page.</summary>
    private static readonly string[] FiguresRules = ["groups", "counts", "distributions", "facts", "participation", "rounding", "spread"];

    // Beside the lines of "more measures": the measures that a page shows as cards and charts.
    private static readonly Dictionary<string, (string More, (string Measure, string Column)[] First)> Parts = new(StringComparer.Ordinal)
    {
        ["access"] = ("A", [(Measures.Population, PublishedTable.All), (Measures.Access, PublishedTable.All)]),
        ["reach"] = ("R", [(Measures.Reach, PublishedTable.All)]),
        ["floor"] = ("F", [(Measures.BelowFloor, PublishedTable.All), (Measures.BelowFloorWeighted, PublishedTable.All)]),
        ["competence"] = ("", [(Measures.Level, PublishedTable.Index), (Measures.LevelWeighted, PublishedTable.Index)]),
        ["voice"] = ("V", [(Measures.Voice, PublishedTable.All)]),
        ["leadership"] = ("L", []),
        ["dialogue"] = ("D", []),
        ["change"] = ("E", []),
        ["plans"] = ("T", []),
    };

    private static readonly string[] Partials = ["cv", "without_device", "role", "gender", "age", "form", "device", "department"];

    /// <summary>Every figure of a group of the catalogue with its interval and what it rests on.</summary>
    public static void OfGroup(Draft draft, ShownGroup group, SentenceGroup part)
    {
        var say = draft.Say;
        if (!Parts.TryGetValue(part.Code, out var lines))
        {
            return;
        }

        var first = lines.First.Where(l => group.At(l.Measure, l.Column) is not null).Select(l => Row(draft, group, say[$"measure.{l.Measure}.name"], l.Measure, l.Column, null));
        var beside = MoreFigures.RowsOf(group, say, lines.More).Where(r => r.Cell is not null).ToList();
        var more = beside.Select(r => Row(draft, group, r.Name, r.Measure, r.Column, r.Reason.Length > 0 ? r.Reason : r.Basis));
        var note = say.Cells.IntervalNote([.. lines.First.Select(l => (group.At(l.Measure, l.Column), l.Measure)), .. beside.Select(r => (r.Cell, r.Measure))]);
        List<TableRow> rows = [.. first, .. more];
        if (rows.Count > 0)
        {
            draft.Blocks.Add(new Table(
                say.With("brief.table.measures", say.Name(part.Name)),
                [
                    new TableColumn(say["more.col.measure"]), new TableColumn(say["more.col.value"], ColumnAlignment.Right),
                    new TableColumn(say["chart.col.interval"], ColumnAlignment.Right), new TableColumn(say["more.col.basis"]),
                ],
                rows,
                note.Length > 0 ? note : null));
        }
    }

    private static TableRow Row(Draft draft, ShownGroup group, string name, string measure, string column, string? basis)
    {
        var (say, cell) = (draft.Say, group.At(measure, column));
        var interval = say.Cells.Interval(cell, measure);
        return new TableRow(name,
        [
            ChartBlocks.Mark(say.Cells.Value(cell, measure, column), cell),
            interval.Length > 0 ? interval
                : say.Cells.IntervalOfDifference(cell, measure) is { Length: > 0 } other ? other
                : CellText.HidesInterval(cell, measure) ? ChartBlocks.Interval(say, cell, measure) : "–",
            basis ?? (cell is { State: CellState.Value or CellState.Class } ? say.Cells.Basis(cell) : say.Cells.Reason(cell)),
        ])
        {
            // What a number of a few groups is out of stands in a column of its own.
            Sources = [Draft.Place(group, measure, column), .. Beside(group, measure)],
        };
    }

    private static IEnumerable<CellAddress> Beside(ShownGroup group, string measure) => (measure switch
    {
        Measures.SilentOperations => [Draft.Place(group, measure, "operations")],
        Measures.PlanProgress => [Draft.Place(group, measure, "due")],
        _ => (CellAddress[])[],
    }).Where(a => group.Snapshot.Find(a.Table)?.Find(a.Code, a.Column) is not null);

    /// <summary>The share below the floor in each group against all others, weighted where that is published.</summary>
    public static void Differences(Draft draft, ShownGroup group)
    {
        foreach (var shown in group.HasWeights ? (ShownGroup[])[group with { Weighted = true }, group] : [group])
        {
            var (say, measure) = (draft.Say, shown.Chosen(Measures.Disparity));
            var rows = ShownDifference.Of(shown, say);
            var hidden = rows.Count(r => r.Ratio.State == CellState.Hidden);
            if (!rows.Any(r => r.Ratio.HasValue))
            {
                continue;
            }

            draft.Blocks.Add(new Table(
                say[$"brief.table.{measure}"],
                [
                    new TableColumn(say["difference.col.group"]), new TableColumn(say["brief.col.division"]), new TableColumn(say["difference.col.ratio"], ColumnAlignment.Right),
                    new TableColumn(say["chart.col.interval"], ColumnAlignment.Right), new TableColumn(say["difference.col.flag"]),
                    new TableColumn(say["difference.col.n"], ColumnAlignment.Right),
                ],
                [
                    .. rows.Where(r => r.Ratio.State != CellState.Hidden).Select(r => new TableRow(r.Name,
                        [say[$"column.{r.Division}"], ChartBlocks.Mark(say.Cells.Value(r.Ratio, measure), r.Ratio), Or(r.Interval), r.Flag, Or(r.Answers)])
                    {
                        Sources = [.. Find(shown, measure, r)],
                    }),
                ],
                string.Join(' ', new[]
                {
                    hidden > 0 ? say.With("brief.table.hiddenRows", say.F.Count(hidden)) : "",
                    say[measure == Measures.Disparity ? "difference.how" : "difference.how.weighted"],
                }.Where(t => t.Length > 0))));
            return;
        }
    }

    private static IEnumerable<CellAddress> Find(ShownGroup group, string measure, ShownDifference row) =>
        group.Snapshot.TablesOf(group.Organisation.Code)
            .Where(t => t.Key.Measure == measure && t.Key.Wave == group.Wave.Wave)
            .SelectMany(t => t.Rows.Select((r, i) => (Table: t, Row: r, Cell: t.Find(i, PublishedTable.All))))
            .Where(c => ReferenceEquals(c.Cell, row.Ratio)).Select(c => new CellAddress(c.Table.Key, c.Row.Code, c.Row.Category, PublishedTable.All));

    /// <summary>The target areas with their parts, each in its own unit.</summary>
    public static void Areas(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        var areas = ShownArea.Of(group, say);
        if (areas.Count == 0 || group.Organisation.TargetAreas is not { } targets)
        {
            return;
        }

        draft.Blocks.Add(new Table(
            say["areas.title"],
            [
                new TableColumn(say["brief.col.area"]), new TableColumn(say["brief.col.part"]), new TableColumn(say["more.col.value"], ColumnAlignment.Right),
                new TableColumn(say["more.col.basis"]),
            ],
            [
                .. areas.SelectMany(a => a.Parts.Select(p => new TableRow(
                    a.Name, [p.Name, ChartBlocks.Mark(p.Value, p.Cell), p.Reason.Length > 0 ? p.Reason : p.Basis])
                {
                    Sources = [Draft.Place(group, p.Measure, p.Measure == Measures.TargetAreas ? a.Id : PublishedTable.All), .. Beside(group, p.Measure)],
                })),
            ],
            say["areas.how"] + " " + (targets.DecidedBy.Length == 0 ? say["areas.ours"] : say.With("areas.decided", targets.DecidedBy, targets.Version))));
    }

    /// <summary>The R-indicator and its partials.</summary>
    public static void Representativity(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        draft.List(draft.Findings(group, Measures.Representativity, Measures.FloorBounds).Select(s => Draft.Of(s)));
        var rows = ((string[])[PublishedTable.All, .. Partials]).Select(c => (Column: c, Cell: group.At(Measures.Representativity, c)))
            .Where(c => c.Cell is not null).ToList();
        if (rows.Count == 0)
        {
            draft.Text(say["brief.representativity.none"]);
            return;
        }

        draft.Blocks.Add(new Table(
            say["brief.representativity"],
            [new TableColumn(say["more.col.measure"]), new TableColumn(say["more.col.value"], ColumnAlignment.Right)],
            [
                .. rows.Select(r => new TableRow(
                    r.Column == PublishedTable.All ? say["more.V3.all"] : r.Column is "cv" or "without_device" ? Capital(say[$"column.{r.Column}"]) : say.With("brief.partial", say[$"column.{r.Column}"]),
                    [ChartBlocks.Mark(say.Cells.Value(r.Cell, Measures.Representativity, r.Column), r.Cell)])
                {
                    Sources = [Draft.Place(group, Measures.Representativity, r.Column)],
                }),
            ],
            say["brief.representativity.note"]));
    }

    /// <summary>Unweighted and weighted side by side.</summary>
    public static void Weighting(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        (string Measure, string Weighted, string Column)[] pairs =
        [
            (Measures.BelowFloor, Measures.BelowFloorWeighted, PublishedTable.All),
            (Measures.Level, Measures.LevelWeighted, PublishedTable.Index),
        ];
        draft.Blocks.Add(new Table(
            say["section.weighting"],
            [new TableColumn(say["weight.col.measure"]), new TableColumn(say["weight.none"], ColumnAlignment.Right), new TableColumn(say["weight.raked"], ColumnAlignment.Right)],
            [
                .. pairs.Select(p => new TableRow(say[$"measure.{p.Measure}.name"],
                    [say.Cells.ValueWithInterval(group.Survey(p.Measure, p.Column), p.Measure), say.Cells.ValueWithInterval(group.Survey(p.Weighted, p.Column), p.Weighted)])
                {
                    Sources = [Draft.Place(group, p.Measure, p.Column), Draft.Place(group, p.Weighted, p.Column)],
                }),
            ],
            Note()));

        string? Note()
        {
            var device = group.Survey(Measures.MarginEffects, "device") is { Reason: "margin_not_used" } ? say["weight.device"] : "";
            var hidden = say.Cells.IntervalNote(pairs.SelectMany(p => ((PublishedCell?, string)[])[(group.Survey(p.Measure, p.Column), p.Measure), (group.Survey(p.Weighted, p.Column), p.Weighted)]));
            return $"{device} {hidden}".Trim() is { Length: > 0 } note ? note : null;
        }
    }

    /// <summary>How much of what is published of the organisation is a number, a class or hidden: cells counted, not people.</summary>
    public static void Protection(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        draft.Heading(2, say["brief.protection"], "skydd");
        draft.Text(say["method.protection.1"] + " " + say["brief.protection.more"]);
        draft.Blocks.Add(new DefinitionList(
        [
            .. ProtectionRules.Of(draft.Snapshot.ProtectionOf(group.Wave), say)
                .Where(r => FiguresRules.Contains(r.Code))
                .Select(r => new Definition(r.Title, new Paragraph(r.Text, ParagraphKind.Small))),
        ]));
        draft.Blocks.Add(new Table(
            say["brief.protection.caption"],
            [
                new TableColumn(say["brief.col.level"]), .. ((string[])["values", "classes", "hidden", "na"]).Select(c => new TableColumn(say[$"brief.col.{c}"], ColumnAlignment.Right)),
            ],
            [
                .. ProtectionAccount.Of(draft.Snapshot, group.Organisation.Code, group.Wave.Wave).Select(a => new TableRow(
                    say[$"brief.protection.{a.Level}"], [say.F.Count(a.Values), say.F.Count(a.Classes), say.F.Count(a.Hidden), say.F.Count(a.NotApplicable)])),
            ],
            say["brief.protection.note"]));
    }

    /// <summary>Every definition, and where its worked example is.</summary>
    public static void Definitions(Draft draft)
    {
        var say = draft.Say;
        draft.Heading(2, say["brief.definitions"], "definitioner", newPage: true);
        draft.Text(say["brief.definitions.how"] + " " + say["method.vectors"]);
        draft.Blocks.Add(new BulletList(
        [
            .. Pages.Definitions.All(say).Select(d => new Paragraph(
                [new TextRun($"{d.Name} ({d.Id}, {say.With("footer.version", d.Version)})", Emphasis: true), new TextRun(": " + d.Parts[0].Text)], ParagraphKind.Small)),
        ]));
    }

    private static string Or(string text) => text.Length > 0 ? text : "–";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
