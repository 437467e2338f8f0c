using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>F1 and what stands beside it, means over several competences, other items, standard errors.</summary>
internal sealed partial class Attacker
{
    /// <summary>Two-sided 95 % quantiles of Student's t for 9–18 degrees of freedom, as in any printed table.</summary>
    private static readonly double[] StudentT = [2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101];

    private Quantity Base(string name, IEnumerable<GroupKey> groups)
    {
        var q = Add(new Quantity(name, QuantityKind.Base, _voice, 0, 1, (t, g) => t.Base(name, g)), groups);
        q.Tabulated.UnionWith(q.Of.Keys);
        return q;
    }

    private void ReadFloor()
    {
        var groups = _seen.Groups.Where(g => _seen.IsTabulated(Measures.BelowFloor, g)).ToArray();
        if (groups.Length == 0)
        {
            return;
        }

        var known = Base("F1", groups);
        var below = Add(new Quantity("F1 below", QuantityKind.Count, known, 0, 1, (t, g) => t.BelowFloor(g)), groups);
        foreach (var g in groups)
        {
            below.Tabulated.Add(g);
            var cell = _seen.Cell(Measures.BelowFloor, g)!;
            ReadBase(known, g, cell);
            ReadCount(cell, below.Of[g], known.Of[g], $"F1 of {g}", below, g);
        }

        ReadPanel(known, below);
        var mandatory = _seen.Surroundings.Mandatory.Where(_items.ContainsKey).ToArray();
        if (mandatory.Length != _seen.Surroundings.Mandatory.Count || mandatory.Length == 0)
        {
            return;
        }

        // Any mandatory competence below makes a person below; everybody else has answered them all.
        foreach (var g in groups.Where(_items[mandatory[0]].Base.Of.ContainsKey))
        {
            var sum = new Sum();
            foreach (var id in mandatory)
            {
                var item = _items[id];
                System.AtMost(item.Floor.Of[g], below.Of[g], $"F1 of {g} and {id}");
                System.AtMost(known.Of[g] - below.Of[g], item.Base.Of[g] - item.Floor.Of[g], $"not below in {g} and {id}");
                sum.Add(item.Floor.Of[g]);
            }

            System.AtMost(below.Of[g], sum, $"F1 of {g} and its competences");
        }

        var depth = Add(new Quantity("F2", QuantityKind.Total, below, 1.0 / mandatory.Length, 1, (t, g) => t.Depth(g)), groups.Where(g => _seen.IsTabulated(Measures.FloorDepth, g)), false);
        foreach (var g in depth.Of.Keys.Where(g => _seen.Cell(Measures.FloorDepth, g) is { HasValue: true }))
        {
            ReadCount(_seen.Cell(Measures.FloorDepth, g)!, depth.Of[g] - Strict, known.Of[g], $"F2 of {g}");
        }

        foreach (var g in Complete(["F1", .. mandatory.Select(m => "item:" + m)]).Where(depth.Of.ContainsKey))
        {
            System.Equal(
                mandatory.Length * depth.Of[g], mandatory.Aggregate(new Sum(), (s, m) => s.Add(_items[m].Floor.Of[g])), $"F2 of {g} adds its competences up");
        }

        ReadBounds(known, below);
    }

    /// <summary>E2: of those who answered twice, how many stayed below, rose, fell and stayed above, from three shares.</summary>
    private void ReadPanel(Quantity known, Quantity below)
    {
        var groups = _seen.Groups.Where(g => _seen.IsTabulated(Measures.OverTheFloor, g, "up")).ToArray();
        if (groups.Length == 0)
        {
            return;
        }

        var panel = Add(new Quantity("panel", QuantityKind.Base, known, 0, 1, (t, g) => t.Moved(g)) { Moves = true }, groups);
        Quantity Part(string name, bool before, bool after) =>
            Add(new Quantity(name, QuantityKind.Count, panel, 0, 1, (t, g) => t.Moved(g, before, after)), groups);
        var (low, up, down, high) = (Part("stayed below", true, true), Part("rose", true, false), Part("fell", false, true), Part("stayed above", false, false));
        foreach (var g in groups)
        {
            panel.Tabulated.Add(g);
            foreach (var part in (Quantity[])[low, up, down, high])
            {
                part.Tabulated.Add(g);
            }

            System.Equal(low.Of[g] + up.Of[g] + down.Of[g] + high.Of[g], panel.Of[g], $"panel of {g}");
            System.AtMost(low.Of[g] + down.Of[g], below.Of[g], $"panel of {g} below now");
            System.AtMost(up.Of[g] + high.Of[g], known.Of[g] - below.Of[g], $"panel of {g} above now");
            if (_before?.Find("F1 below") is { } then && then.Of.ContainsKey(g))
            {
                System.AtMost(low.Of[g] + up.Of[g], then.Of[g], $"panel of {g} below before");
                System.AtMost(down.Of[g] + high.Of[g], then.Within!.Of[g] - then.Of[g], $"panel of {g} above before");
            }

            ReadBase(panel, g, _seen.Cell(Measures.OverTheFloor, g, "up")!);
            ReadCount(_seen.Cell(Measures.OverTheFloor, g, "up")!, up.Of[g], low.Of[g] + up.Of[g], $"E2 up of {g}");
            ReadCount(_seen.Cell(Measures.OverTheFloor, g, "down")!, down.Of[g], down.Of[g] + high.Of[g], $"E2 down of {g}");
            if (_seen.Cell(Measures.OverTheFloor, g, "net") is { HasValue: true, Estimate: { } net } cell)
            {
                var half = 0.5 * Math.Pow(10, -2 - cell.Decimals);
                System.Bound(up.Of[g] - down.Of[g] - ((net - half) * panel.Of[g]), -Strict, double.PositiveInfinity, $"E2 net of {g}");
                System.Bound(((net + half) * panel.Of[g]) - up.Of[g] + down.Of[g], -Strict, double.PositiveInfinity, $"E2 net of {g}");
            }
        }
    }

    /// <summary>F1's bounds name the count over everybody in the register.</summary>
    private void ReadBounds(Quantity known, Quantity below)
    {
        var whole = _seen.Whole;
        if (_seen.Cell(Measures.FloorBounds, whole, "silent_low") is { HasValue: true } low)
        {
            ReadCount(low, below.Of[whole], _population.Of[whole], "lower bound of F1");
        }

        if (_seen.Cell(Measures.FloorBounds, whole, "silent_high") is { HasValue: true } high)
        {
            ReadCount(high, below.Of[whole] + _population.Of[whole] - known.Of[whole], _population.Of[whole], "upper bound of F1");
        }
    }

    /// <summary>The index and the target areas: sums of persons' means, and of the competences' where everybody answered all of them.</summary>
    private void ReadMeansOfSeveral()
    {
        ReadMeanOfSeveral(Measures.Level, PublishedTable.Index, "index", _seen.Surroundings.Items);
        foreach (var (area, items) in _seen.Surroundings.Areas)
        {
            ReadMeanOfSeveral(Measures.TargetAreas, area, "area:" + area, items);
        }
    }

    private void ReadMeanOfSeveral(string measure, string column, string name, IReadOnlyList<string> items)
    {
        var groups = _seen.Groups.Where(g => _seen.IsTabulated(measure, g, column)).ToArray();
        if (groups.Length == 0)
        {
            return;
        }

        var known = Base(name, groups);
        var zero = _seen.Cell(Measures.Distribution, _seen.Whole, "0", items[0]) is not { State: CellState.NotApplicable };
        var levels = Add(new Quantity("levels " + name, QuantityKind.Total, known, zero ? 0 : 1, Highest, (t, g) => t.IndexSum(items, g)) { Answers = items.Count }, groups, false);
        foreach (var g in groups)
        {
            levels.Tabulated.Add(g);
            var cell = _seen.Cell(measure, g, column)!;
            ReadBase(known, g, cell);
            ReadMean(levels, g, cell, 1, Highest, 1, 0, false);
        }

        if (items.All(_items.ContainsKey))
        {
            foreach (var g in Complete([.. items.Select(i => "item:" + i)]).Where(g => levels.Of.ContainsKey(g) && _items[items[0]].Levels.Of.ContainsKey(g)))
            {
                System.Equal(
                    items.Count * levels.Of[g], items.Aggregate(new Sum(), (s, i) => s.Add(_items[i].Levels.Of[g])), $"{name} of {g} adds its competences up");
            }
        }
    }

    private void ReadOtherShares()
    {
        foreach (var measure in (string[])[Measures.TimeAndPlace, Measures.Dialogue, Measures.Application])
        {
            var groups = _seen.Groups.Where(g => _seen.IsTabulated(measure, g)).ToArray();
            if (groups.Length == 0)
            {
                continue;
            }

            var known = Base(measure, groups);
            var yes = Add(new Quantity(measure + " yes", QuantityKind.Count, known, 0, 1, (t, g) => t.Yes(measure, g)), groups);
            foreach (var g in groups)
            {
                yes.Tabulated.Add(g);
                ReadBase(known, g, _seen.Cell(measure, g)!);
                ReadCount(_seen.Cell(measure, g)!, yes.Of[g], known.Of[g], $"{measure} of {g}", yes, g);
            }
        }
    }

    private static readonly (string Measure, string Composite, string[] Items)[] Scores =
    [
        (Measures.SeenAndValued, "all", ["D1.1", "D1.2", "D1.3"]),
        (Measures.Engagement, "motivation", ["HME.1", "HME.2", "HME.3"]),
        (Measures.Engagement, "ledarskap", ["HME.4", "HME.5", "HME.6"]),
        (Measures.Engagement, "styrning", ["HME.7", "HME.8", "HME.9"]),
    ];

    /// <summary>Indices of items answered 1–5: 25 points a step; a composite is the mean of its items'.</summary>
    private void ReadScores()
    {
        foreach (var (measure, composite, items) in Scores)
        {
            var steps = new Dictionary<string, Quantity>();
            foreach (var id in items)
            {
                var groups = _seen.Groups.Where(g => _seen.IsTabulated(measure, g, id)).ToArray();
                if (groups.Length == 0)
                {
                    continue;
                }

                var known = Base(id, groups);
                var q = steps[id] = Add(new Quantity("steps " + id, QuantityKind.Total, known, 0, 4, (t, g) => t.Steps(id, g)), groups);
                foreach (var g in groups)
                {
                    q.Tabulated.Add(g);
                    ReadBase(known, g, _seen.Cell(measure, g, id)!);
                    ReadMean(q, g, _seen.Cell(measure, g, id)!, 0, 4, 25, 0, true);
                }
            }

            if (steps.Count < items.Length)
            {
                continue;
            }

            foreach (var g in steps[items[0]].Of.Keys)
            {
                if (_seen.Cell(measure, g, composite) is { HasValue: true, Estimate: { } mean } cell
                    && items.All(i => _known.ContainsKey((i, g))))
                {
                    var half = 0.5 * Math.Pow(10, -cell.Decimals);
                    var sum = items.Aggregate(new Sum(), (s, i) => s.Add(steps[i].Of[g], 25 / _known[(i, g)] / items.Length));
                    System.Bound(sum, mean - half - Strict, mean + half + Strict, $"{measure} {composite} of {g}");
                }
            }
        }
    }

    /// <summary>
    /// A standard error or an interval tells how far the levels spread: their squares sum to SE²·n·(n−1) + (sum)²/n. No interval from
    /// ten answers on says that there is next to no spread.
    /// </summary>
    private void ReadErrors()
    {
        foreach (var (id, item) in _items)
        {
            foreach (var g in item.Levels.Of.Keys)
            {
                if (_seen.Cell(Measures.Level, g, id) is { State: CellState.Value } cell && _known.TryGetValue((item.Base.Name, g), out var n))
                {
                    ReadSpread(item.Bins, 0, g, cell, n, (0, Highest), $"spread of {id} in {g}");
                }

                // All of a role must reach one level: the gap spreads as the levels do.
                if (g.By == Breakdown.Role && _seen.Surroundings.RequiredOf(g.Category, id) is { } required
                    && _seen.IsTabulated(Measures.Gap, g, id) && _seen.Cell(Measures.Gap, g, id) is { State: CellState.Value } gap
                    && _known.TryGetValue(("pair:" + id, g), out var pairs))
                {
                    ReadSpread(item.Bins, required, g, gap, pairs, (-Highest, Highest), $"spread of gap {id} in {g}");
                }
            }
        }
    }

    /// <summary>Squares of the distances of levels from one level, as the error or the interval of their mean tells them.</summary>
    private void ReadSpread(Quantity[] bins, int from, GroupKey g, PublishedCell cell, double n, (double Low, double High) ends, string why)
    {
        if (n < 10)
        {
            return;
        }

        var squares = bins.Select((b, l) => (b, l)).Aggregate(new Sum(), (s, x) => s.Add(x.b.Of[g], (x.l - from) * (x.l - from)));
        var rounding = 0.5 * Math.Pow(10, -cell.Decimals);
        var (low, high) = (Math.Ceiling((n * (cell.Estimate!.Value - rounding)) - Strict), Math.Floor((n * (cell.Estimate.Value + rounding)) + Strict));
        double seLow, seHigh;
        if (cell.StandardError is { } error)
        {
            var digits = Math.Round(error, cell.Decimals) == error ? cell.Decimals : cell.Decimals + 1;
            var half = 0.5 * Math.Pow(10, -digits);
            (seLow, seHigh) = (Math.Max(0, error - half - 1e-9), error + half + 1e-9);
        }
        else if (cell.IntervalWithoutFpc is { } interval && n < 20 && interval.Low > ends.Low && interval.High < ends.High)
        {
            var width = interval.High - interval.Low;
            var t = StudentT[(int)n - 10];
            var step = 2 * Math.Pow(10, -cell.Decimals);
            (seLow, seHigh) = (Math.Max(0, (width - step) / 2 / (t + 0.0005)), width / 2 / (t - 0.0005));
        }
        else
        {
            return;
        }

        // Both ends of the mean are known to its rounding only.
        var nearest = low > 0 ? low : Math.Min(high, 0);
        var farthest = Math.Max(Math.Abs(low), Math.Abs(high));
        System.Bound(
            squares, (seLow * seLow * n * (n - 1)) + (nearest * nearest / n) - Strict, (seHigh * seHigh * n * (n - 1)) + (farthest * farthest / n) + Strict, why);
    }
}
