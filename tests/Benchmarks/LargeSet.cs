using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// One large made-up organisation as export files in the standard formats, with its configuration. The same files on every
/// machine: seeded, fixed dates, line ends written out.
/// </summary>
internal sealed class LargeSet
{
    /// <summary>Code of the organisation; no real employer has it.</summary>
    public const string Organisation = "9999";

    /// <summary>Code of the one wave.</summary>
    public const string Wave = "2023-10";

    /// <summary>Departments.</summary>
    public const int Departments = 20;

    /// <summary>Units below the departments.</summary>
    public const int Units = 400;

    /// <summary>Persons in the register; some have two employments.</summary>
    public const int Persons = 115_000;

    /// <summary>Rows of the register.</summary>
    public const int Employments = 120_000;

    /// <summary>Rows of the survey file, all linked to a person of the register.</summary>
    public const int Respondents = 100_000;

    /// <summary>Rows of the training file.</summary>
    public const int TrainingRecords = 60_000;

    /// <summary>Courses.</summary>
    public const int Courses = 12;

    /// <summary>First day of the register and of every unit.</summary>
    public static readonly DateOnly Beginning = new(2019, 1, 1);

    /// <summary>The wave's reference date, and the day that register and training describe.</summary>
    public static readonly DateOnly ReferenceDate = new(2023, 9, 30);

    /// <summary>A day after the wave closed: it may be released.</summary>
    public static readonly DateOnly Today = new(2023, 11, 15);

    private static readonly DateTime FirstAnswer = new(2023, 10, 2, 6, 0, 0);

    /// <summary>Ids of the competences.</summary>
    internal static readonly string[] Items = [.. CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];

    /// <summary>Roles with what they require.</summary>
    internal static readonly (string Code, string Name, int Level)[] Roles =
    [
        ("adm", "Administratör", 5), ("bar", "Barnskötare", 3), ("chef", "Chef", 5), ("hand", "Handläggare", 5),
        ("lok", "Lokalvårdare", 2), ("lar", "Lärare", 5), ("ssk", "Sjuksköterska", 4), ("usk", "Undersköterska", 3),
    ];

    /// <summary>Tools, as often as people have them.</summary>
    internal static readonly string[] Devices = ["eget", "eget", "eget", "delat", "delat", "inget"];

    private readonly string _folder;

    private LargeSet(string folder) => _folder = folder;

    /// <summary>Everything but the survey, in the order of import.</summary>
    public IEnumerable<MadeFile> Before =>
    [
        Made(DeliveryKind.Units, Departments + Units), Made(DeliveryKind.Requirements, Requirements), Made(DeliveryKind.Courses, Courses),
        Made(DeliveryKind.Register, Employments), Made(DeliveryKind.Training, TrainingRecords),
    ];

    /// <summary>The survey.</summary>
    public MadeFile Survey => new(DeliveryKind.Survey, File(DeliveryKind.Survey), Respondents, Wave, null);

    /// <summary>Folder of the four configuration files.</summary>
    public string Configuration => Path.Combine(_folder, "config");

    /// <summary>Rows of the requirements file.</summary>
    public static int Requirements => Roles.Length * Items.Length;

    /// <summary>Competences a respondent answers.</summary>
    public static int ItemCount => Items.Length;

    /// <summary>What it holds, for the result.</summary>
    public static string Described => FormattableString.Invariant(
        $"{Respondents:N0} respondents × {ItemCount} items ({new FileInfo(Bench.Set.File(DeliveryKind.Survey)).Length / 1e6:0.0} MB), {Employments:N0} employments, {TrainingRecords:N0} training records, {Units} units in {Departments} departments");

    /// <summary>The file of a kind.</summary>
    public string File(DeliveryKind kind) => Path.Combine(_folder, "standard-" + kind.ToString().ToLowerInvariant() + ".csv");

    /// <summary>Writes the set below a folder.</summary>
    public static LargeSet Write(string folder)
    {
        var set = new LargeSet(folder);
        Directory.CreateDirectory(set.Configuration);
        set.WriteConfiguration();
        var people = new People(Persons, Units);
        set.WriteUnits();
        set.WriteRequirements();
        set.WriteCourses();
        set.WriteRegister(people);
        set.WriteTraining();
        set.WriteSurvey(people);
        return set;
    }

    private MadeFile Made(DeliveryKind kind, int rows) => new(kind, File(kind), rows, null, ReferenceDate);

    private void WriteConfiguration()
    {
        WriteSettings(Configuration);
        System.IO.File.WriteAllText(Path.Combine(Configuration, "waves.json"), $$"""
            { "waves": [ { "code": "{{Wave}}", "name": { "sv": "Hösten 2023", "en": "Autumn 2023" }, "opens": "2023-10-02",
              "closes": "2023-10-27", "referenceDate": "{{Day(ReferenceDate)}}", "linked": true,
              "organisations": [ "{{Organisation}}" ], "consentToConsortium": [] } ] }

            """);
    }

    /// <summary>The settings that the program brings, and the organisation.</summary>
    internal static void WriteSettings(string folder)
    {
        foreach (var name in (string[])["settings.json", "programmes.json"])
        {
            using var stream = typeof(TextCatalogue).Assembly.GetManifestResourceStream("config/" + name)
                ?? throw new InvalidOperationException($"The program carries no {name}.");
            using var file = System.IO.File.Create(Path.Combine(folder, name));
            stream.CopyTo(file);
        }

        System.IO.File.WriteAllText(Path.Combine(folder, "organisations.json"), $$"""
            { "organisations": [ { "code": "{{Organisation}}", "name": { "sv": "Provkommunen", "en": "Trial Municipality" },
              "shortName": "Provkommunen", "kind": "municipality" } ] }

            """);
    }

    private void WriteUnits()
    {
        using var file = Create(DeliveryKind.Units, "kod;namn;overordnad;niva;verksamhet;fran;till");
        for (var d = 0; d < Departments; d++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"F{d:00};Förvaltning {d + 1};;forvaltning;;{Day(Beginning)};\n"));
        }

        for (var u = 0; u < Units; u++)
        {
            file.Write(string.Create(
                CultureInfo.InvariantCulture, $"E{u:000};Enhet {u + 1};F{u % Departments:00};enhet;Verksamhet {u % 10};{Day(Beginning)};\n"));
        }
    }

    private void WriteRequirements()
    {
        using var file = Create(DeliveryKind.Requirements, "roll;rollnamn;kompetens;niva;obligatorisk");
        foreach (var role in Roles)
        {
            for (var i = 0; i < Items.Length; i++)
            {
                var mandatory = CompetenceFramework.DigComp22.Mandatory.Contains(Items[i], StringComparer.Ordinal) ? "ja" : "nej";
                file.Write(string.Create(CultureInfo.InvariantCulture, $"{role.Code};{role.Name};{Items[i]};{Required(role.Level, i)};{mandatory}\n"));
            }
        }
    }

    private void WriteCourses()
    {
        using var file = Create(DeliveryKind.Courses, "kurs;namn;program;tema;kompetenser;timmar;fullfoljd_vid_timmar;digital");
        for (var c = 0; c < Courses; c++)
        {
            var programme = c % 3 == 0 ? "digilej" : "digilo";
            var aims = $"{Items[c]} {Items[(c + 7) % Items.Length]}";
            file.Write(string.Create(CultureInfo.InvariantCulture, $"K{c:00};Kurs {c + 1};{programme};Tema {c % 4};{aims};8;6;ja\n"));
        }
    }

    private void WriteRegister(People people)
    {
        using var file = Create(
            DeliveryKind.Register,
            "anstnr;anstallning;enhet;roll;anstallningsform;sysselsattningsgrad;fran;till;franvarande_heltid;timmar_senaste_3_man;"
            + "fodelsear;kon;konto;kanal;digitalt_verktyg;utskick");
        var random = new Sequence(2);
        for (var p = 0; p < Persons; p++)
        {
            // The first persons have a second, smaller employment in the next unit.
            for (var employment = 1; employment <= (p < Employments - Persons ? 2 : 1); employment++)
            {
                var form = random.Next(20) switch { < 16 => "tillsvidare", < 18 => "visstid", _ => "timavlonad" };
                var degree = employment == 2 ? "20,00" : random.Next(4) switch { 0 => "75,00", 1 => "80,00", _ => "100,00" };
                var account = random.Next(25) == 0 ? "nej" : "ja";
                var from = Day(Beginning.AddDays(random.Next(1600)));
                file.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Number(p)};{employment};E{(people.Unit[p] + employment - 1) % Units:000};{Roles[people.Role[p]].Code};{form};{degree};{from};;"
                    + $"{(random.Next(30) == 0 ? "ja" : "nej")};{(form == "timavlonad" ? "ja" : "")};{people.BirthYear[p]};"
                    + $"{(people.Woman[p] ? "kvinna" : "man")};{account};{account};{Devices[people.Device[p]]};skickad\n"));
            }
        }
    }

    private void WriteTraining()
    {
        using var file = Create(DeliveryKind.Training, "anstnr;kurs;anmald;avslutad;status;timmar");
        var random = new Sequence(3);
        for (var t = 0; t < TrainingRecords; t++)
        {
            // A person has at most one record of a course: 60,000 records are fewer than the persons.
            var enrolled = new DateOnly(2021, 9, 1).AddDays(random.Next(500));
            var (status, finished, hours) = random.Next(10) switch
            {
                < 7 => ("slutford", Day(enrolled.AddDays(30)), "7,5"),
                < 9 => ("anmald", "", "0"),
                _ => ("avbruten", "", "2,5"),
            };
            file.Write(string.Create(
                CultureInfo.InvariantCulture, $"{Number(t)};K{random.Next(Courses):00};{Day(enrolled)};{finished};{status};{hours}\n"));
        }
    }

    private void WriteSurvey(People people)
    {
        using var file = Create(
            DeliveryKind.Survey, "svarsid;anstnr;inlamnad;slutford;svarssatt;enhet;roll;digitalt_verktyg;" + string.Join(';', Items));
        var random = new Sequence(4);
        var line = new StringBuilder();
        for (var r = 0; r < Respondents; r++)
        {
            // Some 15 of 115 persons in every stretch of the register stay silent.
            var p = (int)((long)r * Persons / Respondents);
            var submitted = FirstAnswer.AddMinutes(random.Next(25 * 1440));
            var (role, device) = (people.Role[p], Devices[people.Device[p]]);
            var channel = device == "eget" ? "egen" : device == "delat" ? "delad" : "papper";
            var stops = random.Next(25) == 0 ? 4 + random.Next(15) : Items.Length;
            line.Clear().Append(
                CultureInfo.InvariantCulture,
                $"S{r:000000};{Number(p)};{submitted:yyyy-MM-dd HH:mm};{(stops < Items.Length ? "nej" : "ja")};{channel};E{people.Unit[p]:000};{Roles[role].Code};{device}");
            for (var i = 0; i < Items.Length; i++)
            {
                line.Append(';').Append(i < stops ? Answer(Roles[role].Level, people.Ability[p], i, ref random) : "");
            }

            file.Write(line.Append('\n'));
        }
    }

    /// <summary>A cell of a competence.</summary>
    internal static string Answer(int roleLevel, int ability, int item, ref Sequence random)
    {
        var chance = random.Next(1000);
        if (chance < 35)
        {
            return chance < 12 ? "" : "vet ej";
        }

        if (item == 12 && roleLevel <= 2)
        {
            return "ej visad";
        }

        // Two dice make a hump instead of a plateau.
        var noise = random.Next(3) + random.Next(3) - 2;
        return Levels[Math.Clamp(roleLevel + ability + (item % 3) - 1 + noise, 1, 8) - 1];
    }

    private static readonly string[] Levels = ["1", "2", "3", "4", "5", "6", "7", "8"];

    /// <summary>The level that a role requires.</summary>
    internal static int Required(int roleLevel, int item) => Math.Clamp(roleLevel + (item % 2), 1, 8);

    /// <summary>A person's number.</summary>
    internal static string Number(int person) => (1_000_000 + person).ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as files have it.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private StreamWriter Create(DeliveryKind kind, string headings) => Create(File(kind), headings);

    /// <summary>A file with its headings.</summary>
    internal static StreamWriter Create(string path, string headings)
    {
        var file = new StreamWriter(path, false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        file.Write(headings + "\n");
        return file;
    }
}
