using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>The attacker can read, and his arithmetic is right.</summary>
public class ReadingTests
{
    private static readonly byte[] Below = [1, 4];
    private static readonly byte[] Above = [4, 4];

    /// <summary>Two departments of two units, 15 of 20 answering both waves; of each 30, 7 stay below, 9 rise, 5 fall, 9 stay above.</summary>
    private static World TwoWaves()
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        foreach (var d in (string[])["A", "B"])
        {
            world.AddDepartment(d, (d + "1", 20, 15, 4), (d + "2", 20, 15, 4));
        }

        for (var i = 0; i < world.Answers.Count; i++)
        {
            var place = i % 30;
            var answer = world.Answers[i];
            world.Before.Add(answer with { Key = answer.Key + 10_000, Levels = place < 16 ? Below : Above });
            world.Answers[i] = answer with { Levels = place is < 7 or (>= 16 and < 21) ? Below : Above };
        }

        world.Refresh();
        return world;
    }

    [Theory]
    [InlineData("V2", 60)]
    [InlineData("F1 below", 24)]
    [InlineData("panel", 60)]
    [InlineData("rose", 18)]
    [InlineData("fell", 10)]
    [InlineData("stayed below", 14)]
    public void What_is_published_in_full_is_known(string quantity, int count)
    {
        var release = Release.Of(TwoWaves());
        var attacker = new Attacker(release.Seen, new Topic([], Floor: true));
        Assert.Empty(attacker.System.Broken(attacker.PointOf(release.Truth)));
        Assert.Equal((count, count), attacker.System.Range(attacker.Quantities.Single(q => q.Name == quantity).Of[release.Seen.Whole]));
    }

    /// <summary>
    /// The checker itself: 32 of 60 were below in the wave before, whose page is altered to say "at most 40". Now 24 of 60 are, 13 per cent
    /// less than then: between 24 + 60 · 0.125 = 31.5 and 24 + 60 · 0.135 = 32.1 were.
    /// </summary>
    [Fact]
    public void Change_beside_a_class_of_the_wave_before_tells_it()
    {
        var world = TwoWaves();
        Assert.DoesNotContain(WorldAttack.LeaksOfChange(Release.Before(world), Release.Of(world)), l => l.What == "F1 below");
        var seen = new PublishedCell(CellState.Class, respondents: 60, population: 80, classKind: ClassKind.AtMost, classCount: 40);
        var altered = world.Snapshot.Tables.Where(t => t.Key.Measure is not (Measures.BelowFloor or Measures.OverTheFloor))
            .Append(new PublishedTable(
                new TableKey(Measures.BelowFloor, World.Code, World.BeforeCode, ScopeLevel.Organisation), World.Reference,
                [new PublishedRow(World.Code, "", new BothLanguages("", ""))], [PublishedTable.All], [seen]))
            .Append(world.Table(Measures.BelowFloor, ScopeLevel.Organisation)).ToArray();
        var system = new LinearSystem();
        var before = new Attacker(Release.Before(world, altered).Seen, new Topic([], Floor: true), system);
        var below = before.Quantities.Single(q => q.Name == "F1 below").Of[before.Seen.Whole];
        Assert.True(system.Range(below) is var (low, high) && high - low > 3);
        _ = new Attacker(Release.Of(world, altered).Seen, new Topic([], Floor: true), system, before: before);
        Assert.Equal((32, 32), system.Range(below));
    }

    /// <summary>At most 9 and at most 4 are 12 together: the second is 3 or 4, and from three and a half on it is 4.</summary>
    [Fact]
    public void Bounds_are_whole_where_counts_are()
    {
        var system = new LinearSystem();
        var (x, y) = (Sum.Of(system.Variable(0, 9)), Sum.Of(system.Variable(0, 4)));
        system.Equal(x + y, new Sum(12), "sum");
        Assert.Equal((3, 4), system.Range(y));
        system.Bound(y, 3.5, 10, "more");
        Assert.Equal((4, 4), system.Range(y));
    }

    [Fact]
    public void What_cannot_be_true_is_said()
    {
        var system = new LinearSystem();
        var x = Sum.Of(system.Variable(0, 4));
        system.Bound(x, 5, 6, "cell");
        Assert.Equal("cell", Assert.Throws<ContradictionException>(() => system.Range(x)).Message);
    }

    /// <summary>S between 3 and 12 over n between 2 and 3: the mean lies between 1 and 6.</summary>
    [Fact]
    public void Mean_of_an_unknown_number_ranges_over_both()
    {
        var system = new LinearSystem();
        var (s, n) = (Sum.Of(system.Variable(3, 12)), Sum.Of(system.Variable(2, 3)));
        var (low, high) = system.RatioRange(s, n);
        Assert.Equal((1.0, 6.0), (Math.Round(low, 6), Math.Round(high, 6)));
    }

    [Fact]
    public void Leak_names_what_it_follows_from()
    {
        var system = new LinearSystem();
        var (x, y, z) = (Sum.Of(system.Variable(0, 9)), Sum.Of(system.Variable(0, 9)), Sum.Of(system.Variable(0, 9)));
        system.Bound(x + y, 7, 7, "total");
        system.Bound(y, 4, 4, "sibling");
        system.Bound(z, 1, 2, "stranger");
        Assert.Equal(["total", "sibling"], system.Explain(x, 3));
    }
}
