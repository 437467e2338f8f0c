using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class ProportionsTests
{
    private static readonly Gen<(long X, long N, long Population)> Counts =
        Gen.Long[1, 500].SelectMany(n => Gen.Select(Gen.Long[0, n], Gen.Const(n), Gen.Long[n, 3 * n]));

    [Fact]
    public void Wilson_and_ClopperPearson_agree_with_R()
    {
        foreach (var r in Reference.Rows("compute-proportions.csv"))
        {
            var what = $"{r[0]} of {r[1]} at {r[2]}";
            var wilson = Proportions.Wilson((long)r[0], (long)r[1], r[2]).Interval;
            var exact = Proportions.ClopperPearson((long)r[0], (long)r[1], r[2]).Interval;
            // prop.test leaves rounding noise where the bound is exactly 0 or 1.
            Reference.Close(r[0] == 0 ? 0 : r[3], wilson.Low, what: what);
            Reference.Close(r[0] == r[1] ? 1 : r[4], wilson.High, what: what);
            Reference.Close(r[5], exact.Low, what: what);
            Reference.Close(r[6], exact.High, what: what);
        }
    }

    [Theory]
    [InlineData(81, 263, .2553, .3662, .2527, .3676)]
    [InlineData(15, 148, .0624, .1605, .0578, .1617)]
    [InlineData(0, 20, 0, .1611, 0, .1684)]
    [InlineData(1, 29, .0061, .1718, .0009, .1776)]
    public void Published_S10_and_S11_of_Newcombe_1998(long x, long n, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var wilson = Proportions.Wilson(x, n).Interval;
        var exact = Proportions.ClopperPearson(x, n).Interval;
        Assert.Equal(wilsonLow, wilson.Low, 4);
        Assert.Equal(wilsonHigh, wilson.High, 4);
        Assert.Equal(exactLow, exact.Low, 4);
        Assert.Equal(exactHigh, exact.High, 4);
    }

    [Fact]
    public void Published_S12_of_statsmodels()
    {
        var a = Proportions.Wilson(19, 38).Interval;
        Assert.Equal(.348499283643951, a.Low, 14);
        Assert.Equal(.651500716356049, a.High, 14);
        var b = Proportions.Wilson(100, 200).Interval;
        Assert.Equal(.4313609, b.Low, 7);
        Assert.Equal(.5686391, b.High, 7);
    }

    [Fact]
    public void Published_S13_Newcombes_difference()
    {
        var (difference, interval) = Proportions.NewcombeDifference(56, 70, 48, 80);
        Assert.Equal(0.2, difference, 14);
        Assert.Equal(.0524, interval.Low, 4);
        Assert.Equal(.3339, interval.High, 4);
        Assert.Equal(double.NaN, Proportions.NewcombeDifference(0, 0, 1, 2).Interval.Low);
    }

    [Fact]
    public void Published_S24_and_R_agree_on_Katz_ratio()
    {
        var (ratio, interval) = Proportions.KatzRatio(21, 50, 48, 80);
        Assert.Equal(0.7, ratio, 14);
        Assert.Equal(0.4827, interval.Low, 4);
        Assert.Equal(1.0151, interval.High, 4);
        foreach (var (x, n, y, m) in new[] { (21, 50, 48, 80), (3, 17, 40, 90), (5, 5, 40, 90) })
        {
            var r = Reference.Scalars[$"katz {x} {n} {y} {m}"];
            var k = Proportions.KatzRatio(x, n, y, m);
            Reference.Close(r[0], k.Ratio);
            Reference.Close(r[1], k.Interval.Low);
            Reference.Close(r[2], k.Interval.High);
        }
    }

    [Fact]
    public void Katz_has_no_interval_when_a_count_is_zero()
    {
        Assert.Equal((0, Interval.None), Proportions.KatzRatio(0, 5, 2, 5));
        Assert.Equal((double.PositiveInfinity, Interval.None), Proportions.KatzRatio(2, 5, 0, 5));
        Assert.Equal((double.NaN, Interval.None), Proportions.KatzRatio(0, 5, 0, 5));
        Assert.Equal((double.NaN, Interval.None), Proportions.KatzRatio(0, 0, 2, 5));
        Assert.Equal(new Interval(1, 1), Proportions.KatzRatio(3, 3, 5, 5).Interval);
    }

    [Fact]
    public void Published_S27_and_R_agree_on_Wilson_with_finite_population()
    {
        var published = Proportions.WilsonFpc(12, 30, 40);
        Assert.Equal(117, published.EffectiveN, 12);
        Assert.Equal(.3158, published.Interval.Low, 4);
        Assert.Equal(.4906, published.Interval.High, 4);
        foreach (var r in Reference.Rows("compute-wilson-fpc.csv"))
        {
            var e = Proportions.WilsonFpc((long)r[0], (long)r[1], (long)r[2]);
            Reference.Close(r[3], e.EffectiveN);
            Reference.Close(r[0] == 0 ? 0 : r[4], e.Interval.Low);
            Reference.Close(r[0] == r[1] ? 1 : r[5], e.Interval.High);
        }
    }

    [Fact]
    public void Shown_bounds_go_outward_to_whole_persons_of_the_population()
    {
        // .3158·40 = 12.6 → 12; .4906·40 = 19.6 → 20.
        Assert.Equal(new Interval(12.0 / 40, 20.0 / 40), Proportions.Outward(Proportions.WilsonFpc(12, 30, 40).Interval, 40));
        Assert.Equal(Interval.None, Proportions.Outward(Interval.None, 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Outward(new Interval(0, 1), 0));
    }

    [Fact]
    public void Everybody_answered_gives_the_point_also_when_rounded_outward() =>
        Gen.Long[1, 2000].SelectMany(n => Gen.Select(Gen.Long[0, n], Gen.Const(n))).Sample((x, n) =>
        {
            var e = Proportions.WilsonFpc(x, n, n);
            var shown = Proportions.Outward(e.Interval, n);
            return e.Interval == new Interval(e.Share, e.Share) && shown.Low == shown.High && shown.Low == e.Share;
        });

    [Fact]
    public void Nobody_gives_NaN()
    {
        foreach (var e in new[] { Proportions.Wilson(0, 0), Proportions.ClopperPearson(0, 0), Proportions.WilsonFpc(0, 0, 0), Proportions.WilsonFpc(0, 0, 9) })
        {
            Assert.Equal(double.NaN, e.Share);
            Assert.Equal(Interval.None, e.Interval);
        }
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Wilson(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Wilson(6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.ClopperPearson(6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.WilsonFpc(3, 5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.WilsonInterval(1.2, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Wilson(1, 5, 0));
    }

    [Fact]
    public void Intervals_hold_the_share_and_stay_within_0_and_1() =>
        Counts.Sample((x, n, population) =>
        {
            var e = Proportions.WilsonFpc(x, n, population);
            return new[]
            {
                Proportions.Wilson(x, n).Interval, Proportions.ClopperPearson(x, n).Interval, e.Interval,
                Proportions.Outward(e.Interval, population),
            }.All(i => i.Low >= 0 && i.Low <= e.Share && e.Share <= i.High && i.High <= 1);
        });

    [Fact]
    public void Outward_contains_the_interval_and_lies_on_the_populations_grid() =>
        Counts.Sample((x, n, population) =>
        {
            var i = Proportions.WilsonFpc(x, n, population).Interval;
            var o = Proportions.Outward(i, population);
            return o.Low <= i.Low + 1e-12 && o.High >= i.High - 1e-12 && o.Low * population % 1 is < 1e-6 or > 1 - 1e-6
                && o.High - i.High < (1.0 / population) + 1e-12;
        });

    [Fact]
    public void Complement_mirrors_the_interval() =>
        Counts.Sample((x, n, _) =>
        {
            var a = Proportions.Wilson(x, n).Interval;
            var b = Proportions.Wilson(n - x, n).Interval;
            var c = Proportions.ClopperPearson(x, n).Interval;
            var d = Proportions.ClopperPearson(n - x, n).Interval;
            return Math.Abs(a.Low - (1 - b.High)) < 1e-12 && Math.Abs(c.Low - (1 - d.High)) < 1e-12;
        });
}
