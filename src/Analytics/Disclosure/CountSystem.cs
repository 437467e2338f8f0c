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
/// of equals the smallest group: totals are kept longest. Bounds are carried from sum to sum; where sums are linked two ways, other
/// worlds are looked for besides in which a class lies elsewhere.
/// </summary>
/// <param name="threshold">Smallest count that is exact, and smallest complement.</param>
/// <param name="width">How far apart the possible counts must lie.</param>
internal sealed partial class CountSystem(int threshold, int width = Hiding.Width)
{
    private const long Unlimited = long.MaxValue / 1024;
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

    /// <summary>Adds a sum whose total everybody knows: total = parts + a remainder.</summary>
    public void AddConstantLine(long total, int[] parts, long restLow = 0, long restHigh = 0) =>
        _lines.Add(new SumLine(-1, total, parts, restLow, restHigh));

    /// <summary>How a count is published, and the number that its class names.</summary>
    public (CountState State, int ClassCount) this[int entry] => (_entries[entry].State, (int)_entries[entry].ClassCount);

    /// <summary>What the published form alone tells of a count.</summary>
    public (long Low, long High) Range(int entry) => (_entries[entry].Low, _entries[entry].High);

    /// <summary>The true count.</summary>
    public long TruthOf(int entry) => _entries[entry].Count;

    /// <summary>What an outsider can tell of a count after <see cref="Solve"/>.</summary>
    public (long Low, long High) Bounds(int entry) => (_entries[entry].KnownLow, _entries[entry].KnownHigh);

    /// <summary>
    /// After <see cref="Solve"/>: what other figures tell of a count besides. True if that is more than was known, and
    /// <see cref="SolveAgain"/> is to be called.
    /// </summary>
    public bool LimitFurther(int entry, long low, long high)
    {
        var e = _entries[entry];
        if (low <= e.KnownLow && high >= e.KnownHigh)
        {
            return false;
        }

        Limit(entry, low, high);
        return true;
    }

    /// <summary>
    /// Carries what <see cref="LimitFurther"/> told along the sums and hides every class that no longer holds: that loses less than
    /// exactness around it, which other figures tell besides.
    /// </summary>
    public void SolveAgain()
    {
        // One at a time: what it leaves open may keep the others.
        Entry? told;
        do
        {
            Propagate();
            told = _entries.Where(e => e.State is CountState.AtMost or CountState.AtLeast && e.KnownHigh - e.KnownLow < Needed(e)).MinBy(e => (-e.Order, e.N));
            if (told is not null)
            {
                Hide(told);
            }
        }
        while (told is not null);
    }

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
    }

    private int Added(Entry entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
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
        (e.Low, e.High) = Unknown(e);
    }

    private static (long Low, long High) Unknown(Entry e) => e.IsSum ? (e.OutsideLow, e.OutsideHigh) : (0, e.N);

    /// <summary>Total = constant or entry; total = parts + a remainder between two numbers.</summary>
    private sealed record SumLine(int Total, long Constant, int[] Parts, long RestLow, long RestHigh);

    private sealed class Entry
    {
        /// <summary>Sum of levels; otherwise a count.</summary>
        public bool IsSum { get; init; }

        /// <summary>Worlds have been seen in which it lies as far apart as it must.</summary>
        public bool Proved { get; set; }

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
