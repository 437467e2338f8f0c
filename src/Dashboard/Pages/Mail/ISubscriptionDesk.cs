using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages.Mail;

/// <summary>What can be chosen for a subscription.</summary>
/// <param name="Organisations">Published organisations.</param>
/// <param name="Kinds">Kinds of brief.</param>
/// <param name="Problem">Why there can be no subscriptions (settings are missing), or <see cref="Message.None"/>.</param>
public sealed record SubscriptionChoices(IReadOnlyList<(string Code, BothLanguages Name)> Organisations, IReadOnlyList<string> Kinds, Message Problem);

/// <summary>What an operator does with a subscription.</summary>
public enum SubscriptionAct
{
    /// <summary>Ends it.</summary>
    End,
    /// <summary>Asks the reader once more.</summary>
    AskAgain,
    /// <summary>Sends again to one that was stopped.</summary>
    Resume,
}

/// <summary>What the pages for subscriptions may have done without knowing store or mail; implemented by Jobs.</summary>
public interface ISubscriptionDesk
{
    /// <summary>What can be chosen now.</summary>
    SubscriptionChoices Choices();

    /// <summary>Puts a subscription in and asks its reader; returns what is wrong, or <see cref="Message.None"/>. An address is cleaned first.</summary>
    Message Add(SubscriptionOrder order);

    /// <summary>Does something with a subscription; returns what is wrong, or <see cref="Message.None"/>.</summary>
    Message Do(long id, SubscriptionAct act);

    /// <summary>Decides about an uncertain mail: once more, or leave it; returns what is wrong, or <see cref="Message.None"/>.</summary>
    Message Decide(long sending, bool again);

    /// <summary>What a mail was sent for, in words.</summary>
    Message OccasionOf(Sending sending);

    /// <summary>How often a brief comes, in words: "varje måndag".</summary>
    string RhythmOf(SubscriptionOrder order, string language);

    /// <summary>What a link in a mail is for; null if it is unknown, void or has run out.</summary>
    Subscription? Find(string secret, SubscriptionLink link);

    /// <summary>The reader presses the button of a link. False if the link is no good.</summary>
    bool Follow(string secret, SubscriptionLink link);
}

/// <summary>Has the mail sent soon; implemented by Jobs.</summary>
public interface IMailStarter
{
    /// <summary>Queues a round.</summary>
    /// <param name="trigger">"hand" or "night".</param>
    void Start(string trigger);
}
