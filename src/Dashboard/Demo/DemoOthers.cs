using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>
/// What only some organisations deliver: accounts and devices, attendance, coaching pairs, plans with actions, ideas. Umeå and
/// Örnsköldsvik deliver everything, Region Västerbotten no ideas and its plans with their own numbers, Skellefteå no coaching, and
/// Piteå nothing of it, so that what a page says without a source can be seen.
/// </summary>
internal static class DemoOthers
{
    private const int SessionHalfHours = 6;
    private static readonly string[] Themes = ["Digital trygghet", "Leda i förändring", "Verktyg i vardagen"];
    private static readonly string[] IdeaThemes = ["arbetssatt", "e-tjanst", "information", "utrustning"];
    private static readonly string[] Areas = ["trygghet", "kommunikation", "hallbarhet", "innovation", "ledarskap"];
    private static readonly string[] Actions =
    [
        "E-tjänst för ansökningar", "Digital signering", "Gemensam mall för möten", "Digitala körjournaler", "Självservice för scheman",
        "Utbildning i informationssäkerhet", "Planering i mobilen", "Digital felanmälan", "Ny intern webbplats",
    ];

    /// <summary>The organisation's files in the order of import; empty if it delivers none.</summary>
    public static IEnumerable<(string Name, DeliveryKind Kind, DateOnly AsOf, DemoTable Table)> Make(
        DemoOrganisation organisation, IReadOnlyList<DemoPerson> people, IReadOnlyList<DemoRecord> training, int seed)
    {
        var last = DemoWaves.All[^1].ReferenceDate;
        var there = people.Where(p => !p.Protected && p.On(last)).ToList();
        DemoRandom Random(string topic) => DemoRandom.For(seed, $"{topic} {organisation.Code}");
        if (organisation.Code is "0024" or "2284" or "2480")
        {
            yield return ($"it-konton-{DemoText.Date(last)}.csv", DeliveryKind.Access, last, Access(organisation, there, Random("access")));
            yield return ("narvaro.csv", DeliveryKind.Attendance, DemoWaves.DataDate, Attendance(training));
            yield return ("coachning.csv", DeliveryKind.Coaching, DemoWaves.DataDate, Coaching(organisation, there, Random("coaching")));
        }

        if (organisation.Code != "2581")
        {
            var (plans, actions) = Plans(organisation, ownNumbers: organisation.Code == "0024", Random("plans"));
            yield return ("planer.csv", DeliveryKind.Plans, DemoWaves.DataDate, plans);
            if (organisation.Code != "0024")
            {
                yield return ("planatgarder.csv", DeliveryKind.PlanActions, DemoWaves.DataDate, actions);
                yield return ("ideer.csv", DeliveryKind.Ideas, DemoWaves.DataDate, Ideas(organisation, there, Random("ideas")));
            }
        }
    }

    /// <summary>standard-access: the register's own answers, and who without a tool of their own was offered another way.</summary>
    private static DemoTable Access(DemoOrganisation organisation, List<DemoPerson> people, DemoRandom random)
    {
        var wave = DemoWaves.All.Count - 1;
        var table = new DemoTable("anstnr", "konto", "digitalt_verktyg", "inloggning", "kanal", "annat_svarssatt");
        foreach (var person in people)
        {
            var other = random.Happens(person.Device[wave] == "inget" ? 0.55 : 0.40);
            table.Add(
                DemoIds.Staff(organisation, person.Number), DemoText.YesNo(person.Account[wave]), person.Device[wave], DemoText.YesNo(person.Account[wave]),
                DemoText.YesNo(person.Channel[wave]), person.Device[wave] is "delat" or "inget" ? DemoText.YesNo(other) : "");
        }

        return table;
    }

    /// <summary>standard-attendance: sessions of the two programmes, their hours those of the training records.</summary>
    private static DemoTable Attendance(IReadOnlyList<DemoRecord> training)
    {
        var table = new DemoTable("anstnr", "kurs", "datum", "timmar", "narvarande");
        foreach (var record in training.Where(r => r is { Person: not null, Course.Programme.Length: > 0, Finished: not null, HalfHours: > 0 }))
        {
            var days = record.Finished!.Value.DayNumber - record.Enrolled.DayNumber + 1;
            var sessions = Math.Min(days, (record.HalfHours + SessionHalfHours - 1) / SessionHalfHours);
            for (var i = 0; i < sessions; i++)
            {
                // The last session is on the last day, and what is over after equal sessions is in the first.
                var day = record.Finished.Value.AddDays(-(sessions - 1 - i) * days / sessions);
                var hours = (record.HalfHours / sessions) + (i == 0 ? record.HalfHours % sessions : 0);
                table.Add(record.Id, record.CourseCode, DemoText.Date(day), DemoText.Halves(hours), "ja");
            }
        }

        return table;
    }

    /// <summary>standard-coaching: most managers with one to three of their own staff.</summary>
    private static DemoTable Coaching(DemoOrganisation organisation, List<DemoPerson> people, DemoRandom random)
    {
        var table = new DemoTable("chef_anstnr", "medarbetare_anstnr", "tema", "fran", "till", "riktning");
        foreach (var manager in people.Where(p => p.Letter.Length > 0))
        {
            var staff = people.Where(p => p.Unit == manager.Unit && p.Letter.Length == 0).ToList();
            random.Shuffle(staff);
            var count = random.Happens(0.7) ? random.Between(1, 3) : 0;
            foreach (var employee in staff.Take(count))
            {
                var from = random.Day(new(2022, 3, 1), new(2023, 6, 30));
                table.Add(
                    DemoIds.Staff(organisation, manager.Number), DemoIds.Staff(organisation, employee.Number), random.Pick<string>(Themes), DemoText.Date(from),
                    random.Happens(0.4) ? DemoText.Date(from.AddDays(random.Between(90, 200))) : "",
                    random.Share() switch { < 0.7 => "bada", < 0.85 => "chef_coachar", _ => "medarbetare_coachar" });
            }
        }

        return table;
    }

    /// <summary>standard-plans and standard-planactions: a plan for most operations, some of them too old.</summary>
    private static (DemoTable Plans, DemoTable Actions) Plans(DemoOrganisation organisation, bool ownNumbers, DemoRandom random)
    {
        var plans = new DemoTable(
            "plan", "namn", "verksamhet", "antagen", "uppfoljd", "atgarder_forvantade", "atgarder_gjorda", "timmar_frigjorda", "nya_losningar", "malomraden");
        var actions = new DemoTable("plan", "atgard", "namn", "klar_senast", "klar", "malomrade", "timmar_frigjorda", "ny_losning");
        var areas = organisation.Code == "2284" ? Areas : [];
        var number = 0;
        foreach (var operation in organisation.Units.Select(u => u.Kind.Operation).Distinct())
        {
            number++;
            if (random.Happens(0.2))
            {
                continue;
            }

            var code = "P" + DemoText.TwoDigits(number);
            var adopted = random.Day(new(2021, 3, 1), new(2023, 5, 31));
            var due = random.Between(4, 9);
            var done = random.Between(1, due);
            var area = areas.Length == 0 ? "" : random.Pick<string>(areas);
            plans.Add(
                code, "Transformationsplan " + operation, operation, DemoText.Date(adopted), DemoText.Date(adopted.AddDays(random.Between(90, 150))),
                ownNumbers ? DemoText.Digits(due) : "", ownNumbers ? DemoText.Digits(done) : "",
                ownNumbers ? DemoText.Digits(random.Between(2, 30) * 20) : "", ownNumbers ? DemoText.Digits(random.Between(0, 3)) : "", area);
            for (var i = 0; i < due && !ownNumbers; i++)
            {
                var day = adopted.AddDays(random.Between(60, 700));
                var finished = day <= DemoWaves.DataDate && random.Happens(0.68) ? day.AddDays(-random.Between(0, 40)) : (DateOnly?)null;
                actions.Add(
                    code, DemoText.Digits(i + 1), Actions[(number + i) % Actions.Length], DemoText.Date(day), DemoText.Date(finished), area,
                    DemoText.Digits(random.Between(0, 12) * 10), DemoText.YesNo(random.Happens(0.3)));
            }
        }

        return (plans, actions);
    }

    /// <summary>standard-ideas: about one for every sixth person and year; every eighth without a sender.</summary>
    private static DemoTable Ideas(DemoOrganisation organisation, List<DemoPerson> people, DemoRandom random)
    {
        var table = new DemoTable("ide", "datum", "anstnr", "enhet", "status", "tema", "malomrade");
        for (var i = 0; i < people.Count / 4; i++)
        {
            var person = random.Pick(people);
            var day = random.Day(new(2022, 6, 1), new(2023, 10, 25));
            var known = !random.Happens(0.125);
            table.Add(
                "I-" + DemoText.Digits(i + 1, 4), DemoText.Date(day), known ? DemoIds.Staff(organisation, person.Number) : "",
                person.Unit.CodeOn(DemoWaves.DataDate), random.Share() switch { < 0.32 => "genomford", < 0.45 => "avslagen", _ => "mottagen" },
                random.Pick<string>(IdeaThemes), organisation.Code == "2284" ? random.Pick<string>(Areas) : "");
        }

        return table;
    }
}
