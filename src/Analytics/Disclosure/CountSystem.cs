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
/// Counts of answers inside groups (or sums of levels), the sums among them, and which of them are published how (method §4.2b): exact
/// only when the count and its complement are large enough, otherwise a class; and no class may be narrowed by the sums to fewer than
/// <see cref="Hiding.Width"/> + 1 possible counts. Where it would, the least important exact neighbour gives up its exactness,
/// of equals the smallest group: totals are kept longest. Bounds are carried from sum to sum, and where sums are linked two ways they
/// are those of linear programming.
/// </summary>
/// <param name="threshold">Smallest count that is exact, and smallest complement.</param>
/// <param name="width">How far apart the possible counts must lie.</param>
internal sealed class CountSystem(int threshold, int width = Hiding.Width)
{
    private const long Unlimited = long.MaxValue / 1024;

    /// <summary>Unknown counts of the smallest part that is searched.</summary>
    private const int FirstPart = 48;

    /// <summary>Unknown counts of the largest part that is searched.</summary>
    private const int LastPart = 160;

    /// <summary>Searches of a part in which all of its counts are moved at once.</summary>
    private const int Rounds = 4;

    /// <summary>Of each sum around one of its members so many come to a part.</summary>
    private const int OfEachSum = 6;
    private readonly List<Entry> _entries = [];
    private readonly List<SumLine> _lines = [];

    /// <summary>Smallest count that is exact, and smallest complement.</summary>
    private int Exact { get; } = Math.Max(threshold, width + 1);

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

        return Added(entry);
    }

    /// <summary>Adds a sum of levels (or other steps), published as a mean, a class near an end, or hidden.</summary>
    /// <param name="sum">True sum.</param>
    /// <param name="n">Persons; of equals the smallest group gives way first.</param>
    /// <param name="shown">What the published mean or class tells of the sum.</param>
    /// <param name="all">What it can be at all.</param>
    /// <param name="near">A class near an end, which is protected.</param>
    /// <param name="hidden">Hidden by another rule.</param>
    /// <param name="headline">Gives way last.</param>
    public int AddSum(long sum, long n, (long Low, long High) shown, (long Low, long High) all, bool near, bool hidden, bool headline)
    {
        var (low, high) = hidden ? all : shown;
        return Added(new Entry
        {
            Count = sum,
            N = n,
            Headline = headline,
            IsSum = true,
            Protect = near && !hidden,
            State = hidden ? CountState.Hidden : near ? CountState.AtMost : CountState.Exact,
            Low = low,
            High = high,
            OutsideLow = all.Low,
            OutsideHigh = all.High,
        });
    }

    /// <summary>Adds what an earlier release told of a count and cannot be taken back: its range, to stay as wide as it must.</summary>
    /// <param name="count">True count then.</param>
    /// <param name="low">Lowest count that it told.</param>
    /// <param name="high">Highest.</param>
    /// <param name="isClass">It was printed as a class, and is to stay one.</param>
    public int AddReleased(long count, long low, long high, bool isClass) => Added(new Entry
    {
        Count = count,
        N = high,
        Released = true,
        Protect = isClass,
        State = isClass ? CountState.AtMost : low == high ? CountState.Exact : CountState.Hidden,
        Low = low,
        High = high,
    });

    /// <summary>
    /// What other figures tell of a count whatever happens here. A class that they have told already is no class: it is hidden.
    /// </summary>
    public void Limit(int entry, long low, long high)
    {
        var e = _entries[entry];
        (e.OutsideLow, e.OutsideHigh) = (Math.Max(e.OutsideLow, low), Math.Min(e.OutsideHigh, high));
        if (e.State is CountState.AtMost or CountState.AtLeast && !e.IsSum
            && Math.Min(e.High, high) - Math.Max(e.Low, low) < Math.Min(width, e.High - e.Low))
        {
            Hide(e);
        }
    }

    /// <summary>Adds a sum: total = parts + a remainder of at most <paramref name="restLimit"/>.</summary>
    public void AddLine(int total, int[] parts, long restLimit) => _lines.Add(new SumLine(total, 0, parts, 0, restLimit));

    /// <summary>Adds a sum: total = parts + a remainder, negative if some left.</summary>
    public void AddLine(int total, int[] parts, long restLow, long restHigh) => _lines.Add(new SumLine(total, 0, parts, restLow, restHigh));

    /// <summary>Adds a sum whose total everybody knows.</summary>
    public void AddConstantLine(long total, int[] parts) => _lines.Add(new SumLine(-1, total, parts, 0, 0));

    /// <summary>How a count is published, and the number that its class names.</summary>
    public (CountState State, int ClassCount) this[int entry] => (_entries[entry].State, (int)_entries[entry].ClassCount);

    /// <summary>What the published form alone tells of a count.</summary>
    public (long Low, long High) Range(int entry) => (_entries[entry].Low, _entries[entry].High);

    /// <summary>The true count.</summary>
    public long TruthOf(int entry) => _entries[entry].Count;

    /// <summary>What an outsider can tell of a count after <see cref="Solve"/>.</summary>
    public (long Low, long High) Bounds(int entry) => (_entries[entry].KnownLow, _entries[entry].KnownHigh);

    /// <summary>True if something stays narrower than it must: it cannot be published. Known after <see cref="Solve"/>.</summary>
    public bool Fails { get; private set; }

    /// <summary>Hides a count after <see cref="Solve"/>; nothing else becomes more certain by it.</summary>
    public void Withdraw(int entry)
    {
        var e = _entries[entry];
        Hide(e);
        (e.KnownLow, e.KnownHigh) = (Math.Max(e.Low, e.OutsideLow), Math.Min(e.High, e.OutsideHigh));
    }

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
            changed = Repair(linesOf, together: false);
            if (!changed)
            {
                Tighten(linesOf);
                changed = Repair(linesOf, together: true);
            }
        }
        while (changed);
        Fails = _entries.Exists(e => (e.GivenUp || e.Protect) && e.KnownHigh - e.KnownLow < Needed(e));
    }

    private int Added(Entry entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
    }

    /// <summary>
    /// What was given up for others comes first: it protects nothing if other sums still tell it. The more important counts give way only
    /// when the others no longer help. For what only several sums tell together, no total is given up: hiding the count itself loses less.
    /// </summary>
    private bool Repair(List<int>[] linesOf, bool together) => together
        ? Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Parts, true)
            || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Itself, true)
        : Round(linesOf, e => e.GivenUp, e => e.Order, Resort.Others, false)
            || Round(linesOf, e => e.Protect, _ => 0, Resort.Others, false)
            || Round(linesOf, e => e.GivenUp, _ => 0, Resort.Others, false)
            || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Itself, false)
            || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Headline, false);

    private bool Round(List<int>[] linesOf, Func<Entry, bool> which, Func<Entry, int> leastOrder, Resort resort, bool together)
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
            victim = victim < 0 && together && resort != Resort.Itself ? NearestVictim(linesOf, i, leastOrder(e), resort) : victim;
            if (victim >= 0)
            {
                GiveUp(_entries[victim]);
                touched.UnionWith(linesOf[victim]);
                changed = true;
            }
            else if (resort == Resort.Itself && e.State != CountState.Hidden && !e.Released)
            {
                // Nothing else is left to give but the headline: the sums around it are all classes. It says nothing any more.
                touched.UnionWith(linesOf[i]);
                Hide(e);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>How far apart its possible counts must lie: less only where fewer are possible at all.</summary>
    private long Needed(Entry e) => Math.Min(width, Math.Min(e.High, e.OutsideHigh) - Math.Max(e.Low, e.OutsideLow));

    /// <summary>Who gives way near an entry: of its own sums, else of those that hang together with them by unknown counts, and so on.</summary>
    private int NearestVictim(List<int>[] linesOf, int entry, int leastOrder, Resort resort)
    {
        var ring = linesOf[entry];
        var seen = new HashSet<int>(ring);
        while (ring.Count > 0)
        {
            var victim = Victim(ring, entry, leastOrder, resort);
            if (victim >= 0)
            {
                return victim;
            }

            ring = [.. ring.SelectMany(l => Members(_lines[l])).Where(IsUnknown).SelectMany(m => linesOf[m]).Where(seen.Add)];
        }

        return -1;
    }

    /// <summary>What one sum leaves open of an entry, given what is published of the others.</summary>
    private long WidthIn(int line, int entry)
    {
        var (total, constant, parts, low, high) = _lines[line];
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
            var (total, _, parts, _, _) = _lines[line];
            foreach (var part in parts)
            {
                Consider(part);
            }

            if (total >= 0 && resort != Resort.Parts)
            {
                Consider(total);
            }
        }

        return victim;

        void Consider(int candidate)
        {
            var c = _entries[candidate];
            if (candidate == entry || c.Protect || c.Released || c.State == CountState.Hidden || c.Order < leastOrder
                || (c.Headline && resort != Resort.Headline))
            {
                return;
            }

            // Giving up what everybody can tell anyway is no help.
            if (c.OutsideHigh - c.OutsideLow < width)
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
        if (derived || e.N < (2 * width) + 1)
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
        e.Proved = false;
        var wide = 2 * Exact;
        if (e.State == CountState.Exact && e.Widen && !e.IsSum && e.N >= 2 * wide && Math.Min(e.Count, e.N - e.Count) < wide)
        {
            var low = e.Count < wide;
            e.State = low ? CountState.AtMost : CountState.AtLeast;
            e.ClassCount = low ? wide - 1 : e.N - wide + 1;

            // A reader of the rule knows that the narrower class was not used.
            var (from, to) = low ? (Exact, wide - 1L) : (e.N - wide + 1, e.N - Exact);
            if (Math.Min(to, e.OutsideHigh) - Math.Max(from, e.OutsideLow) >= width)
            {
                (e.Low, e.High) = (from, to);
                return;
            }
        }

        Hide(e);
    }

    private static void Hide(Entry e)
    {
        e.Proved = false;
        e.State = CountState.Hidden;
        e.ClassCount = 0;
        (e.Low, e.High) = e.IsSum ? (e.OutsideLow, e.OutsideHigh) : (0, e.N);
    }

    private void Propagate()
    {
        foreach (var e in _entries)
        {
            (e.KnownLow, e.KnownHigh) = (Math.Max(e.Low, e.OutsideLow), Math.Min(e.High, e.OutsideHigh));
        }

        bool changed;
        var sweeps = 0;
        do
        {
            changed = false;
            foreach (var (total, constant, parts, restLow, restHigh) in _lines)
            {
                var (low, high) = (restLow, restHigh);
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

    /// <summary>
    /// Where sums are linked two ways, what they tell together is more than what each tells. Only ranges that the sums one by one leave
    /// wide enough are tried. Most are proved wide close by, everything else held at its true value: that is a world too. What is not
    /// proved so is tried in a larger part; what that does not prove counts as narrow, though more of them might have proved it.
    /// </summary>
    private void Tighten(List<int>[] linesOf)
    {
        foreach (var block in LinkedBlocks())
        {
            // Giving up makes more possible, never less: what is proved stays so.
            var open = block.Where(i => (_entries[i].Protect || _entries[i].GivenUp) && !_entries[i].Proved).ToList();
            foreach (var size in (int[])[FirstPart, LastPart])
            {
                foreach (var entry in open.Where(i => !_entries[i].Proved))
                {
                    Try(size >= block.Count ? block : Part(linesOf, entry, size), linesOf, size == LastPart, entry);
                }
            }
        }
    }

    /// <summary>Unknown counts near one: a few of each sum, so that rings close before the part is full.</summary>
    private List<int> Part(List<int>[] linesOf, int entry, int size)
    {
        var part = new List<int> { entry };
        var seen = new HashSet<int>(part);
        for (var i = 0; i < part.Count && part.Count < size; i++)
        {
            foreach (var line in linesOf[part[i]])
            {
                var taken = 0;
                foreach (var member in Members(_lines[line]))
                {
                    if (IsUnknown(member) && part.Count < size && seen.Add(member))
                    {
                        part.Add(member);
                        if (++taken == OfEachSum)
                        {
                            break;
                        }
                    }
                }
            }
        }

        return part;
    }

    /// <summary>Searches a part; if it is the last one, the one wanted is narrowed to what it allows.</summary>
    private void Try(List<int> part, List<int>[] linesOf, bool last, int wanted)
    {
        var column = part.Select((entry, k) => (entry, k)).ToDictionary(x => x.entry, x => x.k);
        var lines = part.SelectMany(i => linesOf[i]).Distinct().Select(l => _lines[l]).ToArray();
        var bounds = new LinearBounds(
            [.. part.Select(i => (double)_entries[i].KnownLow)],
            [.. part.Select(i => (double)_entries[i].KnownHigh)],
            [.. part.Select(i => (double)_entries[i].Count)],
            [.. lines.Select(l => Sum(l, column))]);
        int[] tried = [.. part.Where(i => (_entries[i].Protect || _entries[i].GivenUp) && !_entries[i].Proved)];
        bool IsNarrow(int i) => bounds.SeenHigh[column[i]] - bounds.SeenLow[column[i]] + 1e-6 < Needed(_entries[i]);
        for (var round = 0; round < Rounds; round++)
        {
            int[] narrow = [.. tried.Where(IsNarrow)];
            if (narrow.Length == 0)
            {
                break;
            }

            // Half of them up and half down, another half each round: members of one sum cannot all go the same way.
            int[] columns = [.. narrow.Select(i => column[i])];
            int[] signs = [.. narrow.Select(i => ((i * 0x9E3779B1L) >> (round + 7) & 1) == 0 ? 1 : -1)];
            bounds.Search(columns, signs, 1);
            bounds.Search(columns, signs, -1);
        }

        if (IsNarrow(wanted))
        {
            bounds.Deviation([column[wanted]]);
            if (last && IsNarrow(wanted))
            {
                var (low, high) = (bounds.SeenLow[column[wanted]], bounds.SeenHigh[column[wanted]]);
                Narrow(_entries[wanted], _entries[wanted].Count + (long)Math.Ceiling(low - 1e-6), _entries[wanted].Count + (long)Math.Floor(high + 1e-6));
            }
        }

        foreach (var i in tried.Where(i => !IsNarrow(i)))
        {
            _entries[i].Proved = true;
        }
    }

    /// <summary>A sum over a part; members outside it keep their true value.</summary>
    private LinearSum Sum(SumLine line, Dictionary<int, int> column)
    {
        var terms = new List<(int, double)>();
        double outside = 0;
        if (line.Total >= 0)
        {
            Add(line.Total, 1);
        }

        foreach (var p in line.Parts)
        {
            Add(p, line.Total < 0 ? 1 : -1);
        }

        return new LinearSum(terms, line.Constant + line.RestLow - outside, line.Constant + line.RestHigh - outside);

        void Add(int entry, int factor)
        {
            if (column.TryGetValue(entry, out var k))
            {
                terms.Add((k, factor));
            }
            else
            {
                outside += factor * _entries[entry].Count;
            }
        }
    }

    private bool IsUnknown(int entry) => _entries[entry].KnownLow < _entries[entry].KnownHigh;

    private static IEnumerable<int> Members(SumLine line) => line.Total < 0 ? line.Parts : line.Parts.Append(line.Total);

    /// <summary>Counts that hang together by sums in which they are not known, where the links form a ring.</summary>
    private List<List<int>> LinkedBlocks()
    {
        var block = new int[_entries.Count];
        Array.Fill(block, -1);
        var owner = Enumerable.Range(0, _lines.Count).ToArray();
        int Root(int l)
        {
            while (owner[l] != l)
            {
                l = owner[l] = owner[owner[l]];
            }

            return l;
        }

        var links = new int[_lines.Count];
        for (var l = 0; l < _lines.Count; l++)
        {
            foreach (var i in Members(_lines[l]).Where(IsUnknown))
            {
                links[l]++;
                if (block[i] < 0)
                {
                    block[i] = l;
                }
                else
                {
                    owner[Root(l)] = Root(block[i]);
                }
            }
        }

        var members = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < block.Length; i++)
        {
            if (block[i] >= 0)
            {
                var root = Root(block[i]);
                if (!members.TryGetValue(root, out var list))
                {
                    members.Add(root, list = []);
                }

                list.Add(i);
            }
        }

        // As many links as members less one make a tree, of which the sums one by one tell everything.
        var (sums, ties) = (new int[_lines.Count], new int[_lines.Count]);
        for (var l = 0; l < _lines.Count; l++)
        {
            sums[Root(l)] += links[l] > 0 ? 1 : 0;
            ties[Root(l)] += links[l];
        }

        return [.. members.Where(m => ties[m.Key] > m.Value.Count + sums[m.Key] - 1).Select(m => m.Value)];
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
        /// <summary>A part beside the narrow count.</summary>
        Parts,

        /// <summary>A part or a total beside it.</summary>
        Others,

        /// <summary>The narrow count, which is hidden.</summary>
        Itself,

        /// <summary>The headline.</summary>
        Headline,
    }

    /// <summary>Total = constant or entry; total = parts + a remainder between two numbers.</summary>
    private sealed record SumLine(int Total, long Constant, int[] Parts, long RestLow, long RestHigh);

    private sealed class Entry
    {
        /// <summary>Sum of levels; otherwise a count.</summary>
        public bool IsSum { get; init; }

        /// <summary>Worlds have been seen in which it lies as far apart as it must.</summary>
        public bool Proved { get; set; }

        /// <summary>Told by an earlier release: it can be protected, not changed.</summary>
        public bool Released { get; init; }

        /// <summary>What other figures tell of it.</summary>
        public long OutsideLow { get; set; } = -Unlimited;

        public long OutsideHigh { get; set; } = Unlimited;

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
