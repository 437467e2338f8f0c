namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// What it tells that persons are whole: bounds of each number of each block are carried along ranges and links and rounded inwards, until
/// they stand (bound propagation; Savelsbergh, Preprocessing and Probing Techniques for Mixed Integer Programming Problems, 1994). Of a
/// distribution the few whole numbers that its mean and its spread leave are gone through. All numbers of the blocks are whole.
/// </summary>
internal sealed class WholeNumbers
{
    private const int Sweeps = 12;

    /// <summary>Numbers that are tried of a distribution at most: more possibilities than that tell little beyond what bounds do.</summary>
    private const int Tries = 20_000;

    /// <summary>Numbers of a block that are printed by themselves, from which on it is a distribution.</summary>
    private const int Separately = 3;
    private const double Noise = 1e-6;

    private readonly Rows _of;
    private readonly double[] _low, _high;
    private readonly HashSet<Printed>?[] _lowBecause, _highBecause;
    private readonly bool _round;

    private WholeNumbers(Rows of, bool round)
    {
        (_of, _round) = (of, round);
        var count = of.Truth.Length;
        (_low, _high) = (new double[count], new double[count]);
        Array.Fill(_low, double.NegativeInfinity);
        Array.Fill(_high, double.PositiveInfinity);
        (_lowBecause, _highBecause) = (new HashSet<Printed>?[count], new HashSet<Printed>?[count]);
    }

    /// <summary>All that is known of all numbers, and where each number stands in it.</summary>
    private sealed class Rows
    {
        public Rows(IReadOnlyList<Block> blocks, IReadOnlyList<BlockLink> links, bool again)
        {
            Start = new int[blocks.Count + 1];
            for (var b = 0; b < blocks.Count; b++)
            {
                Start[b + 1] = Start[b] + blocks[b].Truth.Length;
            }

            Truth = [.. blocks.SelectMany(b => b.Truth)];
            for (var b = 0; b < blocks.Count; b++)
            {
                foreach (var range in blocks[b].Ranges)
                {
                    int[] used = [.. Enumerable.Range(0, range.Factors.Length).Where(i => range.Factors[i] != 0)];
                    All.Add(new Row([.. used.Select(i => Start[b] + i)], [.. used.Select(i => range.Factors[i])], range.Low, range.High, range.Sources));
                }

                if (!again)
                {
                    AddDistances(blocks[b], Start[b]);
                }
            }

            foreach (var link in links)
            {
                for (var i = 0; i < link.Numbers; i++)
                {
                    int[] numbers = [.. link.Blocks.Select(b => Start[b] + i)];
                    var sum = numbers.Select((v, k) => link.Signs[k] * Truth[v]).Sum();
                    All.Add(new Row(numbers, link.Signs, sum, sum, []));
                }
            }

            Of = [.. Truth.Select(_ => new List<int>())];
            for (var r = 0; r < All.Count; r++)
            {
                foreach (var v in All[r].Numbers)
                {
                    Of[v].Add(r);
                }
            }
        }

        public List<Row> All { get; } = [];

        public List<int>[] Of { get; }

        public double[] Truth { get; }

        /// <summary>First number of each block.</summary>
        public int[] Start { get; }

        /// <summary>
        /// Of so many persons a sum tells how far they are from the lowest and from the highest together, and so what nobody of them can be:
        /// a mean near an end tells that nobody is at the other. Row by row that is not seen.
        /// </summary>
        private void AddDistances(Block block, int start)
        {
            foreach (var persons in block.Ranges.Where(r => r.Low == r.High && Array.TrueForAll(r.Factors, f => f is 0 or 1)))
            {
                int[] who = [.. Enumerable.Range(0, persons.Factors.Length).Where(i => persons.Factors[i] != 0)];
                foreach (var sum in block.Ranges.Where(r => who.Select(i => r.Factors[i]).Distinct().Count() > 2 && !Beyond(r.Factors, persons.Factors)))
                {
                    var (least, most) = (who.Min(i => sum.Factors[i]), who.Max(i => sum.Factors[i]));
                    AddDistance(i => sum.Factors[i] - least, sum.Low - (least * persons.Low), sum.High - (least * persons.Low));
                    AddDistance(i => most - sum.Factors[i], (most * persons.Low) - sum.High, (most * persons.Low) - sum.Low);

                    void AddDistance(Func<int, double> factor, double low, double high)
                    {
                        int[] used = [.. who.Where(i => factor(i) != 0)];
                        All.Add(new Row([.. used.Select(i => start + i)], [.. used.Select(factor)], low, high, sum.Sources));
                    }
                }
            }

            static bool Beyond(double[] sum, double[] persons) => sum.Where((f, i) => f != 0 && persons[i] == 0).Any();
        }
    }

    private readonly record struct Row(int[] Numbers, double[] Factors, double Low, double High, IReadOnlyList<Printed> Sources);

    /// <summary>The blocks with what whole numbers tell beside what is known already.</summary>
    /// <param name="blocks">Blocks of whole numbers.</param>
    /// <param name="links">What links them.</param>
    /// <param name="again">What single sums and distributions tell is in the blocks already: bounds are carried on only.</param>
    public static IReadOnlyList<Block> Tighten(IReadOnlyList<Block> blocks, IReadOnlyList<BlockLink> links, bool again = false)
    {
        Block[] rounded = [.. blocks.Select(b => b with { Ranges = [.. b.Ranges.Select(r => Rounded(b, r))] })];
        var rows = new Rows(rounded, links, again);
        var (whole, any) = (new WholeNumbers(rows, round: true), new WholeNumbers(rows, round: false));
        whole.Carry();
        any.Carry();
        int[] distributions =
        [
            .. Enumerable.Range(0, again ? 0 : rounded.Length)
                .Where(b => rounded[b].Ranges.Count(r => r.Sources.Count > 0 && r.Factors.Count(f => f != 0) == 1) >= Separately),
        ];
        if (distributions.Count(whole.GoThrough) > 0)
        {
            whole.Carry();
        }

        return [.. rounded.Select((b, i) => b with { Ranges = [.. b.Ranges, .. whole.Beyond(any, i)] })];
    }

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
                yield return new BlockRange(
                    factors,
                    known ? _of.Truth[v] : low ? _low[v] : double.NegativeInfinity,
                    known ? _of.Truth[v] : high ? _high[v] : double.PositiveInfinity,
                    [.. ((low ? _lowBecause[v] : null) ?? []).Union((high ? _highBecause[v] : null) ?? [])]);
            }
        }
    }

    /// <summary>
    /// Goes through the whole numbers of one block that all of its own rows allow, each within its bounds, the narrowest first; the bounds then
    /// are what was found. Where there are too many, they stay.
    /// </summary>
    /// <returns>Whether any bound moved.</returns>
    private bool GoThrough(int block)
    {
        var (start, end) = (_of.Start[block], _of.Start[block + 1]);
        int[] open = [.. Enumerable.Range(start, end - start).Where(v => _high[v] - _low[v] is >= 1 and < Tries).OrderBy(v => _high[v] - _low[v])];
        Row[] rows = [.. Enumerable.Range(start, end - start).SelectMany(v => _of.Of[v]).Distinct().Order().Select(r => _of.All[r])
            .Where(r => Array.TrueForAll(r.Numbers, v => v >= start && v < end) && Array.Exists(r.Numbers, open.Contains))];
        if (open.Length == 0)
        {
            return false;
        }

        // What each row can still become at least and at most, the numbers that were chosen as they are and all others at their ends.
        var ends = rows.Select(Sum).ToArray();
        var (least, most) = (ends.Select(e => e.Low.Without(0)).ToArray(), ends.Select(e => e.High.Without(0)).ToArray());
        var uses = open.Select(v => (
            from r in Enumerable.Range(0, rows.Length)
            let i = Array.IndexOf(rows[r].Numbers, v)
            where i >= 0
            let own = Ends(rows[r], i)
            select (Row: r, Factor: rows[r].Factors[i], own.Low, own.High)).ToArray()).ToArray();
        var (lowest, highest, left) = (new double[open.Length], new double[open.Length], Tries);
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
        var chosen = new double[open.Length];
        if (!Choose(0) || double.IsInfinity(lowest[0]))
        {
            return false;
        }

        var because = rows.SelectMany(r => r.Sources)
            .Concat(rows.SelectMany(r => r.Numbers).Distinct().SelectMany(v => (_lowBecause[v] ?? []).Concat(_highBecause[v] ?? [])))
            .ToHashSet();
        var moved = false;
        for (var k = 0; k < open.Length; k++)
        {
            var v = open[k];
            if (lowest[k] > _low[v])
            {
                (_low[v], _lowBecause[v], moved) = (lowest[k], [.. because], true);
            }

            if (highest[k] < _high[v])
            {
                (_high[v], _highBecause[v], moved) = (highest[k], [.. because], true);
            }
        }

        return moved;

        bool Choose(int k)
        {
            if (k == open.Length)
            {
                for (var i = 0; i < k; i++)
                {
                    (lowest[i], highest[i]) = (Math.Min(lowest[i], chosen[i]), Math.Max(highest[i], chosen[i]));
                }

                return true;
            }

            for (var x = _low[open[k]]; x <= _high[open[k]]; x++)
            {
                if (--left < 0)
                {
                    return false;
                }

                chosen[k] = x;
                var fits = true;
                foreach (var (r, factor, low, high) in uses[k])
                {
                    (least[r], most[r]) = (least[r] + (factor * x) - low, most[r] + (factor * x) - high);
                    fits &= least[r] <= rows[r].High + Noise && most[r] >= rows[r].Low - Noise;
                }

                var goesOn = !fits || Choose(k + 1);
                foreach (var (r, factor, low, high) in uses[k])
                {
                    (least[r], most[r]) = (least[r] - (factor * x) + low, most[r] - (factor * x) + high);
                }

                if (!goesOn)
                {
                    return false;
                }
            }

            return true;
        }
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
                    Carry(_of.All[r], stale);
                }
            }
        }
    }

    private void Carry(Row row, bool[] stale)
    {
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
                    Because(_lowBecause, row, i, f < 0);
                }

                if (to < _high[v] - Step)
                {
                    _high[v] = to;
                    Because(_highBecause, row, i, f > 0);
                }

                ends = Sum(row);
                foreach (var r in _of.Of[v])
                {
                    stale[r] = true;
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

    private (EndSum Low, EndSum High) Sum(Row row)
    {
        var (low, high) = (new EndSum(0, 0, double.NegativeInfinity), new EndSum(0, 0, double.PositiveInfinity));
        for (var i = 0; i < row.Numbers.Length; i++)
        {
            var (least, most) = Ends(row, i);
            (low, high) = (low.With(least), high.With(most));
        }

        return (low, high);
    }

    private (double Low, double High) Ends(Row row, int i)
    {
        var (v, f) = (row.Numbers[i], row.Factors[i]);
        return f > 0 ? (f * _low[v], f * _high[v]) : (f * _high[v], f * _low[v]);
    }

    /// <summary>The cells that a bound rests on: those of the row, and those that the other numbers' bounds rest on.</summary>
    private void Because(HashSet<Printed>?[] because, Row row, int own, bool ofLows)
    {
        if (!_round)
        {
            return;
        }

        var cells = because[row.Numbers[own]] ??= [];
        cells.UnionWith(row.Sources);
        for (var i = 0; i < row.Numbers.Length; i++)
        {
            if (i != own && (row.Factors[i] > 0 == ofLows ? _lowBecause : _highBecause)[row.Numbers[i]] is { } other)
            {
                cells.UnionWith(other);
            }
        }
    }
}
