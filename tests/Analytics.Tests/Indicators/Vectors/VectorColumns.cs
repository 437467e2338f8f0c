using System.Globalization;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>The files of a case as the columns that the night reads from the store. Persons are numbered as they are met.</summary>
internal sealed class VectorColumns(VectorCase at)
{
    private static readonly string[] Background =
        ["svarsid", "anstnr", "inlamnad", "slutford", "svarssatt", "enhet", "roll", "kon", "fodelsear", "anstallningsform", "digitalt_verktyg"];

    private static readonly Func<string, byte> GenderOf = VectorTable.OneOf("kvinna", "man", "annat");
    private static readonly Func<string, byte> DeviceOf = VectorTable.OneOf("eget", "delat", "inget");
    private static readonly Func<string, byte> FormOf = VectorTable.OneOf("tillsvidare", "visstid", "timavlonad");
    private readonly Dictionary<string, long> _persons = new(StringComparer.Ordinal);

    /// <summary>The register of a file.</summary>
    public RegisterColumns Register(string file, DateOnly day)
    {
        var t = at.Table(file);
        var (unit, units) = t.Indexed("enhet");
        var (role, roles) = t.Indexed("roll");
        var (aid, aids) = t.Indexed("aid");
        return new RegisterColumns
        {
            AsOf = day,
            Count = t.Count,
            Person = t.Column("anstnr", Person),
            EmploymentNumber = t.Column("anstallning", Whole),
            Unit = unit,
            UnitCodes = units,
            Role = role,
            RoleCodes = roles,
            Aid = aid,
            AidCodes = aids,
            AidLetter = t.Column("aid_ansvar", l => l.Length == 0 ? (byte)0 : (byte)l[0]),
            Form = t.Column("anstallningsform", FormOf),
            DegreeHundredths = t.Column("sysselsattningsgrad", d => (int)(100 * VectorTable.Number(d).GetValueOrDefault())),
            ValidFrom = t.Column("fran", d => VectorTable.Day(d)?.DayNumber ?? 0),
            ValidTo = t.Column("till", d => VectorTable.Day(d)?.DayNumber ?? int.MaxValue),
            FullTimeAbsent = t.Column("franvarande_heltid", VectorTable.YesNoOf),
            RecentHours = t.Column("timmar_senaste_3_man", VectorTable.YesNoOf),
            BirthYear = t.Column("fodelsear", y => (short)Whole(y)),
            Gender = t.Column("kon", GenderOf),
            Account = t.Column("konto", VectorTable.YesNoOf),
            Device = t.Column("digitalt_verktyg", DeviceOf),
            Channel = t.Column("kanal", VectorTable.YesNoOf),
            Login = new byte[t.Count],
            Offer = t.Column("utskick", VectorTable.OneOf("skickad", "ej_skickad", "studsade")),
            OtherWay = t.Column("annat_svarssatt", VectorTable.YesNoOf),
            Protected = t.Column("skyddad", p => p == "ja"),
        };
    }

    /// <summary>The answers of a file: every column that is no background and no importance is an item.</summary>
    public ResponseColumns Responses(string file)
    {
        var t = at.Table(file);
        string[] codes = [.. t.Headings.Where(h => !Background.Contains(h) && !h.StartsWith("vikt ", StringComparison.Ordinal))];
        var importance = t.Headings.Any(h => h.StartsWith("vikt ", StringComparison.Ordinal));
        var (unit, units) = t.Indexed("enhet");
        var (role, roles) = t.Indexed("roll");
        return new ResponseColumns
        {
            Count = t.Count,
            Person = t.Column("anstnr", p => p.Length == 0 ? 0 : Person(p)),
            RowKey = [.. Enumerable.Range(1, t.Count).Select(r => (long)r)],
            Items = [.. codes.Select(Item)],
            Answers = [.. codes.Select(c => t.Column(c, Answer))],
            Importance = importance ? [.. codes.Select(c => t.Column("vikt " + c, Answer))] : null,
            Submitted = t.Column("inlamnad", d => VectorTable.Day(d)?.ToDateTime(TimeOnly.MinValue).Ticks ?? 0),
            Complete = t.Column("slutford", c => c != "nej"),
            Channel = t.Column("svarssatt", VectorTable.OneOf("egen", "delad", "kiosk", "papper", "hjalp")),
            Unit = unit,
            UnitCodes = units,
            Role = role,
            RoleCodes = roles,
            Gender = t.Column("kon", GenderOf),
            BirthYear = t.Column("fodelsear", y => (short)Whole(y)),
            Form = t.Column("anstallningsform", FormOf),
            Device = t.Column("digitalt_verktyg", DeviceOf),
            Flags = new QualityFlags[t.Count],
        };
    }

    /// <summary>Units, all valid since long ago.</summary>
    public IReadOnlyList<UnitRow> Units()
    {
        var t = at.Table("units");
        return [.. Enumerable.Range(0, t.Count).Select(r => new UnitRow(
            t.Text(r, "kod"), t.Text(r, "kod"), t.Text(r, "overordnad"), t.Text(r, "niva") == "forvaltning" ? UnitLevel.Department : UnitLevel.Unit,
            t.Text(r, "verksamhet"), new DateOnly(2010, 1, 1), null, []))];
    }

    /// <summary>Requirements.</summary>
    public IReadOnlyList<RequirementRow> Requirements()
    {
        var t = at.Table("requirements");
        return [.. Enumerable.Range(0, t.Count).Select(r => new RequirementRow(
            t.Text(r, "roll"), t.Text(r, "roll"), t.Text(r, "kompetens"), Whole(t.Text(r, "niva")), t.Text(r, "obligatorisk") == "ja"))];
    }

    /// <summary>Training, attendance and courses.</summary>
    public TrainingFacts Training()
    {
        var (t, a, c) = (at.Table("training"), at.Table("attendance"), at.Table("courses"));
        var (course, courses) = t.Indexed("kurs");
        var (session, sessions) = a.Indexed("kurs");
        return new TrainingFacts(
            new TrainingColumns
            {
                AsOf = t.IsThere ? at.ReferenceDate : null,
                Count = t.Count,
                Person = t.Column("anstnr", Person),
                Course = course,
                CourseCodes = courses,
                Enrolled = t.Column("anmald", d => VectorTable.Day(d)?.DayNumber ?? 0),
                Finished = t.Column("avslutad", d => VectorTable.Day(d)?.DayNumber ?? 0),
                HoursHundredths = t.Column("timmar", Hundredths),
                Status = t.Column("status", VectorTable.OneOf("anmald", "slutford", "avbruten")),
            },
            new AttendanceColumns
            {
                AsOf = a.IsThere ? at.ReferenceDate : null,
                Count = a.Count,
                Person = a.Column("anstnr", Person),
                Course = session,
                CourseCodes = sessions,
                Day = a.Column("datum", d => VectorTable.Day(d)!.Value.DayNumber),
                HoursHundredths = a.Column("timmar", Hundredths),
                Present = a.Column("narvarande", VectorTable.YesNoOf),
            },
            [.. Enumerable.Range(0, c.Count).Select(r => new CourseRow(
                c.Text(r, "kurs"), c.Text(r, "kurs"), c.Text(r, "program"), "", [], VectorTable.Number(c.Text(r, "timmar")),
                VectorTable.Number(c.Text(r, "fullfoljd_vid_timmar")), c.Text(r, "digital") == "ja"))]);
    }

    /// <summary>What the other files tell, all of the reference date.</summary>
    public DeliveredFacts Others()
    {
        var (coaching, ideas, plans, actions) = (at.Table("coaching"), at.Table("ideas"), at.Table("plans"), at.Table("planactions"));
        var newest = new Dictionary<DeliveryKind, DateOnly>();
        foreach (var (kind, table) in ((DeliveryKind, VectorTable)[])
            [(DeliveryKind.Coaching, coaching), (DeliveryKind.Ideas, ideas), (DeliveryKind.Plans, plans), (DeliveryKind.PlanActions, actions)])
        {
            if (table.IsThere)
            {
                newest.Add(kind, at.ReferenceDate);
            }
        }

        return new DeliveredFacts(
            Units(), coaching.IsThere ? Pairs(coaching) : null, ideas.IsThere ? Log(ideas) : null, plans.IsThere ? Plans(plans) : null,
            actions.IsThere ? Actions(actions) : null, newest);
    }

    private CoachingColumns Pairs(VectorTable t)
    {
        var (theme, themes) = t.Indexed("tema");
        return new CoachingColumns
        {
            AsOf = at.ReferenceDate,
            Count = t.Count,
            Manager = t.Column("chef_anstnr", Person),
            Employee = t.Column("medarbetare_anstnr", Person),
            Theme = theme,
            ThemeCodes = themes,
            ValidFrom = t.Column("fran", d => VectorTable.Day(d)?.DayNumber ?? 0),
            ValidTo = t.Column("till", d => VectorTable.Day(d)?.DayNumber ?? int.MaxValue),
            Direction = t.Column("riktning", d => d.Length == 0 ? (byte)CoachingDirection.Both : VectorTable.OneOf("chef_coachar", "medarbetare_coachar", "bada")(d)),
        };
    }

    private IdeaColumns Log(VectorTable t) => new()
    {
        AsOf = at.ReferenceDate,
        Count = t.Count,
        Person = t.Column("anstnr", p => p.Length == 0 ? 0 : Person(p)),
        Day = t.Column("datum", d => VectorTable.Day(d)!.Value.DayNumber),
        Unit = t.Column("ide", _ => -1),
        UnitCodes = [],
        Status = t.Column("status", VectorTable.OneOf("mottagen", "genomford", "avslagen")),
        Theme = t.Column("ide", _ => -1),
        ThemeCodes = [],
        TargetArea = t.Column("ide", _ => -1),
        TargetAreaCodes = [],
    };

    private static PlanRow[] Plans(VectorTable t) =>
    [
        .. Enumerable.Range(0, t.Count).Select(r => new PlanRow(
            t.Text(r, "plan"), "", t.Text(r, "verksamhet"), t.Text(r, "enhet"), VectorTable.Day(t.Text(r, "antagen")), null,
            (int?)VectorTable.Number(t.Text(r, "atgarder_forvantade")), (int?)VectorTable.Number(t.Text(r, "atgarder_gjorda")),
            VectorTable.Number(t.Text(r, "timmar_frigjorda")), (int?)VectorTable.Number(t.Text(r, "nya_losningar")), [])),
    ];

    private static PlanActionRow[] Actions(VectorTable t) =>
    [
        .. Enumerable.Range(0, t.Count).Select(r => new PlanActionRow(
            t.Text(r, "plan"), t.Text(r, "atgard"), "", VectorTable.Day(t.Text(r, "klar_senast")), VectorTable.Day(t.Text(r, "klar")), "",
            VectorTable.Number(t.Text(r, "timmar_frigjorda")), (YesNo)VectorTable.YesNoOf(t.Text(r, "ny_losning")))),
    ];

    private static InstrumentItem Item(string code) => CompetenceFramework.DigComp22.Competences.Any(c => c.Id == code)
        ? InstrumentItem.Plain(code)
        : new InstrumentItem(code, code, CompetenceDimension.None, ItemEvidence.Self, code is "A3" or "D2" or "E4" ? ItemScale.YesNo : ItemScale.Agree);

    private static byte Answer(string text) => text switch
    {
        "" => AnswerCode.Skipped,
        "vet ej" => AnswerCode.DontKnow,
        "ej visad" => AnswerCode.NotShown,
        "ja" => 1,
        "nej" => 0,
        _ => byte.Parse(text, CultureInfo.InvariantCulture),
    };

    private static int Whole(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);

    private static int Hundredths(string text) => (int)(100 * VectorTable.Number(text).GetValueOrDefault());

    private long Person(string id)
    {
        if (!_persons.TryGetValue(id, out var number))
        {
            _persons.Add(id, number = _persons.Count + 1);
        }

        return number;
    }
}
