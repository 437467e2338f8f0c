using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Mean level per competence, and the index, weighted to everybody in the register (method §3.3).</summary>
public static class WeightedLevel
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("LEVELW", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, wave => [Compute(wave)]);

    internal static RawFigures Compute(PreparedWave wave)
    {
        var columns = new RawColumn[wave.Items.Length + 1];
        Parallel.For(0, wave.Items.Length, i =>
        {
            var id = wave.Framework.Competences[i].Id;
            columns[i] = WeightedColumns.Of(wave, id, "item:" + id, wave.Asked[i] ? "" : "not_asked", d => CellSums.Of(wave.Answers[i], wave.Divisions[d].Cells), isShare: false);
        });
        columns[^1] = WeightedColumns.Of(
            wave, "index", "index", wave.Asked.Contains(true) ? "" : "not_asked", d => wave.IndexSums[d], isShare: false);
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.Levels, Follows = MeanLevel.Definition.Id };
    }
}
