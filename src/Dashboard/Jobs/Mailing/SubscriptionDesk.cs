using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs.Mailing;

/// <summary>Subscriptions, for pages and commands alike.</summary>
internal sealed class SubscriptionDesk(Store store, CommandContext context, IMailStarter? starter = null) : ISubscriptionDesk
{
    private const int LongestSecret = 200;

    private readonly Mailing _mailing = new(store, context);

    /// <inheritdoc/>
    public SubscriptionChoices Choices() => new(
        [.. (store.Snapshots.Current()?.Organisations ?? []).Select(o => (o.Code, o.Name))],
        _mailing.Briefs.Kinds,
        context.Options.Mail.Missing is { Count: > 0 } missing ? new Message("mail.problem.settings", string.Join(", ", missing)) : Message.None);

    /// <inheritdoc/>
    public Message Add(SubscriptionOrder order)
    {
        var choices = Choices();
        if (choices.Problem.Code.Length > 0)
        {
            return choices.Problem;
        }

        if (MailAddresses.Clean(order.Address) is not { } address)
        {
            return new Message("mail.problem.address");
        }

        if (Wrong(order, choices) is { } wrong)
        {
            return wrong;
        }

        var (added, isNew) = store.Subscriptions.Add(order with { Address = address }, Actor.Account, context.UtcNow);
        if (!isNew)
        {
            return new Message("mail.problem.there", Number(added.Id));
        }

        _mailing.Planner.Ask(added, context.UtcNow);
        starter?.Start("hand");
        return Message.None;
    }

    /// <inheritdoc/>
    public Message Do(long id, SubscriptionAct act)
    {
        if (act == SubscriptionAct.End)
        {
            return store.Subscriptions.End(id, byReader: false, Actor.Account, context.UtcNow) ? Message.None : new Message("mail.problem.gone", Number(id));
        }

        if (act == SubscriptionAct.Resume)
        {
            return store.Subscriptions.Resume(id, Actor.Account, context.UtcNow) ? Message.None : new Message("mail.problem.not-stopped", Number(id));
        }

        if (!store.Subscriptions.AskAgain(id, Actor.Account, context.UtcNow))
        {
            return new Message("mail.problem.not-waiting", Number(id));
        }

        _mailing.Planner.Ask(store.Subscriptions.Find(id)!, context.UtcNow);
        starter?.Start("hand");
        return Message.None;
    }

    /// <inheritdoc/>
    public Message Decide(long sending, bool again)
    {
        if (!store.Sendings.Decide(sending, again, Actor.Account, context.UtcNow))
        {
            return new Message("mail.problem.not-uncertain", Number(sending));
        }

        if (again)
        {
            starter?.Start("hand");
        }

        return Message.None;
    }

    /// <inheritdoc/>
    public Message OccasionOf(Sending sending) => Occasion.Tell(sending.Occasion);

    /// <inheritdoc/>
    public string RhythmOf(SubscriptionOrder order, string language) => LetterWriter.Rhythm(order, language);

    /// <inheritdoc/>
    public Subscription? Find(string secret, SubscriptionLink link) =>
        secret.Length is > 0 and <= LongestSecret ? store.Subscriptions.Find(LetterWriter.HashOf(secret), link, context.UtcNow) : null;

    /// <inheritdoc/>
    public bool Follow(string secret, SubscriptionLink link) => Find(secret, link) is { } found && (link == SubscriptionLink.Confirm
        ? store.Subscriptions.Confirm(found.Id, Actor.Account, context.UtcNow)
        : store.Subscriptions.End(found.Id, byReader: true, Actor.Account, context.UtcNow));

    private Message? Wrong(SubscriptionOrder order, SubscriptionChoices choices)
    {
        if (!choices.Kinds.Contains(order.Kind))
        {
            return new Message("mail.problem.kind", order.Kind, string.Join(", ", choices.Kinds));
        }

        if (store.Snapshots.Current() is not { } snapshot)
        {
            return new Message("cli.error.nothingPublished");
        }

        var ofAll = order.Kind == BriefKinds.Consortium;
        if (ofAll ? order.Organisation.Length > 0 : choices.Organisations.All(o => o.Code != order.Organisation))
        {
            return new Message(ofAll ? "mail.problem.of-all" : "mail.problem.organisation", order.Organisation);
        }

        // A unit that has gone since will have no brief; one that is in a wave to come alone will have one when that is released.
        var waves = snapshot.FindOrganisation(order.Organisation)?.Waves.ToList() ?? [];
        var units = waves.Skip(waves.FindLastIndex(w => w.State == WaveState.Released)).SelectMany(w => w.Scopes).Where(s => s.Level == ScopeLevel.Unit);
        if (order.Kind == BriefKinds.Unit ? units.All(u => u.Code != order.Unit) : order.Unit.Length > 0)
        {
            return new Message(order.Kind == BriefKinds.Unit ? "mail.problem.unit" : "mail.problem.no-unit", order.Unit);
        }

        return order.Language is not (TextCatalogue.Swedish or TextCatalogue.English) ? new Message("mail.problem.language", order.Language)
            : !Enum.IsDefined(order.Rhythm) || !DueDays.Fits(order.Rhythm, order.Day) ? new Message("mail.problem.day")
            : null;
    }

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
