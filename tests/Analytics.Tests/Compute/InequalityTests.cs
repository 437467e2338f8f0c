using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class InequalityTests
{
    private static readonly Dictionary<string, double[]> Parts = Reference.Named("parts.csv");
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
    public void Published_S22_of_L_and_Atkinson()
    {
        Assert.Equal(0.43359465, Inequality.TheilL(Published), 8);
        Assert.Equal(0.1796591, Inequality.Atkinson(Published, 0.5), 7);
        var r = Parts["published"];
        Same(r, Inequality.Gini(Published), Inequality.Theil(Published), Inequality.TheilL(Published), Inequality.Atkinson(Published, 0.5));
        int[] halves = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        var (t, l) = (Inequality.TheilByGroup(Published, halves, 2), Inequality.TheilLByGroup(Published, halves, 2));
        Same(Parts["published halves"], t.Within, t.Between, l.Within, l.Between);
    }

    [Fact]
    public void Weighted_measures_and_their_parts_agree_with_R()
    {
        double[] x = Parts["x"], w = Parts["w"], z = Parts["zeros"];
        int[] g = [.. Parts["g"].Select(v => (int)v)];
        Same(
            Parts["weighted"],
            Inequality.Gini(x, w),
            Inequality.Theil(x, w),
            Inequality.TheilL(x, w),
            Inequality.Atkinson(x, 0.5, w),
            Inequality.Atkinson(x, 1, w),
            Inequality.Atkinson(x, 2, w));
        var (t, l) = (Inequality.TheilByGroup(x, g, 4, w), Inequality.TheilLByGroup(x, g, 4, w));
        Same(Parts["weighted parts"], t.Within, t.Between, l.Within, l.Between);
        var zeros = Inequality.TheilByGroup(z, g, 4, w);
        Same(
            Parts["zeros figures"],
            Inequality.Gini(z, w),
            Inequality.Theil(z, w),
            Inequality.Atkinson(z, 0.5, w),
            Inequality.Atkinson(z, 1, w),
            zeros.Within,
            zeros.Between);
        Assert.Equal(double.NaN, Inequality.TheilL(z, w));
        Assert.Equal(double.NaN, Inequality.TheilLByGroup(z, g, 4, w).Total);
    }

    [Fact]
    public void Whole_weights_are_copies_and_zero_weights_are_absent() =>
        Gen.Select(Gen.Double[0.01, 100], Gen.Int[0, 3], Gen.Int[0, 2]).Array[1, 30].Where(a => a.Any(v => v.Item2 > 0)).Sample(a =>
        {
            double[] x = [.. a.Select(v => v.Item1)], w = [.. a.Select(v => (double)v.Item2)];
            int[] g = [.. a.Select(v => v.Item3)];
            var copies = a.SelectMany(v => Enumerable.Repeat(v, v.Item2)).ToArray();
            double[] y = [.. copies.Select(v => v.Item1)];
            int[] h = [.. copies.Select(v => v.Item3)];
            var (t, l) = (Inequality.TheilByGroup(x, g, 3, w), Inequality.TheilLByGroup(x, g, 3, w));
            return Near(Inequality.Gini(x, w), Inequality.Gini(y)) && Near(Inequality.Theil(x, w), Inequality.Theil(y))
                && Near(Inequality.TheilL(x, w), Inequality.TheilL(y)) && Near(Inequality.Atkinson(x, 0.7, w), Inequality.Atkinson(y, 0.7))
                && Near(t.Total, Inequality.Theil(y)) && Near(t.Between, Inequality.TheilByGroup(y, h, 3).Between)
                && Near(l.Total, Inequality.TheilL(y)) && Near(l.Between, Inequality.TheilLByGroup(y, h, 3).Between);
        });

    [Fact]
    public void Weights_and_aversions_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Inequality.Gini([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Inequality.Theil([1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => Inequality.TheilByGroup([1, 2], [0, 0], 1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Inequality.Atkinson([1, 2], 0));
        Assert.Equal(double.NaN, Inequality.Gini([1, 2], [0, 0]));
        Assert.Equal(1, Inequality.Atkinson([0, 2], 1));
        Assert.Equal(1, Inequality.Atkinson([0, 2], 1.5));
        Assert.Equal(double.NaN, Inequality.Atkinson([], 0.5));
        Assert.Equal(double.NaN, Inequality.TheilL([0, 0]));
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

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-10;

    private static void Same(double[] expected, params double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < actual.Length; k++)
        {
            Reference.Close(expected[k], actual[k], 1e-12, $"figure {k}");
        }
    }
}
