using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>Readers and mails in every state; two alerts hold.</summary>
internal sealed class SampleMail : ISubscriptions, ISendings, IAlerts, ISubscriptionDesk
{
    public List<AlertRecord> Alerts { get; } =
    [
        new(1, new AlertKey("floor-share-rose", SampleSnapshot.Rich, SampleSnapshot.Latest, "department", "40"), "Välfärdsförvaltningen", SampleSnapshot.Id, SampleHost.Now.UtcDateTime.AddDays(-2), null),
        new(2, new AlertKey("old-source", SampleSnapshot.Rich, "", "source", "Register"), "", SampleSnapshot.Id, SampleHost.Now.UtcDateTime.AddDays(-1), null),
    ];

    private static readonly SubscriptionOrder Order = new("anna.berg@exempel.se", "ledning", SampleSnapshot.Rich, "", "sv", SubscriptionRhythm.Monthly, 31);

    private static readonly List<Subscription> Readers =
    [
        .. Enum.GetValues<SubscriptionState>().Select((state, i) => new Subscription(
            i + 1, Order with { Language = i == 1 ? "en" : "sv" }, state, "cia", SampleHost.Now.UtcDateTime, SampleHost.Now.UtcDateTime,
            state == SubscriptionState.Waiting ? null : SampleHost.Now.UtcDateTime)),
    ];

    private static readonly List<Sending> Mails =
    [
        .. Enum.GetValues<SendingState>().Select((state, i) => new Sending(
            i + 1, (i % 3) + 1, "month:2026-09-30", $"{i}@exempel.se", state, 1, state == SendingState.Refused ? "550 5.1.1" : state == SendingState.Uncertain ? "dropped" : "",
            SampleSnapshot.Id, SampleHost.Now.UtcDateTime, SampleHost.Now.UtcDateTime, SampleHost.Now.UtcDateTime)),
    ];

    IReadOnlyList<AlertRecord> IAlerts.Open() => Alerts;

    IReadOnlyList<AlertRecord> IAlerts.After(long id) => Alerts;

    (IReadOnlyList<AlertRecord> Raised, int Cleared) IAlerts.Reconcile(IReadOnlyList<AlertFinding> found, string snapshotId, DateTime utc) => throw new NotSupportedException();

    IReadOnlyList<Subscription> ISubscriptions.All() => Readers;

    Subscription? ISubscriptions.Find(long id) => null;

    Subscription? ISubscriptions.Find(string hash, SubscriptionLink link, DateTime utc) => null;

    (Subscription Subscription, bool IsNew) ISubscriptions.Add(SubscriptionOrder order, string actor, DateTime utc) => throw new NotSupportedException();

    bool ISubscriptions.AddLink(long id, SubscriptionLink link, string hash, DateTime? expires) => false;

    bool ISubscriptions.Confirm(long id, string actor, DateTime utc) => false;

    bool ISubscriptions.AskAgain(long id, string actor, DateTime utc) => false;

    bool ISubscriptions.Stop(long id, string actor, DateTime utc) => false;

    bool ISubscriptions.Resume(long id, string actor, DateTime utc) => false;

    bool ISubscriptions.End(long id, bool byReader, string actor, DateTime utc) => false;

    int ISubscriptions.RemoveUnconfirmed(DateTime askedBefore, string actor, DateTime utc) => 0;

    bool ISendings.Intend(long subscription, string occasion, string messageId, string snapshotId, DateTime utc) => throw new NotSupportedException();

    IReadOnlyList<Sending> ISendings.Due(DateTime utc) => [];

    Sending? ISendings.Find(long id) => null;

    Sending? ISendings.Find(string messageId) => null;

    IReadOnlyList<Sending> ISendings.Of(long subscription) => [];

    IReadOnlyList<Sending> ISendings.In(SendingState state) => [.. Mails.Where(m => m.State == state)];

    IReadOnlyList<Sending> ISendings.Latest(int count) => Mails;

    bool ISendings.Move(Sending known, SendingState state, string reply, int attempts, DateTime due, DateTime utc) => false;

    int ISendings.MarkUncertain(DateTime utc) => 0;

    bool ISendings.Decide(long id, bool again, string actor, DateTime utc) => false;

    public SubscriptionChoices Choices() =>
        new([(SampleSnapshot.Rich, new BothLanguages("Örnsköldsviks kommun", "Örnsköldsvik Municipality"))], ["ledning", "enhet", "konsortium"], Message.None);

    public Message Add(SubscriptionOrder order) => throw new NotSupportedException();

    public Message Do(long id, SubscriptionAct act) => throw new NotSupportedException();

    public Message Decide(long sending, bool again) => throw new NotSupportedException();

    public Message OccasionOf(Sending sending) => new("mail.occasion.calendar", "2026-09-30");

    public string RhythmOf(SubscriptionOrder order, string language) => language == "en" ? "on the last day of every month" : "sista dagen varje månad";

    public Subscription? Find(string secret, SubscriptionLink link) => secret == "ja" ? Readers[0] : null;

    public bool Follow(string secret, SubscriptionLink link) => false;
}
