using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>A synthetic employee over the years.</summary>
internal sealed class DemoPerson
{
    /// <summary>Number within the organisation.</summary>
    public int Number { get; set; }

    /// <summary>Unit.</summary>
    public required DemoUnit Unit { get; init; }

    /// <summary>Role.</summary>
    public required DemoRole Role { get; init; }

    /// <summary>AID responsibility letter of a manager, otherwise empty.</summary>
    public required string Letter { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, or null.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>tillsvidare, visstid, timavlonad.</summary>
    public required string Form { get; init; }

    /// <summary>Hundredths of a per cent.</summary>
    public required int Degree { get; init; }

    /// <summary>Birth year.</summary>
    public required int BirthYear { get; init; }

    /// <summary>kvinna, man, annat or empty.</summary>
    public required string Gender { get; init; }

    /// <summary>Tool per wave: eget, delat, inget or empty.</summary>
    public required string[] Device { get; init; }

    /// <summary>Account per wave.</summary>
    public required bool[] Account { get; init; }

    /// <summary>Working channel per wave.</summary>
    public required bool[] Channel { get; init; }

    /// <summary>On full-time leave, per wave.</summary>
    public required bool[] Leave { get; init; }

    /// <summary>Hourly staff with hours in the last three months, per wave.</summary>
    public required bool[] Hours { get; init; }

    /// <summary>Unit of a second employment, or null.</summary>
    public required DemoUnit? SecondUnit { get; init; }

    /// <summary>Ability beside the role's, in levels.</summary>
    public required double Ability { get; init; }

    /// <summary>Lasting strength or weakness per competence, in levels.</summary>
    public required double[] Shift { get; init; }

    /// <summary>How willing to answer surveys; 1 = as others.</summary>
    public required double Willing { get; init; }

    /// <summary>Protected identity.</summary>
    public bool Protected { get; set; }

    /// <summary>True while employed.</summary>
    public bool On(DateOnly day) => From <= day && (To is null || To >= day);
}

/// <summary>Makes an organisation's people: who is there at the first wave, who leaves and who comes instead.</summary>
internal static class DemoPeople
{
    /// <summary>After this day nobody leaves any more: it lies behind the last register.</summary>
    private static readonly DateOnly End = new(2023, 12, 1);

    /// <summary>Everybody who was ever employed from the first wave on, by number.</summary>
    public static IReadOnlyList<DemoPerson> Make(DemoOrganisation organisation, int seed)
    {
        var random = DemoRandom.For(seed, "people " + organisation.Code);
        var people = new List<DemoPerson>();
        foreach (var department in organisation.Departments)
        {
            foreach (var unit in department.Units)
            {
                var managers = unit.Size >= 45 ? 2 : 1;
                var head = unit == department.Units[0] ? (department == organisation.Departments[0] ? "A" : "B") : "C";
                for (var slot = 0; slot < unit.Size; slot++)
                {
                    AddSlot(people, organisation, unit, slot < managers ? (slot == 0 ? head : "C") : "", random);
                }
            }
        }

        var numbers = Enumerable.Range(1, people.Count).ToList();
        random.Shuffle(numbers);
        for (var i = 0; i < people.Count; i++)
        {
            people[i].Number = numbers[i];
        }

        var byNumber = people.OrderBy(p => p.Number).ToList();
        var stayers = byNumber.Where(p => p.To is null && p.On(DemoWaves.All[0].ReferenceDate) && p.Letter.Length == 0 && p.SecondUnit is null && p.Unit.Trait == DemoTrait.None).ToList();
        for (var i = 0; i < ProtectedIdentities(organisation); i++)
        {
            stayers[i * 37 % stayers.Count].Protected = true;
        }

        return byNumber;
    }

    /// <summary>
    /// Enough in the two largest to be a group of their own, a handful in Skellefteå, where they must be hidden among others, and none
    /// in the rest: the three cases that an organisation can be in.
    /// </summary>
    private static int ProtectedIdentities(DemoOrganisation organisation) => organisation.Code switch
    {
        "2480" or "0024" => 20,
        "2482" => 3,
        _ => 0,
    };

    /// <summary>One post: its holder at the first wave and everybody after.</summary>
    private static void AddSlot(List<DemoPerson> people, DemoOrganisation organisation, DemoUnit unit, string letter, DemoRandom random)
    {
        var role = letter.Length > 0 ? DemoRoles.Manager : unit.Kind.Roles[random.Choose([.. unit.Kind.Roles.Select(r => r.Weight)])].Role;
        var first = DemoWaves.All[0].ReferenceDate;
        DateOnly? from = null;
        while (true)
        {
            var person = Hire(organisation, unit, role, letter, from, first, random);
            people.Add(person);
            if (person.To is not { } last || last >= DemoWaves.All[^1].ReferenceDate)
            {
                return;
            }

            from = last.AddDays(random.Between(1, 60));
        }
    }

    private static DemoPerson Hire(
        DemoOrganisation organisation, DemoUnit unit, DemoRole role, string letter, DateOnly? from, DateOnly first, DemoRandom random)
    {
        var hourly = letter.Length == 0 && random.Happens(role.Hourly);
        var temporary = !hourly && letter.Length == 0 && random.Happens(0.08);
        var start = from ?? (temporary || hourly ? random.Day(new(2020, 2, 1), first) : random.Day(new(1988, 1, 1), first));
        DateOnly? end = temporary
            ? start.AddDays(random.Between(from is null ? 370 : 180, 720))
            : Leaves(start > first ? start : first, hourly ? 0.020 : 0.008, random);
        if (end >= End)
        {
            end = null;
        }

        // Nobody was hired under sixteen, and the youngest and oldest are where they are in reality: among hourly staff.
        var age = hourly ? random.Between(19, 67) : random.Between(23, 38) + random.Between(0, 26);
        var birth = Math.Min(2021 - age, start.Year - 18);
        birth = Math.Max(birth, 1955);
        var gender = random.Share() switch { < 0.003 => "annat", < 0.008 => "", _ => random.Happens(role.Women) ? "kvinna" : "man" };
        var others = organisation.Units.Where(u => u != unit && u.Trait == DemoTrait.None).ToList();
        var second = !hourly && letter.Length == 0 && random.Happens(0.016) ? random.Pick(others) : null;
        var degree = hourly ? 0 : second is not null ? 5000 : letter.Length > 0 ? 10000 : Degree(role, random);
        var access = Access(role, random);
        return new DemoPerson
        {
            Unit = unit,
            Role = role,
            Letter = letter,
            From = start,
            To = end,
            Form = hourly ? "timavlonad" : temporary ? "visstid" : "tillsvidare",
            Degree = degree,
            BirthYear = birth,
            Gender = gender,
            Device = access.Device,
            Account = access.Account,
            Channel = access.Channel,
            Leave = [.. DemoWaves.All.Select(_ => !hourly && random.Happens(0.045))],
            Hours = [.. DemoWaves.All.Select(_ => random.Happens(0.75))],
            SecondUnit = second,
            Ability = (0.85 * random.Normal()) - (0.022 * Math.Max(0, 2021 - birth - 42)),
            Shift = [.. CompetenceFramework.DigComp22.Competences.Select(_ => 0.45 * random.Normal())],
            Willing = Math.Clamp(1 + (0.22 * random.Normal()), 0.3, 1.5),
        };
    }

    /// <summary>The last day, drawn month by month, or null.</summary>
    private static DateOnly? Leaves(DateOnly start, double monthly, DemoRandom random)
    {
        for (var month = new DateOnly(start.Year, start.Month, 1).AddMonths(1); month < End; month = month.AddMonths(1))
        {
            if (random.Happens(monthly))
            {
                return month.AddMonths(1).AddDays(-1);
            }
        }

        return null;
    }

    private static int Degree(DemoRole role, DemoRandom random)
    {
        var part = role.Required < 3.3 ? 0.45 : 0.16;
        return random.Happens(part) ? random.Pick<int>([5000, 6000, 7500, 7500, 8000, 8500, 8850, 9000]) : 10000;
    }

    /// <summary>Tool, account and channel per wave; a few of those without get a shared tool between waves.</summary>
    private static (string[] Device, bool[] Account, bool[] Channel) Access(DemoRole role, DemoRandom random)
    {
        var waves = DemoWaves.All.Count;
        var device = new string[waves];
        var account = new bool[waves];
        var channel = new bool[waves];
        var now = random.Share() is var share && share < role.Own ? "eget" : share < role.Own + role.Shared ? "delat" : "inget";
        var unknown = random.Happens(0.012);
        var has = random.Happens(now switch { "eget" => 0.998, "delat" => 0.97, _ => 0.52 });
        var reached = random.Happens(now switch { "eget" => 0.985, "delat" => 0.93, _ => 0.24 });
        for (var wave = 0; wave < waves; wave++)
        {
            if (wave > 0 && now == "inget" && random.Happens(0.14))
            {
                (now, has, reached) = ("delat", true, true);
            }

            device[wave] = unknown ? "" : now;
            account[wave] = has;
            channel[wave] = has && reached;
        }

        return (device, account, channel);
    }
}
