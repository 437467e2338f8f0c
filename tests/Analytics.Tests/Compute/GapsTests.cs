using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class GapsTests
{
    private static readonly Gen<(byte L, int Role)[]> Wave =
        Gen.Select(Gen.OneOf(Gen.Byte[0, 8], Gen.Byte[251, 254]), Gen.Int[-1, 2]).Array[1, 100];

    private static readonly byte[] Required = [3, 5, 255];

    [Fact]
    public void Worked_case_of_ten_pairs()
    {
        // domain.md §2: I as requirement, A as level, n = 10.
        int[] i = [5, 5, 4, 5, 4, 3, 5, 4, 5, 4], a = [2, 3, 4, 2, 3, 4, 3, 1, 5, 2];
        var joint = new long[Gaps.Cells];
        for (var k = 0; k < 10; k++)
        {
            joint[(a[k] * Answers.LevelCount) + i[k]]++;
        }

        var g = Gaps.Summarise(joint);
        Assert.Equal(10, g.N);
        Assert.Equal(4.4, g.MeanRequirement, 14);
        Assert.Equal(2.9, g.MeanLevel, 14);
        Assert.Equal(1.5, g.MeanGap, 14);
        Assert.Equal(6.6, g.Mwds, 14);
        Assert.Equal((7, 1, 2), (g.Below, g.Above, g.Tied));
        Assert.Equal(-60, g.Rds, 14);
        Assert.Equal(0.7, g.ShareBelow, 14);
        Assert.Equal(0.1, g.ShareAbove, 14);
        Assert.Equal(0.2, g.ShareTied, 14);
        Assert.Equal(1.6, g.MeanShortfall, 14);
        Assert.Equal(16.0 / 7, g.MeanShortfallOfBelow, 14);
    }

    [Fact]
    public void All_measures_agree_with_R()
    {
        foreach (var item in new[] { 1, 5, 18 })
        {
            foreach (var unit in new[] { -2, 0, 3, 7 })
            {
                byte[] required = item == 5 ? [3, 5, 255] : [3, 4, 6];
                var group = AnswersData.GroupFor(unit);
                var r = Reference.Scalars[$"gap {item} {unit}"];
                var column = AnswersData.Columns[item - 1];
                var g = Gaps.Summarise(Gaps.Of(Gaps.Count(column, AnswersData.Role, required, group, 1), 0));
                var v = Gaps.SumImportance(column, AnswersData.Importance, AnswersData.Role, required, group, 1)[0];
                Assert.Equal(r[0], g.N);
                if (g.N == 0)
                {
                    continue;
                }

                var mean = Gaps.MeanGap(g);
                double[] actual =
                [
                    g.N, g.MeanLevel, g.MeanRequirement, g.MeanGap, g.ShareBelow, g.ShareAbove, g.ShareTied, g.MeanShortfall, g.Rds, g.Mwds,
                    mean.Variance, mean.Interval.Low, mean.Interval.High, v.N, v.Mwds, v.MwdsClassic,
                ];
                for (var k = 0; k < r.Length; k++)
                {
                    Reference.Close(r[k], actual[k], what: $"item {item} unit {unit} figure {k}");
                }
            }
        }
    }

    [Fact]
    public void No_pairs_gives_zero_counts_and_NaN()
    {
        var g = Gaps.Summarise(Gaps.Count([252, 5, 5], [0, -1, 2], Required, [0, 0, 0], 1));
        Assert.Equal(0, g.N);
        Assert.Equal(0, g.Tied);
        foreach (var x in new[]
        {
            g.MeanGap, g.ShareBelow, g.ShareAbove, g.ShareTied, g.Rds, g.Mwds, g.MeanShortfall, g.MeanLevel, g.MeanShortfallOfBelow,
        })
        {
            Assert.Equal(double.NaN, x);
        }

        var v = default(ImportanceSums);
        Assert.Equal((double.NaN, double.NaN, double.NaN), (v.Mwds, v.MwdsClassic, v.MeanImportance));
    }

    [Fact]
    public void One_pair_has_a_gap_and_no_interval_and_nobody_below_has_no_shortfall_of_those_below()
    {
        var g = Gaps.Summarise(Gaps.Count([6], [1], Required, [0], 1));
        Assert.Equal(-1, g.MeanGap);
        Assert.Equal(0, g.MeanShortfall);
        Assert.Equal(double.NaN, g.MeanShortfallOfBelow);
        Assert.Equal(Interval.None, Gaps.MeanGap(g).Interval);
        Assert.Equal(new Interval(-1, -1), Gaps.MeanGap(g, 1).Interval);
    }

    [Fact]
    public void Importance_outside_1_to_5_is_missing()
    {
        var v = Gaps.SumImportance([4, 4, 4, 4, 4], [0, 6, 252, 1, 5], [0, 0, 0, 0, 0], Required, [0, 0, 0, 0, 0], 1)[0];
        Assert.Equal(new ImportanceSums(2, 8, 6, 6), v);
    }

    [Fact]
    public void Lengths_and_roles_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Gaps.Count([1, 2], [0], Required, [0, 0], 1));
        Assert.Throws<ArgumentException>(() => Gaps.Count([1], [0], Required, [0, 0], 1));
        Assert.Throws<IndexOutOfRangeException>(() => Gaps.Count([1], [3], Required, [0], 1));
        Assert.Throws<ArgumentException>(() => Gaps.Summarise(new long[80]));
    }

    [Fact]
    public void Shares_sum_to_one_and_MWDS_is_Borichs_sum() =>
        Wave.Sample(w =>
        {
            var g = Summarise(w);
            var pairs = w.Where(x => x.Role is 0 or 1 && x.L <= 8).Select(x => (L: (double)x.L, Q: (double)Required[x.Role])).ToArray();
            if (pairs.Length == 0)
            {
                return g.N == 0;
            }

            var meanQ = pairs.Average(p => p.Q);
            return Math.Abs(g.ShareBelow + g.ShareAbove + g.ShareTied - 1) < 1e-12
                && Math.Abs(g.Mwds - pairs.Average(p => (p.Q - p.L) * meanQ)) < 1e-9
                && Math.Abs(g.MeanGap - (g.MeanRequirement - g.MeanLevel)) < 1e-12
                && g.MeanShortfall >= g.MeanGap - 1e-12 && g.Rds is >= -100 and <= 100;
        });

    [Fact]
    public void Everybody_twice_changes_no_mean_and_order_does_not_matter() =>
        Wave.Where(w => Summarise(w).N > 0).Sample(w =>
        {
            var (once, twice, reversed) = (Summarise(w), Summarise([.. w, .. w]), Summarise([.. w.Reverse()]));
            return once == reversed && once.MeanGap == twice.MeanGap && once.Rds == twice.Rds && once.Mwds == twice.Mwds
                && once.MeanShortfall == twice.MeanShortfall;
        });

    [Fact]
    public void Wilcoxon_and_priority_agree_with_R()
    {
        var r = Reference.Named("parts.csv");
        var weights = r["person weights"];
        foreach (var item in new[] { 1, 5 })
        {
            foreach (var unit in new[] { -2, 0, 3 })
            {
                byte[] required = item == 5 ? [3, 5, 255] : [3, 4, 6];
                var (group, column) = (AnswersData.GroupFor(unit), AnswersData.Columns[item - 1]);
                var test = Gaps.Wilcoxon(Gaps.Of(Gaps.Count(column, AnswersData.Role, required, group, 1), 0));
                var weighted = Gaps.Priority(column, AnswersData.Importance, AnswersData.Role, required, weights, group, 1)[0];
                var plain = Gaps.Priority(column, AnswersData.Importance, AnswersData.Role, required, [], group, 1)[0];
                double[] actual =
                [
                    test.N, test.V, test.PValue, weighted.Below, weighted.MeanShortfall, weighted.MeanImportance, weighted.Value, plain.Value,
                ];
                foreach (var (expected, figure) in r[$"gap {item} {unit}"].Zip(actual))
                {
                    Reference.Close(expected, figure, 1e-12, $"item {item} unit {unit}");
                }
            }
        }
    }

    [Fact]
    public void Nobody_below_has_priority_0_and_without_ratings_there_is_none()
    {
        var above = Gaps.Priority([8], [252], [0], Required, [], [0], 1)[0];
        Assert.Equal((0.0, 0.0, double.NaN, double.NaN), (above.Value, above.ValueWithoutImportance, above.MeanShortfall, above.MeanImportance));
        var below = Gaps.Priority([1], [], [0], Required, [2], [0], 1)[0];
        Assert.Equal((double.NaN, 4.0, 2.0), (below.Value, below.ValueWithoutImportance, below.Below));
        Assert.Equal(0, Gaps.Priority([1], [5], [0], Required, [0], [0], 1)[0].Value);
        Assert.Equal(0, Gaps.Priority([], [], [], Required, [], [], 1)[0].Value);
        Assert.Throws<ArgumentException>(() => Gaps.Priority([1], [5, 5], [0], Required, [], [0], 1));
        Assert.Throws<ArgumentException>(() => Gaps.Priority([1], [5], [0], Required, [1, 1], [0], 1));
        Assert.Throws<ArgumentException>(() => Gaps.Priority([1], [5], [0], Required, [double.NaN], [0], 1));
        Assert.Throws<ArgumentException>(() => Gaps.Wilcoxon(new long[80]));
    }

    [Fact]
    public void Unweighted_priority_is_what_the_joint_counts_say() =>
        Wave.Sample(w =>
        {
            var g = Summarise(w);
            byte[] level = [.. w.Select(x => x.L)], importance = [.. w.Select(x => (byte)((x.L % 5) + 1))];
            int[] role = [.. w.Select(x => x.Role)], group = new int[w.Length];
            var p = Gaps.Priority(level, importance, role, Required, [], group, 1)[0];
            var v = Gaps.SumImportance(level, importance, role, Required, group, 1)[0];
            return p.Below == g.Below && (g.Below == 0
                || (Math.Abs(p.MeanShortfall - g.MeanShortfallOfBelow) < 1e-12 && Math.Abs(p.MeanImportance - v.MeanImportance) < 1e-12
                    && Math.Abs(p.Value - (g.N * g.MeanShortfall * v.MeanImportance / 5)) < 1e-9));
        });

    private static GapSummary Summarise((byte L, int Role)[] w) =>
        Gaps.Summarise(Gaps.Count(w.Select(x => x.L).ToArray(), w.Select(x => x.Role).ToArray(), Required, new int[w.Length], 1));

    [Fact]
    public void One_requirement_is_what_all_pairs_share()
    {
        int[] all = [0, 0, 0];
        var same = Gaps.Count([3, 5, 8], [0, 1, 0], [4, 4], all, 1);
        var different = Gaps.Count([3, 5, 8], [0, 1, 0], [4, 5], all, 1);
        var without = Gaps.Count([3, 5, 8], [0, 1, 0], [255, 4], all, 1);
        var nobody = Gaps.Count([3, 5, 8], [0, 1, 0], [255, 255], all, 1);
        Assert.Equal([4, -1, 4, -1], new[] { same, different, without, nobody }.Select(joint => Gaps.OneRequirement(joint)));
    }
}
