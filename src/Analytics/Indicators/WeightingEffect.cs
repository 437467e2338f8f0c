using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// What the weighting costs: Kish's design effect 1 + cv² of the weights (method §3.3), unless it would tell how many have answered in a small group.
/// </summary>
public static class WeightingEffect
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("DEFF", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var wave = answers.Wave;
        var groups = new RawFigure[wave.Grouping.ItemGroups];
        if (wave.Weights is not null)
        {
            var everybody = new byte[wave.Role.Length];
            foreach (var division in wave.Divisions)
            {
                var sums = CellSums.Of(everybody, division.Cells);
                for (var g = 0; g < division.Count; g++)
                {
                    var domain = sums.Group(g);
                    groups[division.First + g] = new RawFigure(domain.Count, 0, domain.Count / domain.EffectiveN, 0, 0, 0)
                    {
                        Detail = WeightedColumns.Enough(domain) ? FigureDetail.None : null,
                    };
                }
            }
        }

        var missing = wave.Weights is null ? wave.WeightsMissing : answers.WeightsTellRespondents ? "weights_tell" : "";
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "V2", missing, groups)])
        {
            Scale = FigureScale.Ratio,
        };
    }
}
