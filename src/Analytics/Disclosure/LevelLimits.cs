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
    public static (long Low, long High) Count(
        ReadOnlySpan<long> bins, int lowest, Range levels, (long Low, long High) sum, (double Low, double High)? squares, double around)
    {
        var counts = bins.ToArray();
        var system = System(counts, lowest, sum, squares, around, _ => null);
        var (from, length) = levels.GetOffsetAndLength(counts.Length);
        int[] counted = [.. Enumerable.Range(from, length)];
        var truth = counts.AsSpan(from, length).ToArray().Sum();
        var (low, high) = system.Deviation(counted);
        return (truth + (long)Math.Ceiling(low - 1e-6), truth + (long)Math.Floor(high + 1e-6));
    }

    /// <summary>Does every bin that is printed as a class stay uncertain over <see cref="Hiding.Width"/>?</summary>
    /// <param name="bins">True persons per level.</param>
    /// <param name="lowest">The lowest level that the instrument offers.</param>
    /// <param name="states">How each bin is printed.</param>
    /// <param name="floor">The bins under it are summed in the share below the floor.</param>
    /// <param name="below">What is known of that sum.</param>
    /// <param name="sum">What is known of the sum of levels, in hundredths.</param>
    /// <param name="squares">What is known of the squares.</param>
    /// <param name="around">The published mean.</param>
    public static bool Keeps(
        long[] bins,
        int lowest,
        (CountState State, int ClassCount)[] states,
        int floor,
        (long Low, long High) below,
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
        var system = System(bins, lowest, sum, squares, around, Shown, new LinearSum([.. Enumerable.Range(0, floor).Select(l => (l, 1.0))], below.Low, below.High));
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

    /// <summary>What is known of the squares around a published mean once its spread may be told; null if it is not.</summary>
    public static (double Low, double High)? Squares(PublishedCell cell, long[] bins)
    {
        if (PublishedKnowledge.Squares(cell, bins.Sum()) is not { } squares)
        {
            return null;
        }

        // The truth lies within, whatever the last digit did.
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
        LinearSum? more = null)
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

        if (more is not null)
        {
            sums.Add(more);
        }

        var (low, high) = (new double[bins.Length], new double[bins.Length]);
        for (var l = 0; l < bins.Length; l++)
        {
            (low[l], high[l]) = shown(l) ?? (0, l < lowest ? 0 : n);
        }

        return new LinearBounds(low, high, [.. bins.Select(b => (double)b)], sums);
    }
}
