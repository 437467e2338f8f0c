using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// What one margin does to a mean: <paramref name="With"/> all margins, <paramref name="Without"/> this one, in the values' units.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MarginEffect(double With, double Without)
{
    /// <summary>With − without.</summary>
    public double Difference => With - Without;
}

/// <summary>The effect of each margin of a weighting (method §3.3, §4.5).</summary>
internal static class MarginEffects
{
    /// <summary>
    /// Weights raked to all margins but one, for each in turn; made once and used for every figure. R: <c>rake(…)</c> with that margin left
    /// out of both lists. A round that does not converge says so in its result.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// As <see cref="Raking.Rake(ReadOnlySpan{double}, IReadOnlyList{RakingMargin}, double, int)"/>.
    /// </exception>
    public static RakingResult[] WithoutEach(
        ReadOnlySpan<double> start, IReadOnlyList<RakingMargin> margins, (double Lower, double Upper)? bounds = null)
    {
        var results = new RakingResult[margins.Count];
        for (var m = 0; m < results.Length; m++)
        {
            results[m] = Raking.Rake(start, [.. margins.Where((_, k) => k != m)], bounds);
        }

        return results;
    }

    /// <summary>
    /// A domain's mean with all margins and without each. NaN values are outside the domain; nobody: NaN. R: <c>svymean</c> under each.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = not in the domain.</param>
    /// <param name="weights">With all margins.</param>
    /// <param name="without">From <see cref="WithoutEach"/>.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static MarginEffect[] OfMean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<RakingResult> without)
    {
        var with = Weighted.LineariseMean(values, weights).Estimate;
        var effects = new MarginEffect[without.Length];
        for (var m = 0; m < effects.Length; m++)
        {
            effects[m] = new MarginEffect(with, Weighted.LineariseMean(values, without[m].Weights).Estimate);
        }

        return effects;
    }
}
