using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>
/// Everything that is published of an organisation, for its analysts: each group of indicators with charts, tables and intervals, how like the
/// staff the answers are, what weighting does, what is hidden, every definition, and full tables as an appendix.
/// </summary>
internal static class AnalysisBrief
{
    private const double TrendWidth = 270;

    /// <summary>Composes the brief.</summary>
    /// <param name="request">What to compose.</param>
    /// <param name="about">Its organisation, with a released wave.</param>
    public static Brief Compose(BriefRequest request, PublishedOrganisation about)
    {
        var draft = new Draft(request);
        var say = draft.Say;
        var wave = about.Waves.Last(w => w.State == WaveState.Released);
        var group = ShownGroup.Whole(draft.Snapshot, about, wave, draft.Language);
        draft.Blocks.Add(Draft.Of(LeadershipBrief.Conclusion(group, say), ParagraphKind.Lead));
        draft.Text(say["brief.analysis.how"]);
        draft.Blocks.Add(new Contents(say["brief.contents"]));
        draft.Heading(2, say["brief.summary"], "sammanfattning");
        draft.Blocks.Add(KeyParts.Figures(draft, group));
        draft.Text(LeadershipBrief.LeftOut(draft, wave), ParagraphKind.Small);
        KeyParts.Profile(draft, group, "profil");
        var departments = Departments(group);
        var appendix = new List<Table>();
        foreach (var part in Sentences.All(draft.Snapshot, about.Code, wave.Wave, draft.Language).Where(g => g.Code != "profile"))
        {
            Group(draft, group, part, departments, appendix);
        }

        Quality(draft, group);
        draft.Blocks.Add(MethodParts.Box(draft, about, wave, "weight.how"));
        AnalysisTables.Protection(draft, group);
        AnalysisTables.Definitions(draft);
        Appendix.Add(draft, group, departments, appendix);
        return draft.Finish(
            say.With("brief.title.analys", about.Name.In(draft.Language)), say["brief.kind.analys"] + " · " + say.Name(wave.Name), "", about.DataDate, wave);
    }

    /// <summary>The departments of a group's wave in alphabetical order, which is no ranking.</summary>
    internal static IReadOnlyList<ShownGroup> Departments(ShownGroup group) =>
    [
        .. group.Wave.Scopes.Where(s => s.Level == ScopeLevel.Department).OrderBy(s => s.Name, SwedishOrder.Instance)
            .Select(s => group with { Level = ScopeLevel.Department, Code = s.Code, Name = s.Name }),
    ];

    private static void Group(Draft draft, ShownGroup group, SentenceGroup part, IReadOnlyList<ShownGroup> departments, List<Table> appendix)
    {
        var say = draft.Say;
        draft.Heading(2, say.Name(part.Name), part.Code);

        // Target areas are told side by side in a table of their own.
        draft.List(part.Measures.Where(m => m.Measure != Measures.TargetAreas && m.Sentences.Any(s => s.Kind == SentenceKind.Finding)).SelectMany(m => m.Sentences)
            .Where(s => s.Kind is SentenceKind.Finding or SentenceKind.Hidden).Select(s => Draft.Of(s)));
        draft.HiddenLine(part.Measures);
        var without = part.Measures.SelectMany(m => m.Sentences).Where(s => s.Kind is SentenceKind.NotApplicable or SentenceKind.Missing).ToList();
        if (without.Count > 0)
        {
            draft.Blocks.Add(Draft.Of(without, ParagraphKind.Small));
        }

        Charts(draft, group, part.Code, departments, appendix);
        AnalysisTables.OfGroup(draft, group, part);
        switch (part.Code)
        {
            case "floor":
                AnalysisTables.Differences(draft, group);
                break;
            case "change" when ChangeParts.Table(draft, group) is { } table:
                draft.Blocks.Add(table);
                break;
            case "plans":
                AnalysisTables.Areas(draft, group);
                break;
        }

        draft.Blocks.Add(new Paragraph([new TextRun(say["brief.analysis.seeDefinitions"], Anchor: "definitioner")], ParagraphKind.Small));
    }

    private static void Charts(Draft draft, ShownGroup group, string part, IReadOnlyList<ShownGroup> departments, List<Table> appendix)
    {
        var heading = draft.Say["group.department"];
        void Below(string measure, string column = PublishedTable.All) => ChartBlocks.AddGroups(draft, "forvaltning", measure, column, heading, departments, draft.Say["brief.chart.inAppendix"]);
        switch (part)
        {
            case "access":
                Below(Measures.Access);
                break;
            case "reach":
                Below(Measures.Reach);
                break;
            case "floor":
                ChartBlocks.Add(draft, group, ChartKind.TrendBelowFloor, TrendWidth);
                Below(Measures.BelowFloor);
                break;
            case "competence":
                ChartBlocks.Add(draft, group, ChartKind.Distribution, ChartBlocks.FullWidth, appendix: appendix);
                ChartBlocks.Add(draft, group, ChartKind.Gap, ChartBlocks.FullWidth, numbers: false);
                break;
            case "voice":
                Below(Measures.Voice);
                break;
        }
    }

    /// <summary>How like the staff the answers are, and what weighting does to the figures.</summary>
    private static void Quality(Draft draft, ShownGroup group)
    {
        var say = draft.Say;
        draft.Heading(2, say["brief.representativity"], "representativitet");
        AnalysisTables.Representativity(draft, group);
        draft.Heading(2, say["section.weighting"], "vagning");
        if (!group.HasWeights)
        {
            draft.Text(say["brief.weighting.none"]);
            return;
        }

        draft.List(draft.Findings(group, Measures.BelowFloorWeighted, Measures.LevelWeighted, Measures.MarginEffects, Measures.WeightingEffect)
            .Select(s => Draft.Of(s)));
        AnalysisTables.Weighting(draft, group);
    }
}
