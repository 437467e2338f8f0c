using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>The pages with services that hold a known state.</summary>
internal sealed class SampleHost
{
    public static readonly DateTimeOffset Now = new(2026, 10, 5, 7, 30, 0, TimeSpan.Zero);

    public Snapshot? Snapshot { get; set; } = SampleSnapshot.Build();

    public SampleDesk Desk { get; } = new();

    public SampleImportDesk Imports { get; }

    public SampleMail Mail { get; } = new();

    public SampleHost() => Imports = new SampleImportDesk(Desk);

    /// <summary>The store cannot be read.</summary>
    public bool Broken { get; set; }

    /// <summary>Builds the host; the caller chooses the server.</summary>
    public WebApplication Build(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ApplicationName = "digilo" });
        builder.Logging.ClearProviders();
        configure(builder);
        builder.Services.AddSingleton<ISnapshotReader>(new Reader(this));
        builder.Services.AddSingleton<IImportLedger>(Desk);
        builder.Services.AddSingleton<IRunLog>(Desk);
        builder.Services.AddSingleton<IBriefArchive>(Desk);
        builder.Services.AddSingleton<IRunStarter>(Desk);
        builder.Services.AddSingleton<IAuditLog>(Desk);
        builder.Services.AddSingleton<IAuditTrail>(Desk);
        builder.Services.AddSingleton<IPersonDesk>(Desk);
        builder.Services.AddSingleton<IImportDesk>(Imports);
        builder.Services.AddSingleton<INotices>(new SampleNotices());
        builder.Services.AddSingleton<ISubscriptions>(Mail);
        builder.Services.AddSingleton<ISendings>(Mail);
        builder.Services.AddSingleton<IAlerts>(Mail);
        builder.Services.AddSingleton<ISubscriptionDesk>(Mail);
        builder.Services.AddSingleton<TimeProvider>(new Clock());
        builder.Services.AddSingleton<IBriefRenderer, PdfBriefRenderer>();
        builder.Services.AddPages();
        builder.Services.Configure<PagesOptions>(pages => pages.ProfileExpectedEveryDays["standard-survey"] = 31);
        var app = builder.Build();
        app.MapPages();
        return app;
    }

    private sealed class Reader(SampleHost host) : ISnapshotReader
    {
        public Snapshot? Current() => host.Broken ? throw new InvalidOperationException("The store is gone.") : host.Snapshot;

        public DateTime? PublishedAt() => host.Snapshot is null ? null : host.Desk.LastNight;
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>Ledger, runs and briefs in memory.</summary>
internal sealed class SampleDesk : IImportLedger, IRunLog, IBriefArchive, IRunStarter, IAuditLog, IAuditTrail, IPersonDesk
{
    public const string Other = "0123456789ab0123456789ab0123456789ab0123456789ab0123456789ab0123";

    public DateTime LastNight { get; set; } = new(2026, 10, 5, 1, 31, 12, DateTimeKind.Utc);

    public bool Empty { get; set; }

    public bool Busy { get; set; }

    /// <summary>No brief can be stored.</summary>
    public bool FullDisk { get; set; }

    public int Starts { get; private set; }

    public List<long> Confirmed { get; } = [];

    private List<LedgerEntry> Entries { get; } =
    [
        Entry(4, "personalregister_övik_2023-11-30.csv", DeliveryKind.Register, "", DeliveryStatus.Waiting, 1204, 1204, 0) with { RowsLeftOut = 0, RowsAdded = 11, RowsUpdated = 1193, RowsRemoved = 1007 },
        Entry(3, "enkat hösten 2023, hela kommunen, slutlig version.csv", DeliveryKind.Survey, "2023-10", DeliveryStatus.InForce, 642, 638, 4) with { RowsLeftOut = 0, RowsAdded = 638, RowsUpdated = 0, RowsRemoved = 0 },

        // By an earlier version, which did not count what it changed.
        Entry(2, "utbildning.csv", DeliveryKind.Training, "", DeliveryStatus.Replaced, 2210, 2210, 0),
        Entry(1, "kurser.pdf.csv", DeliveryKind.Courses, "", DeliveryStatus.Refused, 0, 0, 0),
    ];

    private static LedgerEntry Entry(long id, string file, DeliveryKind kind, string wave, DeliveryStatus status, long rows, long stored, long quarantined) =>
        new(id, new DeliveryHeader("2284", kind, "hr", "standard-" + kind.ToString().ToLowerInvariant(), "1", wave, new(2023, 11, 30), DeliveryMode.Full, null,
            file, 48_211 * id, Other, new(2026, 10, 4, 12, 3, 0, DateTimeKind.Utc), "inbox", []), status, rows, stored, quarantined,
            id == 4 ? 2 : null, id == 2 ? 4 : null);

    IReadOnlyList<LedgerEntry> IImportLedger.Latest(int count) => Empty ? [] : Entries;

    IReadOnlyList<LedgerEntry> IImportLedger.Before(long id, int count) => Empty ? [] : [.. Entries.Where(e => e.Id < id).Take(count)];

    IReadOnlyList<LedgerEntry> IImportLedger.Waiting() => Empty ? [] : [.. Entries.Where(e => e.Status == DeliveryStatus.Waiting)];

    IReadOnlyList<InForceEntry> IImportLedger.InForce() => Empty ? [] : [.. Entries.Where(e => e.Status == DeliveryStatus.InForce).Select(e => new InForceEntry(e, 2))];

    IReadOnlyList<KeptContent> IImportLedger.Kept() => throw new NotSupportedException();

    IReadOnlyList<LedgerEntry> IImportLedger.Of(string organisation) => throw new NotSupportedException();

    void IImportLedger.SetUnarchived(long id, DateTime utc) => throw new NotSupportedException();

    bool IImportLedger.IsUnlinked(string organisation, string wave) => false;

    /// <summary>What pages told the audit log.</summary>
    public List<(string Action, Message What)> Trail { get; } = [];

    void IAuditTrail.Record(string action, string organisation, Message what) => Trail.Add((action, what));

    long IAuditLog.Add(AuditEvent what) => throw new NotSupportedException();

    IReadOnlyList<AuditEntry> IAuditLog.Before(long number, int count) => [];

    IReadOnlyList<AuditEntry> IAuditLog.Latest(string action, int count) => [];

    AuditCheck IAuditLog.Check() => new(0, null);

    PersonChoices IPersonDesk.Choices() =>
        new([("2284", new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik Municipality"))], ["anstnr"], [], Message.None);

    IReadOnlyList<PersonRequest> IPersonDesk.Requests(string organisation) => [];

    PersonOutcome IPersonDesk.Report(PersonForm form, ReportFormat format, string language) => throw new NotSupportedException();

    Message IPersonDesk.Approve(long request, string by) => throw new NotSupportedException();

    PersonOutcome IPersonDesk.Erase(PersonForm form, bool dryRun) => throw new NotSupportedException();

    public LedgerEntry? Find(long id) => Entries.FirstOrDefault(e => e.Id == id);

    public IReadOnlyList<Finding> Findings(long id) => id != 3 ? [] :
    [
        new("level_out_of_range", FindingSeverity.Row, 17, "c3_4", "9", "1–8", 1),
        new("unknown_role", FindingSeverity.Row, 203, "roll", "12 tecken", "rollkod", 3),
        new("spaces_trimmed", FindingSeverity.Note, 4, "enhet", "", "=cmd()", 12),
    ];

    public bool Confirm(long id, DateTime utc)
    {
        Confirmed.Add(id);
        return true;
    }

    public long RecordRefused(DeliveryHeader header, IReadOnlyList<Finding> findings) => throw new NotSupportedException();

    public long Start(string kind, string trigger, DateTime utc) => throw new NotSupportedException();

    public int StartStep(long runId, string step, DateTime utc) => throw new NotSupportedException();

    public void EndStep(long runId, int ordinal, RunOutcome outcome, long count, string message, DateTime utc) => throw new NotSupportedException();

    public void End(long runId, RunOutcome outcome, string snapshotId, string message, DateTime utc) => throw new NotSupportedException();

    public IReadOnlyList<RunRecord> MarkInterrupted(DateTime utc) => [];

    public IReadOnlyList<RunRecord> Latest(int count) => Empty ? [] :
    [
        Run(5, "schedule", 0, RunOutcome.GoodWithRemarks, SampleSnapshot.Id),
        Run(4, "hand", 1, RunOutcome.Failed, ""),
        Run(3, "schedule", 2, RunOutcome.Good, Other),
        Run(2, "catch-up", 3, RunOutcome.Interrupted, ""),
    ];

    public IReadOnlyList<RunStepRecord> Steps(long runId) => runId switch
    {
        5 => [Step(5, 1, "inbox", RunOutcome.Good, 3), Step(5, 2, "import", RunOutcome.GoodWithRemarks, 4056), Step(5, 3, "refresh", RunOutcome.Good, 214), Step(5, 4, "publish", RunOutcome.Good, 1), Step(5, 5, "briefs", RunOutcome.Good, 10)],
        4 => [Step(4, 1, "inbox", RunOutcome.Good, 0), Step(4, 2, "import", RunOutcome.Failed, 0)],
        _ => [],
    };

    public RunRecord? LastGood(string kind) => Empty ? null : Run(5, "schedule", 0, RunOutcome.GoodWithRemarks, SampleSnapshot.Id) with { Ended = LastNight };

    private RunRecord Run(long id, string trigger, int daysAgo, RunOutcome outcome, string snapshot) =>
        new(id, "nightly", trigger, LastNight.AddDays(-daysAgo).AddSeconds(-72), LastNight.AddDays(-daysAgo), outcome, snapshot, "");

    private RunStepRecord Step(long run, int ordinal, string step, RunOutcome outcome, long count) =>
        new(run, ordinal, step, LastNight.AddSeconds(-72 + (10 * ordinal)), LastNight.AddSeconds(-68 + (10 * ordinal)), outcome, count, "");

    public BriefRecord? Held(BriefName name, string snapshotId) => List(name).FirstOrDefault(b => b.SnapshotId == snapshotId);

    public BriefRecord? HeldAt(BriefName name, DateTime utc) => Latest(name);

    public BriefRecord? Keep(BriefName name, string contentSha256, string snapshotId, DateTime utc) => Held(name, snapshotId);

    public BriefRecord Store(NewBrief brief, DateTime utc) => FullDisk ? throw new IOException("No space left on device") : throw new NotSupportedException();

    public IReadOnlyList<BriefRecord> List(string organisation) => Empty ? [] : organisation switch
    {
        SampleSnapshot.Rich =>
        [
            Brief(9, organisation, "sv", SampleSnapshot.Id, new(2023, 11, 30), 88_213, 0), Brief(8, organisation, "en", SampleSnapshot.Id, new(2023, 11, 30), 87_100, 0),
            Brief(3, organisation, "sv", Other, new(2023, 10, 30), 80_112, 30),
        ],
        SampleSnapshot.WithoutConsent => [Brief(7, organisation, "sv", Other, new(2023, 9, 30), 88_000, 40)],
        _ => [],
    };

    public IReadOnlyList<BriefRecord> List(BriefName name) => [.. List(name.Organisation).Where(b => b.Name == name)];

    public BriefRecord? Latest(BriefName name) => List(name).FirstOrDefault();

    BriefRecord? IBriefArchive.Find(long id) => BriefOf(id);

    private BriefRecord? BriefOf(long id) => ((string[])[SampleSnapshot.Rich, SampleSnapshot.WithoutConsent]).SelectMany(List).FirstOrDefault(b => b.Id == id);

    public IReadOnlyList<string> Snapshots(long id) => BriefOf(id) is { } brief ? id == 9 ? [brief.SnapshotId, Other] : [brief.SnapshotId] : [];

    public string? ReadText(long id) => id switch
    {
        9 => "Rubrik\n======\nAv de 185 skattar 8 % sig under.\n\nAtt göra\n--------\n- Öva mer\n--\nData t.o.m. 2023-11-30\n",
        3 => "Rubrik\n======\nAv de 176 skattar 11 % sig under.\n\nAtt göra\n--------\n- Öva mer\n--\nData t.o.m. 2023-10-30\n",
        _ => null,
    };

    private BriefRecord Brief(long id, string organisation, string language, string snapshot, DateOnly day, long size, int daysAgo) =>
        new(id, new BriefName("ledning", organisation, "", language), snapshot, day, Other, size, LastNight.AddDays(-daysAgo), LastNight.AddDays(-daysAgo));

    public byte[]? Read(long id) => id is 3 or 7 or 8 or 9 ? "%PDF-1.7 sample"u8.ToArray() : null;

    public bool StartNightly()
    {
        Starts++;
        return !Busy;
    }
}

/// <summary>An import desk with a staged file in every state; its ids are words, which a real one's never are.</summary>
internal sealed class SampleImportDesk(SampleDesk desk) : IImportDesk
{
    /// <summary>What staging a file comes to.</summary>
    public UploadFault? Fault { get; set; }

    public List<(StagedFile File, UploadForm Form)> Kept { get; } = [];

    public List<string> Discarded { get; } = [];

    public Message Busy { get; set; } = Message.None;

    public UploadChoices Choices() => new(
        [new UploadChoice("2284", new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik")), new UploadChoice("2480", new BothLanguages("Umeå kommun", "Umeå"))],
        [new UploadChoice("standard-register", new BothLanguages("Personalregister", "Staff register"))],
        [new UploadChoice("2023-10", new BothLanguages("Hösten 2023", "Autumn 2023"))],
        2 << 20,
        Message.None);

    public IReadOnlyList<RetentionRule> Retention() =>
        [new(RetentionSubject.Archive, 24, null), new(RetentionSubject.Quarantine, 6, new RetentionDecision("KS 2026/417", new DateOnly(2026, 3, 2)))];

    public async Task<StagedFile> StageAsync(string fileName, Stream content, long? announced, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, cancellation);
        return Fault is { } fault ? throw new UploadException(fault) : File("ny", memory.Length) with { FileName = Importer.CleanName(fileName) };
    }

    public void Keep(StagedFile file, UploadForm form) => Kept.Add((file, form));

    public Task<UploadState?> CheckAsync(string id, TimeSpan patience) => Task.FromResult<UploadState?>(id switch
    {
        "bra" => State(UploadStage.Checked, Result(DeliveryStatus.InForce)),
        "vantar" => State(UploadStage.Checked, Result(DeliveryStatus.Waiting)),
        "avvisad" => State(UploadStage.Checked, Result(DeliveryStatus.Refused)),
        "samma" => State(UploadStage.Checked, Result(DeliveryStatus.Unchanged)),
        "pagar" => State(UploadStage.Importing, null) with { Share = 0.4 },
        "upptagen" => State(UploadStage.Failed, null) with { Message = new Message("cli.error.lease", "digilo nightly (process 4711)", "2026-10-05 01:30:00") },
        _ => null,
    });

    public bool Change(string id, UploadForm form) => id == "bra";

    public Task<UploadState?> ImportAsync(string id, TimeSpan patience) => CheckAsync(id, patience);

    public bool Discard(string id)
    {
        Discarded.Add(id);
        return id == "bra";
    }

    public Message Confirm(long delivery)
    {
        if (Busy.Code.Length == 0)
        {
            desk.Confirm(delivery, SampleHost.Now.UtcDateTime);
        }

        return Busy;
    }

    private static StagedFile File(string id, long size) =>
        new(id, "personalregister_2023-11-30, hela kommunen.csv", size, SampleHost.Now.UtcDateTime.AddMinutes(-3), new UploadForm("2284", "", "", new DateOnly(2023, 11, 30), null, null));

    private static UploadState State(UploadStage stage, ImportResult? result) => new(File("x", 512_345), stage, result, 1, Message.None);

    private static ImportResult Result(DeliveryStatus status)
    {
        var header = new DeliveryHeader(
            "2284", DeliveryKind.Register, "hr", "standard-register", "1", "", new(2023, 11, 30), DeliveryMode.Full, null, "personalregister_2023-11-30, hela kommunen.csv",
            512_345, SampleDesk.Other, SampleHost.Now.UtcDateTime, "upload", []);
        IReadOnlyList<Finding> findings = status switch
        {
            DeliveryStatus.Refused => [new("heading-missing", FindingSeverity.File, 1, "anstnr", "", "anstnr", 1)],
            DeliveryStatus.Unchanged => [],
            _ =>
            [
                new("year-invalid", FindingSeverity.Row, 17, "fodelsear", "shape:characters:4", "1900–2023", 1) { Sheet = "Blad 1" },
                new("unit-unknown", FindingSeverity.Note, 3, "enhet", "shape:digits:4", "", 1),
                new("unit-unknown", FindingSeverity.Note, 0, "enhet", "", "", 211),
            ],
        };
        var outcome = status is DeliveryStatus.Refused or DeliveryStatus.Unchanged
            ? null
            : new DeliveryOutcome(0, status, 1203, 1, 40, 1163, status == DeliveryStatus.Waiting ? 388 : 2, 2, 40, 7);
        return new ImportResult(header, status, status == DeliveryStatus.Unchanged ? 3 : 0, outcome is null ? 0 : 1204, outcome is null ? 0 : 1203, outcome is null ? 0 : 1, outcome, findings, DryRun: true);
    }
}
