using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Two bounds for a share under the floor, 0–1: what it would be if none, and if all, of those not heard were below.
/// Both ends NaN when it is not defined.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SilenceBounds(double NoneBelow, double AllBelow);

/// <summary>The two named bounds of F1 (method §2.10). Both enter the disclosure audit.</summary>
internal static class Silence
{
    /// <summary>
    /// "Alla tysta": every person of the register whose state is not known, non-respondents and respondents without an F1 alike, none or
    /// all below. R: <c>c(below/N, (below + N − known)/N)</c>. N = 0: NaN. known = N: both the share itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ below ≤ known ≤ population.</exception>
    public static SilenceBounds AllSilent(long below, long known, long population)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(below);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(below, known);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(known, population);
        return population == 0
            ? new SilenceBounds(double.NaN, double.NaN)
            : new SilenceBounds((double)below / population, (double)(below + population - known) / population);
    }

    /// <summary>
    /// "Onåbara": those who could not be reached and did not answer none or all below; the others as the weighting has them.
    /// R: <c>c(p·(N − U)/N, (p·(N − U) + U)/N)</c>. N = 0, or no share while anybody was reachable: NaN.
    /// Nobody unreachable: both the share.
    /// </summary>
    /// <param name="share">The weighted share below among those who could be reached, 0–1; NaN when nobody of them answered.</param>
    /// <param name="population">N of the group in the register.</param>
    /// <param name="unreachable">Of them, those without any way to be reached who did not answer.</param>
    /// <exception cref="ArgumentOutOfRangeException">Share outside [0, 1], or more unreachable than persons.</exception>
    public static SilenceBounds Unreachable(double share, long population, long unreachable)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unreachable);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unreachable, population);
        if (!double.IsNaN(share))
        {
            IncompleteBeta.RequireProbability(share);
        }

        if (population == 0)
        {
            return new SilenceBounds(double.NaN, double.NaN);
        }

        double reached = population - unreachable;
        var below = reached == 0 ? 0 : share * reached;
        return new SilenceBounds(below / population, (below + unreachable) / population);
    }
}
