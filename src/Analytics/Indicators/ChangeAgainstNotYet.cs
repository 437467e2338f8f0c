using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// E3: the change of the index among those who completed their first digital training between the reference dates less that of those who
/// have completed none; trained earlier are in neither; clusters are the units of the earlier wave (method §3.5).
/// </summary>
public static class ChangeAgainstNotYet
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("E3", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.OrganisationOnly, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var missing = TwoWaves.WithoutPanel(answers);
        missing = missing.Length > 0 ? missing : answers.FirstTrained is null ? "no_training" : "";
        if (missing.Length > 0)
        {
            return Figures([.. ((string[])["all", "exposed", "comparison", "conclusion"]).Select(c => new RawColumn(c, "panel:did", missing, []))]);
        }

        var before = answers.Earlier!.Answers;
        var row = answers.RowBefore;
        var values = new List<double>();
        var (exposed, after, cluster) = (new List<bool>(), new List<bool>(), new List<int>());
        long linked = 0, trained = 0, comparison = 0;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] < 0 || double.IsNaN(answers.Index[i]) || double.IsNaN(before.Index[row[i]]))
            {
                continue;
            }

            linked++;
            var isExposed = ParticipantChange.Exposed(answers, i);
            if (!isExposed && answers.FirstTrained![answers.Person[i]] > 0)
            {
                continue;
            }

            trained += isExposed ? 1 : 0;
            comparison += isExposed ? 0 : 1;
            values.AddRange([before.Index[row[i]], answers.Index[i]]);
            exposed.AddRange([isExposed, isExposed]);
            after.AddRange([false, true]);
            cluster.AddRange([before.Wave.Grouping.Tree.Rows[row[i]], before.Wave.Grouping.Tree.Rows[row[i]]]);
        }

        var e = DifferenceInDifferences.Estimate([.. values], [.. exposed], [.. after], [.. cluster]);
        var made = e.Refusal == RegressionRefusal.None;
        var n = trained + comparison;
        var test = e.Conclusive;
        return Figures(
        [
            Column("all", e.ExposedChange - e.ComparisonChange, null, test is { } c
                ? new FigureDetail(c.StandardError, c.DegreesOfFreedom, e.Rule == DifferenceRule.Cr1 ? "t_cr1" : "t_cr2", c.Interval.Low, c.Interval.High)
                : TwoWaves.Bare),
            Column("exposed", e.ExposedChange, null, TwoWaves.Bare),
            Column("comparison", e.ComparisonChange, null, TwoWaves.Bare),
            Column("conclusion", test is { PValue: < 0.05 } ? Math.Sign(test.Value.Estimate) : 0, test is null ? "few_clusters" : null, TwoWaves.Bare) with { Scale = FigureScale.Sign },
        ]);

        RawColumn Column(string code, double value, string? absent, FigureDetail detail) => new(
            code, "panel:did", "", [new RawFigure(n, 0, value, 0, 0, 0) { Reason = made && !double.IsNaN(value) ? absent : "too_few", Detail = detail }])
        {
            Within = [[linked]],
            Parts = [[trained], [comparison]],
        };
    }

    private static RawFigures Figures(RawColumn[] columns) => new(Definition.Id, "", FigureKind.Statistic, columns)
    {
        Scale = new FigureScale(-16, 16, 0, 1),
        Beside = [new BesideCell(MeanLevel.Definition.Id, "index"), new BesideCell(MeanLevel.Definition.Id, "index", Earlier: true)],
    };
}
