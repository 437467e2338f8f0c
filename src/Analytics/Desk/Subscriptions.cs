namespace Digilo.Analytics.Desk;

/// <summary>How often a subscriber gets a brief. Stored by name.</summary>
public enum SubscriptionRhythm
{
    /// <summary>Every week, on a day of the week.</summary>
    Weekly,
    /// <summary>Every month, on a day of the month; the last one where the month has no such day.</summary>
    Monthly,
    /// <summary>When a newer snapshot has changed the brief.</summary>
    Snapshot,
    /// <summary>When an alert is raised.</summary>
    Alert,
}

/// <summary>Where a subscription stands. Stored by name. One that has ended is not there.</summary>
public enum SubscriptionState
{
    /// <summary>Not confirmed by its reader; nothing but the question is sent.</summary>
    Waiting,
    /// <summary>Confirmed.</summary>
    Active,
    /// <summary>Its address was refused or a mail came back; nothing is sent until the operator says so.</summary>
    Stopped,
}

/// <summary>What a link in a mail is for. Stored by name.</summary>
public enum SubscriptionLink
{
    /// <summary>To confirm; runs out.</summary>
    Confirm,
    /// <summary>To end the subscription; good for as long as it is there.</summary>
    End,
}

/// <summary>What is subscribed to, by whom.</summary>
/// <param name="Address">Mail address; personal data.</param>
/// <param name="Kind">Kind of brief, as in the archive.</param>
/// <param name="Organisation">Code; empty for the brief of the consortium.</param>
/// <param name="Unit">Code of the unit; empty for briefs of an organisation.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Day">Weekly: 1 (Monday) to 7. Monthly: 1 to 31. Otherwise 0.</param>
public sealed record SubscriptionOrder(
    string Address, string Kind, string Organisation, string Unit, string Language, SubscriptionRhythm Rhythm, int Day)
{
    /// <summary>Without the address, so that a record that is printed never tells it.</summary>
    public override string ToString() => $"{nameof(SubscriptionOrder)} {Kind} {Organisation} {Unit} {Language} {Rhythm}";
}

/// <summary>A subscription that is there.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Order">What, by whom.</param>
/// <param name="State">Where it stands.</param>
/// <param name="CreatedBy">Who put it in: the local user.</param>
/// <param name="Created">UTC.</param>
/// <param name="Asked">When the reader was last to be asked for a confirmation, UTC.</param>
/// <param name="Confirmed">UTC; null until then.</param>
public sealed record Subscription(
    long Id, SubscriptionOrder Order, SubscriptionState State, string CreatedBy, DateTime Created, DateTime Asked, DateTime? Confirmed);

/// <summary>
/// Subscriptions of briefs by mail. Each change stands in the audit log, in the same transaction, by number and never by address.
/// </summary>
public interface ISubscriptions
{
    /// <summary>Adds a subscription that waits for its reader's yes; one that is there already is returned as it is.</summary>
    /// <param name="order">What, by whom.</param>
    /// <param name="actor">Who puts it in.</param>
    /// <param name="utc">Now, UTC.</param>
    /// <returns>The subscription, and whether it is new.</returns>
    (Subscription Subscription, bool IsNew) Add(SubscriptionOrder order, string actor, DateTime utc);

    /// <summary>All of them, by number.</summary>
    IReadOnlyList<Subscription> All();

    /// <summary>One, or null.</summary>
    Subscription? Find(long id);

    /// <summary>The one that a link is for; null if the link is unknown or has run out.</summary>
    /// <param name="hash">SHA-256 of the link's secret, lower-case hex.</param>
    /// <param name="link">What the link is for.</param>
    /// <param name="utc">Now, UTC.</param>
    Subscription? Find(string hash, SubscriptionLink link, DateTime utc);

    /// <summary>Remembers a link. False if the subscription is not there any more.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="link">What the link is for.</param>
    /// <param name="hash">SHA-256 of the link's secret, lower-case hex.</param>
    /// <param name="expires">When it runs out, UTC; null = not as long as the subscription is there.</param>
    bool AddLink(long id, SubscriptionLink link, string hash, DateTime? expires);

    /// <summary>Makes a waiting one active and its links to confirm void. False if it did not wait.</summary>
    bool Confirm(long id, string actor, DateTime utc);

    /// <summary>The reader is asked once more: a waiting one waits anew. False if it does not wait.</summary>
    bool AskAgain(long id, string actor, DateTime utc);

    /// <summary>Nothing more is sent to an active one until it is resumed. False if it was not active.</summary>
    bool Stop(long id, string actor, DateTime utc);

    /// <summary>A stopped one is active again. False if it was not stopped.</summary>
    bool Resume(long id, string actor, DateTime utc);

    /// <summary>Removes a subscription with its address and links, and cancels mails of it that have not left. False if it is not there.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="byReader">True if the reader ended it by a link.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="utc">Now, UTC.</param>
    bool End(long id, bool byReader, string actor, DateTime utc);

    /// <summary>Removes those that were not confirmed and whose reader was asked before an instant; returns how many.</summary>
    int RemoveUnconfirmed(DateTime askedBefore, string actor, DateTime utc);
}
