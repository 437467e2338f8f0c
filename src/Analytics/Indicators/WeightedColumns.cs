using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// Weighted means of values over organisation, departments and the organisation's categories: groups with at least
/// <see cref="PreparedWeights.LeastEffective"/> effective respondents, units never (method §4.5).
/// </summary>
internal static class WeightedColumns
{
    /// <summary>One column.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="code">Column code.</param>
    /// <param name="onBase">The base of the unweighted figure.</param>
    /// <param name="missing">Reason of the unweighted figure, or empty.</param>
    /// <param name="sums">The variable's sums, one a division; whoever has no value is not in the figure.</param>
    /// <param name="isShare">Values are 0 and 1: Korn–Graubard intervals, otherwise t.</param>
    /// <param name="errors">False: neither error nor interval.</param>
    public static RawColumn Of(PreparedWave wave, string code, string onBase, string missing, Func<int, CellSums> sums, bool isShare, bool errors = true)
    {
        var groups = new RawFigure[wave.Grouping.ItemGroups];
        if (wave.Weights is { } weights)
        {
            for (var d = 0; d < wave.Divisions.Length; d++)
            {
                var (division, of) = (wave.Divisions[d], sums(d));
                for (var g = 0; g < division.Count; g++)
                {
                    var figure = Figure(weights, GroupContrasts.Mean(of, g), isShare);
                    groups[division.First + g] = errors || figure.Detail is null ? figure : figure with { Detail = FigureDetail.None };
                }
            }
        }

        return new RawColumn(code, onBase, missing.Length > 0 ? missing : wave.Weights is null ? wave.WeightsMissing : "", groups);
    }

    /// <summary>Is a group large enough for weighted figures? Fewer effective respondents, or nobody: no.</summary>
    public static bool Enough(CellDomain domain) => domain.Count > 0 && domain.EffectiveN >= PreparedWeights.LeastEffective;

    private static RawFigure Figure(PreparedWeights weights, WeightedEstimate e, bool isShare)
    {
        var figure = new RawFigure(e.N, 0, e.Estimate, 0, 0, 0);
        if (e.N == 0 || e.EffectiveN < PreparedWeights.LeastEffective || double.IsNaN(e.StandardError))
        {
            return figure;
        }

        var corrected = e.StandardError * Math.Sqrt((double)(weights.Population - weights.Respondents) / weights.Population);
        return figure with { Detail = Detail(e, e.StandardError, isShare, "") with { Fpc = double.IsNaN(corrected) ? null : Detail(e, corrected, isShare, "_fpc") } };
    }

    private static FigureDetail Detail(WeightedEstimate e, double error, bool isShare, string ending)
    {
        const double Confidence = Moments.DefaultConfidence;
        if (!isShare)
        {
            var t = Moments.TInterval(e.Estimate, error, e.DegreesOfFreedom);
            return new FigureDetail(error, e.DegreesOfFreedom, "t" + ending, t.Low, t.High);
        }

        if (e.Estimate is <= 0 or >= 1)
        {
            // No variance to go by: Wilson on the effective number (method §3.1).
            var wilson = Proportions.WilsonInterval(e.Estimate, e.EffectiveN, Confidence);
            return new FigureDetail(error, e.DegreesOfFreedom, "wilson_neff", wilson.Low, wilson.High);
        }

        if (error == 0)
        {
            return new FigureDetail(error, e.DegreesOfFreedom, "korn_graubard" + ending, e.Estimate, e.Estimate);
        }

        var n = WeightedProportions.KornGraubardN(e.Estimate, error, e.N, e.DegreesOfFreedom, Confidence);
        var interval = WeightedProportions.KornGraubard(e.Estimate, n, Confidence);
        return new FigureDetail(error, e.DegreesOfFreedom, "korn_graubard" + ending, interval.Low, interval.High);
    }
}
