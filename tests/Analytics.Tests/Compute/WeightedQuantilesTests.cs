using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class WeightedQuantilesTests
{
    private static readonly EstimationData.Wave Wave = EstimationData.Waves[0];

    [Theory]
    [MemberData(nameof(CalibrationTests.Designs), MemberType = typeof(CalibrationTests))]
    public void Quantiles_and_Woodruff_intervals_agree_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        for (var role = -1; role < 4; role++)
        {
            foreach (var p in new[] { 0.1, 0.25, 0.5, 0.9 })
            {
                var what = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} quantile {(role < 0 ? "all" : role)} {p}");
                var r = EstimationData.R[what];
                var e = WeightedQuantiles.Woodruff(Wave.Domain(Wave.Index, EstimationData.Role, role), s.Weights, p, s.Design);
                Assert.Equal((r[0], r[1], r[2]), (e.Value, e.Interval.Low, e.Interval.High));
                Reference.Close(r[3], e.StandardError, 1e-10, what);
                Assert.Equal(r[4], e.DegreesOfFreedom);
            }
        }
    }

    [Fact]
    public void Nobody_one_and_zero_weight()
    {
        var none = WeightedQuantiles.Woodruff([double.NaN, 2], [1, 0], 0.1);
        Assert.Equal((0L, double.NaN, 0L, Interval.None), (none.N, none.Value, none.AtOrBelow, none.Interval));
        var one = WeightedQuantiles.Woodruff([3.5], [2], 0.1);
        Assert.Equal((1L, 3.5, 1L, Interval.None), (one.N, one.Value, one.AtOrBelow, one.Interval));
        Assert.Equal(4, WeightedQuantiles.Woodruff([1, 4, 4], [0, 1, 1], 0).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedQuantiles.Woodruff([1], [1], 1.5));
        Assert.Throws<ArgumentException>(() => WeightedQuantiles.Woodruff([1], [-1], 0.5));

        // Everybody the same: no density, so no influence.
        Assert.All(WeightedQuantiles.Linearise([4, 4, 4], [1, 1, 1], 0.5).Influence, z => Assert.Equal(double.NaN, z));
    }

    [Fact]
    public void The_influences_alone_give_Woodruffs_error()
    {
        var s = CalibrationTests.Setup("rakeclus");
        var influence = WeightedQuantiles.Linearise(Wave.Index, s.Weights, 0.25, s.Design);
        var error = Math.Sqrt(LinearisedVariance.Of(influence.Influence, s.Design).Plain);
        Reference.Close(WeightedQuantiles.Woodruff(Wave.Index, s.Weights, 0.25, s.Design).StandardError, error, 1e-12);
    }

    [Fact]
    public void Equal_weights_give_the_unweighted_quantile_and_interval() =>
        Gen.Select(Gen.Double[0, 8].Array[2, 60], Gen.Double[0.05, 0.95]).Sample((x, p) =>
        {
            var weighted = WeightedQuantiles.Woodruff(x, [.. x.Select(_ => 1.7)], p);
            var plain = Quantiles.Woodruff(x, p);
            return (plain.Value, plain.AtOrBelow, plain.N) == (weighted.Value, weighted.AtOrBelow, weighted.N)
                && plain.Interval.Equals(weighted.Interval);
        });

    [Fact]
    public void Order_and_scale_do_not_matter_and_a_whole_weight_is_so_many_persons() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 4]).Array[1, 40].SelectMany(s => Gen.Select(Gen.Const(s), Gen.Double[0.05, 0.95])).Sample((s, p) =>
        {
            double[] y = [.. s.Select(x => (double)x.Item1)], w = [.. s.Select(x => (double)x.Item2)];
            var e = WeightedQuantiles.Woodruff(y, w, p);
            var reversed = WeightedQuantiles.Woodruff([.. y.Reverse()], [.. w.Reverse().Select(x => x * 8)], p);
            double[] repeated = [.. s.SelectMany(x => Enumerable.Repeat((double)x.Item1, x.Item2)).Order()];
            return e.Value == reversed.Value && e.AtOrBelow == reversed.AtOrBelow && e.Value == Quantiles.OfSorted(repeated, p);
        });
}
