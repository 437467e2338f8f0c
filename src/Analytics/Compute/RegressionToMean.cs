using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>How the persons of a change were chosen.</summary>
internal enum ChosenBy
{
    /// <summary>All who are linked.</summary>
    Everybody,
    /// <summary>By something that the earlier score does not decide: a unit, a role, a project.</summary>
    Attribute,
    /// <summary>By a low score, or by being below the floor or the requirement, in the earlier wave.</summary>
    LowScore,
}

/// <summary>
/// What a group chosen by a low score would have risen with no true change at all. NaN where it cannot be told: nobody in the group,
/// or no correlation.
/// </summary>
/// <param name="Linked">Persons known in both waves.</param>
/// <param name="Chosen">Of them, those in the group.</param>
/// <param name="Correlation">Between the waves, over all linked.</param>
/// <param name="ObservedRise">The group's mean of after − before.</param>
/// <param name="ExpectedRise">(1 − r)·(mean of all − mean of the group), both in the earlier wave.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RegressionToMeanEstimate(
    long Linked, long Chosen, double Correlation, double ObservedRise, double ExpectedRise);

/// <summary>
/// Regression to the mean: who was chosen because the score was low rises on the next measurement without having changed, because part
/// of the low score was chance (Galton 1886; Davis 1976, Am. J. Epidemiol. 104:493–498; Barnett, van der Pols and Dobson 2005,
/// Int. J. Epidemiol. 34:215–220, whose formula for a normal score, σ(1 − ρ)·φ(z)/Φ(z), is this one with the mean of those under z).
/// </summary>
internal static class RegressionToMean
{
    private const int Nodes = 64;

    /// <summary>The rule: the caveat stands beside every change of a group chosen by a low score, and beside no other.</summary>
    public static bool CaveatApplies(ChosenBy chosenBy) => chosenBy == ChosenBy.LowScore;

    /// <summary>
    /// The rise to be expected of the chosen with no true change: (1 − r)·(x̄ − x̄_chosen). It takes the two waves to have the same
    /// distribution and the later score to be linear in the earlier; normality is not needed.
    /// R: <c>(1 - cor(x, y)) * (mean(x) - mean(x[chosen]))</c>.
    /// </summary>
    /// <param name="before">The earlier wave, one value a linked person; NaN = missing.</param>
    /// <param name="after">The later wave, the same persons.</param>
    /// <param name="chosen">Who is in the group.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static RegressionToMeanEstimate Estimate(ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> chosen)
    {
        Histogram.RequireSameLength(before.Length, chosen.Length);
        var all = PairedChange.Compute(before, after);
        var (some, first, second) = (0L, default(NeumaierSum), default(NeumaierSum));
        for (var i = 0; i < before.Length; i++)
        {
            if (chosen[i] && !double.IsNaN(before[i]) && !double.IsNaN(after[i]))
            {
                some++;
                first.Add(before[i]);
                second.Add(after[i]);
            }
        }

        return some == 0
            ? new RegressionToMeanEstimate(all.N, 0, all.Correlation, double.NaN, double.NaN)
            : new RegressionToMeanEstimate(
                all.N,
                some,
                all.Correlation,
                (second.Value - first.Value) / some,
                (1 - all.Correlation) * (all.MeanBefore - (first.Value / some)));
    }

    /// <summary>
    /// The share of those below that would be found above with no true change, for a normal score with correlation r between the waves
    /// and the same share below in both: P(Y ≥ c | X &lt; c). 0 for r = 1, 1 − share for r = 0; NaN for NaN or a share of 0 or 1.
    /// R: <c>1 - mvtnorm::pmvnorm(upper = c(z, z), corr = R) / share</c>, z = <c>qnorm(share)</c>; here Plackett's integral
    /// (Biometrika 41:351–360), taken with <see cref="Nodes"/> Gauss–Legendre points.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Share outside [0, 1] or correlation outside [−1, 1].</exception>
    public static double ExpectedShareUp(double shareBelow, double correlation)
    {
        if (double.IsNaN(shareBelow) || double.IsNaN(correlation))
        {
            return double.NaN;
        }

        IncompleteBeta.RequireProbability(shareBelow);
        ArgumentOutOfRangeException.ThrowIfLessThan(correlation, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correlation, 1);
        if (shareBelow is 0 or 1)
        {
            return double.NaN;
        }

        // P(X < c, Y ≥ c) falls to 0 as r rises to 1; its derivative in θ = asin r is −exp(−z²/(1 + sin θ))/2π. All terms are positive.
        var z = Normal.Quantile(shareBelow);
        var low = Math.Asin(correlation);
        var half = ((Math.PI / 2) - low) / 2;
        var sum = default(NeumaierSum);
        for (var k = 0; k < Nodes; k++)
        {
            var (node, weight) = LegendrePoint(k);
            sum.Add(weight * Math.Exp(-z * z / (1 + Math.Sin(low + (half * (1 + node))))));
        }

        return sum.Value * half / (2 * Math.PI * shareBelow);
    }

    /// <summary>The k-th node and weight on [−1, 1], by Newton from Tricomi's approximation.</summary>
    private static (double Node, double Weight) LegendrePoint(int k)
    {
        var x = Math.Cos(Math.PI * (k + 0.75) / (Nodes + 0.5));
        for (var round = 0; ; round++)
        {
            double p = 1, previous = 0;
            for (var j = 1; j <= Nodes; j++)
            {
                (previous, p) = (p, ((((2 * j) - 1) * x * p) - ((j - 1) * previous)) / j);
            }

            var slope = Nodes * ((x * p) - previous) / ((x * x) - 1);
            if (round == 6)
            {
                return (x, 2 / ((1 - (x * x)) * slope * slope));
            }

            x -= p / slope;
        }
    }
}
