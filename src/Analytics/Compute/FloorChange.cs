using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// E2's three shares, always together: "up" alone misleads, for with no true change at all many of those below rise (method §2.6; see
/// <see cref="RegressionToMean"/>). <paramref name="Up"/> is of those below at first, <paramref name="Down"/> of those above,
/// <paramref name="Net"/> of all linked; a share of nobody is NaN.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FloorShares(double Up, double Down, double Net);

/// <summary>Change over the floor of linked persons whose state is known in both waves.</summary>
/// <param name="StayedBelow">Below in both.</param>
/// <param name="Up">Below, then not below.</param>
/// <param name="Down">Not below, then below.</param>
/// <param name="StayedAbove">Below in neither.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FloorChange(long StayedBelow, long Up, long Down, long StayedAbove)
{
    /// <summary>Linked persons known in both waves.</summary>
    public long Linked => StayedBelow + Up + Down + StayedAbove;

    /// <summary>Those below in the earlier wave.</summary>
    public long BelowBefore => StayedBelow + Up;

    /// <summary>Those not below in the earlier wave.</summary>
    public long AboveBefore => StayedAbove + Down;

    /// <summary>Up, down and net together; there is no way to have one alone.</summary>
    public FloorShares Shares => new(Share(Up, BelowBefore), Share(Down, AboveBefore), Share(Up - Down, Linked));

    /// <summary>
    /// McNemar's test, exact binomial on those who changed sides; nobody did: 1. R: <c>binom.test(up, up + down)$p.value</c>.
    /// </summary>
    public double McNemar => Binomial.TwoSidedHalf(Up, Up + Down);

    /// <summary>
    /// The net share with its t interval (df linked − 1), each person +1, 0 or −1. R: <c>t.test(below0 - below1)</c>. Edge cases as in
    /// <see cref="Moments"/>.
    /// </summary>
    public MeanEstimate Net(double confidence = Moments.DefaultConfidence) =>
        Moments.Mean(new IntegerSums(Linked, Up - Down, Up + Down), null, confidence);

    /// <summary>The counts of two disjoint groups together.</summary>
    public static FloorChange operator +(FloorChange a, FloorChange b) =>
        new(a.StayedBelow + b.StayedBelow, a.Up + b.Up, a.Down + b.Down, a.StayedAbove + b.StayedAbove);

    /// <summary>
    /// Counts linked persons per group. Missing in either wave is out, as is everybody without a group.
    /// </summary>
    /// <param name="before">States of <see cref="Floor"/> in the earlier wave, one a linked person.</param>
    /// <param name="after">The same persons in the later wave.</param>
    /// <param name="groupOfPerson">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a state that <see cref="Floor"/> does not know.</exception>
    public static FloorChange[] Count(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, ReadOnlySpan<int> groupOfPerson, int groupCount)
    {
        Histogram.RequireSameLength(before.Length, after.Length);
        Histogram.RequireSameLength(before.Length, groupOfPerson.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        var changes = new FloorChange[groupCount];
        for (var i = 0; i < before.Length; i++)
        {
            if (groupOfPerson[i] < 0)
            {
                continue;
            }

            changes[groupOfPerson[i]] += (before[i], after[i]) switch
            {
                (Floor.Below, Floor.Below) => new FloorChange(1, 0, 0, 0),
                (Floor.Below, Floor.NotBelow) => new FloorChange(0, 1, 0, 0),
                (Floor.NotBelow, Floor.Below) => new FloorChange(0, 0, 1, 0),
                (Floor.NotBelow, Floor.NotBelow) => new FloorChange(0, 0, 0, 1),
                (Floor.Missing, _) or (_, Floor.Missing) => default,
                _ => throw new ArgumentException($"States {before[i]} and {after[i]} are not those of Floor."),
            };
        }

        return changes;
    }

    private static double Share(long count, long of) => of == 0 ? double.NaN : (double)count / of;
}
