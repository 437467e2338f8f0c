using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>F1M: what each margin of the weighting does to the share below the floor (method §3.3, §4.5).</summary>
public static class MarginsOfFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1M", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    /// <summary>With all margins less without the one, in parts of one; a margin that is not used has a reason.</summary>
    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var (wave, missing) = (answers.Wave, answers.WithoutWeightedFloor);
        var columns = new List<RawColumn>();
        foreach (var name in (string[])["role", "gender", "age", "device"])
        {
            var groups = new RawFigure[wave.Grouping.ItemGroups];
            var used = wave.Weights?.Margins.ToList().IndexOf(name) ?? -1;
            if (used >= 0 && wave.Weights!.WithoutEach[used] is { } without)
            {
                Fill(wave, wave.Weights.Raked.With(without), groups);
            }

            var reason = missing.Length > 0 ? missing : used < 0 ? "margin_not_used" : "";
            columns.Add(new RawColumn(name, "F1", reason, groups));
        }

        return new RawFigures(Definition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.ShareDifference, Follows = BelowFloor.Definition.Id };
    }

    private static void Fill(PreparedWave wave, CellWeighting without, RawFigure[] groups)
    {
        for (var d = 0; d < wave.Divisions.Length; d++)
        {
            var (with, others) = (wave.FloorSums[d], wave.FloorSums[d].With(without));
            for (var g = 0; g < wave.Divisions[d].Count; g++)
            {
                var domain = with.Group(g);
                groups[wave.Divisions[d].First + g] = new RawFigure(domain.Count, 0, domain.Mean - others.Group(g).Mean, 0, 0, 0)
                {
                    Detail = WeightedColumns.Enough(domain) ? FigureDetail.None : null,
                };
            }
        }
    }
}
