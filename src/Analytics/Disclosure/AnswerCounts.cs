using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>The states of one share over all groups, protected along the sums.</summary>
internal sealed class CellCounts
{
    private readonly CountSystem _system;
    private readonly int[] _entries;

    private CellCounts(CountSystem system, int[] entries) => (_system, _entries) = (system, entries);

    /// <summary>How a group's share is published; hidden where the group has none.</summary>
    public (CountState State, int ClassCount) this[int group] => _entries[group] < 0 ? (CountState.Hidden, 0) : _system[_entries[group]];

    /// <summary>What is told of a group's count; null where the group has none.</summary>
    public (long Low, long High)? Bounds(int group) => _entries[group] < 0 ? null : _system.Bounds(_entries[group]);

    /// <summary>Protects one share by itself.</summary>
    /// <param name="column">The share.</param>
    /// <param name="hidden">Hidden by the pattern.</param>
    /// <param name="lines">Sums of groups.</param>
    /// <param name="threshold">Fewest persons.</param>
    /// <param name="published">Groups that have a row in a table.</param>
    public static CellCounts Of(RawColumn column, bool[] hidden, IReadOnlyList<Line> lines, int threshold, Func<int, bool> published)
    {
        var system = new CountSystem(threshold);
        var entries = Add(system, column, hidden, lines, 0, true, published);
        system.Solve();
        return new CellCounts(system, entries);
    }

    /// <summary>Hides a group's count, which another figure would tell.</summary>
    public void Withdraw(int group) => _system.Withdraw(_entries[group]);

    /// <summary>Protects shares that sum to everybody together: what is left when all but one are known is a count too.</summary>
    public static CellCounts[] OfPartition(IReadOnlyList<(RawColumn Column, bool[] Hidden)> columns, IReadOnlyList<Line> lines, int threshold, Func<int, bool> published)
    {
        var system = new CountSystem(threshold);
        var entries = columns.Select(c => Add(system, c.Column, c.Hidden, lines, 0, true, published)).ToArray();
        for (var g = 0; g < columns[0].Column.Groups.Length; g++)
        {
            if (entries.All(e => e[g] >= 0) && !columns[0].Hidden[g])
            {
                system.AddConstantLine(columns[0].Column.Groups[g].Respondents, [.. entries.Select(e => e[g])]);
            }
        }

        system.Solve();
        return [.. entries.Select(e => new CellCounts(system, e))];
    }

    /// <summary>Adds a share's counts and sums to a system; −1 where a group has none.</summary>
    public static int[] Add(
        CountSystem system, RawColumn column, bool[] hidden, IReadOnlyList<Line> lines, int order, bool widen, Func<int, bool> published)
    {
        var entries = new int[hidden.Length];
        Array.Fill(entries, -1);
        for (var g = 0; g < column.Groups.Length; g++)
        {
            if (published(g) && column.Groups[g].Respondents > 0)
            {
                entries[g] = system.Add(column.Groups[g].Count, column.Groups[g].Respondents, hidden[g], order, widen, headline: g == 0 && order < 2);
            }
        }

        var remainder = -1;
        foreach (var line in lines)
        {
            var parts = line.Parts.Where(p => entries[p] >= 0).ToArray();
            if (entries[line.Total] >= 0 && parts.Length > 0)
            {
                int[] members = [.. parts.Select(p => entries[p])];
                var rest = column.Groups[line.Total].Respondents - parts.Sum(p => column.Groups[p].Respondents);
                if (rest > 0 && line.LeavesTheSame && Array.TrueForAll(line.Parts, p => entries[p] >= 0 || column.Groups[p].Respondents == 0))
                {
                    // The same persons in each division: one number, which nobody publishes.
                    var count = column.Groups[line.Total].Count - parts.Sum(p => column.Groups[p].Count);
                    remainder = remainder < 0 && count >= 0 && count <= rest ? system.Add(count, rest, hidden: true) : remainder;
                    if (remainder >= 0 && system.TruthOf(remainder) == count && system.Range(remainder).High == rest)
                    {
                        (members, rest) = ([.. members, remainder], 0);
                    }
                }

                if (rest >= 0)
                {
                    system.AddLine(entries[line.Total], members, rest);
                }
            }
        }

        return entries;
    }
}

/// <summary>
/// The counts of one competence, protected together because they are sums of one another: below the floor, between floor and
/// requirement, at the requirement, below the requirement, and the nine levels of the organisation.
/// </summary>
internal sealed class AnswerCounts
{
    private readonly CountSystem _system;
    private readonly Dictionary<string, int[]> _entries = new(StringComparer.Ordinal);
    private (CountState State, int ClassCount)[] _levels = [];
    private bool[] _bare = [];

    private AnswerCounts(CountSystem system) => _system = system;

    /// <summary>How a group's share of a measure is published.</summary>
    public (CountState State, int ClassCount) Share(string measure, int group) => State(measure, group);

    /// <summary>How a bin of a group's distribution is published.</summary>
    public (CountState State, int ClassCount) Bin(string code, int group)
    {
        if (char.IsAsciiDigit(code[0]))
        {
            return _levels[code[0] - '0'];
        }

        // The lowest band is the share below the floor; it stands alone where the others are not made.
        return _entries["between"][group] < 0 ? (CountState.Hidden, 0) : State(code == "floor" ? Measures.BelowFloorByCompetence : code, group);
    }

    /// <summary>True where the spread of the competence's levels would tell what a class keeps: the mean stands without error and interval.</summary>
    public bool IsBare(int group) => group < _bare.Length && _bare[group];

    /// <summary>What is told of how many are below the floor in a group; null where nothing is.</summary>
    public (long Low, long High)? BelowFloor(int group) =>
        _entries[Measures.BelowFloorByCompetence][group] is >= 0 and var entry ? _system.Bounds(entry) : null;

    /// <summary>Hides the class of a group's count below the floor, which another figure would tell.</summary>
    public void HideBelowFloor(int group) => _system.Withdraw(_entries[Measures.BelowFloorByCompetence][group]);

    /// <summary>Decides all of them.</summary>
    /// <param name="raw">The release.</param>
    /// <param name="floor">Share below the floor.</param>
    /// <param name="below">Share below the requirement; null without requirements.</param>
    /// <param name="distribution">Levels and bands.</param>
    /// <param name="mean">How a group's mean level is printed; null where it is hidden or not made.</param>
    /// <param name="hiddenItem">Hidden by the pattern.</param>
    /// <param name="hiddenPair">Hidden by the pattern of complete pairs.</param>
    /// <param name="threshold">Fewest persons.</param>
    public static AnswerCounts Of(
        RawRelease raw,
        RawColumn floor,
        RawColumn? below,
        RawFigures distribution,
        Func<int, PublishedCell?> mean,
        bool[] hiddenItem,
        bool[]? hiddenPair,
        int threshold)
    {
        var counts = new AnswerCounts(new CountSystem(threshold));
        var system = counts._system;
        var groups = raw.System.Groups;
        var lines = raw.System.Lines;
        bool OneBase(int g) => below is not null && below.Groups[g].Respondents == floor.Groups[g].Respondents;
        bool Banded(int g) => g < raw.TreeGroups && g > 0 && OneBase(g) && !hiddenItem[g] && floor.Groups[g].Respondents >= Rounding.IntervalFrom;

        var floors = CellCounts.Add(system, floor, hiddenItem, lines, 0, true, g => g < raw.TreeGroups);
        counts._entries.Add(Measures.BelowFloorByCompetence, floors);
        int[]? belows = null;
        if (below is not null)
        {
            belows = CellCounts.Add(system, below, hiddenPair!, lines, 1, true, g => groups[g].Level != ScopeLevel.Unit);
            counts._entries.Add(Measures.BelowRequirement, belows);
        }

        var between = CellCounts.Add(system, distribution.Columns.First(c => c.Code == "between"), hiddenItem, lines, 2, false, Banded);
        var required = CellCounts.Add(system, distribution.Columns.First(c => c.Code == "required"), hiddenItem, lines, 2, false, Banded);
        counts._entries.Add("between", between);
        counts._entries.Add("required", required);
        var betweenColumn = distribution.Columns.First(c => c.Code == "between").Groups;
        for (var g = 0; g < raw.TreeGroups; g++)
        {
            if (between[g] >= 0)
            {
                system.AddConstantLine(floor.Groups[g].Respondents, [floors[g], between[g], required[g]]);
            }

            if (belows is null || belows[g] < 0 || floors[g] < 0 || hiddenItem[g] || hiddenPair![g] || !OneBase(g))
            {
                continue;
            }

            // Below the requirement less below the floor is a count of answers too, shown or not.
            var gap = betweenColumn[g].Count;
            if (below!.Groups[g].Count == floor.Groups[g].Count + gap)
            {
                var entry = between[g] >= 0 ? between[g] : system.Add(gap, floor.Groups[g].Respondents, false, 2, false, derived: true);
                system.AddLine(belows[g], [floors[g], entry], 0);
            }
        }

        counts._bare = new bool[raw.ItemGroups];
        var oneLevel = raw.Required.GetValueOrDefault(distribution.Item, -1);
        for (var g = 0; g < raw.ItemGroups; g++)
        {
            if (hiddenItem[g] || floor.Groups[g].Respondents == 0 || mean(g) is not { } cell)
            {
                continue;
            }

            if (floors[g] >= 0)
            {
                counts._bare[g] = Limit(system, floors[g], Bins(distribution, g), ..raw.Floor, raw, cell);
            }

            // With one requirement for all, those below it are those at its lower levels.
            if (oneLevel > 0 && below is not null && belows is not null && belows[g] >= 0 && !hiddenPair![g] && OneBase(g))
            {
                counts._bare[g] |= Limit(system, belows[g], Bins(distribution, g), ..oneLevel, raw, cell);
            }
        }

        system.Solve();
        for (var g = 0; oneLevel > raw.Floor && g < raw.ItemGroups; g++)
        {
            if (!hiddenItem[g] && floor.Groups[g].Respondents > 0 && mean(g) is { } cell)
            {
                counts.Withdraw(Bins(distribution, g), g, cell, raw, oneLevel, floors[g], between[g], required[g], hiddenPair is null || hiddenPair[g] || !OneBase(g) ? -1 : belows![g]);
            }
        }

        counts._levels = Levels(raw, distribution, mean(0), counts, floors, belows, oneLevel, hiddenItem, threshold);

        // A part that is nearly everybody would tell the whole's spread.
        for (var g = 1; counts._bare[0] && g < raw.ItemGroups; g++)
        {
            counts._bare[g] |= floor.Groups[0].Respondents - floor.Groups[g].Respondents < threshold;
        }

        return counts;
    }

    /// <summary>
    /// Lays beside a count at some levels what the mean tells of it. If only the spread tells too much, the mean is to stand without it.
    /// </summary>
    private static bool Limit(CountSystem system, int entry, long[] bins, Range levels, RawRelease raw, PublishedCell mean)
    {
        var lowest = raw.OffersZero ? 0 : 1;
        var sum = SumOf(mean, bins, raw);
        var around = mean.Estimate ?? 0;
        var (low, high) = LevelLimits.Count(bins, lowest, levels, sum, null, around);
        var (from, to) = system.Range(entry);
        var needed = Math.Min(Hiding.Width, to - from);
        var bare = false;
        if (system[entry].State is CountState.AtMost or CountState.AtLeast && LevelLimits.Squares(mean, bins) is { } squares)
        {
            var (closeLow, closeHigh) = LevelLimits.Count(bins, lowest, levels, sum, squares, around);
            bare = Math.Min(to, closeHigh) - Math.Max(from, closeLow) < needed;
            (low, high) = bare ? (low, high) : (closeLow, closeHigh);
        }

        system.Limit(entry, low, high);
        return bare;
    }

    /// <summary>
    /// What a group's mean and its counts (floor, between, required, below) tell together where all have one requirement: a class that they
    /// solve is hidden, the least important first. Other sums become no more certain by it.
    /// </summary>
    private void Withdraw(long[] bins, int g, PublishedCell mean, RawRelease raw, int required, params ReadOnlySpan<int> entries)
    {
        Range[] ranges = [new(0, raw.Floor), new(raw.Floor, required), new(required, Model.AnswerCode.MaxLevel + 1), new(0, required)];
        var told = new List<(int Entry, Range Levels)>();
        for (var k = 0; k < ranges.Length; k++)
        {
            if (entries[k] >= 0)
            {
                told.Add((entries[k], ranges[k]));
            }
        }

        if (!told.Exists(t => _system[t.Entry].State is CountState.AtMost or CountState.AtLeast))
        {
            return;
        }

        var (sum, around, lowest) = (SumOf(mean, bins, raw), mean.Estimate ?? 0, raw.OffersZero ? 0 : 1);
        for (var again = true; again;)
        {
            again = false;
            var known = told.Select(t => (t.Levels, _system.Bounds(t.Entry))).ToArray();
            for (var k = told.Count - 1; k >= 0 && !again; k--)
            {
                var (from, to) = _system.Range(told[k].Entry);
                if (_system[told[k].Entry].State is not (CountState.AtMost or CountState.AtLeast))
                {
                    continue;
                }

                var needed = Math.Min(Hiding.Width, to - from);
                var (low, high) = LevelLimits.Count(bins, lowest, told[k].Levels, sum, null, around, known);
                if (high - low >= needed && !_bare[g] && LevelLimits.Squares(mean, bins) is { } squares)
                {
                    var (closeLow, closeHigh) = LevelLimits.Count(bins, lowest, told[k].Levels, sum, squares, around, known);
                    _bare[g] = closeHigh - closeLow < needed;
                }

                if (high - low < needed)
                {
                    _system.Withdraw(told[k].Entry);
                    again = true;
                }
            }
        }
    }

    private static (long Low, long High) SumOf(PublishedCell mean, long[] bins, RawRelease raw)
    {
        var (low, high) = PublishedKnowledge.Sum(mean, bins.Sum(), SumScale.Levels(raw.OffersZero), whole: true);
        var truth = bins.Select((count, l) => count * l).Sum() * SumScale.Step;
        return (Math.Min(low, truth), Math.Max(high, truth));
    }

    private static long[] Bins(RawFigures distribution, int g) =>
        [.. distribution.Columns.Take(Model.AnswerCode.MaxLevel + 1).Select(c => c.Groups[g].Count)];

    private static (CountState State, int ClassCount)[] Levels(
        RawRelease raw, RawFigures distribution, PublishedCell? mean, AnswerCounts counts, int[] floors, int[]? belows, int required, bool[] hiddenItem, int threshold)
    {
        var bins = Bins(distribution, 0);
        var n = bins.Sum();
        if (hiddenItem[0] || n < Rounding.IntervalFrom)
        {
            return [.. Enumerable.Repeat((CountState.Hidden, 0), bins.Length)];
        }

        var (state, _) = counts._system[floors[0]];
        var below = state == CountState.Hidden ? (0, n) : counts._system.Bounds(floors[0]);
        var slack = mean is not { State: CellState.Value } ? -1 : 0.5 * n / Math.Pow(10, mean.Decimals);
        var lowest = raw.OffersZero ? 0 : 1;
        var states = DistributionShape.Protect(bins, lowest, raw.Floor, below, slack, threshold);
        if (mean is null)
        {
            return states;
        }

        var (sum, around) = (SumOf(mean, bins, raw), mean.Estimate ?? 0);
        var told = new List<(Range, (long, long))> { (..raw.Floor, below) };
        if (required > 0 && belows is not null && belows[0] >= 0)
        {
            told.Add((..required, counts._system.Bounds(belows[0])));
        }

        if (!LevelLimits.Keeps(bins, lowest, states, told, sum, null, around))
        {
            return [.. states.Select(s => s.State == CountState.Exact ? s : (CountState.Hidden, 0))];
        }

        if (!counts._bare[0] && LevelLimits.Squares(mean, bins) is { } squares)
        {
            counts._bare[0] = !LevelLimits.Keeps(bins, lowest, states, told, sum, squares, around);
        }

        return states;
    }

    private (CountState State, int ClassCount) State(string name, int group) =>
        _entries.TryGetValue(name, out var entries) && group < entries.Length && entries[group] >= 0
            ? _system[entries[group]]
            : (CountState.Hidden, 0);
}
