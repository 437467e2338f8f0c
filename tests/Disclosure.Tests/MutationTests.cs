using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>Tables altered as if one step of the protection had been left out: the attacker must find each.</summary>
public class MutationTests
{
    private static readonly Lazy<World> Calm = new(Make);
    private static readonly Lazy<IReadOnlyList<Leak>> Before = new(() => WorldAttack.Leaks(Calm.Value));

    /// <summary>Two departments; one unit has three answers of nine, and its sibling is hidden for its sake.</summary>
    private static World Make()
    {
        var world = new World { Items = [.. ((string[])["1.1", "2.1", "1.2"]).Select(InstrumentItem.Plain)] };
        world.AddDepartment("A", ("a1", 9, 3, 4), ("a2", 28, 20, 4), ("a3", 34, 26, 4), ("a4", 34, 26, 4));
        world.AddDepartment("B", ("b1", 34, 26, 4), ("b2", 34, 26, 4), ("b3", 34, 26, 4));
        world.Requirements.AddRange(((string[])["1.1", "2.1", "1.2"]).Select(id => new RequirementRow("adm", "Adm", id, 5, false)));
        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [.. Enumerable.Range(0, 3).Select(item => (byte)(1 + (((i * 5) + (item * 3)) % 8)))] };
        }

        world.Refresh();
        return world;
    }

    [Fact]
    public void Nothing_is_told_as_it_is_published() => WorldAttack.AssertNothingTold(Before.Value);

    [Fact]
    public void Complementary_group_shown_again_is_found()
    {
        var world = Calm.Value;
        var hidden = Units("a").Where(u => world.Cell(Measures.Voice, u).State == CellState.Hidden).ToArray();
        Assert.Equal(["a1", "a2"], hidden);
        Assert.Contains(Altered(Measures.Voice, "", "a2", PublishedTable.All, Cell(20 / 28.0, 0, 20, 28)), l => l is { Rule: "small group", Who: "Unit a1" });
    }

    [Fact]
    public void Small_group_shown_is_found() =>
        Assert.Contains(Altered(Measures.Voice, "", "a1", PublishedTable.All, Cell(3 / 9.0, 0, 3, 9)), l => l is { Rule: "small group", Who: "Unit a1" });

    [Fact]
    public void Class_made_exact_is_found()
    {
        var cell = Calm.Value.Cell(Measures.BelowFloorByCompetence, "b1", "1.2");
        Assert.Equal(CellState.Class, cell.State);
        var truth = Count("b1", 2, l => l < 2);
        Assert.Contains(
            Altered(Measures.BelowFloorByCompetence, "", "b1", "1.2", Cell(Math.Round(truth / 26.0, 2), 0, 26, 34)), l => l is { What: "floor 1.2", Who: "Unit b1" });
    }

    [Fact]
    public void Class_solved_by_its_siblings_is_found()
    {
        // Two classes of one line whose sum is exact: narrowing one narrows the other.
        var (b2, b3) = (Count("b2", 2, l => l < 2), Count("b3", 2, l => l < 2));
        var tables = Replaced(Replaced(Calm.Value.Snapshot.Tables, Measures.BelowFloorByCompetence, "", "b2", "1.2", Cell(Math.Round(b2 / 26.0, 2), 0, 26, 34)),
            Measures.BelowFloorByCompetence, "", "b3", "1.2", Cell(Math.Round(b3 / 26.0, 2), 0, 26, 34));
        Assert.Contains(Found(tables), l => l is { What: "floor 1.2", Who: "Unit b1" });
    }

    [Fact]
    public void Mean_of_a_hidden_group_shown_with_its_base_is_found()
    {
        var mean = new PublishedCell(CellState.Value, estimate: Math.Round(Mean("a1", 0), 1), decimals: 1, respondents: 3, population: 9);
        Assert.Contains(Altered(Measures.Level, "", "a1", "1.1", mean), l => l is { Rule: "mean of few", Who: "Unit a1" });
    }

    /// <summary>Two units of two answers each: all that is hidden of their siblings for their sake shown, and shares with a decimal.</summary>
    [Fact]
    public void Respondents_mean_and_count_of_two_small_units_together_are_found()
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        world.AddDepartment("A", ("a1", 9, 2, 4), ("a2", 9, 2, 4), ("a3", 70, 60, 4), ("a4", 60, 50, 4));
        world.AddDepartment("B", ("b1", 34, 26, 4), ("b2", 34, 26, 4));
        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [(byte)(i < 4 ? 1 + (i % 2) : 1 + (i % 8)), (byte)(1 + (i % 7))] };
        }

        world.Refresh();
        const string Both = "Unit a1 + Unit a2";
        Assert.DoesNotContain(WorldAttack.Leaks(world), l => l.Who == Both);
        IEnumerable<PublishedTable> tables = world.Snapshot.Tables;
        foreach (var code in (string[])["A", "a3", "a4"])
        {
            var persons = world.Register.Where(e => code == "A" ? e.Unit[0] == 'a' : e.Unit == code).Select(e => e.Person).ToHashSet();
            int[] levels = [.. world.Answers.Where(a => persons.Contains(a.Person)).Select(a => (int)a.Levels[0])];
            var (n, all) = (levels.Length, persons.Count);
            tables = Replaced(tables, Measures.Voice, "", code, PublishedTable.All, Cell(n / (double)all, 0, n, all));
            tables = Replaced(tables, Measures.Level, "", code, "1.1", new PublishedCell(CellState.Value, estimate: Math.Round(levels.Average(), 2), decimals: 2, respondents: n, population: all));
            tables = Replaced(tables, Measures.BelowFloorByCompetence, "", code, "1.1", Cell(levels.Count(l => l < 2) / (double)n, 1, n, all));
        }

        var leaks = WorldAttack.Leaks(world, tables);
        Assert.Contains(leaks, l => l is { Rule: "small union", What: "V2", Who: Both });
        Assert.Contains(leaks, l => l is { Rule: "mean of a small union", What: "levels 1.1", Who: Both });
        Assert.Contains(leaks, l => l is { Rule: "count of a small union", What: "floor 1.1", Who: Both });
    }

    /// <summary>Three of 81 answers at level 8: the other bins, n and the mean leave it open, the spread does not.</summary>
    [Fact]
    public void Standard_error_beside_a_class_of_a_distribution_is_found()
    {
        int[] bins = [0, 11, 15, 14, 10, 10, 6, 12, 3];
        var (world, release) = OfOneUnit(bins);
        var level = world.Table(Measures.Level, ScopeLevel.Organisation).Find(World.Code, "1.1")!;
        var n = bins.Sum();
        var sum = bins.Select((c, l) => c * l).Sum();
        var squares = bins.Select((c, l) => c * l * l).Sum();
        var error = Math.Sqrt((squares - ((double)sum * sum / n)) / (n - 1) / n);
        var told = new PublishedCell(CellState.Value, estimate: level.Estimate, decimals: 2, respondents: n, population: n + 10, standardError: Math.Round(error, 3));
        var tables = Replaced(release, Measures.Level, "", World.Code, "1.1", told);

        // As a reader of this page would: exact but for two hidden and one class.
        foreach (var (l, count) in bins.Select((c, l) => (l, c)).Where(b => b.l is 1 or 2 or 3 or 5 or 7))
        {
            tables = Replaced(tables, Measures.Distribution, "1.1", World.Code, Digit(l), Cell(count / (double)n, 0, n, n + 10));
        }

        var leaks = WorldAttack.Leaks([Release.Of(world, tables)], t => t.Items is ["1.1"], exact: true);
        Assert.Contains(leaks, l => l is { What: "level 8 of 1.1", Low: 3, High: 3 });
    }

    private static (World World, IEnumerable<PublishedTable> Tables) OfOneUnit(int[] bins)
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        int[] levels = [.. bins.SelectMany((n, l) => Enumerable.Repeat(l, n))];
        world.AddDepartment("A", ("a1", levels.Length + 10, levels.Length, 4));
        for (var i = 0; i < levels.Length; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [(byte)levels[i], (byte)(1 + (i % 8))] };
        }

        world.Refresh();
        return (world, world.Snapshot.Tables.Where(t => t.Key is { Level: ScopeLevel.Organisation, Breakdown: Breakdown.None }));
    }

    private static double Mean(string unit, int item)
    {
        var persons = Calm.Value.Register.Where(e => e.Unit == unit).Select(e => e.Person).ToHashSet();
        return Calm.Value.Answers.Where(a => persons.Contains(a.Person)).Average(a => a.Levels[item]);
    }

    private static string Digit(int level) => ((char)('0' + level)).ToString();

    private static string[] Units(string department) => [.. Calm.Value.Units.Where(u => u.Level == UnitLevel.Unit && u.Code.StartsWith(department, StringComparison.Ordinal)).Select(u => u.Code)];

    private static int Count(string unit, int item, Func<byte, bool> which)
    {
        var persons = Calm.Value.Register.Where(e => e.Unit == unit).Select(e => e.Person).ToHashSet();
        return Calm.Value.Answers.Count(a => persons.Contains(a.Person) && which(a.Levels[item]));
    }

    private static PublishedCell Cell(double estimate, int decimals, int n, int population) =>
        new(CellState.Value, estimate: Math.Round(estimate, decimals + 2), decimals: decimals, respondents: n, population: population);

    private static IReadOnlyList<Leak> Altered(string measure, string item, string code, string column, PublishedCell cell) =>
        Found(Replaced(Calm.Value.Snapshot.Tables, measure, item, code, column, cell));

    /// <summary>What the alteration tells that was not told, or not so closely, before it.</summary>
    private static IReadOnlyList<Leak> Found(IEnumerable<PublishedTable> tables) =>
    [
        .. WorldAttack.Leaks(Calm.Value, tables).Where(l =>
            Before.Value.FirstOrDefault(b => (b.What, b.Who) == (l.What, l.Who)) is not { } before || l.High - l.Low < before.High - before.Low),
    ];

    private static IEnumerable<PublishedTable> Replaced(IEnumerable<PublishedTable> tables, string measure, string item, string code, string column, PublishedCell cell) =>
        [.. tables.Select(t =>
        {
            if (t.Key.Wave != World.WaveCode || t.Key.Measure != measure || t.Key.Item != item || t.Key.Breakdown != Breakdown.None || t.RowOf(code) < 0)
            {
                return t;
            }

            var cells = Enumerable.Range(0, t.Rows.Count).SelectMany(r => Enumerable.Range(0, t.Columns.Count).Select(c => t[r, c])).ToArray();
            cells[(t.RowOf(code) * t.Columns.Count) + t.ColumnOf(column)] = cell;
            return new PublishedTable(t.Key, t.AsOf, t.Rows, t.Columns, cells);
        })];
}
