using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// One index of an attitude scale. <paramref name="Value"/> is in 0–100, NaN where one of its items has no answer;
/// <paramref name="LeastN"/> is the fewest answers that any of its items rests on.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttitudeIndex(double Value, long LeastN)
{
    /// <summary>
    /// The whole number that Kolada prints, halves up; NaN stays NaN. A hair under a half, which only rounding makes, is a half.
    /// </summary>
    public double Rounded => Math.Floor(Value + 0.5 + 1e-9);

    /// <summary>Whether every item rests on at least <paramref name="threshold"/> answers.</summary>
    public bool MayBeShown(int threshold) => LeastN >= threshold && !double.IsNaN(Value);
}

/// <summary>A scale's indices: of each item, of each part, of the whole.</summary>
internal sealed record AttitudeResult(AttitudeIndex[] Items, AttitudeIndex[] Parts, AttitudeIndex Total);

/// <summary>
/// Attitude scales of items 1–5, by HME's rules (method §2.5, domain §4.2): unweighted; an item's mean over the answers it has;
/// its index (mean − 1)/4·100; a part's index the mean of its items' indices, the total the mean of all items' indices, not of answers
/// pooled, so an item that few answered counts as much as the others. D1 is such a scale with one part.
/// </summary>
internal static class AttitudeScale
{
    /// <summary>
    /// R: <c>i &lt;- (sapply(items, mean, na.rm = TRUE) - 1)/4*100; tapply(i, part, mean); mean(i)</c>.
    /// An answer outside 1–5 is a missing one. No items: no parts, and a total of NaN.
    /// </summary>
    /// <param name="histograms">One group's counts of each item, <see cref="Histogram.Slots"/> an item, one item after another.</param>
    /// <param name="itemsOfPart">How many items each part has, in order; they sum to the number of items.</param>
    /// <exception cref="ArgumentException">The counts are not those of as many items, or a part has none.</exception>
    public static AttitudeResult Compute(ReadOnlySpan<long> histograms, ReadOnlySpan<int> itemsOfPart)
    {
        var items = new AttitudeIndex[histograms.Length / Histogram.Slots];
        var parts = new AttitudeIndex[itemsOfPart.Length];
        var counted = 0;
        foreach (var size in itemsOfPart)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(itemsOfPart));
            counted += size;
        }

        Histogram.RequireSameLength(histograms.Length, counted * Histogram.Slots);
        for (var i = 0; i < items.Length; i++)
        {
            var counts = Histogram.Of(histograms, i);
            long n = 0, sum = 0;
            for (var level = 1; level <= 5; level++)
            {
                n += counts[level];
                sum += level * counts[level];
            }

            items[i] = new AttitudeIndex(n == 0 ? double.NaN : 25.0 * (sum - n) / n, n);
        }

        var first = 0;
        for (var p = 0; p < parts.Length; p++)
        {
            parts[p] = MeanOf(items.AsSpan(first, itemsOfPart[p]));
            first += itemsOfPart[p];
        }

        return new AttitudeResult(items, parts, MeanOf(items));
    }

    private static AttitudeIndex MeanOf(ReadOnlySpan<AttitudeIndex> items)
    {
        var (sum, least) = (default(NeumaierSum), long.MaxValue);
        foreach (var item in items)
        {
            sum.Add(item.Value);
            least = Math.Min(least, item.LeastN);
        }

        return items.IsEmpty ? new AttitudeIndex(double.NaN, 0) : new AttitudeIndex(sum.Value / items.Length, least);
    }
}

/// <summary>Hållbart medarbetarengagemang (SKR, RKA): nine items in the order motivation, ledarskap, styrning, three of each.</summary>
internal static class Hme
{
    /// <summary>The fewest answers that a published HME index rests on (method §2.5; Kolada's own).</summary>
    public const int Threshold = Model.DisclosurePolicy.EngagementFrom;

    /// <summary>Items.</summary>
    public const int ItemCount = 9;

    /// <summary>The nine item indices, the three sub-indices and the total (domain §4.2), as <see cref="AttitudeScale.Compute"/>.</summary>
    /// <exception cref="ArgumentException">Not the counts of nine items.</exception>
    public static AttitudeResult Compute(ReadOnlySpan<long> histograms) => AttitudeScale.Compute(histograms, [3, 3, 3]);
}
