using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// L4: the mean over units of managers' less staff's mean on the leader items, where both answered; from five managers and five units,
/// for departments and up (method §2.8).
/// </summary>
public static class PerceptionGap
{
    private const int Least = 5;

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("L4", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var codes = DigitalLeadership.Codes(answers);
        var missing = codes.Count == 0 ? "no_L2" : !answers.Linked ? "needs_linked" : answers.Manager.Contains(true) ? "" : "no_managers";
        if (missing.Length > 0)
        {
            return new RawFigures(Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "L4", missing, [])]);
        }

        var scores = ItemFigures.PersonScores(answers, codes);
        var rows = GroupMeans.Rows(answers.Wave.Grouping);
        var groups = answers.Departments + 1;
        var (managers, staff) = (new long[groups], new long[groups]);
        var differences = Enumerable.Range(0, groups).Select(_ => new List<double>()).ToArray();
        for (var unit = groups; unit < answers.Wave.Grouping.Tree.Count; unit++)
        {
            double[] led = [.. rows[unit].Where(i => !double.IsNaN(scores[i]) && !answers.Manager[answers.Person[i]]).Select(i => scores[i])];
            double[] leading = [.. rows[unit].Where(i => !double.IsNaN(scores[i]) && answers.Manager[answers.Person[i]]).Select(i => scores[i])];
            for (var g = answers.Wave.Grouping.Parent[unit]; led.Length > 0 && leading.Length > 0 && g >= 0; g = answers.Wave.Grouping.Parent[g])
            {
                managers[g] += leading.Length;
                staff[g] += led.Length;
                differences[g].Add(leading.Average() - led.Average());
            }
        }

        var figures = differences.Select((d, g) =>
        {
            var mean = Moments.Mean([.. d]);
            return new RawFigure(managers[g] + staff[g], 0, mean.Mean, 0, 0, 0)
            {
                Reason = managers[g] < Least || d.Count < Least ? "few_managers" : null,
                Detail = new FigureDetail(mean.StandardError, mean.DegreesOfFreedom, "t", mean.Interval.Low, mean.Interval.High),
            };
        });
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "L4", "", [.. figures]) { Parts = [managers, staff] }])
        {
            Scale = new FigureScale(-100, 100, 0, 0),
        };
    }
}
