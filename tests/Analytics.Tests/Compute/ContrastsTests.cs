using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class ContrastsTests
{
    private const double Tolerance = 1e-9;

    private static readonly EstimationData.Wave Before = EstimationData.Waves[0];
    private static readonly EstimationData.Wave After = EstimationData.Waves[1];

    [Theory]
    [InlineData("plain")]
    [InlineData("rake")]
    public void Population_change_with_its_overlap_agrees_with_R(string weighting)
    {
        foreach (var measure in new[] { "y", "b", "x" })
        {
            foreach (var role in new[] { -1, 0, 2 })
            {
                var what = $"change {weighting} {measure} {(role < 0 ? "all" : role)}";
                Check(what, Contrasts.Change(
                    Linearised(Before, weighting, measure, role), Before.Person, Linearised(After, weighting, measure, role), After.Person));
            }
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("rake")]
    public void Change_of_a_quantile_agrees_with_R(string weighting)
    {
        foreach (var (name, p) in new[] { ("0.1", 0.1), ("0.5", 0.5) })
        {
            Linearised Of(EstimationData.Wave w) => WeightedQuantiles.Linearise(
                w.Index, Weights(w, weighting), p, new SurveyDesign { Calibration = weighting == "rake" ? w.RakedCalibration : null });
            var r = EstimationData.R[$"change quantile {weighting} {name}"];
            var e = Contrasts.Change(Of(Before), Before.Person, Of(After), After.Person);
            Reference.Close(r[0], e.Difference, Tolerance);
            Reference.Close(r[1], e.StandardError, Tolerance);
            Assert.Equal(r[2], e.DegreesOfFreedom);
        }
    }

    [Theory]
    [MemberData(nameof(CalibrationTests.Designs), MemberType = typeof(CalibrationTests))]
    public void A_group_against_the_rest_agrees_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        for (var operation = 0; operation < 5; operation++)
        {
            var r = EstimationData.R[$"{name} rest {operation}"];
            bool[] inGroup = [.. Before.Of(EstimationData.Operation).Select(o => o == operation)];
            var e = Contrasts.GroupAgainstRest(Before.Level, inGroup, s.Weights, s.Design);
            Reference.Close(r[0], e.Difference, 1e-8, name);
            Reference.Close(r[1], e.StandardError, 1e-8, name);
            Assert.Equal(r[2], e.DegreesOfFreedom);
            Reference.Close(r[3], e.PValue, 1e-7, name);
            Reference.Close(r[4], e.Interval.Low, 1e-7, name);
            Reference.Close(r[5], e.Interval.High, 1e-7, name);
        }
    }

    [Theory]
    [MemberData(nameof(CalibrationTests.Designs), MemberType = typeof(CalibrationTests))]
    public void The_ratio_of_a_group_to_the_rest_agrees_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        foreach (var role in new[] { 0, 3 })
        {
            var r = EstimationData.R[$"{name} ratio to rest {role}"];
            int[] inRole = [.. EstimationData.Role.Select(x => x == role ? 1 : 0)];
            Linearised Of(int which, double[] weights, Calibration? calibration) =>
                Weighted.LineariseMean(Before.Domain(Before.Below, inRole, which), weights, calibration);
            var e = Contrasts.Ratio(Of(1, s.Weights, s.Design.Calibration), Of(0, s.Weights, s.Design.Calibration), s.Design);
            Reference.Close(r[0], e.Ratio, 1e-9, name);
            Reference.Close(r[1], e.LogError, 1e-9, name);
            Assert.Equal(r[2], e.DegreesOfFreedom);
            Reference.Close(r[3], e.PValue, 1e-8, name);
            Reference.Close(r[4], e.Interval.Low, 1e-8, name);
            Reference.Close(r[5], e.Interval.High, 1e-8, name);
        }

        var none = Contrasts.Ratio(Weighted.LineariseMean([0, double.NaN], [1, 1]), Weighted.LineariseMean([double.NaN, 1], [1, 1]), default);
        Assert.Equal((0.0, double.NaN, Interval.None), (none.Ratio, none.PValue, none.Interval));
    }

    [Fact]
    public void Whoever_answers_twice_makes_the_change_surer_than_strangers_would()
    {
        var a = Linearised(Before, "plain", "x", -1);
        var b = Linearised(After, "plain", "x", -1);
        int[] strangers = [.. After.Person.Select(_ => -1)];
        var linked = Contrasts.Change(a, Before.Person, b, After.Person);
        var apart = Contrasts.Change(a, Before.Person, b, strangers);
        Assert.True(linked.StandardError < 0.95 * apart.StandardError);
        Assert.Equal(Before.Index.Concat(After.Index).Count(v => !double.IsNaN(v)) - 1, apart.DegreesOfFreedom);

        // Nobody in common: variances add (but for n/(n − 1) of the stack).
        var alone = Weighted.Mean(Before.Index, Before.Start).StandardError;
        var other = Weighted.Mean(After.Index, After.Start).StandardError;
        Assert.Equal(Math.Sqrt((alone * alone) + (other * other)), apart.StandardError, 1e-4);
    }

    [Fact]
    public void Nobody_one_and_no_variance()
    {
        var nobody = Weighted.LineariseMean([double.NaN], [1]);
        var one = Weighted.LineariseMean([3], [1]);
        Assert.Equal(double.NaN, Contrasts.Change(nobody, [0], one, [0]).Difference);
        var same = Contrasts.Change(one, [0], Weighted.LineariseMean([5], [1]), [0]);
        Assert.Equal((2.0, double.NaN, Interval.None), (same.Difference, same.PValue, same.Interval));
        var flat = Contrasts.Between(
            Weighted.LineariseMean([4, 4, double.NaN, double.NaN], [1, 1, 1, 1]),
            Weighted.LineariseMean([double.NaN, double.NaN, 6, 6], [1, 1, 1, 1]),
            default);
        Assert.Equal((-2.0, 0.0, double.NaN, new Interval(-2, -2)), (flat.Difference, flat.StandardError, flat.PValue, flat.Interval));
        Assert.Equal(double.NaN, Contrasts.GroupAgainstRest([1, 2], [true, true], [1, 1]).Difference);
        Assert.Throws<ArgumentException>(() => Contrasts.Change(one, [0, 1], one, [0]));
        Assert.Throws<ArgumentException>(() => Contrasts.GroupAgainstRest([1, 2], [true], [1, 1]));
    }

    [Fact]
    public void Everybody_in_both_waves_is_the_paired_difference() =>
        Gen.Select(Gen.Double[0, 8], Gen.Double[0, 8]).Array[2, 40].Sample(s =>
        {
            double[] a = [.. s.Select(x => x.Item1)], b = [.. s.Select(x => x.Item2)], w = [.. s.Select(_ => 1.5)];
            int[] person = [.. Enumerable.Range(0, s.Length)];
            var e = Contrasts.Change(Weighted.LineariseMean(a, w), person, Weighted.LineariseMean(b, w), [.. person]);
            var paired = Moments.Mean([.. a.Zip(b, (x, y) => y - x)]);
            return Near(paired.Mean, e.Difference) && Near(paired.StandardError, e.StandardError)
                && paired.DegreesOfFreedom == e.DegreesOfFreedom;
        });

    [Fact]
    public void The_other_way_round_changes_the_sign_alone() =>
        Gen.Select(Gen.Double[0, 8], Gen.Bool, Gen.Double[0.5, 3]).Array[2, 40].Sample(s =>
        {
            double[] y = [.. s.Select(x => x.Item1)], w = [.. s.Select(x => x.Item3)];
            bool[] g = [.. s.Select(x => x.Item2)];
            var e = Contrasts.GroupAgainstRest(y, g, w);
            var other = Contrasts.GroupAgainstRest([.. y.Reverse()], [.. g.Reverse().Select(x => !x)], [.. w.Reverse()]);
            return (double.IsNaN(e.Difference) && double.IsNaN(other.Difference))
                || (Near(e.Difference, -other.Difference) && Near(e.StandardError, other.StandardError)
                    && (double.IsNaN(e.PValue) == double.IsNaN(other.PValue)));
        });

    private static double[] Weights(EstimationData.Wave wave, string weighting) => weighting == "rake" ? wave.Raked.Weights : wave.Start;

    private static Linearised Linearised(EstimationData.Wave wave, string weighting, string measure, int role) => Weighted.LineariseMean(
        wave.Domain(measure == "y" ? wave.Level : measure == "b" ? wave.Below : wave.Index, EstimationData.Role, role),
        Weights(wave, weighting),
        weighting == "rake" ? wave.RakedCalibration : null);

    private static void Check(string name, ContrastEstimate e)
    {
        var r = EstimationData.R[name];
        Reference.Close(r[0], e.Difference, Tolerance, name);
        Reference.Close(r[1], e.StandardError, Tolerance, name);
        Assert.Equal(r[2], e.DegreesOfFreedom);
        Reference.Close(r[3], e.PValue, 1e-8, name);
        Reference.Close(r[4], e.Interval.Low, 1e-8, name);
        Reference.Close(r[5], e.Interval.High, 1e-8, name);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
