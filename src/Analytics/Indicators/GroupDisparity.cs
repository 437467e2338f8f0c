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
        var (ratio, flag) = Figures(answers);
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
        var grouping = answers.Wave.Grouping;
        double[] below = [.. answers.Floors.State.Select(s => s == Floor.Missing ? double.NaN : s == Floor.Below ? 1 : 0)];
        var known = grouping.Count([.. below.Select(b => !double.IsNaN(b))]);
        var counts = grouping.Count([.. below.Select(b => b == 1)]);
        var ratio = new RawFigure[grouping.ItemGroups];
        var flag = new RawFigure[grouping.ItemGroups];
        ratio[0] = flag[0] = new RawFigure(known[0], 0, double.NaN, 0, 0, 0) { Reason = "whole" };
        for (var g = 1; g < ratio.Length; g++)
        {
            ratio[g] = flag[g] = new RawFigure(known[g], 0, double.NaN, 0, 0, 0) { Reason = "too_few" };
        }

        var ones = Enumerable.Repeat(1.0, below.Length).ToArray();
        foreach (var (groups, contains) in Divisions(answers))
        {
            var ratios = new double[groups.Length];
            var p = new double[groups.Length];
            var intervals = new Interval[groups.Length];
            for (var k = 0; k < groups.Length; k++)
            {
                var g = groups[k];
                var (rest, restBelow) = (known[0] - known[g], counts[0] - counts[g]);
                (ratios[k], p[k]) = (double.NaN, double.NaN);
                if (known[g] >= answers.Threshold && rest >= answers.Threshold)
                {
                    (ratios[k], intervals[k]) = Proportions.KatzRatio(counts[g], known[g], restBelow, rest);
                    var inGroup = new bool[below.Length];
                    for (var i = 0; i < inGroup.Length; i++)
                    {
                        inGroup[i] = contains(i, g);
                    }

                    p[k] = Contrasts.GroupAgainstRest(below, inGroup, ones).PValue;
                }
            }

            var flags = Disparity.Survey(ratios, p);
            for (var k = 0; k < groups.Length; k++)
            {
                if (double.IsFinite(ratios[k]))
                {
                    var g = groups[k];
                    ratio[g] = new RawFigure(known[g], 0, ratios[k], 0, 0, 0)
                    {
                        Detail = new FigureDetail(double.NaN, double.NaN, double.IsNaN(intervals[k].Low) ? "" : "katz", intervals[k].Low, intervals[k].High),
                    };
                    flag[g] = new RawFigure(known[g], 0, flags[k].Flagged ? Math.Sign(ratios[k] - 1) : 0, 0, 0, 0)
                    {
                        Detail = new FigureDetail(double.NaN, double.NaN, "", double.NaN, double.NaN),
                    };
                }
            }
        }

        return (ratio, flag);
    }

    /// <summary>The divisions that are families: departments, then each attribute of the organisation.</summary>
    internal static IEnumerable<(int[] Groups, Func<int, int, bool> Contains)> Divisions(PreparedAnswers answers)
    {
        var grouping = answers.Wave.Grouping;
        yield return ([.. Enumerable.Range(1, answers.Departments)], (row, g) =>
        {
            var place = grouping.Tree.Rows[row];
            return place == g || (place > 0 && grouping.Parent[place] == g);
        }
        );
        foreach (var partition in grouping.Categories)
        {
            yield return ([.. Enumerable.Range(partition.Offset, partition.Count)], (row, g) => partition.Rows[row] == g - partition.Offset);
        }
    }
}
