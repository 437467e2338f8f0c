using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// X1: which operation may be shown as the lowest of each bar (access, reach, at or above the floor, voice): one with n ≥ 30 that
/// certainly differs from the rest, 1; every other 0 (method §3.6). Departments likewise, over departments. The bars are A1, R1, 1 − F1
/// and V2; there is no total.
/// </summary>
public static class DemocracyProfile
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("X1", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(
        Definition, TablePlan.DepartmentUp with { OfOrganisation = Attributes.Operation }, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var people = answers.People;
        var operations = people.Grouping.Operations;
        int[][] divisions =
        [
            [.. Enumerable.Range(1, answers.Departments)],
            operations is null ? [] : [.. Enumerable.Range(operations.Offset, operations.Count - 1)],
        ];
        var size = operations is null ? answers.Departments + 1 : operations.Offset + operations.Count;
        var respondents = answers.Wave.Respondents;
        var access = Access.Compute(people).Columns[0];
        var reach = Reach.Compute(people).Columns[0];
        var floor = GroupDisparity.Figures(answers);
        var answered = divisions.SelectMany(d => d).All(g => respondents[g] <= people.Population[g]);
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [
                Column("access", access.Missing, groups => Facts(access.Groups.Select(f => f.Count).ToArray(), groups), people.Population, true, Access.Definition.Id),
                Column("reach", reach.Missing, groups => Facts(reach.Groups.Select(f => f.Count).ToArray(), groups), people.Population, true, Reach.Definition.Id),
                Column("floor", answers.WithoutFloor, Below, [.. floor.Ratio.Select(f => f.Respondents)], false, BelowFloor.Definition.Id),
                Column("voice", answered ? "" : "more_answers", groups => Facts(respondents, groups), people.Population, true, Voice.Definition.Id),
            ])
        {
            Scale = FigureScale.Sign,
        };

        DisparityFlag[] Facts(long[] counts, int[] groups) =>
            Disparity.Fact([.. groups.Select(g => counts[g])], [.. groups.Select(g => people.Population[g])]);

        DisparityFlag[] Below(int[] groups) =>
        [
            .. groups.Select(g => new DisparityFlag(
                floor.Ratio[g].Reason is null ? floor.Ratio[g].Mean : double.NaN, double.NaN, floor.Flag[g].Reason is null && floor.Flag[g].Mean != 0)),
        ];

        RawColumn Column(string code, string missing, Func<int[], DisparityFlag[]> flags, long[] sizes, bool lowIsBad, string measure)
        {
            var figures = Enumerable.Range(0, missing.Length > 0 ? 0 : size)
                .Select(g => new RawFigure(respondents[g], 0, double.NaN, 0, 0, 0) { Reason = "whole" }).ToArray();
            foreach (var groups in missing.Length > 0 ? [] : divisions)
            {
                var worst = Disparity.Worst(flags(groups), [.. groups.Select(g => sizes[g])], lowIsBad);
                for (var k = 0; k < groups.Length; k++)
                {
                    figures[groups[k]] = TwoWaves.Figure(respondents[groups[k]], k == worst ? 1 : 0);
                }
            }

            return new RawColumn(code, "V2", missing, figures) { Beside = [new BesideCell(measure, "all")] };
        }
    }
}
