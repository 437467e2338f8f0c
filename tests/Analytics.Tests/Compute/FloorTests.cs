using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class FloorTests
{
    private static readonly bool[][] Mandatory = [Items(1, 4, 8, 13, 17), Items(1, 2, 4, 8, 13, 17, 20), Items()];
    private static readonly byte[][] Floors =
        [All(3), [.. All(3).Select((f, j) => j is 3 or 7 ? (byte)4 : f)], All(3)];

    private static readonly FloorColumns Persons = Floor.Persons(AnswersData.Columns, Mandatory, Floors, AnswersData.Role);

    [Fact]
    public void Each_person_agrees_with_R()
    {
        var rows = Reference.Rows("compute-persons.csv");
        Assert.Equal(rows.Select(r => (byte)r[0]), Persons.State);
        Assert.Equal(rows.Select(r => (byte)r[1]), Persons.ItemsBelow);
        Assert.Equal(rows.Select(r => (byte)r[2]), Persons.ItemsAnswered);
        Assert.Contains(Floor.Below, Persons.State);
        Assert.Contains(Floor.NotBelow, Persons.State);
        Assert.Contains(Floor.Missing, Persons.State);
    }

    [Fact]
    public void Each_persons_index_agrees_with_R()
    {
        var rows = Reference.Rows("compute-persons.csv");
        var index = CompetenceIndex.Compute(AnswersData.Columns, [.. Enumerable.Range(0, 21)]);
        var area2 = CompetenceIndex.Compute(AnswersData.Columns, [.. Enumerable.Range(6, 6)]);
        for (var i = 0; i < rows.Length; i++)
        {
            Reference.Close(rows[i][3], index[i]);
            Reference.Close(rows[i][4], area2[i]);
        }
    }

    [Fact]
    public void F1_and_F2_agree_with_R_per_unit()
    {
        var units = Floor.Estimate(Persons, AnswersData.Unit, AnswersData.Units);
        var all = Floor.Estimate(Persons, new int[AnswersData.Unit.Length], 1)[0];
        for (var u = -2; u < AnswersData.Units; u++)
        {
            if (u == -1)
            {
                continue;
            }

            var r = Reference.Scalars[$"f1 {u}"];
            var e = u == -2 ? all : units[u];
            Assert.Equal((r[0], r[1]), (e.Below, e.Known));
            Reference.Close(r[2], e.F1);
            Reference.Close(r[3], e.F2);
        }

        Assert.Equal(AnswersData.Unit.Length, all.Known + all.Missing);
    }

    [Theory]
    [InlineData(1, 252, 252, Floor.Below)]
    [InlineData(2, 252, 252, Floor.Missing)]
    [InlineData(2, 2, 252, Floor.NotBelow)]
    [InlineData(2, 2, 0, Floor.NotBelow)]
    [InlineData(0, 2, 8, Floor.Below)]
    [InlineData(251, 253, 8, Floor.Missing)]
    [InlineData(254, 1, 8, Floor.Below)]
    public void Two_mandatory_items_with_floor_2_and_a_third_that_is_not(byte a, byte b, byte voluntary, byte expected)
    {
        var e = Floor.Persons([[a], [b], [voluntary]], [[true, true, false]], [[2, 2, 2]], [0]);
        Assert.Equal([expected], e.State);
    }

    [Fact]
    public void No_role_and_no_mandatory_item_are_missing_not_above()
    {
        Assert.Equal([Floor.Missing, Floor.Missing], Floor.Persons([[8, 8]], [[false]], [[2]], [-1, 0]).State);
        Assert.Equal([Floor.Missing], Floor.Persons([], [[]], [[]], [0]).State);
        Assert.Empty(Floor.Persons([[]], [[true]], [[2]], []).State);
    }

    [Fact]
    public void Lengths_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Floor.Persons([[1, 2]], [[true]], [[2]], [0]));
        Assert.Throws<ArgumentException>(() => Floor.Persons([[1]], [[true, true]], [[2]], [0]));
        Assert.Throws<ArgumentException>(() => Floor.Persons([[1]], [[true]], [[2, 2]], [0]));
        Assert.Throws<ArgumentException>(() => Floor.Persons([[1]], [[true], [true]], [[2]], [0]));
        Assert.Throws<IndexOutOfRangeException>(() => Floor.Persons([[1]], [[true]], [[2]], [1]));
        Assert.Throws<ArgumentException>(() => Floor.Estimate(Persons, [0], 1));
    }

    [Fact]
    public void Per_competence_and_index_states_are_strict_and_keep_missing()
    {
        Assert.Equal(
            [Floor.Below, Floor.NotBelow, Floor.Missing, Floor.Below, Floor.Missing], Floor.Item([1, 2, 252, 2, 1], [2, 3], [0, 0, 0, 1, -1]));
        Assert.Equal([Floor.Below, Floor.NotBelow, Floor.Missing], Floor.Index([1.99, 2, double.NaN], 2));
    }

    [Fact]
    public void Nobody_known_is_NaN_and_nobody_below_has_depth_0()
    {
        var e = Floor.Estimate(Floor.Persons([[8, 252]], [[true]], [[2]], [0, 0]), [0, 1], 3);
        Assert.Equal((1L, 0L, 0L, 0.0, 0.0), (e[0].Known, e[0].Below, e[0].Missing, e[0].F1, e[0].F2));
        Assert.Equal((0L, 1L, double.NaN, double.NaN), (e[1].Known, e[1].Missing, e[1].F1, e[1].F2));
        Assert.Equal((0L, 0L, double.NaN), (e[2].Known, e[2].Missing, e[2].F1));
    }

    [Theory]
    [InlineData(21, 11)]
    [InlineData(3, 2)]
    [InlineData(6, 3)]
    [InlineData(4, 2)]
    public void Half_of_the_items_must_be_answered(int k, int required)
    {
        // method.md §2.2 names these.
        Assert.Equal(required, CompetenceIndex.RequiredAnswers(k));
        var columns = Enumerable.Range(0, k).Select(j => new[] { j < required ? (byte)4 : (byte)252, j < required - 1 ? (byte)4 : (byte)253 }).ToArray();
        Assert.Equal([4, double.NaN], CompetenceIndex.Compute(columns, [.. Enumerable.Range(0, k)]));
    }

    [Fact]
    public void An_index_of_no_items_or_nobody_is_missing_or_empty()
    {
        Assert.Equal([double.NaN], CompetenceIndex.Compute([[4]], []));
        Assert.Empty(CompetenceIndex.Compute([], []));
        Assert.Throws<ArgumentException>(() => CompetenceIndex.Compute([[4], [4, 5]], [0, 1]));
    }

    [Fact]
    public void Published_S25_FGT()
    {
        var h = Histogram.Count([1, 2, 2, 3, 4, 5]);
        for (var a = 0; a <= 2; a++)
        {
            Reference.Close(Reference.Scalars["fgt"][a], Floor.Fgt(h, 3, a), 1e-14);
        }

        Assert.Equal(0.5, Floor.Fgt(h, 3, 0));
        Assert.Equal(0.2222, Floor.Fgt(h, 3, 1), 4);
        Assert.Equal(0.1111, Floor.Fgt(h, 3, 2), 4);
        Assert.Equal(double.NaN, Floor.Fgt(Histogram.Count([252]), 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Floor.Fgt(h, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Floor.Fgt(h, 3, 3));
    }

    [Fact]
    public void With_floor_2_and_levels_from_1_FGT_is_half_and_a_quarter_of_the_share() =>
        Gen.Byte[1, 8].Array[1, 50].Sample(x =>
        {
            var h = Histogram.Count(x);
            var share = Floor.Fgt(h, 2, 0);
            return Math.Abs(Floor.Fgt(h, 2, 1) - (share / 2)) < 1e-15 && Math.Abs(Floor.Fgt(h, 2, 2) - (share / 4)) < 1e-15;
        });

    [Fact]
    public void FGT_decomposes_over_groups_by_share() =>
        Gen.Select(Gen.Byte[0, 8].Array[1, 40], Gen.Byte[0, 8].Array[1, 40], Gen.Int[1, 8], Gen.Int[0, 2]).Sample((a, b, z, alpha) =>
        {
            double n = a.Length + b.Length;
            var parts = (a.Length / n * Floor.Fgt(Histogram.Count(a), z, alpha)) + (b.Length / n * Floor.Fgt(Histogram.Count(b), z, alpha));
            return Math.Abs(parts - Floor.Fgt(Histogram.Count([.. a, .. b]), z, alpha)) < 1e-12;
        });

    [Fact]
    public void Units_and_those_without_one_sum_to_the_whole()
    {
        var withNone = AnswersData.Unit.Select(u => u + 1).ToArray();
        var parts = Floor.Estimate(Persons, withNone, AnswersData.Units + 1);
        var all = Floor.Estimate(Persons, new int[withNone.Length], 1)[0];
        Assert.Equal(all.Below, parts.Sum(p => p.Below));
        Assert.Equal(all.Known, parts.Sum(p => p.Known));
        Assert.Equal(all.Missing, parts.Sum(p => p.Missing));
        Reference.Close(all.F2, parts.Sum(p => p.Known * p.F2) / all.Known, 1e-12);
    }

    [Fact]
    public void Depth_does_not_depend_on_the_order_of_respondents_to_the_last_bit()
    {
        var backwards = Floor.Persons([.. AnswersData.Columns.Select(c => c.Reverse().ToArray())], Mandatory, Floors, [.. AnswersData.Role.Reverse()]);
        Assert.Equal(
            Floor.Estimate(Persons, AnswersData.Unit, AnswersData.Units),
            Floor.Estimate(backwards, [.. AnswersData.Unit.Reverse()], AnswersData.Units));
    }

    private static bool[] Items(params int[] numbers) => [.. Enumerable.Range(1, 21).Select(numbers.Contains)];

    private static byte[] All(byte floor) => [.. Enumerable.Repeat(floor, 21)];
}
