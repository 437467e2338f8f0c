using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>Attacks what a small world has published.</summary>
internal static class WorldAttack
{
    /// <summary>Everything that can be told of persons; the attacker's reading must be true of the world, or the attack proves nothing.</summary>
    public static IReadOnlyList<Leak> Leaks(World world, bool colleague = false) => Leaks(world, world.Snapshot.Tables, colleague);

    /// <summary>The same for altered tables.</summary>
    public static IReadOnlyList<Leak> Leaks(World world, IEnumerable<PublishedTable> tables, bool colleague = false)
    {
        var surroundings = SurroundingsOf(world);
        var truth = new Truth(world, surroundings, world.Answers);
        var seen = new Publication(tables, World.Code, World.WaveCode, surroundings);
        var leaks = new Dictionary<(string, string, string), Leak>();
        foreach (var topic in Topic.All(surroundings))
        {
            var attacker = new Attacker(seen, topic, register: colleague ? truth.Population : null);
            var point = attacker.PointOf(truth);
            var wrong = attacker.System.Broken(point).Take(5).ToArray();
            Assert.True(wrong.Length == 0, "The attacker believes what is not true. " + string.Join("; ", wrong));
            attacker.System.Know(point);
            foreach (var leak in Law.Leaks(attacker, truth))
            {
                var key = (leak.Rule, leak.What, leak.Who);
                if (!leaks.TryGetValue(key, out var known) || known.High - known.Low > leak.High - leak.Low)
                {
                    leaks[key] = leak;
                }
            }
        }

        return [.. leaks.Values];
    }

    public static Surroundings SurroundingsOf(World world)
    {
        var wave = world.Snapshot.FindOrganisation(World.Code)!.Waves.Single(w => w.Wave == World.WaveCode);
        var map = new ScopeMap(world.Units, wave.Scopes);
        var operations = wave.Scopes.ToDictionary(
            s => s.Code,
            s => (IReadOnlyList<string>)[.. world.Units.Where(u => map.Of(u.Code) is var (d, own) && (s.Level == ScopeLevel.Unit ? own : d) == s.Code).Select(u => map.OperationOf(u.Code)).Distinct()]);
        return new Surroundings
        {
            Scopes = wave.Scopes,
            OperationsOf = operations,
            Items = [.. world.Items.Where(i => i.IsPlain).Select(i => i.Competence)],
            Mandatory = ["1.1", "2.1"],
            Required = world.Requirements.ToDictionary(r => (r.Role, r.Competence), r => (int)r.Level),
            Floor = world.Snapshot.Floor,
            Threshold = world.Snapshot.Threshold,
        };
    }
}
