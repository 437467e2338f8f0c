using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class GroupContrastsTests
{
    private static readonly EstimationData.Wave Wave = EstimationData.Waves[0];

    [Theory]
    [InlineData("plain")]
    [InlineData("post")]
    [InlineData("rake")]
    [InlineData("org")]
    public void Means_of_all_groups_agree_with_R(string name)
    {
        var s = CalibrationTests.Setup(name);
        var weighting = s.Design.Calibration is { } calibration ? CellWeighting.Of(s.Weights, calibration) : CellWeighting.Unweighted(s.Weights.Length);
        var sums = CellSums.Of(Wave.Level, new CellDivision(weighting, Wave.Of(EstimationData.Role), 4));
        for (var role = 0; role < 4; role++)
        {
            var r = EstimationData.R[$"{name} mean role {role}"];
            var e = GroupContrasts.Mean(sums, role);
            Reference.Close(r[0], e.Mean, 1e-9);
            Reference.Close(r[1], e.StandardError, 1e-9);
            Assert.Equal(r[2], e.DegreesOfFreedom);
            Reference.Close(r[3], e.Interval.Low, 1e-9);
        }
    }

    [Fact]
    public void Groups_from_sums_and_one_at_a_time_agree() => Respondents.Array[1, 60].Sample(s =>
    {
        var wave = new Answers(s);
        foreach (var weighting in wave.Weightings)
        {
            foreach (var sums in wave.Sums(weighting))
            {
                var design = new SurveyDesign { Calibration = weighting.Calibration };
                for (var g = 0; g < 4; g++)
                {
                    bool[] inGroup = [.. wave.Group.Select(x => x == g)];
                    double[] own = [.. wave.Values.Select((v, i) => inGroup[i] ? v : double.NaN)];
                    double[] rest = [.. wave.Values.Select((v, i) => inGroup[i] ? double.NaN : v)];
                    var mean = Weighted.Mean(own, weighting.Weights, design);
                    var difference = Contrasts.GroupAgainstRest(wave.Values, inGroup, weighting.Weights, design);
                    var ratio = Contrasts.Ratio(
                        Weighted.LineariseMean(own, weighting.Weights, weighting.Calibration), Weighted.LineariseMean(rest, weighting.Weights, weighting.Calibration), design);

                    // Ratios are of shares, whose sums are exact: of numbers about a centre a mean of 0 may be a hair off.
                    if (!(Same(mean, GroupContrasts.Mean(sums, g)) && Same(difference, GroupContrasts.AgainstRest(sums, g))
                        && (sums.Centre != 0 || Same(ratio, GroupContrasts.RatioToRest(sums, g)))))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    });

    [Fact]
    public void Changes_from_sums_and_one_at_a_time_agree() =>
        Gen.Select(Respondents.Array[1, 40], Respondents.Array[1, 40], Gen.Int[-1, 39].Array[40]).Sample((a, b, links) =>
        {
            var (before, after) = (new Answers(a), new Answers(b));
            var free = Enumerable.Range(0, a.Length).ToHashSet();
            int[] row = [.. Enumerable.Range(0, b.Length).Select(i => free.Remove(links[i]) ? links[i] : -1)];
            int[] person = [.. Enumerable.Range(0, a.Length).Select(j => row.Contains(j) ? j : -1)];
            foreach (var (v, w) in before.Weightings.Zip(after.Weightings))
            {
                foreach (var (was, now) in before.Sums(v).Zip(after.Sums(w)))
                {
                    var changes = GroupChanges.Of(was, now, [(0, 1), (1, 0), (3, 3)], row);
                    foreach (var (change, (from, to)) in changes.Zip([(0, 1), (1, 0), (3, 3)]))
                    {
                        var one = Contrasts.Change(
                            Weighted.LineariseMean(was.Own(from), v.Weights, v.Calibration), person, Weighted.LineariseMean(now.Own(to), w.Weights, w.Calibration), row);
                        if (!Same(one, change))
                        {
                            return false;
                        }
                    }
                }
            }

            return true;
        });

    /// <summary>Raked as one: women 90 of whom 75 answered, men 110 of whom 50 did; the first organisation's share below.</summary>
    [Fact]
    public void An_organisation_of_a_wave_is_a_domain_of_all_its_respondents()
    {
        // tests/Reference/joint.R: svymean(~b, subset(d, org == 1)) of the joint rake.
        int[] gender = [.. Enumerable.Repeat(1, 45), .. Enumerable.Repeat(0, 15), .. Enumerable.Repeat(1, 30), .. Enumerable.Repeat(0, 35)];
        var start = Enumerable.Repeat(200 / 125.0, 125).ToArray();
        var raked = Raking.Rake(start, [new RakingMargin(gender, [110, 90])]).Weights;
        var first = CellWeighting.Of(raked, Calibration.Of(start, [gender])).Part(0, 60, new long[125]);
        byte[] below = [.. Enumerable.Range(0, 60).Select(i => (byte)(i < 20 || i is >= 45 and < 54 ? 1 : 0))];
        var e = GroupContrasts.Mean(CellSums.Of(below, new CellDivision(first, new int[60], 1)), 0);
        Reference.Close(0.503448275862, e.Mean, 1e-11);
        Reference.Close(0.067280263813, e.StandardError, 1e-9);
        Assert.Equal(59, e.DegreesOfFreedom);
    }

    [Fact]
    public void A_part_agrees_with_its_domain_of_the_whole_in_changes_too() =>
        Gen.Select(Respondents.Array[3, 40], Respondents.Array[3, 40], Gen.Int[-1, 39].Array[40]).Sample((a, b, links) =>
        {
            // The first third are other organisations' respondents; persons are linked within the organisation or outside it.
            var (was, now) = (new Answers(a), new Answers(b));
            var (i, j) = (a.Length / 3, b.Length / 3);
            var free = Enumerable.Range(0, a.Length).ToHashSet();
            int[] row = [.. Enumerable.Range(0, b.Length).Select(k => links[k] < a.Length && links[k] >= 0 && (links[k] < i) == (k < j) && free.Remove(links[k]) ? links[k] : -1)];
            int[] person = [.. Enumerable.Range(0, a.Length).Select(k => row.Contains(k) ? k : -1)];
            var v = was.Weightings[1].Part(i, a.Length - i, [.. person.Select(p => p + 1L)]);
            var w = now.Weightings[1].Part(j, b.Length - j, [.. row.Select(p => p + 1L)]);
            var before = CellSums.Of(was.Values[i..], new CellDivision(v, was.Group[i..], 4));
            var after = CellSums.Of(now.Values[j..], new CellDivision(w, now.Group[j..], 4));
            var change = GroupChanges.Of(before, after, [(1, 0)], [.. row[j..].Select(r => r < 0 ? -1 : r - i)])[0];
            Linearised Whole(Answers of, CellWeighting weighting, int first, int group) => Weighted.LineariseMean(
                [.. of.Values.Select((y, k) => k >= first && of.Group[k] == group ? y : double.NaN)], weighting.Weights, weighting.Calibration);
            var one = Contrasts.Change(Whole(was, was.Weightings[1], i, 1), person, Whole(now, now.Weightings[1], j, 0), row);
            var mean = Weighted.Estimate(Whole(now, now.Weightings[1], j, 0), now.Weightings[1].Weights, new SurveyDesign { Calibration = w.Calibration });
            return Same(one, change) && Same(mean, GroupContrasts.Mean(after, 0));
        });

    [Fact]
    public void A_group_that_the_margins_explain_has_no_error()
    {
        // y is the category itself: nothing is left.
        int[] category = [0, 0, 1, 1, 1];
        var weighting = CellWeighting.Of([3, 3, 2, 2, 2], Calibration.Of([1, 1, 1, 1, 1], [category]));
        var e = GroupContrasts.Mean(CellSums.Of(new byte[] { 0, 0, 1, 1, 1 }, new CellDivision(weighting, new int[5], 1)), 0);
        Assert.Equal((0.5, 0.0, new Interval(0.5, 0.5)), (e.Mean, e.StandardError, e.Interval));
    }

    [Fact]
    public void Nobody_one_and_impossible_input()
    {
        var two = CellWeighting.Unweighted(2);
        var sums = CellSums.Of([double.NaN, 4], new CellDivision(two, [0, 1], 3));
        Assert.Equal((0L, double.NaN, Interval.None), (GroupContrasts.Mean(sums, 0).N, GroupContrasts.Mean(sums, 0).Mean, GroupContrasts.Mean(sums, 0).Interval));
        Assert.Equal((1L, 4.0, Interval.None), (GroupContrasts.Mean(sums, 1).N, GroupContrasts.Mean(sums, 1).Mean, GroupContrasts.Mean(sums, 1).Interval));
        Assert.Equal(0, GroupContrasts.Mean(sums, 2).N);
        Assert.True(double.IsNaN(GroupContrasts.AgainstRest(sums, 0).Difference));
        Assert.Empty(GroupChanges.Of(sums, sums, [], [0, 1]));
        Assert.Throws<ArgumentException>(() => CellSums.Of([1.0], new CellDivision(two, [0, 0], 1)));
        Assert.Throws<ArgumentException>(() => new CellDivision(two, [0], 1));
        Assert.Throws<ArgumentException>(() => CellWeighting.Of([1, 2], Calibration.Of([1, 1], [[0, 0]])));
        Assert.Throws<ArgumentException>(() => GroupChanges.Of(sums, sums, [], [0]));
    }

    private static readonly Gen<(double Value, int Group, int First, bool Second)> Respondents =
        Gen.Select(Gen.OneOf(Gen.Int[0, 8].Select(v => (double)v), Gen.Const(double.NaN)), Gen.Int[-1, 3], Gen.Int[0, 1], Gen.Bool);

    private static bool Same(WeightedEstimate a, WeightedEstimate b) =>
        a.N == b.N && a.DegreesOfFreedom.Equals(b.DegreesOfFreedom) && Near(a.Mean, b.Mean) && Near(a.StandardError, b.StandardError)
        && Near(a.EffectiveN, b.EffectiveN) && Near(a.Interval.Low, b.Interval.Low) && Near(a.Interval.High, b.Interval.High);

    private static bool Same(ContrastEstimate a, ContrastEstimate b) =>
        Near(a.Difference, b.Difference) && Near(a.StandardError, b.StandardError) && a.DegreesOfFreedom.Equals(b.DegreesOfFreedom)
        && Near(a.PValue, b.PValue) && Near(a.Interval.Low, b.Interval.Low) && Near(a.Interval.High, b.Interval.High);

    private static bool Same(RatioContrast a, RatioContrast b) =>
        Near(a.Ratio, b.Ratio) && Near(a.LogError, b.LogError) && a.DegreesOfFreedom.Equals(b.DegreesOfFreedom) && Near(a.PValue, b.PValue)
        && Near(a.Interval.Low, b.Interval.Low);

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));

    /// <summary>Some respondents with two margins; weights are made by cell.</summary>
    private sealed class Answers((double Value, int Group, int First, bool Second)[] rows)
    {
        public double[] Values { get; } = [.. rows.Select(r => r.Value)];

        public int[] Group { get; } = [.. rows.Select(r => r.Group)];

        /// <summary>None, and calibrated.</summary>
        public CellWeighting[] Weightings { get; } =
        [
            CellWeighting.Unweighted(rows.Length),
            CellWeighting.Of(
                [.. rows.Select(r => (r.First + 1.5) * (r.Second ? 1 : 0.75))],
                Calibration.Of([.. rows.Select(_ => 1.25)], [[.. rows.Select(r => r.First)], [.. rows.Select(r => r.Second ? 1 : 0)]])),
        ];

        /// <summary>Of numbers and of bytes.</summary>
        public CellSums[] Sums(CellWeighting weighting)
        {
            var division = new CellDivision(weighting, Group, 4);
            return [CellSums.Of(Values, division), CellSums.Of(Array.ConvertAll(Values, v => double.IsNaN(v) ? (byte)251 : (byte)v), division)];
        }
    }
}
