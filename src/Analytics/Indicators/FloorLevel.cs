using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F3: the 10th percentile of the index, unweighted type 1, where at least the threshold lie at or below it (method §2.3).</summary>
public static class FloorLevel
{
    private const double Tenth = 0.1;

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F3", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var rows = GroupMeans.Rows(answers.Wave.Grouping);
        var groups = rows.Select(r =>
        {
            var q = Quantiles.Woodruff([.. r.Select(i => answers.Index[i])], Tenth);
            return new RawFigure(q.N, 0, q.Value, 0, 0, 0)
            {
                Reason = q.AtOrBelow < answers.Threshold ? "few_at_or_below" : null,
                Detail = new FigureDetail(
                    double.NaN, double.NaN, double.IsNaN(q.Interval.Low) || double.IsNaN(q.Interval.High) ? "" : "woodruff", q.Interval.Low, q.Interval.High),
            };
        });
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [new RawColumn("all", "index", answers.Wave.Asked.Contains(true) ? "" : "not_asked", [.. groups])])
        {
            Scale = new FigureScale(0, 8, 0, 1),
            Beside = [new BesideCell(MeanLevel.Definition.Id, "index")],
        };
    }
}
