using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>One employment of the small world.</summary>
internal sealed record Employment(long Person, string Unit, string Role = "adm", Gender Gender = Gender.Woman)
{
    public int Number { get; init; } = 1;

    public EmploymentForm Form { get; init; } = EmploymentForm.Permanent;

    public int Degree { get; init; } = 10000;

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public YesNo Absent { get; init; }

    public YesNo RecentHours { get; init; }

    public short BirthYear { get; init; } = 1980;

    public YesNo Account { get; init; } = YesNo.Yes;

    public DeviceAccess Device { get; init; } = DeviceAccess.Own;

    public YesNo Channel { get; init; } = YesNo.Yes;

    public bool Protected { get; init; }

    /// <summary>AID responsibility letter, or empty.</summary>
    public string Letter { get; init; } = "";

    public string Aid { get; init; } = "";

    public YesNo OtherWay { get; init; }

    public OfferState Offer { get; init; } = OfferState.Sent;
}

/// <summary>One answer row; levels by competence, null = skipped.</summary>
internal sealed record Answer(long Person, long Key, byte[] Levels)
{
    public bool Complete { get; init; } = true;

    public long Submitted { get; init; }

    public byte[]? Importance { get; init; }

    public string Unit { get; init; } = "";

    public string Role { get; init; } = "";

    public Gender Gender { get; init; }

    public AnswerChannel Channel { get; init; }

    public QualityFlags Flags { get; init; }
}

/// <summary>A small organisation in memory: a source of columns and a publisher, with the configuration of one wave.</summary>
internal sealed class World : IColumnReader
{
    public const string Code = "2284";
    public const string WaveCode = "2023-10";

    public static readonly DateOnly Reference = new(2023, 10, 1);

    public static IReadOnlyList<string> Ids { get; } = [.. CompetenceFramework.DigComp22.Competences.Select(c => c.Id)];

    public List<Employment> Register { get; } = [];

    public List<Answer> Answers { get; } = [];

    public HashSet<long> Managers { get; } = [];

    /// <summary>Answers of the wave before; none = there was none.</summary>
    public List<Answer> Before { get; } = [];

    public bool BeforeLinked { get; set; } = true;

    public const string BeforeCode = "2022-04";

    public List<UnitRow> Units { get; } = [];

    public List<RequirementRow> Requirements { get; } = [];

    public List<CourseRow> Courses { get; } = [];

    public List<(long Person, string Course, DateOnly Finished, int Hours, TrainingStatus Status)> Training { get; } = [];

    public List<(long Person, string Course, DateOnly Day, int Hundredths, YesNo Present)> Attendance { get; } = [];

    public List<(long Manager, long Employee, string Theme, DateOnly? From, DateOnly? To, CoachingDirection Direction)> Coaching { get; } = [];

    public List<(long Person, DateOnly Day, IdeaStatus Status)> Ideas { get; } = [];

    public List<PlanRow> Plans { get; } = [];

    public List<PlanActionRow> Actions { get; } = [];

    public List<TrainingProgramme> Programmes { get; } = [];

    /// <summary>The day that pairs, ideas, plans and actions describe.</summary>
    public DateOnly OthersAsOf { get; set; } = Reference;

    /// <summary>The day that the training delivery describes.</summary>
    public DateOnly TrainingAsOf { get; set; } = Reference;

    /// <summary>The day that the register describes, whatever day it is asked for.</summary>
    public DateOnly RegisterAsOf { get; set; } = Reference;

    /// <summary>The day of a delivery of units, which describes nobody.</summary>
    public DateOnly UnitsAsOf { get; set; } = Reference;

    public IReadOnlyList<InstrumentItem> Items { get; set; } = [.. Ids.Select(InstrumentItem.Plain)];

    public QualityPolicy Quality { get; set; } = QualityPolicy.CountAll;

    public WeightingSettings Weighting { get; set; } = WeightingSettings.BuiltIn;

    public bool Linked { get; set; } = true;

    /// <summary>Waves whose answers have lost their pseudonyms.</summary>
    public HashSet<string> Unlinked { get; } = [];

    /// <summary>Whether the wave's figures may leave the organisation.</summary>
    public bool External { get; set; }

    /// <summary>Organisations that agreed to be shown beside the others in the wave.</summary>
    public IReadOnlyList<string> Consent { get; set; } = [Code];

    public TargetAreas? Areas { get; set; }

    public string StampText { get; set; } = "a";

    public int Threshold { get; set; } = 5;

    public int MergeBelow { get; set; } = 1;

    public bool Automatic { get; set; } = true;

    public FakePublisher Publisher { get; } = new();

    public Configuration Configuration => new(
        [new Organisation(Code, new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik Municipality"), "Örnsköldsvik", OrganisationKind.Municipality, Areas)],
        [.. Before.Count == 0 ? [] : new[] { new Wave(BeforeCode, new BothLanguages("April 2022", "April 2022"), new(2022, 4, 1), new(2022, 4, 30), new(2022, 4, 1), BeforeLinked, [Code], [Code]) }, new Wave(WaveCode, new BothLanguages("Oktober 2023", "October 2023"), new(2023, 10, 1), new(2023, 10, 31), Reference, Linked, [Code], Consent) { External = External }],
        Programmes,
        [new AgeBand("-39", new BothLanguages("Under 40", "Under 40"), 0, 39), new AgeBand("40-", new BothLanguages("40 och över", "40 and over"), 40, 120)],
        2,
        ["1.1", "2.1"],
        new DisclosureSettings(Threshold, MergeBelow, 50),
        Automatic,
        "hash")
    {
        Quality = Quality,
        Weighting = Weighting,
    };

    public static UnitRow Department(string code) => new(code, "Förvaltning " + code, "", UnitLevel.Department, "", new(2010, 1, 1), null, []);

    public static UnitRow Unit(string code, string parent, string operation = "") => new(code, "Enhet " + code, parent, UnitLevel.Unit, operation, new(2010, 1, 1), null, []);

    /// <summary>All competences at one level.</summary>
    public static byte[] All(byte level) => [.. Enumerable.Repeat(level, Ids.Count)];

    /// <summary>A department with units of the given sizes; the first <c>answering</c> persons of each answer at the level.</summary>
    public void AddDepartment(string code, params (string Unit, int Persons, int Answering, byte Level)[] units)
    {
        Units.Add(Department(code));
        foreach (var (unit, persons, answering, level) in units)
        {
            Units.Add(Unit(unit, code));
            AddPersons(unit, persons, answering, level);
        }
    }

    public void AddPersons(string unit, int persons, int answering, byte level)
    {
        for (var i = 0; i < persons; i++)
        {
            var person = Register.Count + 1;
            Register.Add(new Employment(person, unit));
            if (i < answering)
            {
                Answers.Add(new Answer(person, 1000 + person, All(level)));
            }
        }
    }

    public RefreshResult Refresh(DateOnly? today = null, IReadOnlyDictionary<string, string>? reopen = null) =>
        new Refresh(this, Publisher, true).Run(Configuration, today ?? new DateOnly(2024, 1, 15), new DateTime(2024, 1, 15, 3, 0, 0, DateTimeKind.Utc), reopen);

    public Snapshot Snapshot => SnapshotFormat.Read(Publisher.ReadContent(Publisher.CurrentId()!)!);

    public PublishedTable Table(string measure, ScopeLevel level, Breakdown breakdown = Breakdown.None, string item = "", string wave = WaveCode) =>
        Snapshot.Find(new TableKey(measure, Code, wave, level, breakdown, item)) ?? throw new InvalidOperationException("No such table.");

    public PublishedCell Cell(string measure, string code, string column = PublishedTable.All, string category = "", Breakdown breakdown = Breakdown.None, string wave = WaveCode)
    {
        var level = code == Code ? ScopeLevel.Organisation : Units.Any(u => u.Code == code && u.Level == UnitLevel.Department) ? ScopeLevel.Department : ScopeLevel.Unit;
        return Table(measure, level, breakdown, wave: wave).Find(code, column, category) ?? throw new InvalidOperationException("No such cell.");
    }

    RegisterColumns IColumnReader.Register(string organisation, DateOnly day)
    {
        var units = Register.Select(r => r.Unit).Where(u => u.Length > 0).Distinct().ToList();
        var roles = Register.Select(r => r.Role).Where(u => u.Length > 0).Distinct().ToList();
        T[] Column<T>(Func<Employment, T> value) => [.. Register.Select(value)];
        return new RegisterColumns
        {
            AsOf = Register.Count == 0 ? null : RegisterAsOf,
            Count = Register.Count,
            Person = Column(r => r.Person),
            EmploymentNumber = Column(r => r.Number),
            Unit = Column(r => units.IndexOf(r.Unit)),
            UnitCodes = units,
            Role = Column(r => roles.IndexOf(r.Role)),
            RoleCodes = roles,
            Aid = Column(r => Register.Select(e => e.Aid).Distinct().Where(a => a.Length > 0).ToList().IndexOf(r.Aid)),
            AidCodes = [.. Register.Select(e => e.Aid).Distinct().Where(a => a.Length > 0)],
            OtherWay = Column(r => (byte)r.OtherWay),
            AidLetter = Column(r => r.Letter.Length == 0 ? Managers.Contains(r.Person) ? (byte)'C' : (byte)0 : (byte)r.Letter[0]),
            Form = Column(r => (byte)r.Form),
            DegreeHundredths = Column(r => r.Degree),
            ValidFrom = Column(r => r.From?.DayNumber ?? 0),
            ValidTo = Column(r => r.To?.DayNumber ?? int.MaxValue),
            FullTimeAbsent = Column(r => (byte)r.Absent),
            RecentHours = Column(r => (byte)r.RecentHours),
            BirthYear = Column(r => r.BirthYear),
            Gender = Column(r => (byte)r.Gender),
            Account = Column(r => (byte)r.Account),
            Device = Column(r => (byte)r.Device),
            Channel = Column(r => (byte)r.Channel),
            Login = Column(_ => (byte)0),
            Offer = Column(r => (byte)r.Offer),
            Protected = Column(r => r.Protected),
        };
    }

    ResponseColumns IColumnReader.Responses(string organisation, string wave)
    {
        var all = wave == BeforeCode ? Before : Answers;
        var units = all.Select(r => r.Unit).Where(u => u.Length > 0).Distinct().ToList();
        var roles = all.Select(r => r.Role).Where(u => u.Length > 0).Distinct().ToList();
        T[] Column<T>(Func<Answer, T> value) => [.. all.Select(value)];
        return new ResponseColumns
        {
            Count = all.Count,
            Person = Column(a => a.Person),
            RowKey = Column(a => a.Key),
            Items = Items,
            Answers = [.. Items.Select((_, i) => Column(a => a.Levels[i]))],
            Importance = all.Any(a => a.Importance is not null) ? [.. Items.Select((_, i) => Column(a => a.Importance![i]))] : null,
            Submitted = Column(a => a.Submitted),
            Complete = Column(a => a.Complete),
            Channel = Column(a => (byte)a.Channel),
            Unit = Column(a => units.IndexOf(a.Unit)),
            UnitCodes = units,
            Role = Column(a => roles.IndexOf(a.Role)),
            RoleCodes = roles,
            Gender = Column(a => (byte)a.Gender),
            BirthYear = Column(_ => (short)0),
            Form = Column(_ => (byte)0),
            Device = Column(_ => (byte)0),
            Flags = Column(a => a.Flags),
        };
    }

    TrainingColumns IColumnReader.Training(string organisation)
    {
        var courses = Training.Select(t => t.Course).Distinct().ToList();
        return new TrainingColumns
        {
            AsOf = Training.Count == 0 ? null : TrainingAsOf,
            Count = Training.Count,
            Person = [.. Training.Select(t => t.Person)],
            Course = [.. Training.Select(t => courses.IndexOf(t.Course))],
            CourseCodes = courses,
            Enrolled = [.. Training.Select(_ => 0)],
            Finished = [.. Training.Select(t => t.Finished.DayNumber)],
            HoursHundredths = [.. Training.Select(t => t.Hours * 100)],
            Status = [.. Training.Select(t => (byte)t.Status)],
        };
    }

    AttendanceColumns IColumnReader.Attendance(string organisation)
    {
        var courses = Attendance.Select(t => t.Course).Distinct().ToList();
        return new AttendanceColumns
        {
            AsOf = Attendance.Count == 0 ? null : TrainingAsOf,
            Count = Attendance.Count,
            Person = [.. Attendance.Select(t => t.Person)],
            Course = [.. Attendance.Select(t => courses.IndexOf(t.Course))],
            CourseCodes = courses,
            Day = [.. Attendance.Select(t => t.Day.DayNumber)],
            HoursHundredths = [.. Attendance.Select(t => t.Hundredths)],
            Present = [.. Attendance.Select(t => (byte)t.Present)],
        };
    }

    CoachingColumns IColumnReader.Coaching(string organisation)
    {
        var themes = Coaching.Select(c => c.Theme).Where(t => t.Length > 0).Distinct().ToList();
        return new CoachingColumns
        {
            AsOf = OthersAsOf,
            Count = Coaching.Count,
            Manager = [.. Coaching.Select(c => c.Manager)],
            Employee = [.. Coaching.Select(c => c.Employee)],
            Theme = [.. Coaching.Select(c => themes.IndexOf(c.Theme))],
            ThemeCodes = themes,
            ValidFrom = [.. Coaching.Select(c => c.From?.DayNumber ?? 0)],
            ValidTo = [.. Coaching.Select(c => c.To?.DayNumber ?? int.MaxValue)],
            Direction = [.. Coaching.Select(c => (byte)c.Direction)],
        };
    }

    IdeaColumns IColumnReader.Ideas(string organisation) => new()
    {
        AsOf = OthersAsOf,
        Count = Ideas.Count,
        Person = [.. Ideas.Select(i => i.Person)],
        Day = [.. Ideas.Select(i => i.Day.DayNumber)],
        Unit = [.. Ideas.Select(_ => -1)],
        UnitCodes = [],
        Status = [.. Ideas.Select(i => (byte)i.Status)],
        Theme = [.. Ideas.Select(_ => -1)],
        ThemeCodes = [],
        TargetArea = [.. Ideas.Select(_ => -1)],
        TargetAreaCodes = [],
    };

    AccessColumns IColumnReader.Access(string organisation, DateOnly day) => throw new NotSupportedException();

    IReadOnlyList<PlanRow> IColumnReader.Plans(string organisation) => Plans;

    IReadOnlyList<PlanActionRow> IColumnReader.PlanActions(string organisation) => Actions;

    IReadOnlyList<FrameworkRow> IColumnReader.Frameworks(string organisation) => [];

    IReadOnlyList<UnitRow> IColumnReader.Units(string organisation) => Units;

    IReadOnlyList<CourseRow> IColumnReader.Courses(string organisation) => Courses;

    IReadOnlyList<RequirementRow> IColumnReader.Requirements(string organisation) => Requirements;

    IReadOnlyDictionary<DeliveryKind, DateOnly> IColumnReader.NewestDeliveries(string organisation)
    {
        var newest = new Dictionary<DeliveryKind, DateOnly>
        {
            [DeliveryKind.Register] = RegisterAsOf,
            [DeliveryKind.Survey] = Reference,
            [DeliveryKind.Training] = TrainingAsOf,
            [DeliveryKind.Units] = UnitsAsOf,
        };
        foreach (var (kind, count) in ((DeliveryKind, int)[])
            [(DeliveryKind.Coaching, Coaching.Count), (DeliveryKind.Ideas, Ideas.Count), (DeliveryKind.Plans, Plans.Count), (DeliveryKind.PlanActions, Actions.Count)])
        {
            if (count > 0)
            {
                newest.Add(kind, OthersAsOf);
            }
        }

        return newest;
    }

    string IColumnReader.Stamp(string organisation) => StampText;

    WaveKeeping IColumnReader.Keeping(string organisation, string wave, DateOnly day) =>
        Unlinked.Contains(wave) ? WaveKeeping.Unlinked : WaveKeeping.Whole;
}

/// <summary>A publisher in memory.</summary>
internal sealed class FakePublisher : IPublisher
{
    private readonly Dictionary<string, byte[]> _content = [];
    private readonly List<string> _pointers = [];
    private readonly List<(ReleaseRecord Record, string Snapshot)> _releases = [];
    private readonly List<WaveFreeze> _freezes = [];
    private readonly Dictionary<WaveFreeze, string> _snapshots = [];
    private readonly HashSet<ReleaseRecord> _withdrawn = [];
    private readonly HashSet<string> _takenBack = [];

    public IReadOnlyList<WaveFreeze> Freezes => _freezes;

    public int Publications { get; private set; }

    public string? CurrentId() => _pointers.Count == 0 ? null : _pointers[^1];

    public byte[]? ReadContent(string snapshotId) => _content.GetValueOrDefault(snapshotId);

    public ReleaseRecord? LatestRelease(string organisation, string wave) =>
        _releases.Select(r => r.Record).LastOrDefault(r => r.Organisation == organisation && r.Wave == wave && !_withdrawn.Contains(r));

    public IReadOnlyList<ReleaseRecord> ReleaseLog(string organisation, string wave) =>
        [.. _releases.Select(r => r.Record).Where(r => r.Organisation == organisation && r.Wave == wave)];

    public WaveFreeze? Freeze(string organisation, string wave) => _freezes.FirstOrDefault(f => f.Organisation == organisation && f.Wave == wave);

    public void Publish(Snapshot snapshot, byte[] content, IReadOnlyList<ReleaseRecord> releases, IReadOnlyList<WaveFreeze> freezes, DateTime utc)
    {
        Publications++;
        _content[snapshot.Id] = content;
        _freezes.AddRange(freezes);
        foreach (var freeze in freezes)
        {
            _snapshots[freeze] = snapshot.Id;
        }

        _releases.AddRange(releases.Select(r => (r, snapshot.Id)));
        if (CurrentId() != snapshot.Id)
        {
            _pointers.Add(snapshot.Id);
        }
    }

    /// <summary>Replaces what the newest release printed in a cell, as an older program may have printed it.</summary>
    public void Reprint(TableKey key, string code, string column, Func<PublishedCell, PublishedCell> cell)
    {
        var (record, snapshot) = _releases[^1];
        var content = ReleaseContent.Unpack(record.Content);
        var tables = content.Read();
        var at = Array.FindIndex(tables, t => t.Key == key);
        var table = tables[at];
        var cells = Enumerable.Range(0, table.Rows.Count).SelectMany(r => Enumerable.Range(0, table.Columns.Count).Select(c =>
            table.Columns[c] == column && r == table.RowOf(code) ? cell(table[r, c]) : table[r, c])).ToArray();
        tables[at] = new PublishedTable(key, table.AsOf, table.Rows, table.Columns, cells);
        content = content with { Tables = SnapshotFormat.WriteTables(tables) };
        _releases[^1] = (record with { Content = content.Pack() }, snapshot);
    }

    public bool IsWithdrawn(string snapshotId) => _takenBack.Contains(snapshotId);

    public string? Withdraw(string reason, DateTime utc)
    {
        if (_pointers.Count < 2)
        {
            return null;
        }

        _takenBack.Add(_pointers[^1]);
        _freezes.RemoveAll(f => f.Wave.StartsWith("facts ", StringComparison.Ordinal) && _snapshots.GetValueOrDefault(f) == _pointers[^1]);
        _withdrawn.UnionWith(_releases.Where(r => r.Snapshot == _pointers[^1]).Select(r => r.Record));
        _pointers.RemoveAt(_pointers.Count - 1);
        return CurrentId();
    }
}
