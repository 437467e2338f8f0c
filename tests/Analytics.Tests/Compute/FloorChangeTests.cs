using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class FloorChangeTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Named("effects.csv");
    private static readonly Gen<byte> State = Gen.OneOf(Gen.Const(Floor.NotBelow), Gen.Const(Floor.Below), Gen.Const(Floor.Missing));

    [Theory]
    [InlineData(20, 11, 4, 60)]
    [InlineData(5, 0, 0, 9)]
    [InlineData(0, 9, 0, 40)]
    [InlineData(30, 1, 12, 7)]
    [InlineData(3, 4, 4, 5)]
    public void Shares_net_interval_and_McNemar_agree_with_R(long stayedBelow, long up, long down, long stayedAbove)
    {
        var c = new FloorChange(stayedBelow, up, down, stayedAbove);
        var net = c.Net();
        double[] actual = [c.Shares.Up, c.Shares.Down, c.Shares.Net, net.Interval.Low, net.Interval.High, c.McNemar];
        foreach (var (expected, figure) in R[$"floor {stayedBelow} {up} {down} {stayedAbove}"].Zip(actual))
        {
            Reference.Close(expected, figure, 1e-12);
        }

        Assert.Equal(net.Mean, c.Shares.Net, 15);
    }

    [Fact]
    public void Missing_in_either_wave_is_out_and_so_is_who_has_no_group()
    {
        byte[] before = [1, 1, 0, 0, 255, 1, 1], after = [1, 0, 1, 0, 0, 255, 0];
        Assert.Equal([new FloorChange(1, 1, 1, 1), default], FloorChange.Count(before, after, [0, 0, 0, 0, 0, 0, -1], 2));
        Assert.Throws<ArgumentException>(() => FloorChange.Count([1], [1, 0], [0], 1));
        Assert.Throws<ArgumentException>(() => FloorChange.Count([1], [1], [0, 0], 1));
        Assert.Throws<ArgumentException>(() => FloorChange.Count([2], [1], [0], 1));
    }

    [Fact]
    public void Shares_of_nobody_are_NaN_and_no_change_is_no_evidence()
    {
        var none = default(FloorChange);
        Assert.Equal(new FloorShares(double.NaN, double.NaN, double.NaN), none.Shares);
        Assert.Equal(1, none.McNemar);
        Assert.Equal(double.NaN, none.Net().Mean);
        var above = new FloorChange(0, 0, 1, 3);
        Assert.Equal(new FloorShares(double.NaN, 0.25, -0.25), above.Shares);
    }

    [Fact]
    public void Groups_sum_to_the_whole_and_the_waves_exchanged_turn_the_net_round() =>
        Gen.Select(State, State, Gen.Int[-1, 2]).Array[0, 60].Sample(w =>
        {
            byte[] before = [.. w.Select(x => x.Item1)], after = [.. w.Select(x => x.Item2)];
            var parts = FloorChange.Count(before, after, [.. w.Select(x => x.Item3 + 1)], 4);
            var whole = FloorChange.Count(before, after, new int[w.Length], 1)[0];
            var back = FloorChange.Count(after, before, new int[w.Length], 1)[0];
            return parts.Aggregate(default(FloorChange), (a, b) => a + b) == whole && (whole.Up, whole.Down) == (back.Down, back.Up)
                && whole.McNemar == back.McNemar && whole.McNemar is > 0 and <= 1
                && whole.BelowBefore + whole.AboveBefore == whole.Linked
                && (whole.Linked == 0 || whole.Shares.Net == -back.Shares.Net);
        });

    [Fact]
    public void Expected_rise_with_no_true_change_agrees_with_R()
    {
        var pairs = Reference.Rows("effects-pairs.csv");
        double[] before = [.. pairs.Select(p => p[0])], after = [.. pairs.Select(p => p[1])];
        var e = RegressionToMean.Estimate(before, after, [.. before.Select(b => b < 3)]);
        double[] actual = [e.Linked, e.Chosen, e.Correlation, e.ObservedRise, e.ExpectedRise];
        foreach (var (expected, figure) in R["rtm"].Zip(actual))
        {
            Reference.Close(expected, figure, 1e-12);
        }
    }

    [Fact]
    public void Expected_share_up_with_no_true_change_agrees_with_the_bivariate_normal_in_R()
    {
        foreach (var share in new[] { 0.01, 0.1, 0.3, 0.5, 0.8, 0.99 })
        {
            foreach (var r in new[] { -0.9, -0.3, 0, 0.35, 0.7, 0.95 })
            {
                var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"up {share} {r}");
                Reference.Close(R[name][0], RegressionToMean.ExpectedShareUp(share, r), 1e-9, name);
            }
        }
    }

    [Fact]
    public void The_caveat_stands_beside_groups_chosen_by_a_low_score_only()
    {
        Assert.True(RegressionToMean.CaveatApplies(ChosenBy.LowScore));
        Assert.False(RegressionToMean.CaveatApplies(ChosenBy.Everybody));
        Assert.False(RegressionToMean.CaveatApplies(ChosenBy.Attribute));
    }

    [Fact]
    public void Expected_rise_at_its_ends()
    {
        Assert.Equal(0, RegressionToMean.ExpectedShareUp(0.3, 1), 15);
        Assert.Equal(0.7, RegressionToMean.ExpectedShareUp(0.3, 0), 12);

        Assert.Equal(double.NaN, RegressionToMean.ExpectedShareUp(0, 0.5));
        Assert.Equal(double.NaN, RegressionToMean.ExpectedShareUp(0.5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionToMean.ExpectedShareUp(0.5, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegressionToMean.ExpectedShareUp(-0.5, 0.1));
        var nobody = RegressionToMean.Estimate([1, 2, 3], [2, 2, 3], [false, false, false]);
        Assert.Equal((3L, 0L, double.NaN, double.NaN), (nobody.Linked, nobody.Chosen, nobody.ObservedRise, nobody.ExpectedRise));
        Assert.Throws<ArgumentException>(() => RegressionToMean.Estimate([1], [1], []));

        // Everybody chosen is not chosen at all: nothing is to be expected.
        Assert.Equal(0, RegressionToMean.Estimate([1, 2, 6], [2, 2, 3], [true, true, true]).ExpectedRise, 14);
    }

    [Fact]
    public void In_the_middle_the_expected_share_up_is_Sheppards() =>
        Gen.Double[-0.99, 0.99].Sample(r => Math.Abs(RegressionToMean.ExpectedShareUp(0.5, r) - (Math.Acos(r) / Math.PI)) < 1e-12);
}
