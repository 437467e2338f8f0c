using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Tests;

/// <summary>An in-memory store that keeps what it is given, copied out of the reused batches.</summary>
internal sealed class FakeStore : IFactStore, IImportLedger, IStructure
{
    public List<LedgerEntry> Entries { get; } = [];

    public Dictionary<long, IReadOnlyList<Finding>> FindingsOf { get; } = [];

    public List<FakeSession> Committed { get; } = [];

    public List<UnitRow> KnownUnits { get; } = [];

    public HashSet<string> KnownRoles { get; } = [];

    public HashSet<string> KnownCourses { get; } = [];

    public HashSet<string> KnownPlans { get; } = [];

    /// <summary>Lines whose aliases belong to two persons.</summary>
    public HashSet<int> ConflictLines { get; } = [];

    public Exception? FailOnComplete { get; set; }

    /// <summary>Called with each batch of answers before it is taken, on the thread that writes.</summary>
    public Action<SurveyBatch>? OnAnswers { get; set; }

    /// <summary>True if a session was let go while a batch of it was being written.</summary>
    public bool DisposedWhileWriting { get; set; }

    /// <summary>What a session says of answers that the register contradicts.</summary>
    public long Disagreements { get; set; }

    public int Begun { get; private set; }

    /// <summary>Keys that the store has pseudonyms of.</summary>
    public List<(string Kind, string KeyId)> Known { get; } = [];

    public IReadOnlyList<(string Kind, string KeyId)> KeyIds(string organisation) => Known;

    public long? FindSame(DeliveryHeader h) => Entries.Where(e => e.Status is DeliveryStatus.InForce or DeliveryStatus.Waiting).LastOrDefault(e =>
        e.Header.ContentHash == h.ContentHash && e.Header.Profile == h.Profile && e.Header.ProfileVersion == h.ProfileVersion
        && e.Header.Wave == h.Wave && e.Header.Organisation == h.Organisation && e.Header.Mode == h.Mode)?.Id;

    public IDeliverySession Begin(DeliveryHeader header)
    {
        Begun++;
        return new FakeSession(this, header);
    }

    public IReadOnlyList<LedgerEntry> Latest(int count) => [.. Entries.AsEnumerable().Reverse().Take(count)];

    public IReadOnlyList<LedgerEntry> Before(long id, int count) => [.. Latest(int.MaxValue).Where(e => e.Id < id).Take(count)];

    public IReadOnlyList<LedgerEntry> Waiting() => Entries.FindAll(e => e.Status == DeliveryStatus.Waiting);

    public IReadOnlyList<InForceEntry> InForce() => throw new NotSupportedException();

    public IReadOnlyList<LedgerEntry> Of(string organisation) => throw new NotSupportedException();

    public void SetUnarchived(long id, DateTime utc) => throw new NotSupportedException();

    public bool IsUnlinked(string organisation, string wave) => false;

    public IReadOnlyList<KeptContent> Kept() =>
    [
        .. Entries.Where(e => e.Status != DeliveryStatus.Refused)
            .GroupBy(e => (e.Header.Organisation, e.Header.ContentHash, e.Header.Profile, e.Header.ProfileVersion, e.Header.Wave))
            .Select(g => new KeptContent(g.Key.Organisation, g.Key.ContentHash, g.Key.Profile, g.Key.ProfileVersion, g.Key.Wave, g.Max(e => e.Header.AsOf))),
    ];

    public LedgerEntry? Find(long id) => Entries.Find(e => e.Id == id);

    public IReadOnlyList<Finding> Findings(long id) => FindingsOf[id];

    public bool Confirm(long id, DateTime utc) => false;

    public long RecordRefused(DeliveryHeader header, IReadOnlyList<Finding> findings) => Record(header, DeliveryStatus.Refused, 0, 0, findings);

    public IReadOnlyList<UnitRow> Units(string organisation) => KnownUnits;

    public IReadOnlySet<string> Roles(string organisation) => KnownRoles;

    public IReadOnlySet<string> Courses(string organisation) => KnownCourses;

    public IReadOnlySet<string> Plans(string organisation) => KnownPlans;

    public long Record(DeliveryHeader header, DeliveryStatus status, long stored, long quarantined, IReadOnlyList<Finding> findings)
    {
        var id = Entries.Count + 1L;
        Entries.Add(new LedgerEntry(id, header, status, stored + quarantined, stored, quarantined, null, null));
        FindingsOf[id] = findings;
        return id;
    }
}

internal sealed record FakeAnswer(
    long RowKey, int Line, byte[] Answers, byte[]? Importance, byte[]? Person, DateTime? Submitted, bool Complete, AnswerChannel Channel, string Unit, string Role,
    Gender Gender, int BirthYear, EmploymentForm Form, DeviceAccess Device, QualityFlags Flags);

internal sealed record FakeEmployment(
    byte[]?[] Aliases, string[] Kinds, int Number, string Unit, string Role, string Aid, string AidLetter, EmploymentForm Form, int Degree, DateOnly? From,
    DateOnly? To, YesNo Absent, int BirthYear, Gender Gender, YesNo Account, DeviceAccess Device, YesNo Channel, OfferState Offer, bool Protected);

internal sealed record FakeTraining(byte[]? Person, string Course, DateOnly? Enrolled, DateOnly? Finished, int Hours, TrainingStatus Status);

internal sealed record FakeAttendance(byte[]? Person, string Course, DateOnly Day, int Hours, YesNo Present);

internal sealed record FakePair(byte[]? Manager, byte[]? Employee, string Theme, DateOnly? From, DateOnly? To, CoachingDirection Direction);

internal sealed record FakeIdea(string Code, byte[]? Person, DateOnly Day, string Unit, IdeaStatus Status, string Theme, string TargetArea);

internal sealed record FakeAccess(byte[]? Person, long Asset, YesNo Account, DeviceAccess Device, int Sharers, YesNo Login, YesNo Channel);

internal sealed class FakeSession(FakeStore store, DeliveryHeader header) : IDeliverySession
{
    public DeliveryHeader Header { get; } = header;

    public List<FakeAnswer> Answers { get; } = [];

    public List<SealedText> FreeTexts { get; } = [];

    public IdentityCounts Identity { get; set; } = new(0, 0, 0, 0, 0);

    public List<FakeEmployment> Employments { get; } = [];

    public List<FakeTraining> Training { get; } = [];

    public List<CourseRow> Courses { get; } = [];

    public List<UnitRow> Units { get; } = [];

    public List<RequirementRow> Requirements { get; } = [];

    public long Disagreements => store.Disagreements;

    public List<FakeAttendance> Attendance { get; } = [];

    public List<FakePair> Pairs { get; } = [];

    public List<FakeIdea> Ideas { get; } = [];

    public List<FakeAccess> Access { get; } = [];

    public List<PlanRow> Plans { get; } = [];

    public List<PlanActionRow> PlanActions { get; } = [];

    public List<FrameworkRow> Framework { get; } = [];

    public int Rows => Answers.Count + Employments.Count + Training.Count + Courses.Count + Units.Count + Requirements.Count
        + Attendance.Count + Pairs.Count + Ideas.Count + Access.Count + Plans.Count + PlanActions.Count + Framework.Count;

    private int _writing;

    public void Write(SurveyBatch b)
    {
        Interlocked.Increment(ref _writing);
        try
        {
            store.OnAnswers?.Invoke(b);
            Take(b);
        }
        finally
        {
            Interlocked.Decrement(ref _writing);
        }
    }

    private void Take(SurveyBatch b)
    {
        FreeTexts.AddRange(b.FreeTexts);
        for (var r = 0; r < b.Count; r++)
        {
            Answers.Add(new FakeAnswer(
                b.RowKeys[r], b.Lines[r], b.Answers[(r * b.ItemCount)..((r + 1) * b.ItemCount)], b.Importance?[(r * b.ItemCount)..((r + 1) * b.ItemCount)],
                Alias(b.Person, r), b.Submitted[r], b.Complete[r], b.Channel[r], b.Unit[r], b.Role[r], b.Gender[r], b.BirthYear[r], b.Form[r], b.Device[r], b.Flags[r]));
        }
    }

    public IReadOnlyList<int> Write(RegisterBatch b)
    {
        var refused = new List<int>();
        for (var r = 0; r < b.Count; r++)
        {
            if (store.ConflictLines.Contains(b.Lines[r]))
            {
                refused.Add(b.Lines[r]);
                continue;
            }

            Employments.Add(new FakeEmployment(
                [.. b.Aliases.Select(a => Alias(a, r))], [.. b.Aliases.Select(a => a.Kind)], b.EmploymentNumber[r], b.Unit[r], b.Role[r], b.Aid[r], b.AidLetter[r],
                b.Form[r], b.DegreeHundredths[r], b.ValidFrom[r], b.ValidTo[r], b.FullTimeAbsent[r], b.BirthYear[r], b.Gender[r], b.Account[r], b.Device[r],
                b.Channel[r], b.Offer[r], b.Protected[r]));
        }

        return refused;
    }

    public void Write(TrainingBatch b)
    {
        for (var r = 0; r < b.Count; r++)
        {
            Training.Add(new FakeTraining(Alias(b.Person, r), b.Course[r], b.Enrolled[r], b.Finished[r], b.HoursHundredths[r], b.Status[r]));
        }
    }

    public void Write(IReadOnlyList<CourseRow> rows) => Courses.AddRange(rows);

    public void Write(IReadOnlyList<UnitRow> rows) => Units.AddRange(rows);

    public void Write(IReadOnlyList<RequirementRow> rows) => Requirements.AddRange(rows);

    public void Write(AttendanceBatch b) => Attendance.AddRange(Enumerable.Range(0, b.Count).Select(r =>
        new FakeAttendance(Alias(b.Person, r), b.Course[r], b.Day[r], b.HoursHundredths[r], b.Present[r])));

    public void Write(CoachingBatch b) => Pairs.AddRange(Enumerable.Range(0, b.Count).Select(r =>
        new FakePair(Alias(b.Manager, r), Alias(b.Employee, r), b.Theme[r], b.From[r], b.To[r], b.Direction[r])));

    public void Write(IdeaBatch b) => Ideas.AddRange(Enumerable.Range(0, b.Count).Select(r =>
        new FakeIdea(b.Code[r], Alias(b.Person, r), b.Day[r], b.Unit[r], b.Status[r], b.Theme[r], b.TargetArea[r])));

    public void Write(AccessBatch b) => Access.AddRange(Enumerable.Range(0, b.Count).Select(r =>
        new FakeAccess(Alias(b.Person, r), b.AssetKeys[r], b.Account[r], b.Device[r], b.Sharers[r], b.Login[r], b.Channel[r])));

    public void Write(IReadOnlyList<PlanRow> rows) => Plans.AddRange(rows);

    public void Write(IReadOnlyList<PlanActionRow> rows) => PlanActions.AddRange(rows);

    public void Write(IReadOnlyList<FrameworkRow> rows) => Framework.AddRange(rows);

    public DeliveryOutcome Complete(long rowsQuarantined, long rowsLeftOut, IReadOnlyList<Finding> findings, bool dryRun)
    {
        if (store.FailOnComplete is { } failure)
        {
            throw failure;
        }

        var id = dryRun ? 0 : store.Record(Header, DeliveryStatus.InForce, Rows, rowsQuarantined, findings);
        if (!dryRun)
        {
            store.Committed.Add(this);
        }

        return new DeliveryOutcome(id, DeliveryStatus.InForce, Rows, rowsQuarantined, Rows, 0, 0, null, 0, 0);
    }

    public void Dispose() => store.DisposedWhileWriting |= Volatile.Read(ref _writing) > 0;

    /// <summary>The first id that the row has.</summary>
    private static byte[]? Alias(IReadOnlyList<AliasColumn> columns, int row) => columns.Select(c => Alias(c, row)).FirstOrDefault(a => a is not null);

    private static byte[]? Alias(AliasColumn? column, int row) => column is null || !column.Present[row] ? null : column[row].ToArray();
}
