using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Mean level per competence, and the index, weighted to everybody in the register (method §3.3), unless the weights would tell a class.</summary>
public static class WeightedLevel
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("LEVELW", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Each }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var wave = answers.Wave;
        var columns = new RawColumn[wave.Items.Length + 1];
        Parallel.For(0, wave.Items.Length, i =>
        {
            var id = wave.Framework.Competences[i].Id;
            double Level(int r) => Answers.IsLevel(wave.Answers[i][r]) ? wave.Answers[i][r] : double.NaN;
            columns[i] = WeightedColumns.Of(
                wave, id, "item:" + id, Missing(wave.Asked[i], Level, false), d => CellSums.Of(wave.Answers[i], wave.Divisions[d].Cells), isShare: false);
        });
        columns[^1] = WeightedColumns.Of(
            wave, "index", "index", Missing(wave.Asked.Contains(true), r => wave.Index[r], true), d => wave.IndexSums[d], isShare: false);
        return new RawFigures(Definition.Id, "", FigureKind.Statistic, columns) { Scale = FigureScale.Levels, Follows = MeanLevel.Definition.Id };

        // Of departments by category the index alone is published.
        string Missing(bool asked, Func<int, double> values, bool departments) =>
            !asked ? "not_asked" : PublicWeights.TellMean(answers, values, departments) ? "weights_tell" : "";
    }
}
