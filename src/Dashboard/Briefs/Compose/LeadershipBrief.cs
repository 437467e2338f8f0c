using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs.Compose;

/// <summary>
/// Two pages for leadership: one conclusion, key figures with what has changed, the democracy profile, three things to begin with and why, who
/// is missing from the figures, what is being done, method and limits.
/// </summary>
internal static class LeadershipBrief
{
    private static readonly string[] Missing = [Measures.CouldAnswer, Measures.SilentOperations, Measures.OtherWays, Measures.BelowFloorWeighted];

    private static readonly string[] Actions = [Measures.PlanCoverage, Measures.PlanProgress, Measures.PlanResults];

    /// <summary>Composes the brief.</summary>
    /// <param name="request">What to compose.</param>
    /// <param name="about">Its organisation, with a released wave.</param>
    public static Brief Compose(BriefRequest request, PublishedOrganisation about)
    {
        var draft = new Draft(request);
        var (say, snapshot) = (draft.Say, draft.Snapshot);
        var wave = about.Waves.Last(w => w.State == WaveState.Released);
        var group = ShownGroup.Whole(snapshot, about, wave, draft.Language);
        draft.Blocks.Add(Draft.Of(Conclusion(group, say).Take(1), ParagraphKind.Lead));
        draft.Blocks.Add(KeyParts.Figures(draft, group));
        KeyParts.Profile(draft, group, "profil");
        Changed(draft, group);
        var reasons = Begin(draft, group);
        Absent(draft, group, reasons);
        if (draft.Findings(group, Actions).Where(s => !reasons.Any(r => r.Text == s.Text)).ToList() is { Count: > 0 } actions)
        {
            draft.Heading(2, say["brief.actions"], "atgarder");
            draft.Blocks.Add(Draft.Of(actions));
        }

        draft.Blocks.Add(MethodParts.Box(draft, about, wave, "brief.method.priorities"));
        return draft.Finish(
            say.With("brief.title", about.Name.In(draft.Language)), say["brief.kind.ledning"] + " · " + say.Name(wave.Name), "", about.DataDate, wave);
    }

    /// <summary>What stands first: how many rate themselves below the floor, then who answered and where the gap is largest.</summary>
    internal static IReadOnlyList<Sentence> Conclusion(ShownGroup group, Say say)
    {
        var all = Pages.Conclusion.Sentences(group, say);
        return [.. all.Where(IsFloor), .. all.Where(s => !IsFloor(s))];

        static bool IsFloor(Sentence sentence) => sentence.Cells.Count > 0 && sentence.Cells[0].Table.Measure == Measures.BelowFloor;
    }

    /// <summary>In words alone: intervals and numbers of answers are in the analysis.</summary>
    private static void Changed(Draft draft, ShownGroup group)
    {
        draft.Heading(2, draft.Say["brief.changed"], "forandring");
        if (ChangeParts.Sentences(draft, group) is { Count: > 0 } said)
        {
            draft.Blocks.Add(Draft.Of(said));
        }
        else
        {
            draft.Text(draft.Say[ShownChange.WaveBefore(group) is null ? "brief.changed.first" : "brief.changed.none"]);
        }
    }

    private static IReadOnlyList<Sentence> Begin(Draft draft, ShownGroup group)
    {
        var priorities = Priorities.Of(group.Snapshot, group.Organisation.Code, group.Wave.Wave, draft.Language);
        draft.Heading(2, draft.Say["brief.priorities"], "prioriteringar");
        if (priorities.Count == 0)
        {
            draft.Text(draft.Say["brief.priorities.none"]);
            return [];
        }

        draft.Blocks.Add(new NumberedList(
        [
            .. priorities.Select(p => new Paragraph([new TextRun(p.Title + ".", Emphasis: true), new TextRun(" " + string.Join(' ', p.Reasons.Select(r => r.Text)))])
            {
                Cells = [.. p.Reasons.SelectMany(r => r.Cells).Distinct()],
            }),
        ]));
        return [.. priorities.SelectMany(p => p.Reasons)];
    }

    /// <summary>Who the figures do not hear, said once: not again what is a reason above.</summary>
    private static void Absent(Draft draft, ShownGroup group, IReadOnlyList<Sentence> reasons)
    {
        draft.Heading(2, draft.Say["brief.missing"], "saknas");
        var told = reasons.Select(r => r.Text).ToHashSet(StringComparer.Ordinal);
        List<Sentence> said =
        [
            .. draft.Findings(group, Missing),

            // What is known of all who are silent; the bounds of those alone who could not be reached are in the analysis.
            .. draft.Findings(group, Measures.FloorBounds).Where(s => s.Cells.Any(c => c.Column == "silent_low")),
        ];
        draft.List(said.Where(s => !told.Contains(s.Text)).GroupBy(s => s.Cells[0].Table.Measure).Select(g => Draft.Of(g)));
        draft.Text(LeftOut(draft, group.Wave));
    }

    /// <summary>Answers that are in no figure, and results that wait; empty if there are none.</summary>
    internal static string LeftOut(Draft draft, PublishedWave wave)
    {
        var say = draft.Say;
        var excluded = wave.Excluded.Where(e => e.Count > 0).Select(e => say[$"quality.{e.Reason}"] + Texts.Format.Space + "(" + say.F.FewOrCount(e.Count) + ")").ToList();
        return string.Join(' ', new[]
        {
            excluded.Count > 0 ? say.With("brief.excluded", string.Join(", ", excluded)) : "",
            wave.ReleaseWaits ? say["wave.waits.text"] : "",
        }.Where(t => t.Length > 0));
    }
}
