using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// L4: the mean over units of managers' less staff's mean on the leader items, where both answered; from five managers and five units,
/// for departments and up (method §2.8).
/// </summary>
public static class PerceptionGap
{
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
        var (grouping, groups) = (answers.Wave.Grouping, answers.Departments + 1);
        var (leading, led) = (new (long N, double Sum)[grouping.Tree.Count], new (long N, double Sum)[grouping.Tree.Count]);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!double.IsNaN(scores[i]))
            {
                ref var side = ref (answers.Manager[answers.Person[i]] ? leading : led)[grouping.Tree.Rows[i]];
                side = (side.N + 1, side.Sum + scores[i]);
            }
        }

        var (managers, staff) = (new long[groups], new long[groups]);
        var differences = Enumerable.Range(0, groups).Select(_ => new List<double>()).ToArray();
        for (var unit = groups; unit < grouping.Tree.Count; unit++)
        {
            for (var g = grouping.Parent[unit]; led[unit].N > 0 && leading[unit].N > 0 && g >= 0; g = grouping.Parent[g])
            {
                managers[g] += leading[unit].N;
                staff[g] += led[unit].N;
                differences[g].Add((leading[unit].Sum / leading[unit].N) - (led[unit].Sum / led[unit].N));
            }
        }

        var figures = differences.Select((d, g) =>
        {
            var mean = Moments.Mean([.. d]);
            return new RawFigure(managers[g] + staff[g], 0, mean.Mean, 0, 0, 0)
            {
                Reason = managers[g] < DisclosurePolicy.LeastManagers || d.Count < DisclosurePolicy.LeastManagedUnits ? "few_managers" : null,
                Detail = new FigureDetail(mean.StandardError, mean.DegreesOfFreedom, "t", mean.Interval.Low, mean.Interval.High),
            };
        });
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "L4", "", [.. figures]) { Parts = [managers, staff] }])
        {
            Scale = new FigureScale(-100, 100, 0, 0),
        };
    }
}
