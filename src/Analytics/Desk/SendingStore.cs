using System.Globalization;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>Sendings in the database.</summary>
internal sealed class SendingStore(Database database) : ISendings
{
    public bool Intend(long subscription, string occasion, string messageId, string snapshotId, DateTime utc) => database.Write(session =>
    {
        // Taken first: two that plan at once wait for each other here, and the second finds what the first wrote down.
        var id = session.TakeIds("sending", 1);
        return session.First<long?>("sendings/same", new { subscription, occasion }) is null
            && session.Execute("sendings/add", new { id, subscription, occasion, message_id = messageId, snapshot_id = snapshotId, utc }) > 0;
    });

    public IReadOnlyList<Sending> Due(DateTime utc) => List("sendings/due", new { utc });

    public Sending? Find(long id) => database.Read(session => session.First<Row>("sendings/find", new { id })?.ToRecord());

    public Sending? Find(string messageId) => database.Read(session => session.First<Row>("sendings/by_message_id", new { message_id = messageId })?.ToRecord());

    public IReadOnlyList<Sending> Of(long subscription) => List("sendings/of", new { subscription });

    public IReadOnlyList<Sending> In(SendingState state) => List("sendings/in_state", new { state = state.ToString() });

    public IReadOnlyList<Sending> Latest(int count) => List("sendings/latest", new { count = (long)count });

    public bool Move(Sending known, SendingState state, string reply, int attempts, DateTime due, DateTime utc) =>
        database.Write(session => Move(session, known, state, reply, attempts, due, utc));

    public int MarkUncertain(DateTime utc) => database.Write(session => session.Execute("sendings/uncertain", new { utc }));

    public bool Decide(long id, bool again, string actor, DateTime utc) => database.Write(session =>
    {
        if (session.First<Row>("sendings/find", new { id })?.ToRecord() is not { State: SendingState.Uncertain } known
            || !Move(session, known, again ? SendingState.Intended : SendingState.Settled, known.Reply, 0, utc, utc))
        {
            return false;
        }

        AuditLogStore.Append(session, new AuditEvent(
            utc, actor, AuditActions.Subscription, "", "",
            new Message(again ? "audit.sending.again" : "audit.sending.settled", Text(id), Text(known.Subscription))));
        return true;
    });

    private static bool Move(Session session, Sending known, SendingState state, string reply, int attempts, DateTime due, DateTime utc) =>
        session.Execute("sendings/move", new { id = known.Id, was = known.State.ToString(), state = state.ToString(), attempts = (long)attempts, reply, due, utc }) > 0;

    private IReadOnlyList<Sending> List(string query, object parameters) =>
        database.Read(session => session.Query<Row>(query, parameters).ConvertAll(r => r.ToRecord()));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public long Id { get; init; }

        public long SubscriptionId { get; init; }

        public string Occasion { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string State { get; init; } = "";

        public long Attempts { get; init; }

        public string Reply { get; init; } = "";

        public string SnapshotId { get; init; } = "";

        public DateTime CreatedUtc { get; init; }

        public DateTime DueUtc { get; init; }

        public DateTime ChangedUtc { get; init; }

        public Sending ToRecord() => new(
            Id, SubscriptionId, Occasion, MessageId, Enum.Parse<SendingState>(State), (int)Attempts, Reply, SnapshotId, CreatedUtc, DueUtc, ChangedUtc);
    }
}
