using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>Facts are computed every night for organisation and departments, once a month for units (method §4.6).</summary>
public class UnitFactsTests
{
    private static readonly DateOnly Early = new(2023, 11, 3), Late = new(2023, 11, 28), Next = new(2023, 12, 1);

    /// <summary>Two departments of two units, 20 persons each, everybody with a tool of their own.</summary>
    private static World Four()
    {
        var world = new World { MergeBelow = 10 };
        world.AddDepartment("A", ("A1", 20, 15, 3), ("A2", 20, 15, 5));
        world.AddDepartment("B", ("B1", 20, 15, 4), ("B2", 20, 15, 1));
        return world;
    }

    private static void TakeTools(World world, string unit, int persons, DateOnly asOf)
    {
        var rows = Enumerable.Range(0, world.Register.Count).Where(i => world.Register[i].Unit == unit).Take(persons);
        foreach (var i in rows.ToList())
        {
            world.Register[i] = world.Register[i] with { Device = DeviceAccess.None };
        }

        world.RegisterAsOf = asOf;
    }

    private static double? Access(World world, string code) => world.Cell(Measures.Access, code, wave: "").Estimate;

    [Fact]
    [Trait("rule", "refresh")]
    public void Units_keep_the_facts_of_the_months_first_night_with_the_day_that_they_describe()
    {
        var world = Four();
        world.Refresh(Early);
        Assert.Equal((1.0, 1.0), (Access(world, "A")!.Value, Access(world, "A1")!.Value));

        // 10 of the 20 in A1, so of the 40 in A: 0.75 and 0.5.
        TakeTools(world, "A1", 10, new(2023, 11, 20));
        world.Refresh(Late);
        Assert.Equal((0.75, 1.0), (Access(world, "A")!.Value, Access(world, "A1")!.Value));
        Assert.Equal(new DateOnly(2023, 11, 20), world.Table(Measures.Access, ScopeLevel.Department, wave: "").AsOf);
        Assert.Equal(World.Reference, world.Table(Measures.Access, ScopeLevel.Unit, wave: "").AsOf);

        world.Refresh(Next);
        Assert.Equal((0.75, 0.5), (Access(world, "A")!.Value, Access(world, "A1")!.Value));
        Assert.Equal(new DateOnly(2023, 11, 20), world.Table(Measures.Access, ScopeLevel.Unit, wave: "").AsOf);
    }

    [Fact]
    public void A_new_month_without_anything_new_makes_no_new_snapshot()
    {
        var world = Four();
        var first = world.Refresh(Early);
        Assert.Equal((first.SnapshotId, false), (world.Refresh(Late).SnapshotId, world.Refresh(Late).Changed));
        Assert.False(world.Refresh(Next).Changed);
        Assert.Contains(world.Publisher.Freezes, f => f.Wave == UnitFacts.Key(Next));
        Assert.Equal(["facts 2023-11", "facts 2023-12"], world.Publisher.Freezes.Select(f => f.Wave).Where(w => w != World.WaveCode));
    }

    [Fact]
    public void Facts_that_were_withdrawn_are_computed_again_when_the_register_is_right()
    {
        var world = Four();
        world.Refresh(Early);
        TakeTools(world, "A1", 20, new(2023, 11, 30));
        world.Refresh(Next);
        Assert.Equal(0, Access(world, "A1"));

        // The list of tools was wrong. Taken back, December is not done.
        new Refresh(world, world.Publisher, true).Withdraw("fel lista", DateTime.UnixEpoch);
        Assert.Equal(1, Access(world, "A1"));
        for (var i = 10; i < 20; i++)
        {
            world.Register[i] = world.Register[i] with { Device = DeviceAccess.Own };
        }

        world.Refresh(Next.AddDays(1));
        Assert.Equal(0.5, Access(world, "A1"));
    }

    [Fact]
    public void What_was_merged_stays_merged_so_that_no_unit_changes_company_and_can_be_subtracted()
    {
        // C1 has 4 persons and joins the smallest sibling, C2 with 12.
        var world = new World { MergeBelow = 10 };
        world.AddDepartment("C", ("C1", 4, 0, 1), ("C2", 12, 12, 4), ("C3", 30, 20, 4));
        world.AddDepartment("D", ("D1", 30, 20, 4), ("D2", 30, 20, 4));
        world.Refresh(Early);
        var before = world.Table(Measures.Population, ScopeLevel.Unit, wave: "").Rows.Select(r => r.Code).ToArray();

        // Now the smallest sibling would be C4: C1 with C4 beside C2 alone, against the C1 and C2 of November, would give C1.
        world.Units.Add(World.Unit("C4", "C"));
        world.AddPersons("C4", 11, 0, 1);
        world.RegisterAsOf = new(2023, 11, 30);
        world.Refresh(Next);
        var rows = world.Table(Measures.Population, ScopeLevel.Unit, wave: "").Rows;
        Assert.Superset(before.ToHashSet(), rows.Select(r => r.Code).ToHashSet());
        Assert.Equal("Övriga enheter (2)", rows.Single(r => r.Code.StartsWith("m-", StringComparison.Ordinal)).Name.Sv);
        Assert.Equal(16, world.Cell(Measures.Population, before.Single(c => c.StartsWith("m-", StringComparison.Ordinal)), wave: "").Population);
    }

    [Fact]
    public void Without_memory_of_what_was_merged_the_small_unit_would_get_other_company()
    {
        // The same second month decided alone: the checker above would not pass.
        var world = new World { MergeBelow = 10 };
        world.AddDepartment("C", ("C1", 4, 0, 1), ("C2", 12, 12, 4), ("C3", 30, 20, 4), ("C4", 11, 0, 1));
        world.AddDepartment("D", ("D1", 30, 20, 4), ("D2", 30, 20, 4));
        world.Refresh(Next);
        Assert.Contains(world.Table(Measures.Population, ScopeLevel.Unit, wave: "").Rows, r => r.Code == "C2");
    }

    [Fact]
    public void A_raised_threshold_acts_on_facts_at_once_and_units_wait_for_their_next_month()
    {
        var world = Four();
        world.Refresh(Early);
        world.Threshold = 25;
        world.Refresh(Late);
        Assert.Null(world.Snapshot.Find(new TableKey(Measures.Access, World.Code, "", ScopeLevel.Unit)));
        Assert.Equal(25, world.Snapshot.FindOrganisation(World.Code)!.FactProtection!.Threshold);
        world.Refresh(Next);
        Assert.All(["A1", "A2", "B1", "B2"], unit => Assert.Equal(CellState.Hidden, world.Cell(Measures.Access, unit, wave: "").State));
    }

    [Fact]
    public void A_lowered_threshold_acts_on_facts_from_the_next_wave_on()
    {
        var world = Four();
        world.Threshold = 25;
        world.Refresh(Early);
        world.Threshold = 5;
        world.Refresh(Next);
        Assert.Equal(25, world.Snapshot.FindOrganisation(World.Code)!.FactProtection!.Threshold);
        Assert.Equal(CellState.Hidden, world.Cell(Measures.Access, "A1", wave: "").State);
    }

    [Fact]
    public void Beside_a_wave_on_the_same_register_units_have_the_same_facts()
    {
        var world = Four();
        TakeTools(world, "B2", 5, World.Reference);
        world.Refresh(Early);
        var wave = world.Table(Measures.Access, ScopeLevel.Unit);
        var month = world.Table(Measures.Access, ScopeLevel.Unit, wave: "");
        Assert.Equal(wave.Rows.Select(r => r.Code), month.Rows.Select(r => r.Code));
        for (var r = 0; r < wave.Rows.Count; r++)
        {
            Assert.Equal(wave[r, 0], month[r, 0]);
        }
    }
}
