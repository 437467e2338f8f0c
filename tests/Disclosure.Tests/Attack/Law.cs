using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>Something that can be told of persons.</summary>
/// <param name="Rule">Which rule it breaks.</param>
/// <param name="What">The quantity.</param>
/// <param name="Who">Whose.</param>
/// <param name="Truth">What it is.</param>
/// <param name="Low">The lowest that is possible for all that is published.</param>
/// <param name="High">The highest.</param>
/// <param name="Needed">How far apart they should be.</param>
internal sealed record Leak(string Rule, string What, string Who, double Truth, double Low, double High, double Needed)
{
    /// <summary>What it follows from, if asked for.</summary>
    public Func<IReadOnlyList<string>> Because { get; init; } = () => [];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rule}: {What} of {Who} is {Truth:0.##} and told to be {Low:0.##} to {High:0.##} ({Needed:0.##} apart needed)");
}

/// <summary>What must hold of everything published (method §4.1, §4.2b), asked of an attacker.</summary>
internal static class Law
{
    /// <summary>Counts stay open over so many.</summary>
    public const double Width = 3;

    /// <summary>Means stay open over a level.</summary>
    public const double MeanWidth = 1;

    /// <summary>Every breach that the attacker finds.</summary>
    public static IReadOnlyList<Leak> Leaks(Attacker attacker, Truth truth)
    {
        var leaks = new List<Leak>();
        foreach (var q in attacker.Quantities)
        {
            switch (q.Kind)
            {
                case QuantityKind.Base:
                    leaks.AddRange(SmallGroups(attacker, truth, q));
                    break;
                case QuantityKind.Count:
                    leaks.AddRange(SmallCounts(attacker, truth, q));
                    break;
                default:
                    leaks.AddRange(Means(attacker, truth, q));
                    break;
            }
        }

        return leaks;
    }

    /// <summary>
    /// What the respondents of a hidden unit can solve: each knows his colleagues and that somebody there has answered, and who is alone
    /// knows that nobody else has.
    /// </summary>
    public static IReadOnlyList<Leak> OfInsiders(Publication seen, Truth truth)
    {
        var leaks = new List<Leak>();
        foreach (var own in seen.Of(Snapshots.ScopeLevel.Unit).Where(u => truth.Base("V2", u) is > 0 and var n && n < truth.Threshold))
        {
            var attacker = new Attacker(seen, new Topic([]), register: truth.Population);
            var n = truth.Base("V2", own);
            attacker.System.Bound(attacker.Voice.Of[own], 1, n == 1 ? 1 : double.PositiveInfinity, "own unit");
            foreach (var g in attacker.Voice.Tabulated.Where(g => g != own && truth.Base("V2", g) is > 0 and var m && m < truth.Threshold))
            {
                // A group of the same one person is himself; otherwise one must stay in doubt.
                if (n > 1 || truth.Population(g) > 1)
                {
                    if (Narrow("solved by an insider of " + own, attacker, "V2", g.ToString(), attacker.Voice.Of[g], truth.Base("V2", g), 1) is { } leak
                        && !Inside(g, own))
                    {
                        leaks.Add(leak);
                    }
                }
            }
        }

        return leaks;

        // His department or his operation, where nobody else has answered.
        bool Inside(GroupKey g, GroupKey own) => truth.Base("V2", g) <= truth.Base("V2", own)
            && (g.Code == seen.Parent(own)?.Code || (g.By == Snapshots.Breakdown.Operation && seen.Surroundings.OperationsOf[own.Code].SequenceEqual([g.Category])));
    }

    /// <summary>Groups of one to four persons, what is left of a whole without its parts, and two or all hidden siblings together.</summary>
    private static IEnumerable<Leak> SmallGroups(Attacker attacker, Truth truth, Quantity q)
    {
        foreach (var g in q.Tabulated.Where(g => IsSmall(q.True(truth, g), truth)))
        {
            if (Narrow("small group", attacker, q.Name, g.ToString(), q.Of[g], q.True(truth, g), Needed(attacker, truth, q, g)) is { } leak)
            {
                yield return leak;
            }
        }

        foreach (var together in SmallTogether(attacker, truth, q))
        {
            var needed = together.IsRest
                ? Math.Min(Width, together.Parts.Sum(p => p.Sign * truth.Population(p.Group)))
                : Needed(attacker, truth, q, [.. together.Parts.Select(p => p.Group)]);
            if (Narrow(together.IsRest ? "small rest" : "small union", attacker, q.Name, together.Who, together.Of(q), together.True(q, truth), needed) is { } leak)
            {
                yield return leak;
            }
        }
    }

    private static bool IsSmall(double n, Truth truth) => n > 0 && n < truth.Threshold;

    /// <summary>Unions of hidden siblings, and rests of a whole without its parts, of one to four persons of a base.</summary>
    private static IEnumerable<Together> SmallTogether(Attacker attacker, Truth truth, Quantity within) =>
        from f in attacker.Groups
        where within.Of.ContainsKey(f.Total) && f.Parts.All(within.Of.ContainsKey)
        from together in OfFamily(attacker, truth, within, f)
        where IsSmall(together.True(within, truth), truth)
        select together;

    private static IEnumerable<Together> OfFamily(Attacker attacker, Truth truth, Quantity within, Family f)
    {
        GroupKey[] open =
        [
            .. f.Parts.Where(p => attacker.System.Rough(within.Of[p]) is var (low, high) && high > low && within.True(truth, p) < truth.Threshold && truth.Population(p) > 0),
        ];
        for (var i = 0; i < open.Length; i++)
        {
            for (var j = i + 1; j < open.Length; j++)
            {
                yield return new Together($"{open[i]} + {open[j]}", [(open[i], 1), (open[j], 1)]);
            }
        }

        yield return new Together($"{f.Total} without its parts ({f.Parts[0].Level} {f.Parts[0].By})", [(f.Total, 1), .. f.Parts.Select(p => (p, -1))]) { IsRest = true };
        if (open.Length > 2)
        {
            yield return new Together($"all hidden parts of {f.Total}", [.. open.Select(p => (p, 1))]);
        }
    }

    /// <summary>Groups added and subtracted.</summary>
    private sealed record Together(string Who, IReadOnlyList<(GroupKey Group, int Sign)> Parts)
    {
        public bool IsRest { get; init; }

        public Sum Of(Quantity q) => Parts.Aggregate(new Sum(), (sum, p) => sum.Add(q.Of[p.Group], p.Sign));

        public double True(Quantity q, Truth truth) => Parts.Sum(p => p.Sign * q.True(truth, p.Group));

        public bool IsIn(Quantity q) => Parts.All(p => q.Tabulated.Contains(p.Group));
    }

    /// <summary>
    /// Who has answered at all is told of published groups, and may be of so many together as the threshold: how many of them left one question
    /// out need not be as open, only not be told.
    /// </summary>
    private static double Needed(Attacker attacker, Truth truth, Quantity q, params GroupKey[] groups) =>
        q.Name != attacker.Voice.Name
            && (groups.Sum(g => truth.Base("V2", g)) >= truth.Threshold
                || groups.All(g => attacker.Seen.Cell(Snapshots.Measures.Voice, g) is { State: Snapshots.CellState.Value or Snapshots.CellState.Class }))
            ? 1
            : Math.Min(Width, groups.Sum(truth.Population));

    /// <summary>Counts that are small, or whose complement is.</summary>
    private static IEnumerable<Leak> SmallCounts(Attacker attacker, Truth truth, Quantity q)
    {
        foreach (var g in q.Tabulated)
        {
            // A class is a promise of its width; a count that is not shown at all may not be told outright.
            var (rule, width) = q.Classed.Contains(g) ? ("class of a count", Width) : ("count not shown", 1);
            var (count, n) = (q.True(truth, g), q.Within!.True(truth, g));
            if (n > 0 && (count < truth.Threshold || n - count < truth.Threshold)
                && Narrow(rule, attacker, q.Name, g.ToString(), q.Of[g], count, Math.Min(width, n)) is { } leak)
            {
                yield return leak;
            }
        }

        foreach (var together in SmallTogether(attacker, truth, q.Within!).Where(t => t.IsIn(q)))
        {
            if (Narrow("count of a small union", attacker, q.Name, together.Who, together.Of(q), together.True(q, truth), 1) is { } leak)
            {
                yield return leak;
            }
        }
    }

    /// <summary>Means of one to four persons, and sums told to be near an end: of an index, three steps of all its answers.</summary>
    private static IEnumerable<Leak> Means(Attacker attacker, Truth truth, Quantity q)
    {
        foreach (var g in q.Tabulated)
        {
            var n = q.Within!.True(truth, g);
            if (n > 0 && n < truth.Threshold)
            {
                var (low, high) = attacker.System.RatioRange(q.Of[g], q.Within.Of[g]);
                if (high - low < MeanWidth - 1e-6)
                {
                    yield return new Leak("mean of few", q.Name, g.ToString(), q.True(truth, g) / n, low, high, MeanWidth);
                }
            }
            else if (q.NearEnd.Contains(g)
                && Narrow("mean near an end", attacker, q.Name, g.ToString(), q.Of[g], q.True(truth, g), Width / q.Answers) is { } leak)
            {
                yield return leak;
            }
        }

        // Shares between 0 and 1 are not open over a whole level; over as much of their scale as a level is.
        var needed = q.High - q.Low <= 1 ? (q.High - q.Low) / (AnswerCode.MaxLevel - 1) : MeanWidth;
        foreach (var together in SmallTogether(attacker, truth, q.Within!).Where(t => t.IsIn(q)))
        {
            var (low, high) = attacker.System.RatioRange(together.Of(q), together.Of(q.Within!));
            if (high - low < needed - 1e-6)
            {
                yield return new Leak("mean of a small union", q.Name, together.Who, together.True(q, truth) / together.True(q.Within!, truth), low, high, needed);
            }
        }
    }

    private static Leak? Narrow(string rule, Attacker attacker, string what, string who, Sum sum, double truth, double needed)
    {
        if (needed <= 0)
        {
            return null;
        }

        var (low, high) = attacker.System.Range(sum, needed);
        return high - low < needed - 1e-6 ? new Leak(rule, what, who, truth, low, high, needed) { Because = () => attacker.System.Explain(sum, needed) } : null;
    }
}
