using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Who has been reached by training: R1–R5.</summary>
internal static class ReachRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.Reach, r => r.Seen(PublishedTable.All) is { } reach ? [r.Say("R1", r.Share(reach), r.Of(reach, "staff"))] : []),
        new(Measures.TargetReach, Targets),
        new(Measures.Completion, r => r.Seen(PublishedTable.All) is { } done ? [r.Say("R3", r.Those(done, "enrolled"), r.Percent(done))] : []),
        new(Measures.Targeting, r => r.Value(PublishedTable.All) is { } ratio
            ? [r.Say("R4", r.Of(ratio, "followed"), r.Number(ratio), r.Interval(ratio))]
            : []),
        new(Measures.HoursInequality, Hours),
    ];

    private static IEnumerable<Sentence> Targets(Reading r)
    {
        foreach (var programme in r.Columns.Order(StringComparer.Ordinal))
        {
            if (r.Seen(programme) is { } reached)
            {
                yield return r.Say("R2", r.Of(reached, "members"), programme, r.Share(reached));
            }
            else if (r.Find(programme) is { } silent && r.Silence([silent]) is { } why)
            {
                yield return why;
            }
        }
    }

    private static IEnumerable<Sentence> Hours(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } gini)
        {
            yield return r.Say("R5", r.Of(gini, "staff"), r.Number(gini));
        }

        if (r.Value("between") is { } between)
        {
            yield return r.Say("R5.between", r.Number(between), r.Of(between, "staff"));
        }
    }
}
