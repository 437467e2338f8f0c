using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <content>Means of levels.</content>
internal static partial class PublicWeights
{
    /// <summary>
    /// True if the weights are public and tell the mean of a category that is a class near an end, or of too few; false without weights, and where
    /// everybody weighs the same.
    /// </summary>
    /// <param name="answers">The answers.</param>
    /// <param name="values">Per respondent a level or a mean of levels, NaN = none.</param>
    /// <param name="departments">Are departments' categories published too?</param>
    public static bool TellMean(PreparedAnswers answers, Func<int, double> values, bool departments) => Wholes(answers, departments).Any(whole =>
    {
        var known = new long[whole.WeightOf.Length];
        var sums = new double[whole.WeightOf.Length];
        foreach (var i in whole.Rows)
        {
            if (values(i) is var value && !double.IsNaN(value))
            {
                known[whole.CategoryOf[i]]++;
                sums[whole.CategoryOf[i]] += value;
            }
        }

        return Tells([.. known.Select((n, k) => new Levels(sums[k], n, whole.WeightOf[k])).Where(p => p.Known > 0)], answers.Threshold);
    });

    /// <summary>A category of a whole.</summary>
    /// <param name="Sum">Sum of its levels.</param>
    /// <param name="Known">Persons who gave one.</param>
    /// <param name="Weight">Everybody's weight.</param>
    internal readonly record struct Levels(double Sum, long Known, double Weight);

    /// <summary>
    /// Do both means of a whole tell the sum of a category that is near an end or of few? At worst all others but one are printed, each to half of
    /// its last decimal: what that leaves open of both sums is divided by how far the two weights lie apart.
    /// </summary>
    /// <param name="parts">Categories with somebody in them.</param>
    /// <param name="threshold">Fewest persons.</param>
    internal static bool Tells(IReadOnlyList<Levels> parts, int threshold)
    {
        static double Half(long n) => n >= DisclosurePolicy.FineMeanFrom ? 0.005 : 0.05;
        var persons = parts.Sum(p => p.Known);
        var (plain, weighted) = (Half(persons) * persons, Half(persons) * parts.Sum(p => p.Weight * p.Known));
        foreach (var one in parts)
        {
            var near = one.Sum <= one.Known + DisclosurePolicy.NearEnd + Noise || one.Sum >= (AnswerCode.MaxLevel * one.Known) - DisclosurePolicy.NearEnd - Noise;
            if (!near && one.Known >= threshold)
            {
                continue;
            }

            var needed = one.Known < threshold ? one.Known : DisclosurePolicy.CountWidth;
            foreach (var other in parts.Where(p => p != one))
            {
                var rest = parts.Where(p => p != one && p != other).ToArray();
                var apart = Math.Abs(one.Weight - other.Weight);
                var open = plain + rest.Sum(p => Half(p.Known) * p.Known);
                var openWeighted = weighted + rest.Sum(p => p.Weight * Half(p.Known) * p.Known);
                if (2 * (openWeighted + (other.Weight * open)) < needed * apart)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
