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
    /// <param name="values">One a respondent, NaN = not in the figure.</param>
    /// <param name="isShare">Values are 0 and 1: Korn–Graubard intervals, otherwise t.</param>
    public static RawColumn Of(PreparedWave wave, string code, string onBase, string missing, double[] values, bool isShare)
    {
        var groups = new RawFigure[wave.Grouping.ItemGroups];
        if (wave.Weights is { } weights)
        {
            foreach (var (offset, estimates) in Means(wave, weights.Weights, weights.Calibration, values))
            {
                for (var g = 0; g < estimates.Length; g++)
                {
                    groups[offset + g] = Figure(weights, values.Length, estimates[g], isShare);
                }
            }
        }

        return new RawColumn(code, onBase, missing.Length > 0 ? missing : wave.Weights is null ? wave.WeightsMissing : "", groups);
    }

    /// <summary>Weighted means of the organisation, the departments and each category, with the number of the first group.</summary>
    public static IEnumerable<(int Offset, WeightedEstimate[] Estimates)> Means(
        PreparedWave wave, double[] weights, Calibration? calibration, double[] values)
    {
        var place = wave.Grouping.Tree.Rows;
        var parent = wave.Grouping.Parent;
        var departments = parent.Count(p => p == 0);
        yield return (0, WeightedGroups.Mean(values, weights, new int[values.Length], 1, calibration));

        // Numbers 1 … D are the departments; a unit's parent is its department.
        var department = Array.ConvertAll(place, p => p <= departments ? p - 1 : parent[p] - 1);
        yield return (1, WeightedGroups.Mean(values, weights, department, departments, calibration));
        foreach (var category in wave.Grouping.Categories)
        {
            yield return (category.Offset, WeightedGroups.Mean(values, weights, category.Rows, category.Count, calibration));
        }
    }

    private static RawFigure Figure(PreparedWeights weights, int respondents, WeightedEstimate e, bool isShare)
    {
        var figure = new RawFigure(e.N, 0, e.Estimate, 0, 0, 0);
        if (e.N == 0 || e.EffectiveN < PreparedWeights.LeastEffective || double.IsNaN(e.StandardError))
        {
            return figure;
        }

        var corrected = respondents > weights.Population
            ? double.NaN
            : e.StandardError * Math.Sqrt((double)(weights.Population - respondents) / weights.Population);
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
