namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Decides which groups are hidden (method §4.1, §4.4). Primary: fewer than the threshold, nobody included. Secondary: until in every
/// sum the hidden groups are at least two, together at least the threshold, and none can be solved or nearly solved for.
/// The smallest sibling goes first, so the same counts always give the same pattern.
/// </summary>
internal static class Hiding
{
    /// <summary>A count must stay unknown over at least so many persons (method §4.1).</summary>
    public const int Width = Model.DisclosurePolicy.CountWidth;

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
            .Select(l => new Line(l.Total, [.. l.Parts.Where(p => tabulated[p])]))
            .Where(l => tabulated[l.Total] && l.Parts.Length > 0)

            // In an anonymous wave answers need not lie as the register says: then it is no sum.
            .Where(l => l.Parts.Sum(p => size[p]) <= size[l.Total])
            .ToArray();
        do
        {
            bool changed;
            do
            {
                changed = false;
                foreach (var line in sums)
                {
                    changed |= Repair(line, size, limit, hidden, threshold);
                }
            }
            while (changed);
        }
        while (Extend(sums, size, limit, hidden, threshold) || Widen(sums, size, limit, hidden, threshold));

        return hidden;
    }

    /// <summary>Hides one more group of a sum that does not protect its hidden ones. False if the sum is in order.</summary>
    private static bool Repair(Line line, long[] size, long[]? limit, bool[] hidden, int threshold)
    {
        var (rest, restLimit, hasRest) = Rest(line, size, limit);
        var count = hasRest ? 1 : 0;
        long together = hasRest ? rest : 0;
        long limits = hasRest ? restLimit : 0;
        foreach (var part in line.Parts)
        {
            if (hidden[part])
            {
                count++;
                together += size[part];
                limits += LimitOf(part, size, limit);
            }
        }

        if (hidden[line.Total])
        {
            // The total is the sum of its parts: one of them must be unknown too.
            return count == 0 && HideSmallest(line, size, hidden);
        }

        if (count == 0)
        {
            return false;
        }

        // Who is alone in one of two hidden groups can take his answers away: the other is then told, and must be large enough.
        var alone = count == 2 && limit is not null && ((hasRest && rest == 1) || line.Parts.Any(p => hidden[p] && size[p] == 1));

        // A remainder of enough persons is no secret by itself: nothing of it is published, and nothing of it is small.
        if ((count < 2 || together < threshold + (alone ? 1 : 0)) && !(count == 1 && hasRest && rest >= threshold))
        {
            hidden[line.Total] |= !HideSmallest(line, size, hidden);
            return true;
        }

        if (limit is null || count < 2)
        {
            return false;
        }

        var wide = !hasRest || rest >= threshold || Wide(together, limits, restLimit);
        foreach (var part in line.Parts)
        {
            wide &= !hidden[part] || size[part] >= threshold || Wide(together, limits, LimitOf(part, size, limit));
        }

        return !wide && HideSmallest(line, size, hidden, g => HasSlack(g, size, limit));
    }

    /// <summary>Where everybody answered, hiding makes nothing less certain.</summary>
    private static bool HasSlack(int group, long[] size, long[]? limit) => LimitOf(group, size, limit) - size[group] >= Width;

    /// <summary>
    /// No size is negative or above its limit: carries what that tells from sum to sum, and hides one more group if it tells a small
    /// one to within fewer than <see cref="Width"/>.
    /// </summary>
    private static bool Widen(Line[] lines, long[] size, long[]? limit, bool[] hidden, int threshold)
    {
        var low = new long[size.Length];
        var high = new long[size.Length];
        for (var g = 0; g < size.Length; g++)
        {
            (low[g], high[g]) = hidden[g] ? (0, LimitOf(g, size, limit)) : (size[g], size[g]);
        }

        var touching = lines.Where(l => hidden[l.Total] || l.Parts.Any(p => hidden[p])).ToArray();
        bool changed;
        var sweeps = 0;
        do
        {
            changed = false;
            foreach (var line in touching)
            {
                var (_, restLimit, hasRest) = Rest(line, size, limit);
                long from = 0, to = hasRest ? restLimit : 0;
                foreach (var p in line.Parts)
                {
                    from += low[p];
                    to += high[p];
                }

                changed |= Narrow(line.Total, from, to);
                foreach (var p in line.Parts.Where(p => hidden[p]))
                {
                    var (oldLow, oldHigh) = (low[p], high[p]);
                    changed |= Narrow(p, low[line.Total] - (to - oldHigh), high[line.Total] - (from - oldLow));
                    from += low[p] - oldLow;
                    to += high[p] - oldHigh;
                }
            }
        }
        while (changed && ++sweeps < 50);

        for (var g = 0; g < size.Length; g++)
        {
            if (hidden[g] && size[g] < threshold && high[g] - low[g] < Math.Min(Width, LimitOf(g, size, limit)))
            {
                var own = touching.Where(l => l.Total == g || l.Parts.Contains(g)).ToArray();
                var neighbours = own.SelectMany(l => l.Parts).Where(p => hidden[p]).ToHashSet();
                var next = own.Concat(touching.Where(l => l.Parts.Any(neighbours.Contains)))
                    .FirstOrDefault(l => l.Parts.Any(p => !hidden[p] && HasSlack(p, size, limit)));
                if (next is not null)
                {
                    return HideSmallest(next, size, hidden, p => HasSlack(p, size, limit));
                }
            }
        }

        return false;

        bool Narrow(int g, long from, long to)
        {
            var narrower = hidden[g] && (from > low[g] || to < high[g]);
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

    private static long LimitOf(int group, long[] size, long[]? limit) =>
        limit is null ? long.MaxValue / 1024 : Math.Max(limit[group], size[group]);

    private static (long Size, long Limit, bool Exists) Rest(Line line, long[] size, long[]? limit)
    {
        var rest = size[line.Total];
        long restLimit = limit is null ? 0 : LimitOf(line.Total, size, limit);
        foreach (var part in line.Parts)
        {
            rest -= size[part];
            restLimit -= limit is null ? 0 : LimitOf(part, size, limit);
        }

        restLimit = limit is null ? long.MaxValue / 1024 : Math.Max(restLimit, rest);
        return (rest, restLimit, rest > 0 || (limit is not null && restLimit > 0));
    }

    private static bool HideSmallest(Line line, long[] size, bool[] hidden, Func<int, bool>? which = null)
    {
        var smallest = -1;
        foreach (var part in line.Parts)
        {
            if (!hidden[part] && (which is null || which(part)) && (smallest < 0 || size[part] < size[smallest]))
            {
                smallest = part;
            }
        }

        if (smallest < 0)
        {
            return false;
        }

        hidden[smallest] = true;
        return true;
    }

    /// <summary>
    /// Looks at all sums together: hides one more group if some hidden one is determined, or a union of hidden ones that is smaller
    /// than the threshold. A sum with a remainder tells nothing beyond itself, since its remainder is in no other.
    /// </summary>
    private static bool Extend(Line[] lines, long[] size, long[]? limit, bool[] hidden, int threshold)
    {
        var closed = lines.Where(l => !Rest(l, size, limit).Exists && (hidden[l.Total] || l.Parts.Any(p => hidden[p]))).ToArray();
        foreach (var component in Elimination.Components(closed, hidden))
        {
            foreach (var determined in Elimination.Determined(component, hidden, size, threshold, limit is not null))
            {
                var line = component
                    .Where(l => l.Total == determined || l.Parts.Contains(determined))
                    .Where(l => l.Parts.Any(p => !hidden[p]))
                    .MinBy(l => l.Parts.Where(p => !hidden[p]).Min(p => size[p]));
                if (line is not null)
                {
                    return HideSmallest(line, size, hidden);
                }

                var total = component.FirstOrDefault(l => !hidden[l.Total] && l.Parts.Contains(determined));
                if (total is not null)
                {
                    hidden[total.Total] = true;
                    return true;
                }
            }
        }

        return false;
    }
}
