using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Who is below the floor, how far, and whether it is the same groups: F1, its weighted figure and bounds, F2, F3, F6 and F6W.</summary>
internal static class FloorRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new(Measures.BelowFloor, r => [Below(r)]),
        new(Measures.BelowFloorWeighted, Weighted),
        new(Measures.MarginEffects, Margins),
        new(Measures.WeightingEffect, r => r.Value(PublishedTable.All) is { } cost ? [r.Say("DEFF", r.Number(cost), r.Of(cost, "answered"))] : []),
        new(Measures.BelowFloorByCompetence, r => CompetenceRules.Most(r, "F1C", "asked")),
        new(Measures.FloorDepth, Depth),
        new(Measures.FloorLevel, LowestTenth) { Leads = [PublishedTable.All] },
        new(Measures.FloorBounds, Bounds),
        new(Measures.Disparity, r => Disparity(r, "F6", "")) { OwnState = true },
        new(Measures.DisparityWeighted, r => Disparity(r, "F6W", WeightedTo(r))) { OwnState = true },
    ];

    /// <summary>The floor in a scope where F1 is seen; a department's with whether it differs from the others, by F6's test.</summary>
    public static Sentence Below(Reading r)
    {
        var below = r.Find(Measures.BelowFloor, PublishedTable.All)!;
        var any = below.Cell is { ClassKind: ClassKind.AtMost } ? "F1.any" : "F1.one";
        return r.Say("F1", Judged(r, below), r.Share(below), r.Text(any), Against(r));
    }

    /// <summary>Whose F1 is known: those who answered, if it is all of them.</summary>
    public static Phrase Judged(Reading r, Cited below) =>
        r.Of(below, below.Cell.Respondents == r.Find(Measures.Voice, PublishedTable.All)?.Cell.Respondents ? "answered" : "judged");

    private static Phrase Against(Reading r) =>
        r.IsDepartment && r.Find(Measures.Disparity, "flag") is { Cell.HasValue: true } flag
            ? r.By(flag, flag.Number == 0 ? "against.no" : "against.yes")
            : "";

    private static IEnumerable<Sentence> Weighted(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } below)
        {
            yield return r.Say("F1W", r.Share(below), WeightedTo(r), r.Basis(below));
        }
    }

    /// <summary>Whom weighted figures stand for: all staff, or those with a tool where device could not be used (method §3.3).</summary>
    public static Phrase WeightedTo(Reading r) => WeightedTo(r, [r.Find(Measures.MarginEffects, "device")]);

    /// <summary>The same of a change: device counts only where it could be used in both waves.</summary>
    public static Phrase WeightedToInBoth(Reading r) =>
        WeightedTo(r, [r.Find(Measures.MarginEffects, "device"), r.Before(Measures.MarginEffects, "device")]);

    private static Phrase WeightedTo(Reading r, Cited?[] device) =>
        device.FirstOrDefault(d => d is { Cell.Reason: "margin_not_used" }) is { } without
            ? r.Text("weighted.tool", r.Place) with { Cells = [without.Address] }
            : r.Text("weighted.staff", r.Place);

    private static IEnumerable<Sentence> Margins(Reading r)
    {
        var margins = ((string[])["role", "gender", "age", "device"]).Select(m => (Code: m, Cell: r.Value(m))).Where(m => m.Cell is not null).ToList();
        if (margins.Count > 0)
        {
            yield return r.Say(
                "F1M",
                r.Joined([.. margins.Select(m => r.Text("F1M.margin", r.Text("by." + m.Code), r.Signed(m.Cell!)))]),
                r.Of(margins[0].Cell!, "judged"));
        }
    }

    private static IEnumerable<Sentence> Depth(Reading r)
    {
        if (r.Value(PublishedTable.All) is { } depth)
        {
            yield return r.Say("F2", r.Those(depth, "judged"), r.Percent(depth));
        }

        if (r.Value("fgt1") is { } distance)
        {
            yield return r.Say("F2.distance", r.Those(distance, "judged"), r.Percent(distance));
        }
    }

    private static IEnumerable<Sentence> LowestTenth(Reading r)
    {
        if (r.Value(PublishedTable.All) is not { } lowest)
        {
            yield break;
        }

        yield return r.Say("F3", r.Of(lowest, "answered"), r.Number(lowest));

        // That it has risen is said only when the change of F1 passes its test (method §2.3), and the weighted one where there is one.
        var weighted = r.Find(Measures.BelowFloorChangeWeighted, "secured");
        if (r.Before(PublishedTable.All) is { Cell.HasValue: true } before && before.Number < lowest.Number
            && r.Find(Measures.BelowFloorChange, "secured") is { Cell.HasValue: true, Number: < 0 } secured
            && weighted is not { Cell.HasValue: true, Number: >= 0 })
        {
            CellAddress[] tests = weighted is { Cell.HasValue: true } ? [secured.Address, weighted.Address] : [secured.Address];
            yield return r.Say("F3.raised", r.Number(before), r.Number(lowest), r.Place, new Phrase("", tests));
        }
    }

    private static IEnumerable<Sentence> Bounds(Reading r)
    {
        if (r.Value("silent_low") is { } low && r.Value("silent_high") is { } high)
        {
            yield return r.Say("F1B.silent", r.Percent(low), r.Percent(high), r.Of(low, "judged"));
        }

        if (r.Value("unreachable_low") is { } none && r.Value("unreachable_high") is { } all)
        {
            yield return r.Say("F1B.unreachable", r.Percent(none), r.Percent(all), r.Of(none, "judged"));
        }
    }

    // A category's words could be read as the sentence's own.
    private static Phrase Named(Reading r, string name, Breakdown breakdown) => breakdown is Breakdown.None or Breakdown.Operation ? name : r.Text("quoted", name);

    // F6 is of those who answered, F6W of whom they are weighted to.
    private static IEnumerable<Sentence> Disparity(Reading r, string text, Phrase whom) => r.IsOrganisation ? Groups(r, text, whom) : OfGroup(r, text, whom);

    private static IEnumerable<Sentence> OfGroup(Reading r, string text, Phrase whom)
    {
        if (r.Value(PublishedTable.All) is { } ratio && r.Value("flag") is { } flag)
        {
            var test = r.By(flag, flag.Number == 0 ? "against.no" : "against.yes");
            yield return whom.Text.Length == 0
                ? r.Say(text + ".part", r.Of(ratio, "judged"), r.Number(ratio), r.Interval(ratio), test)
                : r.Say(text + ".part", whom, r.BasisWithin(ratio), r.Number(ratio), r.Interval(ratio), test);
        }
        else if (r.Silence([.. new[] { r.Find(PublishedTable.All) }.OfType<Cited>()]) is { } silence)
        {
            yield return silence;
        }
    }

    /// <summary>Groups of each division that certainly differ from the others, in alphabetical order; that none does only where all are seen.</summary>
    private static IEnumerable<Sentence> Groups(Reading r, string text, Phrase whom)
    {
        var divisions = ((string Code, Breakdown Breakdown)[])
        [
            ("operation", Breakdown.Operation), ("department", Breakdown.None), ("role", Breakdown.Role), ("gender", Breakdown.Gender), ("age", Breakdown.AgeBand), ("form", Breakdown.Form),
            ("device", Breakdown.Device),
        ];
        var seen = new List<Cited>();
        var said = false;
        foreach (var (code, breakdown) in divisions)
        {
            var flags = r.Rows(r.Measure, "flag", breakdown);
            seen.AddRange(flags.Where(f => f.Cell.Cell.HasValue).Select(f => f.Cell));
            foreach (var (sign, way) in ((int Sign, string Way)[])[(1, "higher"), (-1, "lower")])
            {
                var apart = flags.Where(f => f.Cell.Cell.HasValue && Math.Sign(f.Cell.Number) == sign).ToList();
                if (apart.Count > 0)
                {
                    said = true;
                    yield return r.Say(
                        $"{text}.{way}",
                        r.Text("by." + code),
                        r.Listed(apart.Select(f => (f.Name, Named(r, f.Name, breakdown) with { Cells = [f.Cell.Address] }))),
                        whom);
                }
            }
        }

        if (!said && seen.Count > 0)
        {
            yield return r.Say(text + ".none", whom, new Phrase("", [.. seen.Select(c => c.Address)]));
        }
        else if (!said)
        {
            var hidden = divisions.SelectMany(d => r.Rows(r.Measure, "flag", d.Breakdown)).Select(f => f.Cell).FirstOrDefault(c => c.Cell.State == CellState.Hidden);
            var own = hidden ?? r.Find("flag");
            if (r.Silence(own is null ? [] : [own]) is { } silence)
            {
                yield return silence;
            }
        }
    }
}
