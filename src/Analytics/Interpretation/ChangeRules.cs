using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>
/// What has changed since the wave before, and whether work has: CF1, CLEVEL and both weighted, E1–E4. A change is called certain only by its published
/// test (method §3.4), and never said to come of anything (§2.6).
/// </summary>
internal static class ChangeRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.BelowFloorChange, r => Change(r, "CF1", "judged", r.Points)),
        new(Measures.LevelChange, r => Change(r, "CLEVEL", "answered", r.Size)),
        new(Measures.BelowFloorChangeWeighted, r => Weighted(r, "CF1W", r.Before(Measures.BelowFloorWeighted, PublishedTable.All), r.Points)),
        new(Measures.LevelChangeWeighted, r => Weighted(r, "CLEVELW", r.Before(Measures.LevelWeighted, PublishedTable.Index), r.Size)),
        new(Measures.ParticipantChange, Participants),
        new(Measures.OverTheFloor, OverTheFloor) { OwnState = true },
        new(Measures.AgainstNotYet, AgainstNotYet) { Leads = [PublishedTable.All] },
        new(Measures.Application, r => r.Seen(PublishedTable.All) is { } yes ? [r.Say("E4", r.Of(yes, "asked"), r.Share(yes))] : []),
    ];

    private static IEnumerable<Sentence> Change(Reading r, string text, string group, Func<Cited, Phrase> size)
    {
        if (r.Value(PublishedTable.All) is not { } change)
        {
            yield break;
        }

        yield return change.Number == 0
            ? r.Say(text + ".same", r.Of(change, group), Test(r, "secured"), new Phrase("", [change.Address]))
            : r.Say(text + Way(change), r.Of(change, group), size(change), Test(r, "secured"));
    }

    /// <summary>The headline of change (method §3.4): of all employees, by either wave's own weights.</summary>
    private static IEnumerable<Sentence> Weighted(Reading r, string text, Cited? before, Func<Cited, Phrase> size)
    {
        if (r.Value(PublishedTable.All) is { } change)
        {
            var (whom, basis) = (FloorRules.WeightedToInBoth(r), r.BasisOfBoth(change, before));
            yield return change.Number == 0
                ? r.Say(text + ".same", whom, basis, Test(r, "secured"), new Phrase("", [change.Address]))
                : r.Say(text + Way(change), whom, size(change), basis, Test(r, "secured"));
        }
    }

    /// <summary>What the published test says of a change; nothing where it is not published.</summary>
    private static Phrase Test(Reading r, string column) =>
        r.Value(column) is { } test ? r.By(test, test.Number == 0 ? "secured.no" : "secured.yes") : "";

    /// <summary>The same persons in both waves: first those who completed a training between them, then all.</summary>
    private static IEnumerable<Sentence> Participants(Reading r)
    {
        foreach (var (column, group) in ((string, string)[])[("participants", "exposed"), (PublishedTable.All, "both")])
        {
            var who = r.Text("E1." + group);
            switch (r.Find(column))
            {
                case { Cell.HasValue: true } change:
                    yield return change.Number == 0
                        ? r.Say("E1.same", who, r.Those(change, group), r.Interval(change), new Phrase("", [change.Address]))
                        : r.Say("E1" + Way(change), who, r.Those(change, group), r.Interval(change), r.Size(change));
                    break;
                case { Cell.State: CellState.Hidden } hidden:
                    yield return r.Say("E1.hidden", who, new Phrase("", [hidden.Address])) with { Kind = SentenceKind.Hidden };
                    break;
                case { } without:
                    yield return r.Say("E1.without", who, r.Reason(without.Cell.Reason), new Phrase("", [without.Address])) with
                    {
                        Kind = SentenceKind.NotApplicable,
                    };
                    break;
            }
        }
    }

    /// <summary>Up is never said alone: with no true change many of those below rise (method §2.6).</summary>
    private static IEnumerable<Sentence> OverTheFloor(Reading r)
    {
        var parts = ((string[])["up", "down", "net"]).Select(r.Find).OfType<Cited>().ToList();
        if (parts.Count < 3 || parts.Exists(p => !p.Cell.HasValue))
        {
            return r.Silence(parts) is { } silence ? [silence] : [];
        }

        return [r.Say("E2", r.Percent(parts[0]), r.Percent(parts[1]), r.SignedPoints(parts[2]), r.Of(parts[2], "both"), Test(r, "certain"))];
    }

    private static IEnumerable<Sentence> AgainstNotYet(Reading r)
    {
        if (r.Value(PublishedTable.All) is not { } difference || r.Value("exposed") is not { } exposed || r.Value("comparison") is not { } comparison)
        {
            yield break;
        }

        var conclusion = r.Find("conclusion");
        var test = conclusion switch
        {
            { Cell.HasValue: true } => r.By(conclusion, conclusion.Number == 0 ? "E3.no" : "E3.yes"),
            { Cell.Reason: "few_clusters" } => r.By(conclusion, "E3.description"),
            _ => "",
        };
        yield return r.Say("E3", r.Of(difference, "both"), Moved(r, exposed), Moved(r, comparison), r.Size(difference), test);
        yield return Reading.Whole(r.By(difference, "E3.trends"));
    }

    private static Phrase Moved(Reading r, Cited change) =>
        change.Number == 0 ? r.By(change, "moved.same") : r.Text("moved" + Way(change), r.Size(change));

    private static string Way(Cited change) => change.Number > 0 ? ".higher" : ".lower";
}
