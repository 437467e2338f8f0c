using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <content>What the published means and spreads of the levels tell of the counts, and who gives way.</content>
internal sealed partial class AnswerCounts
{
    private bool[] _bare = [];
    private Means _means = null!;

    /// <summary>True where the spread of the competence's levels would tell what a class keeps: the mean stands without error and interval.</summary>
    public bool IsBare(int group) => group < _bare.Length && _bare[group];

    /// <summary>
    /// Lays beside each count at some levels what the mean tells of it. If only the spread tells too much, the mean is to stand without it.
    /// </summary>
    private void LimitByMeans()
    {
        for (var g = 0; g < _bare.Length; g++)
        {
            if (_means.Cells[g] is not { } mean)
            {
                continue;
            }

            foreach (var (entry, levels) in _means.Beside[g].Where(b => b.Levels.Start.Value == 0))
            {
                var (sum, bins) = (_means.Sums[g], _means.Bins[g]);
                var (low, high) = LevelLimits.Count(bins, _means.Lowest, levels, sum, null, 0);
                var (from, to) = _system.Range(entry);
                if (IsClass(entry) && LevelLimits.Squares(mean, bins) is { } squares)
                {
                    var (closeLow, closeHigh) = LevelLimits.Count(bins, _means.Lowest, levels, sum, squares, mean.Estimate!.Value);
                    var tells = Math.Min(to, closeHigh) - Math.Max(from, closeLow) < Math.Min(Hiding.Width, to - from);
                    _bare[g] |= tells;
                    (low, high) = tells ? (low, high) : (closeLow, closeHigh);
                }

                _system.Limit(entry, low, high);
            }
        }
    }

    /// <summary>
    /// What a group's mean and its counts (floor, between, required, below) tell together where all have one requirement: a class that they
    /// solve is hidden, the least important first. Other sums become no more certain by it.
    /// </summary>
    private void WithdrawByMeans()
    {
        for (var g = 0; g < _bare.Length; g++)
        {
            if (_means.Cells[g] is not { } mean || _means.Beside[g].Length < 2)
            {
                continue;
            }

            WithdrawTold(g, null, 0);
            if (!_bare[g] && LevelLimits.Squares(mean, _means.Bins[g]) is { } squares)
            {
                _bare[g] = FirstTold(g, squares, mean.Estimate!.Value) >= 0;
            }
        }
    }

    /// <summary>
    /// What the spreads of other groups tell of a group's own along the sums, and so of its classes: neighbours' means stand without spread
    /// until they do not; where none is left that has one, the class is hidden.
    /// </summary>
    private void KeepSpreads()
    {
        if (!_means.Cells.Any(c => c is { IntervalWithoutFpc: not null }))
        {
            return;
        }

        var spreads = new SpreadSums(_means.Bins, _means.Cells, _bare, _means.Lowest, _means.Lines);
        var taken = new List<int>();
        for (var g = 0; g < _bare.Length; g++)
        {
            taken.Clear();
            while (IsTold(g))
            {
                var neighbour = spreads.Neighbour(g);
                if (neighbour < 0)
                {
                    WithdrawTold(g, spreads.Told(g), spreads.Centre);
                    _levels = g == 0 ? WithoutClasses(_levels) : _levels;
                    break;
                }

                spreads.Set(neighbour, bare: true);
                taken.Add(neighbour);
            }

            // What did not help is given back: those before were safe with it.
            for (var t = taken.Count - 1; t >= 0; t--)
            {
                spreads.Set(taken[t], bare: false);
                if (IsTold(g))
                {
                    spreads.Set(taken[t], bare: true);
                }
            }
        }

        bool IsTold(int g) => _means.Cells[g] is not null && spreads.Told(g) is { } squares
            && (FirstTold(g, squares, spreads.Centre) >= 0 || (g == 0 && !KeepsLevels(squares, spreads.Centre)));
    }

    private void WithdrawTold(int g, (double Low, double High)? squares, double around)
    {
        for (var told = FirstTold(g, squares, around); told >= 0; told = FirstTold(g, squares, around))
        {
            _system.Withdraw(told);
        }
    }

    /// <summary>The least important class of a group that its mean, its other counts and perhaps its squares solve; −1 if none.</summary>
    private int FirstTold(int g, (double Low, double High)? squares, double around)
    {
        var beside = _means.Beside[g];
        if (!Array.Exists(beside, b => IsClass(b.Entry)))
        {
            return -1;
        }

        var known = beside.Select(b => (b.Levels, _system.Bounds(b.Entry))).ToArray();
        for (var k = beside.Length - 1; k >= 0; k--)
        {
            var (entry, levels) = beside[k];
            if (IsClass(entry))
            {
                var (from, to) = _system.Range(entry);
                var (low, high) = LevelLimits.Count(_means.Bins[g], _means.Lowest, levels, _means.Sums[g], squares, around, known);
                if (high - low < Math.Min(Hiding.Width, to - from))
                {
                    return entry;
                }
            }
        }

        return -1;
    }

    /// <summary>The organisation's levels one by one: exact, as classes or hidden.</summary>
    private void ProtectLevels(bool hidden, int threshold)
    {
        var bins = _means.Bins[0];
        var n = bins.Sum();
        if (hidden || n < Rounding.IntervalFrom)
        {
            _levels = [.. Enumerable.Repeat((CountState.Hidden, 0), bins.Length)];
            return;
        }

        var mean = _means.Cells[0];
        var slack = mean is not { State: CellState.Value } ? -1 : 0.5 * n / Math.Pow(10, mean.Decimals);
        var floor = _means.Beside[0].First(b => b.Levels.Equals(.._means.Floor)).Entry;
        var below = _system[floor].State == CountState.Hidden ? (0, n) : _system.Bounds(floor);
        _levels = DistributionShape.Protect(bins, _means.Lowest, _means.Floor, below, slack, threshold);
        if (mean is null)
        {
            return;
        }

        if (!KeepsLevels(null, 0))
        {
            _levels = WithoutClasses(_levels);
        }
        else if (!_bare[0] && LevelLimits.Squares(mean, bins) is { } squares)
        {
            _bare[0] = !KeepsLevels(squares, mean.Estimate!.Value);
        }
    }

    private bool KeepsLevels((double Low, double High)? squares, double around) => LevelLimits.Keeps(
        _means.Bins[0],
        _means.Lowest,
        _levels,
        [.. _means.Beside[0].Where(b => b.Levels.Start.Value == 0).Select(b => (b.Levels, _system.Bounds(b.Entry)))],
        _means.Sums[0],
        squares,
        around);

    private static (CountState State, int ClassCount)[] WithoutClasses((CountState State, int ClassCount)[] levels) =>
        [.. levels.Select(s => s.State == CountState.Exact ? s : (CountState.Hidden, 0))];

    private bool IsClass(int entry) => _system[entry].State is CountState.AtMost or CountState.AtLeast;

    /// <summary>One competence's levels and printed means, by group.</summary>
    private sealed class Means
    {
        public Means(RawRelease raw, RawFigures distribution, Func<int, PublishedCell?> mean, Func<int, int, IEnumerable<(int Entry, Range Levels)>> beside)
        {
            var one = raw.OneRequirement.GetValueOrDefault(distribution.Item) ?? [];
            Lines = raw.System.Lines;
            (Lowest, Floor) = (raw.OffersZero ? 0 : 1, raw.Floor);
            Bins = [.. Enumerable.Range(0, raw.ItemGroups).Select(g => distribution.Columns.Take(AnswerCode.MaxLevel + 1).Select(c => c.Groups[g].Count).ToArray())];
            Cells = [.. Bins.Select((_, g) => mean(g))];
            Sums = [.. Bins.Select((bins, g) => Cells[g] is { } cell ? LevelLimits.Sum(cell, bins, Lowest) : default)];
            Beside = [.. Bins.Select((_, g) => beside(g, g < one.Length ? one[g] : -1).Where(b => b.Entry >= 0).ToArray())];
        }

        public IReadOnlyList<Line> Lines { get; }

        public int Lowest { get; }

        public int Floor { get; }

        /// <summary>True persons per level.</summary>
        public long[][] Bins { get; }

        /// <summary>The mean as it is printed; null where it is hidden or not made.</summary>
        public PublishedCell?[] Cells { get; }

        /// <summary>What that tells of the sum of levels, in hundredths.</summary>
        public (long Low, long High)[] Sums { get; }

        /// <summary>Counts at levels that stand beside it.</summary>
        public (int Entry, Range Levels)[][] Beside { get; }
    }
}
