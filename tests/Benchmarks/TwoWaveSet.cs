using System.Globalization;
using System.Text;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// The large organisation in two waves, most of the persons in both, with everything beside the competences that the catalogue asks for:
/// other questions, training and courses, coaching, ideas, plans and their actions. A part of it is as much smaller in every number.
/// </summary>
internal sealed class TwoWaveSet
{
    private static readonly (string Code, string Name, DateOnly Opens, DateOnly ReferenceDate)[] Waves =
    [
        ("2022-04", "Våren 2022", new(2022, 4, 4), new(2022, 3, 31)),
        (LargeSet.Wave, "Hösten 2023", new(2023, 10, 2), LargeSet.ReferenceDate),
    ];

    private static readonly string[] YesNo = ["A3", "D2", "E4"];

    private static readonly string[] Agree =
    [
        .. Enumerable.Range(1, 3).Select(i => FormattableString.Invariant($"D1.{i}")), .. Enumerable.Range(1, 9).Select(i => FormattableString.Invariant($"HME.{i}")),
        .. Enumerable.Range(1, 4).Select(i => FormattableString.Invariant($"L2.{i}")),
    ];

    private readonly string _folder;
    private readonly int _persons, _units;
    private readonly People _people;
    private readonly List<MadeFile> _files = [];

    private TwoWaveSet(string folder, int part)
    {
        _folder = folder;
        (_persons, _units, Respondents) = (LargeSet.Persons / part, LargeSet.Units / part, LargeSet.Respondents / part);
        _people = new People(_persons, _units);
    }

    /// <summary>Respondents of a wave.</summary>
    public int Respondents { get; }

    /// <summary>The files in the order of their import.</summary>
    public IReadOnlyList<MadeFile> Files => _files;

    /// <summary>Folder of the configuration files.</summary>
    public string Configuration => Path.Combine(_folder, "config");

    /// <summary>What it holds, for the result.</summary>
    public string Described => FormattableString.Invariant(
        $"two waves of {Respondents:N0} respondents × {LargeSet.ItemCount} items and {YesNo.Length + Agree.Length} other questions, {_persons:N0} persons, {_units} units in {LargeSet.Departments} departments; training, courses, coaching, ideas, plans");

    /// <summary>Writes the set, or so small a part of it, below a folder.</summary>
    public static TwoWaveSet Write(string folder, int part)
    {
        var set = new TwoWaveSet(folder, part);
        Directory.CreateDirectory(set.Configuration);
        LargeSet.WriteSettings(set.Configuration);
        File.WriteAllText(Path.Combine(set.Configuration, "waves.json"), "{ \"waves\": [ " + string.Join(", ", Waves.Select(w => $$"""
            { "code": "{{w.Code}}", "name": { "sv": "{{w.Name}}", "en": "{{w.Code}}" }, "opens": "{{LargeSet.Day(w.Opens)}}",
              "closes": "{{LargeSet.Day(w.Opens.AddDays(25))}}", "referenceDate": "{{LargeSet.Day(w.ReferenceDate)}}", "linked": true,
              "organisations": [ "{{LargeSet.Organisation}}" ], "consentToConsortium": [] }
            """)) + " ] }\n");
        set.WriteStructure();
        for (var w = 0; w < Waves.Length; w++)
        {
            set.WriteRegister(w);
        }

        set.WriteTraining();
        set.WriteOthers();
        for (var w = 0; w < Waves.Length; w++)
        {
            set.WriteSurvey(w);
        }

        return set;
    }

    private void WriteStructure()
    {
        Write(DeliveryKind.Units, "kod;namn;overordnad;niva;verksamhet;fran;till", LargeSet.ReferenceDate, LargeSet.Departments + _units, i => i < LargeSet.Departments
            ? $"F{i:00};Förvaltning {i + 1};;forvaltning;;{LargeSet.Day(LargeSet.Beginning)};"
            : $"E{i - LargeSet.Departments:000};Enhet {i};F{i % LargeSet.Departments:00};enhet;Verksamhet {i % 10};{LargeSet.Day(LargeSet.Beginning)};");
        Write(DeliveryKind.Requirements, "roll;rollnamn;kompetens;niva;obligatorisk", LargeSet.ReferenceDate, LargeSet.Requirements, i =>
        {
            var (role, item) = (LargeSet.Roles[i / LargeSet.ItemCount], i % LargeSet.ItemCount);
            var mandatory = CompetenceFramework.DigComp22.Mandatory.Contains(LargeSet.Items[item], StringComparer.Ordinal) ? "ja" : "nej";
            return $"{role.Code};{role.Name};{LargeSet.Items[item]};{LargeSet.Required(role.Level, item)};{mandatory}";
        });
        Write(DeliveryKind.Courses, "kurs;namn;program;tema;kompetenser;timmar;fullfoljd_vid_timmar;digital", LargeSet.ReferenceDate, LargeSet.Courses, c =>
            $"K{c:00};Kurs {c + 1};{(c % 3 == 0 ? "digilej" : "digilo")};Tema {c % 4};{LargeSet.Items[c]};8;6;ja");
    }

    private void WriteRegister(int wave)
    {
        var random = new Sequence(2);
        Write(
            DeliveryKind.Register,
            "anstnr;anstallning;enhet;roll;aid;aid_version;aid_ansvar;anstallningsform;sysselsattningsgrad;fran;till;franvarande_heltid;timmar_senaste_3_man;"
            + "fodelsear;kon;konto;kanal;digitalt_verktyg;utskick",
            Waves[wave].ReferenceDate,
            _persons,
            p =>
            {
                var form = random.Next(20) switch { < 16 => "tillsvidare", < 18 => "visstid", _ => "timavlonad" };
                var reached = random.Next(25) == 0 ? "nej" : "ja";
                var role = LargeSet.Roles[_people.Role[p]].Code;
                return $"{LargeSet.Number(p)};1;E{Unit(p, wave):000};{role};152090;2018;{(role == "chef" ? "B" : "")};{form};100,00;"
                    + $"{LargeSet.Day(LargeSet.Beginning.AddDays(random.Next(1100)))};;nej;{(form == "timavlonad" ? "ja" : "")};{_people.BirthYear[p]};"
                    + $"{(_people.Woman[p] ? "kvinna" : "man")};{reached};{reached};{LargeSet.Devices[_people.Device[p]]};skickad";
            });
    }

    /// <summary>One in fifty works elsewhere in the later wave.</summary>
    private int Unit(int person, int wave) => (_people.Unit[person] + (wave > 0 && person % 50 == 0 ? 1 : 0)) % _units;

    private void WriteTraining()
    {
        var random = new Sequence(3);
        Write(DeliveryKind.Training, "anstnr;kurs;anmald;avslutad;status;timmar", LargeSet.ReferenceDate, _persons / 2, t =>
        {
            var enrolled = new DateOnly(2021, 9, 1).AddDays(random.Next(600));
            var end = random.Next(10) < 7 ? $"{LargeSet.Day(enrolled.AddDays(30))};slutford;7,5" : ";anmald;0";
            return $"{LargeSet.Number(t)};K{random.Next(LargeSet.Courses):00};{LargeSet.Day(enrolled)};{end}";
        });
    }

    private void WriteOthers()
    {
        var random = new Sequence(5);
        Write(DeliveryKind.Coaching, "chef_anstnr;medarbetare_anstnr;tema;fran;till;riktning", LargeSet.ReferenceDate, _persons / 50, i =>
            $"{LargeSet.Number(i)};{LargeSet.Number(_persons - 1 - i)};Tema {i % 3};2022-11-01;2023-08-31;chef_coachar");
        Write(DeliveryKind.Ideas, "ide;datum;anstnr;enhet;status;tema;malomrade", LargeSet.ReferenceDate, _persons / 50, i =>
            $"I{i:00000};{LargeSet.Day(new DateOnly(2022, 1, 1).AddDays(random.Next(600)))};{LargeSet.Number(random.Next(_persons))};E{random.Next(_units):000};mottagen;verktyg;");
        Write(
            DeliveryKind.Plans,
            "plan;namn;verksamhet;antagen;uppfoljd;atgarder_forvantade;atgarder_gjorda;timmar_frigjorda;nya_losningar;malomraden",
            LargeSet.ReferenceDate,
            8,
            i => $"P{i};Plan {i};Verksamhet {i};2021-12-01;;;;;;");
        Write(DeliveryKind.PlanActions, "plan;atgard;namn;klar_senast;klar;malomrade;timmar_frigjorda;ny_losning", LargeSet.ReferenceDate, 40, i =>
            $"P{i % 8};{i};Åtgärd {i};2022-0{1 + (i % 9)}-15;{(i % 3 == 0 ? "" : "2022-03-01")};;{10 * i};{(i % 2 == 0 ? "ja" : "nej")}");
    }

    private void WriteSurvey(int wave)
    {
        var random = new Sequence((ulong)(40 + wave));
        var line = new StringBuilder();
        Write(
            DeliveryKind.Survey,
            "svarsid;anstnr;inlamnad;slutford;svarssatt;enhet;roll;digitalt_verktyg;" + string.Join(';', LargeSet.Items.Concat(YesNo).Concat(Agree)),
            null,
            Respondents,
            r =>
            {
                // Some 15 of 115 persons in every stretch of the register stay silent, other ones in each wave.
                var p = (int)((((long)r * _persons / Respondents) + (3 * wave)) % _persons);
                var (role, device) = (LargeSet.Roles[_people.Role[p]], LargeSet.Devices[_people.Device[p]]);
                var submitted = Waves[wave].Opens.ToDateTime(new TimeOnly(6, 0)).AddMinutes(random.Next(20 * 1440));
                var stops = random.Next(25) == 0 ? 4 + random.Next(15) : LargeSet.Items.Length;
                line.Clear().Append(
                    CultureInfo.InvariantCulture,
                    $"S{r:000000};{LargeSet.Number(p)};{submitted:yyyy-MM-dd HH:mm};{(stops < LargeSet.Items.Length ? "nej" : "ja")};{(device == "eget" ? "egen" : "delad")};E{Unit(p, wave):000};{role.Code};{device}");
                for (var i = 0; i < LargeSet.Items.Length; i++)
                {
                    line.Append(';').Append(i < stops ? LargeSet.Answer(role.Level, _people.Ability[p] + wave, i, ref random) : "");
                }

                foreach (var _ in YesNo)
                {
                    line.Append(random.Next(2) == 0 ? ";ja" : ";nej");
                }

                foreach (var _ in Agree)
                {
                    line.Append(';').Append((char)('1' + random.Next(5)));
                }

                return line.ToString();
            },
            Waves[wave].Code);
    }

    private void Write(DeliveryKind kind, string headings, DateOnly? asOf, int rows, Func<int, string> row, string? wave = null)
    {
        var path = Path.Combine(_folder, FormattableString.Invariant($"standard-{kind.ToString().ToLowerInvariant()}-{_files.Count:00}.csv"));
        using (var file = LargeSet.Create(path, headings))
        {
            for (var i = 0; i < rows; i++)
            {
                file.Write(row(i));
                file.Write('\n');
            }
        }

        _files.Add(new MadeFile(kind, path, rows, wave, asOf));
    }
}
