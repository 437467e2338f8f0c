using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Who there is, and who has the tools to take part: N, A1–A4.</summary>
internal static class AccessRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.Population, r => r.Value(PublishedTable.All) is { } persons
            ? [r.Say("N", r.Things(persons, "person"), r.Place, Numbers.Day(r.AsOf!.Value, r.Language))]
            : []),
        new(Measures.Access, r => r.Seen(PublishedTable.All) is { } access ? [r.Say("A1", r.Share(access), r.Of(access, "staff"))] : []),
        new(Measures.DeviceClass, Devices),
        new(Measures.TimeAndPlace, r => r.Seen(PublishedTable.All) is { } yes ? [r.Say("A3", r.Of(yes, "asked"), r.Share(yes))] : []),
        new(Measures.AccessGap, Gap),
    ];

    private static IEnumerable<Sentence> Devices(Reading r)
    {
        var parts = ((string[])["eget", "delat", "inget"]).Select(c => (Code: c, Cell: r.Seen(c))).Where(p => p.Cell is not null).ToList();
        if (parts.Count == 0)
        {
            yield break;
        }

        var unknown = r.Seen("okand") is { } u && u.Number > 0 ? r.Text("A2.okand", r.Percent(u)) : "";
        yield return r.Say(
            "A2", r.Of(parts[0].Cell!, "staff"), r.Joined([.. parts.Select(p => r.Text("A2." + p.Code, r.Percent(p.Cell!)))]), unknown);
    }

    private static IEnumerable<Sentence> Gap(Reading r) => r.IsOrganisation ? GapOfWhole(r) : GapOfPart(r);

    private static IEnumerable<Sentence> GapOfPart(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } ratio)
        {
            var flagged = r.Value("flag") is { } flag && flag.Number > 0 ? r.By(flag, "A4.flag") : "";
            yield return r.Say("A4.part", r.Of(ratio, "staff"), r.Number(ratio), flagged);
        }
    }

    // A register fact without a test: clearly lower by the rule of the method, never "säkerställd" (method §3.6).
    private static IEnumerable<Sentence> GapOfWhole(Reading r)
    {
        if (r.Value("flagged") is { Number: > 0 } operations)
        {
            var low = Low(r, Breakdown.Operation);
            yield return r.Say("A4.some", r.Things(operations, "operation"), low.Count == operations.Number ? r.Text("A4.names", Named(r, low)) : "");
        }
        else if (r.Value("flagged") is { } none)
        {
            yield return Reading.Whole(r.By(none, "A4.none"));
        }
        else if (Low(r, Breakdown.None) is { Count: > 0 } departments)
        {
            yield return r.Say("A4.departments", Named(r, departments));
        }

        if (r.Value("between") is { } between)
        {
            yield return r.Say("A4.between", r.Number(between), r.Of(between, "staff"));
        }
    }

    private static List<(string Name, Cited Cell)> Low(Reading r, Breakdown breakdown) =>
        [.. r.Rows(Measures.AccessGap, "flag", breakdown).Where(g => g.Cell is { Cell.HasValue: true, Number: > 0 })];

    private static Phrase Named(Reading r, List<(string Name, Cited Cell)> groups) =>
        r.Listed(groups.Select(g => (g.Name, new Phrase(g.Name, [g.Cell.Address]))));
}
