using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>A large organisation in columns, made by a fixed generator: no object per person.</summary>
internal sealed class LargeWorld : IColumnReader
{
    private readonly int _persons;
    private readonly int _units;
    private readonly int _departments;
    private readonly RegisterColumns _register;
    private readonly ResponseColumns _responses;
    private readonly TrainingColumns _training;

    public LargeWorld(int persons, int units, int departments, int roles, int seed = 1, int answeringPercent = 100)
    {
        (_persons, _units, _departments) = (persons, units, departments);
        var random = new Random(seed);
        T[] Make<T>(Func<int, T> value) => [.. Enumerable.Range(0, persons).Select(value)];
        _register = new RegisterColumns
        {
            AsOf = World.Reference,
            Count = persons,
            Person = Make(i => (long)i + 1),
            EmploymentNumber = Make(_ => 1),
            Unit = Make(_ => (int)(random.NextDouble() * random.NextDouble() * units)),
            UnitCodes = [.. Enumerable.Range(0, units).Select(UnitCode)],
            Role = Make(_ => random.Next(roles)),
            RoleCodes = [.. Enumerable.Range(0, roles).Select(r => "r" + r)],
            AidLetter = new byte[persons],
            Form = Make(_ => (byte)(random.Next(10) == 0 ? 2 : 1)),
            DegreeHundredths = Make(_ => 10000),
            ValidFrom = new int[persons],
            ValidTo = Make(_ => int.MaxValue),
            FullTimeAbsent = new byte[persons],
            RecentHours = new byte[persons],
            BirthYear = Make(_ => (short)random.Next(1958, 2003)),
            Gender = Make(_ => (byte)(random.Next(100) == 0 ? 0 : 1 + random.Next(2))),
            Account = Make(_ => (byte)(1 + (random.Next(10) / 8))),
            Device = Make(_ => (byte)(1 + random.Next(3))),
            Channel = Make(_ => (byte)1),
            Login = new byte[persons],
            Offer = new byte[persons],
            Protected = Make(_ => random.Next(500) == 0),
        };
        var items = World.Ids.Count;
        _responses = new ResponseColumns
        {
            Count = persons,
            Person = Make(i => i * 61 % 100 < answeringPercent ? (long)i + 1 : 0),
            RowKey = Make(i => (long)i * 7919),
            Items = [.. World.Ids.Select(InstrumentItem.Plain)],
            Answers = [.. Enumerable.Range(0, items).Select(item => Make(_ => (byte)(random.Next(30) == 0 ? AnswerCode.Skipped : 1 + random.Next(8 - (item % 5)))))],
            Importance = [.. Enumerable.Range(0, items).Select(_ => Make(_ => (byte)(1 + random.Next(5))))],
            Submitted = new long[persons],
            Complete = Make(_ => true),
            Channel = new byte[persons],
            Unit = Make(_ => -1),
            UnitCodes = [],
            Role = Make(_ => -1),
            RoleCodes = [],
            Gender = new byte[persons],
            BirthYear = new short[persons],
            Form = new byte[persons],
            Device = new byte[persons],
            Flags = new QualityFlags[persons],
        };
        _training = new TrainingColumns
        {
            AsOf = World.Reference,
            Count = persons,
            Person = Make(i => (long)i + 1),
            Course = new int[persons],
            CourseCodes = ["k"],
            Enrolled = new int[persons],
            Finished = Make(i => i % 3 == 0 ? World.Reference.DayNumber - 100 : 0),
            HoursHundredths = new int[persons],
            Status = Make(_ => (byte)2),
        };
        Requirements = [.. from r in Enumerable.Range(0, roles) from id in World.Ids select new RequirementRow("r" + r, "Roll " + r, id, 2 + (r % 5), id is "1.1")];
    }

    private IReadOnlyList<RequirementRow> Requirements { get; }

    public RegisterColumns Register(string organisation, DateOnly day) => _register;

    public ResponseColumns Responses(string organisation, string wave) => _responses;

    public TrainingColumns Training(string organisation) => _training;

    public IReadOnlyList<UnitRow> Units(string organisation) =>
    [
        .. Enumerable.Range(0, _departments).Select(d => World.Department("d" + d)),
        .. Enumerable.Range(0, _units).Select(u => World.Unit(UnitCode(u), "d" + (u % _departments))),
    ];

    public IReadOnlyList<CourseRow> Courses(string organisation) => [new("k", "Kurs", "", "", [], null, null, true)];

    IReadOnlyList<RequirementRow> IColumnReader.Requirements(string organisation) => Requirements;

    public AttendanceColumns Attendance(string organisation) => AttendanceColumns.None;

    public CoachingColumns Coaching(string organisation) => throw new NotSupportedException();

    public IdeaColumns Ideas(string organisation) => throw new NotSupportedException();

    public AccessColumns Access(string organisation, DateOnly day) => throw new NotSupportedException();

    public IReadOnlyList<PlanRow> Plans(string organisation) => [];

    public IReadOnlyList<PlanActionRow> PlanActions(string organisation) => [];

    public IReadOnlyList<FrameworkRow> Frameworks(string organisation) => [];

    public IReadOnlyDictionary<DeliveryKind, DateOnly> NewestDeliveries(string organisation) =>
        new Dictionary<DeliveryKind, DateOnly> { [DeliveryKind.Survey] = World.Reference };

    public string Stamp(string organisation) => "s" + _persons;

    private static string UnitCode(int u) => "u" + u.ToString("D5", System.Globalization.CultureInfo.InvariantCulture);
}
