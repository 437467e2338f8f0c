using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Mail;

/// <summary>
/// Writes down the mails that are due. Done twice it writes nothing the second time: an occasion is there once for each subscription. What
/// several missed nights would have sent comes once.
/// </summary>
internal sealed class MailPlanner(ISubscriptions subscriptions, ISendings sendings, IAlerts alerts, IBriefSource briefs, MailOptions options)
{
    /// <summary>The question to a new subscription's reader, or once more to one who has not answered.</summary>
    public void Ask(Subscription subscription, DateTime utc) => Intend(subscription, Occasion.Question(subscription.Asked), "", utc);

    /// <summary>Briefs that are due by the calendar, or because they say something new; returns how many were written down.</summary>
    /// <param name="today">The calendar day in Sweden.</param>
    /// <param name="utc">Now, UTC.</param>
    /// <param name="snapshotId">The published snapshot.</param>
    /// <param name="published">When it was published, UTC; null if nothing is.</param>
    public int PlanBriefs(DateOnly today, DateTime utc, string snapshotId, DateTime? published)
    {
        // Many subscribe to the same brief: it is asked for once, and its letters follow each other, so that it is written once.
        var contents = new Dictionary<BriefName, string?>();
        return subscriptions.All().Where(s => s is { State: SubscriptionState.Active })
            .OrderBy(s => s.Order.Kind, StringComparer.Ordinal).ThenBy(s => s.Order.Organisation, StringComparer.Ordinal)
            .ThenBy(s => s.Order.Unit, StringComparer.Ordinal).ThenBy(s => s.Order.Language, StringComparer.Ordinal).ThenBy(s => s.Id)
            .Count(s => OccasionOf(s, today, published, contents) is { } occasion && Intend(s, occasion, snapshotId, utc));
    }

    /// <summary>One mail to each who subscribes to alerts, with those that hold and were raised since the last one; returns how many were written down.</summary>
    /// <param name="snapshot">The published snapshot, or null; tells which organisations are shown to the consortium.</param>
    /// <param name="utc">Now, UTC.</param>
    public int PlanAlerts(Snapshot? snapshot, DateTime utc)
    {
        var open = alerts.Open();
        return open.Count == 0
            ? 0
            : subscriptions.All().Where(s => s is { State: SubscriptionState.Active, Order.Rhythm: SubscriptionRhythm.Alert }).Count(s =>
            {
                var last = sendings.Of(s.Id).Max(m => Occasion.AlertsOf(m.Occasion)?.Last) ?? 0;
                var news = open.Where(a => a.Id > last && a.Raised >= s.Confirmed && Concerns(a, s.Order, snapshot)).ToList();
                return news.Count > 0 && Intend(s, Occasion.Alerts(news[0].Id, news[^1].Id), snapshot?.Id ?? "", utc);
            });
    }

    /// <summary>
    /// True if a subscriber may be told of an alert: those of his organisation and those about all. Whoever reads the consortium's brief is told of
    /// an organisation only where that one is shown beside the others.
    /// </summary>
    public static bool Concerns(AlertRecord alert, SubscriptionOrder order, Snapshot? snapshot)
    {
        if (alert.Key.Organisation.Length == 0 || alert.Key.Organisation == order.Organisation)
        {
            return true;
        }

        var waves = snapshot?.FindOrganisation(alert.Key.Organisation)?.Waves ?? [];
        return order.Organisation.Length == 0
            && (alert.Key.Wave.Length > 0 ? waves.FirstOrDefault(w => w.Wave == alert.Key.Wave) : waves.Count > 0 ? waves[^1] : null) is { ConsentToConsortium: true };
    }

    private string? OccasionOf(Subscription subscription, DateOnly today, DateTime? published, Dictionary<BriefName, string?> contents)
    {
        var order = subscription.Order;
        var name = new BriefName(order.Kind, order.Organisation, order.Unit, order.Language);
        if (order.Rhythm == SubscriptionRhythm.Alert || !contents.TryGetValue(name, out var content) && (content = contents[name] = briefs.Content(name)) is null || content is null)
        {
            return null;
        }

        if (DueDays.Last(order.Rhythm, order.Day, today) is { } due)
        {
            return due >= Format.LocalDay(subscription.Confirmed!.Value) ? Occasion.Calendar(order.Rhythm, due) : null;
        }

        // What was published when the reader confirmed is not new to him, and what his brief said then is not either, whatever else has been published.
        return published > subscription.Confirmed && content != briefs.ContentAt(name, subscription.Confirmed!.Value) ? Occasion.Content(content) : null;
    }

    private bool Intend(Subscription subscription, string occasion, string snapshotId, DateTime utc) =>
        sendings.Intend(subscription.Id, occasion, MailWriter.NewMessageId(options.From), snapshotId, utc);
}
