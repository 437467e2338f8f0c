using CsCheck;
using Digilo.Analytics.Disclosure;

namespace Digilo.Analytics.Tests.Disclosure;

public class HidingTests
{
    private const int Threshold = 5;

    [Fact]
    [Trait("rule", "neighbours")]
    public void One_small_group_takes_its_smallest_sibling_with_it()
    {
        // 40 = 3 + 12 + 25: the 3 would follow by subtraction, so 12 goes too.
        var hidden = Hiding.Decide([new Line(0, [1, 2, 3])], [40, 3, 12, 25], [60, 9, 20, 31], All(4), null, Threshold);
        Assert.Equal([false, true, true, false], hidden);
    }

    [Fact]
    [Trait("rule", "neighbours")]
    public void Two_small_groups_that_together_are_too_few_take_a_third()
    {
        var hidden = Hiding.Decide([new Line(0, [1, 2, 3, 4])], [40, 2, 2, 12, 24], [60, 9, 9, 20, 22], All(5), null, Threshold);
        Assert.Equal([false, true, true, true, false], hidden);
    }

    [Fact]
    public void Group_without_respondents_counts_as_hidden()
    {
        var hidden = Hiding.Decide([new Line(0, [1, 2, 3])], [40, 0, 12, 28], [60, 9, 20, 31], All(4), null, Threshold);
        Assert.Equal([false, true, true, false], hidden);
    }

    [Fact]
    [Trait("rule", "identities")]
    public void Protected_remainder_is_a_group_of_its_own()
    {
        // 42 = 20 + 20 + a remainder of 2 who are in the total alone.
        var hidden = Hiding.Decide([new Line(0, [1, 2])], [42, 20, 20], [60, 28, 30], All(3), null, Threshold);
        Assert.Equal([false, true, false], hidden);
    }

    /// <summary>
    /// 172 answered, 160 of them in the two genders, 156 in two forms of employment and 4 in a third: the genders tell that twelve are left
    /// out of every division, so that 172 − 12 − 156 are the four.
    /// </summary>
    [Fact]
    [Trait("rule", "identities")]
    public void Remainder_that_one_division_tells_hides_nobody_in_another()
    {
        Line[] divisions = [new(0, [1, 2], LeavesTheSame: true), new(0, [3, 4, 5], LeavesTheSame: true)];
        long[] size = [172, 80, 80, 130, 26, 4], limit = [215, 100, 100, 160, 32, 8];
        Assert.Equal([false, false, false, false, true, true], Hiding.Decide(divisions, size, limit, All(6), null, Threshold));
        Assert.Equal([false, false, false, false, true, true], Hiding.Decide(divisions, size, null, All(6), null, Threshold));

        // Where something is hidden in each division nobody is told; and a remainder that is not the same in them is no secret shared.
        Line[] each = [new(0, [1, 2], LeavesTheSame: true), new(0, [3, 4], LeavesTheSame: true)];
        Assert.Equal([false, false, true, false, true], Hiding.Decide(each, [100, 84, 4, 84, 4], [120, 95, 9, 95, 9], All(5), null, Threshold));
        Assert.Equal([false, false, true, false, false, false], Hiding.Decide(divisions, [172, 152, 4, 130, 21, 6], limit, All(6), null, Threshold));
    }

    /// <summary>Three who are left out of two divisions: one category is hidden in each, though the other could tell nothing alone.</summary>
    [Fact]
    public void Small_remainder_is_told_by_no_division()
    {
        Line[] divisions = [new(0, [1, 2], LeavesTheSame: true), new(0, [3, 4], LeavesTheSame: true)];
        Assert.Equal([false, true, false, true, false], Hiding.Decide(divisions, [43, 18, 22, 19, 21], [60, 25, 30, 26, 29], All(5), null, Threshold));
    }

    [Fact]
    public void Hidden_total_needs_an_unknown_part()
    {
        // The remainder of the upper sum hides department 1; its units would add up to it.
        var hidden = Hiding.Decide([new Line(0, [1, 2]), new Line(1, [3, 4])], [36, 12, 22, 6, 6], [60, 20, 30, 10, 10], All(5), null, Threshold);
        Assert.Equal([false, true, false, true, false], hidden);
    }

    [Fact]
    public void Sibling_that_takes_nobody_with_it_goes_before_a_smaller_one_that_does()
    {
        // Department 1 of 18 would take a unit with it: 18·3 > 22·2.
        var hidden = Hiding.Decide([new Line(0, [1, 2]), new Line(1, [3, 4])], [42, 18, 22, 8, 10], [60, 28, 30, 13, 15], All(5), null, Threshold);
        Assert.Equal([false, false, true, false, false], hidden);
    }

    [Fact]
    public void Nobody_is_hidden_without_reason()
    {
        var hidden = Hiding.Decide([new Line(0, [1, 2])], [40, 20, 20], [60, 30, 30], All(3), null, Threshold);
        Assert.DoesNotContain(true, hidden);
    }

    [Fact]
    public void Nearly_full_answers_cannot_pin_a_small_group()
    {
        // Group 1: 4 of 4. With only group 2 (6 of 6) beside it, 10 of at most 10 answered: both would be certain.
        var hidden = Hiding.Decide([new Line(0, [1, 2, 3])], [30, 4, 6, 20], [40, 4, 6, 30], All(4), null, Threshold);
        Assert.Equal([false, true, true, true], hidden);
    }

    /// <summary>
    /// Two-way tables attacked by brute force: every table of whole numbers with the published figures is tried, and no hidden group of
    /// somebody and fewer than the threshold (method §4.1) may have the same size in all of them.
    /// </summary>
    [Fact]
    public void No_small_group_is_determined_in_any_two_way_table()
    {
        Gen.Select(Gen.Int[0, 12].Array[3, 3], Gen.Int[0, 12].Array[3, 3], Gen.Int[0, 12].Array[3, 3]).Sample(
            (a, b, c) => Attack([a, b, c]), iter: 400);
    }

    /// <summary>
    /// 33 less the rows and columns that are shown leaves 0 for three hidden cells: that nobody is in them follows, and it is told of nobody.
    /// One table in twenty thousand is such a one.
    /// </summary>
    [Fact]
    public void Only_that_nobody_is_in_a_group_may_follow_from_several_sums()
    {
        var (lines, size) = TwoWay([[0, 0, 0], [3, 10, 6], [0, 8, 6]]);
        var told = Determined(lines, size, Hiding.Decide(lines, size, null, All(size.Length), null, Threshold)).ToArray();
        Assert.Equal([7, 9, 13], told);
        Assert.All(told, g => Assert.Equal(0, size[g]));
    }

    [Fact]
    public void Attack_finds_what_a_pattern_without_secondary_hiding_gives_away()
    {
        int[][] table = [[2, 9, 9], [9, 9, 9], [9, 9, 9]];
        var (lines, size) = TwoWay(table);
        var primaryOnly = size.Select(n => n < Threshold).ToArray();
        Assert.True(Determined(lines, size, primaryOnly).Any());
    }

    private static bool Attack(int[][] table)
    {
        var (lines, size) = TwoWay(table);
        var hidden = Hiding.Decide(lines, size, null, All(size.Length), null, Threshold);
        return !Determined(lines, size, hidden).Any(g => size[g] > 0);
    }

    /// <summary>0 total, 1–3 rows, 4–6 columns, 7–15 cells.</summary>
    private static (Line[] Lines, long[] Size) TwoWay(int[][] t)
    {
        var size = new long[16];
        var lines = new List<Line> { new(0, [1, 2, 3]), new(0, [4, 5, 6]) };
        for (var r = 0; r < 3; r++)
        {
            lines.Add(new Line(1 + r, [7 + (r * 3), 8 + (r * 3), 9 + (r * 3)]));
            lines.Add(new Line(4 + r, [7 + r, 10 + r, 13 + r]));
            for (var c = 0; c < 3; c++)
            {
                size[7 + (r * 3) + c] = t[r][c];
                size[1 + r] += t[r][c];
                size[4 + c] += t[r][c];
                size[0] += t[r][c];
            }
        }

        return ([.. lines], size);
    }

    /// <summary>
    /// Hidden small groups that have one possible size. Feasible tables are those reached from the truth by moves that keep every
    /// published figure; a group is free if some 2×2 or 3×3 cycle of cells, or any integer vector in −2 … 2, moves it.
    /// </summary>
    private static IEnumerable<int> Determined(Line[] lines, long[] size, bool[] hidden)
    {
        if (hidden[0])
        {
            yield break;
        }

        var free = new bool[16];
        var move = new int[9];
        Search(0);
        foreach (var g in Enumerable.Range(1, 15).Where(g => hidden[g] && size[g] < Threshold && !free[g]))
        {
            yield return g;
        }

        void Search(int cell)
        {
            if (cell == 9)
            {
                if (move.Sum() == 0 && lines.All(l => l.Total == 0 || hidden[l.Total] || l.Parts.Sum(p => move[p - 7]) == 0))
                {
                    for (var k = 0; k < 9; k++)
                    {
                        free[7 + k] |= move[k] != 0;
                    }

                    for (var r = 0; r < 3; r++)
                    {
                        free[1 + r] |= move[r * 3] + move[(r * 3) + 1] + move[(r * 3) + 2] != 0;
                        free[4 + r] |= move[r] + move[r + 3] + move[r + 6] != 0;
                    }
                }

                return;
            }

            for (var d = hidden[7 + cell] ? -1 : 0; d <= (hidden[7 + cell] ? 1 : 0); d++)
            {
                if (size[7 + cell] + d >= 0)
                {
                    move[cell] = d;
                    Search(cell + 1);
                }
            }

            move[cell] = 0;
        }
    }

    private static bool[] All(int n) => [.. Enumerable.Repeat(true, n)];
}
