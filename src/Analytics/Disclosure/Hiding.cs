namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Decides which groups are hidden (method §4.1, §4.4). Primary: fewer than the threshold, nobody included. Secondary: until in every
/// sum the hidden groups are at least two, together at least the threshold, and none can be solved or nearly solved for. Only that nobody
/// is in a group can follow, rarely, from several sums together. Small siblings go first, in a fixed order, so the same counts always
/// give the same pattern.
/// </summary>
internal sealed class Hiding
{
    /// <summary>A count must stay unknown over at least so many persons (method §4.1).</summary>
    public const int Width = Model.DisclosurePolicy.CountWidth;

    private readonly Line[] _lines;
    private readonly long[] _size;
    private readonly long[]? _limit;
    private readonly bool[] _hidden;
    private readonly int _threshold;
    private readonly List<Line>[] _linesOf;

    /// <summary>Number of the group of those whom the divisions leave out; −1 where there is nobody or it differs between them.</summary>
    private readonly int _remainder = -1;

    private Hiding(Line[] lines, long[] size, long[]? limit, bool[] hidden, int threshold, bool shared)
    {
        (_lines, _size, _limit, _hidden, _threshold) = (lines, size, limit, hidden, threshold);
        _linesOf = LinesOf();
        Line[] divisions = [.. lines.Where(l => l.LeavesTheSame)];
        var rests = divisions.Select(Rest).ToArray();
        if (!shared || divisions.Length < 2 || rests.Select(r => r.Size).Distinct().Count() > 1 || !rests[0].Exists)
        {
            return;
        }

        // Who is in no category is in no department either.
        var most = lines.Where(l => l.Total == divisions[0].Total).Min(l => Rest(l).Limit);

        // It becomes a part of each, hidden until one of them tells it.
        _remainder = size.Length;
        _size = [.. size, rests[0].Size];
        _limit = limit is null ? null : [.. limit, most];
        _hidden = [.. hidden, true];
        _lines = [.. lines.Select(l => l.LeavesTheSame ? l with { Parts = [.. l.Parts, _remainder] } : l)];
        _linesOf = LinesOf();
    }

    /// <summary>Decides the pattern.</summary>
    /// <param name="lines">Sums.</param>
    /// <param name="size">Persons of the group that the figures rest on.</param>
    /// <param name="limit">What an outsider knows each size to be at most (the register's N), or null.</param>
    /// <param name="tabulated">Groups that would be published at all.</param>
    /// <param name="hiddenBefore">Groups that another rule hides already.</param>
    /// <param name="threshold">Fewest persons of a published group.</param>
    /// <returns>True for every group that may not be published; always true where not tabulated.</returns>
    public static bool[] Decide(
        IReadOnlyList<Line> lines, long[] size, long[]? limit, bool[] tabulated, bool[]? hiddenBefore, int threshold)
    {
        var hidden = new bool[size.Length];
        for (var g = 0; g < hidden.Length; g++)
        {
            hidden[g] = !tabulated[g] || size[g] < threshold || (hiddenBefore is not null && hiddenBefore[g]);
        }

        var sums = lines
            .Select(l => l with { Parts = [.. l.Parts.Where(p => tabulated[p])] })
            .Where(l => tabulated[l.Total] && l.Parts.Length > 0)

            // In an anonymous wave answers need not lie as the register says: then it is no sum.
            .Where(l => l.Parts.Sum(p => size[p]) <= size[l.Total])
            .ToArray();
        var pattern = new Hiding(sums, size, limit, [.. hidden], threshold, shared: true);
        pattern.Decide();

        // Rather each division by itself than nothing of the whole.
        if (pattern._remainder >= 0 && pattern._lines.Any(l => l.LeavesTheSame && pattern._hidden[l.Total] && !hidden[l.Total]))
        {
            pattern = new Hiding(sums, size, limit, [.. hidden], threshold, shared: false);
            pattern.Decide();
        }

        return pattern._hidden[..size.Length];
    }

    private List<Line>[] LinesOf()
    {
        List<Line>[] of = [.. _size.Select(_ => new List<Line>(4))];
        foreach (var line in _lines)
        {
            of[line.Total].Add(line);
            foreach (var part in line.Parts)
            {
                of[part].Add(line);
            }
        }

        return of;
    }

    private void Decide()
    {
        do
        {
            bool changed;
            do
            {
                changed = false;
                foreach (var line in _lines)
                {
                    changed |= Repair(line);
                }
            }
            while (changed);
        }
        while (Tell() || Extend() || Widen());
    }

    /// <summary>A division whose parts are all published tells how many it leaves out, which then is no secret in the others.</summary>
    private bool Tell()
    {
        if (_remainder < 0 || !_hidden[_remainder]
            || !_lines.Any(l => l.LeavesTheSame && !_hidden[l.Total] && l.Parts.All(p => p == _remainder || !_hidden[p])))
        {
            return false;
        }

        _hidden[_remainder] = false;
        return true;
    }

    /// <summary>Hides one more group of a sum that does not protect its hidden ones. False if the sum is in order.</summary>
    private bool Repair(Line line)
    {
        var (rest, restLimit, hasRest) = Rest(line);
        var count = hasRest ? 1 : 0;
        long together = hasRest ? rest : 0;
        long limits = hasRest ? restLimit : 0;
        foreach (var part in line.Parts)
        {
            if (_hidden[part])
            {
                count++;
                together += _size[part];
                limits += LimitOf(part);
            }
        }

        if (_hidden[line.Total])
        {
            // The total is the sum of its parts: one of them must be unknown too.
            return count == 0 && HideSmallest(line);
        }

        if (count == 0)
        {
            return false;
        }

        // Who is alone in one of two hidden groups can take his answers away: the other is then told, and must be large enough.
        var alone = count == 2 && _limit is not null && ((hasRest && rest == 1) || line.Parts.Any(p => _hidden[p] && _size[p] == 1));

        // A remainder of enough persons is no secret by itself: nothing of it is published, and nothing of it is small.
        var onlyRest = count == 1 && (hasRest || !line.Parts.Any(p => _hidden[p] && p != _remainder));
        if ((count < 2 || together < _threshold + (alone ? 1 : 0)) && !(onlyRest && together >= _threshold))
        {
            _hidden[line.Total] |= !HideSmallest(line);
            return true;
        }

        if (_limit is null || count < 2)
        {
            return false;
        }

        var wide = !hasRest || rest >= _threshold || Wide(together, limits, restLimit);
        foreach (var part in line.Parts)
        {
            wide &= !_hidden[part] || _size[part] >= _threshold || Wide(together, limits, LimitOf(part));
        }

        return !wide && HideSmallest(line, HasSlack);
    }

    /// <summary>Where everybody answered, hiding makes nothing less certain.</summary>
    private bool HasSlack(int group) => LimitOf(group) - _size[group] >= Width;

    /// <summary>
    /// No size is negative or above its limit: carries what that tells from sum to sum, and hides one more group if it tells a small
    /// one to within fewer than <see cref="Width"/>.
    /// </summary>
    private bool Widen()
    {
        var low = new long[_size.Length];
        var high = new long[_size.Length];
        for (var g = 0; g < _size.Length; g++)
        {
            (low[g], high[g]) = _hidden[g] ? (0, LimitOf(g)) : (_size[g], _size[g]);
        }

        var touching = _lines.Where(l => _hidden[l.Total] || l.Parts.Any(p => _hidden[p])).ToArray();
        bool changed;
        var sweeps = 0;
        do
        {
            changed = false;
            foreach (var line in touching)
            {
                var (_, restLimit, hasRest) = Rest(line);
                long from = 0, to = hasRest ? restLimit : 0;
                foreach (var p in line.Parts)
                {
                    from += low[p];
                    to += high[p];
                }

                changed |= Narrow(line.Total, from, to);
                foreach (var p in line.Parts.Where(p => _hidden[p]))
                {
                    var (oldLow, oldHigh) = (low[p], high[p]);
                    changed |= Narrow(p, low[line.Total] - (to - oldHigh), high[line.Total] - (from - oldLow));
                    from += low[p] - oldLow;
                    to += high[p] - oldHigh;
                }
            }
        }
        while (changed && ++sweeps < 50);

        for (var g = 0; g < _size.Length; g++)
        {
            if (_hidden[g] && _size[g] < _threshold && high[g] - low[g] < Math.Min(Width, LimitOf(g)))
            {
                var own = touching.Where(l => l.Total == g || l.Parts.Contains(g)).ToArray();
                var neighbours = own.SelectMany(l => l.Parts).Where(p => _hidden[p]).ToHashSet();
                var next = own.Concat(touching.Where(l => l.Parts.Any(neighbours.Contains)))
                    .FirstOrDefault(l => l.Parts.Any(p => CanHide(p) && HasSlack(p)));
                if (next is not null)
                {
                    return HideSmallest(next, HasSlack);
                }
            }
        }

        return false;

        bool Narrow(int g, long from, long to)
        {
            var narrower = _hidden[g] && (from > low[g] || to < high[g]);
            if (narrower)
            {
                low[g] = Math.Max(low[g], from);
                high[g] = Math.Min(high[g], to);
            }

            return narrower;
        }
    }

    /// <summary>Is the size of one hidden group unknown over enough persons, given the sum of all hidden ones and every limit?</summary>
    private static bool Wide(long together, long limits, long own)
    {
        var low = Math.Max(0, together - (limits - own));
        var high = Math.Min(own, together);
        return high - low >= Math.Min(Width, own);
    }

    private long LimitOf(int group) => _limit is null ? long.MaxValue / 1024 : Math.Max(_limit[group], _size[group]);

    private (long Size, long Limit, bool Exists) Rest(Line line)
    {
        var rest = _size[line.Total];
        long restLimit = _limit is null ? 0 : LimitOf(line.Total);
        foreach (var part in line.Parts)
        {
            rest -= _size[part];
            restLimit -= _limit is null ? 0 : LimitOf(part);
        }

        restLimit = _limit is null ? long.MaxValue / 1024 : Math.Max(restLimit, rest);
        return (rest, restLimit, rest > 0 || (_limit is not null && restLimit > 0));
    }

    private bool CanHide(int group) => !_hidden[group] && group != _remainder;

    /// <summary>
    /// Hides one more part of a sum: a small one, and rather one whose other sums have hidden groups already than one that leaves them with a
    /// single hidden group, which would want another in turn. Weighed by what hides least in the demo and in the published cases.
    /// </summary>
    private bool HideSmallest(Line line, Func<int, bool>? which = null)
    {
        var (best, least) = (-1, long.MaxValue);
        foreach (var part in line.Parts)
        {
            if (!CanHide(part) || (which is not null && !which(part)))
            {
                continue;
            }

            var weight = 2L;
            foreach (var other in _linesOf[part])
            {
                weight += !ReferenceEquals(other, line) && IsAllShown(other) ? 1 : 0;
            }

            if (_size[part] * weight < least)
            {
                (best, least) = (part, _size[part] * weight);
            }
        }

        if (best >= 0)
        {
            _hidden[best] = true;
        }

        return best >= 0;
    }

    private bool IsAllShown(Line line)
    {
        var shown = !_hidden[line.Total];
        for (var i = 0; shown && i < line.Parts.Length; i++)
        {
            shown = !_hidden[line.Parts[i]];
        }

        return shown;
    }

    /// <summary>
    /// Looks at all sums together: hides one more group if some hidden one is determined, or a union of hidden ones that is smaller
    /// than the threshold. A sum with a remainder tells nothing beyond itself, since its remainder is in no other.
    /// </summary>
    private bool Extend()
    {
        var closed = _lines.Where(l => !Rest(l).Exists && (_hidden[l.Total] || l.Parts.Any(p => _hidden[p]))).ToArray();
        foreach (var component in Elimination.Components(closed, _hidden))
        {
            foreach (var determined in Elimination.Determined(component, _hidden, _size, _threshold, _limit is not null))
            {
                if (determined == _remainder && _size[determined] >= _threshold)
                {
                    _hidden[determined] = false;
                    return true;
                }

                var line = component
                    .Where(l => l.Total == determined || l.Parts.Contains(determined))
                    .Where(l => l.Parts.Any(CanHide))
                    .MinBy(l => l.Parts.Where(CanHide).Min(p => _size[p]));
                if (line is not null)
                {
                    return HideSmallest(line);
                }

                var total = component.FirstOrDefault(l => !_hidden[l.Total] && l.Parts.Contains(determined));
                if (total is not null)
                {
                    _hidden[total.Total] = true;
                    return true;
                }
            }
        }

        return false;
    }
}
