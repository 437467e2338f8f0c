using CsCheck;
using Digilo.Analytics.Disclosure;

namespace Digilo.Analytics.Tests.Disclosure;

public class CountSystemTests
{
    private const int Threshold = 5;

    [Theory]
    [Trait("rule", "counts")]
    [InlineData(7, 30, nameof(CountState.Exact), 0)]
    [InlineData(4, 30, nameof(CountState.AtMost), 4)]
    [InlineData(0, 30, nameof(CountState.AtMost), 4)]
    [InlineData(26, 30, nameof(CountState.AtLeast), 26)]
    [InlineData(30, 30, nameof(CountState.AtLeast), 26)]
    [InlineData(5, 10, nameof(CountState.Exact), 0)]
    [InlineData(3, 7, nameof(CountState.AtMost), 4)]
    [InlineData(4, 7, nameof(CountState.AtLeast), 3)]
    [InlineData(3, 6, nameof(CountState.Hidden), 0)]
    public void Count_is_exact_only_when_it_and_its_complement_are_large(int count, int n, string state, int named)
    {
        var system = new CountSystem(Threshold);
        var entry = system.Add(count, n, false);
        system.Solve();
        Assert.Equal((state, named), (system[entry].State.ToString(), system[entry].ClassCount));
    }

    [Fact]
    public void Class_that_an_exact_sum_would_solve_makes_its_sibling_a_wider_class()
    {
        // 9 = 2 + 7: "at most 4" beside 7 and 9 is 2. So 7 becomes "at most 9".
        var system = new CountSystem(Threshold);
        var total = system.Add(9, 60, false);
        var small = system.Add(2, 30, false);
        var other = system.Add(7, 30, false);
        system.AddLine(total, [small, other], 0);
        system.Solve();
        Assert.Equal((CountState.AtMost, 4), system[small]);
        Assert.Equal((CountState.AtMost, 9), system[other]);
        Assert.Equal((CountState.Exact, 0), system[total]);
    }

    [Fact]
    public void Two_classes_with_a_known_sum_of_eight_are_not_exact()
    {
        var system = new CountSystem(Threshold);
        var total = system.Add(8, 60, false);
        var a = system.Add(4, 30, false);
        var b = system.Add(4, 30, false);
        system.AddLine(total, [a, b], 0);
        system.Solve();
        Assert.NotEqual(CountState.Exact, system[total].State);
        Assert.True(system.Bounds(a).High - system.Bounds(a).Low >= Hiding.Width);
        Assert.True(system.Bounds(b).High - system.Bounds(b).Low >= Hiding.Width);
    }

    [Fact]
    public void Headline_stays_exact_when_hiding_a_small_count_is_enough()
    {
        var system = new CountSystem(Threshold);
        var total = system.Add(8, 60, false, headline: true);
        var a = system.Add(4, 30, false);
        var b = system.Add(4, 30, false);
        system.AddLine(total, [a, b], 0);
        system.Solve();
        Assert.Equal((CountState.Exact, 0), system[total]);
        Assert.Contains(CountState.Hidden, new[] { system[a].State, system[b].State });
        Assert.True(system.Bounds(a).High - system.Bounds(a).Low >= Hiding.Width);
        Assert.True(system.Bounds(b).High - system.Bounds(b).Low >= Hiding.Width);
    }

    [Fact]
    [Trait("rule", "counts")]
    public void Class_that_another_figure_tells_afterwards_is_hidden_and_so_is_the_one_that_it_tells_in_turn()
    {
        // 12 = 3 + 4 + 5; then it is heard that the last is 5 or 6.
        var system = new CountSystem(Threshold);
        var total = system.Add(12, 90, false);
        var (a, b, c) = (system.Add(3, 30, false), system.Add(4, 30, false), system.Add(5, 30, hidden: true));
        system.AddLine(total, [a, b, c], 0);
        system.Solve();
        Assert.Equal([CountState.AtMost, CountState.AtMost], new[] { system[a].State, system[b].State });
        Assert.False(system.LimitFurther(c, 0, 30));
        Assert.True(system.LimitFurther(c, 5, 6));
        system.SolveAgain();

        // 6 or 7 of the two: one is 2 to 4 while the other is at most 4. The first is hidden, which opens the second.
        Assert.Equal([CountState.Hidden, CountState.AtMost], new[] { system[a].State, system[b].State });
        Assert.Equal((0, 4), system.Bounds(b));
        Assert.Equal(CountState.Exact, system[total].State);
    }

    /// <summary>
    /// Three departments of two units, divided besides by gender and by form of employment, whole and department by department; those with
    /// protected identity are in the whole alone. Its count is exact whenever it is so with all others hidden.
    /// </summary>
    [Fact]
    [Trait("rule", "counts")]
    public void Headline_falls_only_where_nothing_else_could_fall_for_it()
    {
        Gen.Select(Gen.Select(Gen.Int[0, 15], Gen.Double[0, 0.4]).Array[24], Gen.Int[0, 3].Array[25]).Sample(
            (cells, dice) => StateOfWhole(cells, _ => true) != CountState.Exact || StateOfWhole(cells, g => dice[g] == 0) == CountState.Exact,
            iter: 2000);

        // A cell is a unit (÷ 4), a gender (÷ 2) and a form.
        static CountState StateOfWhole((int N, double Share)[] cells, Func<int, bool> hidden)
        {
            var system = new CountSystem(Threshold);
            var added = 0;
            var whole = Of(_ => true);
            var total = system.Add(whole.Count + 1, whole.N + 2, false, headline: true);
            var remainder = system.Add(1, 2, hidden: true);
            var departments = Enumerable.Range(0, 3).Select(d => Added(Of(c => c / 8 == d))).ToArray();
            system.AddLine(total, [.. departments, remainder], 0);
            for (var d = 0; d < 3; d++)
            {
                system.AddLine(departments[d], [Added(Of(c => c / 4 == 2 * d)), Added(Of(c => c / 4 == (2 * d) + 1))], 0);
            }

            foreach (var category in (Func<int, int>[])[c => c / 2 % 2, c => c % 2])
            {
                int[] sides = [Added(Of(c => category(c) == 0)), Added(Of(c => category(c) == 1))];
                system.AddLine(total, [.. sides, remainder], 0);
                int[][] crossed = [.. Enumerable.Range(0, 3).Select(d =>
                    new[] { 0, 1 }.Select(side => Added(Of(c => c / 8 == d && category(c) == side))).ToArray())];
                for (var d = 0; d < 3; d++)
                {
                    system.AddLine(departments[d], crossed[d], 0);
                }

                for (var side = 0; side < 2; side++)
                {
                    system.AddLine(sides[side], [.. crossed.Select(c => c[side])], 0);
                }
            }

            system.Solve();
            return system[total].State;

            (long N, long Count) Of(Func<int, bool> which)
            {
                var members = Enumerable.Range(0, cells.Length).Where(which).Select(c => cells[c]).ToArray();
                return (members.Sum(c => c.N), members.Sum(c => (long)Math.Round(c.N * c.Share)));
            }

            int Added((long N, long Count) l) => system.Add(l.Count, l.N, hidden: hidden(added++) || l.N < Threshold);
        }
    }

    /// <summary>Trees of two departments with three units each, attacked by trying every combination of counts that the classes allow.</summary>
    [Fact]
    [Trait("rule", "audit")]
    public void No_class_is_narrowed_below_its_width_in_any_tree()
    {
        Gen.Select(Gen.Int[7, 14], Gen.Int[0, 14]).Array[6].Sample(
            units =>
            {
                var system = new CountSystem(Threshold);
                var leaves = units.Select(u => (Count: Math.Min(u.Item1, u.Item2), N: u.Item1)).ToArray();
                var entry = leaves.Select(l => system.Add(l.Count, l.N, false)).ToArray();
                var departments = new[] { 0, 3 }.Select(d => system.Add(leaves[d..(d + 3)].Sum(l => l.Count), leaves[d..(d + 3)].Sum(l => l.N), false)).ToArray();
                var total = system.Add(leaves.Sum(l => l.Count), leaves.Sum(l => l.N), false, headline: leaves[0].Count % 2 == 0);
                system.AddLine(departments[0], entry[..3], 0);
                system.AddLine(departments[1], entry[3..], 0);
                system.AddLine(total, departments, 0);
                system.Solve();

                var low = Enumerable.Repeat(int.MaxValue, 6).ToArray();
                var high = new int[6];
                Walk(0, new int[6]);
                for (var i = 0; i < 6; i++)
                {
                    if (system[entry[i]].State is CountState.AtMost or CountState.AtLeast && low[i] <= high[i]
                        && (leaves[i].Count < 5 || leaves[i].N - leaves[i].Count < 5)
                        && high[i] - low[i] < Hiding.Width)
                    {
                        return false;
                    }
                }

                return true;

                void Walk(int i, int[] counts)
                {
                    if (i == 3 && !Fits(departments[0], counts[..3].Sum()))
                    {
                        return;
                    }

                    if (i == 6)
                    {
                        if (Fits(departments[1], counts[3..].Sum()) && Fits(total, counts.Sum()))
                        {
                            for (var k = 0; k < 6; k++)
                            {
                                low[k] = Math.Min(low[k], counts[k]);
                                high[k] = Math.Max(high[k], counts[k]);
                            }
                        }

                        return;
                    }

                    for (var c = 0; c <= leaves[i].N; c++)
                    {
                        if (Fits(entry[i], c))
                        {
                            counts[i] = c;
                            Walk(i + 1, counts);
                        }
                    }
                }

                bool Fits(int e, int count) => count >= system.Range(e).Low && count <= system.Range(e).High;
            },
            iter: 60);
    }

    [Fact]
    [Trait("rule", "distributions")]
    public void Distribution_hides_neighbours_so_that_a_small_bin_keeps_its_range()
    {
        // 100 answers; level 8 has 2. With the others exact, n alone would give it; with one hidden, n and the mean would.
        long[] bins = [0, 10, 15, 20, 20, 15, 10, 8, 2];
        var shape = DistributionShape.Protect(bins, 1, 2, (10, 10), 0.5, Threshold);
        Assert.Equal((CountState.AtMost, 4), shape[8]);
        Assert.True(shape.Count(b => b.State == CountState.Hidden) >= 2);
        Assert.Contains(shape[1..], b => b.State == CountState.Exact);

        // Try all: hidden bins anything, the class 0–4, the sum and the sum of levels to its rounding.
        var open = Enumerable.Range(1, 8).Where(l => shape[l].State != CountState.Exact).ToArray();
        var seen = new HashSet<long>();
        Walk(0, 0, 0, 0);
        Assert.True(seen.Max() - seen.Min() >= Hiding.Width);

        void Walk(int at, long count, long levels, long eight)
        {
            if (at == open.Length)
            {
                if (count == open.Sum(l => bins[l]) && Math.Abs(levels - open.Sum(l => l * bins[l])) <= 0.5)
                {
                    seen.Add(eight);
                }

                return;
            }

            var l = open[at];
            for (var x = 0; x <= (l == 8 ? 4 : 40); x++)
            {
                Walk(at + 1, count + x, levels + (l * x), l == 8 ? x : eight);
            }
        }
    }
}
