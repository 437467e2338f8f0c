using Digilo.Analytics.Disclosure.Tests.Attack;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>
/// The published cases of the literature as tests of the property, never of the pattern: what is hidden stays wide, and no more is hidden
/// than somebody has shown to be needed.
/// </summary>
public class PublishedCasesTests
{
    /// <summary>
    /// sdcTable's test of a simple heuristic: two hidden cells in every line and still one of them is told. The bounds are those that R's
    /// linear programming gives (sdcTools/sdcTable@6393dfb, tests/testthat/test-simpleheuristic.R).
    /// </summary>
    [Theory]
    [InlineData("wa", 25, 94)]
    [InlineData("wb", 47, 47)]
    [InlineData("wc", 0, 69)]
    [InlineData("xa", 26, 95)]
    [InlineData("xc", 0, 69)]
    [InlineData("yb", 0, 185)]
    [InlineData("yd", 0, 185)]
    [InlineData("zb", 906, 1091)]
    [InlineData("zd", 585, 770)]
    public void Two_hidden_cells_a_line_are_not_enough(string cell, double low, double high)
    {
        var (system, cells) = FourByFour(["wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"]);
        Assert.Equal((low, high), system.Range(cells[cell]));
    }

    [Fact]
    public void One_more_hidden_cell_makes_the_table_safe()
    {
        var (system, cells) = FourByFour(["wa", "wb", "wc", "xa", "xb", "xc", "yb", "yd", "zb", "zd"]);
        var (low, high) = system.Range(cells["wb"]);
        Assert.True(high - low >= Law.Width, $"{low} to {high}");
    }

    private static (LinearSystem System, Dictionary<string, Sum> Cells) FourByFour(string[] hidden)
    {
        int[][] table = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]];
        var system = new LinearSystem();
        var cells = new Dictionary<string, Sum>();
        for (var r = 0; r < 4; r++)
        {
            for (var c = 0; c < 4; c++)
            {
                var name = $"{"wxyz"[r]}{"abcd"[c]}";
                cells[name] = Sum.Of(system.Variable(hidden.Contains(name) ? 0 : table[r][c], hidden.Contains(name) ? 1e6 : table[r][c]));
            }
        }

        for (var k = 0; k < 4; k++)
        {
            system.Equal("abcd".Aggregate(new Sum(), (s, c) => s.Add(cells[$"{"wxyz"[k]}{c}"])), new Sum(table[k].Sum()), "row");
            system.Equal("wxyz".Aggregate(new Sum(), (s, r) => s.Add(cells[$"{r}{"abcd"[k]}"])), new Sum(table.Sum(r => r[k])), "column");
        }

        return (system, cells);
    }

    /// <summary>sdcTable's microdata1: one small cell; the least that can be hidden beside it is three (domain §6.3).</summary>
    [Fact]
    public void Women_and_men_by_region_are_safe()
    {
        var (lines, size) = TwoWay([[2, 18], [19, 14], [10, 12], [14, 11]]);
        var hidden = Hiding.Decide(lines, size, null, All(size), null, 3);

        Assert.Equal(1 + 3, hidden.Count(h => h));
        AssertSafe(lines, size, hidden, 3, 2);
    }

    /// <summary>GaussSuppression's example1, 2014: young and old by country; Portugal's young are nobody (statisticsnorway/ssb-gausssuppression@6fa594c).</summary>
    [Fact]
    public void Young_and_old_by_country_are_safe()
    {
        var (lines, size) = TwoWay([[5, 6], [2, 3], [0, 4]]);
        var hidden = Hiding.Decide(lines, size, null, All(size), null, 2);

        // Known: two more than the least.
        Assert.Equal(1 + 3 + 2, hidden.Count(h => h));
        AssertSafe(lines, size, hidden, 2, 2);
    }

    /// <summary>The same with the union of Spain and Portugal, all up to two protected: nine of eighteen are hidden in the package's example.</summary>
    [Fact]
    public void Union_of_two_countries_hides_no_more_than_the_package()
    {
        // All, young, old, three countries and the union; then the cells by country, the young first; then the union's.
        long[] young = [5, 2, 0], old = [6, 3, 4];
        var size = new List<long> { 20, 7, 13, 11, 5, 4, 15 };
        size.AddRange(young);
        size.AddRange(old);
        size.Add(5);
        size.Add(10);
        const int All = 0, Young = 1, Old = 2, Spain = 3, Iceland = 4, Portugal = 5, Union = 6, FirstYoung = 7, FirstOld = 10, UnionYoung = 13, UnionOld = 14;
        Line[] lines =
        [
            new(All, [Young, Old]), new(All, [Iceland, Union]), new(Union, [Spain, Portugal]), new(Union, [UnionYoung, UnionOld]),
            new(Spain, [FirstYoung, FirstOld]), new(Iceland, [FirstYoung + 1, FirstOld + 1]), new(Portugal, [FirstYoung + 2, FirstOld + 2]),
            new(Young, [FirstYoung + 1, UnionYoung]), new(Old, [FirstOld + 1, UnionOld]), new(UnionYoung, [FirstYoung, FirstYoung + 2]), new(UnionOld, [FirstOld, FirstOld + 2]),
        ];
        var hidden = Hiding.Decide(lines, [.. size], null, PublishedCasesTests.All([.. size]), null, 3);
        Assert.InRange(hidden.Count(h => h), 4, 9);
        AssertSafe(lines, [.. size], hidden, 3, 2);
    }

    /// <summary>
    /// sdcTable's singletons (b, b, a, c): who is alone in a hidden cell can subtract himself. One, four and twelve of seventeen: hiding
    /// the one and the four is five persons, and the one then knows that the others are four.
    /// </summary>
    [Fact]
    public void Singleton_cannot_subtract_himself()
    {
        Line[] lines = [new(0, [1, 2, 3, 4])];
        long[] size = [37, 1, 4, 12, 20];
        var hidden = Hiding.Decide(lines, size, [60, 9, 12, 15, 24], All(size), null, 5);
        var (system, groups) = Read(lines, size, hidden, [60, 9, 12, 15, 24]);
        system.Bound(groups[1], 1, 1, "himself");
        var (low, high) = system.Range(groups[2]);
        Assert.True(high > low, $"{low} to {high}");
    }

    [Fact]
    public void Nothing_hidden_twice_over_on_a_second_run()
    {
        var (lines, size) = TwoWay([[2, 18], [19, 14], [10, 12], [14, 11]]);
        var hidden = Hiding.Decide(lines, size, null, All(size), null, 3);
        Assert.Equal(hidden, Hiding.Decide(lines, size, null, All(size), hidden, 3));
    }

    /// <summary>0 all, then rows, columns, cells.</summary>
    private static (Line[] Lines, long[] Size) TwoWay(int[][] t)
    {
        var (rows, columns) = (t.Length, t[0].Length);
        var size = new long[1 + rows + columns + (rows * columns)];
        int Cell(int r, int c) => 1 + rows + columns + (r * columns) + c;
        var lines = new List<Line>
        {
            new(0, [.. Enumerable.Range(1, rows)]), new(0, [.. Enumerable.Range(1 + rows, columns)]),
        };
        for (var r = 0; r < rows; r++)
        {
            lines.Add(new Line(1 + r, [.. Enumerable.Range(0, columns).Select(c => Cell(r, c))]));
            for (var c = 0; c < columns; c++)
            {
                size[Cell(r, c)] = t[r][c];
                size[0] += t[r][c];
                size[1 + r] += t[r][c];
                size[1 + rows + c] += t[r][c];
            }
        }

        for (var c = 0; c < columns; c++)
        {
            lines.Add(new Line(1 + rows + c, [.. Enumerable.Range(0, rows).Select(r => Cell(r, c))]));
        }

        return ([.. lines], size);
    }

    private static bool[] All(long[] size) => [.. size.Select(_ => true)];

    private static (LinearSystem System, Sum[] Groups) Read(Line[] lines, long[] size, bool[] hidden, long[]? limit = null)
    {
        var system = new LinearSystem();
        var groups = size.Select((n, g) => Sum.Of(system.Variable(hidden[g] ? 0 : n, hidden[g] ? limit?[g] ?? 1e6 : n))).ToArray();
        foreach (var line in lines)
        {
            system.Equal(groups[line.Total], line.Parts.Aggregate(new Sum(), (s, p) => s.Add(groups[p])), "sum");
        }

        return (system, groups);
    }

    private static void AssertSafe(Line[] lines, long[] size, bool[] hidden, int threshold, double width)
    {
        var (system, groups) = Read(lines, size, hidden);
        for (var g = 0; g < size.Length; g++)
        {
            if (size[g] < threshold)
            {
                Assert.True(hidden[g]);
                var (low, high) = system.Range(groups[g]);
                Assert.True(high - low >= width, $"group {g}: {low} to {high}");
            }
        }
    }
}
