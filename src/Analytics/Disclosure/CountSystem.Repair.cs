namespace Digilo.Analytics.Disclosure;

/// <content>Who gives way where a count is told too closely.</content>
internal sealed partial class CountSystem
{
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
            || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Others, true)
            || Round(linesOf, e => e.GivenUp || e.Protect, _ => 0, Resort.Classes, true)
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

            var least = leastOrder(e);
            if (resort == Resort.Classes)
            {
                // No class gives way to save a headline that matters less, or falls all the same.
                var headline = Victim(linesOf[i], i, least, Resort.Headline);
                least = headline < 0 ? least : Math.Max(least, _entries[headline].Order);
                if (!IsWideBesideHeadlines(e, least))
                {
                    continue;
                }
            }

            var victim = resort == Resort.Itself ? -1 : Victim(narrowing, i, least, resort);
            victim = victim < 0 && resort != Resort.Itself ? Victim(linesOf[i], i, least, resort) : victim;
            victim = victim < 0 && together && resort != Resort.Itself ? NearestVictim(linesOf, i, least, resort) : victim;
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
                Hide(e);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Would a count be told no more with everything of at least an order hidden but the headlines?</summary>
    private bool IsWideBesideHeadlines(Entry entry, int leastOrder)
    {
        var needed = Needed(entry);
        var shown = _entries.Where(e => !e.Headline && e.Order >= leastOrder).Select(e => (Entry: e, e.Low, e.High)).ToArray();
        foreach (var (e, _, _) in shown)
        {
            (e.Low, e.High) = Unknown(e);
        }

        Propagate();
        var wide = entry.KnownHigh - entry.KnownLow >= needed;
        foreach (var (e, low, high) in shown)
        {
            (e.Low, e.High) = (low, high);
        }

        Propagate();
        return wide;
    }

    /// <summary>How far apart its possible counts must lie: less only where fewer are possible at all.</summary>
    private long Needed(Entry e) => Math.Min(width, Math.Min(e.High, e.OutsideHigh) - Math.Max(e.Low, e.OutsideLow));

    /// <summary>
    /// Who gives way near an entry: of its own sums, else of those that hang together with them by unknown counts, and so on; before a
    /// headline falls, by counts that are not shown though they are told.
    /// </summary>
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

            ring = [.. ring.SelectMany(l => Members(_lines[l])).Where(Leads).SelectMany(m => linesOf[m]).Where(seen.Add)];
        }

        return -1;

        bool Leads(int m) => IsUnknown(m) || (resort != Resort.Parts && _entries[m].State != CountState.Exact);
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
            if (candidate == entry || (c.Protect && resort != Resort.Classes) || c.State == CountState.Hidden || c.Order < leastOrder
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

    /// <summary>Who gives way, from the first to the last resort.</summary>
    private enum Resort
    {
        /// <summary>A part beside the narrow count.</summary>
        Parts,

        /// <summary>A part or a total beside it.</summary>
        Others,

        /// <summary>The narrow count, which is hidden.</summary>
        Itself,

        /// <summary>A class near it.</summary>
        Classes,

        /// <summary>The headline.</summary>
        Headline,
    }
}
