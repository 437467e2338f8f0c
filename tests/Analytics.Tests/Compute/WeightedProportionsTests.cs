using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class WeightedProportionsTests
{
    private static readonly EstimationData.Wave Wave = EstimationData.Waves[0];

    [Theory]
    [MemberData(nameof(CalibrationTests.Designs), MemberType = typeof(CalibrationTests))]
    public void Korn_Graubard_and_logit_agree_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        for (var role = -1; role < 4; role++)
        {
            var what = $"{name} share {(role < 0 ? "all" : role)}";
            var r = EstimationData.R[what];
            var e = WeightedProportions.Share(Wave.Domain(Wave.Below, EstimationData.Role, role), s.Weights, s.Design);
            Reference.Close(r[0], e.Mean.Estimate, 1e-9, what);
            Reference.Close(r[1], e.KornGraubardN, 1e-8, what);
            Reference.Close(r[2], e.KornGraubard.Low, 1e-8, what);
            Reference.Close(r[3], e.KornGraubard.High, 1e-8, what);

            // R's logit interval comes out of an iterated model.
            Reference.Close(r[4], e.Logit.Low, 1e-6, what);
            Reference.Close(r[5], e.Logit.High, 1e-6, what);
            Assert.Equal(e.KornGraubard, e.Interval);
        }
    }

    [Fact]
    public void Published_S9_of_survey()
    {
        var weighted = Reference.Weighted;
        int[] psu = [.. weighted["clus c"].Select(v => (int)v)];
        var e = WeightedProportions.Share(
            EstimationData.R["S9 ell0"],
            weighted["clus w"],
            new SurveyDesign { Psu = psu, PopulationPsus = (long[])[(long)weighted["clus N"][0]] });
        Assert.Equal(0.0218579, e.Mean.Estimate, 7);
        Assert.Equal(0.0226225, e.Mean.StandardErrorFpc, 7);
        Assert.Equal(35.3553, e.KornGraubardN, 4);
        Assert.Equal(0.0002161468, e.KornGraubard.Low, 10);
        Assert.Equal(0.1375077639, e.KornGraubard.High, 10);
        Assert.Equal(0.0023047, e.Logit.Low, 7);
        Assert.Equal(0.1777478, e.Logit.High, 7);
        var r = EstimationData.R["S9"];
        Reference.Close(r[3], e.KornGraubard.Low);
        Reference.Close(r[4], e.KornGraubard.High);
        Reference.Close(r[5], e.Logit.Low, 1e-6);
        Reference.Close(r[6], e.Logit.High, 1e-6);
    }

    [Fact]
    public void None_or_all_rest_on_Wilson_at_Kishs_size()
    {
        double[] w = [1, 2, 3, 4];
        var none = WeightedProportions.Share([0, 0, 0, 0], w);
        Assert.Equal(Proportions.WilsonInterval(0, 100.0 / 30), none.Interval);
        Assert.Equal((Interval.None, Interval.None, double.NaN), (none.KornGraubard, none.Logit, none.KornGraubardN));
        var all = WeightedProportions.Share([1, 1, 1, double.NaN], w);
        Assert.Equal(1, all.Mean.Estimate);
        Assert.Equal(Proportions.WilsonInterval(1, 36.0 / 14), all.Interval);
    }

    [Fact]
    public void Nobody_one_and_a_share_the_margins_fix()
    {
        var nobody = WeightedProportions.Share([double.NaN], [1]);
        Assert.Equal((double.NaN, Interval.None, Interval.None), (nobody.Mean.Estimate, nobody.Interval, nobody.Wilson));
        Assert.Equal(Proportions.WilsonInterval(1, 1), WeightedProportions.Share([1], [3]).Interval);
        Assert.Throws<ArgumentException>(() => WeightedProportions.Share([0.5], [1]));

        var exact = WeightedProportions.Share([1, 1, 0], [1, 1, 2], new SurveyDesign { Calibration = Calibration.Of([1, 1, 1], [[0, 0, 1]]) });
        Assert.Equal((0.0, 3.0), (exact.Mean.StandardError, exact.KornGraubardN));
        Assert.Equal(0.5, exact.Logit.Low, 15);
    }

    [Fact]
    public void Equal_weights_give_Clopper_Pearson_at_the_size_the_error_implies() =>
        Gen.Int[0, 1].Array[3, 60].Where(x => x.Distinct().Count() == 2).Sample(x =>
        {
            var e = WeightedProportions.Share([.. x.Select(v => (double)v)], [.. x.Select(_ => 2.0)]);
            // p(1−p)/se² is n − 1 for equal weights, so n* is n − 1: a hair wider than the exact interval.
            return Math.Abs(e.KornGraubardN - (x.Length - 1)) < 1e-6 && e.KornGraubard.Low >= 0 && e.KornGraubard.High <= 1
                && e.KornGraubard.Low < e.Mean.Estimate && e.Mean.Estimate < e.KornGraubard.High
                && e.Logit.Low < e.Mean.Estimate && e.Mean.Estimate < e.Logit.High
                && Math.Abs(e.Mean.EffectiveN - x.Length) < 1e-9;
        });
}
