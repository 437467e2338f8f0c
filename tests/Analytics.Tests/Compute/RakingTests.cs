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
