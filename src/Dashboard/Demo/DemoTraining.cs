namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>One training record.</summary>
/// <param name="Id">Staff number as exported.</param>
/// <param name="Person">The person, or null for a number that no register knows.</param>
/// <param name="CourseCode">Course code as exported.</param>
/// <param name="Course">The course, or null if it is not delivered.</param>
/// <param name="Enrolled">First day.</param>
/// <param name="Finished">Last day, or null while going on.</param>
/// <param name="Status">anmald, slutford, avbruten.</param>
/// <param name="HalfHours">Hours attended, in halves.</param>
internal sealed record DemoRecord(
    string Id, DemoPerson? Person, string CourseCode, DemoCourse? Course, DateOnly Enrolled, DateOnly? Finished, string Status, int HalfHours);

/// <summary>Who took which course, and how far.</summary>
internal static class DemoTraining
{
    private static readonly DateOnly DigiloFrom = new(2021, 3, 1);
    private static readonly DateOnly DigiloTo = new(2023, 2, 28);
    private static readonly DateOnly DigilejFrom = new(2021, 11, 1);
    private static readonly DateOnly DigilejTo = new(2023, 4, 30);
    private static readonly DateOnly LocalFrom = new(2020, 9, 1);
    private static readonly DateOnly LocalTo = new(2023, 9, 15);

    /// <summary>An organisation's records, in order of enrolment.</summary>
    public static IReadOnlyList<DemoRecord> Make(DemoOrganisation organisation, IReadOnlyList<DemoPerson> people, int seed)
    {
        var random = DemoRandom.For(seed, "training " + organisation.Code);

        // Who came and went between two registers is known to none; the strays below are strays enough.
        var open = people.Where(p => !p.Protected && DemoWaves.All.Any(w => p.On(w.ReferenceDate))).ToList();
        var records = new List<DemoRecord>();

        foreach (var person in Participants(open.Where(p => p.Role.Digilo && There(p, DigiloFrom, DigiloTo)), organisation.Digilo, random))
        {
            Take(records, organisation, person, DemoCourses.Of(DemoCourses.Digilo), random.Between(2, 4), DigiloFrom, DigiloTo, random);
        }

        foreach (var person in open.Where(p => p.Letter.Length > 0 && There(p, DigilejFrom, DigilejTo)))
        {
            if (random.Happens(0.74))
            {
                Take(records, organisation, person, DemoCourses.Of(DemoCourses.Digilej), random.Between(1, 3), DigilejFrom, DigilejTo, random);
            }
        }

        foreach (var person in open)
        {
            var chance = person.Device[0] switch { "eget" => 0.20, "delat" => 0.10, _ => 0.04 };
            if (There(person, LocalFrom, LocalTo) && random.Happens(chance))
            {
                Take(records, organisation, person, DemoCourses.Of(""), 1, LocalFrom, LocalTo, random);
            }
        }

        AddOddities(records, organisation, open, random);
        return [.. records.OrderBy(r => r.Enrolled).ThenBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.CourseCode, StringComparer.Ordinal)];
    }

    /// <summary>A handful of courses that are not digital, a course that nobody delivered, and two numbers that no register knows.</summary>
    private static void AddOddities(List<DemoRecord> records, DemoOrganisation organisation, List<DemoPerson> open, DemoRandom random)
    {
        var stayers = open.Where(p => p.To is null && p.From < LocalFrom).ToList();
        for (var i = 0; i < 6; i++)
        {
            Take(records, organisation, stayers[(i * 23) + 5], DemoCourses.NotDigital, 1, LocalFrom, LocalTo, random);
        }

        for (var i = 0; i < 4; i++)
        {
            var person = stayers[(i * 31) + 2];
            var day = random.Day(LocalFrom, LocalTo);
            records.Add(new(DemoIds.Staff(organisation, person.Number), person, DemoCourses.Undelivered, null, day, day, "slutford", 6));
        }

        for (var i = 0; i < 2; i++)
        {
            var course = random.Pick(DemoCourses.Of(""));
            var day = random.Day(LocalFrom, LocalTo);
            records.Add(new(DemoIds.Stray(organisation, 50 + i), null, course.Code, course, day, day, "slutford", course.HalfHours));
        }
    }

    /// <summary>Exactly so many of the candidates; administrators and officers are likelier than cleaners.</summary>
    private static List<DemoPerson> Participants(IEnumerable<DemoPerson> candidates, int count, DemoRandom random)
    {
        // Drawing without replacement: everybody draws a number, divided by the weight, and the lowest are taken.
        var drawn = candidates
            .Select(p => (Person: p, Key: random.Share() / (p.Role.Required > 4 ? 1.0 : 0.3)))
            .OrderBy(d => d.Key).ThenBy(d => d.Person.Number).Take(count).Select(d => d.Person).OrderBy(p => p.Number).ToList();
        return drawn.Count == count
            ? drawn
            : throw new InvalidOperationException($"Only {DemoText.Digits(drawn.Count)} of {DemoText.Digits(count)} participants found.");
    }

    /// <summary>True if the person was there long enough to take part.</summary>
    private static bool There(DemoPerson person, DateOnly from, DateOnly to)
    {
        var start = person.From > from ? person.From : from;
        var end = person.To is { } last && last < to ? last : to;
        return end.DayNumber - start.DayNumber >= 240;
    }

    private static void Take(
        List<DemoRecord> records, DemoOrganisation organisation, DemoPerson person, IReadOnlyList<DemoCourse> courses, int count,
        DateOnly from, DateOnly to, DemoRandom random)
    {
        var start = person.From > from ? person.From : from;
        var end = person.To is { } last && last < to ? last : to;
        var step = (end.DayNumber - start.DayNumber) / count;
        var mixed = courses.ToList();
        random.Shuffle(mixed);
        for (var i = 0; i < count; i++)
        {
            var course = mixed[i];
            var enrolled = start.AddDays((i * step) + random.Between(0, step / 2));
            var length = random.Between(1, Math.Max(1, step / 3));
            var (status, hours) = random.Share() switch
            {
                < 0.84 => ("slutford", random.Between(course.CompletionHalfHours ?? course.HalfHours, course.HalfHours)),
                < 0.95 => ("avbruten", random.Between(0, (course.CompletionHalfHours ?? course.HalfHours) - 1)),
                _ => ("anmald", 0),
            };
            records.Add(new(
                DemoIds.Staff(organisation, person.Number), person, course.Code, course, enrolled,
                status == "anmald" ? null : enrolled.AddDays(length), status, hours));
        }
    }
}

/// <summary>Ids that nobody can take for real ones.</summary>
internal static class DemoIds
{
    /// <summary>SYN-2284-00017.</summary>
    public static string Staff(DemoOrganisation organisation, int number) => $"SYN-{organisation.Code}-{DemoText.Digits(number, 5)}";

    /// <summary>A number that no register holds.</summary>
    public static string Stray(DemoOrganisation organisation, int number) => Staff(organisation, 90000 + number);

    /// <summary>An address in a domain reserved for examples.</summary>
    public static string Mail(DemoOrganisation organisation, int number) =>
        $"syn{DemoText.Digits(number, 5)}@{organisation.Mail}";
}
