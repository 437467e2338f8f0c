using System.Globalization;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>
/// Subscriptions in the database. Whatever touches a row with an address writes over what was there: otherwise the engine would keep a copy where
/// the row lay before, long after its reader has left.
/// </summary>
internal sealed class SubscriptionStore(Database database) : ISubscriptions
{
    public (Subscription Subscription, bool IsNew) Add(SubscriptionOrder order, string actor, DateTime utc) => database.WriteOver(session =>
    {
        // Taken first: whoever adds waits here for the other, and then sees what that one added.
        var id = session.TakeIds("subscription", 1);
        var key = new
        {
            address = order.Address,
            kind = order.Kind,
            organisation = order.Organisation,
            unit = order.Unit,
            language = order.Language,
            rhythm = order.Rhythm.ToString(),
        };
        if (session.First<Row>("subscriptions/same", key) is { } same)
        {
            return (same.ToRecord(), false);
        }

        session.Execute("subscriptions/add", new
        {
            id,
            key.address,
            key.kind,
            key.organisation,
            key.unit,
            key.language,
            key.rhythm,
            day_no = (long)order.Day,
            created_by = actor,
            utc,
        });
        var added = Get(session, id)!;
        Audit(session, "added", added, actor, utc);
        return (added, true);
    });

    public IReadOnlyList<Subscription> All() => database.Read(session => session.Query<Row>("subscriptions/list").ConvertAll(r => r.ToRecord()));

    public Subscription? Find(long id) => database.Read(session => Get(session, id));

    public Subscription? Find(string hash, SubscriptionLink link, DateTime utc) => database.Read(session =>
        session.First<Row>("subscriptions/by_token", new { token_hash = hash, purpose = link.ToString(), utc })?.ToRecord());

    public bool AddLink(long id, SubscriptionLink link, string hash, DateTime? expires) => database.Write(session =>
        session.Execute("subscriptions/add_token", new { token_hash = hash, id, purpose = link.ToString(), expires }) > 0);

    public bool Confirm(long id, string actor, DateTime utc) => Change(id, "confirmed", actor, utc, session =>
    {
        session.Execute("subscriptions/delete_confirm_tokens", new { id });
        return session.Execute("subscriptions/confirm", new { id, utc });
    });

    public bool AskAgain(long id, string actor, DateTime utc) =>
        Change(id, "asked", actor, utc, session => session.Execute("subscriptions/ask_again", new { id, utc }));

    public bool Stop(long id, string actor, DateTime utc) => Move(id, SubscriptionState.Active, SubscriptionState.Stopped, "stopped", actor, utc);

    public bool Resume(long id, string actor, DateTime utc) => Move(id, SubscriptionState.Stopped, SubscriptionState.Active, "resumed", actor, utc);

    public bool End(long id, bool byReader, string actor, DateTime utc) => database.WriteOver(session => Remove(session, id, byReader ? "left" : "ended", actor, utc));

    public int RemoveUnconfirmed(DateTime askedBefore, string actor, DateTime utc)
    {
        // Asked every ten minutes, and nearly always for nothing.
        List<long> Expired(Session session) => session.Query<long>("subscriptions/unconfirmed", new { before = askedBefore });
        return database.Read(Expired).Count == 0 ? 0 : database.WriteOver(session => Expired(session).Count(id => Remove(session, id, "expired", actor, utc)));
    }

    private static Subscription? Get(Session session, long id) => session.First<Row>("subscriptions/find", new { id })?.ToRecord();

    private static bool Remove(Session session, long id, string what, string actor, DateTime utc)
    {
        if (Get(session, id) is not { } gone)
        {
            return false;
        }

        session.Execute("sendings/cancel", new { subscription = id, utc });
        session.Execute("subscriptions/delete_tokens", new { id });
        session.Execute("subscriptions/delete", new { id });
        Audit(session, what, gone, actor, utc);
        return true;
    }

    private bool Move(long id, SubscriptionState was, SubscriptionState state, string what, string actor, DateTime utc) => Change(
        id, what, actor, utc, session => session.Execute("subscriptions/set_state", new { id, was = was.ToString(), state = state.ToString() }));

    private bool Change(long id, string what, string actor, DateTime utc, Func<Session, int> change) => database.WriteOver(session =>
    {
        if (Get(session, id) is not { } before || change(session) == 0)
        {
            return false;
        }

        Audit(session, what, before, actor, utc);
        return true;
    });

    private static void Audit(Session session, string what, Subscription about, string actor, DateTime utc) => AuditLogStore.Append(
        session,
        new AuditEvent(
            utc, actor, AuditActions.Subscription, about.Order.Organisation, "",
            new Message("audit.subscription." + what, about.Id.ToString(CultureInfo.InvariantCulture))));

    private sealed class Row
    {
        public long Id { get; init; }

        public string Address { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Unit { get; init; } = "";

        public string Language { get; init; } = "";

        public string Rhythm { get; init; } = "";

        public long DayNo { get; init; }

        public string State { get; init; } = "";

        public string CreatedBy { get; init; } = "";

        public DateTime CreatedUtc { get; init; }

        public DateTime AskedUtc { get; init; }

        public DateTime? ConfirmedUtc { get; init; }

        public Subscription ToRecord() => new(
            Id, new SubscriptionOrder(Address, Kind, Organisation, Unit, Language, Enum.Parse<SubscriptionRhythm>(Rhythm), (int)DayNo),
            Enum.Parse<SubscriptionState>(State), CreatedBy, CreatedUtc, AskedUtc, ConfirmedUtc);
    }
}
