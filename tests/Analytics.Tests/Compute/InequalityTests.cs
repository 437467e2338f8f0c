using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class InequalityTests
{
    private static readonly double[] Published = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261];
    private static readonly Gen<double[]> Amounts = Gen.OneOf(Gen.Double[0.01, 100], Gen.Const(0.0)).Array[1, 40].Where(x => x.Sum() > 0);

    [Fact]
    public void Published_S22_and_R_agree()
    {
        Assert.Equal(0.4620911, Inequality.Gini(Published), 7);
        Assert.Equal(0.36234124, Inequality.Theil(Published), 8);
        Reference.Close(Reference.Scalars["gini theil"][0], Inequality.Gini(Published));
        Reference.Close(Reference.Scalars["gini theil"][1], Inequality.Theil(Published));
        double[] zeros = [0, 0, 3, 7, 7, 12];
        Reference.Close(Reference.Scalars["gini theil zeros"][0], Inequality.Gini(zeros));
        Reference.Close(Reference.Scalars["gini theil zeros"][1], Inequality.Theil(zeros));
    }

    [Fact]
    public void Published_S23_decomposition()
    {
        var d = Inequality.TheilByGroup(Published, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], 2);
        Assert.Equal(0.14820966, d.Within, 8);
        Assert.Equal(0.21413158, d.Between, 8);
        Assert.Equal(0.36234124, d.Total, 8);
    }

    [Fact]
    public void Nothing_to_share_is_NaN_and_equality_is_zero()
    {
        Assert.Equal(double.NaN, Inequality.Gini([]));
        Assert.Equal(double.NaN, Inequality.Theil([0, 0]));
        Assert.Equal(double.NaN, Inequality.TheilByGroup([0, 5], [0, -1], 1).Total);
        Assert.Equal(0, Inequality.Gini([7]));
        Assert.Equal(0, Inequality.Theil([7, 7, 7]), 15);
        Assert.Throws<ArgumentException>(() => Inequality.Gini([1, -1]));
        Assert.Throws<ArgumentException>(() => Inequality.Theil([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Inequality.TheilByGroup([1], [0, 0], 1));
    }

    [Fact]
    public void Parts_sum_to_the_whole_and_an_empty_group_adds_nothing() =>
        Amounts.Sample(x =>
        {
            var d = Inequality.TheilByGroup(x, [.. x.Select((_, i) => i % 3)], 4);
            return Math.Abs(d.Total - Inequality.Theil(x)) < 1e-10 && d.Within >= -1e-12 && d.Between >= -1e-12;
        });

    [Fact]
    public void Scale_copies_and_order_change_nothing() =>
        Amounts.Sample(x =>
        {
            var g = Inequality.Gini(x);
            return Math.Abs(g - Inequality.Gini([.. x.Select(v => v * 3)])) < 1e-12
                && Math.Abs(g - Inequality.Gini([.. x, .. x])) < 1e-12 && g == Inequality.Gini([.. x.Reverse()])
                && g >= -1e-15 && g <= 1 - (1.0 / x.Length) + 1e-12;
        });
}
