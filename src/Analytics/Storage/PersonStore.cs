using System.Security.Cryptography;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>A row about a person, as names and values.</summary>
internal sealed class PersonRow(IReadOnlyList<KeyValuePair<string, object?>> values)
{
    /// <summary>Every column of the query, in its order.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Values { get; } = values;

    /// <summary>A whole number; 0 for NULL.</summary>
    internal long Number(string column) => this[column] is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>A text; empty for NULL.</summary>
    internal string Text(string column) => this[column] as string ?? "";

    /// <summary>Bytes; null for NULL.</summary>
    internal byte[]? Bytes(string column) => this[column] as byte[];

    private object? this[string column] => Values.FirstOrDefault(v => v.Key == column).Value;
}

/// <summary>An answer of a person.</summary>
/// <param name="Row">The row.</param>
/// <param name="Items">What its bytes are.</param>
/// <param name="Texts">Kept free text: column and sealed words.</param>
internal sealed record PersonAnswer(PersonRow Row, IReadOnlyList<InstrumentItem> Items, IReadOnlyList<(string Column, byte[] Content)> Texts);

/// <summary>Everything the database holds about one person.</summary>
/// <param name="Aliases">Kinds of id and keys.</param>
/// <param name="Rows">Rows by topic, the name of the query that reads them: "employments", "trainings", "attendances", "coachings", "ideas", "accesses".</param>
/// <param name="Answers">Survey answers.</param>
/// <param name="Deliveries">Ledger ids of deliveries with a row of the person.</param>
/// <param name="Releases">Wave, number and packed contributors of every release of the organisation.</param>
/// <param name="Events">Entries of the audit log about the person.</param>
/// <param name="ErasedOn">Days of earlier erasures whose marks are there still.</param>
internal sealed record PersonContent(
    IReadOnlyList<(string Kind, string KeyId)> Aliases,
    IReadOnlyDictionary<string, IReadOnlyList<PersonRow>> Rows,
    IReadOnlyList<PersonAnswer> Answers,
    IReadOnlyList<long> Deliveries,
    IReadOnlyList<(string Wave, long Number, byte[] Contributors)> Releases,
    IReadOnlyList<AuditEntry> Events,
    IReadOnlyList<DateOnly> ErasedOn);

/// <summary>Reads what is held about one person, and keeps the requests for reports about protected identities.</summary>
internal sealed class PersonStore(Database database)
{
    /// <summary>Topics of <see cref="PersonContent.Rows"/>, in the order of a report.</summary>
    internal static readonly string[] Topics = ["employments", "trainings", "attendances", "coachings", "ideas", "accesses"];

    /// <summary>Whether somebody is known by some ids.</summary>
    internal PersonFound Find(string organisation, IReadOnlyList<AliasColumn> ids) => database.Read(session =>
    {
        var found = PersonAliases.Find(session, organisation, ids);
        return new PersonFound(found.Aliases.Count > 0, IsProtected(session, found), found.Kinds);
    });

    /// <summary>The pseudonyms, by kind and key.</summary>
    internal IReadOnlyList<(string Kind, string KeyId, byte[] Hmac)> Hmacs(string organisation, IReadOnlyList<AliasColumn> ids) => database.Read(session =>
    {
        var kinds = PersonAliases.KindsOf(session, organisation).ToDictionary(k => k.Value, k => k.Key);
        return PersonAliases.Find(session, organisation, ids).Aliases
            .Select(a => (kinds[a.AliasKindId].Kind, kinds[a.AliasKindId].KeyId, a.Hmac)).ToList();
    });

    /// <summary>Reads everything.</summary>
    internal PersonContent Read(string organisation, IReadOnlyList<AliasColumn> ids) => database.Read(session =>
    {
        var found = PersonAliases.Find(session, organisation, ids);
        var aliases = found.Aliases.Select(a => a.Id).ToList();
        return new PersonContent(
            aliases.ConvertAll(alias => session.First<KindRow>("person/aliases", new { alias })!).ConvertAll(k => (k.Kind, k.KeyId)),
            Topics.ToDictionary(
                t => t, t => (IReadOnlyList<PersonRow>)[.. aliases.SelectMany(alias => session.Rows("person/" + t, new { alias })).Select(r => new PersonRow(r))]),
            [.. aliases.SelectMany(alias => session.Rows("person/responses", new { alias })).Select(r => Answer(session, new PersonRow(r)))],
            [.. aliases.SelectMany(alias => session.Query<long>("erase/deliveries", new { alias })).Distinct().Order()],
            session.Query<ReleaseRow>("erase/contributors", new { organisation }).ConvertAll(r => (r.Wave, r.Number, r.Contributors)),
            [.. aliases.SelectMany(alias => session.Query<AuditLogStore.Row>("person/events", new { alias }))
                .Select(r => r.ToEntry()).DistinctBy(e => e.Number).OrderBy(e => e.Number)],
            ErasedOn(session, organisation, found));
    });

    /// <summary>Writes that something was done with a person's data, and remembers whose they were.</summary>
    internal long Record(string organisation, IReadOnlyList<AliasColumn> ids, AuditEvent what) => database.Write(session =>
    {
        var number = AuditLogStore.Append(session, what);
        foreach (var alias in PersonAliases.Find(session, organisation, ids).Aliases)
        {
            session.Execute("person/add_event", new { alias = alias.Id, number });
        }

        return number;
    });

    /// <summary>Keeps a request; returns its number.</summary>
    internal long Ask(string organisation, IReadOnlyList<AliasColumn> ids, string reference, string by, DateTime utc, Func<long, AuditEvent> proof) =>
        database.Write(session =>
        {
            var found = PersonAliases.Find(session, organisation, ids);
            var salt = RandomNumberGenerator.GetBytes(AliasColumn.Width);
            var id = session.TakeIds("request", 1);
            session.Execute(
                "person/add_request", new { id, organisation, salt, mark = MarkOf(salt, found.Aliases[0].Hmac), reference, requested_by = by, utc });
            AuditLogStore.Append(session, proof(id));
            return id;
        });

    /// <summary>A request, or null.</summary>
    internal PersonRequest? Request(long id) => database.Read(session => session.First<RequestRow>("person/find_request", new { id })?.ToRequest());

    /// <summary>Requests for which no report has been made, oldest first.</summary>
    internal IReadOnlyList<PersonRequest> Requests(string organisation) => database.Read(session =>
        session.Query<RequestRow>("person/requests", new { organisation }).ConvertAll(r => r.ToRequest()));

    /// <summary>True if a request is about the person whom some ids name.</summary>
    internal bool IsAbout(long request, string organisation, IReadOnlyList<AliasColumn> ids) => database.Read(session =>
        session.First<RequestRow>("person/find_request", new { id = request }) is { } row
        && PersonAliases.Find(session, organisation, ids).Aliases.Any(a => MarkOf(row.Salt, a.Hmac).AsSpan().SequenceEqual(row.Mark)));

    /// <summary>Approves a request, once; false if it was approved before or is not there.</summary>
    internal bool Approve(long id, string by, DateTime utc, AuditEvent proof) => database.Write(session =>
    {
        var done = session.Execute("person/approve_request", new { id, approved_by = by, utc }) > 0;
        if (done)
        {
            AuditLogStore.Append(session, proof);
        }

        return done;
    });

    /// <summary>Uses a request up; false if it was used before.</summary>
    internal bool Use(long id, DateTime utc) => database.Write(session => session.Execute("person/use_request", new { id, utc }) > 0);

    private static bool IsProtected(Session session, PersonAliases found) =>
        found.Aliases.Any(a => session.First<long>("person/protected", new { alias = a.Id }) > 0);

    private static byte[] MarkOf(byte[] salt, byte[] hmac) => SHA256.HashData([.. salt, .. hmac]);

    private static PersonAnswer Answer(Session session, PersonRow row) => new(
        row,
        DeliveryTables.ReadItems(session, row.Number("delivery")),
        session.Query<TextRow>("person/free_texts", new { delivery = row.Number("delivery"), row = row.Number("row_no") })
            .ConvertAll(t => (t.ColumnName, t.Content)));

    private static List<DateOnly> ErasedOn(Session session, string organisation, PersonAliases found) =>
        BlockList.Find(session, organisation) is not { } list
            ? []
            : [.. found.Aliases
                .Select(a => session.First<DateOnly?>("erase/find_tombstone_day", new { alias_kind = a.AliasKindId, hmac = list.Mark(a.Hmac) }))
                .OfType<DateOnly>().Distinct().Order()];

    private sealed class KindRow
    {
        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }

    private sealed class TextRow
    {
        public string ColumnName { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }

    private sealed class ReleaseRow
    {
        public string Wave { get; init; } = "";

        public long Number { get; init; }

        public byte[] Contributors { get; init; } = [];
    }

    private sealed class RequestRow
    {
        public long Id { get; init; }

        public string Organisation { get; init; } = "";

        public byte[] Salt { get; init; } = [];

        public byte[] Mark { get; init; } = [];

        public string Reference { get; init; } = "";

        public string RequestedBy { get; init; } = "";

        public DateTime RequestedUtc { get; init; }

        public string? ApprovedBy { get; init; }

        public DateTime? ApprovedUtc { get; init; }

        public DateTime? UsedUtc { get; init; }

        internal PersonRequest ToRequest() => new(Id, Organisation, Reference, RequestedBy, RequestedUtc, ApprovedBy ?? "", ApprovedUtc, UsedUtc);
    }
}
