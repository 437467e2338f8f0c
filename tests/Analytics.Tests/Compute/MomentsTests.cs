using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class MomentsTests
{
    private static readonly Gen<byte[]> Levels = Gen.Byte[0, 8].Array[1, 60];

    [Fact]
    public void Means_errors_and_intervals_agree_with_R_per_item_and_unit()
    {
        foreach (var r in Reference.Rows("compute-moments.csv"))
        {
            var what = $"item {r[0]} unit {r[1]}";
            var sums = new IntegerSums((long)r[2], (long)r[4], (long)r[5]);
            var plain = Moments.Mean(sums);
            var finite = Moments.Mean(sums, (long)r[3]);
            Reference.Close(r[6], plain.Mean, what: what);
            Reference.Close(r[7], plain.Variance, what: what);
            Reference.Close(r[8], plain.StandardError, what: what);
            Reference.Close(r[9], plain.Interval.Low, what: what);
            Reference.Close(r[10], plain.Interval.High, what: what);
            Assert.Equal(double.NaN, plain.StandardErrorFpc);
            Reference.Close(r[8], finite.StandardError, what: what);
            // The script asks R for an FPC error from n = 2 up; n = 0 and 1 have tests of their own.
            if (r[2] > 1)
            {
                Reference.Close(r[11], finite.StandardErrorFpc, what: what);
                Reference.Close(r[12], finite.Interval.Low, what: what);
                Reference.Close(r[13], finite.Interval.High, what: what);
            }
        }
    }

    [Fact]
    public void Published_S3_mean_of_a_simple_random_sample_with_and_without_fpc()
    {
        // domain.md S3: R survey's api data, n = 200 of N = 6194.
        var values = Reference.Scalars["S3 api00"];
        var e = Moments.Mean(values, 6194);
        Reference.Close(656.585, e.Mean);
        Reference.Close(9.249722039, e.StandardErrorFpc, 1e-9);
        Reference.Close(9.402772171, e.StandardError, 1e-9);
        Reference.Close(Reference.Scalars["S3 n mean sefpc se"][2], e.StandardErrorFpc, 1e-12);
        Reference.Close(Reference.Scalars["S3 confint fpc"][0], e.Interval.Low);
        Reference.Close(Reference.Scalars["S3 confint fpc"][1], e.Interval.High);
        Assert.Equal(199, e.DegreesOfFreedom);
    }

    [Fact]
    public void Nobody_gives_NaN_throughout()
    {
        foreach (var e in new[] { Moments.Mean(default(IntegerSums)), Moments.Mean([double.NaN, double.NaN]), Moments.Mean(default(IntegerSums), 0) })
        {
            Assert.Equal(0, e.N);
            Assert.Equal(double.NaN, e.Mean);
            Assert.Equal(double.NaN, e.StandardError);
            Assert.Equal(double.NaN, e.StandardErrorFpc);
            Assert.Equal(double.NaN, e.DegreesOfFreedom);
            Assert.Equal(Interval.None, e.Interval);
        }
    }

    [Fact]
    public void One_respondent_has_a_mean_and_no_error()
    {
        var e = Moments.Mean(new IntegerSums(1, 4, 16), 5);
        Assert.Equal(4, e.Mean);
        Assert.Equal(double.NaN, e.Variance);
        Assert.Equal(double.NaN, e.StandardError);
        Assert.Equal(double.NaN, e.StandardErrorFpc);
        Assert.Equal(0, e.DegreesOfFreedom);
        Assert.Equal(Interval.None, e.Interval);
    }

    [Fact]
    public void The_whole_population_of_one_is_known_exactly()
    {
        var e = Moments.Mean(new IntegerSums(1, 4, 16), 1);
        Assert.Equal(0, e.StandardErrorFpc);
        Assert.Equal(new Interval(4, 4), e.Interval);
    }

    [Fact]
    public void No_variance_gives_the_point()
    {
        var e = Moments.Mean(new IntegerSums(3, 12, 48));
        Assert.Equal(0, e.StandardError);
        Assert.Equal(new Interval(4, 4), e.Interval);
    }

    [Fact]
    public void Everybody_answered_gives_the_point_and_keeps_the_error_without_fpc()
    {
        var e = Moments.Mean(new IntegerSums(4, 10, 30), 4);
        Assert.Equal(0, e.StandardErrorFpc);
        Assert.Equal(new Interval(2.5, 2.5), e.Interval);
        Assert.True(e.StandardError > 0);
    }

    [Fact]
    public void Fewer_in_the_population_than_respondents_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Mean(new IntegerSums(4, 10, 30), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Mean(new IntegerSums(4, 10, 30), null, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Mean(new IntegerSums(4, 10, 30), null, double.NaN));
    }

    [Fact]
    public void Fractional_degrees_of_freedom_are_taken()
    {
        // R: 2 + c(-1, 1) * qt(.975, 4.5) * 0.3
        var i = Moments.TInterval(2, 0.3, 4.5);
        Reference.Close(1.2023262958386791, i.Low, 1e-12);
        Reference.Close(2.7976737041613209, i.High, 1e-12);
        Assert.Equal(Interval.None, Moments.TInterval(2, double.NaN, 4.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.TInterval(2, 0.3, 0));
    }

    [Fact]
    public void Values_and_integer_sums_give_the_same_figures() =>
        Levels.Sample(x =>
        {
            var a = Moments.Mean(x.Select(b => (double)b).ToArray(), 100);
            var b = Moments.Mean(Histogram.Sums(Histogram.Count(x)), 100);
            return Near(a.Mean, b.Mean) && Near(a.Variance, b.Variance) && Near(a.Interval.Low, b.Interval.Low);
        });

    [Fact]
    public void Groups_at_once_and_one_at_a_time_agree() =>
        Gen.Select(Gen.OneOf(Gen.Double[0, 8], Gen.Const(double.NaN)), Gen.Int[-1, 3]).Array[0, 60].Sample(w =>
        {
            var all = Moments.MeanByGroup(w.Select(x => x.Item1).ToArray(), w.Select(x => x.Item2).ToArray(), 4, [60, 70, 80, 90]);
            return Enumerable.Range(0, 4).All(g =>
                Moments.Mean(w.Where(x => x.Item2 == g).Select(x => x.Item1).ToArray(), 60 + (10 * g)) == all[g]);
        });

    [Fact]
    public void Everybody_twice_keeps_the_mean() =>
        Levels.Sample(x => Mean(x).Mean == Mean([.. x, .. x]).Mean);

    [Fact]
    public void Variance_is_never_negative_and_the_interval_holds_the_mean() =>
        Levels.Where(x => x.Length > 1).Sample(x =>
        {
            var e = Mean(x);
            return e.Variance >= 0 && e.Interval.Low <= e.Mean && e.Mean <= e.Interval.High;
        });

    [Fact]
    public void Variance_survives_a_hundred_million_equal_respondents_but_one()
    {
        // Exact: n = 1e8, one 7 among 8s: variance = 1/n.
        const long N = 100_000_000;
        Reference.Close(1.0 / N, new IntegerSums(N, (8 * N) - 1, (64 * N) - 15).Variance, 1e-12);
    }

    [Fact]
    public void Compensated_sum_keeps_what_plain_addition_loses()
    {
        Assert.Equal(2, Summation.Sum([1, 1e100, 1, -1e100]));
        Assert.Equal(0, Summation.Sum([]));
        Assert.Equal(double.PositiveInfinity, Summation.Sum([1, double.PositiveInfinity]));
        Assert.Equal(double.NaN, Summation.Sum([1, double.NaN]));
    }

    private static MeanEstimate Mean(byte[] levels) => Moments.Mean(Histogram.Sums(Histogram.Count(levels)));

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(b));
}
