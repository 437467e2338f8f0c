namespace Digilo.Analytics.Disclosure;

/// <content>What an outsider can tell of every count.</content>
internal sealed partial class CountSystem
{
    /// <summary>Unknown counts of the smallest part that is searched.</summary>
    private const int FirstPart = 16;

    /// <summary>Of the next, for those that the smallest do not prove.</summary>
    private const int NextPart = 48;

    /// <summary>Unknown counts of the largest part that is searched.</summary>
    private const int LastPart = 160;

    private static readonly int[] Sizes = [FirstPart, NextPart, LastPart];

    /// <summary>Searches of a part in which all of its counts are moved at once.</summary>
    private const int Rounds = 4;

    /// <summary>Of each sum around one of its members so many come to a part.</summary>
    private const int OfEachSum = 6;

    private int[]? _place;
    private List<int> _placed = [];

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
            foreach (var size in Sizes.Where(s => s == LastPart || s < block.Count))
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
        var column = Place(part);
        double[] lowest = [.. part.Select(i => (double)_entries[i].KnownLow)];
        double[] highest = [.. part.Select(i => (double)_entries[i].KnownHigh)];
        var sums = SumsOver(part, linesOf, lowest, highest);
        using var bounds = new LinearBounds(lowest, highest, [.. part.Select(i => (double)_entries[i].Count)], sums);
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

    /// <summary>Where each entry stands in a part; −1 outside it.</summary>
    private int[] Place(List<int> part)
    {
        _place ??= [.. Enumerable.Repeat(-1, _entries.Count)];
        foreach (var entry in _placed)
        {
            _place[entry] = -1;
        }

        for (var k = 0; k < part.Count; k++)
        {
            _place[part[k]] = k;
        }

        _placed = part;
        return _place;
    }

    /// <summary>
    /// The sums over a part, each once; members outside it keep their true value. A sum with one member inside is a bound on that member.
    /// </summary>
    private List<LinearSum> SumsOver(List<int> part, List<int>[] linesOf, double[] lowest, double[] highest)
    {
        var sums = new List<LinearSum>();
        var seen = new HashSet<int>();
        foreach (var entry in part)
        {
            foreach (var l in linesOf[entry])
            {
                if (!seen.Add(l))
                {
                    continue;
                }

                var sum = Sum(_lines[l]);
                if (sum.Terms.Count > 1)
                {
                    sums.Add(sum);
                    continue;
                }

                var (only, factor) = sum.Terms[0];
                lowest[only] = Math.Max(lowest[only], factor > 0 ? sum.Low : -sum.High);
                highest[only] = Math.Min(highest[only], factor > 0 ? sum.High : -sum.Low);
            }
        }

        return sums;
    }

    private LinearSum Sum(SumLine line)
    {
        var terms = new List<(int, double)>(line.Parts.Length + 1);
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
            if (_place![entry] is >= 0 and var k)
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
}
