using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>Units, requirements, courses, register and training as tables with the headings of docs/deliver.md.</summary>
internal static class DemoFiles
{
    /// <summary>Employments that ended so many days before the register's day are still in the extract, as in real systems.</summary>
    private const int EndedDays = 45;

    /// <summary>standard-units.</summary>
    public static DemoTable Units(DemoOrganisation organisation)
    {
        var table = new DemoTable("kod", "namn", "overordnad", "niva", "verksamhet", "fran", "till", "foregangare");
        var beginning = DemoText.Date(DemoStructure.Beginning);
        foreach (var department in organisation.Departments)
        {
            table.Add(department.Code, department.Name, "", "forvaltning", "", beginning, "", "");
            foreach (var unit in department.Units)
            {
                if (unit is { OldCode: { } code, OldName: { } name })
                {
                    var last = DemoText.Date(DemoStructure.Renamed.AddDays(-1));
                    table.Add(code, name, department.Code, "enhet", unit.Kind.Operation, beginning, last, "");
                    table.Add(unit.Code, unit.Name, department.Code, "enhet", unit.Kind.Operation, DemoText.Date(DemoStructure.Renamed), "", code);
                }
                else
                {
                    table.Add(unit.Code, unit.Name, department.Code, "enhet", unit.Kind.Operation, beginning, "", "");
                }
            }
        }

        return table;
    }

    /// <summary>
    /// standard-requirements: the organisation's roles with every competence, and all others, for a few persons have no role: without a row
    /// of theirs every gap of the whole organisation would be hidden for their sake.
    /// </summary>
    public static DemoTable Requirements(DemoOrganisation organisation)
    {
        var framework = CompetenceFramework.DigComp22;
        var roles = organisation.Units.SelectMany(u => u.Kind.Roles).Select(r => r.Role).Append(DemoRoles.Manager).ToHashSet();
        var table = new DemoTable("roll", "rollnamn", "kompetens", "niva", "obligatorisk");
        foreach (var role in DemoRoles.All.Where(roles.Contains))
        {
            foreach (var competence in framework.Competences)
            {
                var mandatory = framework.Mandatory.Contains(competence.Id, StringComparer.Ordinal);
                table.Add(
                    role.Code, role.Name, competence.Id, DemoText.Digits(DemoRoles.Required(role, competence.Id, mandatory)), DemoText.YesNo(mandatory));
            }
        }

        foreach (var competence in framework.Competences)
        {
            var mandatory = framework.Mandatory.Contains(competence.Id, StringComparer.Ordinal);
            table.Add(
                RequirementRow.Others, "Övriga", competence.Id, DemoText.Digits(DemoRoles.RequiredOfOthers(competence.Id, mandatory)), DemoText.YesNo(mandatory));
        }

        return table;
    }

    /// <summary>standard-courses.</summary>
    public static DemoTable Courses()
    {
        var table = new DemoTable("kurs", "namn", "program", "tema", "kompetenser", "timmar", "fullfoljd_vid_timmar", "digital");
        foreach (var course in DemoCourses.All)
        {
            table.Add(
                course.Code, course.Name, course.Programme, course.Theme, course.Competences, DemoText.Halves(course.HalfHours),
                course.CompletionHalfHours is { } rule ? DemoText.Halves(rule) : "", DemoText.YesNo(course.Digital));
        }

        return table;
    }

    /// <summary>standard-register: the extract of a wave's reference date.</summary>
    public static DemoTable Register(DemoOrganisation organisation, IReadOnlyList<DemoPerson> people, int wave, int seed)
    {
        var random = DemoRandom.For(seed, $"register {organisation.Code} {DemoWaves.All[wave].Code}");
        var day = DemoWaves.All[wave].ReferenceDate;
        var table = new DemoTable(
            "anstnr", "epost", "anstallning", "enhet", "roll", "aid", "aid_version", "aid_ansvar", "anstallningsform", "sysselsattningsgrad",
            "fran", "till", "franvarande_heltid", "timmar_senaste_3_man", "fodelsear", "kon", "konto", "kanal", "digitalt_verktyg", "utskick", "skyddad");
        foreach (var person in people.Where(p => p.From <= day && (p.To is null || p.To >= day.AddDays(-EndedDays))))
        {
            // Bounces are drawn for everybody, so that a change of one person's channel does not move the others.
            var bounced = random.Happens(0.015);
            var offered = !person.Channel[wave] || (person.Form == "timavlonad" && !person.Hours[wave]) || person.Protected
                ? "ej_skickad" : bounced ? "studsade" : "skickad";
            var first = Row(organisation, person, wave, offered);
            table.Add(first);
            if (person.SecondUnit is { } second)
            {
                var other = (string[])first.Clone();
                other[2] = "2";
                other[3] = second.CodeOn(day);
                other[9] = DemoText.Hundredths(2500);
                other[10] = DemoText.Date(person.From > new DateOnly(2020, 8, 1) ? person.From : new DateOnly(2020, 8, 1));
                table.Add(other);
            }
        }

        return table;
    }

    /// <summary>standard-training.</summary>
    public static DemoTable Training(IReadOnlyList<DemoRecord> records)
    {
        var table = new DemoTable("anstnr", "kurs", "anmald", "avslutad", "status", "timmar");
        foreach (var record in records)
        {
            table.Add(
                record.Id, record.CourseCode, DemoText.Date(record.Enrolled), DemoText.Date(record.Finished), record.Status, DemoText.Halves(record.HalfHours));
        }

        return table;
    }

    private static string[] Row(DemoOrganisation organisation, DemoPerson person, int wave, string offered)
    {
        var day = DemoWaves.All[wave].ReferenceDate;
        var hourly = person.Form == "timavlonad";

        // What the system knew on the day: a resignation to come is not in it, the end of a fixed term is.
        var last = person.To is { } to && (to <= day || person.Form == "visstid") ? DemoText.Date(to) : "";

        // Some systems blank the row of a protected identity and some only flag it; half of the set each.
        var blank = person.Protected && person.Number % 2 == 0;
        return
        [
            DemoIds.Staff(organisation, person.Number),
            person.Account[wave] && !person.Protected ? DemoIds.Mail(organisation, person.Number) : "",
            "1",
            person.Protected ? "" : person.Unit.CodeOn(day),
            blank ? "" : person.Role.Code,
            blank ? "" : person.Role.Aid,
            blank ? "" : "2018",
            person.Letter,
            person.Form,
            DemoText.Hundredths(person.Degree),
            DemoText.Date(person.From),
            last,
            DemoText.YesNo(person.Leave[wave]),
            hourly ? DemoText.YesNo(person.Hours[wave]) : "",
            blank ? "" : DemoText.Digits(person.BirthYear, 4),
            person.Gender,
            DemoText.YesNo(person.Account[wave]),
            DemoText.YesNo(person.Channel[wave]),
            person.Device[wave],
            offered,
            DemoText.YesNo(person.Protected),
        ];
    }
}
