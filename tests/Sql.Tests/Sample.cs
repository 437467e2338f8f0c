using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>Small deliveries for one made-up organisation.</summary>
internal static class Sample
{
    internal const string Org = "2284";
    internal const string InWave = "2023-10";

    internal static readonly DateTime Utc = new(2023, 11, 2, 3, 30, 1, 234, DateTimeKind.Utc);
    internal static readonly DateOnly October = new(2023, 10, 1);

    private static int _file;

    internal static DeliveryHeader Header(
        DeliveryKind kind, DeliveryMode mode = DeliveryMode.Full, DateOnly? asOf = null, string source = "standard", long? corrects = null, string? hash = null,
        string organisation = Org, DateTime? received = null, params string[] items) => new(
        organisation, kind, source, "standard-" + kind, "1", kind == DeliveryKind.Survey ? InWave : "", asOf ?? October, mode, corrects,
        "fil.csv", 1234, hash ?? Hex(Interlocked.Increment(ref _file).ToString(System.Globalization.CultureInfo.InvariantCulture)), received ?? Utc, "cli",
        [.. (kind == DeliveryKind.Survey && items.Length == 0 ? ["1.1", "1.2"] : items).Select(InstrumentItem.Plain)]);

    internal static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static AliasColumn Aliases(string kind, params string?[] ids) => Aliases(["k1"], kind, ids);

    /// <summary>Ids under several keys: the current one first, then older ones.</summary>
    internal static AliasColumn Aliases(string[] keys, string kind, params string?[] ids)
    {
        var column = new AliasColumn(kind, keys[0], ids.Length, keys[1..]);
        for (var r = 0; r < ids.Length; r++)
        {
            column.Present[r] = ids[r] is not null;
            Hash(keys[0]).CopyTo(column[r]);
            foreach (var older in column.Older)
            {
                Hash(older.KeyId).CopyTo(older[r]);
            }

            byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{kind}|{ids[r]}"));
        }

        return column;
    }

    /// <summary>Answers: a key, the person's id or null, and one byte per item.</summary>
    internal static SurveyBatch Survey(params (long Key, string? Person, byte[] Answers)[] rows) =>
        Survey([Aliases("anstnr", [.. rows.Select(r => r.Person)])], rows);

    /// <summary>Answers with id columns of their own.</summary>
    internal static SurveyBatch Survey(IReadOnlyList<AliasColumn> ids, params (long Key, string? Person, byte[] Answers)[] rows)
    {
        var batch = new SurveyBatch(rows.Length, rows.Length == 0 ? 2 : rows[0].Answers.Length, false, ids) { Count = rows.Length, RowKeyId = "r1" };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.RowKeys[r] = rows[r].Key;
            batch.Lines[r] = r + 2;
            rows[r].Answers.CopyTo(batch.Answers, r * batch.ItemCount);
            batch.Unit.Set(r, "");
            batch.Role.Set(r, "");
        }

        return batch;
    }

    internal static SurveyBatch Answers(params long[] keys) => Survey([.. keys.Select(k => (k, (string?)null, new byte[] { 3, 4 }))]);

    /// <summary>Employments: staff number, e-mail or null, unit.</summary>
    internal static RegisterBatch Register(params (string? Id, string? Mail, string Unit)[] rows) => Register(["k1"], -1, rows);

    internal static RegisterBatch Register(string[] keys, int primary, params (string? Id, string? Mail, string Unit)[] rows)
    {
        var batch = new RegisterBatch(
            rows.Length, [Aliases(keys, "anstnr", [.. rows.Select(r => r.Id)]), Aliases(keys, "epost", [.. rows.Select(r => r.Mail)])], primary)
        { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Lines[r] = r + 2;
            batch.EmploymentNumber[r] = 1;
            batch.Unit.Set(r, rows[r].Unit);
            batch.Role.Set(r, "lokalvardare");
            batch.Aid.Set(r, "");
            batch.AidVersion.Set(r, "");
            batch.AidLetter.Set(r, "");
        }

        return batch;
    }

    internal static TrainingBatch Training(params (string Person, string Course, DateOnly? Enrolled)[] rows)
    {
        var batch = new TrainingBatch(rows.Length, [Aliases("anstnr", [.. rows.Select(r => r.Person)])]) { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Course.Set(r, rows[r].Course);
            batch.Enrolled[r] = rows[r].Enrolled;
            batch.Status[r] = TrainingStatus.Completed;
            batch.HoursHundredths[r] = 250;
        }

        return batch;
    }

    internal static AttendanceBatch Attendance(params (string Person, string Course, DateOnly Day, YesNo Present)[] rows)
    {
        var batch = new AttendanceBatch(rows.Length, [Aliases("anstnr", [.. rows.Select(r => r.Person)])]) { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Course.Set(r, rows[r].Course);
            batch.Day[r] = rows[r].Day;
            batch.HoursHundredths[r] = 250;
            batch.Present[r] = rows[r].Present;
        }

        return batch;
    }

    internal static CoachingBatch Coaching(params (string? Manager, string? Employee, string Theme, DateOnly? From)[] rows)
    {
        var batch = new CoachingBatch(
            rows.Length, [Aliases("anstnr", [.. rows.Select(r => r.Manager)])], [Aliases("anstnr", [.. rows.Select(r => r.Employee)])])
        { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Theme.Set(r, rows[r].Theme);
            batch.From[r] = rows[r].From;
            batch.Direction[r] = CoachingDirection.Both;
        }

        return batch;
    }

    internal static IdeaBatch Ideas(params (string Code, string? Person, DateOnly Day)[] rows)
    {
        var batch = new IdeaBatch(rows.Length, [Aliases("anstnr", [.. rows.Select(r => r.Person)])]) { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.Code[r] = rows[r].Code;
            batch.Day[r] = rows[r].Day;
            batch.Unit.Set(r, "101");
            batch.Status[r] = IdeaStatus.Acted;
            batch.Theme.Set(r, "");
            batch.TargetArea.Set(r, "innovation");
        }

        return batch;
    }

    /// <summary>Accounts and devices: staff number, device, account, kind of device, persons who use it.</summary>
    internal static AccessBatch AccessList(params (string Person, long Asset, YesNo Account, DeviceAccess Device, int Sharers)[] rows)
    {
        var batch = new AccessBatch(rows.Length, [Aliases("anstnr", [.. rows.Select(r => r.Person)])]) { Count = rows.Length };
        for (var r = 0; r < rows.Length; r++)
        {
            batch.AssetKeys[r] = rows[r].Asset;
            batch.Account[r] = rows[r].Account;
            batch.Device[r] = rows[r].Device;
            batch.Sharers[r] = rows[r].Sharers;
        }

        return batch;
    }

    internal static PlanRow Plan(string code) => new(
        code, "Plan " + code, "Hemtjänst", "", October, October.AddDays(30), 8, 6, 420.5m, 2, ["trygghet", "innovation"]);

    internal static FrameworkRow Entry(string id, FrameworkEntry entry, string parent = "", string version = "3.0") =>
        new("digcomp", version, id, entry, parent, "", "Name " + id, 0, 0, CompetenceDimension.None);

    internal static UnitRow Unit(string code, string name = "Enhet", DateOnly? from = null) =>
        new(code, name, "10", UnitLevel.Unit, "Vård", from ?? new DateOnly(2020, 1, 1), null, []);

    internal static DeliveryOutcome Deliver(Store store, DeliveryHeader header, Action<IDeliverySession> write, bool dryRun = false, params Finding[] findings)
    {
        using var session = store.Facts.Begin(header);
        write(session);
        return session.Complete(findings.Length, 0, findings, dryRun);
    }

    internal static DeliveryOutcome DeliverAnswers(Store store, DeliveryMode mode, params long[] keys) =>
        Deliver(store, Header(DeliveryKind.Survey, mode), s => s.Write(Answers(keys)));

    internal static DeliveryOutcome DeliverRegister(Store store, DateOnly asOf, params (string? Id, string? Mail, string Unit)[] rows) =>
        Deliver(store, Header(DeliveryKind.Register, asOf: asOf), s => s.Write(Register(rows)));

    /// <summary>A snapshot with every kind of cell; <paramref name="estimate"/> makes contents differ.</summary>
    internal static Snapshot Snapshot(string id, double estimate = 0.24)
    {
        var name = new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik municipality");
        var day = new DateOnly(2023, 10, 31);
        var table = new PublishedTable(
            new TableKey(Measures.BelowFloor, Org, InWave, ScopeLevel.Department),
            day,
            [new PublishedRow("10", "", new BothLanguages("Vård", "Care")), new PublishedRow("20", "", new BothLanguages("Skola", "School"))],
            ["1.1", PublishedTable.Index],
            [
                new PublishedCell(CellState.Value, "", estimate, 1, 120, 300, new PublishedInterval("wilson_fpc", 0.2, 0.28), new PublishedInterval("wilson", 0.19, 0.3), 0.012, 0.01, 119),
                new PublishedCell(CellState.Class, respondents: 12, classKind: ClassKind.AtMost, classCount: 4),
                new PublishedCell(CellState.Hidden, "few"),
                new PublishedCell(CellState.NotApplicable, "no-source"),
            ]);
        var wave = new PublishedWave(
            InWave, new BothLanguages("Oktober 2023", "October 2023"), WaveState.Released, October, day, October, true, false, 1, false,
            [new PublishedScope("10", "Vård", "", ScopeLevel.Department, []), new PublishedScope("101", "Hemtjänst", "10", ScopeLevel.Unit, [])]);
        var organisation = new PublishedOrganisation(Org, name, "Ö-vik", day, [wave], [new PublishedSource(DeliveryKind.Survey, October, 0)], null);
        return new Snapshot(id, day, "1.0", true, 5, 2, CompetenceFramework.DigComp22, [organisation], [table]);
    }
}

/// <summary>A clock that tests move.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _offset;

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
