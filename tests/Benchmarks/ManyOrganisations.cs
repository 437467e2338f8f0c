using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// Employers of a hundred units each, in columns, every one with other persons and answers: what disclosure control meets on the night when a
/// wave has closed for all of them at once. Two waves, so that changes are there too; the competences and the questions beside them.
/// </summary>
internal sealed class ManyOrganisations
{
    /// <summary>Units of an employer.</summary>
    public const int Units = 100;

    /// <summary>Departments of an employer.</summary>
    public const int Departments = 10;

    /// <summary>Persons of an employer.</summary>
    public const int Persons = 3000;

    /// <summary>Of them answer, in per cent.</summary>
    public const int Answering = 65;

    /// <summary>Where a wave closes for all of them in one night, none of them is audited as a whole.</summary>
    public static readonly DisclosureSettings Settings = DisclosureSettings.BuiltIn with { AuditGroups = DisclosurePolicy.LeastAuditGroups };

    private static readonly DateOnly Reference = new(2023, 10, 1), Before = new(2022, 4, 1);

    private static readonly InstrumentItem[] Others =
    [
        .. new[] { "A3", "D2", "E4" }.Select(c => Item(c, ItemScale.YesNo)),
        .. Enumerable.Range(1, 3).Select(i => Item("D1." + i, ItemScale.Agree)), .. Enumerable.Range(1, 9).Select(i => Item("HME." + i, ItemScale.Agree)),
        .. Enumerable.Range(1, 4).Select(i => Item("L2." + i, ItemScale.Agree)),
    ];

    private readonly Organisation _organisation;
    private readonly Configuration _configuration;
    private readonly FrozenStructure _structure;
    private readonly RegisterColumns _register;
    private readonly UnitRow[] _units;
    private readonly RequirementRow[] _requirements;
    private readonly People _people;

    private ManyOrganisations(int number)
    {
        var code = FormattableString.Invariant($"{number:0000}");
        _organisation = new Organisation(code, new(code, code), code, OrganisationKind.Municipality, null);
        _people = new People(Persons, Units, (ulong)(1000 + number));
        _units =
        [
            .. Enumerable.Range(0, Departments).Select(d => new UnitRow(Department(d), "Förvaltning " + d, "", UnitLevel.Department, "", Before, null, [])),
            .. Enumerable.Range(0, Units).Select(u => new UnitRow(Unit(u), "Enhet " + u, Department(u % Departments), UnitLevel.Unit, "Verksamhet " + (u % 8), Before, null, [])),
        ];
        _requirements =
        [
            .. from role in LargeSet.Roles from i in Enumerable.Range(0, LargeSet.ItemCount)
               select new RequirementRow(role.Code, role.Name, LargeSet.Items[i], LargeSet.Required(role.Level, i), CompetenceFramework.DigComp22.Mandatory.Contains(LargeSet.Items[i])),
        ];
        _configuration = new Configuration(
            [_organisation], [Wave("2022-04", Before), Wave("2023-10", Reference)], [],
            [Band(0, 29), Band(30, 39), Band(40, 49), Band(50, 59), Band(60, 120)], 2, [.. CompetenceFramework.DigComp22.Mandatory], Settings, true, "");
        _register = Register((ulong)(2000 + number));
        _structure = FrozenStructure.Decide(_units, _register, Population.Of(_register, Reference), Reference, Settings);
    }

    /// <summary>Everything undisclosed of one employer's wave, and of its facts; the same numbers on every machine.</summary>
    /// <param name="number">Which one, from 1.</param>
    public static (RawRelease Wave, RawRelease Facts) Raw(int number)
    {
        var world = new ManyOrganisations(number);
        var training = Training((ulong)(3000 + number));
        var others = new DeliveredFacts(world._units, null, null, null, null, new Dictionary<DeliveryKind, DateOnly>());
        var earlier = world.Cohort(world._configuration.Waves[0], (ulong)(4000 + number), lower: 1);
        var before = earlier.Everything(training, others);
        var (tables, _) = DisclosureControl.Publish(before, Settings);
        var wave = world.Cohort(world._configuration.Waves[1], (ulong)(5000 + number), lower: 0)
            .Everything(training, others, new EarlierAnswers(earlier.Prepared!, true, tables, world._organisation.Code, "2022-04"));
        return (wave, Runs.Cohort.OfDay(world._organisation, Reference, world._structure, world._register, world._requirements, world._configuration)
            .Facts(training, Reference, others));
    }

    private Cohort Cohort(Wave wave, ulong seed, int lower) => Runs.Cohort.OfWave(
        _organisation, wave, _structure, _register, Responses(seed, lower), _requirements, _configuration, () => throw new NotSupportedException());

    private Wave Wave(string code, DateOnly reference) => new(
        code, new(code, code), reference, reference.AddDays(25), reference, true, [_organisation.Code], []);

    private static AgeBand Band(int from, int to) => new(FormattableString.Invariant($"{from}-{to}"), new($"{from}–{to}", $"{from}–{to}"), from, to);

    private static InstrumentItem Item(string code, ItemScale scale) => new(code, code, CompetenceDimension.None, ItemEvidence.Self, scale);

    private static string Department(int d) => FormattableString.Invariant($"F{d:00}");

    private static string Unit(int u) => FormattableString.Invariant($"E{u:000}");

    private static T[] Made<T>(Func<int, T> value) => [.. Enumerable.Range(0, Persons).Select(value)];

    private RegisterColumns Register(ulong seed)
    {
        var random = new Sequence(seed);
        var chief = LargeSet.Roles.ToList().FindIndex(r => r.Code == "chef");
        return new RegisterColumns
        {
            AsOf = Reference,
            Count = Persons,
            Person = Made(i => (long)i + 1),
            EmploymentNumber = Made(_ => 1),
            Unit = Made(i => (int)_people.Unit[i]),
            UnitCodes = [.. Enumerable.Range(0, Units).Select(Unit)],
            Role = Made(i => (int)_people.Role[i]),
            RoleCodes = [.. LargeSet.Roles.Select(r => r.Code)],
            AidLetter = Made(i => _people.Role[i] == chief ? (byte)'B' : (byte)0),
            Form = Made(_ => (byte)(random.Next(10) == 0 ? 2 : 1)),
            DegreeHundredths = Made(_ => 10_000),
            ValidFrom = new int[Persons],
            ValidTo = Made(_ => int.MaxValue),
            FullTimeAbsent = new byte[Persons],
            RecentHours = new byte[Persons],
            BirthYear = Made(i => _people.BirthYear[i]),
            Gender = Made(i => (byte)(_people.Woman[i] ? 1 : 2)),
            Account = Made(_ => (byte)(random.Next(25) == 0 ? 2 : 1)),
            Device = Made(_ => (byte)(1 + random.Next(3))),
            Channel = Made(_ => (byte)1),
            Login = new byte[Persons],
            Offer = Made(_ => (byte)1),
            Protected = Made(_ => random.Next(500) == 0),
        };
    }

    private ResponseColumns Responses(ulong seed, int lower)
    {
        var random = new Sequence(seed);
        var persons = Enumerable.Range(0, Persons).Where(_ => random.Next(100) < Answering).ToArray();
        T[] Column<T>(Func<int, T> value) => [.. persons.Select(value)];
        byte Level(int p, int item) => random.Next(30) == 0
            ? AnswerCode.Skipped
            : (byte)Math.Clamp(LargeSet.Roles[_people.Role[p]].Level + _people.Ability[p] - lower - (item % 3) + random.Next(3), 1, 8);
        return new ResponseColumns
        {
            Count = persons.Length,
            Person = Column(p => (long)p + 1),
            RowKey = Column(p => (long)p * 7919),
            Items = [.. LargeSet.Items.Select(InstrumentItem.Plain), .. Others],
            Answers =
            [
                .. Enumerable.Range(0, LargeSet.ItemCount).Select(item => Column(p => Level(p, item))),
                .. Others.Select(o => Column(_ => o.Scale == ItemScale.YesNo ? (byte)random.Next(2) : (byte)(1 + random.Next(5)))),
            ],
            Submitted = new long[persons.Length],
            Complete = Column(_ => true),
            Channel = Column(_ => (byte)(1 + random.Next(5))),
            Unit = Column(_ => -1),
            UnitCodes = [],
            Role = Column(_ => -1),
            RoleCodes = [],
            Gender = new byte[persons.Length],
            BirthYear = new short[persons.Length],
            Form = new byte[persons.Length],
            Device = new byte[persons.Length],
            Flags = new QualityFlags[persons.Length],
        };
    }

    private static TrainingFacts Training(ulong seed)
    {
        var random = new Sequence(seed);
        var records = new TrainingColumns
        {
            AsOf = Reference,
            Count = Persons,
            Person = Made(i => (long)i + 1),
            Course = new int[Persons],
            CourseCodes = ["K1"],
            Enrolled = new int[Persons],
            Finished = Made(_ => random.Next(2) == 0 ? Before.AddDays(random.Next(500)).DayNumber : 0),
            HoursHundredths = Made(_ => 100 * random.Next(8)),
            Status = Made(_ => (byte)2),
        };
        return new TrainingFacts(records, AttendanceColumns.None, [new CourseRow("K1", "Kurs", "", "", [], null, null, true)]);
    }
}
