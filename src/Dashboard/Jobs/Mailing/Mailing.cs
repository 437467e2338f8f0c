using Digilo.Analytics.Dashboard.Alerts;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>Puts mail and alerts together for an open store.</summary>
internal sealed class Mailing(Store store, CommandContext context)
{
    /// <summary>Name of the lease under which mails are sent.</summary>
    public const string Lease = "mail";

    private static readonly TimeSpan KeptUnconfirmed = TimeSpan.FromDays(30);

    /// <summary>Settings.</summary>
    public MailOptions Options => context.Options.Mail;

    /// <summary>The briefs.</summary>
    public IBriefSource Briefs { get; } = new ArchivedBriefs(store.Snapshots, store.Briefs, BriefRenderers.Choose(context.Options), context.Clock);

    /// <summary>Writes mails down.</summary>
    public MailPlanner Planner => new(store.Subscriptions, store.Sendings, store.Alerts, Briefs, Options);

    /// <summary>Looks what the rules find now, raises and clears; returns what was raised, and how many were cleared.</summary>
    /// <param name="today">The calendar day in Sweden.</param>
    /// <param name="utc">Now, UTC.</param>
    public (IReadOnlyList<AlertRecord> Raised, int Cleared) Look(DateOnly today, DateTime utc)
    {
        var snapshot = store.Snapshots.Current();
        var expected = new Dictionary<DeliveryKind, int>();
        foreach (var profile in Importing.Profiles(context.Workspace).Profiles.Where(p => p.Synthetic == store.Synthetic))
        {
            if (profile.ExpectedEvery is { } every)
            {
                var days = (int)Math.Ceiling(every.TotalDays);
                expected[profile.Kind] = Math.Min(days, expected.GetValueOrDefault(profile.Kind, days));
            }
        }

        var found = AlertRules.Look(new AlertInput(
            snapshot, store.Plans.Plans, store.Runs.LastGood(Chain.Nightly)?.Ended, store.Snapshots.PublishedAt(), expected, context.Options.StaleAfterHours, today, utc));
        return store.Alerts.Reconcile(found, snapshot?.Id ?? "", utc);
    }

    /// <summary>Removes the addresses that nobody has confirmed in time; mails need not be set up for it.</summary>
    /// <param name="utc">Now, UTC.</param>
    public void RemoveUnconfirmed(DateTime utc) => store.Subscriptions.RemoveUnconfirmed(utc - KeptUnconfirmed, Actor.Account, utc);

    /// <summary>
    /// Writes down the briefs that are due, by the step after the night or by a round of the mail; returns how many. A day's mails wait for the day's
    /// night: until it is due, those of the day before are looked for.
    /// </summary>
    /// <param name="utc">Now, UTC.</param>
    public int PlanBriefs(DateTime utc) => store.Snapshots.Current() is { } snapshot
        ? Planner.PlanBriefs(NightlySchedule.LastDay(utc), utc, snapshot.Id, store.Snapshots.PublishedAt())
        : 0;

    /// <summary>A round over the store. The caller holds the lease of the mail.</summary>
    /// <param name="carrier">Takes mails away.</param>
    public MailRound Round(IMailCarrier carrier)
    {
        // Read for each round: what an organisation allows is reviewed text, and a change holds from then on.
        var configuration = context.ReadConfiguration();
        var checkpoint = new Checkpoint(context.Options.KillAfter);
        return new MailRound(
            store.Subscriptions, store.Sendings,
            new LetterWriter(store.Subscriptions, store.Alerts, Briefs, store.Snapshots, Options, order => Attaches(configuration, order)),
            carrier, context.Clock, Actor.Account, checkpoint.Reached,
            // The embedded store has one writer at a time: what came of a mail could not be written down while a file is imported.
            () => store.Options.Provider != StoreProvider.Sqlite || store.Leases.Holder(WriteLease.Name) is null);
    }

    private static bool Attaches(Configuration configuration, SubscriptionOrder order) => order.Organisation.Length == 0
        ? configuration.Organisations.All(o => o.MailAttachment)
        : configuration.FindOrganisation(order.Organisation) is { MailAttachment: true };
}
