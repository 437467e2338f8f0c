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
        // Finer groups have no table of it: they are told apart by their n alone.
        var n = answers.Wave.Grouping.Count(Array.ConvertAll(answers.Index, v => !double.IsNaN(v)));
        var groups = Array.ConvertAll(n, of => new RawFigure(of, 0, double.NaN, 0, 0, 0));
        foreach (var (division, sums) in answers.Wave.Divisions.Zip(answers.Wave.IndexSums).Take(2))
        {
            Parallel.For(0, division.Count, k => groups[division.First + k] = Tenths(sums.Values(k), answers.Threshold));
        }

        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [new RawColumn("all", "index", answers.Wave.Asked.Contains(true) ? "" : "not_asked", groups)])
        {
            Scale = new FigureScale(0, 8, 0, 1),
            Beside = [new BesideCell(MeanLevel.Definition.Id, "index")],
        };
    }

    private static RawFigure Tenths(double[] index, int threshold)
    {
        var q = Quantiles.Woodruff(index, Tenth);
        return new RawFigure(q.N, 0, q.Value, 0, 0, 0)
        {
            Reason = q.AtOrBelow < threshold ? "few_at_or_below" : null,
            Detail = new FigureDetail(
                double.NaN, double.NaN, double.IsNaN(q.Interval.Low) || double.IsNaN(q.Interval.High) ? "" : "woodruff", q.Interval.Low, q.Interval.High),
        };
    }
}
