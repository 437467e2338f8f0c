using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// One group's part of a Foster–Greer–Thorbecke measure. <paramref name="Persons"/> is the sum of weights, <paramref name="Share"/> the
/// group's part of everybody's; the contributions of all groups sum to the whole. An empty group: share 0, value NaN, contribution 0.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FloorDepthPart(double Persons, double Share, double Value, double Contribution);

/// <summary>
/// Foster–Greer–Thorbecke (1984, Econometrica 52:761–766) person by person, for weights, errors and groups: the measure is the mean of
/// ((z − x)/z)^α·1[x &lt; z]. <see cref="Floor.Fgt"/> is the same from counts.
/// </summary>
internal static class FloorDepth
{
    /// <summary>
    /// The rule of method §2.3: α = 0 always; α = 1 and 2 only where the floor is at least 3, for with floor 2 on whole levels they are
    /// the share below over 2 and over 4, and say nothing more.
    /// </summary>
    public static bool MayBeShown(int floor, int alpha) => alpha == 0 || floor >= 3;

    /// <summary>
    /// Each person's depth, 0 for who is not below, NaN where the index is missing. Its mean is the measure and its error the measure's:
    /// <see cref="Moments.Mean(ReadOnlySpan{double}, long?, double)"/>, <see cref="Weighted.Mean"/>.
    /// R: <c>((z - x)/z)^a * (x &lt; z)</c>; ineq's <c>pov(type = "Foster")</c>; domain S25.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Floor not positive and finite, or α not 0, 1 or 2.</exception>
    public static double[] Persons(ReadOnlySpan<double> values, double floor, int alpha)
    {
        IncompleteBeta.RequirePositive(floor, nameof(floor));
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 2);
        var depths = new double[values.Length];
        for (var i = 0; i < depths.Length; i++)
        {
            var depth = (floor - values[i]) / floor;
            depths[i] = double.IsNaN(depth) ? double.NaN
                : !(values[i] < floor) ? 0
                : alpha == 0 ? 1
                : alpha == 1 ? depth
                : depth * depth;
        }

        return depths;
    }

    /// <summary>
    /// Splits the measure over groups: whole = Σ share·value. Missing depths and those with group −1 are left out of whole and parts.
    /// R: <c>tapply(w * d, g, sum) / sum(w)</c>.
    /// </summary>
    /// <param name="depths">From <see cref="Persons"/>.</param>
    /// <param name="weights">Not negative; empty: all 1.</param>
    /// <param name="groupOfPerson">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    public static FloorDepthPart[] ByGroup(
        ReadOnlySpan<double> depths, ReadOnlySpan<double> weights, ReadOnlySpan<int> groupOfPerson, int groupCount)
    {
        Histogram.RequireSameLength(depths.Length, groupOfPerson.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        if (!weights.IsEmpty)
        {
            Histogram.RequireSameLength(depths.Length, weights.Length);
        }

        Weighted.RequireWeights(weights);
        var (persons, sums, all) = (new NeumaierSum[groupCount], new NeumaierSum[groupCount], default(NeumaierSum));
        for (var i = 0; i < depths.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            if (groupOfPerson[i] >= 0 && !double.IsNaN(depths[i]))
            {
                persons[groupOfPerson[i]].Add(w);
                sums[groupOfPerson[i]].Add(w * depths[i]);
                all.Add(w);
            }
        }

        var parts = new FloorDepthPart[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            var (n, sum) = (persons[g].Value, sums[g].Value);
            parts[g] = new FloorDepthPart(
                n,
                all.Value == 0 ? double.NaN : n / all.Value,
                n == 0 ? double.NaN : sum / n,
                all.Value == 0 ? double.NaN : sum / all.Value);
        }

        return parts;
    }
}
