using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// X1: which department may be shown as the lowest of each bar (access, reach, at or above the floor, voice): one with n ≥ 30 that
/// certainly differs from the rest, 1; every other 0 (method §3.6). The bars are A1, R1, 1 − F1 and V2; there is no total.
/// </summary>
public static class DemocracyProfile
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("X1", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var people = answers.People;
        var n = answers.Departments;
        var persons = people.Population.AsSpan(1, n).ToArray();
        var respondents = answers.Wave.Respondents;
        var access = Access.Compute(people).Columns[0];
        var reach = Reach.Compute(people).Columns[0];
        var floor = answers.Disparity;
        DisparityFlag[] below = [.. Enumerable.Range(1, n).Select(g =>
            new DisparityFlag(floor.Ratio[g].Reason is null ? floor.Ratio[g].Mean : double.NaN, double.NaN, floor.Flag[g].Reason is null && floor.Flag[g].Mean != 0))];
        long[] known = [.. floor.Ratio.Skip(1).Take(n).Select(f => f.Respondents)];
        var answered = Enumerable.Range(1, n).All(g => respondents[g] <= people.Population[g]);
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [
                Column("access", access.Missing, Fact(access.Groups), persons, true, Access.Definition.Id),
                Column("reach", reach.Missing, Fact(reach.Groups), persons, true, Reach.Definition.Id),
                Column("floor", answers.WithoutFloor, below, known, false, BelowFloor.Definition.Id),
                Column(
                    "voice", answered ? "" : "more_answers", answered ? Disparity.Fact(respondents.AsSpan(1, n), persons) : [], persons, true, Voice.Definition.Id),
            ])
        {
            Scale = FigureScale.Sign,
        };

        DisparityFlag[] Fact(RawFigure[] groups) => groups.Length <= n ? [] : Disparity.Fact([.. groups.Skip(1).Take(n).Select(f => f.Count)], persons);

        RawColumn Column(string code, string missing, DisparityFlag[] flags, long[] sizes, bool lowIsBad, string measure)
        {
            var worst = missing.Length > 0 || flags.Length == 0 ? -1 : Disparity.Worst(flags, sizes, lowIsBad);
            return new RawColumn(code, "V2", missing, missing.Length > 0 ? [] :
            [
                .. Enumerable.Range(0, n + 1).Select(g => g == 0
                    ? new RawFigure(respondents[0], 0, double.NaN, 0, 0, 0) { Reason = "whole" }
                    : TwoWaves.Figure(respondents[g], worst == g - 1 ? 1 : 0)),
            ])
            {
                Beside = [new BesideCell(measure, "all")],
            };
        }
    }
}
