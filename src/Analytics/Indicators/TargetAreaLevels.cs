using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// T3: per target area of the organisation the mean of its competences, of those who answered at least half (method §2.7). The other
/// parts of an area are their own figures; there is no composite.
/// </summary>
public static class TargetAreaLevels
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("T3", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var areas = answers.Areas?.Areas.Where(a => a.Competences.Count > 0).ToArray() ?? [];
        if (areas.Length == 0)
        {
            return new RawFigures(Definition.Id, "", FigureKind.Mean, [new RawColumn("all", "area", "no_target_areas", [])]);
        }

        return new RawFigures(Definition.Id, "", FigureKind.Mean, [.. areas.Select(area =>
        {
            int[] items = [.. Enumerable.Range(0, answers.Wave.Asked.Length).Where(i => area.Competences.Contains(answers.Wave.Framework.Competences[i].Id))];
            var asked = items.Length > 0 && items.All(i => answers.Wave.Asked[i]);
            return new RawColumn(
                area.Id,
                "area:" + area.Id,
                asked ? "" : "not_asked",
                asked ? GroupMeans.Scores(answers.Wave.Grouping, CompetenceIndex.Compute(answers.Wave.Answers, items)) : [])
            {
                // With an item's mean only as a class, the area's would give it away.
                Beside = [.. items.Select(i => new BesideCell(MeanLevel.Definition.Id, answers.Wave.Framework.Competences[i].Id))],
            };
        })]);
    }
}
