using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class OmegaTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("reliability.csv");

    [Theory]
    [InlineData("attitude", true)]
    [InlineData("answers area 2", true)]
    [InlineData("answers all", true)]
    [InlineData("three", true)]
    [InlineData("turned", true)]
    [InlineData("heywood", false)]
    public void Factor_model_and_omega_agree_with_lavaan(string name, bool proper)
    {
        var items = Items(name);
        var fit = OneFactorModel.Fit(items);
        Assert.Equal(proper ? FactorStatus.Converged : FactorStatus.Heywood, fit.Status);
        Same(name + " loadings", fit.Loadings, 1e-8);
        Same(name + " residuals", fit.Residuals, 1e-8);
        var size = 2 * items.ItemCount;
        double[] errors = [.. Enumerable.Range(0, size).Select(i => Math.Sqrt(fit.Covariance[(i * size) + i]))];
        Same(name + " loading errors", errors[..items.ItemCount], 1e-8);
        Same(name + " residual errors", errors[items.ItemCount..], 1e-8);
        var omega = Reliability.Omega(items);
        Same(name + " omega", [omega.Omega, omega.StandardError], 1e-8);
        Assert.Equal(omega.Omega - (1.959963984540054 * omega.StandardError), omega.Interval.Low, 12);

        // lavaan's own stopping rule leaves it five or six digits; the script takes the last step from its solution.
        Same(name + " lavaan omega", [omega.Omega, omega.StandardError], 1e-4);
        if (fit.DegreesOfFreedom > 0)
        {
            Same(name + " fit", [fit.ChiSquare, fit.DegreesOfFreedom], 1e-6);
        }
        else
        {
            Assert.Equal(0, fit.ChiSquare, 9);
        }
    }

    [Theory]
    [InlineData("attitude")]
    [InlineData("answers area 2")]
    [InlineData("answers all")]
    [InlineData("three")]
    [InlineData("turned")]
    [InlineData("heywood")]
    public void Alpha_item_rest_and_alpha_without_agree_with_psych(string name)
    {
        var items = Items(name);
        var alpha = Reliability.Alpha(items);
        Same(name + " alpha", [alpha.N, alpha.Alpha], 1e-12);
        var each = Reliability.Items(items);
        Same(name + " rest", [.. each.Select(i => i.ItemRest)], 1e-12);
        Same(name + " drop", [.. each.Select(i => i.AlphaWithout)], 1e-12);
    }

    [Fact]
    public void Published_S20_of_attitude()
    {
        var omega = Reliability.Omega(Items("attitude"));

        // The page's eighth digit is where lavaan's default tolerance stopped.
        Assert.Equal(0.85632684, omega.Omega, 1e-7);
        Assert.False(Reliability.MayBeShown(omega));
        Assert.True(Reliability.MayBeShown(Reliability.Omega(Items("answers area 2"))));
        Assert.False(Reliability.MayBeShown(Reliability.Omega(Items("heywood"))));
    }

    [Theory]
    [InlineData(50, 3, true)]
    [InlineData(49, 3, false)]
    [InlineData(50, 2, false)]
    public void Fifty_complete_respondents_and_three_items_are_needed(long n, int k, bool shown) =>
        Assert.Equal(shown, Reliability.MayBeShown(n, k));

    [Fact]
    public void Covariances_are_those_of_complete_respondents()
    {
        var items = ItemCovariance.Of([[1, 4, 8, 6, 2], [2, 4, 252, 7, 2]], [0, 1]);
        Assert.Equal((4L, 2), (items.N, items.ItemCount));
        Assert.Equal((3.25, 3.75), (items.Mean(0), items.Mean(1)));
        Assert.Equal([14.75 / 3, 15.25 / 3, 15.25 / 3, 16.75 / 3], items.Matrix());
        Assert.Equal((double.NaN, double.NaN), (ItemCovariance.Of([[252]], [0]).Mean(0), ItemCovariance.Of([[1]], [0]).Covariance(0, 0)));
        Assert.Equal((0L, 0), (ItemCovariance.Of([], []).N, ItemCovariance.Of([], []).ItemCount));
        Assert.Throws<ArgumentException>(() => ItemCovariance.Of([[1, 2], [1]], [0, 1]));
        Assert.Throws<ArgumentException>(() => ItemCovariance.Of([1, 2, 3], 2));
    }

    [Fact]
    public void What_has_no_single_factor_says_so_and_is_NaN()
    {
        byte[] a = [1, 2, 3, 4, 5, 6, 7, 8, 1, 3], b = [2, 2, 3, 5, 5, 6, 8, 8, 0, 2], c = [1, 3, 2, 4, 6, 6, 7, 7, 1, 4];
        NotFitted(FactorStatus.NotIdentified, Of(a, b));
        NotFitted(FactorStatus.NotIdentified, Of(a, b, a));
        NotFitted(FactorStatus.NotIdentified, Of(a, b, [.. a.Select(_ => (byte)4)]));
        NotFitted(FactorStatus.NotIdentified, Of(a[..3], b[..3], c[..3]));
        NotFitted(FactorStatus.NotIdentified, ItemCovariance.Of([], []));

        // Three items, every two of them against each other: no real loadings have these covariances.
        NotFitted(FactorStatus.NotConverged, Of([8, 1, 1, 4, 1, 4, 7, 2, 1], [1, 8, 1, 4, 4, 1, 1, 7, 2], [1, 1, 8, 1, 4, 4, 2, 1, 7]));
    }

    [Fact]
    public void Item_statistics_at_their_ends()
    {
        Assert.Empty(Reliability.Items(ItemCovariance.Of([], [])));
        var alone = Reliability.Items(Of([1, 2, 4]))[0];
        Assert.Equal((double.NaN, double.NaN), (alone.ItemRest, alone.AlphaWithout));
        var flat = Reliability.Items(Of([1, 2, 4], [3, 3, 3], [1, 2, 3]));
        Assert.Equal(double.NaN, flat[1].ItemRest);
        Assert.Equal(0, flat[1].StandardDeviation);
    }

    [Fact]
    public void Order_of_respondents_and_of_items_and_a_shift_change_no_reliability() =>
        Gen.Select(Gen.Byte[0, 7], Gen.Int[-1, 1], Gen.Int[-1, 1]).Array[8, 40].Sample(rows =>
        {
            byte[] Item(Func<(byte, int, int), int> f) => [.. rows.Select(r => (byte)Math.Clamp(f(r), 0, 7))];
            var (a, b, c) = (Item(r => r.Item1), Item(r => r.Item1 + r.Item2), Item(r => r.Item1 + r.Item3));
            var one = Reliability.Omega(Of(a, b, c));
            var other = Reliability.Omega(Of([.. c.Reverse().Select(x => (byte)(x + 1))], [.. a.Reverse()], [.. b.Reverse()]));
            var (alpha, turned) = (Reliability.Alpha(Of(a, b, c)), Reliability.Alpha(Of([.. c.Reverse()], [.. a.Reverse()], [.. b.Reverse()])));
            return alpha.Equals(turned) && one.Status == other.Status
                && (double.IsNaN(one.Omega) || Math.Abs(one.Omega - other.Omega) < 1e-6);
        });

    [Fact]
    public void Alpha_is_the_one_of_the_item_columns() =>
        Gen.Select(Gen.Byte[0, 8], Gen.Byte[0, 8]).Array[2, 40].Sample(rows =>
        {
            byte[][] columns = [[.. rows.Select(r => r.Item1)], [.. rows.Select(r => r.Item2)]];
            var (a, b) = (Reliability.Alpha(columns, [0, 1]).Alpha, Reliability.Alpha(ItemCovariance.Of(columns, [0, 1])).Alpha);
            return a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a));
        });

    private static ItemCovariance Of(params byte[][] columns) => ItemCovariance.Of(columns, [.. Enumerable.Range(0, columns.Length)]);

    private static ItemCovariance Items(string name) => name switch
    {
        "answers area 2" => ItemCovariance.Of(AnswersData.Columns, [3, 4, 5, 6, 7, 8]),
        "answers all" => ItemCovariance.Of(AnswersData.Columns, [.. Enumerable.Range(0, 21).Where(i => i != 17)]),
        "three" => ItemCovariance.Of(AnswersData.Columns, [0, 1, 2]),
        _ => ItemCovariance.Of([.. R[name + " rows"].Select(x => (int)x)], (int)R[name + " items"][0]),
    };

    private static void NotFitted(FactorStatus status, ItemCovariance items)
    {
        var fit = OneFactorModel.Fit(items);
        Assert.Equal(status, fit.Status);
        Assert.All([.. fit.Loadings, .. fit.Residuals, .. fit.Covariance, fit.ChiSquare], x => Assert.Equal(double.NaN, x));
        var omega = Reliability.Omega(items);
        Assert.Equal((double.NaN, double.NaN, Interval.None, false), (omega.Omega, omega.StandardError, omega.Interval, Reliability.MayBeShown(omega)));
    }

    private static void Same(string name, double[] actual, double tolerance)
    {
        Assert.Equal(R[name].Length, actual.Length);
        for (var k = 0; k < actual.Length; k++)
        {
            Reference.Close(R[name][k], actual[k], tolerance, $"{name} figure {k}");
        }
    }
}
