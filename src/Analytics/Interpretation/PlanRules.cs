using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Whether there are plans, what comes of them, and how the own target areas stand: T1–T4.</summary>
internal static class PlanRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.PlanCoverage, Coverage),
        new(Measures.PlanProgress, Progress),
        new(Measures.TargetAreas, Areas),
        new(Measures.PlanResults, Results),
    ];

    private static IEnumerable<Sentence> Coverage(Reading r)
    {
        if (r.Value("operations") is { } operations)
        {
            yield return r.Say("T1.operations", r.Share(operations));
        }

        if (r.Seen(PublishedTable.All) is { } persons)
        {
            yield return r.Say("T1", r.Share(persons), r.Of(persons, "staff"));
        }
    }

    private static IEnumerable<Sentence> Progress(Reading r)
    {
        if (r.Seen(PublishedTable.All) is { } done && r.Value("due") is { } due)
        {
            yield return r.Say(due.Number == 1 ? "T2.one" : "T2.many", r.Things(due, "action"), r.Percent(done));
        }
    }

    private static IEnumerable<Sentence> Results(Reading r)
    {
        foreach (var (column, noun) in ((string, string)[])[("hours", "hour"), ("solutions", "solution")])
        {
            if (r.Value(column) is { } number)
            {
                yield return r.Say("T4." + column, r.Things(number, noun));
            }
            else if (r.Find(column) is { } silent && r.Silence([silent]) is { } why)
            {
                yield return why;
            }
        }
    }

    /// <summary>One area after the other, in the organisation's order; without a composite (method §2.7).</summary>
    private static IEnumerable<Sentence> Areas(Reading r)
    {
        var areas = r.Organisation.TargetAreas;
        foreach (var column in r.Columns)
        {
            var name = areas?.Areas.FirstOrDefault(a => a.Id == column)?.Name.In(r.Language) ?? column;
            if (r.Seen(column) is { } level)
            {
                yield return r.Say(areas?.DecidedBy is { Length: > 0 } ? "T3" : "T3.ours", name, r.Those(level, "half"), r.Level(level));
            }
            else if (r.Find(column) is { Cell.State: CellState.Hidden } hidden)
            {
                yield return r.Say("T3.hidden", name, new Phrase("", [hidden.Address])) with { Kind = SentenceKind.Hidden };
            }
        }
    }
}
