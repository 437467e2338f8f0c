using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>Why a difference is not there.</summary>
internal enum DifferenceStatus
{
    /// <summary>It is.</summary>
    Estimated,
    /// <summary>The category is the reference itself.</summary>
    Reference,
    /// <summary>Fewer than 20 known in the category or in the reference (method §3.7).</summary>
    TooFew,
    /// <summary>No cell of the register has two of both to compare.</summary>
    NoCommonCell,
}

/// <summary>
/// One category of a factor against the reference category, standardised over cells of the register. NaN where
/// <paramref name="Status"/> says that there is none. "Hänger samman med", never "beror på" (method §2.6, §3.7).
/// </summary>
/// <param name="Status">Whether there is a difference.</param>
/// <param name="N">Respondents of the category whose state and cell are known.</param>
/// <param name="Share">Their weighted share below, as it is.</param>
/// <param name="Standardised">The share below that the category would have with the register's cells; over common cells.</param>
/// <param name="Difference">Standardised share less the reference's over the same cells: the risk difference, −1 … 1.</param>
/// <param name="StandardError">Of the difference, without finite-population correction (method §3.2).</param>
/// <param name="DegreesOfFreedom">Respondents in common cells less cell halves.</param>
/// <param name="Interval">By t; not defined where the error is 0, for that is no knowledge.</param>
/// <param name="PValue">Two-sided; NaN where there is no interval.</param>
/// <param name="Coverage">The part of the register that the common cells hold: what the difference speaks of.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StandardisedDifferenceEstimate(
    DifferenceStatus Status,
    long N,
    double Share,
    double Standardised,
    double Difference,
    double StandardError,
    double DegreesOfFreedom,
    Interval Interval,
    double PValue,
    double Coverage);

/// <summary>
/// Drivers one at a time (method §3.7): does being below hang together with a factor, among people alike in role and age?
/// </summary>
internal static class StandardisedDifference
{
    /// <summary>The fewest respondents that a category rests on (method §3.7).</summary>
    public const int LeastPerCategory = 20;

    // A cell half needs two respondents to have a variance.
    private const int LeastPerCell = 2;

    /// <summary>
    /// The estimator is direct standardisation with category × cell as strata: in each cell h (role × age) where category and reference
    /// both have two respondents, p_h their weighted shares; W_h = N_h/ΣN_h over those cells; difference = ΣW_h(p_1h − p_0h) and variance
    /// ΣW_h²(v_1h + v_0h), v = n/(n − 1)·Σ(w(y − p)/Σw)². Cells without such company are left out for both, and
    /// <see cref="StandardisedDifferenceEstimate.Coverage"/> says how much of the register they held.
    /// R, with weights 1: <c>d &lt;- svydesign(~1, strata = ~interaction(cell, category), weights = ~N_h/n_ch)</c>,
    /// <c>svycontrast(svyby(~y, ~category, d, svymean, covmat = TRUE), c(-1, 1))</c>, <c>degf(d)</c>; with weights the same by cell.
    /// The order of the respondents decides the last bits only.
    /// </summary>
    /// <param name="state">States of <see cref="Floor"/>, one a respondent.</param>
    /// <param name="category">The factor's category, 0 … categoryCount − 1, or −1 where it is not known.</param>
    /// <param name="categoryCount">How many categories there are.</param>
    /// <param name="reference">The category to compare with; for "against the rest" give a factor of two.</param>
    /// <param name="cell">The respondent's role × age cell, or −1 for none.</param>
    /// <param name="register">Persons of the register per cell.</param>
    /// <param name="weights">Not negative; empty: all 1. A weight of 0 leaves the respondent out.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <returns>One estimate a category, the reference's own with its share.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Reference not a category, a negative count, or confidence outside (0, 1).</exception>
    public static StandardisedDifferenceEstimate[] Compute(
        ReadOnlySpan<byte> state,
        ReadOnlySpan<int> category,
        int categoryCount,
        int reference,
        ReadOnlySpan<int> cell,
        ReadOnlySpan<long> register,
        ReadOnlySpan<double> weights = default,
        double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(reference);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reference, categoryCount);
        Histogram.RequireSameLength(state.Length, category.Length);
        Histogram.RequireSameLength(state.Length, cell.Length);
        Histogram.RequireSameLength(state.Length, weights.IsEmpty ? state.Length : weights.Length);
        foreach (var persons in register)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(persons, nameof(register));
        }

        var halves = Count(state, category, categoryCount, cell, register.Length, weights);
        var estimates = new StandardisedDifferenceEstimate[categoryCount];
        for (var c = 0; c < categoryCount; c++)
        {
            estimates[c] = Compare(
                Row(halves, c, register.Length), Row(halves, reference, register.Length), c == reference, register, confidence);
        }

        return estimates;
    }

    private static ReadOnlySpan<Half> Row(Half[] halves, int category, int cells) => halves.AsSpan(category * cells, cells);

    private static StandardisedDifferenceEstimate Compare(
        ReadOnlySpan<Half> own, ReadOnlySpan<Half> reference, bool isReference, ReadOnlySpan<long> register, double confidence)
    {
        var (n, share) = Whole(own);
        var none = new StandardisedDifferenceEstimate(
            isReference ? DifferenceStatus.Reference : DifferenceStatus.TooFew,
            n, share, double.NaN, double.NaN, double.NaN, double.NaN, Interval.None, double.NaN, double.NaN);
        if (isReference || n < LeastPerCategory || Whole(reference).N < LeastPerCategory)
        {
            return none;
        }

        long persons = 0, common = 0, df = 0;
        for (var h = 0; h < register.Length; h++)
        {
            persons += register[h];
            common += Compared(own[h], reference[h]) ? register[h] : 0;
        }

        if (common == 0)
        {
            return none with { Status = DifferenceStatus.NoCommonCell };
        }

        NeumaierSum standardised = default, difference = default, variance = default;
        for (var h = 0; h < register.Length; h++)
        {
            if (register[h] > 0 && Compared(own[h], reference[h]))
            {
                var w = (double)register[h] / common;
                standardised.Add(w * own[h].Share);
                difference.Add(w * (own[h].Share - reference[h].Share));
                variance.Add(w * w * (own[h].Variance + reference[h].Variance));
                df += own[h].N + reference[h].N - 2;
            }
        }

        var error = Math.Sqrt(variance.Value);
        return new StandardisedDifferenceEstimate(
            DifferenceStatus.Estimated,
            n,
            share,
            standardised.Value,
            difference.Value,
            error,
            df,
            error == 0 ? Interval.None : Moments.TInterval(difference.Value, error, df, confidence),
            error == 0 ? double.NaN : StudentT.TwoSided(difference.Value / error, df),
            (double)common / persons);
    }

    private static bool Compared(Half a, Half b) => a.N >= LeastPerCell && b.N >= LeastPerCell;

    private static (long N, double Share) Whole(ReadOnlySpan<Half> halves)
    {
        var (n, weight, below) = (0L, default(NeumaierSum), default(NeumaierSum));
        foreach (var half in halves)
        {
            n += half.N;
            weight.Add(half.Weight.Value);
            below.Add(half.Below.Value);
        }

        return (n, n == 0 ? double.NaN : below.Value / weight.Value);
    }

    private static Half[] Count(
        ReadOnlySpan<byte> state,
        ReadOnlySpan<int> category,
        int categoryCount,
        ReadOnlySpan<int> cell,
        int cells,
        ReadOnlySpan<double> weights)
    {
        Weighted.RequireWeights(weights);
        var halves = new Half[categoryCount * cells];
        for (var i = 0; i < state.Length; i++)
        {
            var w = weights.IsEmpty ? 1 : weights[i];
            if (w > 0 && state[i] != Floor.Missing && category[i] >= 0 && cell[i] >= 0)
            {
                halves[(category[i] * cells) + cell[i]].Add(w, state[i] == Floor.Below);
            }
        }

        return halves;
    }

    /// <summary>One category in one cell. y is 0 or 1, so Σw, Σw², and both among those below are all that its variance needs.</summary>
    private struct Half
    {
        public long N;
        public NeumaierSum Weight;
        public NeumaierSum Below;
        private NeumaierSum _squares;
        private NeumaierSum _squaresBelow;

        public readonly double Share => Below.Value / Weight.Value;

        /// <summary>n/(n − 1)·Σ(w(y − p)/Σw)².</summary>
        public readonly double Variance
        {
            get
            {
                var p = Share;
                var sum = (_squaresBelow.Value * (1 - p) * (1 - p)) + ((_squares.Value - _squaresBelow.Value) * p * p);
                return (double)N / (N - 1) * sum / (Weight.Value * Weight.Value);
            }
        }

        public void Add(double weight, bool below)
        {
            N++;
            Weight.Add(weight);
            _squares.Add(weight * weight);
            if (below)
            {
                Below.Add(weight);
                _squaresBelow.Add(weight * weight);
            }
        }
    }
}
