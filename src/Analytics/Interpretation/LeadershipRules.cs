using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Whether leaders go first, make room and see the same thing: L1–L4 and HME.</summary>
internal static class LeadershipRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.ManagersTrained, r => r.Seen(PublishedTable.All) is { } trained ? [r.Say("L1", r.Of(trained, "managers"), r.Share(trained))] : []),
        new(Measures.Leadership, r => r.Seen(PublishedTable.All) is { } index ? [r.Say("L2", r.Of(index, "items"), r.Index(index))] : [])
        {
            Leads = [PublishedTable.All],
        },
        new(Measures.CoachingCover, Coaching),
        new(Measures.PerceptionGap, Perception),
        new(Measures.Engagement, Engagement) { Leads = [PublishedTable.All, "motivation", "ledarskap", "styrning"] },
    ];

    private static IEnumerable<Sentence> Coaching(Reading r)
    {
        if (r.Seen(PublishedTable.All) is { } all)
        {
            var pairs = r.Value("pairs") is { } number ? r.Text("L3.pairs", r.Things(number, "pair")) : "";
            yield return r.Say("L3", r.Share(all), r.Of(all, "staff"), pairs);
        }

        if (r.Seen("by-manager") is { } manager && r.Seen("by-employee") is { } employee)
        {
            yield return r.Say("L3.ways", r.Of(manager, "staff"), r.Percent(manager), r.Percent(employee));
        }

        const string Theme = "theme:";
        var themes = r.Columns.Where(c => c.StartsWith(Theme, StringComparison.Ordinal)).Select(c => (Name: c[Theme.Length..], Cell: r.Seen(c)))
            .Where(t => t.Cell is not null).OrderBy(t => t.Name, SwedishOrder.Instance).ToList();
        if (themes.Count > 0)
        {
            yield return r.Say(
                "L3.themes", r.Of(themes[0].Cell!, "staff"), r.Joined([.. themes.Select(t => r.Text("L3.theme", r.Percent(t.Cell!), t.Name))]));
        }
    }

    private static IEnumerable<Sentence> Perception(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } gap)
        {
            yield return gap.Number == 0
                ? r.Say("L4.same", r.Of(gap, "answered"), r.Interval(gap), new Phrase("", [gap.Address]))
                : r.Say(gap.Number > 0 ? "L4.higher" : "L4.lower", r.Of(gap, "answered"), r.Size(gap), r.Interval(gap));
        }
    }

    private static IEnumerable<Sentence> Engagement(Reading r)
    {
        var parts = ((string[])["motivation", "ledarskap", "styrning"]).Select(c => (Code: c, Cell: r.Seen(c))).Where(c => c.Cell is not null).ToList();
        if (r.Seen(PublishedTable.All) is { } all)
        {
            yield return r.Say("HME", r.Those(all, "items"), r.Index(all));
        }

        if (parts.Count > 0)
        {
            yield return r.Say(
                "HME.parts", r.Of(parts[0].Cell!, "items"), r.Joined([.. parts.Select(p => r.Text("HME." + p.Code, r.Score(p.Cell!)))]));
        }
    }
}
