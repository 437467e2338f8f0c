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

    /// <summary>What other figures tell of a group's count; true if <see cref="SolveAgain"/> is to be called.</summary>
    public bool LimitFurther(int group, long low, long high) => _entries[group] >= 0 && _system.LimitFurther(_entries[group], low, high);

    /// <summary>Protects the counts again, with what others tell of them.</summary>
    public void SolveAgain() => _system.SolveAgain();

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
internal sealed partial class AnswerCounts
{
    private readonly CountSystem _system;
    private readonly Dictionary<string, int[]> _entries = new(StringComparer.Ordinal);
    private (CountState State, int ClassCount)[] _levels = [];

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

    /// <summary>What is told of how many are below the floor in a group; null where nothing is.</summary>
    public (long Low, long High)? BelowFloor(int group) =>
        _entries[Measures.BelowFloorByCompetence][group] is >= 0 and var entry ? _system.Bounds(entry) : null;

    /// <summary>What other figures tell of how many are below the floor in a group; true if <see cref="SolveAgain"/> is to be called.</summary>
    public bool LimitBelowFloor(int group, long low, long high) =>
        _entries[Measures.BelowFloorByCompetence][group] is >= 0 and var entry && _system.LimitFurther(entry, low, high);

    /// <summary>Protects the counts again, with what others tell of them.</summary>
    public void SolveAgain() => _system.SolveAgain();

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
                if (required[g] >= 0)
                {
                    // Said outright, for bounds that are carried from sum to sum do not see that the two others' total is certain.
                    system.AddConstantLine(floor.Groups[g].Respondents, [belows[g], required[g]]);
                }
            }
        }

        // How many of a unit are below is not published, but who is not at the requirement is: that tells it of the operation, and of a
        // department without bands of its own.
        foreach (var line in lines.Where(l => l.Total > 0 && belows is not null && belows[l.Total] >= 0 && required[l.Total] < 0))
        {
            int[] units = [.. line.Parts.Where(p => required[p] >= 0)];
            var persons = units.Sum(u => floor.Groups[u].Respondents);
            var others = below!.Groups[line.Total].Respondents - persons;
            if (units.Length > 0 && others >= 0)
            {
                system.AddConstantLine(persons, [belows![line.Total], .. units.Select(u => required[u])], -others, 0);
            }
        }

        counts._means = new Means(raw, distribution, g => hiddenItem[g] || floor.Groups[g].Respondents == 0 ? null : mean(g), Beside);
        counts._bare = new bool[raw.ItemGroups];
        counts.LimitByMeans();
        system.Solve();
        counts.WithdrawByMeans();
        counts.ProtectLevels(hiddenItem[0], threshold);
        counts.KeepSpreads();
        return counts;

        // With one requirement for all, those below it are those at its lower levels.
        IEnumerable<(int Entry, Range Levels)> Beside(int g, int requirement)
        {
            yield return (floors[g], ..raw.Floor);
            if (requirement > raw.Floor)
            {
                yield return (between[g], raw.Floor..requirement);
            }

            if (requirement >= 0)
            {
                yield return (required[g], Math.Max(raw.Floor, requirement)..(Model.AnswerCode.MaxLevel + 1));
            }

            if (requirement > 0 && belows is not null && !hiddenPair![g] && OneBase(g))
            {
                yield return (belows[g], ..requirement);
            }
        }
    }

    private (CountState State, int ClassCount) State(string name, int group) =>
        _entries.TryGetValue(name, out var entries) && group < entries.Length && entries[group] >= 0
            ? _system[entries[group]]
            : (CountState.Hidden, 0);
}
