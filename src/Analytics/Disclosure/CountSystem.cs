namespace Digilo.Analytics.Disclosure;

/// <summary>How a count of answers is published.</summary>
internal enum CountState : byte
{
    /// <summary>As a share, from which the count follows.</summary>
    Exact,
    /// <summary>As "at most".</summary>
    AtMost,
    /// <summary>As "at least".</summary>
    AtLeast,
    /// <summary>Not at all.</summary>
    Hidden,
}

/// <summary>
/// Counts of answers inside groups, the sums among them, and which of them are published how (method §4.2b): exact only when the count
/// and its complement are large enough, otherwise a class; and no class may be narrowed by the sums to fewer than
/// <see cref="Hiding.Width"/> + 1 possible counts. Where it would, the least important exact neighbour gives up its exactness,
/// of equals the smallest group: totals are kept longest.
/// </summary>
internal sealed class CountSystem(int threshold)
{
    private const long Unlimited = long.MaxValue / 1024;
    private readonly List<Entry> _entries = [];
    private readonly List<(int Total, long Constant, int[] Parts, long RestLimit)> _lines = [];

    /// <summary>Smallest count that is exact, and smallest complement.</summary>
    private int Exact { get; } = Math.Max(threshold, Hiding.Width + 1);

    /// <summary>Adds a count.</summary>
    /// <param name="count">Numerator.</param>
    /// <param name="n">Denominator.</param>
    /// <param name="hidden">Hidden by another rule; then it is not protected here, only unknown.</param>
    /// <param name="order">Higher gives up its exactness first.</param>
    /// <param name="widen">True: a wider class comes before hiding.</param>
    /// <param name="headline">The figure that everybody comes for: small counts are hidden outright before it gives way.</param>
    /// <param name="derived">Not published, but found by subtraction if the sums allow it, and then to be protected.</param>
    /// <returns>Its number.</returns>
    public int Add(long count, long n, bool hidden, int order = 0, bool widen = true, bool derived = false, bool headline = false)
    {
        var entry = new Entry { Count = count, N = n, Order = order, Widen = widen, Headline = headline };
        if (hidden)
        {
            entry.State = CountState.Hidden;
            (entry.Low, entry.High) = (0, n);
        }
        else
        {
            Classify(entry, derived);
        }

        _entries.Add(entry);
        return _entries.Count - 1;
    }

    /// <summary>Adds a sum: total = parts + a remainder of at most <paramref name="restLimit"/>.</summary>
    public void AddLine(int total, int[] parts, long restLimit) => _lines.Add((total, 0, parts, restLimit));

    /// <summary>Adds a sum whose total everybody knows.</summary>
    public void AddConstantLine(long total, int[] parts) => _lines.Add((-1, total, parts, 0));

    /// <summary>How a count is published, and the number that its class names.</summary>
    public (CountState State, int ClassCount) this[int entry] => (_entries[entry].State, (int)_entries[entry].ClassCount);

    /// <summary>What the published form alone tells of a count.</summary>
    public (long Low, long High) Range(int entry) => (_entries[entry].Low, _entries[entry].High);

    /// <summary>What an outsider can tell of a count after <see cref="Solve"/>.</summary>
    public (long Low, long High) Bounds(int entry) => (_entries[entry].KnownLow, _entries[entry].KnownHigh);

    /// <summary>Gives up exactness until every class holds.</summary>
    public void Solve()
    {
        var linesOf = new List<int>[_entries.Count];
        for (var i = 0; i < linesOf.Length; i++)
        {
            linesOf[i] = [];
        }

        for (var l = 0; l < _lines.Count; l++)
        {
            if (_lines[l].Total >= 0)
            {
                linesOf[_lines[l].Total].Add(l);
            }

            foreach (var part in _lines[l].Parts)
            {
                linesOf[part].Add(l);
            }
        }

        bool changed;
        do
        {
            Propagate();

            // What was given up for others comes first: it protects nothing if other sums still tell it.
            // The more important counts give way only when the others no longer help.
            changed = Round(linesOf, e => e.GivenUp, e => e.Order, Resort.Others)
                || Round(linesOf, e => e.Protect, _ => 0, Resort.Others)
                || Round(linesOf, e => e.GivenUp, _ => 0, Resort.Others)
                || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Itself)
                || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Headline);
        }
        while (changed);
    }

    private bool Round(List<int>[] linesOf, Func<Entry, bool> which, Func<Entry, int> leastOrder, Resort resort)
    {
        var changed = false;
        var touched = new HashSet<int>();
        for (var i = 0; i < _entries.Count; i++)
        {
            var e = _entries[i];
            if (!which(e) || e.KnownHigh - e.KnownLow >= Needed(e))
            {
                continue;
            }

            // The sums that narrow it by themselves; where it takes several together, all of its sums.
            var narrowing = linesOf[i].Where(l => WidthIn(l, i) < Needed(e)).ToList();
            narrowing = narrowing.Count == 0 ? linesOf[i] : narrowing;
            if (narrowing.Any(touched.Contains))
            {
                changed = true;
                continue;
            }

            var victim = resort == Resort.Itself ? -1 : Victim(narrowing, i, leastOrder(e), resort);
            victim = victim < 0 && resort != Resort.Itself ? Victim(linesOf[i], i, leastOrder(e), resort) : victim;
            if (victim >= 0)
            {
                GiveUp(_entries[victim]);
                touched.UnionWith(linesOf[victim]);
                changed = true;
            }
            else if (resort == Resort.Itself && e.State != CountState.Hidden)
            {
                // Nothing else is left to give but the headline: the sums around it are all classes. It says nothing any more.
                touched.UnionWith(linesOf[i]);
                e.State = CountState.Hidden;
                (e.Low, e.High) = (0, e.N);
                changed = true;
            }
        }

        return changed;
    }

    private static long Needed(Entry e) => Math.Min(Hiding.Width, e.High - e.Low);

    /// <summary>What one sum leaves open of an entry, given what is published of the others.</summary>
    private long WidthIn(int line, int entry)
    {
        var (total, constant, parts, restLimit) = _lines[line];
        long low = 0, high = restLimit;
        foreach (var p in parts)
        {
            low += _entries[p].KnownLow;
            high += _entries[p].KnownHigh;
        }

        var e = _entries[entry];
        var (from, to) = total == entry ? (low, high)
            : total < 0 ? (constant - (high - e.KnownHigh), constant - (low - e.KnownLow))
            : (_entries[total].KnownLow - (high - e.KnownHigh), _entries[total].KnownHigh - (low - e.KnownLow));
        return Math.Min(to, e.High) - Math.Max(from, e.Low);
    }

    /// <summary>Who of at least an order gives up exactness in some sums: the least important, of equals the smallest group.</summary>
    private int Victim(List<int> lines, int entry, int leastOrder, Resort resort)
    {
        var victim = -1;
        foreach (var line in lines)
        {
            var (total, _, parts, _) = _lines[line];
            foreach (var part in parts)
            {
                Consider(part);
            }

            if (total >= 0)
            {
                Consider(total);
            }
        }

        return victim;

        void Consider(int candidate)
        {
            var c = _entries[candidate];
            if (candidate == entry || c.Protect || c.State == CountState.Hidden || c.Order < leastOrder
                || (c.Headline && resort != Resort.Headline))
            {
                return;
            }

            var best = victim < 0 ? null : _entries[victim];
            if (best is null || c.Order > best.Order || (c.Order == best.Order && (c.N < best.N || (c.N == best.N && candidate < victim))))
            {
                victim = candidate;
            }
        }
    }

    private void Classify(Entry e, bool derived)
    {
        var complement = e.N - e.Count;
        if (e.Count >= Exact && complement >= Exact)
        {
            e.State = derived ? CountState.Hidden : CountState.Exact;
            (e.Low, e.High) = derived ? (0, e.N) : (e.Count, e.Count);
            return;
        }

        // Whom the choice between the two classes gives away: with few respondents the middle divides them.
        var middle = (e.N - 1) / 2;
        var low = e.N >= 2 * Exact ? e.Count < Exact : e.Count <= middle;
        e.Protect = true;
        if (derived || e.N < (2 * Hiding.Width) + 1)
        {
            e.State = CountState.Hidden;
            (e.Low, e.High) = (0, e.N);
            return;
        }

        e.State = low ? CountState.AtMost : CountState.AtLeast;
        e.ClassCount = low ? Exact - 1 : e.N - Exact + 1;
        (e.Low, e.High) = e.N >= 2 * Exact
            ? low ? (0, Exact - 1) : (e.N - Exact + 1, e.N)
            : low ? (0, middle) : (middle + 1, e.N);
    }

    private void GiveUp(Entry e)
    {
        e.GivenUp = true;
        var wide = 2 * Exact;
        if (e.State == CountState.Exact && e.Widen && e.N >= 2 * wide && Math.Min(e.Count, e.N - e.Count) < wide)
        {
            var low = e.Count < wide;
            e.State = low ? CountState.AtMost : CountState.AtLeast;
            e.ClassCount = low ? wide - 1 : e.N - wide + 1;

            // A reader of the rule knows that the narrower class was not used.
            (e.Low, e.High) = low ? (Exact, wide - 1) : (e.N - wide + 1, e.N - Exact);
            return;
        }

        e.State = CountState.Hidden;
        (e.Low, e.High) = (0, e.N);
    }

    private void Propagate()
    {
        foreach (var e in _entries)
        {
            (e.KnownLow, e.KnownHigh) = (e.Low, e.High);
        }

        bool changed;
        var sweeps = 0;
        do
        {
            changed = false;
            foreach (var (total, constant, parts, restLimit) in _lines)
            {
                long low = 0, high = restLimit;
                foreach (var p in parts)
                {
                    low += _entries[p].KnownLow;
                    high += _entries[p].KnownHigh;
                }

                var totalLow = total < 0 ? constant : _entries[total].KnownLow;
                var totalHigh = total < 0 ? constant : _entries[total].KnownHigh;
                if (total >= 0)
                {
                    changed |= Narrow(_entries[total], low, high);
                    (totalLow, totalHigh) = (_entries[total].KnownLow, _entries[total].KnownHigh);
                }

                foreach (var p in parts)
                {
                    var e = _entries[p];
                    changed |= Narrow(e, totalLow - (high - e.KnownHigh), totalHigh - (low - e.KnownLow), ref low, ref high);
                }
            }
        }
        while (changed && ++sweeps < 50);
    }

    private static bool Narrow(Entry e, long low, long high, ref long sumLow, ref long sumHigh)
    {
        var (oldLow, oldHigh) = (e.KnownLow, e.KnownHigh);
        var changed = Narrow(e, low, high);
        sumLow += e.KnownLow - oldLow;
        sumHigh += e.KnownHigh - oldHigh;
        return changed;
    }

    private static bool Narrow(Entry e, long low, long high)
    {
        var changed = low > e.KnownLow || high < e.KnownHigh;
        e.KnownLow = Math.Max(e.KnownLow, Math.Min(low, Unlimited));
        e.KnownHigh = Math.Min(e.KnownHigh, high);
        return changed;
    }

    /// <summary>Who gives way, from the first to the last resort.</summary>
    private enum Resort
    {
        /// <summary>A neighbour of the narrow count.</summary>
        Others,

        /// <summary>The narrow count, which is hidden.</summary>
        Itself,

        /// <summary>The headline.</summary>
        Headline,
    }

    private sealed class Entry
    {
        public bool Headline { get; init; }

        public long Count { get; init; }

        public long N { get; init; }

        public int Order { get; init; }

        public bool Widen { get; init; }

        public CountState State { get; set; }

        public long ClassCount { get; set; }

        /// <summary>True where small counts are to stay unknown; others are unknown only for the sake of these.</summary>
        public bool Protect { get; set; }

        /// <summary>True where exactness was given up for another.</summary>
        public bool GivenUp { get; set; }

        public long Low { get; set; }

        public long High { get; set; }

        public long KnownLow { get; set; }

        public long KnownHigh { get; set; }
    }
}
