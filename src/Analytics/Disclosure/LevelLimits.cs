using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// What the published mean of a group, with its error, tells of how many lie at which level: the mean of ten who are at level 1 or 2
/// says exactly how many are at 1.
/// </summary>
internal static class LevelLimits
{
    /// <summary>Fewest and most persons at some levels, given n, the sum of levels and perhaps their spread.</summary>
    /// <param name="bins">True persons per level 0–8.</param>
    /// <param name="lowest">The lowest level that the instrument offers.</param>
    /// <param name="levels">The levels that are counted.</param>
    /// <param name="sum">What is known of the sum of levels, in hundredths.</param>
    /// <param name="squares">What is known of the squares around <paramref name="around"/>, or null.</param>
    /// <param name="around">The published mean.</param>
    /// <param name="told">Counts at other levels that are known to lie between two numbers; null = none.</param>
    public static (long Low, long High) Count(
        ReadOnlySpan<long> bins,
        int lowest,
        Range levels,
        (long Low, long High) sum,
        (double Low, double High)? squares,
        double around,
        IReadOnlyList<(Range Levels, (long Low, long High) Count)>? told = null)
    {
        if (squares is null && told is null)
        {
            return Count(Total(bins), lowest, levels, sum);
        }

        var counts = bins.ToArray();
        using var system = System(counts, lowest, sum, squares, around, _ => null, told ?? []);
        var (from, length) = levels.GetOffsetAndLength(counts.Length);
        int[] counted = [.. Enumerable.Range(from, length)];
        var truth = counts.AsSpan(from, length).ToArray().Sum();
        var (low, high) = system.Deviation(counted);
        return (truth + (long)Math.Ceiling(low - 1e-6), truth + (long)Math.Floor(high + 1e-6));
    }

    /// <summary>
    /// By n and the sum alone: with c persons at levels a … b the sum lies between its least, they at a and the others at the lowest level,
    /// and its most, they at b and the others at the highest.
    /// </summary>
    private static (long Low, long High) Count(long n, int lowest, Range levels, (long Low, long High) sum)
    {
        var (start, length) = levels.GetOffsetAndLength(Model.AnswerCode.MaxLevel + 1);
        var (a, b, top) = (Math.Max(start, lowest), start + length - 1, (int)Model.AnswerCode.MaxLevel);
        if (a > b || (a == lowest && b == top))
        {
            // Levels that are not offered, or all that are.
            return a > b ? (0, 0) : (n, n);
        }

        var (least, most) = ((double)sum.Low / SumScale.Step, (double)sum.High / SumScale.Step);
        double low = 0, high = n;
        if (a > lowest)
        {
            high = Math.Min(high, (most - (lowest * n)) / (a - lowest));
        }
        else if (b < top)
        {
            low = ((b + 1) * n - most) / (b + 1 - lowest);
        }

        if (b < top)
        {
            high = Math.Min(high, ((top * n) - least) / (top - b));
        }
        else if (a > lowest)
        {
            low = Math.Max(low, (least - ((a - 1) * n)) / (top - a + 1));
        }

        return ((long)Math.Ceiling(Math.Max(0, low) - 1e-9), (long)Math.Floor(Math.Min(n, high) + 1e-9));
    }

    private static long Total(ReadOnlySpan<long> bins)
    {
        long n = 0;
        foreach (var count in bins)
        {
            n += count;
        }

        return n;
    }

    /// <summary>Does every bin that is printed as a class stay uncertain over <see cref="Hiding.Width"/>?</summary>
    /// <param name="bins">True persons per level.</param>
    /// <param name="lowest">The lowest level that the instrument offers.</param>
    /// <param name="states">How each bin is printed.</param>
    /// <param name="told">Counts at several levels that are known to lie between two numbers.</param>
    /// <param name="sum">What is known of the sum of levels, in hundredths.</param>
    /// <param name="squares">What is known of the squares.</param>
    /// <param name="around">The published mean.</param>
    public static bool Keeps(
        long[] bins,
        int lowest,
        (CountState State, int ClassCount)[] states,
        IReadOnlyList<(Range Levels, (long Low, long High) Count)> told,
        (long Low, long High) sum,
        (double Low, double High)? squares,
        double around)
    {
        var n = bins.Sum();
        (double, double)? Shown(int l) => states[l].State switch
        {
            CountState.Exact => (bins[l], bins[l]),
            CountState.AtMost => (0, states[l].ClassCount),
            CountState.AtLeast => (states[l].ClassCount, n),
            _ => null,
        };
        using var system = System(bins, lowest, sum, squares, around, Shown, told);
        for (var l = lowest; l < bins.Length; l++)
        {
            if (states[l].State is CountState.AtMost or CountState.AtLeast)
            {
                var (low, high) = system.Deviation([l]);
                var (from, to) = Shown(l)!.Value;
                if (Math.Floor(high + 1e-6) - Math.Ceiling(low - 1e-6) < Math.Min(Hiding.Width, to - from))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What the published mean tells of the sum of levels, in hundredths.</summary>
    /// <param name="mean">How it is printed.</param>
    /// <param name="bins">True persons per level 0–8.</param>
    /// <param name="lowest">The lowest level that the instrument offers.</param>
    public static (long Low, long High) Sum(PublishedCell mean, long[] bins, int lowest)
    {
        // The truth lies within, whatever the last digit did.
        var (low, high) = PublishedKnowledge.Sum(mean, bins.Sum(), SumScale.Levels(lowest == 0), whole: true);
        var truth = bins.Select((count, l) => count * l).Sum() * SumScale.Step;
        return (Math.Min(low, truth), Math.Max(high, truth));
    }

    /// <summary>What is known of the squares around a published mean once its spread may be told; null if it is not.</summary>
    public static (double Low, double High)? Squares(PublishedCell cell, long[] bins)
    {
        if (PublishedKnowledge.Squares(cell, bins.Sum()) is not { } squares)
        {
            return null;
        }

        // As above, the truth lies within.
        var spread = bins.Select((count, l) => count * (l - cell.Estimate!.Value) * (l - cell.Estimate.Value)).Sum();
        return (Math.Min(squares.Low, spread), Math.Max(squares.High, spread));
    }

    private static LinearBounds System(
        long[] bins,
        int lowest,
        (long Low, long High) sum,
        (double Low, double High)? squares,
        double around,
        Func<int, (double, double)?> shown,
        IReadOnlyList<(Range Levels, (long Low, long High) Count)> told)
    {
        var n = bins.Sum();
        var sums = new List<LinearSum>
        {
            new([.. bins.Select((_, l) => (l, 1.0))], n, n),
            new([.. bins.Select((_, l) => (l, (double)l))], (double)sum.Low / SumScale.Step, (double)sum.High / SumScale.Step),
        };
        if (squares is { } q)
        {
            sums.Add(new LinearSum([.. bins.Select((_, l) => (l, (l - around) * (l - around)))], q.Low, q.High));
        }

        foreach (var (levels, (from, to)) in told)
        {
            var (start, length) = levels.GetOffsetAndLength(bins.Length);
            sums.Add(new LinearSum([.. Enumerable.Range(start, length).Select(l => (l, 1.0))], from, to));
        }

        var (low, high) = (new double[bins.Length], new double[bins.Length]);
        for (var l = 0; l < bins.Length; l++)
        {
            (low[l], high[l]) = shown(l) ?? (0, l < lowest ? 0 : n);
        }

        return new LinearBounds(low, high, [.. bins.Select(b => (double)b)], sums);
    }
}
