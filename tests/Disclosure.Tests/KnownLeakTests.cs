using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>The smallest worlds in which something was once told.</summary>
public class KnownLeakTests
{
    /// <summary>A unit of ten: four at level 1, six at level 2. The mean 1.6 alone says that at least four are at level 1.</summary>
    [Fact]
    public void Class_of_a_count_is_not_told_by_the_mean_and_n()
    {
        var world = World(("A", [(14, 10), (20, 15), (20, 15)]), ("B", [(20, 15), (20, 15)]));
        Answer(world, (i, item) => item == 0 ? i < 4 ? 1 : i < 10 ? 2 : 1 + (i % 8) : 1 + ((i + item) % 7));
        AssertSafe(world);
    }

    /// <summary>Two of department A are above the requirement, so its RDS is hidden; the organisation's and the others' tell it.</summary>
    [Fact]
    public void Hidden_discrepancy_is_not_told_by_the_other_departments()
    {
        var world = World(("A", [(15, 10), (15, 10)]), ("B", [(15, 10), (15, 10)]), ("C", [(15, 10), (15, 10)]));
        world.Requirements.AddRange(((string[])["1.1", "2.1", "1.2"]).Select(id => new RequirementRow("adm", "Adm", id, 4, false)));
        Answer(world, (i, item) => item == 0 ? i < 20 ? i < 8 ? 3 : i < 18 ? 4 : 5 : (i % 20) switch { < 7 => 2, < 13 => 4, _ => 6 } : 2 + (i % 5));
        AssertSafe(world);
    }

    /// <summary>Six answers near the lowest level of one competence; the index and the other two competences are numbers.</summary>
    [Fact]
    public void Near_lowest_mean_is_not_told_by_the_index()
    {
        var world = World(("A", [(10, 6), (30, 24)]), ("B", [(30, 24), (30, 24)]));
        Answer(world, (i, item) => i < 6 ? item == 0 ? i < 2 ? 2 : 1 : 3 + (i % 4) : 1 + ((i + (3 * item)) % 8));
        AssertSafe(world);
    }

    /// <summary>Two units of six: the department's mean and the sibling's tell the one that is near the lowest level.</summary>
    [Fact]
    public void Near_lowest_mean_is_not_told_by_the_department()
    {
        var world = World(("A", [(10, 6), (10, 6)]), ("B", [(30, 24), (30, 24)]));
        Answer(world, (i, item) => i < 6 && item == 0 ? i < 2 ? 2 : 1 : 1 + (((i * 3) + item) % 8));
        AssertSafe(world);
    }

    /// <summary>n, the mean and the standard error are three equations for the bins, which are whole numbers.</summary>
    [Theory]
    [InlineData(0, 14, 11, 2, 10, 8, 2, 10, 5)]
    [InlineData(0, 16, 9, 0, 10, 13, 2, 11, 11)]
    [InlineData(0, 11, 15, 14, 10, 10, 6, 12, 3)]
    [InlineData(0, 10, 2, 2, 16, 2, 10, 6, 3)]
    [InlineData(0, 3, 10, 15, 5, 16, 9, 3, 6)]
    [InlineData(0, 0, 4, 5, 4, 6, 4, 3, 1)]
    public void Bin_of_a_distribution_is_not_told_by_the_standard_error(params int[] bins)
    {
        int[] levels = [.. bins.SelectMany((n, l) => Enumerable.Repeat(l, n))];
        var world = World(("A", [(levels.Length + 10, levels.Length)]));
        Answer(world, (i, item) => item == 0 ? levels[i] : 1 + ((i + item) % 8));
        world.Refresh();
        var release = Release.Of(world, world.Snapshot.Tables.Where(t => t.Key is { Level: ScopeLevel.Organisation, Breakdown: Breakdown.None }));
        WorldAttack.AssertNothingTold(WorldAttack.Leaks([release], t => t.Items is ["1.1"], exact: true));
    }

    /// <summary>
    /// A unit's mean stands without spread, because that would tell how many are below the floor: the spreads of its department and of its
    /// sibling must not tell it either.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(18)]
    [InlineData(22)]
    public void Class_of_a_count_is_not_told_by_the_spread_of_the_department(int seed)
    {
        var random = new Random(seed);
        var world = World(("A", [(26, 16), (20, 4), (40, 6)]), ("B", [(40, 30), (40, 30)]));
        var (few, low) = (random.Next(4), 5 + random.Next(3));
        Answer(world, (i, item) => item > 0 ? 1 + ((i + (3 * item)) % 8)
            : i < few ? 1
            : i < 16 ? Math.Min(8, low + random.Next(3))
            : i < 26 ? 1 + random.Next(4)
            : 1 + (i % 8));
        AssertSafe(world);
    }

    /// <summary>
    /// Everybody in unit a1 answered. If its figures came without their n, that would say so, and its sibling's two would be what is left.
    /// </summary>
    [Fact]
    public void Missing_n_does_not_say_that_everybody_answered()
    {
        var world = World(("A", [(12, 12), (20, 2), (12, 11)]), ("B", [(30, 24), (30, 24)]));
        Answer(world, (i, item) => 1 + ((i + item) % 8));
        AssertSafe(world);
    }

    /// <summary>Units of one, four and twelve answers: who is alone subtracts himself from the hidden five.</summary>
    [Fact]
    public void Singleton_of_a_unit_solves_no_other()
    {
        var world = World(("A", [(9, 1), (12, 4), (15, 12), (24, 20)]), ("B", [(30, 24), (30, 24)]));
        Answer(world, (i, item) => 1 + ((i + item) % 8));
        world.Refresh();
        var release = Release.Of(world);
        WorldAttack.AssertNothingTold(Law.OfInsiders(release.Seen, release.Truth));
    }

    /// <summary>
    /// Three roles of which two have few below the floor, 3 of 40 and 4 of 50: seven together follow from the whole and the third. Everybody
    /// of a role weighs the same, 100/40 and 60/50, so that the weighted whole is a second sum of the two: 2.5 · a + 1.2 · (7 − a).
    /// </summary>
    [Fact]
    public void Class_of_a_count_is_not_told_by_the_weighted_whole() => AssertSafe(ThreeRoles());

    /// <summary>The checker itself: the weighted whole that is withheld, (2.5 · 3 + 1.2 · 4 + 1.6 · 60) / 400 = 27.1 %, published after all.</summary>
    [Fact]
    public void Weighted_whole_that_tells_a_class_is_found()
    {
        var world = ThreeRoles();
        world.Refresh();
        var tables = world.Snapshot.Tables.Select(t => t.Key is { Measure: Measures.BelowFloorWeighted, Level: ScopeLevel.Organisation, Breakdown: Breakdown.None }
            ? new PublishedTable(t.Key, t.AsOf, t.Rows, t.Columns, [new PublishedCell(CellState.Value, estimate: 0.271, decimals: 1, respondents: 240, population: 400)])
            : t);
        Assert.Contains(WorldAttack.Leaks(world, tables), l => l is { Rule: "class of a count", What: "F1 below", Who: "Organisation 2284 × Role r0" });
    }

    /// <summary>
    /// 37 of the 40 of a role at the lowest level, whose weight is 7.5, beside one of weight 1.2: the weighted mean and the unweighted one are two
    /// sums of the two roles' levels.
    /// </summary>
    [Fact]
    public void Near_lowest_mean_is_not_told_by_the_weighted_mean() => AssertSafe(Roles(
        [(300, 40), (60, 50), (240, 150)],
        (role, i) => [(byte)(1 + (i % 8)), (byte)(1 + (((i * 3) + 2) % 8)), (byte)(role == 0 ? i < 37 ? 1 : 2 : 1 + (i % 8))]));

    /// <summary>37 of the 40 of a role are at the lowest level of a mandatory competence, which its mean says though no count of it does.</summary>
    [Fact]
    public void Class_of_F1_is_not_told_by_a_mean_of_the_role() => AssertSafe(ThreeRoles((200, 40, 37), (50, 50, 47), (240, 150, 60)));

    /// <summary>
    /// Three of a role have answered in department A, who weigh 50/23 each, the other 60 there 125/115: the design effect, 1.04, would be 1.03 with two
    /// of them and 1.05 with four.
    /// </summary>
    [Fact]
    public void Few_of_a_role_are_not_told_by_what_the_weighting_costs()
    {
        var world = TwoRoles();
        world.Refresh();
        Assert.Equal(CellState.NotApplicable, world.Cell(Measures.WeightingEffect, "A").State);
        WorldAttack.AssertNothingTold(WorldAttack.Leaks(world));
    }

    /// <summary>The checker itself: the same design effect published after all.</summary>
    [Fact]
    public void Few_of_a_role_that_the_design_effect_tells_are_found()
    {
        var world = TwoRoles();
        world.Refresh();
        var tables = world.Snapshot.Tables.Select(t => t.Key is { Measure: Measures.WeightingEffect, Level: ScopeLevel.Department }
            ? new PublishedTable(t.Key, t.AsOf, t.Rows, t.Columns, [.. t.Rows.Select(r => r.Code == "A"
                ? new PublishedCell(CellState.Value, estimate: 1.04, decimals: 2, respondents: 63, population: 75)
                : new PublishedCell(CellState.Hidden))])
            : t);
        Assert.Contains(WorldAttack.Leaks(world, tables), l => l is { Rule: "small group", What: "V2", Who: "Department A × Role r0" });
    }

    private static World TwoRoles()
    {
        var world = new World { Items = [.. ((string[])["1.1", "2.1", "1.2"]).Select(InstrumentItem.Plain)] };
        foreach (var (department, role, persons, answering) in ((string, string, int, int)[])[("A", "r0", 10, 3), ("A", "r1", 65, 60), ("B", "r0", 40, 20), ("B", "r1", 60, 55)])
        {
            var unit = department.ToLowerInvariant() + "1";
            if (role == "r0")
            {
                world.Units.Add(Digilo.Analytics.Tests.Runs.World.Department(department));
                world.Units.Add(Digilo.Analytics.Tests.Runs.World.Unit(unit, department));
            }

            for (var i = 0; i < persons; i++)
            {
                var person = world.Register.Count + 1;
                world.Register.Add(new Employment(person, unit, role));
                if (i < answering)
                {
                    world.Answers.Add(new Answer(person, 1000 + person, [(byte)(1 + (i % 8)), (byte)(1 + ((i * 3) % 8)), (byte)(1 + ((i + 2) % 7))]));
                }
            }
        }

        return world;
    }

    private static World ThreeRoles() => ThreeRoles((100, 40, 3), (60, 50, 4), (240, 150, 60));

    private static World ThreeRoles(params (int Persons, int Answering, int Below)[] roles) => Roles(
        [.. roles.Select(r => (r.Persons, r.Answering))],
        (role, i) => [(byte)(i < roles[role].Below ? 1 : 2 + (i % 7)), (byte)(i < roles[role].Below && i % 2 == 0 ? 1 : 2 + (i % 5)), 4]);

    /// <summary>One unit whose persons differ in nothing but the role.</summary>
    private static World Roles((int Persons, int Answering)[] roles, Func<int, int, byte[]> levels)
    {
        var world = new World { Items = [.. ((string[])["1.1", "2.1", "1.2"]).Select(InstrumentItem.Plain)] };
        world.Units.Add(Digilo.Analytics.Tests.Runs.World.Department("A"));
        world.Units.Add(Digilo.Analytics.Tests.Runs.World.Unit("a1", "A"));
        for (var r = 0; r < roles.Length; r++)
        {
            for (var i = 0; i < roles[r].Persons; i++)
            {
                var person = world.Register.Count + 1;
                world.Register.Add(new Employment(person, "a1", "r" + r));
                if (i < roles[r].Answering)
                {
                    world.Answers.Add(new Answer(person, 1000 + person, levels(r, i)));
                }
            }
        }

        return world;
    }

    private static World World(params (string Department, (int Persons, int Answering)[] Units)[] departments)
    {
        var world = new World { Items = [.. ((string[])["1.1", "2.1", "1.2"]).Select(InstrumentItem.Plain)] };
        foreach (var (department, units) in departments)
        {
            world.AddDepartment(department, [.. units.Select((u, i) => (department.ToLowerInvariant() + (i + 1), u.Persons, u.Answering, (byte)4))]);
        }

        return world;
    }

    private static void Answer(World world, Func<int, int, int> level)
    {
        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [.. Enumerable.Range(0, world.Items.Count).Select(item => (byte)level(i, item))] };
        }
    }

    private static void AssertSafe(World world)
    {
        world.Refresh();
        WorldAttack.AssertNothingTold(WorldAttack.Leaks(world));
    }
}
