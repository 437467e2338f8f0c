using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// An estimate with what each respondent contributes to its error: the sum over respondents, PSU by PSU, is what varies.
/// <paramref name="Influence"/> is w·(u − x'β) of the linearised value u (without calibration w·u), 0 for whoever says nothing; so the
/// error of a difference of two estimates is that of the difference of their influences, over waves too.
/// R: <c>attr(svymean(…, influence = TRUE), "influence")</c>, after the calibration's residuals.
/// </summary>
/// <param name="Estimate">The estimate; NaN when nobody is in the domain.</param>
/// <param name="N">Respondents in the domain.</param>
/// <param name="Influence">One a respondent of the design, those outside the domain too.</param>
/// <param name="InDomain">Who is in the domain.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Linearised(double Estimate, long N, double[] Influence, bool[] InDomain);

/// <summary>The variance of a linearised estimate over a one-stage design.</summary>
internal static class LinearisedVariance
{
    /// <summary>
    /// Influence from linearised values u: w·u, or with a calibration w times the GREG residual (method §3.1).
    /// R: what <c>svyrecvar</c> makes of <c>x</c> and <c>postStrata</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The calibration is for another number of respondents.</exception>
    public static double[] Influence(ReadOnlySpan<double> linearised, ReadOnlySpan<double> weights, Calibration? calibration)
    {
        var z = calibration is null ? linearised.ToArray() : calibration.Residuals(linearised);
        for (var i = 0; i < z.Length; i++)
        {
            z[i] *= weights[i];
        }

        return z;
    }

    /// <summary>
    /// Σ_h (1 − f_h)·n_h/(n_h − 1)·Σ_c (z_hc − z̄_h)² over PSU totals z, without and with f; the latter NaN when no populations are given.
    /// All PSUs of a stratum count, those without anybody in the domain too. A stratum of one PSU makes both NaN, unless it is the whole
    /// population, which varies no more. R: <c>svyrecvar(z, …)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or a PSU lies in two strata.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More PSUs than the stratum's population.</exception>
    public static (double Plain, double Fpc) Of(ReadOnlySpan<double> influence, SurveyDesign design)
    {
        var (stratumOfPsu, strata) = Units(design, influence.Length);
        var totals = new NeumaierSum[stratumOfPsu.Length];
        for (var i = 0; i < influence.Length; i++)
        {
            totals[design.Psu.IsEmpty ? i : design.Psu[i]].Add(influence[i]);
        }

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
            if (!design.PopulationPsus.IsEmpty)
            {
                var population = design.PopulationPsus[h];
                ArgumentOutOfRangeException.ThrowIfLessThan(population, count[h], nameof(design));
                fpc.Add(population == count[h] ? 0 : part * (population - count[h]) / population);
            }
        }

        return (plain.Value, design.PopulationPsus.IsEmpty ? double.NaN : fpc.Value);
    }

    /// <summary>
    /// PSUs with anybody in the domain less strata with any (method §3.1); 0 for nobody. R: <c>degf(subset(design, domain))</c>.
    /// </summary>
    /// <exception cref="ArgumentException">Lengths differ, or a PSU lies in two strata.</exception>
    public static long DegreesOfFreedom(ReadOnlySpan<bool> inDomain, SurveyDesign design)
    {
        var (stratumOfPsu, strata) = Units(design, inDomain.Length);
        var psuHas = new bool[stratumOfPsu.Length];
        var stratumHas = new bool[strata];
        long df = 0;
        for (var i = 0; i < inDomain.Length; i++)
        {
            var psu = design.Psu.IsEmpty ? i : design.Psu[i];
            if (inDomain[i] && !psuHas[psu])
            {
                psuHas[psu] = true;
                df++;
                if (!stratumHas[stratumOfPsu[psu]])
                {
                    stratumHas[stratumOfPsu[psu]] = true;
                    df--;
                }
            }
        }

        return df;
    }

    /// <summary>
    /// The stratum of each PSU (−1 for a PSU number nobody has; no PSUs given: each respondent is one), and how many strata.
    /// </summary>
    private static (int[] StratumOfPsu, int Strata) Units(SurveyDesign design, int respondents)
    {
        if (!design.Stratum.IsEmpty)
        {
            Histogram.RequireSameLength(design.Stratum.Length, respondents);
        }

        if (design.Psu.IsEmpty)
        {
            var own = design.Stratum.IsEmpty ? new int[respondents] : design.Stratum.ToArray();
            return (own, own.Length == 0 ? 1 : own.Max() + 1);
        }

        Histogram.RequireSameLength(design.Psu.Length, respondents);
        var last = -1;
        foreach (var psu in design.Psu)
        {
            last = Math.Max(last, psu);
        }

        var stratumOfPsu = new int[last + 1];
        Array.Fill(stratumOfPsu, -1);
        var strata = 1;
        for (var i = 0; i < respondents; i++)
        {
            var stratum = design.Stratum.IsEmpty ? 0 : design.Stratum[i];
            ref var known = ref stratumOfPsu[design.Psu[i]];
            if (known >= 0 && known != stratum)
            {
                throw new ArgumentException($"PSU {design.Psu[i]} lies in strata {known} and {stratum}.");
            }

            known = stratum;
            strata = Math.Max(strata, stratum + 1);
        }

        return (stratumOfPsu, strata);
    }
}
