namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Protects the nine bins of an organisation's distribution. Beside the bins an outsider knows n, the mean to its rounding and perhaps
/// the count below the floor; with all other bins exact a class would be solved. So the smallest other bins are hidden until every
/// class keeps enough of its counts possible.
/// </summary>
internal static class DistributionShape
{
    /// <summary>How far hidden bins are tried away from the truth; a larger reach finds no narrower ranges.</summary>
    private const int Reach = 8;
    private const int MaxShift = 16;
    private const int Middle = 64;

    /// <summary>Decides how each bin is published.</summary>
    /// <param name="bins">Counts of the levels 0–8.</param>
    /// <param name="from">The lowest level that the instrument offers.</param>
    /// <param name="floor">The bins under it are summed in the published share below the floor.</param>
    /// <param name="below">What is known of that sum: lowest and highest possible count.</param>
    /// <param name="meanSlack">How far the sum of levels may lie from the truth given the rounded mean; negative = no mean is published.</param>
    /// <param name="threshold">Fewest persons.</param>
    public static (CountState State, int ClassCount)[] Protect(
        long[] bins, int from, int floor, (long Low, long High) below, double meanSlack, int threshold)
    {
        var n = bins.Sum();
        var system = new CountSystem(threshold);
        var states = new (CountState State, int ClassCount)[bins.Length];
        var options = new (int Low, int High)[bins.Length];
        for (var l = from; l < bins.Length; l++)
        {
            var entry = system.Add(bins[l], n, false);
            states[l] = system[entry];
            var (low, high) = system.Range(entry);
            options[l] = ((int)(low - bins[l]), (int)(high - bins[l]));
        }

        var belowTruth = bins.Take(floor).Sum();
        var slack = meanSlack < 0 ? Middle - 1 : (int)Math.Min(Middle - 1, Math.Floor(meanSlack));
        while (!Keeps(bins, states, options, floor, (below.Low - belowTruth, below.High - belowTruth), slack))
        {
            var next = Enumerable.Range(0, bins.Length).Where(l => l >= from && states[l].State == CountState.Exact).OrderBy(l => bins[l]).ThenBy(l => l).FirstOrDefault(-1);
            if (next < 0)
            {
                return [.. Enumerable.Repeat((CountState.Hidden, 0), bins.Length)];
            }

            states[next] = (CountState.Hidden, 0);
            options[next] = ((int)-Math.Min(Reach, bins[next]), Reach);
        }

        return states;
    }

    /// <summary>
    /// Does every class stay open over <see cref="Hiding.Width"/>? Deviations from the truth are walked bin by bin: a state is the sum of
    /// deviations so far and, as bits, the possible sums of (level − 4)·deviation.
    /// </summary>
    private static bool Keeps(
        long[] bins, (CountState State, int ClassCount)[] states, (int Low, int High)[] options, int floor, (long Low, long High) below, int slack)
    {
        for (var l = 0; l < bins.Length; l++)
        {
            if (states[l].State is not (CountState.AtMost or CountState.AtLeast))
            {
                continue;
            }

            int lowest = int.MaxValue, highest = int.MinValue;
            for (var d = Math.Max(options[l].Low, -Reach); d <= Math.Min(options[l].High, Reach); d++)
            {
                if (Possible(bins.Length, states, options, floor, below, slack, l, d))
                {
                    lowest = Math.Min(lowest, d);
                    highest = Math.Max(highest, d);
                }
            }

            if (highest - lowest < Math.Min(Hiding.Width, options[l].High - options[l].Low))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Possible(
        int levels,
        (CountState State, int ClassCount)[] states,
        (int Low, int High)[] options,
        int floor,
        (long Low, long High) below,
        int slack,
        int fixedLevel,
        int fixedDeviation)
    {
        var sums = new UInt128[(2 * MaxShift) + 1];
        sums[MaxShift] = UInt128.One << Middle;
        for (var l = 0; l < levels; l++)
        {
            var (from, to) = l == fixedLevel ? (fixedDeviation, fixedDeviation)
                : states[l].State == CountState.Exact ? (0, 0)
                : (Math.Max(options[l].Low, -Reach), Math.Min(options[l].High, Reach));
            var next = new UInt128[sums.Length];
            for (var s = 0; s < sums.Length; s++)
            {
                if (sums[s] == UInt128.Zero)
                {
                    continue;
                }

                for (var d = from; d <= to; d++)
                {
                    if (s + d >= 0 && s + d < next.Length)
                    {
                        var shift = (l - 4) * d;
                        next[s + d] |= shift >= 0 ? sums[s] << shift : sums[s] >> -shift;
                    }
                }
            }

            sums = next;
            if (l == floor - 1)
            {
                for (var s = 0; s < sums.Length; s++)
                {
                    if (s - MaxShift < below.Low || s - MaxShift > below.High)
                    {
                        sums[s] = UInt128.Zero;
                    }
                }
            }
        }

        var window = ((UInt128.One << ((2 * slack) + 1)) - UInt128.One) << (Middle - slack);
        return (sums[MaxShift] & window) != UInt128.Zero;
    }
}
