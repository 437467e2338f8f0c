using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// E2: up of those below, down of those above, net of all, together; McNemar's test on those who changed sides (method §2.6),
/// by Benjamini–Hochberg over the departments; the organisation is a family of its own (method §3.4). Shown where each of the four groups
/// holds at least the threshold, for they follow from the figures.
/// </summary>
public static class OverTheFloor
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("E2", MeasureClass.Answer, Direction.Higher, "1.1");

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var missing = TwoWaves.WithoutPanel(answers);
        missing = missing.Length > 0 ? missing : answers.WithoutFloor.Length > 0 ? answers.WithoutFloor : answers.Earlier!.Answers.WithoutFloor;
        if (missing.Length > 0)
        {
            return Figures([.. ((string[])["up", "down", "net", "certain"]).Select(c => new RawColumn(c, "panel:F1", missing, []))]);
        }

        var earlier = answers.Earlier!;
        var row = answers.RowBefore;
        var department = TwoWaves.SameDepartment(answers, earlier, row);
        var linked = Enumerable.Range(0, row.Length).Where(i => row[i] >= 0).ToArray();
        byte[] before = [.. linked.Select(i => earlier.Answers.Floors.State[row[i]])];
        byte[] after = [.. linked.Select(i => answers.Floors.State[i])];
        var groups = TwoWaves.Groups(answers);
        var changes = FloorChange.Count(before, after, [.. linked.Select(i => department[i])], groups);
        changes[0] = changes.Aggregate((a, b) => a + b);
        var certain = Certain(changes, answers.Threshold);

        long[] Known(PreparedAnswers a) => a.Wave.Grouping.Count([.. a.Floors.State.Select(s => s != Floor.Missing)]);
        long[][] within = [[.. Known(answers).Take(groups)], TwoWaves.SizesBefore(earlier, Known(earlier.Answers), groups)];
        long[][] parts = [Each(c => c.StayedBelow), Each(c => c.Up), Each(c => c.Down), Each(c => c.StayedAbove)];
        return Figures(
        [
            Column("up", (c, _) => new RawFigure(c.Linked, 0, c.Shares.Up, 0, 0, 0) { Detail = TwoWaves.Bare }),
            Column("down", (c, _) => new RawFigure(c.Linked, 0, c.Shares.Down, 0, 0, 0) { Detail = TwoWaves.Bare }),
            Column("net", (c, _) =>
            {
                var net = c.Net();
                return new RawFigure(c.Linked, 0, c.Shares.Net, 0, 0, 0)
                {
                    Detail = new FigureDetail(net.StandardError, net.DegreesOfFreedom, "t", net.Interval.Low, net.Interval.High),
                };
            }),
            Column("certain", (c, g) => TwoWaves.Figure(c.Linked, certain[g])) with { Scale = FigureScale.Sign },
        ]);

        long[] Each(Func<FloorChange, long> count) => [.. changes.Select(count)];

        RawColumn Column(string code, Func<FloorChange, int, RawFigure> figure) => new(
            code, "panel:F1", "", [.. changes.Select(figure)])
        { Within = within, Parts = parts };
    }

    /// <summary>
    /// Per group 1 (certainly more up than down), −1 or 0. The organisation, group 0, is a family of one; departments with at least the
    /// threshold of persons known in both waves are the other. R: <c>p.adjust(p, "BH")</c>.
    /// </summary>
    internal static int[] Certain(FloorChange[] changes, long threshold)
    {
        var tests = MultipleTesting.Families(
            [.. changes.Select(c => c.Linked >= threshold ? c.McNemar : double.NaN)], [.. changes.Select((_, g) => g == 0 ? 0 : 1)]);
        return [.. changes.Select((c, g) => tests[g].Secured ? Math.Sign(c.Up - c.Down) : 0)];
    }

    private static RawFigures Figures(RawColumn[] columns) => new(Definition.Id, "", FigureKind.Statistic, columns)
    {
        Scale = FigureScale.ShareDifference,
        Beside = [new BesideCell(BelowFloor.Definition.Id, "all"), new BesideCell(BelowFloor.Definition.Id, "all", Earlier: true)],
    };
}
