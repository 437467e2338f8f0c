using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class PairedChangeTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("effects.csv");
    private static readonly double[][] Pairs = Reference.Rows("effects-pairs.csv");

    private static readonly Gen<(double Before, double After)[]> Waves =
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 16]).Select((b, a) => (b / 2.0, a / 2.0)).Array[3, 60];

    private static readonly Gen<(double Before, double After)[]> Varied = Waves.Where(w =>
        w.Select(x => x.After - x.Before).Distinct().Count() > 1 && w.Select(x => x.Before).Distinct().Count() > 1
        && w.Select(x => x.After).Distinct().Count() > 1);

    [Theory]
    [InlineData("sleep")]
    [InlineData("answers")]
    [InlineData("answers down")]
    public void Change_effect_sizes_and_Wilcoxon_agree_with_R(string name)
    {
        var (before, after) = Data(name);
        var c = PairedChange.Compute(before, after);
        Same(name + " t", c.N, c.MeanBefore, c.MeanAfter, c.SdBefore, c.SdAfter, c.Correlation, c.Change.Mean, c.Change.StandardDeviation,
            c.Change.Interval.Low, c.Change.Interval.High, c.T, c.PValue);
        SameEffect(name + " z", EffectSizes.Dz(c));
        SameEffect(name + " av", EffectSizes.Dav(c));
        SameEffect(name + " rm", EffectSizes.Drm(c));
        SameEffect(name + " b", EffectSizes.Db(c));
        var e = EffectSizes.DzNoncentral(c);
        Same(name + " nct", e.D, e.Interval.Low, e.Interval.High, e.G, e.CorrectedInterval.Low, e.CorrectedInterval.High);
        var w = SignedRank.Test([.. before.Zip(after, (b, a) => a - b)]);
        Same(name + " wilcoxon", w.N, w.Zeros, w.V, w.PValue);
    }

    [Fact]
    public void Published_S14_to_S16_and_Wilcoxon_of_sleep()
    {
        var (before, after) = Data("sleep");
        var c = PairedChange.Compute(before, after);
        Assert.Equal((4.06213, 0.0028329), (Math.Round(c.T, 5), Math.Round(c.PValue, 7)));
        var z = EffectSizes.Dz(c);
        Assert.Equal((1.284558, 2.1219), (Math.Round(z.D, 6), Math.Round(z.Interval.High, 4)));

        // .44725047: the page gives .4472, cut.
        Assert.InRange(z.Interval.Low, 0.4472, 0.4473);
        Assert.Equal(1.173925, z.G, 6);
        var exact = EffectSizes.DzNoncentral(c);
        Assert.Equal((0.41, 2.12), (Math.Round(exact.Interval.Low, 2), Math.Round(exact.Interval.High, 2)));
        var av = EffectSizes.Dav(c);
        Assert.Equal((0.832181, 0.430656, 1.233706), (Math.Round(av.D, 6), Math.Round(av.Interval.Low, 6), Math.Round(av.Interval.High, 6)));
        Assert.Equal(
            (0.760509, 0.393566, 1.127453),
            (Math.Round(av.G, 6), Math.Round(av.CorrectedInterval.Low, 6), Math.Round(av.CorrectedInterval.High, 6)));
        Assert.Equal(0.751367, EffectSizes.Drm(c).G, 6);
        Assert.Equal((0.883170, 0.807107), (Math.Round(EffectSizes.Db(c).D, 6), Math.Round(EffectSizes.Db(c).G, 6)));
        var w = SignedRank.Test([.. before.Zip(after, (b, a) => a - b)]);
        Assert.Equal((45.0, 0.0090907), (w.V, Math.Round(w.PValue, 7)));
    }

    [Theory]
    [InlineData("mtcars")]
    [InlineData("uneven")]
    public void Independent_groups_agree_with_effectsize(string name)
    {
        var e = EffectSizes.Independent(Moments.Mean(R[name + " x"]), Moments.Mean(R[name + " y"]));
        Same(name, e.D, e.Interval.Low, e.Interval.High, e.G, e.CorrectedInterval.Low, e.CorrectedInterval.High);
    }

    [Fact]
    public void Published_S17_of_effectsizes_tests()
    {
        var e = EffectSizes.Independent(Moments.Mean(R["mtcars x"]), Moments.Mean(R["mtcars y"]));
        Assert.Equal((1.892, 1.030, 2.733), (Math.Round(e.D, 3), Math.Round(e.Interval.Low, 3), Math.Round(e.Interval.High, 3)));
        Assert.Equal(1.004, e.CorrectedInterval.Low, 3);
        Assert.Equal(2.664, e.CorrectedInterval.High, 3);
    }

    [Fact]
    public void J_is_exact_from_one_and_a_half_to_ten_million_degrees_of_freedom()
    {
        foreach (var (df, j) in R["J df"].Zip(R["J"]).Concat(R["J big df"].Zip(R["J big"])))
        {
            Reference.Close(j, EffectSizes.HedgesJ(df), 1e-12, $"J({df})");
        }

        Assert.Equal(0.9138748918, EffectSizes.HedgesJ(9), 10);
        Assert.Equal((double.NaN, double.NaN, 1), (EffectSizes.HedgesJ(1), EffectSizes.HedgesJ(double.NaN), EffectSizes.HedgesJ(double.PositiveInfinity)));
    }

    [Fact]
    public void Nobody_one_and_all_alike()
    {
        var none = PairedChange.Compute([1, double.NaN], [double.NaN, 2]);
        Assert.Equal((0L, double.NaN, double.NaN, double.NaN), (none.N, none.MeanBefore, none.Change.Mean, none.PValue));
        var one = PairedChange.Compute([1], [3]);
        Assert.Equal((1L, 1, 3, 2), (one.N, one.MeanBefore, one.MeanAfter, one.Change.Mean));
        Assert.Equal((double.NaN, double.NaN), (one.SdBefore, one.PValue));
        var alike = PairedChange.Compute([1, 2, 3], [2, 3, 4]);
        Assert.Equal((0.0, new Interval(1, 1), double.NaN), (alike.Change.StandardError, alike.Change.Interval, alike.PValue));
        Assert.Equal(double.NaN, PairedChange.Compute([2, 2, 2], [1, 2, 3]).Correlation);
        foreach (var c in new[] { none, one, alike })
        {
            foreach (var e in new[] { EffectSizes.Dz(c), EffectSizes.DzNoncentral(c), EffectSizes.Drm(c) })
            {
                Assert.Equal((double.NaN, double.NaN, Interval.None, Interval.None), (e.D, e.G, e.Interval, e.CorrectedInterval));
            }
        }

        // All moved alike: there is an SD to divide by, and no doubt about the change.
        Assert.Equal((1.0, 0.0, new Interval(1, 1)), (EffectSizes.Dav(alike).D, EffectSizes.Dav(alike).StandardError, EffectSizes.Dav(alike).Interval));
        var two = EffectSizes.Dav(PairedChange.Compute([1, 2], [2, 4]));
        Assert.Equal((true, double.NaN), (double.IsFinite(two.D), two.G));
        Assert.Throws<ArgumentException>(() => PairedChange.Compute([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => EffectSizes.Dav(alike, 1));
    }

    [Fact]
    public void Independent_groups_of_none_and_one()
    {
        var some = Moments.Mean([1, 2, 4]);
        Assert.Equal(double.NaN, EffectSizes.Independent(some, Moments.Mean([])).D);
        Assert.Equal(double.NaN, EffectSizes.Independent(Moments.Mean([1]), Moments.Mean([2])).D);
        Assert.Equal(double.NaN, EffectSizes.Independent(Moments.Mean([1, 1]), Moments.Mean([2, 2])).D);
        Assert.Equal((some.Mean - 9) / some.StandardDeviation, EffectSizes.Independent(some, Moments.Mean([9])).D, 14);
    }

    [Fact]
    public void G_is_J_times_d_and_the_waves_exchanged_change_the_sign_alone() =>
        Varied.Sample(w =>
        {
            var (c, back) = (Of(w), PairedChange.Compute([.. w.Select(x => x.After)], [.. w.Select(x => x.Before)]));
            var j = EffectSizes.HedgesJ(w.Length - 1);
            return new[] { EffectSizes.Dz(c), EffectSizes.DzNoncentral(c), EffectSizes.Dav(c), EffectSizes.Drm(c), EffectSizes.Db(c) }
                    .All(e => e.G == j * e.D || double.IsNaN(e.D))
                && Math.Abs(c.Change.Mean + back.Change.Mean) < 1e-12 && Math.Abs(c.PValue - back.PValue) < 1e-12
                && Math.Abs(EffectSizes.Dav(c).D + EffectSizes.Dav(back).D) < 1e-12
                && Math.Abs(EffectSizes.DzNoncentral(c).Interval.Low + EffectSizes.DzNoncentral(back).Interval.High) < 1e-9;
        });

    [Fact]
    public void With_equal_spread_d_rm_d_av_and_d_b_are_one() =>
        Gen.Int[-9, 9].Array[3, 40].Where(x => x.Distinct().Count() > 1).Sample(x =>
        {
            // The later wave is the earlier in another order, and a step higher: the same SD.
            var after = x.Skip(1).Append(x[0]).Select(v => v + 1.0).ToArray();
            var c = PairedChange.Compute([.. x.Select(v => (double)v)], after);
            return c.Change.Variance == 0
                || (Math.Abs(EffectSizes.Dav(c).D - EffectSizes.Db(c).D) < 1e-12 && Math.Abs(EffectSizes.Dav(c).D - EffectSizes.Drm(c).D) < 1e-9);
        });

    [Fact]
    public void Neither_scale_nor_order_nor_a_missing_person_changes_an_effect() =>
        Varied.Sample(w =>
        {
            var (once, other) = (EffectSizes.Dav(Of(w)), EffectSizes.Dav(Of([.. w.Reverse().Select(x => (5 + (3 * x.Before), 5 + (3 * x.After))), (double.NaN, 1)])));
            return Math.Abs(once.D - other.D) < 1e-12 && Math.Abs(once.Interval.Low - other.Interval.Low) < 1e-12;
        });

    private static PairedChangeEstimate Of((double Before, double After)[] w) =>
        PairedChange.Compute([.. w.Select(x => x.Before)], [.. w.Select(x => x.After)]);

    private static (double[] Before, double[] After) Data(string name) => name switch
    {
        "sleep" => (R["sleep before"], R["sleep after"]),
        "answers" => ([.. Pairs.Select(p => p[0])], [.. Pairs.Select(p => p[1])]),
        _ => ([.. Pairs.Take(20).Select(p => p[1])], [.. Pairs.Take(20).Select(p => p[0])]),
    };

    private static void SameEffect(string name, EffectSize e) =>
        Same(name, e.D, e.StandardError, e.Interval.Low, e.Interval.High, e.G, e.CorrectedInterval.Low, e.CorrectedInterval.High);

    private static void Same(string name, params double[] actual)
    {
        Assert.Equal(R[name].Length, actual.Length);
        for (var k = 0; k < actual.Length; k++)
        {
            Reference.Close(R[name][k], actual[k], 1e-9, $"{name} figure {k}");
        }
    }

    [Fact]
    public void Changes_that_differ_by_rounding_alone_have_no_variance()
    {
        // 0.3 − 0.1 and 0.4 − 0.2 are not the same double; R's t.test says "data are essentially constant".
        var e = PairedChange.Compute([0.1, 0.2, 0.3], [0.3, 0.4, 0.5]);

        Assert.NotEqual(0.3 - 0.1, 0.4 - 0.2);
        Assert.Equal(0, e.Change.StandardError);
        Assert.True(double.IsNaN(e.T) && double.IsNaN(e.PValue) && double.IsNaN(EffectSizes.DzNoncentral(e).D));
    }
}
