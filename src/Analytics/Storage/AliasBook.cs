using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Where the ids of a column are looked up: under the current key, and under the older ones that the store still has.</summary>
/// <param name="Current">Under the current key.</param>
/// <param name="Older">In the order of <see cref="AliasColumn.Older"/>.</param>
internal sealed record AliasPlace(AliasSet Current, AliasSet[] Older);

/// <summary>
/// The pseudonyms of one organisation in memory, per kind and key. New ones are given ids in the order of the rows and
/// written in blocks, before the rows that name them.
/// </summary>
/// <remarks>
/// An id that is stored under an older key is moved to the current one when it comes again: the same alias, so that no fact changes.
/// If both are stored (a key was lost for a while and found again), they become one: facts go to the alias under the current key; it
/// keeps its person, or takes the older one's if it has none; if both have one, the two persons were the same all the time and
/// become the current one's.
/// </remarks>
internal sealed class AliasBook
{
    private readonly Session _session;
    private readonly IdBook _ids;
    private readonly string _organisation;
    private readonly long _delivery;
    private readonly Dictionary<(string Kind, string KeyId), AliasSet> _sets = [];
    private readonly Dictionary<AliasColumn, AliasPlace> _places = [];
    private readonly List<long> _newPersons = [];
    private readonly List<NewAlias> _new = [];
    private readonly List<(long Alias, long Person)> _links = [];
    private readonly HashSet<long> _shared;
    private readonly List<long> _newlyShared = [];
    private readonly AliasMoves _moves;
    private byte[] _newHmacs = new byte[AliasColumn.Width * 64];

    internal AliasBook(Session session, IdBook ids, string organisation, long delivery)
    {
        (_session, _ids, _organisation, _delivery) = (session, ids, organisation, delivery);
        _moves = new AliasMoves(session, delivery);
        foreach (var row in session.Query<KindRow>("facts/alias_kinds", new { organisation }))
        {
            _sets.Add((row.Kind, row.KeyId), new AliasSet(row.Id));
        }

        _shared = session.Query<long>("facts/shared", new { organisation }).ToHashSet();
    }

    /// <summary>Persons met for the first time in this session.</summary>
    internal long NewPersons { get; private set; }

    /// <summary>Ids that this session found to be shared by several persons.</summary>
    internal long Shared => _newlyShared.Count;

    /// <summary>Pseudonyms that this session moves to the current key.</summary>
    internal long Moved => _moves.Count;

    /// <summary>Where the ids of a column are looked up.</summary>
    internal AliasPlace Open(AliasColumn source)
    {
        if (!_places.TryGetValue(source, out var place))
        {
            place = new AliasPlace(
                Set(source.Kind, source.KeyId, true)!,
                [.. source.Older.Select(o => Set(source.Kind, o.KeyId, false) ?? new AliasSet(0) { Loaded = true })]);
            _places.Add(source, place);
        }

        return place;
    }

    /// <summary>Makes a kind known although no alias has it: the key of row keys, by which a wrong key file is noticed.</summary>
    internal void Register(string kind, string keyId)
    {
        if (keyId.Length > 0)
        {
            Set(kind, keyId, true);
        }
    }

    /// <summary>The known pseudonym of a row's id, −1 = it is not known; what is stored under an older key is moved.</summary>
    internal int Find(AliasColumn source, AliasPlace place, int row)
    {
        var index = place.Current.Find(HmacHead.Of(source[row]));
        for (var k = 0; k < place.Older.Length; k++)
        {
            var older = place.Older[k];
            if (older.Count > 0 && older.Find(HmacHead.Of(source.Older[k][row])) is >= 0 and var was)
            {
                index = index < 0 ? Move(source, place.Current, older, was, row) : Merge(place.Current, index, older, was);
            }
        }

        return index;
    }

    /// <summary>The pseudonym of a row, made if it is new; its person is 0 until a register names one.</summary>
    internal int GetOrAdd(AliasColumn source, AliasPlace place, int row)
    {
        var index = Find(source, place, row);
        if (index >= 0)
        {
            return index;
        }

        var at = _new.Count * AliasColumn.Width;
        if (at == _newHmacs.Length)
        {
            Array.Resize(ref _newHmacs, at * 2);
        }

        source[row].CopyTo(_newHmacs.AsSpan(at));
        index = place.Current.Add(HmacHead.Of(source[row]), _ids.Next("alias"), 0);
        _new.Add(new NewAlias(place.Current, index));
        return index;
    }

    /// <summary>The person of a pseudonym: 0 = not linked yet, <see cref="AliasSet.Nobody"/> = shared.</summary>
    internal long Person(AliasSet set, int index) => _moves.Resolve(set.Person(index));

    /// <summary>A new person.</summary>
    internal long NewPerson()
    {
        var id = _ids.Next("person");
        _newPersons.Add(id);
        NewPersons++;
        return id;
    }

    /// <summary>Gives a pseudonym its person.</summary>
    internal void Link(AliasSet set, int index, long person)
    {
        set.SetPerson(index, person);
        if (!set.IsNew(index))
        {
            _links.Add((set.Id(index), person));
        }
    }

    /// <summary>From now on the id names nobody.</summary>
    internal void Share(AliasSet set, int index)
    {
        set.SetPerson(index, AliasSet.Nobody);
        _newlyShared.Add(set.Id(index));
    }

    /// <summary>Every pseudonym's person of a column, under all keys.</summary>
    internal IEnumerable<long> Persons(AliasPlace place) => place.Older.Prepend(place.Current).SelectMany(s => s.Persons()).Select(_moves.Resolve);

    /// <summary>Writes what is new.</summary>
    internal void Flush()
    {
        _session.Bulk(new BulkRows(
            "person", _newPersons.Count,
            BulkColumn.Long("id", r => _newPersons[r]),
            BulkColumn.String("organisation", _ => _organisation),
            BulkColumn.Long("delivery_id", _ => _delivery)));
        _newPersons.Clear();

        _session.Bulk(new BulkRows(
            "alias", _new.Count,
            BulkColumn.Long("id", r => _new[r].Set.Id(_new[r].Index)),
            BulkColumn.Long("alias_kind_id", r => _new[r].Set.KindId),
            BulkColumn.Binary("hmac", r => _newHmacs.AsSpan(r * AliasColumn.Width, AliasColumn.Width)),
            BulkColumn.LongOrNull("person_id", r => Person(_new[r].Set, _new[r].Index) is > 0 and var person ? person : BulkColumn.Null),
            BulkColumn.LongOrNull("linked_by", r => _new[r].Set.Person(_new[r].Index) > 0 ? _delivery : BulkColumn.Null)));
        _new.Clear();
        foreach (var set in _sets.Values)
        {
            set.Saved();
        }

        _session.Bulk(new BulkRows(
            "alias_link", _links.Count,
            BulkColumn.Long("delivery_id", _ => _delivery),
            BulkColumn.Long("alias_id", r => _links[r].Alias),
            BulkColumn.Long("person_id", r => _links[r].Person)));
        _links.Clear();
    }

    /// <summary>Once, after the last row: shared ids and moves.</summary>
    /// <param name="current">The key that makes pseudonyms now, empty if the delivery has none.</param>
    /// <param name="utc">When the delivery came.</param>
    internal void End(string current, DateTime utc)
    {
        _session.Bulk(new BulkRows(
            "alias_shared", _newlyShared.Count, BulkColumn.Long("delivery_id", _ => _delivery), BulkColumn.Long("alias_id", r => _newlyShared[r])));
        _moves.Apply();
        if (_places.Values.Any(p => p.Older.Length > 0))
        {
            _session.Execute("facts/mark_emptied", new { organisation = _organisation, current, utc });
        }
    }

    private AliasSet? Set(string kind, string keyId, bool make)
    {
        if (!_sets.TryGetValue((kind, keyId), out var set))
        {
            if (!make)
            {
                return null;
            }

            set = new AliasSet(_ids.Next("alias_kind")) { Loaded = true };
            _sets.Add((kind, keyId), set);
            _session.Execute("facts/add_alias_kind", new { id = set.KindId, organisation = _organisation, kind, key_id = keyId });
        }

        if (!set.Loaded)
        {
            using var reader = _session.Read("facts/aliases", "@alias_kind", set.KindId);
            while (reader.Read())
            {
                var id = reader.GetInt64(0);
                var head = HmacHead.Of((byte[])reader.GetValue(1));
                if (set.Find(head) >= 0)
                {
                    throw new StoreException(new Message("store.damaged", "alias"), $"A pseudonym of {_organisation} stands twice in the store.");
                }

                set.Add(
                    head, id, _shared.Contains(id) ? AliasSet.Nobody : reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
            }

            set.Loaded = true;
            set.Saved();
        }

        return set;
    }

    private int Move(AliasColumn source, AliasSet current, AliasSet older, int was, int row)
    {
        var index = current.Add(HmacHead.Of(source[row]), older.Id(was), older.Person(was), isNew: false);
        _moves.Add(older.Id(was), current.KindId, source[row]);
        older.Remove(was);
        return index;
    }

    private int Merge(AliasSet current, int index, AliasSet older, int was)
    {
        var (stays, goes) = (Person(current, index), Person(older, was));
        if (goes == AliasSet.Nobody)
        {
            current.SetPerson(index, AliasSet.Nobody);
        }
        else if (stays == 0 && goes > 0)
        {
            current.SetPerson(index, goes);
        }
        else if (stays > 0 && goes > 0 && stays != goes)
        {
            _moves.Merge(goes, stays);
        }

        _moves.Add(older.Id(was), current.Id(index), stays == 0 && goes > 0 ? goes : 0);
        older.Remove(was);
        return index;
    }

    private readonly record struct NewAlias(AliasSet Set, int Index);

    private sealed class KindRow
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }
}
