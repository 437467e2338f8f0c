using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>
/// One or two pages for a unit's manager: the unit's published figures beside its department's and the organisation's. What is not published of
/// a unit, such as how it rates its leadership, is not here either: there is one published set, and rights only take away from it.
/// </summary>
internal static class UnitBrief
{
    private static readonly (string Measure, string Column)[] Compared =
    [
        (Measures.Population, PublishedTable.All), (Measures.Voice, PublishedTable.All), (Measures.BelowFloor, PublishedTable.All), (Measures.Level, PublishedTable.Index),
        (Measures.Access, PublishedTable.All), (Measures.Reach, PublishedTable.All), (Measures.TimeAndPlace, PublishedTable.All),
        (Measures.SeenAndValued, PublishedTable.All), (Measures.Dialogue, PublishedTable.All),
    ];

    // What the tables do not tell by themselves.
    private static readonly string[] Told = [Measures.Level, Measures.BelowFloorByCompetence];

    /// <summary>The wave that a unit's brief is about: the newest released.</summary>
    public static PublishedWave? WaveOf(PublishedOrganisation organisation) => organisation.Waves.LastOrDefault(w => w.State == WaveState.Released);

    /// <summary>Composes the brief; null when the wave has no such unit.</summary>
    public static Brief? Compose(BriefRequest request, PublishedOrganisation about)
    {
        if (WaveOf(about) is not { } wave || wave.Scopes.FirstOrDefault(s => s.Level == ScopeLevel.Unit && s.Code == request.Name.Unit) is not { } unit)
        {
            return null;
        }

        var draft = new Draft(request);
        var say = draft.Say;
        var whole = ShownGroup.Whole(draft.Snapshot, about, wave, draft.Language);
        var group = whole with { Level = ScopeLevel.Unit, Code = unit.Code, Name = unit.Name };
        var department = wave.Scopes.FirstOrDefault(s => s.Level == ScopeLevel.Department && s.Code == unit.ParentCode);
        List<ShownGroup> beside = [group, .. department is null ? [] : (ShownGroup[])[whole with { Level = ScopeLevel.Department, Code = department.Code, Name = department.Name }], whole];
        var conclusion = LeadershipBrief.Conclusion(group, say);
        var lead = Lead(draft, group, conclusion);
        draft.Blocks.Add(Draft.Of(lead, ParagraphKind.Lead));
        if (unit.Merged.Count > 0)
        {
            draft.Text(say.With("unit.merged", string.Join(", ", unit.Merged)));
        }

        draft.Blocks.Add(KeyParts.Figures(draft, group));
        draft.Heading(2, say["brief.unit.beside"], "bredvid");
        draft.Blocks.Add(Comparison(draft, beside));
        Competences(draft, beside, lead);
        draft.Blocks.Add(MethodParts.Box(draft, about, wave, "brief.method.unit"));
        var where = department is null ? about.Name.In(draft.Language) : department.Name + ", " + about.Name.In(draft.Language);
        return draft.Finish(
            unit.Name, say["brief.kind.enhet"] + " · " + say.Name(wave.Name), where, about.DataDate, wave);
    }

    /// <summary>The share below the floor where it is shown, otherwise the mean level; that it is hidden where neither is.</summary>
    private static Sentence Lead(Draft draft, ShownGroup group, IReadOnlyList<Sentence> conclusion) =>
        draft.Findings(group, Measures.BelowFloor, Measures.Level) is [var first, ..] ? first : conclusion[0];

    private static IEnumerable<TableColumn> Columns(Draft draft, IReadOnlyList<ShownGroup> groups) =>
        groups.Select(g => new TableColumn(draft.Say[$"brief.unit.{g.Level}".ToLowerInvariant()], ColumnAlignment.Right));

    private static Table Comparison(Draft draft, IReadOnlyList<ShownGroup> groups)
    {
        var say = draft.Say;
        var measures = Compared.Where(m => groups[0].At(m.Measure, m.Column) is not null
            && groups.Any(g => g.At(m.Measure, m.Column) is { State: not CellState.NotApplicable })).ToList();
        return new Table(
            say["brief.unit.table"],
            [new TableColumn(say["more.col.measure"]), .. Columns(draft, groups)],
            [
                .. measures.Select(m => new TableRow(
                    NameOf(draft, m.Measure),
                    [.. groups.Select(g => ChartBlocks.Mark(say.Cells.ValueWithInterval(g.At(m.Measure, m.Column), m.Measure), g.At(m.Measure, m.Column)))])
                {
                    Sources = [.. groups.Where(g => g.At(m.Measure, m.Column) is not null).Select(g => Draft.Place(g, m.Measure, m.Column))],
                }),
            ],
            $"{say["brief.unit.note"]} {say.Cells.IntervalNote(measures.SelectMany(m => groups.Select(g => (g.At(m.Measure, m.Column), m.Measure))))}".TrimEnd());
    }

    private static string NameOf(Draft draft, string measure) =>
        draft.Say.Or($"measure.{measure}.name", Digilo.Analytics.Indicators.Catalogue.Find(measure)?.Name.In(draft.Language) ?? measure);

    /// <summary>The levels of every competence beside the department's and the organisation's, and what stands out; nothing where all are hidden.</summary>
    private static void Competences(Draft draft, IReadOnlyList<ShownGroup> groups, Sentence lead)
    {
        var (say, unit) = (draft.Say, groups[0]);
        var competences = draft.Snapshot.Framework.Competences.Where(c => unit.Survey(Measures.Level, c.Id) is not null).ToList();
        if (!competences.Any(c => unit.Survey(Measures.Level, c.Id) is { State: CellState.Value or CellState.Class }))
        {
            return;
        }

        draft.Heading(2, say["brief.unit.competences"], "kompetenser");
        var said = draft.Findings(unit, Told).Where(s => s.Text != lead.Text && s.Cells.All(c => c.Column != PublishedTable.Index)).ToList();
        if (said.Count > 0)
        {
            draft.Blocks.Add(Draft.Of(said));
        }

        var cells = competences.Select(c => unit.Survey(Measures.Level, c.Id)).ToList();
        draft.Blocks.Add(new Table(
            say[cells.Any(c => c is { HasValue: true, Interval: not null }) ? "brief.unit.competences.caption" : "brief.unit.competences.caption.bare"],
            [
                new TableColumn(say["chart.col.competence"]), new TableColumn(say["brief.unit.unit"], ColumnAlignment.Right),
                new TableColumn(say["brief.col.interval"], ColumnAlignment.Right), .. Columns(draft, groups).Skip(1), new TableColumn("n", ColumnAlignment.Right),
            ],
            [
                .. competences.Select(c => new TableRow(
                    $"{c.Id} {say.Name(c.Name)}",
                    [
                        Level(unit, c), ChartBlocks.Interval(say, unit.Survey(Measures.Level, c.Id), Measures.Level), .. groups.Skip(1).Select(g => Level(g, c)),
                        say.Cells.Respondents(unit.Survey(Measures.Level, c.Id)),
                    ])
                {
                    Sources = [.. groups.Where(g => g.Survey(Measures.Level, c.Id) is not null).Select(g => Draft.Place(g, Measures.Level, c.Id))],
                }),
            ],
            say.Cells.IntervalNote(cells.Select(c => (c, Measures.Level))) is { Length: > 0 } note ? note : null));

        TableCell Level(ShownGroup group, Model.Competence competence) =>
            ChartBlocks.Mark(say.Cells.Value(group.Survey(Measures.Level, competence.Id), Measures.Level), group.Survey(Measures.Level, competence.Id));
    }
}
