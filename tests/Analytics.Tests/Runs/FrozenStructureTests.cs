using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

public class FrozenStructureTests
{
    private static FrozenStructure Decide(Action<World> build)
    {
        var world = new World();
        build(world);
        var register = ((IColumnReader)world).Register(World.Code, World.Reference);
        return FrozenStructure.Decide(
            world.Units, register, Population.Of(register, World.Reference), World.Reference, new DisclosureSettings(5, 10, 50));
    }

    private static string[] Units(FrozenStructure structure) =>
        [.. structure.Scopes.Where(s => s.Level == ScopeLevel.Unit).Select(s => s.Name)];

    [Fact]
    [Trait("rule", "merging")]
    public void Small_siblings_become_one_group_with_a_name_that_counts_them()
    {
        var structure = Decide(w => w.AddDepartment("A", ("1", 30, 0, 1), ("2", 6, 0, 1), ("3", 5, 0, 1), ("4", 4, 0, 1)));
        Assert.Equal(["Enhet 1", "Övriga enheter (3)"], Units(structure));
        Assert.Equal(["Enhet 2", "Enhet 3", "Enhet 4"], structure.Scopes[^1].Merged);
        Assert.Equal(structure.Scopes[^1].Code, structure.ScopeOf["3"]);
    }

    [Fact]
    public void Single_small_unit_joins_its_smallest_sibling()
    {
        var structure = Decide(w => w.AddDepartment("A", ("1", 30, 0, 1), ("2", 6, 0, 1), ("3", 20, 0, 1)));
        Assert.Equal(["Enhet 1", "Övriga enheter (2)"], Units(structure));
        Assert.Equal(structure.ScopeOf["2"], structure.ScopeOf["3"]);
    }

    [Fact]
    public void With_two_siblings_one_of_them_small_only_the_department_is_shown()
    {
        var structure = Decide(w => w.AddDepartment("A", ("1", 30, 0, 1), ("2", 6, 0, 1)));
        Assert.Empty(Units(structure));
        Assert.Equal("A", structure.ScopeOf["1"]);
    }

    [Fact]
    public void Merged_code_is_stable_while_membership_is_and_changes_with_it()
    {
        string Code(params (string, int, int, byte)[] units) => Decide(w => w.AddDepartment("A", units)).Scopes[^1].Code;
        var first = Code(("1", 30, 0, 1), ("2", 6, 0, 1), ("3", 7, 0, 1));
        Assert.Equal(first, Code(("3", 5, 0, 1), ("2", 8, 0, 1), ("1", 50, 0, 1)));
        Assert.NotEqual(first, Code(("1", 30, 0, 1), ("2", 6, 0, 1), ("4", 7, 0, 1)));
    }

    [Fact]
    public void Deep_units_belong_to_the_topmost_department_and_staff_on_it_are_a_unit_of_their_own()
    {
        var structure = Decide(w =>
        {
            w.AddDepartment("A", ("1", 30, 0, 1), ("2", 20, 0, 1));
            w.Units.Add(World.Unit("11", "1"));
            w.AddPersons("11", 12, 0, 1);
            w.AddPersons("A", 11, 0, 1);
        });
        Assert.Equal(["Enhet 1", "Enhet 11", "Enhet 2", "Förvaltning A, gemensamt"], Units(structure).Order(StringComparer.Ordinal));
        Assert.Equal("d-A", structure.ScopeOf["A"]);
    }

    [Fact]
    public void Packed_structure_reads_back_the_same()
    {
        var structure = Decide(w => w.AddDepartment("A", ("1", 30, 0, 1), ("2", 6, 0, 1), ("3", 5, 0, 1)));
        Assert.Equal(structure.Pack(), FrozenStructure.Unpack(structure.Pack()).Pack());
        Assert.Null(FrozenStructure.Unpack(structure.Pack()).Weighting);

        var weighted = structure with
        {
            Weighting = new WeightingSettings(new Dictionary<string, IReadOnlyDictionary<string, string>> { ["role"] = new Dictionary<string, string> { ["chef"] = "adm" } })
            {
                Scope = WeightingScope.Wave,
                MaxRatio = 2.5,
            },
        };
        var read = FrozenStructure.Unpack(weighted.Pack());
        Assert.Equal(weighted.Pack(), read.Pack());
        Assert.Equal((WeightingScope.Wave, 2.5, "adm"), (read.Weighting!.Scope, read.Weighting.MaxRatio!.Value, read.Weighting.Neighbours["role"]["chef"]));
    }
}
