using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Means over the groups of a division, and which respondents each holds.</summary>
internal static class GroupMeans
{
    /// <summary>Mean and variance per group, NaN = missing and left out. R: <c>tapply(x, g, mean)</c>, <c>var</c>.</summary>
    public static MeanEstimate[] Of(Grouping grouping, double[] values)
    {
        var n = new long[grouping.Groups];
        var sums = new NeumaierSum[grouping.Groups];
        Each(grouping, (row, g) =>
        {
            if (!double.IsNaN(values[row]))
            {
                n[g]++;
                sums[g].Add(values[row]);
            }
        });
        double[] means = [.. sums.Select((s, g) => n[g] == 0 ? double.NaN : s.Value / n[g])];
        var squares = new NeumaierSum[grouping.Groups];
        Each(grouping, (row, g) =>
        {
            if (!double.IsNaN(values[row]))
            {
                squares[g].Add((values[row] - means[g]) * (values[row] - means[g]));
            }
        });
        return [.. means.Select((mean, g) =>
        {
            var variance = n[g] < 2 ? double.NaN : squares[g].Value / (n[g] - 1);
            var error = Math.Sqrt(variance / n[g]);
            return new MeanEstimate(
                n[g], null, mean, variance, error, double.NaN, n[g] - 1, n[g] < 2 ? Interval.None : Moments.TInterval(mean, error, n[g] - 1));
        })];
    }

    /// <summary>Means as statistics with their t intervals.</summary>
    public static IEnumerable<RawFigure> Statistics(Grouping grouping, double[] values) => Of(grouping, values).Select(m => new RawFigure(m.N, 0, m.Mean, 0, 0, 0)
    {
        Detail = new FigureDetail(m.StandardError, m.DegreesOfFreedom, m.N < 2 ? "" : "t", m.Interval.Low, m.Interval.High),
    });

    /// <summary>Means as scores.</summary>
    public static IEnumerable<RawFigure> Scores(Grouping grouping, double[] values) =>
        Of(grouping, values).Select(m => new RawFigure(m.N, 0, m.Mean, m.Variance, 0, 0));

    /// <summary>Rows per group.</summary>
    public static List<int>[] Rows(Grouping grouping)
    {
        var rows = new List<int>[grouping.Groups];
        for (var g = 0; g < rows.Length; g++)
        {
            rows[g] = [];
        }

        Each(grouping, (row, g) => rows[g].Add(row));
        return rows;
    }

    /// <summary>Every row with every group that it belongs to, a unit's department and the organisation included.</summary>
    public static void Each(Grouping grouping, Action<int, int> action)
    {
        foreach (var partition in grouping.Partitions)
        {
            var isTree = ReferenceEquals(partition, grouping.Tree);
            for (var row = 0; row < partition.Rows.Length; row++)
            {
                for (var g = partition.Rows[row] < 0 ? -1 : partition.Offset + partition.Rows[row]; g >= 0; g = isTree ? grouping.Parent[g] : -1)
                {
                    action(row, g);
                }
            }
        }
    }
}
