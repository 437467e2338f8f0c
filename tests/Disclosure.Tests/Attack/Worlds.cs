using Digilo.Analytics.Model;
using Digilo.Analytics.Tests.Runs;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>Small organisations made to be attacked: few persons a unit, many who do not answer, answers at the ends of the scale.</summary>
internal static class Worlds
{
    private static readonly string[] Competences = ["1.1", "2.1", "1.2"];
    private static readonly (string Code, ItemScale Scale)[] Others =
        [("D2", ItemScale.YesNo), ("D1.1", ItemScale.Agree), ("D1.2", ItemScale.Agree), ("D1.3", ItemScale.Agree)];

    /// <summary>The world of a seed: the same seed, the same world.</summary>
    public static World Make(int seed)
    {
        var random = new Random(seed);
        var others = random.Next(2) == 0;
        var world = new World
        {
            Items = [.. Competences.Select(InstrumentItem.Plain), .. others ? Others.Select(o => new InstrumentItem(o.Code, o.Code, CompetenceDimension.None, ItemEvidence.Self, o.Scale)) : []],
            MergeBelow = random.Next(3) == 0 ? 5 : 1,
            Areas = seed % 3 == 0 ? new TargetAreas("1", "", [new TargetArea("trygghet", new BothLanguages("Trygghet", "Safety"), ["1.1", "1.2"], [])]) : null,
        };
        var operations = random.Next(3);
        var roles = 1 + random.Next(3);
        var skewed = random.Next(2) == 0;
        var zero = random.Next(4) == 0;
        var skips = new[] { 0, 0, 0.05, 0.3 }[random.Next(4)];
        AddRequirements(world, random, roles);
        var departments = 1 + random.Next(4);
        for (var d = 0; d < departments; d++)
        {
            var department = ((char)('A' + d)).ToString();
            world.Units.Add(World.Department(department));
            var units = 1 + random.Next(5);
            var style = random.Next(6);
            for (var u = 0; u < units; u++)
            {
                var code = department + (u + 1);
                world.Units.Add(World.Unit(code, department, operations == 0 ? "" : new[] { "vård", "skola", "" }[random.Next(1 + operations)]));
                var persons = random.Next(4) == 0 ? 15 + random.Next(25) : 1 + random.Next(15);
                var rate = new[] { 1, 0.9, 0.7, 0.5, 0.25 }[random.Next(5)];
                var role = random.Next(roles);
                style = random.Next(3) == 0 ? random.Next(6) : style;
                for (var i = 0; i < persons; i++)
                {
                    AddPerson(world, random, code, "r" + (skewed && random.Next(8) > 0 ? role : random.Next(roles)), rate, style, zero, skips, false);
                }
            }
        }

        // Some with protected identity, and some whose unit is not told.
        for (var i = random.Next(3) == 0 ? 1 + random.Next(4) : 0; i > 0; i--)
        {
            AddPerson(world, random, "", "r0", 0.8, 0, zero, skips, random.Next(2) == 0);
        }

        // The wave before: most answered it too, and most of them much the same.
        if (seed % 2 == 0)
        {
            world.Before.AddRange(world.Answers.Where(_ => random.Next(5) > 0).Select(a => a with
            {
                Key = a.Key + 10_000,
                Levels = [.. a.Levels.Select((l, i) => i < Competences.Length && random.Next(3) == 0 ? (byte)(1 + random.Next(4)) : l)],
            }));
        }

        return world;
    }

    /// <summary>The world of a seed with a dozen or more of protected identity besides, who are in no category and no unit.</summary>
    public static World WithProtected(int seed)
    {
        var world = Make(seed);
        var random = new Random(1000 + seed);
        for (var i = 12 + random.Next(12); i > 0; i--)
        {
            AddPerson(world, random, "", "r0", 0.8, 0, false, 0, true);
        }

        return world;
    }

    private static void AddRequirements(World world, Random random, int roles)
    {
        var kind = random.Next(3);
        for (var r = 0; r < roles && kind > 0; r++)
        {
            foreach (var id in Competences)
            {
                world.Requirements.Add(new RequirementRow("r" + r, "Roll " + r, id, kind == 1 ? 4 : 2 + random.Next(5), id != "1.2"));
            }
        }
    }

    private static void AddPerson(World world, Random random, string unit, string role, double rate, int style, bool zero, double skips, bool isProtected)
    {
        var person = world.Register.Count + 1;
        world.Register.Add(new Employment(person, unit, role, random.Next(5) == 0 ? Gender.Man : Gender.Woman)
        {
            BirthYear = (short)(random.Next(3) == 0 ? 1990 : 1970),
            Device = random.Next(12) == 0 ? DeviceAccess.None : DeviceAccess.Own,
            Protected = isProtected,
        });
        if (random.NextDouble() >= rate)
        {
            return;
        }

        byte Level() => style switch
        {
            0 => (byte)(1 + random.Next(8)),
            1 => (byte)(random.Next(2) == 0 ? 1 : 8),
            2 => (byte)(1 + random.Next(2)),
            3 => (byte)(7 + random.Next(2)),
            4 => (byte)(random.Next(6) == 0 ? 1 : 4),
            _ => (byte)(random.Next(10) == 0 ? 8 : 1),
        };
        byte Skipped(byte answer) => random.NextDouble() < skips ? AnswerCode.Skipped : answer;
        world.Answers.Add(new Answer(person, 1000 + person, [.. world.Items.Select(item => Skipped(item.Scale switch
        {
            ItemScale.YesNo => (byte)random.Next(2),
            ItemScale.Agree => (byte)(1 + (style is 2 or 5 ? random.Next(2) : random.Next(5))),
            _ => zero && random.Next(6) == 0 ? (byte)0 : Level(),
        }))]));
    }
}
