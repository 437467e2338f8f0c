using System.Globalization;
using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class RakingTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Weighted;

    [Fact]
    public void Published_S8_weights_of_a_full_table()
    {
        var cells = R["kalton counts"];
        var a = new List<int>();
        var b = new List<int>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            a.AddRange(Enumerable.Repeat(cell % 4, (int)cells[cell]));
            b.AddRange(Enumerable.Repeat(cell / 4, (int)cells[cell]));
        }

        var start = Enumerable.Repeat(1.0, a.Count).ToArray();
        var raked = Raking.Rake(start, [new([.. a], R["kalton a"]), new([.. b], R["kalton b"])]);
        Assert.True(raked.Converged);
        // Published by a, then b; the cells come with a fastest.
        double[] published = [1.81, 1.45, 2.02, 1.08, 0.87, 1.21, 2.20, 1.76, 2.45, 1.83, 1.47, 2.04];
        var first = 0;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            Assert.Equal(published[(cell % 4 * 3) + (cell / 4)], raked.Weights[first], 2);
            Reference.Close(R["kalton weights"][cell], raked.Weights[first]);
            first += (int)cells[cell];
        }
    }

    [Fact]
    public void Published_S7_total_at_the_methods_tolerance()
    {
        var raked = Raking.Rake(
            R["clus w"],
            [new([.. R["rake stype"].Select(v => (int)v)], [4421, 755, 1018]), new([.. R["rake wide"].Select(v => (int)v)], [1072, 5122])]);
        Assert.True(raked.Converged);
        Assert.True(raked.LargestDeviation <= Raking.Tolerance);
        var total = raked.Weights.Zip(R["rake enroll"], (w, x) => w * x).Sum();
        Assert.Equal(3647280, total, 0);
        Reference.Close(R["rake total enroll"][0], total);
        Reference.Close(R["rake total enroll"][1], Weighted.Mean(R["clus y"], raked.Weights).Mean);
        Assert.Equal(641.23, Weighted.Mean(R["clus y"], raked.Weights).Mean, 2);
        foreach (var (expected, actual) in R["rake weights"].Zip(raked.Weights))
        {
            Reference.Close(expected, actual);
        }
    }

    [Fact]
    public void No_margin_keeps_the_start_and_nobody_is_no_error()
    {
        var raked = Raking.Rake([1, 2], []);
        Assert.Equal([1, 2], raked.Weights);
        Assert.Equal((0, true), (raked.Iterations, raked.Converged));
        Assert.Empty(Raking.Rake([], [new([], [0])]).Weights);
    }

    [Fact]
    public void A_population_without_respondents_is_refused_and_respondents_without_population_get_zero()
    {
        Assert.Throws<ArgumentException>(() => Raking.Rake([1, 1], [new([0, 0], [5, 1])]));
        Assert.Equal([5, 0], Raking.Rake([1, 1], [new([0, 1], [5, 0])]).Weights);
    }

    [Fact]
    public void Margins_that_contradict_each_other_do_not_converge_and_say_so()
    {
        var raked = Raking.Rake([1, 1], [new([0, 1], [5, 5]), new([0, 1], [4, 8])], maxIterations: 50);
        Assert.False(raked.Converged);
        Assert.Equal(50, raked.Iterations);
    }

    [Fact]
    public void Impossible_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Raking.Rake([1], [new([0, 0], [5])]));
        Assert.Throws<ArgumentException>(() => Raking.Rake([-1], [new([0], [5])]));
        Assert.Throws<ArgumentException>(() => Raking.Rake([1], [new([0], [double.NaN])]));
    }

    [Theory]
    [InlineData("0.75", "1.6")]
    [InlineData("0", "1.4")]
    [InlineData("0.6", "1.8")]
    public void Bounded_weights_and_their_means_agree_with_R(string lower, string upper)
    {
        var wave = EstimationData.Waves[0];
        var (low, high) = (double.Parse(lower, CultureInfo.InvariantCulture), double.Parse(upper, CultureInfo.InvariantCulture));
        var bounded = Raking.RakeWithin(wave.Start, wave.RakingMargin, low, high);
        Assert.True(bounded.Converged);
        Assert.All(bounded.Weights.Zip(wave.Start), w => Assert.InRange(w.First / w.Second, low - 1e-12, high + 1e-12));
        foreach (var (expected, actual) in EstimationData.R[$"bounded {lower} {upper}"].Zip(bounded.Weights))
        {
            Reference.Close(expected, actual, 1e-8);
        }

        var r = EstimationData.R[$"bounded mean {lower} {upper}"];
        var e = Weighted.Mean(wave.Level, bounded.Weights, new SurveyDesign { Calibration = wave.RakedCalibration });
        Reference.Close(r[0], e.Mean, 1e-9);
        Reference.Close(r[1], e.StandardError, 1e-9);
    }

    [Fact]
    public void Bounds_nobody_can_keep_are_refused_and_wide_ones_change_nothing()
    {
        // R: calibrate(…, bounds = c(0, 1.3)) fails on the same data.
        var wave = EstimationData.Waves[0];
        Assert.False(Raking.RakeWithin(wave.Start, wave.RakingMargin, 0, 1.3).Converged);
        Assert.False(Raking.RakeWithin([1, 1], [new([0, 1], [9, 1])], 0, 2).Converged);
        Assert.False(Raking.RakeWithin([1, 0], [new([0, 1], [1, 1])], 0, 2).Converged);
        var wide = Raking.RakeWithin(wave.Start, wave.RakingMargin, 0, double.PositiveInfinity);
        foreach (var (expected, actual) in wave.Raked.Weights.Zip(wide.Weights))
        {
            Reference.Close(expected, actual, 1e-9);
        }

        Assert.Equal([2, 0], Raking.RakeWithin([1, 1], [new([0, 1], [2, 0])], 0, 3).Weights);
        Assert.Equal([1, 2], Raking.RakeWithin([1, 2], [], 0.5, 2).Weights);
        Assert.True(Raking.RakeWithin([], [new([], [0])], 0.5, 2).Converged);
        Assert.Throws<ArgumentOutOfRangeException>(() => Raking.RakeWithin([1], [new([0], [1])], 1.1, 2));
        Assert.Throws<ArgumentException>(() => Raking.RakeWithin([-1], [new([0], [1])], 0, 2));
    }

    [Fact]
    public void Groups_rake_by_themselves()
    {
        var (weights, groups) = Raking.RakeByGroup([1, 1, 1, 1], [0, 1, 0, 1], 2, [new([0, 0, 1, 0], [[3, 5], [8]])]);
        Assert.Equal([3, 4, 5, 4], weights);
        Assert.Equal([3, 5], groups[0].Weights);
        Assert.True(groups.All(g => g.Converged));
        Assert.Throws<ArgumentException>(() => Raking.RakeByGroup([1], [0], 2, [new([0], [[3], [4]])]));
        var (within, _) = Raking.RakeByGroup([1, 1], [0, 0], 1, [new([0, 1], [[1.5, 0.5]])], (0.5, 1.5));
        Assert.Equal([1.5, 0.5], within);
    }

    [Fact]
    public void Raked_weights_meet_every_margin_and_one_margin_is_poststratification() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Double[0.5, 2]).Array[60, 120].Sample(s =>
        {
            // Totals come from other positive weights on the same persons, so a solution exists.
            int[] a = [.. s.Select(x => x.Item1)], b = [.. s.Select(x => x.Item2)];
            var totalA = Enumerable.Range(0, 3).Select(c => s.Where(x => x.Item1 == c).Sum(x => x.Item3)).ToArray();
            var totalB = Enumerable.Range(0, 2).Select(c => s.Where(x => x.Item2 == c).Sum(x => x.Item3)).ToArray();
            double[] start = [.. s.Select(_ => 1.0)];
            var both = Raking.Rake(start, [new(a, totalA), new(b, totalB)]);
            var one = Raking.Rake(start, [new(a, totalA)]);
            return both.Converged && both.Weights.All(w => w > 0)
                && Enumerable.Range(0, s.Length).All(i => Math.Abs(one.Weights[i] - (totalA[a[i]] / a.Count(c => c == a[i]))) < 1e-9);
        });
}
