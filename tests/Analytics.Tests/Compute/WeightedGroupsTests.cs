using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class WeightedGroupsTests
{
    private static readonly EstimationData.Wave Wave = EstimationData.Waves[0];

    [Theory]
    [InlineData("plain")]
    [InlineData("post")]
    [InlineData("rake")]
    [InlineData("org")]
    [InlineData("uneven")]
    public void All_groups_at_once_agree_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        var byRole = WeightedGroups.Mean(Wave.Level, s.Weights, Wave.Of(EstimationData.Role), 4, s.Design.Calibration);
        for (var role = 0; role < 4; role++)
        {
            var r = EstimationData.R[$"{name} mean role {role}"];
            Reference.Close(r[0], byRole[role].Mean, 1e-9);
            Reference.Close(r[1], byRole[role].StandardError, 1e-9);
            Assert.Equal(r[2], byRole[role].DegreesOfFreedom);
            Reference.Close(r[3], byRole[role].Interval.Low, 1e-9);
        }
    }

    [Fact]
    public void Groups_at_once_and_one_at_a_time_agree() =>
        Gen.Select(
            Gen.OneOf(Gen.Int[0, 8].Select(v => (double)v), Gen.Const(double.NaN)),
            Gen.OneOf(Gen.Const(0.0), Gen.Double[0.2, 3]),
            Gen.Int[-1, 3],
            Gen.Int[0, 1],
            Gen.Bool).Array[1, 60].Sample(s =>
            {
                double[] y = [.. s.Select(x => x.Item1)], d = [.. s.Select(x => x.Item2)];
                int[] group = [.. s.Select(x => x.Item3)];
                double[] w = [.. s.Select(x => x.Item2 * (x.Item4 + 1.5))];
                foreach (var calibration in new[] { null, Calibration.Of(d, [[.. s.Select(x => x.Item4)], [.. s.Select(x => x.Item5 ? 1 : 0)]]) })
                {
                    var all = WeightedGroups.Mean(y, w, group, 4, calibration);
                    for (var g = 0; g < 4; g++)
                    {
                        var one = Weighted.Mean(
                            [.. y.Select((v, i) => group[i] == g ? v : double.NaN)], w, new SurveyDesign { Calibration = calibration });
                        if (!(one.N == all[g].N && one.DegreesOfFreedom.Equals(all[g].DegreesOfFreedom) && Near(one.Mean, all[g].Mean)
                            && Near(one.StandardError, all[g].StandardError) && Near(one.EffectiveN, all[g].EffectiveN)
                            && Near(one.Interval.Low, all[g].Interval.Low) && Near(one.Interval.High, all[g].Interval.High)))
                        {
                            return false;
                        }
                    }
                }

                return true;
            });

    [Fact]
    public void A_group_that_the_margins_explain_has_no_error()
    {
        // y is the category itself: nothing is left.
        int[] category = [0, 0, 1, 1, 1];
        var e = WeightedGroups.Mean([0, 0, 1, 1, 1], [3, 3, 2, 2, 2], new int[5], 1, Calibration.Of([1, 1, 1, 1, 1], [category]))[0];
        Assert.Equal((0.5, 0.0, new Interval(0.5, 0.5)), (e.Mean, e.StandardError, e.Interval));
    }

    [Fact]
    public void Nobody_one_and_impossible_input()
    {
        var e = WeightedGroups.Mean([double.NaN, 4], [1, 2], [0, 1], 3);
        Assert.Equal((0L, double.NaN, Interval.None), (e[0].N, e[0].Mean, e[0].Interval));
        Assert.Equal((1L, 4.0, Interval.None), (e[1].N, e[1].Mean, e[1].Interval));
        Assert.Equal(0, e[2].N);
        Assert.Empty(WeightedGroups.Mean([], [], [], 0));
        Assert.Throws<ArgumentException>(() => WeightedGroups.Mean([1], [1, 1], [0], 1));
        Assert.Throws<ArgumentException>(() => WeightedGroups.Mean([1], [-1], [0], 1));
        Assert.Throws<IndexOutOfRangeException>(() => WeightedGroups.Mean([1], [1], [1], 1));
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
