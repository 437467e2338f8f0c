using System.Collections;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// What it tells that persons are whole: bounds of each number of each block are carried along ranges and links and rounded inwards, until
/// they stand (bound propagation; Savelsbergh, Preprocessing and Probing Techniques for Mixed Integer Programming Problems, 1994). Of a
/// distribution the ends that no whole numbers reach are taken off (<see cref="WholeDistribution"/>). All numbers of the blocks are whole.
/// </summary>
internal sealed class WholeNumbers
{
    private const int Sweeps = 12;

    /// <summary>Numbers of a block that are printed by themselves, from which on it is a distribution.</summary>
    private const int Separately = 3;
    private const double Noise = 1e-6;

    private readonly WholeRows _of;
    private readonly double[] _low, _high;
    private readonly bool _round;

    /// <summary>How each bound came to be what it is: twice the number, one more for its highest.</summary>
    private readonly List<Move> _moves = [];
    private readonly int[] _lastMove;

    /// <summary>The rows of each distribution that was gone through.</summary>
    private readonly Dictionary<int, WholeRow[]> _distributions = [];

    private WholeNumbers(WholeRows of, bool round)
    {
        (_of, _round) = (of, round);
        var count = of.Truth.Length;
        (_low, _high) = (new double[count], new double[count]);
        Array.Fill(_low, double.NegativeInfinity);
        Array.Fill(_high, double.PositiveInfinity);
        _lastMove = new int[2 * count];
        Array.Fill(_lastMove, -1);
    }

    /// <summary>A bound that moved.</summary>
    /// <param name="Bound">Which.</param>
    /// <param name="Before">Its move before; −1 = none.</param>
    /// <param name="Row">The row that moved it; −1 = the rows of a distribution together.</param>
    /// <param name="Block">The distribution's block.</param>
    private readonly record struct Move(int Bound, int Before, int Row, int Block);

    /// <summary>The blocks with what whole numbers tell beside what is known already.</summary>
    /// <param name="blocks">Blocks of whole numbers.</param>
    /// <param name="links">What links them.</param>
    /// <param name="again">What single sums and distributions tell is in the blocks already: bounds are carried on only.</param>
    public static IReadOnlyList<Block> Tighten(IReadOnlyList<Block> blocks, IReadOnlyList<BlockLink> links, bool again = false)
    {
        Block[] rounded = [.. blocks.Select(b => b with { Ranges = [.. b.Ranges.Select(r => Rounded(b, r))] })];
        var rows = new WholeRows(rounded, links, again);
        var (whole, any) = (new WholeNumbers(rows, round: true), new WholeNumbers(rows, round: false));
        whole.Carry();
        any.Carry();
        int[] distributions = [.. Enumerable.Range(0, again ? 0 : rounded.Length).Where(b => IsDistribution(rounded[b]))];
        if (distributions.Count(whole.TakeOff) > 0)
        {
            whole.Carry();
        }

        return [.. rounded.Select((b, i) => b with { Ranges = [.. b.Ranges, .. whole.Beyond(any, i)] })];
    }

    private static bool IsDistribution(Block block) =>
        block.Ranges.Count(r => r.Sources.Count > 0 && Dense.Used(r.Factors) == 1) >= Separately;

    /// <summary>A sum of whole numbers with whole factors is whole.</summary>
    private static BlockRange Rounded(Block block, BlockRange range)
    {
        if (!Array.TrueForAll(range.Factors, f => Math.Abs(f - Math.Round(f)) < 1e-12))
        {
            return range;
        }

        double truth = 0;
        for (var i = 0; i < range.Factors.Length; i++)
        {
            truth += range.Factors[i] * block.Truth[i];
        }

        return range with { Low = Math.Min(truth, Math.Ceiling(range.Low - Noise)), High = Math.Max(truth, Math.Floor(range.High + Noise)) };
    }

    /// <summary>What rounding has told of a block beyond what a linear program would see itself.</summary>
    private IEnumerable<BlockRange> Beyond(WholeNumbers any, int block)
    {
        for (var v = _of.Start[block]; v < _of.Start[block + 1]; v++)
        {
            // A number that is known is one dimension less, whoever sees it.
            var known = _high[v] - _low[v] < Noise;
            var (low, high) = (known || _low[v] > any._low[v] + Noise, known || _high[v] < any._high[v] - Noise);
            if (low || high)
            {
                var factors = new double[_of.Start[block + 1] - _of.Start[block]];
                factors[v - _of.Start[block]] = 1;
                int[] bounds = [.. low ? [LowOf(v)] : (int[])[], .. high ? [HighOf(v)] : (int[])[]];
                yield return new BlockRange(
                    factors,
                    known ? _of.Truth[v] : low ? _low[v] : double.NegativeInfinity,
                    known ? _of.Truth[v] : high ? _high[v] : double.PositiveInfinity,
                    new Reasons(() => Because(bounds)));
            }
        }
    }

    /// <summary>Takes off a distribution's ends that no whole numbers reach.</summary>
    /// <returns>Whether any bound moved.</returns>
    private bool TakeOff(int block)
    {
        var (start, end) = (_of.Start[block], _of.Start[block + 1]);
        int[] open = [.. Enumerable.Range(start, end - start).Where(v => WholeDistribution.IsOpen(_low[v], _high[v])).OrderBy(v => _high[v] - _low[v])];
        WholeRow[] rows = [.. _of.Inside(block).Where(r => Array.Exists(r.Numbers, open.Contains))];
        _distributions[block] = rows;
        var distribution = new WholeDistribution(rows, open, _of.Truth, _low, _high);
        distribution.TakeOff();
        for (var i = 0; i < open.Length; i++)
        {
            var v = open[i];
            if (distribution.Low[i] > _low[v])
            {
                _low[v] = distribution.Low[i];
                Note(LowOf(v), row: -1, block);
            }

            if (distribution.High[i] < _high[v])
            {
                _high[v] = distribution.High[i];
                Note(HighOf(v), row: -1, block);
            }
        }

        return distribution.HasMoved;
    }

    /// <summary>Sweeps over the rows; of those whose numbers' bounds are as they were nothing new comes.</summary>
    private void Carry()
    {
        var stale = new bool[_of.All.Count];
        Array.Fill(stale, true);
        for (var sweep = 0; sweep < Sweeps && Array.IndexOf(stale, true) >= 0; sweep++)
        {
            for (var r = 0; r < stale.Length; r++)
            {
                if (stale[r])
                {
                    stale[r] = false;
                    Carry(r, stale);
                }
            }
        }
    }

    private void Carry(int r, bool[] stale)
    {
        var row = _of.All[r];
        var ends = Sum(row);
        for (var i = 0; i < row.Numbers.Length; i++)
        {
            var (v, f) = (row.Numbers[i], row.Factors[i]);
            var (least, most) = Ends(row, i);
            var (from, to) = ((row.Low - ends.High.Without(most)) / f, (row.High - ends.Low.Without(least)) / f);
            (from, to) = f < 0 ? (to, from) : (from, to);
            (from, to) = _round ? (Math.Ceiling(from - Noise), Math.Floor(to + Noise)) : (from, to);
            (from, to) = (Math.Min(from, _of.Truth[v]), Math.Max(to, _of.Truth[v]));
            if (from > _low[v] + Step || to < _high[v] - Step)
            {
                if (from > _low[v] + Step)
                {
                    _low[v] = from;
                    Note(LowOf(v), r);
                }

                if (to < _high[v] - Step)
                {
                    _high[v] = to;
                    Note(HighOf(v), r);
                }

                ends = Sum(row);
                foreach (var other in _of.Of[v])
                {
                    stale[other] = true;
                }
            }
        }
    }

    /// <summary>How far bounds must move to be carried on: a person, or where nothing is rounded a little.</summary>
    private double Step => _round ? 0.5 : 1e-3;

    /// <summary>A sum of ends, some of which may be open.</summary>
    private readonly record struct EndSum(double Told, int Open, double OpenEnd)
    {
        public EndSum With(double end) => double.IsInfinity(end) ? this with { Open = Open + 1 } : this with { Told = Told + end };

        /// <summary>The sum of the others.</summary>
        public double Without(double end) => Open > (double.IsInfinity(end) ? 1 : 0) ? OpenEnd : double.IsInfinity(end) ? Told : Told - end;
    }

    private (EndSum Low, EndSum High) Sum(WholeRow row)
    {
        var (low, high) = (new EndSum(0, 0, double.NegativeInfinity), new EndSum(0, 0, double.PositiveInfinity));
        for (var i = 0; i < row.Numbers.Length; i++)
        {
            var (least, most) = Ends(row, i);
            (low, high) = (low.With(least), high.With(most));
        }

        return (low, high);
    }

    private (double Low, double High) Ends(WholeRow row, int i)
    {
        var (v, f) = (row.Numbers[i], row.Factors[i]);
        return f > 0 ? (f * _low[v], f * _high[v]) : (f * _high[v], f * _low[v]);
    }

    private static int LowOf(int number) => 2 * number;

    private static int HighOf(int number) => (2 * number) + 1;

    private void Note(int bound, int row, int block = -1)
    {
        _moves.Add(new Move(bound, _lastMove[bound], row, block));
        _lastMove[bound] = _moves.Count - 1;
    }

    /// <summary>
    /// The cells that some bounds rest on: those of the rows that moved them last, and those that the bounds rest on from which these rows
    /// moved them, as they were then.
    /// </summary>
    private Printed[] Because(int[] bounds)
    {
        var (cells, seen, open) = (new HashSet<Printed>(), new HashSet<int>(), new Stack<int>());
        foreach (var bound in bounds)
        {
            Rests(bound, _moves.Count);
        }

        while (open.TryPop(out var at))
        {
            var move = _moves[at];
            if (move.Row >= 0)
            {
                var row = _of.All[move.Row];
                var own = Array.IndexOf(row.Numbers, move.Bound / 2);
                var ofLows = row.Factors[own] > 0 == (move.Bound == HighOf(row.Numbers[own]));
                cells.UnionWith(row.Sources);
                for (var i = 0; i < row.Numbers.Length; i++)
                {
                    if (i != own)
                    {
                        Rests(row.Factors[i] > 0 == ofLows ? LowOf(row.Numbers[i]) : HighOf(row.Numbers[i]), at);
                    }
                }
            }
            else
            {
                foreach (var row in _distributions[move.Block])
                {
                    cells.UnionWith(row.Sources);
                    foreach (var v in row.Numbers)
                    {
                        Rests(LowOf(v), at);
                        Rests(HighOf(v), at);
                    }
                }
            }
        }

        return [.. cells];

        void Rests(int bound, int before)
        {
            var at = _lastMove[bound];
            while (at >= before)
            {
                at = _moves[at].Before;
            }

            if (at >= 0 && seen.Add(at))
            {
                open.Push(at);
            }
        }
    }

    /// <summary>Cells that are worked out when they are asked for, which they mostly are not.</summary>
    private sealed class Reasons(Func<Printed[]> because) : IReadOnlyList<Printed>
    {
        private readonly Lazy<Printed[]> _cells = new(because);

        public int Count => _cells.Value.Length;

        public Printed this[int index] => _cells.Value[index];

        public IEnumerator<Printed> GetEnumerator() => _cells.Value.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
