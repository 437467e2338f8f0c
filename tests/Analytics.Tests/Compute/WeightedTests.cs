using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class WeightedTests
{
    private static readonly Dictionary<string, double[]> R = Reference.Weighted;
    private static readonly Gen<(double Y, double W)[]> Sample = Gen.Select(Gen.Double[0, 8], Gen.Double[0.1, 5]).Array[2, 40];

    [Fact]
    public void Published_S1_stratified_mean_with_fpc()
    {
        var e = Stratified(R["strat y"], withFpc: true);
        Assert.Equal(662.2873632, e.Mean, 7);
        Assert.Equal(9.408940803, e.StandardErrorFpc, 8);
        Assert.Equal(643.7322, e.Interval.Low, 4);
        Assert.Equal(680.8425, e.Interval.High, 4);
        Check("strat fpc", e, fpc: true);
        Check("strat", Stratified(R["strat y"], withFpc: false), fpc: false);
    }

    [Theory]
    [InlineData(0, 674.43, 12.38248)]
    [InlineData(1, 625.82, 14.93713)]
    [InlineData(2, 636.60, 16.21471)]
    public void Published_S4_domains(int stratum, double mean, double error)
    {
        var e = Stratified(R["strat y"].Zip(R["strat h"], (y, h) => h == stratum ? y : double.NaN), withFpc: true);
        Assert.Equal(mean, e.Mean, 10);
        Assert.Equal(error, e.StandardErrorFpc, 5);
        Check($"strat domain {stratum}", e, fpc: true);
    }

    [Fact]
    public void A_domain_across_strata_agrees_with_R()
    {
        var y = R["strat y"].Zip(R["strat enroll"], (v, e) => e > 500 ? v : double.NaN).ToArray();
        Check("strat enroll over 500 fpc", Stratified(y, withFpc: true), fpc: true);
        Check("strat enroll over 500", Stratified(y, withFpc: false), fpc: false);
    }

    [Fact]
    public void Published_S5_cluster_sample()
    {
        var psu = Integers("clus c");
        var e = Weighted.Mean(R["clus y"], R["clus w"], new SurveyDesign { Psu = psu, PopulationPsus = [(long)R["clus N"][0]] });
        Assert.Equal(644.1693989, e.Mean, 7);
        Assert.Equal(23.54224069, e.StandardErrorFpc, 8);
        Check("clus fpc", e, fpc: true);
        Check("clus", Weighted.Mean(R["clus y"], R["clus w"], new SurveyDesign { Psu = psu }), fpc: false);
        var elementary = R["clus y"].Zip(R["clus isE"], (y, isE) => isE == 1 ? y : double.NaN).ToArray();
        Check("clus E", Weighted.Mean(elementary, R["clus w"], new SurveyDesign { Psu = psu }), fpc: false);
    }

    [Fact]
    public void Answers_with_missing_items_as_domain_agree_with_R()
    {
        var y = AnswersData.Columns[10].Select(b => b > 8 ? double.NaN : b).ToArray();
        var e = Weighted.Mean(y, R["answers w"]);
        Check("answers", e, fpc: false);
        Reference.Close(R["answers kish"][0], e.EffectiveN);
        int[] unit = [.. AnswersData.Unit.Select(u => u + 1)];
        for (var role = 0; role < 3; role++)
        {
            var part = y.Zip(AnswersData.Role, (v, r) => r == role ? v : double.NaN).ToArray();
            Check($"answers by unit role {role}", Weighted.Mean(part, R["answers w"], new SurveyDesign { Psu = unit }), fpc: false);
        }
    }

    [Fact]
    public void Nobody_one_and_a_lone_PSU()
    {
        var none = Weighted.Mean([double.NaN, 3], [1, 0]);
        Assert.Equal((0L, double.NaN, double.NaN, Interval.None), (none.N, none.Mean, none.StandardError, none.Interval));
        Assert.Equal(double.NaN, Weighted.Mean([], []).Mean);
        var one = Weighted.Mean([3], [2]);
        Assert.Equal((3.0, double.NaN, 0.0, Interval.None), (one.Mean, one.StandardError, one.DegreesOfFreedom, one.Interval));

        // One of two answered: its PSU's deviation is 0 by construction, and no interval is made of that.
        Assert.Equal(Interval.None, Weighted.Mean([3, double.NaN], [2, 2]).Interval);
        Assert.Equal(double.NaN, Weighted.Mean([1, 2, 3], [1, 1, 1], new SurveyDesign { Stratum = [0, 0, 1] }).StandardError);
        var whole = Weighted.Mean([1, 2, 3], [1, 1, 1], new SurveyDesign { Stratum = [0, 0, 1], PopulationPsus = [4, 1] });
        Assert.Equal(double.NaN, whole.StandardError);
        Assert.True(whole.StandardErrorFpc > 0);
    }

    [Fact]
    public void No_variance_and_everybody_answered_give_the_point()
    {
        Assert.Equal(new Interval(4, 4), Weighted.Mean([4, 4, 4], [1, 1, 1]).Interval);
        var all = Weighted.Mean([1, 3], [1, 1], new SurveyDesign { PopulationPsus = [2] });
        Assert.Equal((0.0, new Interval(2, 2)), (all.StandardErrorFpc, all.Interval));
    }

    [Fact]
    public void Impossible_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Weighted.Mean([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Weighted.Mean([1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => Weighted.Mean([1, 2], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Weighted.Mean([1, 2], [1, 1], new SurveyDesign { Psu = [0, 0], Stratum = [0, 1] }));
        Assert.Throws<ArgumentException>(() => Weighted.Mean([1, 2], [1, 1], new SurveyDesign { Psu = [0] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weighted.Mean([1, 2], [1, 1], new SurveyDesign { PopulationPsus = [1] }));
    }

    [Fact]
    public void Equal_weights_give_the_unweighted_figures() =>
        Sample.Sample(s =>
        {
            var y = s.Select(x => x.Y).ToArray();
            var a = Weighted.Mean(y, [.. y.Select(_ => 2.5)]);
            var b = Moments.Mean(y);
            return Near(a.Mean, b.Mean) && Near(a.StandardError, b.StandardError) && Near(a.Interval.Low, b.Interval.Low)
                && Near(a.EffectiveN, b.N);
        });

    [Fact]
    public void The_scale_of_the_weights_and_the_order_do_not_matter() =>
        Sample.Sample(s =>
        {
            double[] y = [.. s.Select(x => x.Y)], w = [.. s.Select(x => x.W)];
            var a = Weighted.Mean(y, w);
            var b = Weighted.Mean([.. y.Reverse()], [.. w.Reverse().Select(x => x * 7)]);
            return Near(a.Mean, b.Mean) && Near(a.StandardError, b.StandardError) && Near(a.EffectiveN, b.EffectiveN)
                && a.Interval.Low <= a.Mean && a.Mean <= a.Interval.High;
        });

    private static WeightedEstimate Stratified(IEnumerable<double> values, bool withFpc) =>
        Weighted.Mean([.. values], R["strat w"], new SurveyDesign
        {
            Stratum = Integers("strat h"),
            PopulationPsus = withFpc ? R["strat N"].Select(n => (long)n).ToArray() : [],
        });

    private static int[] Integers(string name) => [.. R[name].Select(v => (int)v)];

    private static void Check(string name, WeightedEstimate e, bool fpc)
    {
        var r = R[name];
        Reference.Close(r[0], e.Mean, what: name);
        Reference.Close(r[1], fpc ? e.StandardErrorFpc : e.StandardError, what: name);
        Assert.Equal(r[2], e.DegreesOfFreedom);
        Reference.Close(r[3], e.Interval.Low, what: name);
        Reference.Close(r[4], e.Interval.High, what: name);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
