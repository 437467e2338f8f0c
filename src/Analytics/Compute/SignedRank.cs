using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Wilcoxon's signed-rank test. With nothing but zeros there is nothing to test: V = 0, z and p NaN.
/// </summary>
/// <param name="N">Differences that are not zero.</param>
/// <param name="Zeros">Differences of exactly zero, dropped.</param>
/// <param name="V">Sum of the ranks of the positive differences; a tie has its mean rank, so V may end in ½.</param>
/// <param name="Z">Standardised V with the correction for continuity.</param>
/// <param name="PValue">Two-sided, by the normal distribution with correction for ties.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignedRankTest(long N, long Zeros, double V, double Z, double PValue)
{
    /// <summary>
    /// Matched-pairs rank-biserial correlation, (V − V⁻)/(V + V⁻), −1 … 1; NaN when N = 0.
    /// R: <c>effectsize::rank_biserial(x, mu = 0)</c> without zeros.
    /// </summary>
    public double RankBiserial => N == 0 ? double.NaN : (4 * V / ((double)N * (N + 1))) - 1;
}

/// <summary>Wilcoxon's signed-rank test as the method fixes it (§3.1): zeros dropped, normal approximation, continuity correction.</summary>
internal static class SignedRank
{
    /// <summary>
    /// R: <c>wilcox.test(d, exact = FALSE, correct = TRUE)</c>, for pairs <c>wilcox.test(after, before, paired = TRUE, …)</c>.
    /// Differences are tied when they are the same double, as in R: where means of answers are compared, rounding may part what is equal.
    /// </summary>
    /// <param name="differences">In any order; NaN = missing and left out. Not changed.</param>
    public static SignedRankTest Test(ReadOnlySpan<double> differences)
    {
        var zeros = 0L;
        var kept = new List<double>(differences.Length);
        foreach (var d in differences)
        {
            if (d == 0)
            {
                zeros++;
            }
            else if (!double.IsNaN(d))
            {
                kept.Add(d);
            }
        }

        double[] signed = [.. kept], sizes = [.. kept.Select(Math.Abs)];
        Array.Sort(sizes, signed);
        var test = new Ranks(zeros);
        for (var i = 0; i < sizes.Length;)
        {
            long positive = 0, tied = 0;
            var size = sizes[i];
            for (; i < sizes.Length && sizes[i] == size; i++)
            {
                positive += signed[i] > 0 ? 1 : 0;
                tied++;
            }

            test.Add(positive, tied);
        }

        return test.Result();
    }

    /// <summary>
    /// The same from counts: how many have each whole difference, so ties are exact and the order cannot matter (Q − L of a competence).
    /// </summary>
    /// <param name="counts">Counts of the differences −k … k, so an odd number of them, none negative.</param>
    /// <exception cref="ArgumentException">An even number of counts, or a negative one.</exception>
    public static SignedRankTest Test(ReadOnlySpan<long> counts)
    {
        if (counts.Length % 2 == 0)
        {
            throw new ArgumentException("Counts run from −k to k, so there is an odd number of them.", nameof(counts));
        }

        var zero = counts.Length / 2;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
        }

        var test = new Ranks(counts[zero]);
        for (var size = 1; size <= zero; size++)
        {
            test.Add(counts[zero + size], counts[zero + size] + counts[zero - size]);
        }

        return test.Result();
    }

    /// <summary>Groups of equal size, from the smallest up. Twice the rank sum is whole, so it is kept exact.</summary>
    private struct Ranks(long zeros)
    {
        private readonly long _zeros = zeros;
        private long _n;
        private Int128 _twiceV;
        private Int128 _ties;

        public void Add(long positive, long tied)
        {
            // Ranks n+1 … n+tied have the mean n + (tied + 1)/2.
            _twiceV += (Int128)positive * ((2 * _n) + tied + 1);
            _ties += ((Int128)tied * tied * tied) - tied;
            _n += tied;
        }

        public readonly SignedRankTest Result()
        {
            if (_n == 0)
            {
                return new SignedRankTest(0, _zeros, 0, double.NaN, double.NaN);
            }

            // Whole numbers until the end: 4·(V − mean) and 48·variance.
            var n = (Int128)_n;
            var fourOff = (2 * _twiceV) - (n * (n + 1));
            var variance = (double)((2 * n * (n + 1) * ((2 * n) + 1)) - _ties) / 48;
            var z = ((double)fourOff / 4 - (0.5 * Int128.Sign(fourOff))) / Math.Sqrt(variance);
            return new SignedRankTest(_n, _zeros, (double)_twiceV / 2, z, Math.Min(1, 2 * Normal.UpperTail(Math.Abs(z))));
        }
    }
}
