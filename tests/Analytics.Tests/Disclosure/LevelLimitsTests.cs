using CsCheck;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Disclosure;

public class LevelLimitsTests
{
    private static long[] Bins(params int[] levels) => [.. Enumerable.Range(0, 9).Select(l => (long)levels.Count(x => x == l))];

    [Fact]
    public void Mean_of_ten_at_two_levels_tells_how_many_are_at_the_lower()
    {
        // Four at 1 and six at 2: the sum is 16, and fewer than four at 1 would be at least 17.
        var bins = Bins(1, 1, 1, 1, 2, 2, 2, 2, 2, 2);
        Assert.Equal(4, LevelLimits.Count(bins, 1, ..2, (1600, 1600), null, 1.6).Low);

        // Where level 0 is offered, two at 0 and eight at 2 have the same sum.
        Assert.Equal(2, LevelLimits.Count(bins, 0, ..2, (1600, 1600), null, 1.6).Low);
    }

    /// <summary>By trying every number of persons at every level.</summary>
    [Fact]
    public void Closed_form_is_what_trying_every_answer_finds()
    {
        Gen.Select(Gen.Int[1, 8].Array[4], Gen.Int[0, 7], Gen.Int[1, 8]).Sample(
            (levels, start, length) =>
            {
                var range = start..Math.Min(9, start + length);
                var (lowest, highest, sum) = (int.MaxValue, int.MinValue, levels.Sum());
                for (var code = 0; code < 4096; code++)
                {
                    int[] other = [1 + (code % 8), 1 + (code / 8 % 8), 1 + (code / 64 % 8), 1 + (code / 512)];
                    if (other.Sum() == sum)
                    {
                        var count = other.Count(l => l >= range.Start.Value && l < range.End.Value);
                        (lowest, highest) = (Math.Min(lowest, count), Math.Max(highest, count));
                    }
                }

                var (low, high) = LevelLimits.Count(Bins(levels), 1, range, (sum * 100, sum * 100), null, sum / 4.0);

                // Never narrower than the truth; and what linear programming finds when it is told nothing more.
                Assert.True(low <= lowest && high >= highest, $"{low}–{high}, in truth {lowest}–{highest}");
                Assert.Equal(
                    LevelLimits.Count(Bins(levels), 1, range, (sum * 100, sum * 100), null, sum / 4.0, [(0..9, (4, 4))]), (low, high));
            },
            iter: 300);
    }

    [Fact]
    public void Spread_tells_what_the_mean_alone_leaves_open()
    {
        // Twenty, all at 2 but one at 1 and one at 3: squares around 2 sum to 2.
        var bins = Bins([1, 3, .. Enumerable.Repeat(2, 18)]);
        var open = LevelLimits.Count(bins, 1, ..2, (4000, 4000), null, 2);
        var told = LevelLimits.Count(bins, 1, ..2, (4000, 4000), (1.9, 2.1), 2);
        Assert.Equal((0, 17), open);
        Assert.Equal((1, 1), told);
    }

    [Fact]
    public void Squares_of_a_published_mean_hold_the_true_ones()
    {
        Gen.Int[1, 8].Array[12, 60].Sample(levels =>
        {
            var (n, mean) = (levels.Length, levels.Average());
            var variance = levels.Sum(l => (l - mean) * (l - mean)) / (n - 1);
            var cell = Rounding.Mean(new Digilo.Analytics.Compute.RawFigure(n, 0, mean, variance, 0, 0), n + 20, ofLevels: true);
            if (cell.State == CellState.Value && PublishedKnowledge.Squares(cell, n) is { } squares)
            {
                var truth = levels.Sum(l => (l - cell.Estimate!.Value) * (l - cell.Estimate.Value));
                Assert.InRange(truth, squares.Low - 1e-6, squares.High + 1e-6);
            }
        });
    }
}
