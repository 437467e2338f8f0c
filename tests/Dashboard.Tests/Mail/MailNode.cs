using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>A node's mail as it runs: real store, real briefs, a real mail server on this machine, a clock that tests set, and snapshots that a test publishes.</summary>
internal sealed class MailNode : IDisposable
{
    public const string Org = SampleSnapshot.Rich, Reader = "lasare@exempel.se", Unit = "1101";

    private readonly TemporaryFolder _folder = new();
    private MailRunner? _runner;

    public MailNode(bool mail = true, bool synthetic = true)
    {
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "config"), _folder.In("data", "config"));
        var options = mail
            ? new MailOptions { Server = Smtp.Server(), From = "digilo@exempel.se", PublicUrl = "https://digilo.exempel.se", TimeoutSeconds = 5 }
            : new MailOptions();
        Context = new CommandContext(new SiteOptions { DataPath = _folder.In("data"), DataPathGiven = true, Mail = options }, TextWriter.Null, TextWriter.Null, Clock);
        Context.MigrateStore(synthetic);
        Store = Store.Open(Context.Workspace.Store, Clock);
    }

    /// <summary>A Wednesday, 03:31 in Sweden.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 2, 31, 0, TimeSpan.Zero));

    public CommandContext Context { get; }

    public Store Store { get; }

    public FakeSmtp Smtp { get; } = new();

    public Dashboard.Jobs.Mailing.Mailing Mailing => new(Store, Context);

    public DateTime Utc => Clock.GetUtcNow().UtcDateTime;

    public string In(params string[] parts) => _folder.In(parts);

    public void Dispose()
    {
        Smtp.Dispose();
        Store.Dispose();
        _folder.Dispose();
    }

    /// <summary>Publishes a snapshot, now; the sample unless another is given.</summary>
    public void Publish(Snapshot? snapshot = null)
    {
        var content = SnapshotFormat.Write(snapshot ?? SampleSnapshot.Build());
        Store.Publisher.Publish(SnapshotFormat.Read(content), content, [], [], Utc);
    }

    /// <summary>A subscription whose reader has confirmed, now.</summary>
    public Subscription Subscribe(SubscriptionRhythm rhythm, string kind = "ledning", string unit = "", string reader = Reader, int day = 0)
    {
        var added = Store.Subscriptions.Add(new SubscriptionOrder(reader, kind, Org, unit, "sv", rhythm, day), "cia", Utc).Subscription;
        Store.Subscriptions.Confirm(added.Id, "länk", Utc);
        return Store.Subscriptions.Find(added.Id)!;
    }

    /// <summary>One that nobody has confirmed yet; its question is due.</summary>
    public Subscription Ask(string reader)
    {
        var added = Store.Subscriptions.Add(new SubscriptionOrder(reader, "ledning", Org, "", "sv", SubscriptionRhythm.Alert, 0), "cia", Utc).Subscription;
        Mailing.Planner.Ask(added, Utc);
        return added;
    }

    /// <summary>What a run of the chain does about alerts and mails, and how it ends.</summary>
    public StepResult Night(RunOutcome outcome, string kind = Chain.Nightly)
    {
        var run = Store.Runs.Start(kind, "schedule", Utc);
        var state = new ChainState(Context.ReadConfiguration(), SwedishTime.Today(Clock), Utc, null, Checkpoint.None) { SnapshotId = Store.Snapshots.Current()?.Id ?? "" };
        new AlertsStep(Mailing).Run(state);
        var planned = new MailStep(Mailing).Run(state);
        Store.Runs.End(run, outcome, state.SnapshotId, "", Utc);
        return planned;
    }

    /// <summary>A round of the mail.</summary>
    public MailTally? Round() => (_runner ??= new MailRunner(Store, Context)).Run("schedule", TestContext.Current.CancellationToken);
}
