using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The audit log in the database.</summary>
internal sealed class AuditLogStore(Database database) : IAuditLog
{
    private const string Sequence = "audit";

    public long Add(AuditEvent what) => database.Write(session => Append(session, what));

    public IReadOnlyList<AuditEntry> Before(long number, int count) => database.Read(session =>
        session.Query<Row>("audit/before", new { before = number, count = (long)count }).ConvertAll(r => r.ToEntry()));

    public IReadOnlyList<AuditEntry> Latest(string action, int count) => database.Read(session =>
        session.Query<Row>("audit/latest", new { action, count = (long)count }).ConvertAll(r => r.ToEntry()));

    public AuditCheck Check() => database.Read(session =>
    {
        var rows = session.Query<Row>("audit/all");
        var before = "";
        for (var i = 0; i < rows.Count; i++)
        {
            var entry = rows[i].ToEntry();
            if (entry.Number != i + 1 || entry.Hash != HashOf(before, entry.Number, entry.Event))
            {
                return new AuditCheck(rows.Count, i + 1);
            }

            before = entry.Hash;
        }

        // What was cut off at the end left no gap: the number that would come next tells.
        var next = session.First<long?>("store/next_id", new { name = Sequence }) ?? 1;
        return new AuditCheck(rows.Count, next == rows.Count + 1 ? null : rows.Count + 1);
    });

    /// <summary>Adds a row in a transaction that does something else too: both are there, or neither is.</summary>
    internal static long Append(Session session, AuditEvent what)
    {
        // Taking the number also makes writers wait for each other, so that the hash before is the last one.
        var number = session.TakeIds(Sequence, 1);
        var before = number == 1 ? "" : session.First<string>("audit/hash", new { number = number - 1 }) ?? "";
        session.Execute("audit/add", new
        {
            number,
            utc = what.Utc,
            actor = what.Actor,
            action = what.Action,
            organisation = what.Organisation,
            reference = what.Reference,
            message = what.What.ToJson(),
            hash = HashOf(before, number, what),
        });
        return number;
    }

    private static string HashOf(string before, long number, AuditEvent what)
    {
        var text = JsonSerializer.Serialize(new[]
        {
            before, number.ToString(CultureInfo.InvariantCulture), DapperTypes.Text(what.Utc), what.Actor, what.Action, what.Organisation,
            what.Reference, what.What.ToJson(),
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A row as it is stored.</summary>
    internal sealed class Row
    {
        public long Number { get; init; }

        public DateTime AtUtc { get; init; }

        public string Actor { get; init; } = "";

        public string Action { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Reference { get; init; } = "";

        public string Message { get; init; } = "";

        public string Hash { get; init; } = "";

        internal AuditEntry ToEntry() =>
            new(Number, new AuditEvent(AtUtc, Actor, Action, Organisation, Reference, Model.Message.FromJson(Message)), Hash);
    }
}
