using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Means over the groups of a division.</summary>
internal static class GroupMeans
{
    /// <summary>n, mean and variance (n − 1) per group, NaN = missing and left out. R: <c>tapply(x, g, mean)</c>, <c>var</c>.</summary>
    public static (long N, double Mean, double Variance)[] Of(Grouping grouping, double[] values)
    {
        var n = grouping.Count(Array.ConvertAll(values, v => !double.IsNaN(v)));
        var sums = Sums(grouping, values);
        var means = new double[n.Length];
        for (var g = 0; g < means.Length; g++)
        {
            means[g] = n[g] == 0 ? double.NaN : sums[g].Value / n[g];
        }

        // From the organisation's mean, then moved to the group's own: a row is in groups of the tree one inside another.
        var centre = double.IsNaN(means[0]) ? 0 : means[0];
        var squares = Sums(grouping, Array.ConvertAll(values, v => (v - centre) * (v - centre)));
        var result = new (long N, double Mean, double Variance)[n.Length];
        for (var g = 0; g < result.Length; g++)
        {
            var off = means[g] - centre;
            result[g] = (n[g], means[g], n[g] < 2 ? double.NaN : Math.Max(0, squares[g].Value - (n[g] * off * off)) / (n[g] - 1));
        }

        return result;
    }

    /// <summary>n, mean and variance (n − 1) of whole numbers on a scale, exact; every other byte is missing.</summary>
    public static (long N, double Mean, double Variance)[] Of(Grouping grouping, byte[] answers, byte lowest, byte highest)
    {
        var sums = new long[grouping.Groups * 3];
        foreach (var partition in grouping.Partitions)
        {
            var rows = partition.Rows;
            for (var row = 0; row < rows.Length; row++)
            {
                var answer = answers[row];
                if (rows[row] >= 0 && answer >= lowest && answer <= highest)
                {
                    var at = (partition.Offset + rows[row]) * 3;
                    sums[at]++;
                    sums[at + 1] += answer;
                    sums[at + 2] += answer * answer;
                }
            }
        }

        grouping.SumUp(sums, 3);
        var result = new (long N, double Mean, double Variance)[grouping.Groups];
        for (var g = 0; g < result.Length; g++)
        {
            var own = new IntegerSums(sums[g * 3], sums[(g * 3) + 1], sums[(g * 3) + 2]);
            result[g] = (own.N, own.Mean, own.Variance);
        }

        return result;
    }

    /// <summary>
    /// Means as statistics with their t intervals, for the organisation and its departments: finer groups, which have no table of them,
    /// are told apart by their n alone.
    /// </summary>
    public static RawFigure[] Statistics(PreparedWave wave, double[] values)
    {
        var figures = Array.ConvertAll(wave.Grouping.Count(Array.ConvertAll(values, v => !double.IsNaN(v))), n => new RawFigure(n, 0, double.NaN, 0, 0, 0));
        foreach (var division in wave.Divisions.Take(2))
        {
            var means = Moments.MeanByGroup(values, division.Cells.GroupOf, division.Count);
            for (var k = 0; k < means.Length; k++)
            {
                var m = means[k];
                figures[division.First + k] = new RawFigure(m.N, 0, m.Mean, 0, 0, 0)
                {
                    Detail = new FigureDetail(m.StandardError, m.N - 1, m.N < 2 ? "" : "t", m.Interval.Low, m.Interval.High),
                };
            }
        }

        return figures;
    }

    /// <summary>Means as scores.</summary>
    public static RawFigure[] Scores(Grouping grouping, double[] values) =>
        Array.ConvertAll(Of(grouping, values), m => new RawFigure(m.N, 0, m.Mean, m.Variance, 0, 0));

    private static NeumaierSum[] Sums(Grouping grouping, double[] values)
    {
        var sums = new NeumaierSum[grouping.Groups];
        foreach (var partition in grouping.Partitions)
        {
            for (var row = 0; row < partition.Rows.Length; row++)
            {
                if (partition.Rows[row] >= 0 && !double.IsNaN(values[row]))
                {
                    sums[partition.Offset + partition.Rows[row]].Add(values[row]);
                }
            }
        }

        for (var group = grouping.Tree.Count - 1; group > 0; group--)
        {
            sums[grouping.Parent[group]].Add(sums[group].Value);
        }

        return sums;
    }
}
