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
        var asked = Enumerable.Range(0, wave.Asked.Length).Where(i => wave.Asked[i]).ToArray();
        var columns = new RawColumn[wave.Items.Length + 1];
        Parallel.For(0, wave.Items.Length, i =>
        {
            var id = wave.Framework.Competences[i].Id;
            columns[i] = WeightedColumns.Of(wave, id, "item:" + id, wave.Asked[i] ? "" : "not_asked", Levels(wave.Answers[i]), isShare: false);
        });
        columns[^1] = WeightedColumns.Of(
            wave, "index", "index", asked.Length == 0 ? "not_asked" : "", CompetenceIndex.Compute(wave.Answers, asked), isShare: false);
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.Levels, Follows = MeanLevel.Definition.Id };
    }

    private static double[] Levels(byte[] answers) => Array.ConvertAll(answers, a => Model.AnswerCode.IsLevel(a) ? a : double.NaN);
}
