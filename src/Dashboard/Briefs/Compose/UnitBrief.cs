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
        draft.Blocks.Add(Draft.Of(conclusion.Take(1), ParagraphKind.Lead));
        if (unit.Merged.Count > 0)
        {
            draft.Text(say.With("unit.merged", string.Join(", ", unit.Merged)));
        }

        draft.Blocks.Add(KeyParts.Figures(draft, group));
        draft.Heading(2, say["brief.unit.beside"], "bredvid");
        draft.Blocks.Add(Comparison(draft, beside));
        Words(draft, group, conclusion);
        Competences(draft, beside);
        draft.Blocks.Add(MethodParts.Box(draft, about, wave, "brief.method.unit"));
        var where = department is null ? about.Name.In(draft.Language) : department.Name + ", " + about.Name.In(draft.Language);
        return draft.Finish(
            say.With("brief.title", unit.Name), say["brief.kind.enhet"] + " · " + say.Name(wave.Name), where, about.DataDate);
    }

    private static Table Comparison(Draft draft, IReadOnlyList<ShownGroup> groups)
    {
        var say = draft.Say;
        var measures = Compared.Where(m => groups[0].At(m.Measure, m.Column) is not null).ToList();
        return new Table(
            say["brief.unit.beside"],
            [new TableColumn(say["more.col.measure"]), .. groups.Select(g => new TableColumn(g.Name, ColumnAlignment.Right))],
            [
                .. measures.Select(m => new TableRow(
                    NameOf(draft, m.Measure),
                    [.. groups.Select(g => ChartBlocks.Mark(say.Cells.ValueWithInterval(g.At(m.Measure, m.Column), m.Measure), g.At(m.Measure, m.Column)))])
                {
                    Sources = [.. groups.Where(g => g.At(m.Measure, m.Column) is not null).Select(g => Draft.Place(g, m.Measure, m.Column))],
                }),
            ],
            say["brief.unit.note"]);
    }

    private static string NameOf(Draft draft, string measure) =>
        draft.Say.Or($"measure.{measure}.name", Digilo.Analytics.Indicators.Catalogue.Find(measure)?.Name.In(draft.Language) ?? measure);

    /// <summary>What the rules say of the unit, but for what stands first.</summary>
    private static void Words(Draft draft, ShownGroup group, IReadOnlyList<Sentence> conclusion)
    {
        var said = Sentences.All(draft.Snapshot, group.Organisation.Code, group.Wave.Wave, draft.Language, group.Level, group.Code).SelectMany(g => g.Measures).ToList();
        var told = conclusion.Take(1).Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        var found = said.SelectMany(m => m.Sentences).Where(s => s.Kind == SentenceKind.Finding && !told.Contains(s.Text)).ToList();
        if (found.Count > 0)
        {
            draft.Heading(2, draft.Say["said.title"], "i-ord");
            draft.List(found.Select(s => Draft.Of(s)));
        }

        draft.HiddenLine(said);
    }

    /// <summary>The levels of every competence, drawn and beside the department's and the organisation's; nothing where all are hidden.</summary>
    private static void Competences(Draft draft, IReadOnlyList<ShownGroup> groups)
    {
        var (say, unit) = (draft.Say, groups[0]);
        var competences = draft.Snapshot.Framework.Competences.Where(c => unit.Survey(Measures.Level, c.Id) is not null).ToList();
        if (!competences.Any(c => unit.Survey(Measures.Level, c.Id) is { State: CellState.Value or CellState.Class }))
        {
            return;
        }

        draft.Heading(2, say["brief.unit.competences"], "kompetenser");
        draft.Blocks.Add(new Table(
            say["brief.unit.competences.caption"],
            [new TableColumn(say["chart.col.competence"]), .. groups.Select(g => new TableColumn(g.Name, ColumnAlignment.Right)), new TableColumn(say["brief.unit.n"], ColumnAlignment.Right)],
            [
                .. competences.Select(c => new TableRow(
                    $"{c.Id} {say.Name(c.Name)}",
                    [
                        .. groups.Select((g, i) => ChartBlocks.Mark(
                            i == 0 ? say.Cells.ValueWithInterval(g.Survey(Measures.Level, c.Id), Measures.Level) : say.Cells.Value(g.Survey(Measures.Level, c.Id), Measures.Level),
                            g.Survey(Measures.Level, c.Id))),
                        say.Cells.Respondents(unit.Survey(Measures.Level, c.Id)),
                    ])
                {
                    Sources = [.. groups.Where(g => g.Survey(Measures.Level, c.Id) is not null).Select(g => Draft.Place(g, Measures.Level, c.Id))],
                }),
            ]));
    }
}
