using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>What the weighting costs: Kish's design effect 1 + cv² of the weights (method §3.3).</summary>
public static class WeightingEffect
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("DEFF", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.DepartmentUp, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave)
    {
        var ones = new double[wave.Role.Length];
        Array.Fill(ones, 1);
        var groups = new RawFigure[wave.Grouping.ItemGroups];
        if (wave.Weights is { } weights)
        {
            foreach (var (offset, estimates) in WeightedColumns.Means(wave, weights.Weights, null, ones))
            {
                for (var g = 0; g < estimates.Length; g++)
                {
                    var e = estimates[g];
                    groups[offset + g] = new RawFigure(e.N, 0, e.WeightingEffect, 0, 0, 0)
                    {
                        Detail = e.N > 0 && e.EffectiveN >= PreparedWeights.LeastEffective ? FigureDetail.None : null,
                    };
                }
            }
        }

        return new RawFigures(Definition.Id, "", FigureKind.Statistic, [new RawColumn("all", "V2", wave.Weights is null ? wave.WeightsMissing : "", groups)])
        {
            Scale = FigureScale.Ratio,
        };
    }
}
