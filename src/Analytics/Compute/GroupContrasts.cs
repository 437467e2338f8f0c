namespace Digilo.Analytics.Compute;

/// <summary>
/// Means, contrasts and changes of every group of a division from <see cref="CellSums"/>: one pass over the respondents however many groups
/// there are. The same figures as <see cref="Weighted"/> and <see cref="Contrasts"/> make of each group, to rounding, every respondent a PSU
/// of his own, one stratum, no finite population.
/// </summary>
internal static class GroupContrasts
{
    /// <summary>The mean of a group. R: a row of <c>svyby(~y, ~group, design, svymean)</c>. Edge cases as <see cref="Weighted.Mean"/>.</summary>
    public static WeightedEstimate Mean(CellSums sums, int group, double confidence = Moments.DefaultConfidence)
    {
        var domain = sums.Group(group);
        if (domain.Count == 0)
        {
            return new WeightedEstimate(0, 0, double.NaN, double.NaN, double.NaN, double.NaN, 0, Interval.None);
        }

        var weighting = sums.Division.Weighting;
        var influence = new CellInfluence(weighting);
        influence.Add(domain, 1 / domain.SumOfWeights);
        var variance = influence.Close().Variance();
        if (double.IsNaN(variance))
        {
            return Weighted.Estimate(Linearised(sums, group, false), weighting.AllWeights, new SurveyDesign { Calibration = weighting.Calibration }, confidence);
        }

        var (error, df) = (Math.Sqrt(variance), domain.Count - 1);
        return new WeightedEstimate(
            domain.Count, domain.SumOfWeights, domain.Mean, error, double.NaN, df, domain.EffectiveN,
            df < 1 ? Interval.None : Moments.TInterval(domain.Mean, error, df, confidence));
    }

    /// <summary>A group's mean less that of everybody else: <see cref="Contrasts.GroupAgainstRest"/>.</summary>
    public static ContrastEstimate AgainstRest(CellSums sums, int group, double confidence = Moments.DefaultConfidence)
    {
        var (own, rest, weighting) = (sums.Group(group), sums.Rest(group), sums.Division.Weighting);
        var variance = Variance(weighting, own, rest, 1, 1);
        return double.IsNaN(variance) && own.Count > 0 && rest.Count > 0
            ? Contrasts.Between(Linearised(sums, group, false), Linearised(sums, group, true), default, confidence)
            : Contrasts.Of(own.Mean - rest.Mean, variance, own.Count + rest.Count - 1, confidence);
    }

    /// <summary>A group's share over that of everybody else: <see cref="Contrasts.Ratio"/>.</summary>
    public static RatioContrast RatioToRest(CellSums sums, int group, double confidence = Moments.DefaultConfidence)
    {
        var (own, rest, weighting) = (sums.Group(group), sums.Rest(group), sums.Division.Weighting);
        var ratio = own.Mean / rest.Mean;
        if (!(own.Mean > 0 && rest.Mean > 0))
        {
            return new RatioContrast(ratio, double.NaN, double.NaN, double.NaN, Interval.None);
        }

        var variance = Variance(weighting, own, rest, own.Mean, rest.Mean);
        if (double.IsNaN(variance))
        {
            return Contrasts.Ratio(Linearised(sums, group, false), Linearised(sums, group, true), default, confidence);
        }

        var log = Contrasts.Of(Math.Log(own.Mean) - Math.Log(rest.Mean), variance, own.Count + rest.Count - 1, confidence);
        return new RatioContrast(
            ratio, log.StandardError, log.DegreesOfFreedom, log.PValue, new Interval(Math.Exp(log.Interval.Low), Math.Exp(log.Interval.High)));
    }

    private static double Variance(CellWeighting weighting, CellDomain own, CellDomain rest, double ownScale, double restScale)
    {
        var influence = new CellInfluence(weighting);
        influence.Add(own, 1 / (own.SumOfWeights * ownScale));
        influence.Add(rest, -1 / (rest.SumOfWeights * restScale));
        return influence.Close().Variance();
    }

    /// <summary>Respondent by respondent: a group, or everybody else.</summary>
    internal static Linearised Linearised(CellSums sums, int group, bool rest)
    {
        var weighting = sums.Division.Weighting;
        return Weighted.LineariseMean(weighting.AmongAll(sums.Own(group, rest), _ => double.NaN), weighting.AllWeights, weighting.Calibration);
    }
}
