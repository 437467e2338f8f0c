using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>Full tables behind the analysis: competence by competence, group by group, unit by unit. In registers' order or the alphabet's, never ranked.</summary>
internal static class Appendix
{
    private static readonly (string Measure, string Column, bool Interval)[] OfGroups =
    [
        (Measures.Population, PublishedTable.All, false), (Measures.Voice, PublishedTable.All, false), (Measures.Level, PublishedTable.Index, true),
        (Measures.BelowFloor, PublishedTable.All, true), (Measures.Access, PublishedTable.All, false), (Measures.Reach, PublishedTable.All, false),
    ];

    private static readonly string[] OfCompetences =
        [Measures.Level, Measures.BelowFloorByCompetence, Measures.BelowRequirement, Measures.Gap, Measures.Rds, Measures.Mwds];

    private static readonly (string Code, Breakdown Breakdown)[] Divisions =
    [
        ("operation", Breakdown.Operation), ("role", Breakdown.Role), ("gender", Breakdown.Gender), ("age", Breakdown.AgeBand), ("form", Breakdown.Form),
        ("device", Breakdown.Device),
    ];

    /// <summary>The appendix.</summary>
    /// <param name="draft">The brief.</param>
    /// <param name="group">The organisation.</param>
    /// <param name="departments">Its departments.</param>
    /// <param name="charts">Numbers of charts that would take a page each where the charts are; by competence.</param>
    public static void Add(Draft draft, ShownGroup group, IReadOnlyList<ShownGroup> departments, IReadOnlyList<Table> charts)
    {
        var say = draft.Say;
        draft.Heading(2, say["brief.appendix"], "bilaga", newPage: true);
        draft.Text(say["brief.appendix.how"], ParagraphKind.Small);
        draft.Heading(3, say["brief.appendix.competences"], "bilaga-kompetenser");
        draft.Blocks.Add(Competences(draft, group));
        draft.Blocks.AddRange(charts);
        if (departments.Count > 0)
        {
            draft.Heading(3, say["section.departments"], "bilaga-forvaltningar");
            draft.Blocks.Add(Groups(draft, say["section.departments"], say["group.department"], departments));
        }

        var divided = false;
        foreach (var (code, breakdown) in Divisions)
        {
            if (Divided(draft, group, code, breakdown) is { } table)
            {
                if (!divided)
                {
                    draft.Heading(3, say["brief.appendix.divisions"], "bilaga-uppdelningar");
                    divided = true;
                }

                draft.Blocks.Add(table);
            }
        }

        var units = Units(group);
        if (units.Count > 0)
        {
            draft.Heading(3, say["section.units"], "bilaga-enheter");
            draft.Blocks.Add(Groups(draft, say["section.units"], say["chart.col.unit"], units));
        }
    }

    /// <summary>Units under their departments, both in alphabetical order.</summary>
    private static IReadOnlyList<ShownGroup> Units(ShownGroup group) =>
    [
        .. group.Wave.Scopes.Where(s => s.Level == ScopeLevel.Unit).OrderBy(s => s.Name, SwedishOrder.Instance)
            .Select(s => group with { Level = ScopeLevel.Unit, Code = s.Code, Name = s.Name }),
    ];

    /// <summary>Every competence with every measure of it.</summary>
    private static Table Competences(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        return new Table(
            say["brief.appendix.competences"],
            [
                new TableColumn(say["chart.col.competence"]), new TableColumn(say["brief.col.LEVEL"], ColumnAlignment.Right),
                new TableColumn(say["brief.col.interval"], ColumnAlignment.Right),
                .. OfCompetences[1..].Select(m => new TableColumn(say[$"brief.col.{m}"], ColumnAlignment.Right)),
                new TableColumn("n", ColumnAlignment.Right),
            ],
            [
                .. draft.Snapshot.Framework.Competences.Select(c => new TableRow(
                    $"{c.Id} {say.Name(c.Name)}",
                    [
                        ChartBlocks.Mark(say.Cells.Value(group.Survey(Measures.Level, c.Id), Measures.Level), group.Survey(Measures.Level, c.Id)),
                        ChartBlocks.Interval(say, group.Survey(Measures.Level, c.Id), Measures.Level),
                        .. OfCompetences[1..].Select(m => ChartBlocks.Mark(say.Cells.Value(group.Survey(m, c.Id), m, c.Id), group.Survey(m, c.Id))),
                        say.Cells.Respondents(group.Survey(Measures.Level, c.Id)),
                    ])
                {
                    Sources = [.. OfCompetences.Where(m => group.Survey(m, c.Id) is not null).Select(m => Draft.Place(group, m, c.Id))],
                }),
            ],
            Note(draft, "brief.appendix.competences.note", draft.Snapshot.Framework.Competences.Select(c => (group.Survey(Measures.Level, c.Id), Measures.Level))));
    }

    /// <summary>Groups with their first figures.</summary>
    public static Table Groups(Draft draft, string caption, string heading, IReadOnlyList<ShownGroup> groups)
    {
        var say = draft.Say;
        return new Table(
            caption,
            [new TableColumn(heading), .. OfGroups.Select(m => new TableColumn(say[$"brief.col.{m.Measure}"], ColumnAlignment.Right))],
            [
                .. groups.Select(g => new TableRow(g.Name, [.. OfGroups.Select(m => Cell(draft, g.At(m.Measure, m.Column), m.Measure, m.Column, m.Interval))])
                {
                    Sources = [.. OfGroups.Where(m => g.At(m.Measure, m.Column) is not null).Select(m => Draft.Place(g, m.Measure, m.Column))],
                }),
            ],
            Note(draft, "groups.how.brief", groups.SelectMany(g => OfGroups.Where(m => m.Interval).Select(m => (g.At(m.Measure, m.Column), m.Measure)))));
    }

    /// <summary>The organisation divided; null where nothing of the division is published.</summary>
    private static Table? Divided(Draft draft, ShownGroup group, string code, Breakdown breakdown)
    {
        var say = draft.Say;
        TableKey Key(string measure) => new(measure, group.Organisation.Code, group.WaveOf(measure), ScopeLevel.Organisation, breakdown);
        PublishedCell? At(PublishedRow row, string measure, string column) => draft.Snapshot.Find(Key(measure))!.Find(row.Code, column, row.Category);
        var measures = OfGroups.Where(m => draft.Snapshot.Find(Key(m.Measure)) is not null).ToList();
        var rows = measures.Select(m => draft.Snapshot.Find(Key(m.Measure))!).SelectMany(t => t.Rows).DistinctBy(r => (r.Code, r.Category)).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        return new Table(
            say.With("brief.appendix.divided", say[$"column.{code}"]),
            [new TableColumn(say["difference.col.group"]), .. measures.Select(m => new TableColumn(say[$"brief.col.{m.Measure}"], ColumnAlignment.Right))],
            [
                .. rows.Select(r => new TableRow(
                    say.Name(r.Name),
                    [.. measures.Select(m => Cell(draft, At(r, m.Measure, m.Column), m.Measure, m.Column, m.Interval))])
                {
                    Sources =
                    [
                        .. measures.Where(m => At(r, m.Measure, m.Column) is not null)
                            .Select(m => new CellAddress(Key(m.Measure), r.Code, r.Category, m.Column)),
                    ],
                }),
            ],
            Note(draft, "groups.how.brief", rows.SelectMany(r => measures.Where(m => m.Interval).Select(m => (At(r, m.Measure, m.Column), m.Measure)))));
    }

    /// <summary>The text below a table, with the reason where numbers of it stand without their intervals.</summary>
    private static string Note(Draft draft, string code, IEnumerable<(PublishedCell? Cell, string Measure)> cells) =>
        $"{draft.Say[code]} {draft.Say.Cells.IntervalNote(cells)}".TrimEnd();

    private static TableCell Cell(Draft draft, PublishedCell? cell, string measure, string column, bool interval)
    {
        var cells = draft.Say.Cells;
        return measure == Measures.Voice && cell is { Respondents: not null, Population: not null, HasValue: true }
            ? cells.Basis(cell)
            : ChartBlocks.Mark(interval ? cells.ValueWithInterval(cell, measure) : cells.Value(cell, measure, column), cell);
    }
}
