using System.Runtime.InteropServices;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>An HMAC as a value, so that looking one up makes no object.</summary>
internal readonly struct Hmac : IEquatable<Hmac>
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    internal Hmac(ReadOnlySpan<byte> bytes)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (parts[0], parts[1], parts[2], parts[3]);
    }

    public bool Equals(Hmac other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is Hmac other && Equals(other);

    public override int GetHashCode() => _a.GetHashCode();

    internal void CopyTo(Span<byte> target)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(target);
        (parts[0], parts[1], parts[2], parts[3]) = (_a, _b, _c, _d);
    }
}

/// <summary>
/// The pseudonyms of one organisation in memory, per kind and key. New ones are given ids in the order of the rows and
/// written in blocks, before the rows that name them.
/// </summary>
internal sealed class AliasBook
{
    private readonly Session _session;
    private readonly IdBook _ids;
    private readonly string _organisation;
    private readonly long _delivery;
    private readonly Dictionary<(string Kind, string KeyId), Column> _columns = [];
    private readonly List<long> _newPersons = [];
    private readonly List<(long Alias, long Person)> _links = [];

    internal AliasBook(Session session, IdBook ids, string organisation, long delivery)
    {
        (_session, _ids, _organisation, _delivery) = (session, ids, organisation, delivery);
        foreach (var row in session.Query<KindRow>("facts/alias_kinds", new { organisation }))
        {
            _columns.Add((row.Kind, row.KeyId), new Column(row.Id));
        }
    }

    /// <summary>Persons met for the first time in this session.</summary>
    internal long NewPersons { get; private set; }

    /// <summary>The known pseudonyms of a column.</summary>
    internal Column Open(AliasColumn source)
    {
        if (!_columns.TryGetValue((source.Kind, source.KeyId), out var column))
        {
            column = new Column(_ids.Next("alias_kind")) { Loaded = true };
            _columns.Add((source.Kind, source.KeyId), column);
            _session.Execute("facts/add_alias_kind", new { id = column.KindId, organisation = _organisation, kind = source.Kind, key_id = source.KeyId });
        }

        if (!column.Loaded)
        {
            using var reader = _session.Read("facts/aliases", "@alias_kind", column.KindId);
            while (reader.Read())
            {
                column.Add(new Hmac((byte[])reader.GetValue(1)), reader.GetInt64(0), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
            }

            column.Saved = column.Count;
            column.Loaded = true;
        }

        return column;
    }

    /// <summary>The pseudonym of a row, made if it is new; its person is 0 until a register names one.</summary>
    internal int GetOrAdd(Column column, ReadOnlySpan<byte> bytes)
    {
        var hmac = new Hmac(bytes);
        return column.Find(hmac, out var index) ? index : column.Add(hmac, _ids.Next("alias"), 0);
    }

    /// <summary>A new person.</summary>
    internal long NewPerson()
    {
        var id = _ids.Next("person");
        _newPersons.Add(id);
        NewPersons++;
        return id;
    }

    /// <summary>Gives a pseudonym its person.</summary>
    internal void Link(Column column, int index, long person)
    {
        column.Persons[index] = person;
        if (index < column.Saved)
        {
            _links.Add((column.Ids[index], person));
        }
    }

    /// <summary>Writes what is new.</summary>
    internal void Flush()
    {
        _session.Bulk(new BulkRows(
            "person", _newPersons.Count,
            BulkColumn.Long("id", r => _newPersons[r]),
            BulkColumn.String("organisation", _ => _organisation),
            BulkColumn.Long("delivery_id", _ => _delivery)));
        _newPersons.Clear();

        var buffer = new byte[AliasColumn.Width];
        foreach (var column in _columns.Values.Where(c => c.Count > c.Saved))
        {
            var first = column.Saved;
            _session.Bulk(new BulkRows(
                "alias", column.Count - first,
                BulkColumn.Long("id", r => column.Ids[first + r]),
                BulkColumn.Long("alias_kind_id", _ => column.KindId),
                BulkColumn.Binary("hmac", r =>
                {
                    column.Hmacs[first + r].CopyTo(buffer);
                    return buffer;
                }),
                BulkColumn.LongOrNull("person_id", r => column.Persons[first + r] == 0 ? BulkColumn.Null : column.Persons[first + r]),
                BulkColumn.LongOrNull("linked_by", r => column.Persons[first + r] == 0 ? BulkColumn.Null : _delivery)));
            column.Saved = column.Count;
        }

        _session.Bulk(new BulkRows(
            "alias_link", _links.Count,
            BulkColumn.Long("delivery_id", _ => _delivery),
            BulkColumn.Long("alias_id", r => _links[r].Alias),
            BulkColumn.Long("person_id", r => _links[r].Person)));
        _links.Clear();
    }

    /// <summary>Pseudonyms of one kind and key, in arrays.</summary>
    internal sealed class Column(long kindId)
    {
        private readonly Dictionary<Hmac, int> _index = [];

        internal long KindId { get; } = kindId;

        internal bool Loaded { get; set; }

        /// <summary>So many are in the database.</summary>
        internal int Saved { get; set; }

        internal int Count => Ids.Count;

        internal List<long> Ids { get; } = [];

        internal List<long> Persons { get; } = [];

        internal List<Hmac> Hmacs { get; } = [];

        internal bool Find(Hmac hmac, out int index) => _index.TryGetValue(hmac, out index);

        internal int Add(Hmac hmac, long id, long person)
        {
            var index = Ids.Count;
            _index.Add(hmac, index);
            Ids.Add(id);
            Persons.Add(person);
            Hmacs.Add(hmac);
            return index;
        }
    }

    private sealed class KindRow
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }
}
