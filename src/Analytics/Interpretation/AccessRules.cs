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
        if (r.Value("flagged") is { } operations)
        {
            yield return operations.Number > 0
                ? r.Say("A4.some", r.Things(operations, "operation"))
                : Reading.Whole(r.By(operations, "A4.none"));
        }

        var departments = r.Rows(Measures.AccessGap, "flag");
        var low = departments.Where(d => d.Cell is { Cell.HasValue: true, Number: > 0 }).ToList();
        if (low.Count > 0)
        {
            yield return r.Say("A4.departments", r.Listed(low.Select(d => (d.Name, new Phrase(d.Name, [d.Cell.Address])))));
        }

        if (r.Value("between") is { } between)
        {
            yield return r.Say("A4.between", r.Number(between), r.Of(between, "staff"));
        }
    }
}
