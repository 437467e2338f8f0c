using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// E1: change of the index of the same persons, of all who answered both waves and of those who completed their first digital training
/// between the reference dates, with g_av (method §2.6, §3.1).
/// </summary>
public static class ParticipantChange
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("E1", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var missing = TwoWaves.WithoutPanel(answers);
        var without = missing.Length > 0 ? missing : answers.FirstTrained is null ? "no_training" : "";
        var groups = TwoWaves.Groups(answers);
        var all = missing.Length > 0 ? [] : Panel(answers, _ => true);
        var some = without.Length > 0 ? [] : Panel(answers, i => Exposed(answers, i));
        var sizes = all.Select(p => p.N).ToArray();
        long[][] waves = missing.Length > 0 ? [] :
        [
            [.. answers.Wave.Grouping.Count([.. answers.Index.Select(v => !double.IsNaN(v))]).Take(groups)],
            TwoWaves.SizesBefore(
                answers.Earlier!, answers.Earlier!.Answers.Wave.Grouping.Count([.. answers.Earlier.Answers.Index.Select(v => !double.IsNaN(v))]), groups),
        ];
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [
                Column("all", "panel:index", missing, all, waves, false), Column("g", "panel:index", missing, all, waves, true),
                Column("participants", "panel:trained", without, some, [sizes, .. waves], false),
                Column("participants_g", "panel:trained", without, some, [sizes, .. waves], true),
            ])
        {
            Scale = new FigureScale(-8, 8, 0, 1),
            Beside = [new BesideCell(MeanLevel.Definition.Id, "index"), new BesideCell(MeanLevel.Definition.Id, "index", Earlier: true)],
        };
    }

    /// <summary>Whether a respondent completed the first digital training after the earlier wave's reference date, up to this one's.</summary>
    internal static bool Exposed(PreparedAnswers answers, int respondent) =>
        answers.FirstTrained![answers.Person[respondent]] > answers.Earlier!.Answers.Day.DayNumber;

    private static PairedChangeEstimate[] Panel(PreparedAnswers answers, Func<int, bool> included)
    {
        var earlier = answers.Earlier!;
        var row = answers.RowBefore;
        var department = TwoWaves.SameDepartment(answers, earlier, row);
        var panels = Enumerable.Range(0, TwoWaves.Groups(answers)).Select(_ => (Before: new List<double>(), After: new List<double>())).ToArray();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] >= 0 && included(i) && !double.IsNaN(answers.Index[i]) && !double.IsNaN(earlier.Answers.Index[row[i]]))
            {
                foreach (var g in department[i] > 0 ? (int[])[0, department[i]] : [0])
                {
                    panels[g].Before.Add(earlier.Answers.Index[row[i]]);
                    panels[g].After.Add(answers.Index[i]);
                }
            }
        }

        return [.. panels.Select(p => PairedChange.Compute([.. p.Before], [.. p.After]))];
    }

    private static RawColumn Column(string code, string onBase, string missing, PairedChangeEstimate[] panels, long[][] within, bool size) => new(
        code,
        onBase,
        missing,
        [.. panels.Select(p =>
        {
            var g = size ? EffectSizes.Dav(p) : default;
            var (value, low, high) = size ? (g.G, g.CorrectedInterval.Low, g.CorrectedInterval.High) : (p.Change.Mean, p.Change.Interval.Low, p.Change.Interval.High);
            return new RawFigure(p.N, 0, value, 0, 0, 0)
            {
                Reason = double.IsNaN(value) ? "too_few" : null,
                Detail = new FigureDetail(size ? double.NaN : p.Change.StandardError, size ? double.NaN : p.N - 1, double.IsNaN(low) ? "" : size ? "normal" : "t", low, high),
            };
        })])
    {
        Within = within,
    };
}
