using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What one system is made of. The whole of it in one would say little more and take long to solve.</summary>
/// <param name="Items">Competences.</param>
/// <param name="Requirements">With what the roles require of them.</param>
/// <param name="Floor">With F1 and what stands beside it.</param>
/// <param name="Means">With the means over several of them.</param>
/// <param name="Others">With the other items.</param>
internal sealed record Topic(IReadOnlyList<string> Items, bool Requirements = false, bool Floor = false, bool Means = false, bool Others = false)
{
    /// <summary>The systems that together are the attack.</summary>
    public static IEnumerable<Topic> All(Surroundings s)
    {
        yield return new Topic([], Floor: true, Means: true, Others: true);
        foreach (var item in s.Items)
        {
            yield return new Topic([item], Requirements: true);
        }

        yield return new Topic(s.Mandatory, Floor: true);
        if (s.Items.Count <= 6)
        {
            yield return new Topic(s.Items, Means: true);
        }

        foreach (var area in s.Areas.Values)
        {
            yield return new Topic(area, Means: true);
        }
    }
}

/// <summary>
/// Reads the tables of one wave into a system of inequalities over all groups. He knows the method: what a class means, how numbers are
/// rounded, that a figure without n rests on everybody in the register. He does not know which rule hid a hidden cell.
/// </summary>
internal sealed partial class Attacker
{
    private const double Strict = 1e-6;
    private readonly Publication _seen;
    private readonly Topic _topic;
    private readonly Attacker? _before;
    private readonly IReadOnlyList<Family> _families;
    private readonly List<Func<Truth, double>> _truths = [];
    private readonly Dictionary<(string Base, GroupKey Group), double> _known = [];
    private readonly List<Quantity> _quantities = [];
    private readonly Quantity _population;
    private readonly Quantity _voice;

    /// <summary>Reads everything.</summary>
    /// <param name="seen">What is published.</param>
    /// <param name="topic">What of it is read.</param>
    /// <param name="system">The system to read it into; a second release of the same wave is read into the first's.</param>
    /// <param name="register">A colleague's knowledge of the register: persons of each group; null for an outsider.</param>
    /// <param name="before">The reading of the wave before, of the same topic and in the same system; null where changes are not read.</param>
    public Attacker(Publication seen, Topic topic, LinearSystem? system = null, Func<GroupKey, int>? register = null, Attacker? before = null)
    {
        _seen = seen;
        _topic = topic;
        _before = before;
        System = system ?? new LinearSystem();
        _families = Families.Of(seen);
        _population = ReadPopulation(register);
        _voice = ReadVoice();
        ReadLevels();
        ReadErrors();
        if (topic.Floor)
        {
            ReadFloor();
        }

        if (topic.Means)
        {
            ReadMeansOfSeveral();
        }

        if (topic.Others)
        {
            ReadOtherShares();
            ReadScores();
        }

        ReadWeights();
        if (before is not null)
        {
            ReadChanges(before);
        }
    }

    public LinearSystem System { get; }

    public Publication Seen => _seen;

    public IReadOnlyList<Family> Groups => _families;

    /// <summary>Everything that he tries to find out.</summary>
    public IReadOnlyList<Quantity> Quantities => _quantities;

    public Quantity Population => _population;

    public Quantity Voice => _voice;

    /// <summary>What the variables truly are.</summary>
    public double[] PointOf(Truth truth) => [.. _truths.Select(t => t(truth))];

    private int Floor => _seen.Surroundings.Floor;

    private Quantity? Find(string name) => _quantities.Find(q => q.Name == name);

    private Sum Variable(double low, double high, bool whole, Func<Truth, double> truth)
    {
        _truths.Add(truth);
        return Sum.Of(System.Variable(low, high, whole));
    }

    private Quantity Register(Quantity quantity)
    {
        _quantities.Add(quantity);
        return quantity;
    }

    private Quantity ReadPopulation(Func<GroupKey, int>? register)
    {
        var population = new Quantity("N", QuantityKind.Base, null, 0, 1, (t, g) => t.Population(g));
        string[] measures = [Measures.Population, Measures.Voice, Measures.BelowFloor, Measures.Level];
        foreach (var g in _seen.Groups)
        {
            var n = Variable(0, 1e6, true, t => t.Population(g));
            population.Of[g] = n;
            var told = measures.SelectMany(m => new[] { PublishedTable.All, PublishedTable.Index }.Select(c => _seen.Cell(m, g, c)?.Population))
                .FirstOrDefault(p => p is not null) ?? register?.Invoke(g);
            if (told is { } persons)
            {
                System.Bound(n, persons, persons, $"N of {g}");
            }
        }

        AddSums(population);
        return population;
    }

    /// <summary>V2: persons who answered. Everybody or nearly everybody is a class; a number is exact, because it stands beside its n.</summary>
    private Quantity ReadVoice()
    {
        var voice = Register(new Quantity("V2", QuantityKind.Base, _population, 0, 1, (t, g) => t.Base("V2", g)));
        foreach (var g in _seen.Groups)
        {
            var n = voice.Of[g] = Variable(0, 1e6, true, t => t.Base("V2", g));
            voice.Tabulated.Add(g);
            System.AtMost(n, _population.Of[g], $"V2 of {g}: most");
            if (_seen.Cell(Measures.Voice, g) is { } cell)
            {
                ReadBase(voice, g, cell, everybody: false);
                ReadCount(cell, n, _population.Of[g], $"V2 of {g}");
            }
        }

        AddSums(voice);
        return voice;
    }

    /// <summary>The n beside a figure; a figure of answers without one rests on everybody.</summary>
    private void ReadBase(Quantity of, GroupKey g, PublishedCell cell, bool everybody = true)
    {
        if (cell.State is not (CellState.Value or CellState.Class))
        {
            return;
        }

        if (cell.Respondents is { } respondents)
        {
            System.Bound(of.Of[g], respondents, respondents, $"n of {of.Name} of {g}");
            _known[(of.Name, g)] = respondents;
        }
        else if (everybody && cell.Population is { } persons)
        {
            System.Bound(of.Of[g], persons, persons, $"everybody in {of.Name} of {g}");
            _known[(of.Name, g)] = persons;
        }
    }

    /// <summary>A share or its class: count against base.</summary>
    private void ReadCount(PublishedCell cell, Sum count, Sum of, string why, Quantity? counted = null, GroupKey g = default)
    {
        if (cell.State == CellState.Class && cell.ClassCount is { } named)
        {
            var (low, high) = cell.ClassKind == ClassKind.AtMost ? (0.0, (double)named) : (named, double.PositiveInfinity);
            System.Bound(count, low, high, why);
            counted?.Classed.Add(g);
        }
        else if (cell is { State: CellState.Value, Estimate: { } share })
        {
            var half = 0.5 * Math.Pow(10, -2 - cell.Decimals);
            System.Bound(count - ((share - half) * of), 0, double.PositiveInfinity, why);
            System.Bound(((share + half) * of) - count, Strict, double.PositiveInfinity, why);
        }
    }

    /// <summary>A mean between two ends, in units of the scale's step, or "near" one of them: the sum lies within 5 steps of it.</summary>
    private void ReadMean(Quantity total, GroupKey g, PublishedCell cell, double from, double to, double step, double origin, bool whole)
    {
        const double Near = 5;
        var (sum, n) = (total.Of[g], total.Within!.Of[g]);
        var why = $"{total.Name} of {g}";
        if (cell.State == CellState.Class)
        {
            total.NearEnd.Add(g);
            if (cell.ClassKind == ClassKind.NearLowest)
            {
                System.Bound((from * n) + Near - sum, 0, double.PositiveInfinity, why);
            }
            else
            {
                System.Bound(sum - (to * n) + Near, 0, double.PositiveInfinity, why);
            }
        }
        else if (cell is { State: CellState.Value, Estimate: { } mean })
        {
            var half = 0.5 * Math.Pow(10, -cell.Decimals);
            System.Bound(sum - ((mean - half - origin) / step * n), whole ? 0 : -Strict, double.PositiveInfinity, why);
            System.Bound(((mean + half - origin) / step * n) - sum, whole ? Strict : -Strict, double.PositiveInfinity, why);

            // A number says that it is not near an end.
            System.Bound(sum - (from * n), whole ? Near + 1 : Near, double.PositiveInfinity, why + ", not near the lowest");
            System.Bound((to * n) - sum, whole ? Near + 1 : Near, double.PositiveInfinity, why + ", not near the highest");
        }
    }

    /// <summary>Along every sum: the rest is nobody or somebody, and adds no less and no more than its persons can.</summary>
    private void AddSums(Quantity q)
    {
        Sum? hidden = null;
        foreach (var f in _families.OrderBy(f => f.Kind == RestKind.ProtectedOrUnplaced))
        {
            if (!q.Of.TryGetValue(f.Total, out var total))
            {
                continue;
            }

            var parts = f.Parts.Where(q.Of.ContainsKey).ToArray();
            if (parts.Length == 0)
            {
                continue;
            }

            var rest = Rest(q, f.Total, parts);
            var why = $"{q.Name} of {f.Total} and its parts";
            if (f.Kind == RestKind.Nobody && parts.Length == f.Parts.Count)
            {
                System.Bound(rest, 0, 0, why);
                continue;
            }

            if (q is { Within: { } within, Moves: false })
            {
                var persons = Rest(within, f.Total, parts);
                System.Bound(rest - (q.Low * persons), 0, double.PositiveInfinity, why);
                System.Bound((q.High * persons) - rest, 0, double.PositiveInfinity, why);
            }
            else
            {
                System.Bound(rest, 0, double.PositiveInfinity, why);
            }

            if (parts.Length != f.Parts.Count)
            {
                continue;
            }

            if (f.Kind == RestKind.Protected)
            {
                if (hidden is not null)
                {
                    System.Equal(rest, hidden, why + ": the same protected persons");
                }

                hidden ??= rest;
            }
            else if (f.Kind == RestKind.ProtectedOrUnplaced && hidden is not null && q.Low >= 0)
            {
                System.AtMost(hidden, rest, why + ": the protected and those without a unit");
            }
        }
    }

    private static Sum Rest(Quantity q, GroupKey total, IEnumerable<GroupKey> parts) =>
        parts.Aggregate(new Sum().Add(q.Of[total]), (sum, p) => sum.Add(q.Of[p], -1));

    /// <summary>A quantity with a variable for each group, within its base and along the sums.</summary>
    private Quantity Add(Quantity q, IEnumerable<GroupKey> groups, bool whole = true)
    {
        foreach (var g in groups)
        {
            var v = q.Of[g] = Variable(q.Low < 0 ? double.NegativeInfinity : 0, 1e7, whole, t => q.True(t, g));
            if (q.Within is { } within)
            {
                System.Bound(v - (q.Low * within.Of[g]), 0, double.PositiveInfinity, $"{q.Name} of {g}: least");
                System.Bound((q.High * within.Of[g]) - v, 0, double.PositiveInfinity, $"{q.Name} of {g}: most");
            }
        }

        AddSums(q);
        return Register(q);
    }

    /// <summary>Every known n of a group says that all of its respondents are in the base; then they are in the groups inside it too.</summary>
    private HashSet<GroupKey> Complete(params string[] bases)
    {
        var complete = _seen.Groups
            .Where(g => _known.TryGetValue(("V2", g), out var n) && bases.All(b => _known.TryGetValue((b, g), out var m) && m == n))
            .ToHashSet();
        for (var before = -1; before != complete.Count;)
        {
            before = complete.Count;
            foreach (var f in _families.Where(f => complete.Contains(f.Total)))
            {
                complete.UnionWith(f.Parts);
            }
        }

        return complete;
    }
}
