using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>Levels of the competences: bins, means, floor, requirement.</summary>
internal sealed partial class Attacker
{
    private const int Highest = 8;
    private readonly Dictionary<string, Item> _items = [];

    /// <summary>All that concerns one competence.</summary>
    private sealed record Item(Quantity Base, Quantity[] Bins, Quantity Floor, Quantity Levels);

    private void ReadLevels()
    {
        foreach (var id in _topic.Items)
        {
            var groups = _seen.Groups.Where(g => _seen.IsTabulated(Measures.Level, g, id)).ToArray();
            if (groups.Length == 0)
            {
                continue;
            }

            var zero = _seen.Cell(Measures.Distribution, _seen.Whole, "0", id) is not { State: CellState.NotApplicable };
            var bins = Enumerable.Range(0, Highest + 1).Select(level =>
            {
                var bin = new Quantity($"level {level} of {id}", QuantityKind.Count, null, 0, 1, (t, g) => t.Bin(id, g, level, false));
                foreach (var g in groups)
                {
                    bin.Of[g] = Variable(0, level == 0 && !zero ? 0 : 1e6, true, t => t.Bin(id, g, level, false));
                }

                AddSums(bin);
                return bin;
            }).ToArray();

            var answered = Register(Made("item:" + id, QuantityKind.Base, _voice, 0, 1, bins, _ => 1, groups, (t, g) => t.Base("item:" + id, g)));
            WithinVoice(answered, groups);
            var floor = Register(Made(
                "floor " + id, QuantityKind.Count, answered, 0, 1, bins, l => l < Floor ? 1 : 0, groups, (t, g) => Enumerable.Range(0, Floor).Sum(l => t.Bin(id, g, l, false))));
            var levels = Register(Made(
                "levels " + id, QuantityKind.Total, answered, zero ? 0 : 1, Highest, bins, l => l, groups, (t, g) => Enumerable.Range(0, Highest + 1).Sum(l => l * t.Bin(id, g, l, false))));
            _items.Add(id, new Item(answered, bins, floor, levels));
            foreach (var g in groups)
            {
                answered.Tabulated.Add(g);
                levels.Tabulated.Add(g);
                var mean = _seen.Cell(Measures.Level, g, id)!;
                ReadBase(answered, g, mean);
                ReadMean(levels, g, mean, 1, Highest, 1, 0, true);
                foreach (var (measure, column, item) in ((string, string, string)[])[(Measures.BelowFloorByCompetence, id, ""), (Measures.Distribution, "floor", id)])
                {
                    if (_seen.IsTabulated(measure, g, column, item))
                    {
                        floor.Tabulated.Add(g);
                        ReadBase(answered, g, _seen.Cell(measure, g, column, item)!);
                        ReadCount(_seen.Cell(measure, g, column, item)!, floor.Of[g], answered.Of[g], $"{measure} {id} of {g}", floor, g);
                    }
                }

                for (var l = 0; l <= Highest; l++)
                {
                    var column = ((char)('0' + l)).ToString();
                    if (_seen.IsTabulated(Measures.Distribution, g, column, id))
                    {
                        bins[l].Tabulated.Add(g);
                        ReadBase(answered, g, _seen.Cell(Measures.Distribution, g, column, id)!);
                        ReadCount(_seen.Cell(Measures.Distribution, g, column, id)!, bins[l].Of[g], answered.Of[g], $"level {l} of {id} of {g}", bins[l], g);
                    }
                }
            }

            foreach (var (bin, l) in bins.Select((b, l) => (b, l)))
            {
                // A count of answers is one within its base, though no sum needs saying again.
                var counted = new Quantity(bin.Name, QuantityKind.Count, answered, 0, 1, bin.True);
                foreach (var g in bin.Tabulated)
                {
                    counted.Of[g] = bin.Of[g];
                    counted.Tabulated.Add(g);
                }

                counted.Classed.UnionWith(bin.Classed);

                Register(counted);
            }

            if (_topic.Requirements)
            {
                ReadRequirements(id, groups, bins, answered);
            }
        }
    }

    /// <summary>A quantity that is made of others.</summary>
    private static Quantity Made(
        string name, QuantityKind kind, Quantity? within, double low, double high, Quantity[] bins, Func<int, double> factor, IEnumerable<GroupKey> groups, Func<Truth, GroupKey, double> truth)
    {
        var q = new Quantity(name, kind, within, low, high, truth);
        foreach (var g in groups)
        {
            q.Of[g] = bins.Select((b, l) => (b, l)).Aggregate(new Sum(), (sum, b) => sum.Add(b.b.Of[g], factor(b.l)));
        }

        return q;
    }

    private void WithinVoice(Quantity q, IEnumerable<GroupKey> groups)
    {
        foreach (var g in groups)
        {
            System.AtMost(q.Of[g], _voice.Of[g], $"{q.Name} of {g} answered at all");
        }

        foreach (var f in _families)
        {
            var parts = f.Parts.Where(q.Of.ContainsKey).ToArray();
            if (q.Of.ContainsKey(f.Total) && parts.Length > 0)
            {
                System.AtMost(Rest(q, f.Total, parts), Rest(_voice, f.Total, parts), $"{q.Name} of the rest of {f.Total} answered at all");
            }
        }
    }

    /// <summary>Pairs of level and requirement: below, at and above it, and the sum of gaps.</summary>
    private void ReadRequirements(string id, GroupKey[] groups, Quantity[] bins, Quantity answered)
    {
        int[] required = [.. _seen.Surroundings.Required.Where(r => r.Key.Item == id).Select(r => r.Value)];
        if (required.Length == 0)
        {
            return;
        }

        var paired = bins.Select((bin, level) =>
        {
            var pair = new Quantity($"level {level} of {id} with requirement", QuantityKind.Count, null, 0, 1, (t, g) => t.Bin(id, g, level, true));
            foreach (var g in groups)
            {
                pair.Of[g] = Variable(0, 1e6, true, t => t.Bin(id, g, level, true));
                System.AtMost(pair.Of[g], bin.Of[g], $"pairs of {g} are answers");
            }

            foreach (var f in _families)
            {
                var parts = f.Parts.Where(bin.Of.ContainsKey).ToArray();
                if (bin.Of.ContainsKey(f.Total) && parts.Length > 0)
                {
                    var (rest, restAll) = (Rest(pair, f.Total, parts), Rest(bin, f.Total, parts));

                    // Of those with protected identity no role is known.
                    var nobody = f.Kind == RestKind.Nobody || (f.Kind == RestKind.Protected && _seen.Surroundings.RequiredOf("", id) is null);
                    System.Bound(rest, 0, nobody ? 0 : double.PositiveInfinity, $"pairs of the rest of {f.Total}");
                    System.AtMost(rest, restAll, $"pairs of the rest of {f.Total} are answers");
                }
            }

            return pair;
        }).ToArray();
        var pairs = Register(Made("pair:" + id, QuantityKind.Base, answered, 0, 1, paired, _ => 1, groups, (t, g) => t.Base("pair:" + id, g)));
        var below = Add(new Quantity("below " + id, QuantityKind.Count, pairs, 0, 1, (t, g) => t.Compared(id, g, -1)), groups);
        var above = Add(new Quantity("above " + id, QuantityKind.Count, pairs, 0, 1, (t, g) => t.Compared(id, g, 1)), groups);
        var equal = Register(new Quantity("equal " + id, QuantityKind.Count, pairs, 0, 1, (t, g) => t.Compared(id, g, 0)));
        var between = Add(new Quantity("between " + id, QuantityKind.Count, pairs, 0, 1, (t, g) => t.Compared(id, g, -1, Floor)), groups);
        var reached = Register(new Quantity("required " + id, QuantityKind.Count, pairs, 0, 1, (t, g) => t.Base("pair:" + id, g) - t.Compared(id, g, -1, Floor)
            - Enumerable.Range(0, Floor).Sum(l => t.Bin(id, g, l, true))));
        var gaps = Add(new Quantity("gap " + id, QuantityKind.Total, pairs, -Highest, Highest, (t, g) => t.Gap(id, g)), groups);
        foreach (var g in groups)
        {
            int[] levels = g.By != Breakdown.Role ? required : _seen.Surroundings.RequiredOf(g.Category, id) is { } one ? [one] : [];
            if (levels.Length == 0)
            {
                System.Bound(pairs.Of[g], 0, 0, $"{g} has no requirement");
                levels = [0];
            }

            var (least, most) = (levels.Min(), levels.Max());
            Sum Levels(Func<int, bool> which) => paired.Select((p, l) => (p, l)).Where(x => which(x.l)).Aggregate(new Sum(), (sum, x) => sum.Add(x.p.Of[g]));
            var (b, a, n) = (below.Of[g], above.Of[g], pairs.Of[g]);
            equal.Of[g] = n - b - a;
            System.Bound(equal.Of[g], 0, double.PositiveInfinity, $"below and above the requirement of {g}");
            System.AtMost(Levels(l => l < least), b, $"certainly below in {g}");
            System.AtMost(b, Levels(l => l < most), $"at most below in {g}");
            System.AtMost(Levels(l => l > most), a, $"certainly above in {g}");
            System.AtMost(a, Levels(l => l > least), $"at most above in {g}");

            // Below the floor is below the requirement where that is not under the floor.
            var floor = Levels(l => l < Floor);
            System.AtMost(between.Of[g], b, $"between in {g}");
            System.Bound(between.Of[g] - b + floor, 0, least >= Floor ? 0 : double.PositiveInfinity, $"between and below in {g}");
            reached.Of[g] = n - floor - between.Of[g];
            System.Bound(reached.Of[g], 0, double.PositiveInfinity, $"at requirement in {g}");
            var sum = paired.Select((p, l) => (p, l)).Aggregate(new Sum(), (s, x) => s.Add(x.p.Of[g], x.l));
            System.Bound(gaps.Of[g] + sum - (least * n), 0, double.PositiveInfinity, $"gap of {g}");
            System.Bound((most * n) - gaps.Of[g] - sum, 0, double.PositiveInfinity, $"gap of {g}");
            ReadPairCells(id, g, answered, pairs, below, above, equal, between, reached, gaps);
        }
    }

    private void ReadPairCells(
        string id, GroupKey g, Quantity answered, Quantity pairs, Quantity below, Quantity above, Quantity equal, Quantity between, Quantity reached, Quantity gaps)
    {
        if (_seen.IsTabulated(Measures.BelowRequirement, g, id))
        {
            below.Tabulated.Add(g);
            pairs.Tabulated.Add(g);
            ReadBase(pairs, g, _seen.Cell(Measures.BelowRequirement, g, id)!);
            ReadCount(_seen.Cell(Measures.BelowRequirement, g, id)!, below.Of[g], pairs.Of[g], $"BELOW {id} of {g}", below, g);
        }

        if (_seen.IsTabulated(Measures.Rds, g, id) && _seen.Cell(Measures.Rds, g, id) is { } rds)
        {
            above.Tabulated.Add(g);
            equal.Tabulated.Add(g);
            below.Tabulated.Add(g);
            ReadBase(pairs, g, rds);
            if (rds.Estimate is { } net)
            {
                var half = 0.5 * Math.Pow(10, -rds.Decimals);
                var difference = above.Of[g] - below.Of[g];
                System.Bound(difference - ((net - half) / 100 * pairs.Of[g]), -Strict, double.PositiveInfinity, $"RDS {id} of {g}");
                System.Bound(((net + half) / 100 * pairs.Of[g]) - difference, -Strict, double.PositiveInfinity, $"RDS {id} of {g}");
            }
        }

        foreach (var (column, q) in ((string, Quantity)[])[("between", between), ("required", reached)])
        {
            if (_seen.IsTabulated(Measures.Distribution, g, column, id) && _seen.Cell(Measures.Distribution, g, column, id) is { } band)
            {
                // Where no requirement lies above the floor nobody can be between: that is no answer.
                if (q != between || _seen.Surroundings.Required.Any(r => r.Key.Item == id && r.Value > Floor))
                {
                    q.Tabulated.Add(g);
                }

                System.Equal(pairs.Of[g], answered.Of[g], $"bands of {g} rest on all answers");
                ReadBase(answered, g, band);
                ReadCount(band, q.Of[g], answered.Of[g], $"{column} {id} of {g}", q, g);
            }
        }

        if (_seen.IsTabulated(Measures.Gap, g, id) && _seen.Cell(Measures.Gap, g, id) is { } gap)
        {
            ReadBase(pairs, g, gap);
            if (gap.Estimate is { } mean)
            {
                var half = 0.5 * Math.Pow(10, -gap.Decimals);
                System.Bound(gaps.Of[g] - ((mean - half) * pairs.Of[g]), -Strict, double.PositiveInfinity, $"GAP {id} of {g}");
                System.Bound(((mean + half) * pairs.Of[g]) - gaps.Of[g], -Strict, double.PositiveInfinity, $"GAP {id} of {g}");
            }
        }
    }
}
