using Digilo.Analytics.Disclosure.Tests.Attack;
using Digilo.Analytics.Model;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests;

/// <summary>Late answers, leavers, corrections and erasures, each night asking for a new release; whatever was released is attacked together.</summary>
public class SequenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Releases_of_a_wave_tell_no_more_together_than_each(int seed)
    {
        var random = new Random(seed);
        var world = Make(random);
        var releases = Run(world, random);
        Assert.True(releases.Count > 1, "Nothing was released again: there is nothing to compare.");
        for (var i = 1; i < releases.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                foreach (var g in releases[i].Seen.Groups.Where(g => Shown(releases[i], g) || Shown(releases[j], g)))
                {
                    var difference = releases[i].Truth.Difference(releases[j].Truth, g);
                    Assert.True(difference == 0 || difference >= world.Threshold, $"{g}: {difference} contributors differ between releases {j + 1} and {i + 1}.");
                }
            }
        }

        var alone = releases.SelectMany(r => WorldAttack.Leaks([r], t => t.Items.Count < 2)).Select(l => (l.Rule, l.What, l.Who)).ToHashSet();
        WorldAttack.AssertNothingTold([.. WorldAttack.Leaks(releases, t => t.Items.Count < 2).Where(l => !alone.Contains((l.Rule, l.What, l.Who)))]);
    }

    /// <summary>
    /// Unit a1 has three answers and a2 is hidden for its sake. Five late ones in a1 would show both, and a2, which is as it was, would tell
    /// a1's first three.
    /// </summary>
    [Fact]
    public void Unit_hidden_once_is_not_solved_by_a_later_release()
    {
        var world = OneSmall();
        world.Refresh();
        var first = Release.Of(world);
        Assert.False(Shown(first, new GroupKey(Snapshots.ScopeLevel.Unit, Snapshots.Breakdown.None, "a2", "")));
        Late(world, "a1", 5);
        world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "late answers" });
        WorldAttack.AssertNothingTold([.. WorldAttack.Leaks([first, Release.Of(world)], t => t.Items.Count == 0).Where(l => l.Rule.StartsWith("small", StringComparison.Ordinal))]);
    }

    /// <summary>The checker itself: the same two releases made by two services that know nothing of each other.</summary>
    [Fact]
    public void Two_releases_that_know_nothing_of_each_other_tell_a_small_unit()
    {
        var (first, second) = (OneSmall(), OneSmall());
        first.Refresh();
        Late(second, "a1", 5);
        second.Refresh();
        Assert.Contains(
            WorldAttack.Leaks([Release.Of(first), Release.Of(second)], t => t.Items.Count == 0), l => l is { Rule: "small group", What: "V2", Who: "Unit a1" });
    }

    private static World OneSmall()
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        world.AddDepartment("A", ("a1", 16, 3, 4), ("a2", 28, 20, 4), ("a3", 34, 26, 4));
        world.AddDepartment("B", ("b1", 34, 26, 4), ("b2", 34, 26, 4));
        var random = new Random(7);
        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = Levels(random) };
        }

        return world;
    }

    private static void Late(World world, string unit, int answers)
    {
        var random = new Random(11);
        var silent = world.Register.Where(e => e.Unit == unit && world.Answers.All(a => a.Person != e.Person)).Take(answers).ToArray();
        world.Answers.AddRange(silent.Select(e => new Answer(e.Person, 5000 + e.Person, Levels(random))));
        world.StampText += "+";
    }

    private static bool Shown(Release release, GroupKey g) =>
        release.Seen.Cell("V2", g) is { State: not (Snapshots.CellState.Hidden or Snapshots.CellState.NotApplicable) };

    private static World Make(Random random)
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        foreach (var d in (string[])["A", "B"])
        {
            world.AddDepartment(d, [.. Enumerable.Range(1, 3).Select(u => (d.ToLowerInvariant() + u, 26 + random.Next(20), 2 + random.Next(9), (byte)4))]);
        }

        for (var i = 0; i < world.Answers.Count; i++)
        {
            world.Answers[i] = world.Answers[i] with { Levels = Levels(random) };
        }

        return world;
    }

    private static byte[] Levels(Random random) => [(byte)(1 + random.Next(8)), (byte)(1 + random.Next(8))];

    private static List<Release> Run(World world, Random random)
    {
        world.Refresh();
        var releases = new List<Release> { Release.Of(world) };

        // What comes late comes from two units, or no group would ever differ by enough.
        string[] units = ["a" + (1 + random.Next(3)), "b" + (1 + random.Next(3))];
        for (var night = 1; night <= 16; night++)
        {
            if (night % 8 == 0)
            {
                Late(world, units[0], 8);
                Late(world, units[1], 8);
            }
            else
            {
                Deliver(world, random, units[random.Next(2)], 1 + random.Next(2));
            }

            world.StampText = "night " + night;
            var result = world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "again" });
            if (result.Released.Count > 0)
            {
                releases.Add(Release.Of(world));
            }
        }

        return releases;
    }

    private static void Deliver(World world, Random random, string unit, int changes)
    {
        for (var c = 0; c < changes; c++)
        {
            var staff = world.Register.Where(e => e.Unit == unit).ToArray();
            var answered = Enumerable.Range(0, world.Answers.Count).Where(i => staff.Any(e => e.Person == world.Answers[i].Person)).ToArray();
            var silent = staff.Where(e => world.Answers.All(a => a.Person != e.Person)).ToArray();
            switch (random.Next(8))
            {
                case 0 when answered.Length > 0:
                    // Erased.
                    world.Answers.RemoveAt(answered[random.Next(answered.Length)]);
                    break;
                case 1 when answered.Length > 0:
                    // Corrected.
                    var i = answered[random.Next(answered.Length)];
                    world.Answers[i] = world.Answers[i] with { Levels = Levels(random) };
                    break;
                case 2 when staff.Length > 0:
                    // Was not in service after all.
                    var left = staff[random.Next(staff.Length)];
                    world.Register.Remove(left);
                    world.Answers.RemoveAll(a => a.Person == left.Person);
                    break;
                default:
                    // Late.
                    if (silent.Length > 0)
                    {
                        var person = silent[random.Next(silent.Length)].Person;
                        world.Answers.Add(new Answer(person, 5000 + person, Levels(random)));
                    }

                    break;
            }
        }
    }
}
