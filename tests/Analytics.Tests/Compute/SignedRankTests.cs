using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class SignedRankTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("effects.csv");

    [Fact]
    public void Counts_of_whole_differences_agree_with_R() =>
        Same("counts wilcoxon", SignedRank.Test(R["counts"].Select(c => (long)c).ToArray()));

    [Fact]
    public void Small_and_tied_samples_agree_with_R()
    {
        Same("small 0.5", SignedRank.Test([0.5]));
        Same("small 1 -1", SignedRank.Test([1.0, -1]));
        Same("small 2 2 -1 0", SignedRank.Test([2.0, 2, -1, 0]));
        Same("small -3 -3 -3 -3 -3 -3 -3", SignedRank.Test([-3.0, -3, -3, -3, -3, -3, -3]));
    }

    [Fact]
    public void Nothing_but_zeros_is_no_test()
    {
        var t = SignedRank.Test([0.0, double.NaN, -0.0]);
        Assert.Equal(new SignedRankTest(0, 2, 0, double.NaN, double.NaN), t);
        Assert.Equal(double.NaN, t.RankBiserial);
        Assert.Equal(0, SignedRank.Test(ReadOnlySpan<double>.Empty).N);
        Assert.Equal((0L, 7L), (SignedRank.Test([7L]).N, SignedRank.Test([7L]).Zeros));
    }

    [Fact]
    public void Counts_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SignedRank.Test([1L, 2]));
        Assert.Throws<ArgumentException>(() => SignedRank.Test(ReadOnlySpan<long>.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedRank.Test([1L, -2, 3]));
    }

    [Fact]
    public void Values_counts_order_and_sign_agree() =>
        Gen.Int[-5, 5].Array[0, 60].Sample(d =>
        {
            var counts = new long[11];
            foreach (var x in d)
            {
                counts[x + 5]++;
            }

            var (values, mirrored) = (SignedRank.Test([.. d.Select(x => (double)x)]), SignedRank.Test([.. d.Reverse().Select(x => -(double)x)]));
            return values == SignedRank.Test(counts) && values.N == mirrored.N
                && values.V + mirrored.V == values.N * (values.N + 1) / 2.0
                && (values.N == 0 || (values.PValue == mirrored.PValue && values.RankBiserial + mirrored.RankBiserial is > -1e-12 and < 1e-12));
        });

    private static void Same(string name, SignedRankTest t)
    {
        double[] actual = [t.N, t.Zeros, t.V, t.PValue];
        for (var k = 0; k < actual.Length; k++)
        {
            Reference.Close(R[name][k], actual[k], 1e-12, $"{name} figure {k}");
        }
    }
}
