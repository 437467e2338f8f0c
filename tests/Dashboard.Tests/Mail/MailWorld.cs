using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>A real store, a real mail server on this machine, a clock that tests set, and briefs that say what a test wants.</summary>
internal sealed class MailWorld : IDisposable, IBriefSource, ISnapshotReader
{
    public const string Org = SampleSnapshot.Rich, Reader = "lasare@exempel.se";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<DateTime, string?> _said = [];

    public MailWorld()
    {
        var place = new StoreOptions(StoreProvider.Sqlite, _folder.In("store.db"));
        Store.Migrate(place, synthetic: true, Clock.GetUtcNow().UtcDateTime);
        Store = Store.Open(place, Clock);
    }

    /// <summary>A Wednesday, 03:31 in Sweden.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 2, 31, 0, TimeSpan.Zero));

    public Store Store { get; }

    public FakeSmtp Smtp { get; } = new();

    /// <summary>What the briefs say, or null for none.</summary>
    public string? Says { get; set; } = "1";

    public bool Breaks { get; set; }

    public bool Attaches { get; set; }

    public DateTime? PublishedAtUtc { get; set; } = new DateTime(2026, 11, 20, 2, 31, 0, DateTimeKind.Utc);

    public Snapshot Snapshot { get; } = SampleSnapshot.Build();

    public DateTime Utc => Clock.GetUtcNow().UtcDateTime;

    public MailOptions Options => new()
    {
        Server = Smtp.Server(),
        From = "digilo@exempel.se",
        TimeoutSeconds = 3,
        PublicUrl = "https://digilo.exempel.se",
    };

    public MailPlanner Planner => new(Store.Subscriptions, Store.Sendings, Store.Alerts, this, Options);

    public IReadOnlyList<string> Kinds => ["ledning"];

    public string? Content(BriefName name) => name.Organisation == Org ? Says : null;

    public string? ContentAt(BriefName name, DateTime utc) => name.Organisation == Org ? _said.GetValueOrDefault(utc) : null;

    public MailBrief? Read(BriefName name) => Breaks ? throw new ArgumentException("a figure without words")
        : Content(name) is null ? null
        : new MailBrief("Ledningsbrief", "/brev#o-2284", "SYNTETISKA DATA. …\n\nAv dem som svarat …\n", new DateOnly(2026, 11, 24), true, "brief.pdf", () => "%PDF-1.7"u8.ToArray());

    public Snapshot? Current() => Snapshot;

    public DateTime? PublishedAt() => PublishedAtUtc;

    public void Dispose()
    {
        Smtp.Dispose();
        Store.Dispose();
        _folder.Dispose();
    }

    /// <summary>A subscription whose reader has confirmed, now.</summary>
    public Subscription Subscribe(SubscriptionRhythm rhythm = SubscriptionRhythm.Weekly, int day = 3, string reader = Reader, string language = "sv", string organisation = Org)
    {
        var added = Store.Subscriptions.Add(new SubscriptionOrder(reader, "ledning", organisation, "", language, rhythm, day), "cia", Utc).Subscription;
        Store.Subscriptions.Confirm(added.Id, "länk", Utc);
        _said[Utc] = Says;
        return Store.Subscriptions.Find(added.Id)!;
    }

    /// <summary>What a night writes down.</summary>
    public int Plan() => Planner.PlanBriefs(Hosting.SwedishTime.Today(Clock), Utc, "s", PublishedAtUtc) + Planner.PlanAlerts(Snapshot, Utc);

    public MailTally Send(IMailCarrier? carrier = null, Action<string>? reached = null, Func<bool>? mayGoOn = null) => Round(carrier, reached, mayGoOn).Send(TestContext.Current.CancellationToken);

    public MailRound Round(IMailCarrier? carrier = null, Action<string>? reached = null, Func<bool>? mayGoOn = null) => new(
        Store.Subscriptions, Store.Sendings, new LetterWriter(Store.Subscriptions, Store.Alerts, this, this, Options, _ => Attaches),
        carrier ?? new SmtpCarrier(Options), Clock, "natt", reached ?? (_ => { }), mayGoOn ?? (() => true));

    public Sending Only() => Assert.Single(Store.Sendings.Latest(9));

    /// <summary>The address in a mail that begins so.</summary>
    public static string Link(MimeKit.MimeMessage mail, string path) =>
        mail.TextBody!.Split(['\r', '\n']).Single(l => l.StartsWith("https://digilo.exempel.se" + path, StringComparison.Ordinal));
}
