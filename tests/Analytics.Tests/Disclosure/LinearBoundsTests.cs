using CsCheck;
using Digilo.Analytics.Disclosure;

namespace Digilo.Analytics.Tests.Disclosure;

public class LinearBoundsTests
{
    /// <summary>
    /// The 4 × 4 table of sdcTable's test-simpleheuristic.R with two hidden in every line at least (domain §6.3): w|b is 47 exactly.
    /// Bounds by R's lpSolve: wa [25, 94], wc [0, 69], xa [26, 95], xc [0, 69], yb [0, 185], yd [0, 185], zb [906, 1091], zd [585, 770].
    /// </summary>
    [Fact]
    public void Table_with_two_hidden_in_every_line_is_solved_in_one_cell()
    {
        double[][] table = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]];
        string[] hidden = ["wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"];
        double Truth(string cell) => table["wxyz".IndexOf(cell[0], StringComparison.Ordinal)]["abcd".IndexOf(cell[1], StringComparison.Ordinal)];
        var sums = "wxyz".Select(r => hidden.Where(h => h[0] == r)).Concat("abcd".Select(c => hidden.Where(h => h[1] == c)))
            .Select(line => line.ToArray())
            .Where(line => line.Length > 0)
            .Select(line => new LinearSum([.. line.Select(h => (Array.IndexOf(hidden, h), 1.0))], line.Sum(Truth), line.Sum(Truth)))
            .ToArray();
        double[] truth = [.. hidden.Select(Truth)];
        (double, double)[] expected = [(25, 94), (47, 47), (0, 69), (26, 95), (0, 69), (0, 185), (0, 185), (906, 1091), (585, 770)];
        for (var i = 0; i < hidden.Length; i++)
        {
            using var bounds = new LinearBounds(new double[9], [.. Enumerable.Repeat(5000.0, 9)], truth, sums);
            var (low, high) = bounds.Deviation([i]);
            Assert.Equal(expected[i].Item1, truth[i] + low, 6);
            Assert.Equal(expected[i].Item2, truth[i] + high, 6);
        }
    }

    /// <summary>Transport tables have whole corners: the bounds are those of trying every table with the margins.</summary>
    [Fact]
    public void Bounds_of_small_tables_are_those_of_every_table_with_the_margins()
    {
        Gen.Int[0, 4].Array[6].Sample(
            cells =>
            {
                // Two rows of three; every margin is known.
                LinearSum Of(params int[] members) =>
                    new([.. members.Select(m => (m, 1.0))], members.Sum(m => cells[m]), members.Sum(m => cells[m]));
                using var bounds = new LinearBounds(
                    new double[6], [.. Enumerable.Repeat(24.0, 6)], [.. cells.Select(c => (double)c)], [Of(0, 1, 2), Of(3, 4, 5), Of(0, 3), Of(1, 4), Of(2, 5)]);
                var (low, high) = (int.MaxValue, int.MinValue);
                for (var a = 0; a <= 8; a++)
                {
                    for (var b = 0; b <= 8; b++)
                    {
                        var (c, d, e) = (cells[0] + cells[1] + cells[2] - a - b, cells[0] + cells[3] - a, cells[1] + cells[4] - b);
                        if (c >= 0 && d >= 0 && e >= 0 && cells[2] + cells[5] - c >= 0)
                        {
                            (low, high) = (Math.Min(low, a), Math.Max(high, a));
                        }
                    }
                }

                var (from, to) = bounds.Deviation([0]);
                Assert.Equal(low, cells[0] + from, 6);
                Assert.Equal(high, cells[0] + to, 6);
                Assert.True(bounds.SeenLow[0] <= from + 1e-6 && bounds.SeenHigh[0] >= to - 1e-6);
            },
            iter: 2000);
    }

    [Fact]
    public void Nothing_moves_where_everything_is_known()
    {
        using var bounds = new LinearBounds([3, 0], [3, 9], [3, 4], [new LinearSum([(0, 1), (1, 1)], 7, 7)]);
        Assert.Equal((0.0, 0.0), bounds.Deviation([0]));
        Assert.Equal((0.0, 0.0), bounds.Deviation([1]));
    }
}
