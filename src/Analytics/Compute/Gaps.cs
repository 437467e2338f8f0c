using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Gap measures over the complete pairs of level L and required level Q. Shares in 0–1, RDS in −100…100, the rest in levels.
/// With no pairs the counts are 0 and everything else NaN.
/// </summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Below">Pairs with L &lt; Q.</param>
/// <param name="Above">Pairs with L &gt; Q.</param>
/// <param name="MeanLevel">Mean of L over the pairs.</param>
/// <param name="MeanRequirement">Mean of Q over the pairs.</param>
/// <param name="MeanShortfall">Mean of max(Q − L, 0) over all pairs: a surplus does not cancel somebody else's shortfall.</param>
/// <param name="MeanShortfallOfBelow">The same over those below only (the shortfall in method §2.4's priority); NaN when nobody is.</param>
/// <param name="Gap">Exact sums of Q − L, for its mean and interval.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct GapSummary(
    long N,
    long Below,
    long Above,
    double MeanLevel,
    double MeanRequirement,
    double MeanShortfall,
    double MeanShortfallOfBelow,
    IntegerSums Gap)
{
    /// <summary>Pairs with L = Q.</summary>
    public long Tied => N - Below - Above;

    /// <summary>Mean of Q − L.</summary>
    public double MeanGap => Gap.Mean;

    /// <summary>Share with L &lt; Q.</summary>
    public double ShareBelow => N == 0 ? double.NaN : (double)Below / N;

    /// <summary>Share with L &gt; Q.</summary>
    public double ShareAbove => N == 0 ? double.NaN : (double)Above / N;

    /// <summary>Share with L = Q.</summary>
    public double ShareTied => N == 0 ? double.NaN : (double)Tied / N;

    /// <summary>Ranked discrepancy score: 100·(share above − share below); negative = need (Narine and Harder 2021).</summary>
    public double Rds => N == 0 ? double.NaN : 100.0 * (Above - Below) / N;

    /// <summary>Mean weighted discrepancy without importance: mean(Q − L)·mean(Q) (Borich 1980; method §2.4).</summary>
    public double Mwds => MeanGap * MeanRequirement;
}

/// <summary>Exact sums over the respondents who have level, requirement and importance (1–5) alike; additive over disjoint groups.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ImportanceSums(long N, long SumLevel, long SumRequirement, long SumImportance)
{
    /// <summary>Mean importance, 1–5; NaN when N = 0.</summary>
    public double MeanImportance => N == 0 ? double.NaN : (double)SumImportance / N;

    /// <summary>mean(Q − L)·mean(V) (method §2.4); NaN when N = 0. V − L is never formed.</summary>
    public double Mwds => N == 0 ? double.NaN : (double)(SumRequirement - SumLevel) / N * MeanImportance;

    /// <summary>
    /// Borich's own score with L brought to V's scale, A = 1 + (L − 1)·4/7: mean(V − A)·mean(V); NaN when N = 0. On the same persons as
    /// <see cref="Mwds"/>, so that the two differ by formula alone. Level 0 falls at 3/7, outside V's scale, as the formula has it.
    /// </summary>
    public double MwdsClassic =>
        N == 0 ? double.NaN : (MeanImportance - (1 + ((double)(SumLevel - N) / N * 4 / 7))) * MeanImportance;
}

/// <summary>
/// What a competence's place in the list of priorities rests on (method §2.4). Nobody has a pair: 0 persons, the means NaN, both
/// values 0; nobody below likewise.
/// </summary>
/// <param name="Below">Weighted persons with L &lt; Q; with weights to the register, persons of the register.</param>
/// <param name="MeanShortfall">Their weighted mean of Q − L, in levels.</param>
/// <param name="MeanImportance">Weighted mean of V, 1–5, over those with L, Q and V; NaN when nobody rated it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PriorityEstimate(double Below, double MeanShortfall, double MeanImportance)
{
    /// <summary>
    /// Weighted persons below × their mean shortfall × mean(V)/5: the list is ordered by this alone. NaN when importance was not rated
    /// and somebody is below.
    /// </summary>
    public double Value => Below == 0 ? 0 : ValueWithoutImportance * (MeanImportance / 5);

    /// <summary>The same without the last factor, for instruments that do not ask for importance; never in one list with the other.</summary>
    public double ValueWithoutImportance => Below == 0 ? 0 : Below * MeanShortfall;
}

/// <summary>
/// Level against the role's required level, from joint counts, so that every figure is exact. A pair counts when both are levels;
/// a requirement of more than 8 (255, say) means that the role has none for the item.
/// </summary>
internal static class Gaps
{
    /// <summary>Longs per group: [level × 9 + requirement].</summary>
    public const int Cells = Answers.LevelCount * Answers.LevelCount;

    /// <summary>
    /// Joint counts of (L, Q) per group in one pass: groupCount × <see cref="Cells"/>.
    /// </summary>
    /// <param name="level">The item's answers, one byte a respondent.</param>
    /// <param name="roleOfRespondent">Index into <paramref name="requiredOfRole"/>, −1 = no role (no pair).</param>
    /// <param name="requiredOfRole">The item's required level per role, over 8 = none.</param>
    /// <param name="groupOfRespondent">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="IndexOutOfRangeException">A role or group number out of range.</exception>
    public static long[] Count(
        ReadOnlySpan<byte> level,
        ReadOnlySpan<int> roleOfRespondent,
        ReadOnlySpan<byte> requiredOfRole,
        ReadOnlySpan<int> groupOfRespondent,
        int groupCount)
    {
        Histogram.RequireSameLength(level.Length, roleOfRespondent.Length);
        Histogram.RequireSameLength(level.Length, groupOfRespondent.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        var counts = new long[groupCount * Cells];
        for (var i = 0; i < level.Length; i++)
        {
            var required = Requirement(i, level, roleOfRespondent, requiredOfRole, groupOfRespondent);
            if (required >= 0)
            {
                counts[(groupOfRespondent[i] * Cells) + (level[i] * Answers.LevelCount) + required]++;
            }
        }

        return counts;
    }

    /// <summary>One group's joint counts out of a flat result of <see cref="Count"/>.</summary>
    public static ReadOnlySpan<long> Of(ReadOnlySpan<long> counts, int group) => counts.Slice(group * Cells, Cells);

    /// <summary>All gap measures of one group's <see cref="Cells"/> joint counts.</summary>
    /// <exception cref="ArgumentException">Not <see cref="Cells"/> counts.</exception>
    public static GapSummary Summarise(ReadOnlySpan<long> joint)
    {
        Histogram.RequireSameLength(joint.Length, Cells);
        long n = 0, below = 0, above = 0, sumLevel = 0, sumRequired = 0, shortfall = 0, squares = 0;
        for (var l = 0; l < Answers.LevelCount; l++)
        {
            for (var q = 0; q < Answers.LevelCount; q++)
            {
                var count = joint[(l * Answers.LevelCount) + q];
                var gap = q - l;
                n += count;
                sumLevel += l * count;
                sumRequired += q * count;
                squares += gap * gap * count;
                below += gap > 0 ? count : 0;
                above += gap < 0 ? count : 0;
                shortfall += gap > 0 ? gap * count : 0;
            }
        }

        return new GapSummary(
            n,
            below,
            above,
            n == 0 ? double.NaN : (double)sumLevel / n,
            n == 0 ? double.NaN : (double)sumRequired / n,
            n == 0 ? double.NaN : (double)shortfall / n,
            below == 0 ? double.NaN : (double)shortfall / below,
            new IntegerSums(n, sumRequired - sumLevel, squares));
    }

    /// <summary>The level required of everybody in one group's <see cref="Cells"/> joint counts; −1 where it differs or nobody has a pair.</summary>
    /// <exception cref="ArgumentException">Not <see cref="Cells"/> counts.</exception>
    public static int OneRequirement(ReadOnlySpan<long> joint)
    {
        Histogram.RequireSameLength(joint.Length, Cells);
        var one = -1;
        for (var cell = 0; cell < Cells; cell++)
        {
            if (joint[cell] > 0)
            {
                var required = cell % Answers.LevelCount;
                if (one >= 0 && one != required)
                {
                    return -1;
                }

                one = required;
            }
        }

        return one;
    }

    /// <summary>
    /// Sums for the measures with importance: those with L, Q and V all present, per group. Parameters as in <see cref="Count"/>;
    /// an importance outside 1–5 is a missing one.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="IndexOutOfRangeException">A role or group number out of range.</exception>
    public static ImportanceSums[] SumImportance(
        ReadOnlySpan<byte> level,
        ReadOnlySpan<byte> importance,
        ReadOnlySpan<int> roleOfRespondent,
        ReadOnlySpan<byte> requiredOfRole,
        ReadOnlySpan<int> groupOfRespondent,
        int groupCount)
    {
        Histogram.RequireSameLength(level.Length, importance.Length);
        Histogram.RequireSameLength(level.Length, roleOfRespondent.Length);
        Histogram.RequireSameLength(level.Length, groupOfRespondent.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        var sums = new ImportanceSums[groupCount];
        for (var i = 0; i < level.Length; i++)
        {
            var required = Requirement(i, level, roleOfRespondent, requiredOfRole, groupOfRespondent);
            if (required >= 0 && Answers.IsImportance(importance[i]))
            {
                ref var s = ref sums[groupOfRespondent[i]];
                s = new ImportanceSums(
                    s.N + 1, s.SumLevel + level[i], s.SumRequirement + required, s.SumImportance + importance[i]);
            }
        }

        return sums;
    }

    /// <summary>
    /// Mean gap Q − L with its t interval. R: <c>t.test(Q - L)</c>; edge cases as in <see cref="Moments"/>.
    /// </summary>
    public static MeanEstimate MeanGap(GapSummary gaps, long? population = null, double confidence = Moments.DefaultConfidence) =>
        Moments.Mean(gaps.Gap, population, confidence);

    /// <summary>
    /// Wilcoxon's test on Q − L, which stands beside RDS (Narine and Harder 2021; method §2.4), from one group's joint counts, so ties are
    /// exact. R: <c>wilcox.test(Q - L, exact = FALSE, correct = TRUE)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Not <see cref="Cells"/> counts.</exception>
    public static SignedRankTest Wilcoxon(ReadOnlySpan<long> joint)
    {
        Histogram.RequireSameLength(joint.Length, Cells);
        const int Most = Answers.LevelCount - 1;
        Span<long> counts = stackalloc long[(2 * Most) + 1];
        counts.Clear();
        for (var l = 0; l < Answers.LevelCount; l++)
        {
            for (var q = 0; q < Answers.LevelCount; q++)
            {
                counts[Most + q - l] += joint[(l * Answers.LevelCount) + q];
            }
        }

        return SignedRank.Test(counts);
    }

    /// <summary>
    /// Priority of one competence per group. Parameters as in <see cref="SumImportance"/>.
    /// R: <c>b &lt;- L &lt; Q; sum(w[b]) * weighted.mean((Q - L)[b], w[b]) * weighted.mean(V, w)/5</c>, V over those with L, Q and V.
    /// </summary>
    /// <param name="level">The item's answers, one byte a respondent.</param>
    /// <param name="importance">1–5, else missing; empty when the instrument does not ask for it.</param>
    /// <param name="roleOfRespondent">Index into <paramref name="requiredOfRole"/>, −1 = no role (no pair).</param>
    /// <param name="requiredOfRole">The item's required level per role, over 8 = none.</param>
    /// <param name="weights">Not negative; empty: all 1.</param>
    /// <param name="groupOfRespondent">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    /// <exception cref="IndexOutOfRangeException">A role or group number out of range.</exception>
    public static PriorityEstimate[] Priority(
        ReadOnlySpan<byte> level,
        ReadOnlySpan<byte> importance,
        ReadOnlySpan<int> roleOfRespondent,
        ReadOnlySpan<byte> requiredOfRole,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<int> groupOfRespondent,
        int groupCount)
    {
        Histogram.RequireSameLength(level.Length, importance.IsEmpty ? level.Length : importance.Length);
        Histogram.RequireSameLength(level.Length, roleOfRespondent.Length);
        Histogram.RequireSameLength(level.Length, weights.IsEmpty ? level.Length : weights.Length);
        Histogram.RequireSameLength(level.Length, groupOfRespondent.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(groupCount);
        Weighted.RequireWeights(weights);
        var below = new NeumaierSum[groupCount];
        var shortfall = new NeumaierSum[groupCount];
        var rated = new NeumaierSum[groupCount];
        var ratings = new NeumaierSum[groupCount];
        for (var i = 0; i < level.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            var (group, required) = (groupOfRespondent[i], Requirement(i, level, roleOfRespondent, requiredOfRole, groupOfRespondent));
            if (required < 0)
            {
                continue;
            }

            if (level[i] < required)
            {
                below[group].Add(w);
                shortfall[group].Add(w * (required - level[i]));
            }

            if (!importance.IsEmpty && Answers.IsImportance(importance[i]))
            {
                rated[group].Add(w);
                ratings[group].Add(w * importance[i]);
            }
        }

        var estimates = new PriorityEstimate[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            var (persons, raters) = (below[g].Value, rated[g].Value);
            estimates[g] = new PriorityEstimate(
                persons,
                persons == 0 ? double.NaN : shortfall[g].Value / persons,
                raters == 0 ? double.NaN : ratings[g].Value / raters);
        }

        return estimates;
    }

    /// <summary>Q of a respondent who has a pair (L, Q) and a group, else −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Requirement(
        int respondent,
        ReadOnlySpan<byte> level,
        ReadOnlySpan<int> roleOfRespondent,
        ReadOnlySpan<byte> requiredOfRole,
        ReadOnlySpan<int> groupOfRespondent)
    {
        if (groupOfRespondent[respondent] < 0 || roleOfRespondent[respondent] < 0)
        {
            return -1;
        }

        var required = requiredOfRole[roleOfRespondent[respondent]];
        return Answers.IsLevel(level[respondent]) && Answers.IsLevel(required) ? required : -1;
    }
}
