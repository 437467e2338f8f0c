using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Whether people feel seen, talk and contribute: D1–D3.</summary>
internal static class DialogueRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.SeenAndValued, Seen),
        new(Measures.Dialogue, r => r.Seen(PublishedTable.All) is { } talked ? [r.Say("D2", r.Of(talked, "asked"), r.Share(talked))] : []),
        new(Measures.Ideas, Ideas),
    ];

    private static IEnumerable<Sentence> Seen(Reading r)
    {
        if (r.Seen(PublishedTable.All) is { } all)
        {
            yield return r.Say("D1", r.Those(all, "items"), r.Index(all));
        }

        var items = ((string[])["D1.1", "D1.2", "D1.3"]).Select(c => (Code: c, Cell: r.Seen(c))).Where(c => c.Cell is not null).ToList();
        if (items.Count > 0)
        {
            yield return r.Say("D1.items", r.Joined([.. items.Select(i => r.Text("D1.item", r.Text("item." + i.Code), r.Score(i.Cell!)))]), r.Place);
        }
    }

    private static IEnumerable<Sentence> Ideas(Reading r)
    {
        if (r.Value(PublishedTable.All) is not { } rate)
        {
            yield break;
        }

        if (rate.Number == 0)
        {
            yield return Reading.Whole(r.By(rate, "D3.none"));
            yield break;
        }

        yield return rate.Cell.Respondents is null ? r.Say("D3.rate", r.Number(rate)) : r.Say("D3", r.Counted(rate, "idea"), r.Number(rate));
        if (r.Seen("frontline") is { Cell.Respondents: not null } frontline)
        {
            yield return r.Say("D3.frontline", r.Counted(frontline, "idea"), r.Percent(frontline));
        }

        if (r.Seen("acted") is { Cell.Respondents: not null } acted)
        {
            yield return r.Say("D3.acted", r.Counted(acted, "idea"), r.Percent(acted));
        }
    }
}
