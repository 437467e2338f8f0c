using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Mean level per competence, and the index (method §2.2).</summary>
public static class MeanLevel
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("LEVEL", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfWave(
        Definition,
        TablePlan.Tree with { OfOrganisation = Attributes.Each, OfDepartments = Attributes.Each },
        wave => [Compute(wave)]);

    /// <summary>
    /// Every 1/k of a level with k up to 22 is a whole number of these, so that indexes add up exactly in any order.
    /// </summary>
    private const long IndexScale = 232_792_560;

    internal static RawFigures Compute(PreparedWave wave)
    {
        var columns = Columns.PerItem(wave, "item", "", (tally, g) =>
        {
            var sums = Histogram.Sums(Histogram.Of(tally.Levels, g));
            return new RawFigure(sums.N, 0, sums.Mean, sums.Variance, 0, 0);
        });
        columns.Add(Index(wave));
        return new RawFigures(Definition.Id, "", FigureKind.Mean, columns);
    }

    private static RawColumn Index(PreparedWave wave)
    {
        var asked = Enumerable.Range(0, wave.Asked.Length).Where(i => wave.Asked[i]).ToArray();
        var index = CompetenceIndex.Compute(wave.Answers, asked);
        var n = new long[wave.Grouping.Groups];
        var sum = new long[wave.Grouping.Groups];
        var squares = new Int128[wave.Grouping.Groups];
        foreach (var p in wave.Grouping.Partitions)
        {
            for (var row = 0; row < p.Rows.Length; row++)
            {
                if (p.Rows[row] >= 0 && !double.IsNaN(index[row]))
                {
                    var scaled = (long)Math.Round(index[row] * IndexScale);
                    var g = p.Offset + p.Rows[row];
                    n[g]++;
                    sum[g] += scaled;
                    squares[g] += (Int128)scaled * scaled;
                }
            }
        }

        wave.Grouping.SumUp(n, 1);
        wave.Grouping.SumUp(sum, 1);
        for (var g = wave.Grouping.Tree.Count - 1; g > 0; g--)
        {
            squares[wave.Grouping.Parent[g]] += squares[g];
        }

        var figures = n.Select((count, g) => new RawFigure(
            count,
            0,
            count == 0 ? double.NaN : (double)sum[g] / count / IndexScale,
            count < 2 ? double.NaN : (double)((count * squares[g]) - ((Int128)sum[g] * sum[g])) / ((double)count * (count - 1)) / IndexScale / IndexScale,
            0,
            0));
        return new RawColumn("index", "index", asked.Length == 0 ? "not_asked" : "", [.. figures]);
    }
}
