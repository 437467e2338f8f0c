using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// A weighted mean with its linearised error. <paramref name="StandardError"/> is without, <paramref name="StandardErrorFpc"/> with the
/// finite-population correction (NaN when no populations were given); <paramref name="Interval"/> uses the latter if they were.
/// <paramref name="EffectiveN"/> is Kish's n/(1 + cv²) = (Σw)²/Σw².
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WeightedEstimate(
    long N,
    double SumOfWeights,
    double Mean,
    double StandardError,
    double StandardErrorFpc,
    double DegreesOfFreedom,
    double EffectiveN,
    Interval Interval);

/// <summary>
/// How respondents were drawn, for the error of weighted figures. Each span may be empty: no clusters (every respondent a PSU of
/// his own), one stratum, no finite population.
/// </summary>
internal readonly ref struct SurveyDesign
{
    /// <summary>The PSU of each respondent, 0, 1, …; numbers are not reused between strata.</summary>
    public ReadOnlySpan<int> Psu { get; init; }

    /// <summary>The stratum of each respondent, 0, 1, ….</summary>
    public ReadOnlySpan<int> Stratum { get; init; }

    /// <summary>PSUs in the population, per stratum: for the interval of a level only (method §3.2).</summary>
    public ReadOnlySpan<long> PopulationPsus { get; init; }
}

/// <summary>Weighted estimates with given (design) weights. Errors of raked weights are another matter and not here yet.</summary>
internal static class Weighted
{
    /// <summary>
    /// Weighted mean of a domain with Taylor-linearised error over one-stage designs. NaN values are outside the domain (method §3.1:
    /// item missing = domain), but their PSUs still count in the variance. df = PSUs with a value less strata with one.
    /// R: <c>svymean(~y, subset(design, dom &amp; !is.na(y)))</c>, <c>confint(…, df = degf(subset(…)))</c>.
    /// Nobody: NaN. df 0 (one respondent, say): the mean without interval; the error is then 0 by construction, as in R, and says nothing. A stratum with a single PSU has no variance to offer: the error
    /// is NaN, unless that PSU is the stratum's whole population. Zero variance: error 0, the interval is the point.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = not in the domain.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent outside the domain.</param>
    /// <param name="design">How they were drawn.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or a PSU lies in two strata.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More PSUs than the stratum's population, or confidence outside (0, 1).</exception>
    public static WeightedEstimate Mean(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        SurveyDesign design = default,
        double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        Histogram.RequireSameLength(values.Length, weights.Length);
        var (psuOf, stratumOfPsu) = Units(design, values.Length);
        var strata = stratumOfPsu.Length == 0 ? 1 : stratumOfPsu.Max() + 1;

        long n = 0;
        NeumaierSum sumW = default, sumW2 = default, sumWy = default;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
            {
                throw new ArgumentException("Weights are finite and not negative.", nameof(weights));
            }

            if (InDomain(values[i], weights[i]))
            {
                n++;
                sumW.Add(weights[i]);
                sumW2.Add(weights[i] * weights[i]);
                sumWy.Add(weights[i] * values[i]);
            }
        }

        if (n == 0)
        {
            return new WeightedEstimate(0, 0, double.NaN, double.NaN, double.NaN, double.NaN, 0, Interval.None);
        }

        // Totals of the linearised values w(y − ȳ)/Σw per PSU; those outside the domain add 0 but keep their PSU in its stratum.
        var mean = sumWy.Value / sumW.Value;
        var totals = new NeumaierSum[stratumOfPsu.Length];
        var psuHasValue = new bool[stratumOfPsu.Length];
        var stratumHasValue = new bool[strata];
        for (var i = 0; i < values.Length; i++)
        {
            if (InDomain(values[i], weights[i]))
            {
                totals[psuOf[i]].Add(weights[i] * (values[i] - mean) / sumW.Value);
                psuHasValue[psuOf[i]] = true;
                stratumHasValue[stratumOfPsu[psuOf[i]]] = true;
            }
        }

        var (variance, varianceFpc) = Variance(totals, stratumOfPsu, strata, design.PopulationPsus);
        var error = Math.Sqrt(variance);
        var errorFpc = design.PopulationPsus.IsEmpty ? double.NaN : Math.Sqrt(varianceFpc);
        var df = psuHasValue.Count(h => h) - stratumHasValue.Count(h => h);
        var shown = design.PopulationPsus.IsEmpty ? error : errorFpc;

        // With df 0 the linearised error is 0 by construction: that is no knowledge.
        var interval = df < 1 ? Interval.None : Moments.TInterval(mean, shown, df, confidence);
        return new WeightedEstimate(
            n, sumW.Value, mean, error, errorFpc, df, sumW.Value * sumW.Value / sumW2.Value, interval);
    }

    private static bool InDomain(double value, double weight) => !double.IsNaN(value) && weight > 0;

    /// <summary>The PSU of each respondent and the stratum of each PSU, −1 for a PSU number nobody has.</summary>
    private static (int[] PsuOf, int[] StratumOfPsu) Units(SurveyDesign design, int respondents)
    {
        if (!design.Psu.IsEmpty)
        {
            Histogram.RequireSameLength(design.Psu.Length, respondents);
        }

        if (!design.Stratum.IsEmpty)
        {
            Histogram.RequireSameLength(design.Stratum.Length, respondents);
        }

        var psuOf = design.Psu.IsEmpty ? Enumerable.Range(0, respondents).ToArray() : design.Psu.ToArray();
        var stratumOfPsu = new int[psuOf.Length == 0 ? 0 : psuOf.Max() + 1];
        Array.Fill(stratumOfPsu, -1);
        for (var i = 0; i < respondents; i++)
        {
            var stratum = design.Stratum.IsEmpty ? 0 : design.Stratum[i];
            ref var known = ref stratumOfPsu[psuOf[i]];
            if (known >= 0 && known != stratum)
            {
                throw new ArgumentException($"PSU {psuOf[i]} lies in strata {known} and {stratum}.");
            }

            known = stratum;
        }

        return (psuOf, stratumOfPsu);
    }

    /// <summary>Σ_h (1 − f_h)·n_h/(n_h − 1)·Σ_c (z_hc − z̄_h)², without and with f.</summary>
    private static (double Plain, double Fpc) Variance(
        NeumaierSum[] totals, int[] stratumOfPsu, int strata, ReadOnlySpan<long> population)
    {
        var count = new long[strata];
        var sums = new NeumaierSum[strata];
        for (var c = 0; c < totals.Length; c++)
        {
            if (stratumOfPsu[c] >= 0)
            {
                count[stratumOfPsu[c]]++;
                sums[stratumOfPsu[c]].Add(totals[c].Value);
            }
        }

        var squares = new NeumaierSum[strata];
        for (var c = 0; c < totals.Length; c++)
        {
            if (stratumOfPsu[c] >= 0)
            {
                var d = totals[c].Value - (sums[stratumOfPsu[c]].Value / count[stratumOfPsu[c]]);
                squares[stratumOfPsu[c]].Add(d * d);
            }
        }

        NeumaierSum plain = default, fpc = default;
        for (var h = 0; h < strata; h++)
        {
            if (count[h] == 0)
            {
                continue;
            }

            var part = count[h] == 1 ? double.NaN : squares[h].Value * count[h] / (count[h] - 1);
            plain.Add(part);
            if (!population.IsEmpty)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(population[h], count[h], nameof(population));
                fpc.Add(population[h] == count[h] ? 0 : part * (population[h] - count[h]) / population[h]);
            }
        }

        return (plain.Value, fpc.Value);
    }
}
