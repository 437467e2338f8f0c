using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// F6: F1 of a group over F1 of all others, with Katz's interval, and whether it stands out: Benjamini–Hochberg over the groups of one
/// division, and the ratio under 0.8 or over 1.25 (method §3.4, §3.6).
/// </summary>
public static class GroupDisparity
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F6", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var (ratio, flag) = answers.Disparity;
        return new RawFigures(
            Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "F1", answers.WithoutFloor, ratio), new RawColumn("flag", "F1", answers.WithoutFloor, flag) { Scale = FigureScale.Sign }])
        {
            Scale = new FigureScale(0, double.PositiveInfinity, 0, 1),
            Beside = [new BesideCell(BelowFloor.Definition.Id, "all")],
        };
    }

    /// <summary>Per group the ratio with its interval, and the flag: 1 certainly higher, −1 certainly lower, 0 neither.</summary>
    internal static (RawFigure[] Ratio, RawFigure[] Flag) Figures(PreparedAnswers answers)
    {
        var wave = answers.Wave;
        var ratio = new RawFigure[wave.Grouping.ItemGroups];
        var flag = new RawFigure[wave.Grouping.ItemGroups];
        var all = wave.FloorSums[0].With(wave.Plain).Group(0);
        ratio[0] = flag[0] = RawFigure.Without(all.Count, "whole") with { Mean = double.NaN };
        for (var d = 1; d < wave.Divisions.Length; d++)
        {
            var (division, sums) = (wave.Divisions[d], wave.FloorSums[d].With(wave.Plain));
            var ratios = new double[division.Count];
            var p = new double[division.Count];
            var intervals = new Interval[division.Count];
            for (var k = 0; k < division.Count; k++)
            {
                var (own, rest) = (sums.Group(k), sums.Rest(k));
                ratio[division.First + k] = flag[division.First + k] = RawFigure.Without(own.Count, "too_few") with { Mean = double.NaN };
                (ratios[k], p[k]) = (double.NaN, double.NaN);
                if (own.Count >= answers.Threshold && rest.Count >= answers.Threshold)
                {
                    (ratios[k], intervals[k]) = Proportions.KatzRatio((long)own.Sums.Sum(), own.Count, (long)rest.Sums.Sum(), rest.Count);
                    p[k] = GroupContrasts.AgainstRest(sums, k).PValue;
                }
            }

            var flags = Disparity.Survey(ratios, p);
            for (var k = 0; k < division.Count; k++)
            {
                if (double.IsFinite(ratios[k]))
                {
                    var (g, n) = (division.First + k, ratio[division.First + k].Respondents);
                    ratio[g] = TwoWaves.Figure(n, ratios[k]) with
                    {
                        Detail = new FigureDetail(double.NaN, double.NaN, double.IsNaN(intervals[k].Low) ? "" : "katz", intervals[k].Low, intervals[k].High),
                    };
                    flag[g] = TwoWaves.Figure(n, flags[k].Flagged ? Math.Sign(ratios[k] - 1) : 0);
                }
            }
        }

        return (ratio, flag);
    }
}
