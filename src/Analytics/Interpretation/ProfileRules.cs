using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>
/// The democracy profile, X1: four shares, and the lowest operation only where it certainly differs from the others (method §3.6);
/// departments where no unit has an operation. A department is named as lowest on its own page too; that it is not tells nothing.
/// </summary>
internal static class ProfileRules
{
    private static readonly (string Bar, string Measure)[] Bars =
        [("access", Measures.Access), ("reach", Measures.Reach), ("floor", Measures.BelowFloor), ("voice", Measures.Voice)];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } = [new(Measures.Profile, r => r.IsOrganisation ? Whole(r) : Part(r)) { OwnState = true }];

    private static IEnumerable<Sentence> Whole(Reading r)
    {
        if (r.Table is null)
        {
            return r.Silence([]) is { } missing ? [missing] : [];
        }

        return Bars.Select(b => Bar(r, b.Bar, b.Measure));
    }

    private static Sentence Bar(Reading r, string bar, string measure)
    {
        var name = r.Text("X1." + bar);
        if (r.Find(measure, PublishedTable.All) is not { Cell.State: not CellState.NotApplicable } cell)
        {
            var without = r.Find(measure, PublishedTable.All);
            return r.Say("X1.without", name, without is null ? "" : new Phrase("", [without.Address])) with { Kind = SentenceKind.NotApplicable };
        }

        if (!cell.Speaks)
        {
            return r.Say("X1.hidden", name, new Phrase("", [cell.Address])) with { Kind = SentenceKind.Hidden };
        }

        var of = bar == "floor" ? FloorRules.Judged(r, cell) : r.Of(cell, "staff");
        return r.Say("X1.bar." + bar, name, r.Percent(cell), of, Lowest(r, bar, measure));
    }

    private static Phrase Lowest(Reading r, string bar, string measure)
    {
        var operations = r.Rows(Measures.Profile, bar, Breakdown.Operation);
        var flags = operations.Count > 0 ? operations : r.Rows(Measures.Profile, bar);
        foreach (var (name, flag) in flags)
        {
            if (flag.Cell.HasValue && flag.Number > 0 && r.Beside(flag, measure, PublishedTable.All) is { Cell.HasValue: true } share)
            {
                return r.Text(bar == "floor" ? "X1.most" : "X1.lowest", name, r.Percent(share), new Phrase("", [flag.Address]));
            }
        }

        // That none differs can only be said when all are seen; those in no operation are compared with nobody.
        return flags.Any(f => f.Cell.Cell.HasValue) && flags.All(f => f.Cell is { Cell.HasValue: true, Number: 0 } or { Cell.State: CellState.NotApplicable })
            ? r.Text(operations.Count > 0 ? "X1.none" : "X1.none.department") with { Cells = [.. flags.Select(f => f.Cell.Address)] }
            : "";
    }

    private static IEnumerable<Sentence> Part(Reading r)
    {
        var lowest = Bars.Select(b => (b.Bar, Flag: r.Find(b.Bar))).Where(b => b.Flag is { Cell.HasValue: true, Number: > 0 }).ToList();
        if (lowest.Count > 0)
        {
            yield return r.Say("X1.part", r.ScopeName, r.Joined([.. lowest.Select(b => r.By(b.Flag!, "X1.in." + b.Bar))]));
        }
    }
}
