using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class ReliabilityTests
{
    [Fact]
    public void Published_S19_alpha_of_attitude_and_Feldts_interval_of_psych()
    {
        var flat = Reference.Scalars["attitude"];
        const int N = 30, K = 7;
        var items = new IntegerSums[K];
        var total = default(IntegerSums);
        for (var i = 0; i < N; i++)
        {
            long sum = 0;
            for (var k = 0; k < K; k++)
            {
                var x = (long)flat[(k * N) + i];
                items[k] += new IntegerSums(1, x, x * x);
                sum += x;
            }

            total += new IntegerSums(1, sum, sum * sum);
        }

        var a = Reliability.Alpha(items, total);
        Assert.Equal(0.84314277, a.Alpha, 8);
        Reference.Close(Reference.Scalars["alpha attitude"][0], a.Alpha);
        Reference.Close(Reference.Scalars["feldt attitude"][0], a.Interval.Low);
        Reference.Close(Reference.Scalars["feldt attitude"][1], a.Interval.High);
    }

    [Fact]
    public void Incomplete_respondents_are_left_out()
    {
        byte[][] complete = [[1, 4, 6, 2], [2, 4, 7, 2], [1, 5, 5, 3]];
        byte[][] withMore = [[1, 4, 8, 6, 2], [2, 4, 252, 7, 2], [1, 5, 8, 5, 3]];
        Assert.Equal(Reliability.Alpha(complete, [0, 1, 2]), Reliability.Alpha(withMore, [0, 1, 2]));
        Assert.Equal(4, Reliability.Alpha(withMore, [0, 1, 2]).N);
    }

    [Fact]
    public void Too_little_to_go_by_is_NaN()
    {
        Assert.Equal(double.NaN, Reliability.Alpha([[1, 2, 3]], [0]).Alpha);
        Assert.Equal(double.NaN, Reliability.Alpha([], []).Alpha);
        Assert.Equal(double.NaN, Reliability.Alpha([[1], [2]], [0, 1]).Alpha);
        Assert.Equal(double.NaN, Reliability.Alpha([[3, 3], [4, 4]], [0, 1]).Alpha);
        Assert.Equal(Interval.None, Reliability.Alpha([[252, 252], [4, 4]], [0, 1]).Interval);
        Assert.Throws<ArgumentException>(() => Reliability.Alpha([[1, 2], [1]], [0, 1]));
    }

    [Fact]
    public void Identical_items_have_alpha_one() =>
        Gen.Byte[0, 8].Array[2, 40].Where(x => x.Distinct().Count() > 1)
            .Sample(x => Math.Abs(Reliability.Alpha([x, x, x], [0, 1, 2]).Alpha - 1) < 1e-12);
}
