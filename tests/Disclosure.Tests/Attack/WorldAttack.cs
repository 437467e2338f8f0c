using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What is published at one time, and what is true then.</summary>
/// <param name="Seen">Tables.</param>
/// <param name="Truth">Truth.</param>
internal sealed record Release(Publication Seen, Truth Truth)
{
    /// <summary>What a world has published now.</summary>
    public static Release Of(World world, IEnumerable<PublishedTable>? tables = null)
    {
        // Of a wave that was refused nothing would be told.
        Assert.Equal(WaveState.Released, world.Snapshot.FindOrganisation(World.Code)!.Waves.Single(w => w.Wave == World.WaveCode).State);
        var surroundings = WorldAttack.SurroundingsOf(world);
        return new Release(
            new Publication(tables ?? world.Snapshot.Tables, World.Code, World.WaveCode, surroundings), new Truth(world, surroundings, world.Answers, world.Before));
    }

    /// <summary>What a world has published now of the wave before.</summary>
    public static Release Before(World world, IEnumerable<PublishedTable>? tables = null)
    {
        var surroundings = WorldAttack.SurroundingsOf(world, World.BeforeCode);
        return new Release(
            new Publication(tables ?? world.Snapshot.Tables, World.Code, World.BeforeCode, surroundings), new Truth(world, surroundings, world.Before));
    }
}

/// <summary>Attacks what a small world has published.</summary>
internal static class WorldAttack
{
    /// <summary>Everything that can be told of persons; the attacker's reading must be true of the world, or the attack proves nothing.</summary>
    /// <param name="world">The world, released.</param>
    /// <param name="tables">What is published, if it is not the world's snapshot.</param>
    public static IReadOnlyList<Leak> Leaks(World world, IEnumerable<PublishedTable>? tables = null) => Leaks([Release.Of(world, tables)]);

    /// <summary>
    /// What several releases of one wave tell together. At worst the attacker knows which groups' answers are the same in both.
    /// </summary>
    /// <param name="releases">One or several.</param>
    /// <param name="which">The systems that are tried; all if not said.</param>
    /// <param name="exact">Solved in whole numbers, for small systems.</param>
    /// <param name="colleague">He knows the register: how many work in every group.</param>
    public static IReadOnlyList<Leak> Leaks(IReadOnlyList<Release> releases, Func<Topic, bool>? which = null, bool exact = false, bool colleague = false)
    {
        var leaks = new Dictionary<(string, string, string), Leak>();
        foreach (var topic in Topic.All(releases[0].Seen.Surroundings).Where(t => which is null || which(t)))
        {
            var system = new LinearSystem(exact);
            var attackers = releases.Select(r => new Attacker(r.Seen, topic, system, colleague ? r.Truth.Population : null)).ToArray();
            double[] point = [.. attackers.SelectMany((a, i) => a.PointOf(releases[i].Truth))];
            for (var i = 1; i < attackers.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    Link(system, attackers[i], attackers[j], g => releases[i].Truth.Difference(releases[j].Truth, g) == 0);
                }
            }

            BelieveOnlyTruth(system, point);
            for (var i = 0; i < attackers.Length; i++)
            {
                foreach (var leak in Law.Leaks(attackers[i], releases[i].Truth))
                {
                    var key = (leak.Rule, leak.What, leak.Who);
                    if (!leaks.TryGetValue(key, out var known) || known.High - known.Low > leak.High - leak.Low)
                    {
                        leaks[key] = leak;
                    }
                }
            }
        }

        return [.. leaks.Values];
    }

    /// <summary>What two waves and the changes between them tell, of either, that neither tells alone; whom with the wave.</summary>
    public static IReadOnlyList<Leak> LeaksOfChange(Release before, Release now)
    {
        var leaks = new List<Leak>();
        var surroundings = now.Seen.Surroundings;
        foreach (var topic in (Topic[])[new Topic([], Floor: true, Means: true), new Topic(surroundings.Mandatory, Floor: true), new Topic(surroundings.Items, Means: true)])
        {
            var alone = new[] { before, now }.SelectMany(r => Of([r])).Select(l => (l.Rule, l.What, l.Who)).ToHashSet();
            leaks.AddRange(Of([before, now]).Where(l => !alone.Contains((l.Rule, l.What, l.Who))));

            IEnumerable<Leak> Of(Release[] releases)
            {
                var system = new LinearSystem();
                var attackers = new List<Attacker>();
                foreach (var r in releases)
                {
                    attackers.Add(new Attacker(r.Seen, topic, system, before: attackers.LastOrDefault()));
                }

                BelieveOnlyTruth(system, [.. attackers.SelectMany((a, i) => a.PointOf(releases[i].Truth))]);
                return [.. attackers.SelectMany((a, i) => Law.Leaks(a, releases[i].Truth).Select(l => l with { Who = $"{l.Who} in {releases[i].Seen.Wave}" }))];
            }
        }

        return leaks;
    }

    private static void BelieveOnlyTruth(LinearSystem system, double[] point)
    {
        var wrong = system.Broken(point).Take(5).ToArray();
        Assert.True(wrong.Length == 0, "The attacker believes what is not true. " + string.Join("; ", wrong));
        system.Know(point);
    }

    /// <summary>
    /// Fails with what is told beyond <c>known-leaks.txt</c>, and for the first of each rule with what it follows from; and where something
    /// that the file lists is told no more, so that the list can only become shorter.
    /// </summary>
    public static void AssertNothingTold(IReadOnlyList<Leak> leaks)
    {
        var test = TestContext.Current.Test!.TestDisplayName.Split("Tests.")[^1];
        var known = KnownLeaks.Of(test);
        var now = leaks.Select(KnownLeaks.Line).ToHashSet(StringComparer.Ordinal);
        KnownLeaks.Note(test, now);
        var words = leaks.Where(l => !known.Contains(KnownLeaks.Line(l))).GroupBy(l => l.Rule).SelectMany(rule => rule.Take(6).Select((l, k) =>
            "\n  " + l + (k == 0 ? string.Concat(l.Because().Select(b => "\n      from " + b)) : ""))).ToArray();
        Assert.True(words.Length == 0, "Told beyond known-leaks.txt:" + string.Concat(words));
        var gone = known.Except(now).ToArray();
        Assert.True(gone.Length == 0, "Told no more; take out of known-leaks.txt:\n  " + string.Join("\n  ", gone.Select(g => test + " | " + g)));
    }

    private static void Link(LinearSystem system, Attacker later, Attacker earlier, Func<GroupKey, bool> same)
    {
        foreach (var q in later.Quantities)
        {
            if (earlier.Quantities.FirstOrDefault(e => e.Name == q.Name) is { } before)
            {
                foreach (var g in q.Of.Keys.Where(g => before.Of.ContainsKey(g) && same(g)))
                {
                    system.Equal(q.Of[g], before.Of[g], $"{q.Name} of {g} is the same in both releases");
                }
            }
        }
    }

    public static Surroundings SurroundingsOf(World world, string code = World.WaveCode)
    {
        var wave = world.Snapshot.FindOrganisation(World.Code)!.Waves.Single(w => w.Wave == code);
        return new Surroundings
        {
            Scopes = wave.Scopes,
            OperationsOf = OperationsOf(world.Units, wave.Scopes),
            Items = [.. world.Items.Where(i => i.IsPlain).Select(i => i.Competence)],
            Mandatory = ["1.1", "2.1"],
            Required = world.Requirements.ToDictionary(r => (r.Role, r.Competence), r => (int)r.Level),
            Areas = world.Snapshot.FindOrganisation(World.Code)!.TargetAreas?.Areas.ToDictionary(a => a.Id, a => a.Competences)
                ?? new Dictionary<string, IReadOnlyList<string>>(),
            Floor = world.Snapshot.Floor,
            Threshold = world.Snapshot.Threshold,
        };
    }

    /// <summary>From a published department's or unit's code to the operations of the units in it.</summary>
    public static Dictionary<string, IReadOnlyList<string>> OperationsOf(IReadOnlyList<UnitRow> units, IReadOnlyList<PublishedScope> scopes)
    {
        var map = new ScopeMap(units, scopes);
        return scopes.ToDictionary(
            s => s.Code,
            s => (IReadOnlyList<string>)[.. units.Where(u => map.Of(u.Code) is var (d, own) && (s.Level == ScopeLevel.Unit ? own : d) == s.Code).Select(u => map.OperationOf(u.Code)).Distinct()]);
    }
}
