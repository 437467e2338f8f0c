using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Model;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>Worlds in which the attacker once found something.</summary>
public class KnownLeakTests
{
    /// <summary>A unit of ten: four at level 1, six at level 2. The mean 1.6 alone says that at least four are at level 1.</summary>
    [Fact]
    public void Class_of_a_count_is_not_told_by_the_mean_and_n()
    {
        var world = new World { Items = [.. ((string[])["1.1", "2.1", "1.2"]).Select(InstrumentItem.Plain)] };
        world.AddDepartment("A", ("a1", 14, 10, 4), ("a2", 20, 15, 4), ("a3", 20, 15, 4));
        world.AddDepartment("B", ("b1", 20, 15, 4), ("b2", 20, 15, 4));
        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = [(byte)(i < 4 ? 1 : i < 10 ? 2 : 1 + (i % 8)), (byte)(1 + (i % 7)), (byte)(2 + (i % 6))] };
        }

        world.Refresh();
        Assert.Empty(WorldAttack.Leaks(world));
    }
}
