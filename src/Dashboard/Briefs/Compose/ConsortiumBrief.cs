using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>
/// The organisations that agreed to be shown side by side, "n av m organisationer" (method §4.9). There is no total: a person may be employed by
/// several of them and is counted by each, and levels are not tested against each other.
/// </summary>
internal static class ConsortiumBrief
{
    /// <summary>Composes the brief; null when no organisation has released a wave and agreed.</summary>
    public static Brief? Compose(BriefRequest request)
    {
        var draft = new Draft(request);
        var (say, snapshot) = (draft.Say, draft.Snapshot);
        if (Together.WaveOf(snapshot) is not { } code)
        {
            return null;
        }

        var agreed = Together.Agreed(snapshot, code, draft.Language);
        var groups = agreed.Select(o => ShownGroup.Whole(snapshot, o, o.Waves.First(w => w.Wave == code), draft.Language)).ToList();
        var name = say.Name(groups[0].Wave.Name);
        var of = say.With("brief.consortium.of", say.F.Count(agreed.Count), say.F.Count(Together.Released(snapshot, code)));
        draft.Text(say.With("brief.consortium.lead", of, name), ParagraphKind.Lead);
        draft.List(Together.Sentences(snapshot, code, draft.Language).Select(s => Draft.Of(s)));
        if (agreed.Count < 2)
        {
            draft.Text(say["brief.consortium.few"]);
        }

        draft.Heading(2, say["brief.consortium.beside"], "bredvid");
        draft.Blocks.Add(Appendix.Groups(draft, say["brief.consortium.table"], say["import.organisation"], groups));
        foreach (var (measure, column) in ((string, string)[])[(Measures.BelowFloor, PublishedTable.All), (Measures.Voice, PublishedTable.All), (Measures.Access, PublishedTable.All)])
        {
            ChartBlocks.AddGroups(draft, "organisation", measure, column, say["import.organisation"], groups, say["brief.chart.inTable"]);
        }

        draft.Heading(2, say["brief.consortium.each"], "var-och-en");
        foreach (var group in groups)
        {
            draft.Heading(3, group.Name, "o-" + ChartBlocks.Safe(group.Code));
            draft.List([.. LeadershipBrief.Conclusion(group, say).Select(s => Draft.Of(s)), .. ChangeParts.Sentences(draft, group).Select(s => Draft.Of(s))]);
        }

        draft.Blocks.Add(MethodParts.Box(draft, null, groups[0].Wave, "brief.method.consortium"));
        return draft.Finish(
            say["brief.title.consortium"], say["brief.kind.konsortium"] + " · " + name, of, agreed.Max(o => o.DataDate), groups[0].Wave);
    }
}
