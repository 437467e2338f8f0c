using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// Would a weighted figure tell what a class keeps (method §4.2b, §4.3)? Raked to one attribute alone everybody of a category weighs its persons
/// over its respondents, which is public: then a weighted whole is a second sum of the categories' numbers, and two sums of two unknown numbers
/// are both of them. Where several attributes weigh, the weights inside a category hang on what is not published, and nothing can be added up.
/// </summary>
internal static partial class PublicWeights
{
    private const double Noise = 1e-9;

    /// <summary>
    /// True if the weights are public and leave fewer than <see cref="DisclosurePolicy.CountWidth"/> + 1 counts possible of those below the floor in
    /// some category of the organisation or a department; false without weights, and where everybody weighs the same.
    /// </summary>
    public static bool TellFloor(PreparedAnswers answers) => Wholes(answers, true).Any(whole =>
    {
        var known = new long[whole.WeightOf.Length];
        var below = new long[whole.WeightOf.Length];
        foreach (var i in whole.Rows.Where(i => answers.Floors.State[i] != Compute.Floor.Missing))
        {
            known[whole.CategoryOf[i]]++;
            below[whole.CategoryOf[i]] += answers.Floors.State[i] == Compute.Floor.Below ? 1 : 0;
        }

        return Tells([.. known.Select((n, k) => new Part(below[k], n, whole.WeightOf[k])).Where(p => p.Known > 0)], answers.Threshold);
    });

    /// <summary>
    /// True if the weights are public and some category of the organisation or a department has fewer respondents than the threshold: how unequal the
    /// weights of a whole are hangs on how many respondents it has of each kind, and so does every error of a weighted count.
    /// </summary>
    public static bool TellRespondents(PreparedAnswers answers) => TellFew(answers, _ => true);

    /// <summary>As <see cref="TellRespondents"/>, of those whose F1 is known: the errors of a weighted F1 hang on them.</summary>
    public static bool TellKnown(PreparedAnswers answers) => TellFew(answers, i => answers.Floors.State[i] != Compute.Floor.Missing);

    private static bool TellFew(PreparedAnswers answers, Func<int, bool> counts) =>
        Wholes(answers, true).Any(whole => whole.Rows.Where(counts).CountBy(i => whole.CategoryOf[i]).Any(c => c.Value < answers.Threshold));

    /// <summary>The organisation and its departments by each attribute whose weights are public.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="departments">False: the organisation alone.</param>
    private static IEnumerable<(int[] CategoryOf, double[] WeightOf, IEnumerable<int> Rows)> Wholes(PreparedAnswers answers, bool departments)
    {
        var grouping = answers.Wave.Grouping;
        if (answers.Wave.Weights?.Raked.Weights is not { } weights)
        {
            yield break;
        }

        foreach (var attribute in grouping.Categories.Take(grouping.DepartmentCategories.Count))
        {
            if (WeightOf(attribute, weights) is { } weightOf)
            {
                yield return (attribute.Rows, weightOf, Enumerable.Range(0, weights.Length));
                for (var d = 1; departments && d <= answers.Departments; d++)
                {
                    // A unit's parent is its department; who has neither is in the organisation alone.
                    var own = d;
                    yield return (
                        attribute.Rows, weightOf,
                        Enumerable.Range(0, weights.Length).Where(i => grouping.Tree.Rows[i] is var p && (p <= answers.Departments ? p : grouping.Parent[p]) == own));
                }
            }
        }
    }

    /// <summary>The one weight of each category; null if there are several in one, if somebody is in none, or if all are alike.</summary>
    private static double[]? WeightOf(Partition attribute, double[] weights)
    {
        var of = new double[attribute.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            if (attribute.Rows[i] is not (>= 0 and var k) || (of[k] > 0 && Math.Abs(of[k] - weights[i]) > Noise * weights[i]))
            {
                return null;
            }

            of[k] = weights[i];
        }

        var used = of.Where(w => w > 0).ToArray();
        return used.Length > 0 && used.Max() - used.Min() > Noise * used.Max() ? of : null;
    }

    /// <summary>A category of a whole.</summary>
    /// <param name="Below">Below the floor.</param>
    /// <param name="Known">Persons that it is known of.</param>
    /// <param name="Weight">Everybody's weight.</param>
    internal readonly record struct Part(long Below, long Known, double Weight);

    /// <summary>
    /// Do both sums, the weighted one as it is printed, tell the count of a category that is a class or hidden? At worst all others are known,
    /// or where there is one such category all but another, whichever.
    /// </summary>
    /// <param name="parts">Categories with somebody in them.</param>
    /// <param name="threshold">Fewest persons.</param>
    internal static bool Tells(IReadOnlyList<Part> parts, int threshold)
    {
        bool Few(Part p) => p.Below < threshold || p.Known - p.Below < threshold;
        var few = parts.Where(Few).ToArray();
        var (persons, count) = (parts.Sum(p => p.Known), parts.Sum(p => p.Below));
        if (few.Length == 0 || count < threshold || persons - count < threshold)
        {
            return false;
        }

        var weight = parts.Sum(p => p.Weight * p.Known);
        var digits = persons >= DisclosurePolicy.FineShareFrom ? 3 : 2;
        var half = 0.5 * Math.Pow(10, -digits) * weight;
        var printed = (double)Math.Round((decimal)Math.Round(parts.Sum(p => p.Weight * p.Below) / weight, 12), digits, MidpointRounding.AwayFromZero) * weight;
        return few.Length > 1 ? Told(few) : parts.Where(p => !Few(p)).Any(p => Told([few[0], p]));

        bool Told(Part[] open)
        {
            var others = parts.Sum(p => p.Weight * p.Below) - open.Sum(p => p.Weight * p.Below);
            return open.Where(Few).Any(p => Width(p, [.. open.Where(o => o != p)], (printed - half - others, printed + half - others), threshold)
                < Math.Min(DisclosurePolicy.CountWidth, p.Known));
        }
    }

    /// <summary>How far apart the counts lie that one category can have beside the others.</summary>
    private static long Width(Part one, Part[] others, (double Low, double High) weighted, int threshold)
    {
        var sum = one.Below + others.Sum(o => o.Below);
        Array.Sort(others, (a, b) => a.Weight.CompareTo(b.Weight));
        var (least, most) = Range(one, threshold);
        var (low, high) = (long.MaxValue, long.MinValue);
        for (var v = least; v <= most; v++)
        {
            if (Lightest(others, sum - v, threshold) is { } light && Lightest([.. others.Reverse()], sum - v, threshold) is { } heavy
                && (v * one.Weight) + light <= weighted.High + Noise && (v * one.Weight) + heavy >= weighted.Low - Noise)
            {
                (low, high) = (Math.Min(low, v), Math.Max(high, v));
            }
        }

        return high - low;
    }

    /// <summary>The weighted sum of as many persons, the first categories filled first; null if there is no room for them, or too much.</summary>
    private static double? Lightest(Part[] parts, long persons, int threshold)
    {
        var left = persons - parts.Sum(p => Range(p, threshold).Low);
        var sum = parts.Sum(p => p.Weight * Range(p, threshold).Low);
        if (left < 0)
        {
            return null;
        }

        foreach (var p in parts)
        {
            var (low, high) = Range(p, threshold);
            var taken = Math.Min(left, high - low);
            (left, sum) = (left - taken, sum + (p.Weight * taken));
        }

        return left > 0 ? null : sum;
    }

    /// <summary>What is told of a category by itself: a class, widened once (method §4.2b), or nothing.</summary>
    private static (long Low, long High) Range(Part p, int threshold) =>
        p.Known < 2 * threshold ? (0, p.Known)
        : p.Below < threshold ? (0, Math.Min(p.Known, (2 * threshold) - 1))
        : p.Known - p.Below < threshold ? (Math.Max(0, p.Known - (2 * threshold) + 1), p.Known)
        : (0, p.Known);
}
