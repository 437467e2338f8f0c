using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class DifferenceInDifferencesTests
{
    private static readonly Gen<(double Y, bool Exposed, bool After, int Cluster)[]> Sample =
        Gen.Select(Gen.Double[0, 8], Gen.Bool, Gen.Bool, Gen.Int[0, 5]).Array[12, 60];

    [Theory]
    [InlineData("all", 99)]
    [InlineData("12", 12)]
    [InlineData("9", 9)]
    [InlineData("5", 5)]
    public void Agrees_with_sandwich_and_clubSandwich(string name, int units)
    {
        var r = EstimationData.R[$"did {name}"];
        var d = Panel(units);
        var e = DifferenceInDifferences.Estimate(d.Y, d.Exposed, d.After, d.Unit);
        Assert.Equal((r[0], r[1]), (e.N, e.Clusters));
        Reference.Close(r[2], e.ExposedChange, 1e-10);
        Reference.Close(r[3], e.ComparisonChange, 1e-10);
        Reference.Close(r[4], e.Ordinary.Estimate, 1e-9);
        Reference.Close(r[5], e.Ordinary.StandardError, 1e-10);
        Reference.Close(r[6], e.Ordinary.Statistic, 1e-9);
        Reference.Close(r[7], e.Ordinary.PValue, 1e-8);
        Reference.Close(r[8], e.Cr1.StandardError, 1e-9);
        Reference.Close(r[9], e.Cr1.PValue, 1e-8);
        Assert.Equal(r[1] - 1, e.Cr1.DegreesOfFreedom);
        Reference.Close(r[10], e.Cr2.StandardError, 1e-9);
        Reference.Close(r[11], e.Cr2.DegreesOfFreedom, 1e-9);
        Reference.Close(r[12], e.Cr2.PValue, 1e-8);
        Assert.Equal(DifferenceInDifferences.RuleOf(e.Clusters), e.Rule);
        Assert.Equal(units switch { 99 => e.Cr1, 5 => null, _ => e.Cr2 }, e.Conclusive);
    }

    [Fact]
    public void A_column_within_one_cluster_agrees_with_clubSandwich()
    {
        // lm(y1 ~ own + exposed + x1), own = unit 4: the cluster's own dummy leaves an eigenvalue of 0.
        var (before, after) = (EstimationData.Waves[0], EstimationData.Waves[1]);
        List<double> y = [], x = [];
        List<int> cluster = [];
        for (var i = 0; i < before.Person.Length; i++)
        {
            var person = before.Person[i];
            var unit = EstimationData.Unit[person];
            if (after.Answered[person] && unit < 9 && !double.IsNaN(before.Index[i]))
            {
                y.Add(before.Level[i]);
                x.AddRange([1, unit == 4 ? 1 : 0, EstimationData.Exposed[person] ? 1 : 0, before.Index[i]]);
                cluster.Add(unit);
            }
        }

        var fit = ClusterRobust.Fit([.. y], [.. x], 4, [.. cluster]);
        for (var c = 0; c < 4; c++)
        {
            Reference.Close(EstimationData.R["ols coef"][c], fit.Cr1[c].Estimate, 1e-9);
            Reference.Close(EstimationData.R["ols se"][c], fit.Ordinary[c].StandardError, 1e-9);
            Reference.Close(EstimationData.R["ols cr1"][c], fit.Cr1[c].StandardError, 1e-9);
            Reference.Close(EstimationData.R["ols cr2"][c], fit.Cr2[c].StandardError, 1e-9);
            Reference.Close(EstimationData.R["ols df"][c], fit.Cr2[c].DegreesOfFreedom, 1e-8);
        }
    }

    [Fact]
    public void Published_S18_of_Card_and_Krueger()
    {
        // Their balanced panel of 384 restaurants by n, mean and variance of its four groups (comparison before and after, exposed before
        // and after), which is all that OLS sees. https://davidcard.berkeley.edu/data_sets.html, njmin: full-time equivalents.
        (int N, double Mean, double Variance)[] groups =
            [(75, 23.38, 144.25061), (75, 21.0966666667, 70.15523), (309, 20.4305825243, 84.87618), (309, 20.8972491909, 88.01234)];
        List<double> y = [];
        List<bool> exposed = [], after = [];
        for (var g = 0; g < 4; g++)
        {
            // An odd number of rows with the mean in the middle, the others the same distance above and below it.
            var distance = Math.Sqrt(groups[g].Variance);
            for (var i = 0; i < groups[g].N; i++)
            {
                y.Add(groups[g].Mean + (i == 0 ? 0 : i % 2 == 0 ? distance : -distance));
                exposed.Add(g > 1);
                after.Add(g % 2 == 1);
            }
        }

        var e = DifferenceInDifferences.Estimate([.. y], [.. exposed], [.. after], [.. Enumerable.Range(0, y.Count)]);
        Assert.Equal(0.4667, e.ExposedChange, 4);
        Assert.Equal(-2.2833, e.ComparisonChange, 4);
        Assert.Equal(2.75, e.Ordinary.Estimate, 6);
        Assert.Equal(1.731, e.Ordinary.StandardError, 3);
    }

    [Theory]
    [InlineData(7, "Description")]
    [InlineData(8, "Cr2")]
    [InlineData(19, "Cr2")]
    [InlineData(20, "Cr1")]
    public void The_number_of_clusters_decides_what_may_be_concluded(int clusters, string rule) =>
        Assert.Equal(rule, DifferenceInDifferences.RuleOf(clusters).ToString());

    [Fact]
    public void Refusals_say_why()
    {
        var empty = DifferenceInDifferences.Estimate([], [], [], []);
        Assert.Equal((RegressionRefusal.TooFewRows, 0L, null), (empty.Refusal, empty.N, empty.Conclusive));
        Assert.Equal(double.NaN, empty.Cr1.Estimate);
        var missing = DifferenceInDifferences.Estimate([double.NaN, double.NaN], [true, false], [true, false], [0, 1]);
        Assert.Equal(RegressionRefusal.TooFewRows, missing.Refusal);
        var nobodyExposed = DifferenceInDifferences.Estimate(
            [1, 2, 3, 4, 5, 6], new bool[6], [true, false, true, false, true, false], [0, 0, 1, 1, 2, 2]);
        Assert.Equal(RegressionRefusal.Singular, nobodyExposed.Refusal);
        bool[] four = [true, true, false, false, true, true, false, false], two = [true, false, true, false, true, false, true, false];
        Assert.Equal(RegressionRefusal.OneCluster, DifferenceInDifferences.Estimate([1, 2, 3, 4, 5, 6, 7, 9], four, two, new int[8]).Refusal);
        Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Estimate([1], [], [true], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.Fit([1], [1], 1, [0], 1));
    }

    [Fact]
    public void No_variance_gives_no_test()
    {
        bool[] exposed = [true, true, false, false, true, true, false, false], after = [true, false, true, false, true, false, true, false];
        var e = DifferenceInDifferences.Estimate([5, 3, 3, 2, 5, 3, 3, 2], exposed, after, [0, 0, 1, 1, 2, 2, 3, 3]);
        Assert.Equal(1, e.Cr1.Estimate, 12);
        Assert.Equal((0.0, double.NaN, double.NaN), (e.Cr1.StandardError, e.Cr1.Statistic, e.Cr1.PValue));
        Assert.Equal(0.0, e.Cr2.StandardError);
    }

    [Fact]
    public void The_estimate_is_the_difference_of_changes_and_order_does_not_matter() =>
        Sample.Sample(s =>
        {
            var e = Of(s);
            var reversed = Of([.. s.Reverse()]);
            return e.Refusal != RegressionRefusal.None || (
                Near(e.Cr1.Estimate, e.ExposedChange - e.ComparisonChange)
                && Near(e.Cr1.StandardError, reversed.Cr1.StandardError) && Near(e.Cr2.StandardError, reversed.Cr2.StandardError)
                && Near(e.Cr2.DegreesOfFreedom, reversed.Cr2.DegreesOfFreedom));
        });

    [Fact]
    public void Everybody_a_cluster_gives_the_domain_means_of_a_survey() =>
        Gen.Select(Gen.Double[0, 8], Gen.Bool).Array[4, 40].Where(s => s.Select(x => x.Item2).Distinct().Count() == 2).Sample(s =>
        {
            // Domain mean = regression: y ~ group with CR1 without its (n − 1)/(n − k) is the linearised contrast.
            double[] y = [.. s.Select(x => x.Item1)];
            bool[] g = [.. s.Select(x => x.Item2)];
            var fit = ClusterRobust.Fit(y, [.. g.SelectMany(v => new[] { 1, v ? 1.0 : 0 })], 2, [.. Enumerable.Range(0, s.Length)]);
            var contrast = Contrasts.GroupAgainstRest(y, g, [.. y.Select(_ => 1.0)]);
            return Near(fit.Cr1[1].Estimate, contrast.Difference)
                && Near(fit.Cr1[1].StandardError * Math.Sqrt((s.Length - 2.0) / (s.Length - 1)), contrast.StandardError);
        });

    private static DifferenceInDifferencesEstimate Of((double Y, bool Exposed, bool After, int Cluster)[] s) => DifferenceInDifferences.Estimate(
        [.. s.Select(x => x.Y)], [.. s.Select(x => x.Exposed)], [.. s.Select(x => x.After)], [.. s.Select(x => x.Cluster)]);

    private static (double[] Y, bool[] Exposed, bool[] After, int[] Unit) Panel(int units)
    {
        List<double> y = [];
        List<bool> exposed = [], after = [];
        List<int> unit = [];
        foreach (var wave in EstimationData.Waves)
        {
            for (var i = 0; i < wave.Person.Length; i++)
            {
                var person = wave.Person[i];
                if (EstimationData.Waves.All(w => w.Answered[person]) && EstimationData.Unit[person] < units)
                {
                    y.Add(wave.Level[i]);
                    exposed.Add(EstimationData.Exposed[person]);
                    after.Add(wave == EstimationData.Waves[1]);
                    unit.Add(EstimationData.Unit[person]);
                }
            }
        }

        return ([.. y], [.. exposed], [.. after], [.. unit]);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-8 * Math.Max(1, Math.Abs(b));
}
