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
        TestContext.Current.TestOutputHelper?.WriteLine($"{releases.Count} releases");
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
        Assert.DoesNotContain(WorldAttack.Leaks(releases, t => t.Items.Count < 2), l => !alone.Contains((l.Rule, l.What, l.Who)));
    }

    private static bool Shown(Release release, GroupKey g) =>
        release.Seen.Cell("V2", g) is { State: not (Snapshots.CellState.Hidden or Snapshots.CellState.NotApplicable) };

    private static World Make(Random random)
    {
        var world = new World { Items = [InstrumentItem.Plain("1.1"), InstrumentItem.Plain("2.1")] };
        foreach (var d in (string[])["A", "B"])
        {
            world.AddDepartment(d, [.. Enumerable.Range(1, 3).Select(u => (d.ToLowerInvariant() + u, 14 + random.Next(20), 2 + random.Next(12), (byte)4))]);
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
        for (var night = 1; night <= 12; night++)
        {
            Deliver(world, random, night % 4 == 0 ? 8 : 1 + random.Next(2));
            world.StampText = "night " + night;
            var result = world.Refresh(reopen: new Dictionary<string, string> { [World.WaveCode] = "again" });
            if (result.Released.Count > 0)
            {
                releases.Add(Release.Of(world));
            }
        }

        return releases;
    }

    private static void Deliver(World world, Random random, int changes)
    {
        for (var c = 0; c < changes; c++)
        {
            switch (random.Next(4))
            {
                case 0 when world.Answers.Count > 0:
                    // Erased.
                    world.Answers.RemoveAt(random.Next(world.Answers.Count));
                    break;
                case 1 when world.Answers.Count > 0:
                    // Corrected.
                    var i = random.Next(world.Answers.Count);
                    world.Answers[i] = world.Answers[i] with { Levels = Levels(random) };
                    break;
                case 2:
                    // Was not in service after all.
                    world.Register.RemoveAt(random.Next(world.Register.Count));
                    world.Answers.RemoveAll(a => world.Register.All(e => e.Person != a.Person));
                    break;
                default:
                    // Late.
                    var silent = world.Register.Where(e => world.Answers.All(a => a.Person != e.Person)).ToArray();
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
