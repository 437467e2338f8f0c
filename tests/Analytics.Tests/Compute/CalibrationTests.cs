using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class CalibrationTests
{
    // Closed forms 1e-8, iterated 1e-6 (method §3.1). What is measured is far closer: the tests hold it there.
    private const double Closed = 1e-10;
    private const double Iterated = 1e-9;

    private static readonly Dictionary<string, double[]> R = EstimationData.R;
    private static readonly EstimationData.Wave Wave = EstimationData.Waves[0];
    private static readonly int[] Cell = [.. EstimationData.Role.Zip(EstimationData.Gender, (r, g) => (r * 3) + g)];

    public static TheoryData<string> Designs =>
        ["plain", "clus", "strat", "post", "postclus", "poststrat", "rake", "rakeclus", "rakestrat", "org", "uneven", "unevenclus"];

    [Fact]
    public void Weights_agree_with_R()
    {
        Close("post weights", Setup("post").Weights, Closed);
        Close("rake weights", Setup("rake").Weights, Iterated);
        Close("org weights", Setup("org").Weights, Iterated);
        Close("uneven weights", Setup("uneven").Weights, Iterated);
        Assert.All(Raked().Groups, g => Assert.True(g.Converged && g.LargestDeviation <= Raking.Tolerance));
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Means_totals_ratios_and_domains_agree_with_R(string name)
    {
        var s = Setup(name);
        var tolerance = name.StartsWith("rake", StringComparison.Ordinal) || name[0] is 'o' or 'u' ? Iterated : Closed;
        Check($"{name} mean", Weighted.Mean(Wave.Level, s.Weights, s.Design), tolerance);
        Check($"{name} total", Weighted.Total(Wave.Level, s.Weights, s.Design), tolerance);
        Check($"{name} count", Weighted.Total(Wave.Below, s.Weights, s.Design), tolerance);
        Check($"{name} ratio", Weighted.Ratio(Wave.Level, Wave.Index, s.Weights, s.Design), tolerance);
        for (var role = 0; role < 4; role++)
        {
            Check($"{name} mean role {role}", Weighted.Mean(Domain(EstimationData.Role, role), s.Weights, s.Design), tolerance);
        }

        foreach (var unit in new[] { 0, 7, 29 })
        {
            var r = R[$"{name} mean unit {unit}"];
            var e = Weighted.Mean(Domain(EstimationData.Unit, unit), s.Weights, s.Design);
            Reference.Close(r[0], e.Mean, tolerance, name);
            Assert.Equal(r[2], e.DegreesOfFreedom);
            // One unit is one PSU: without calibration its error is 0 by construction, R leaves rounding.
            Assert.True(r[1] < 1e-15 ? e.StandardError < 1e-15 : Math.Abs(e.StandardError - r[1]) <= tolerance * r[1], $"{name} {unit}");
        }

        Reference.Close(R[$"{name} kish"][0], DesignEffects.EffectiveN(s.Weights), tolerance);
    }

    [Fact]
    public void Rs_own_rake_gives_the_same_errors_where_its_ten_rounds_suffice()
    {
        var s = Setup("rake");
        Check("R's rake mean", Weighted.Mean(Wave.Level, s.Weights, s.Design), Iterated);
        Check("R's rake mean role 2", Weighted.Mean(Domain(EstimationData.Role, 2), s.Weights, s.Design), Iterated);
    }

    [Fact]
    public void Published_S6_poststratification()
    {
        var weighted = Reference.Weighted;
        int[] type = [.. weighted["rake stype"].Select(v => (int)v)];
        var design = weighted["clus w"];
        var w = PostStratification.Weights(design, type, [4421, 755, 1018]);
        var survey = Api(Calibration.Of(design, [type]));
        var mean = Weighted.Mean(weighted["clus y"], w, survey);
        Assert.Equal(642.3107882, mean.Mean, 7);
        Assert.Equal(23.92048645, mean.StandardErrorFpc, 8);
        var total = Weighted.Total(weighted["rake enroll"], w, survey);
        Assert.Equal(3680892.945, total.Estimate, 3);
        Assert.Equal(406292.6363, total.StandardErrorFpc, 4);
        Check("S6 mean", mean, Closed, fpc: true);
        Check("S6 total", total, Closed, fpc: true);
    }

    [Fact]
    public void Published_S7_errors_under_raking()
    {
        var weighted = Reference.Weighted;
        int[] type = [.. weighted["rake stype"].Select(v => (int)v)], wide = [.. weighted["rake wide"].Select(v => (int)v)];
        var w = Raking.Rake(weighted["clus w"], [new(type, [4421, 755, 1018]), new(wide, [1072, 5122])]).Weights;
        var survey = Api(Calibration.Of(weighted["clus w"], [type, wide]));
        var mean = Weighted.Mean(weighted["clus y"], w, survey);
        var total = Weighted.Total(weighted["rake enroll"], w, survey);
        Assert.Equal(23.704, mean.StandardErrorFpc, 3);
        Assert.Equal(400603, total.StandardErrorFpc, 0);
        Check("S7 mean", mean, Iterated, fpc: true);
        Check("S7 total", total, Iterated, fpc: true);
        Check("S7 calibrate mean", mean, Iterated, fpc: true);
        Check("S7 calibrate total", total, Iterated, fpc: true);
    }

    [Fact]
    public void Published_S2_total_and_S5_design_effect()
    {
        var weighted = Reference.Weighted;
        var total = Weighted.Total(R["strat enroll"], weighted["strat w"], new SurveyDesign
        {
            Stratum = Integers(weighted["strat h"]),
            PopulationPsus = weighted["strat N"].Select(n => (long)n).ToArray(),
        });
        Assert.Equal(3687177.532, total.Estimate, 3);
        Assert.Equal(114641.7161, total.StandardErrorFpc, 4);
        Check("S2", total, Closed, fpc: true);

        var mean = Weighted.Mean(weighted["clus y"], weighted["clus w"], Api(null));
        Check("S5", mean, Closed, fpc: true);
        Assert.Equal(9.34587, DesignEffects.OfMean(weighted["clus y"], weighted["clus w"], Api(null)), 5);
        Reference.Close(R["S5"][5], DesignEffects.OfMean(weighted["clus y"], weighted["clus w"], Api(null)), Closed);
        Reference.Close(R["S5"][6], DesignEffects.OfMean(weighted["clus y"], weighted["clus w"], Api(null), replacement: true), Closed);
        Assert.Equal(double.NaN, DesignEffects.OfMean([4], [2], default));
        Assert.Equal(double.NaN, DesignEffects.OfMean([4, 4], [2, 2], default));
    }

    [Fact]
    public void What_the_margins_fix_has_no_error()
    {
        var s = Setup("rake");
        double[] isRole = [.. Wave.Of(EstimationData.Role).Select(r => r == 1 ? 1.0 : 0)];
        var count = Weighted.Total(isRole, s.Weights, s.Design);
        Reference.Close(EstimationData.Role.Count(r => r == 1), count.Estimate, 1e-9);
        Assert.Equal(0, count.StandardError);
        Assert.Equal(new Interval(count.Estimate, count.Estimate), count.Interval);
    }

    [Fact]
    public void Nobody_and_one_and_zero_weights()
    {
        var calibration = Calibration.Of([], [[]]);
        Assert.Equal(0, calibration.CellCount);
        Assert.Equal(double.NaN, Weighted.Mean([], [], new SurveyDesign { Calibration = calibration }).Mean);
        var one = Weighted.Mean([3], [2], new SurveyDesign { Calibration = Calibration.Of([2], [[0]]) });
        Assert.Equal((3.0, Interval.None), (one.Mean, one.Interval));
        var total = Weighted.Total([double.NaN, 3], [1, 0]);
        Assert.Equal((0L, double.NaN), (total.N, total.Estimate));
        Assert.Equal(double.NaN, Weighted.Ratio([1, 2], [0, 0], [1, 1]).Estimate);
        Assert.Equal(0, DesignEffects.EffectiveN([0, 0]));
        Assert.Equal(double.NaN, Weighted.Mean([double.NaN], [1]).WeightingEffect);
    }

    [Fact]
    public void Impossible_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Calibration.Of([1, 1], [[0]]));
        Assert.Throws<ArgumentException>(() => Calibration.Of([1, -1], [[0, 0]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of([1, 1], [[0, -1]]));
        Assert.Throws<ArgumentException>(() => Calibration.Of([1, 1], [[0, 0]]).Residuals([1]));
        Assert.Throws<ArgumentException>(() => PostStratification.Weights([1], [0], [5, 3]));
        Assert.Throws<ArgumentException>(() => PostStratification.Weights([1, 1], [0], [5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PostStratification.StartWeights([0, 0], [1]));
    }

    [Fact]
    public void Poststratification_of_nobody_of_zeros_and_the_start()
    {
        Assert.Empty(PostStratification.Weights([], [], [0]));
        Assert.Equal([5, 0, 0], PostStratification.Weights([1, 1, 0], [0, 1, 0], [5, 0]));
        Assert.Equal([2, 2, 7], PostStratification.StartWeights([0, 0, 1], [4, 7]));
    }

    [Fact]
    public void Published_S8_poststratification_of_a_full_table()
    {
        var cells = Reference.Weighted["kalton counts"];
        double[] population = [80, 60, 170, 55, 40, 150, 60, 165, 55, 340, 200, 125];
        double[] published = [4.00, 1.00, 1.38, 1.20, 1.07, 1.10, 1.70, 1.20, 4.00, 1.83, 1.65, 1.79];
        int[] stratum = [.. Enumerable.Range(0, cells.Length).SelectMany(c => Enumerable.Repeat(c, (int)cells[c]))];
        var w = PostStratification.Weights([.. stratum.Select(_ => 1.0)], stratum, population);
        for (var c = 0; c < cells.Length; c++)
        {
            // Two decimals, rounded up at the half as printed (1.375 → 1.38).
            Assert.Equal(published[(c % 4 * 3) + (c / 4)], w[Array.IndexOf(stratum, c)], 0.0051);
        }
    }

    [Fact]
    public void The_effect_of_each_margin_agrees_with_R()
    {
        var without = MarginEffects.WithoutEach(Wave.Start, Wave.RakingMargin);
        var effects = MarginEffects.OfMean(Wave.Level, Wave.Raked.Weights, without);
        string[] names = ["role", "gender", "age", "device"];
        for (var m = 0; m < names.Length; m++)
        {
            Assert.True(without[m].Converged);
            Reference.Close(R["rake mean"][0], effects[m].With, Iterated);
            Reference.Close(R[$"without {names[m]}"][0], effects[m].Without, Iterated);
        }

        Assert.Equal(double.NaN, MarginEffects.OfMean([double.NaN], [1], [new RakingResult([1], 0, 0, true)])[0].Difference);
    }

    [Fact]
    public void Residuals_are_orthogonal_to_the_margins_and_blind_to_how_they_are_written() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Double[0.5, 2], Gen.Double[-3, 3]).Array[1, 60].Sample(s =>
        {
            int[] a = [.. s.Select(x => x.Item1)], b = [.. s.Select(x => x.Item2)];
            double[] d = [.. s.Select(x => x.Item3)], u = [.. s.Select(x => x.Item4)];
            var e = Calibration.Of(d, [a, b]).Residuals(u);

            // A margin twice, relabelled, adds nothing.
            var twice = Calibration.Of(d, [b, a, [.. b.Select(x => 7 - x)]]).Residuals(u);
            return Enumerable.Range(0, 3).All(c => Math.Abs(s.Select((_, i) => a[i] == c ? d[i] * e[i] : 0).Sum()) < 1e-9)
                && Enumerable.Range(0, 4).All(c => Math.Abs(s.Select((_, i) => b[i] == c ? d[i] * e[i] : 0).Sum()) < 1e-9)
                && e.Zip(twice).All(x => Math.Abs(x.First - x.Second) < 1e-9);
        });

    [Fact]
    public void A_domain_mean_is_a_ratio_and_parts_sum_to_the_whole() =>
        Gen.Select(Gen.Double[0, 8], Gen.Double[0.2, 5], Gen.Int[0, 2], Gen.Int[0, 1]).Array[4, 60].Sample(s =>
        {
            double[] y = [.. s.Select(x => x.Item1)], w = [.. s.Select(x => x.Item2)];
            int[] g = [.. s.Select(x => x.Item3)], m = [.. s.Select(x => x.Item4)];
            var calibration = Calibration.Of([.. w.Select(x => x / 2)], [m]);
            var design = new SurveyDesign { Calibration = calibration };
            double[] inside = [.. g.Select(x => x == 0 ? 1.0 : 0)];
            var domain = Weighted.Mean([.. y.Select((v, i) => g[i] == 0 ? v : double.NaN)], w, design);
            var ratio = Weighted.Ratio([.. y.Select((v, i) => v * inside[i])], inside, w, design);
            var whole = Weighted.LineariseTotal(y, w, calibration);
            Linearised[] parts = [.. Enumerable.Range(0, 3)
                .Select(k => Weighted.LineariseTotal([.. y.Select((v, i) => g[i] == k ? v : double.NaN)], w, calibration))];
            return (domain.N == 0 || (Near(domain.Mean, ratio.Estimate) && Near(domain.StandardError, ratio.StandardError)))
                && Near(whole.Estimate, parts.Where(p => p.N > 0).Sum(p => p.Estimate))
                && Enumerable.Range(0, s.Length).All(i => Near(whole.Influence[i], parts.Sum(p => p.Influence[i])));
        });

    [Fact]
    public void Order_and_scale_of_the_weights_do_not_matter_and_everybody_twice_keeps_the_figure() =>
        Gen.Select(Gen.Double[0, 8], Gen.Int[0, 2], Gen.Int[0, 1]).Array[6, 40].Sample(s =>
        {
            double[] y = [.. s.Select(x => x.Item1)];
            int[] a = [.. s.Select(x => x.Item2)], b = [.. s.Select(x => x.Item3)];
            double[] one = [.. s.Select(_ => 1.0)];
            var w = Raking.Rake(one, [new(a, Counts(a, 3, 7)), new(b, Counts(b, 2, 7))]).Weights;
            var e = Weighted.Mean(y, w, new SurveyDesign { Calibration = Calibration.Of(one, [a, b]) });
            var reversed = Weighted.Mean(
                [.. y.Reverse()],
                [.. w.Reverse().Select(x => x * 3)],
                new SurveyDesign { Calibration = Calibration.Of(one, [[.. a.Reverse()], [.. b.Reverse()]]) });
            var person = Enumerable.Range(0, s.Length).ToArray();
            var twice = Weighted.Mean(
                [.. y, .. y],
                [.. w, .. w],
                new SurveyDesign
                {
                    Psu = (int[])[.. person, .. person],
                    Calibration = Calibration.Of([.. one, .. one], [[.. a, .. a], [.. b, .. b]]),
                });
            return Near(e.Mean, reversed.Mean) && Near(e.StandardError, reversed.StandardError)
                && Near(e.Mean, twice.Mean) && Near(e.StandardError, twice.StandardError)
                && e.DegreesOfFreedom == twice.DegreesOfFreedom;
        });

    internal readonly ref struct WeightedSetup(double[] weights, SurveyDesign design)
    {
        public double[] Weights { get; } = weights;

        public SurveyDesign Design { get; } = design;
    }

    /// <summary>Weights and design of one of R's designs.</summary>
    internal static WeightedSetup Setup(string name)
    {
        var clustered = name.EndsWith("clus", StringComparison.Ordinal) || name.EndsWith("strat", StringComparison.Ordinal);
        var (weights, calibration) = name switch
        {
            _ when name.StartsWith("post", StringComparison.Ordinal) =>
                (PostStratification.Weights(Wave.Start, Wave.Of(Cell), EstimationData.Totals(Cell)), Calibration.Of(Wave.Start, [Wave.Of(Cell)])),
            _ when name.StartsWith("rake", StringComparison.Ordinal) => (Wave.Raked.Weights, Wave.RakedCalibration),
            _ when name.StartsWith("uneven", StringComparison.Ordinal) =>
                (Raking.Rake(R["uneven start"], Wave.RakingMargin).Weights, Calibration.Of(R["uneven start"], Wave.Margin)),
            "org" => (Raked().Weights, Calibration.Of(Wave.Start, Wave.Margin, Wave.Of(EstimationData.Org))),
            _ => (Wave.Start, null),
        };
        return new WeightedSetup(weights, new SurveyDesign
        {
            Psu = clustered ? Wave.Of(EstimationData.Unit) : [],
            Stratum = name.EndsWith("strat", StringComparison.Ordinal) ? Wave.Of(EstimationData.Org) : [],
            Calibration = calibration,
        });
    }

    private static (double[] Weights, RakingResult[] Groups) Raked()
    {
        var org = EstimationData.Org;
        double[] Of(int[] margin, int g) => EstimationData.Totals([.. margin.Select((c, i) => org[i] == g ? c : 99)])[..(margin.Max() + 1)];
        return Raking.RakeByGroup(
            Wave.Start, Wave.Of(org), 2, [.. EstimationData.Margins.Select((m, k) => new GroupedMargin(Wave.Margin[k], [Of(m, 0), Of(m, 1)]))]);
    }

    private static SurveyDesign Api(Calibration? calibration) => new()
    {
        Psu = Integers(Reference.Weighted["clus c"]),
        PopulationPsus = (long[])[(long)Reference.Weighted["clus N"][0]],
        Calibration = calibration,
    };

    private static int[] Integers(double[] values) => [.. values.Select(v => (int)v)];

    private static double[] Counts(int[] category, int categories, double scale) =>
        [.. Enumerable.Range(0, categories).Select(c => scale * category.Count(x => x == c))];

    private static double[] Domain(int[] register, int category) => Wave.Domain(Wave.Level, register, category);

    private static void Close(string name, double[] weights, double tolerance)
    {
        Assert.Equal(R[name].Length, weights.Length);
        for (var i = 0; i < weights.Length; i++)
        {
            Reference.Close(R[name][i], weights[i], tolerance, name);
        }
    }

    private static void Check(string name, WeightedEstimate e, double tolerance, bool fpc = false)
    {
        var r = R[name];
        Reference.Close(r[0], e.Estimate, tolerance, name);
        Reference.Close(r[1], fpc ? e.StandardErrorFpc : e.StandardError, tolerance, name);
        Assert.Equal(r[2], e.DegreesOfFreedom);
        Reference.Close(r[3], e.Interval.Low, tolerance, name);
        Reference.Close(r[4], e.Interval.High, tolerance, name);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
