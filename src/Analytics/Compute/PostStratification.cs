namespace Digilo.Analytics.Compute;

/// <summary>Weights that meet one margin, or one cross of margins, exactly.</summary>
internal static class PostStratification
{
    /// <summary>
    /// w = d·N_h/Σd in each stratum h. Errors: a <see cref="Calibration"/> on that stratum. R: <c>postStratify(design, ~h, population)</c>.
    /// A stratum with respondents and no population gets weights of 0; nobody at all and populations of 0: empty.
    /// </summary>
    /// <param name="start">Design weights, N/n as a rule; not changed.</param>
    /// <param name="stratum">The respondents' strata, 0 … totals − 1.</param>
    /// <param name="totals">The population of each.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a weight or total is negative or not finite, or a stratum has a population and no weight for it: collapse first.
    /// </exception>
    public static double[] Weights(ReadOnlySpan<double> start, ReadOnlySpan<int> stratum, ReadOnlySpan<double> totals)
    {
        Histogram.RequireSameLength(start.Length, stratum.Length);
        Weighted.RequireWeights(start);
        Weighted.RequireWeights(totals);
        var sums = new NeumaierSum[totals.Length];
        for (var i = 0; i < start.Length; i++)
        {
            sums[stratum[i]].Add(start[i]);
        }

        for (var h = 0; h < totals.Length; h++)
        {
            if (sums[h].Value == 0 && totals[h] > 0)
            {
                throw new ArgumentException($"Stratum {h} has a population of its own and no respondents: collapse it first.");
            }
        }

        var weights = new double[start.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = start[i] == 0 ? 0 : start[i] * (totals[stratum[i]] / sums[stratum[i]].Value);
        }

        return weights;
    }

    /// <summary>
    /// Where weighting starts: N/n of the respondent's group, whose sum is N (method §3.3). A group with a population and nobody in it
    /// starts nothing: its persons are in no figure, and the caller says so.
    /// </summary>
    /// <param name="group">The respondents' groups (organisations), 0 … populations − 1.</param>
    /// <param name="population">Persons per group.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer persons than respondents.</exception>
    public static double[] StartWeights(ReadOnlySpan<int> group, ReadOnlySpan<long> population)
    {
        var n = new long[population.Length];
        foreach (var g in group)
        {
            n[g]++;
        }

        var weights = new double[group.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var g = group[i];
            ArgumentOutOfRangeException.ThrowIfLessThan(population[g], n[g], nameof(population));
            weights[i] = (double)population[g] / n[g];
        }

        return weights;
    }
}
