using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// F6W: weighted F1 of a group over weighted F1 of all others, with the interval of its logarithm, and whether it stands out by the rule of F6
/// (method §3.4, §3.6), from <see cref="PreparedWeights.LeastEffective"/> effective respondents in the group and among the others; without interval
/// and flag where the errors of <see cref="WeightedBelowFloor"/> are left out, on which they hang.
/// </summary>
public static class WeightedDisparity
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F6W", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var missing = answers.WithoutWeightedFloor;
        var (ratio, flag) = missing.Length > 0 ? ([], []) : Figures(answers);
        return new RawFigures(
            Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "F1", missing, ratio), new RawColumn("flag", "F1", missing, flag) { Scale = FigureScale.Sign }])
        {
            Scale = new FigureScale(0, double.PositiveInfinity, 0, 1),
            Beside = [new BesideCell(WeightedBelowFloor.Definition.Id, "all")],
        };
    }

    private static (RawFigure[] Ratio, RawFigure[] Flag) Figures(PreparedAnswers answers)
    {
        var wave = answers.Wave;
        var ratio = new RawFigure[wave.Grouping.ItemGroups];
        var flag = new RawFigure[wave.Grouping.ItemGroups];
        ratio[0] = flag[0] = RawFigure.Without(wave.FloorSums[0].Group(0).Count, "whole") with { Mean = double.NaN };
        for (var d = 1; d < wave.Divisions.Length; d++)
        {
            var (division, sums) = (wave.Divisions[d], wave.FloorSums[d]);
            var ratios = new RatioContrast[division.Count];
            var p = new double[division.Count];
            for (var k = 0; k < division.Count; k++)
            {
                var own = sums.Group(k);
                ratio[division.First + k] = flag[division.First + k] = RawFigure.Without(own.Count, "too_few") with { Mean = double.NaN };
                (ratios[k], p[k]) = (new RatioContrast(double.NaN, double.NaN, double.NaN, double.NaN, Interval.None), double.NaN);
                if (WeightedColumns.Enough(own) && WeightedColumns.Enough(sums.Rest(k)))
                {
                    ratios[k] = GroupContrasts.RatioToRest(sums, k);

                    // The flag goes by the difference, as that of the unweighted ratio does.
                    p[k] = GroupContrasts.AgainstRest(sums, k).PValue;
                }
            }

            var flags = Disparity.Survey([.. ratios.Select(r => r.Ratio)], p);
            for (var k = 0; k < division.Count; k++)
            {
                if (double.IsFinite(ratios[k].Ratio))
                {
                    var (g, n, r) = (division.First + k, ratio[division.First + k].Respondents, ratios[k]);
                    ratio[g] = TwoWaves.Figure(n, r.Ratio) with
                    {
                        Detail = answers.FloorErrorsTell ? FigureDetail.None : new FigureDetail(
                            double.NaN, r.DegreesOfFreedom, double.IsNaN(r.Interval.Low) ? "" : "log_t", r.Interval.Low, r.Interval.High),
                    };
                    flag[g] = answers.FloorErrorsTell
                        ? RawFigure.Without(n, "weights_tell") with { Mean = double.NaN }
                        : TwoWaves.Figure(n, flags[k].Flagged ? Math.Sign(r.Ratio - 1) : 0);
                }
            }
        }

        return (ratio, flag);
    }
}
