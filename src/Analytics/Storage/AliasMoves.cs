using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>What key rotation changes in stored pseudonyms during one delivery; written at its end, in its transaction.</summary>
internal sealed class AliasMoves(Session session, long delivery)
{
    private readonly List<(long Alias, long Into, long Kind, byte[] Hmac)> _moves = [];
    private readonly List<(long Alias, long From, long Person)> _inherited = [];
    private readonly Dictionary<long, long> _persons = [];

    /// <summary>Pseudonyms moved.</summary>
    internal long Count => _moves.Count;

    /// <summary>An alias gets the HMAC of the current key.</summary>
    internal void Add(long alias, long kind, ReadOnlySpan<byte> hmac) => _moves.Add((alias, 0, kind, hmac.ToArray()));

    /// <summary>An alias becomes another one, which takes its person unless it has one (0).</summary>
    internal void Add(long alias, long into, long person)
    {
        _moves.Add((alias, into, 0, []));
        if (person > 0)
        {
            _inherited.Add((into, alias, person));
        }
    }

    /// <summary>Two persons were one all the time.</summary>
    internal void Merge(long person, long into) => _persons[person] = into;

    /// <summary>The person that another one became.</summary>
    internal long Resolve(long person)
    {
        while (_persons.Count > 0 && _persons.TryGetValue(person, out var into))
        {
            person = into;
        }

        return person;
    }

    /// <summary>Writes them.</summary>
    internal void Apply()
    {
        if (_moves.Count == 0)
        {
            return;
        }

        session.Bulk(new BulkRows(
            "alias_move", _moves.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Long("alias_id", r => _moves[r].Alias),
            BulkColumn.LongOrNull("into_id", r => _moves[r].Into == 0 ? BulkColumn.Null : _moves[r].Into),
            BulkColumn.LongOrNull("alias_kind_id", r => _moves[r].Kind == 0 ? BulkColumn.Null : _moves[r].Kind),
            BulkColumn.Binary("hmac", r => _moves[r].Hmac)));
        if (_moves.Exists(m => m.Into != 0))
        {
            foreach (var (table, _) in AliasTables.All)
            {
                session.Execute("facts/merge_" + table, new { delivery });
            }

            foreach (var table in (string[])["alias_link", "alias_shared", "person_event"])
            {
                session.Execute("facts/merge_" + table, new { delivery });
                session.Execute("facts/merged_" + table, new { delivery });
            }

            foreach (var (alias, from, person) in _inherited)
            {
                session.Execute("facts/set_alias_person", new { alias, from, person });
            }

            session.Execute("facts/merged_alias", new { delivery });

            foreach (var (person, into) in _persons)
            {
                session.Execute("facts/merge_person", new { person, into = Resolve(into) });
                session.Execute("facts/merge_person_links", new { person, into = Resolve(into) });
            }
        }

        session.Execute("facts/apply_moves", new { delivery });
        session.Execute("facts/clear_moves", new { delivery });
    }
}

/// <summary>The tables whose rows name an alias: each has a query <c>facts/merge_TABLE</c> and one <c>erase/TABLE</c>.</summary>
internal static class AliasTables
{
    internal static readonly (string Table, DeliveryKind Kind)[] All =
    [
        ("response", DeliveryKind.Survey), ("employment", DeliveryKind.Register), ("training", DeliveryKind.Training),
        ("attendance", DeliveryKind.Attendance), ("coaching_pair", DeliveryKind.Coaching), ("idea", DeliveryKind.Ideas), ("it_access", DeliveryKind.Access),
    ];
}
