using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Erasure in one transaction.</summary>
internal sealed class ErasureStore(Database database) : IErasure
{
    public ErasureOutcome Erase(string organisation, IReadOnlyList<AliasColumn> ids, DateOnly day, bool block) => database.Guard(() =>
    {
        using var session = database.Dialect.Open(Access.Write);
        session.Execute("erase/begin");
        var work = new Work(session, organisation);
        var outcome = work.Run(ids, day, block);
        database.Fence?.Invoke(session);
        session.Commit();
        session.Execute("erase/end");
        return outcome;
    });

    public IReadOnlyList<AliasUse> Count(string organisation) => database.Read(session =>
        session.Query<UseRow>("facts/alias_use", new { organisation })
            .ConvertAll(u => new AliasUse(u.Kind, u.KeyId, u.Aliases, u.Unlinked, u.Tombstones, u.EmptiedUtc)));

    private sealed class Work(Session session, string organisation)
    {
        private readonly IdBook _ids = new(session);
        private readonly Dictionary<(string Kind, string KeyId), long> _kinds =
            session.Query<KindRow>("facts/alias_kinds", new { organisation }).ToDictionary(k => (k.Kind, k.KeyId), k => k.Id);

        public ErasureOutcome Run(IReadOnlyList<AliasColumn> ids, DateOnly day, bool block)
        {
            var aliases = Find(ids, out var person);
            if (aliases.Count > 0 || block)
            {
                LeaveMarks(ids, aliases, day, block);
            }

            _ids.Save();
            return Remove(aliases, person);
        }

        /// <summary>The person's pseudonyms: those given, and every other one of the same person.</summary>
        private List<AliasRow> Find(IReadOnlyList<AliasColumn> ids, out long? person)
        {
            var shared = session.Query<long>("facts/shared", new { organisation }).ToHashSet();
            var found = Hmacs(ids)
                .Where(h => _kinds.ContainsKey(h.Kind))
                .Select(h => session.First<AliasRow>("erase/find_alias", new { alias_kind = _kinds[h.Kind], hmac = h.Hmac }))
                .OfType<AliasRow>().ToList();
            if (found.Count > 0 && found.TrueForAll(a => shared.Contains(a.Id)))
            {
                throw new StoreException(new Message("store.erase-shared"), "The id is shared by several persons; another one is needed.");
            }

            // What several persons share is none of this person's.
            found.RemoveAll(a => shared.Contains(a.Id));
            var persons = found.Where(a => a.PersonId is not null).Select(a => a.PersonId).Distinct().ToList();
            if (persons.Count > 1)
            {
                throw new StoreException(new Message("store.erase-two"), "The ids name two persons.");
            }

            person = persons.FirstOrDefault();
            var others = person is null ? [] : session.Query<AliasRow>("erase/aliases", new { person });
            return [.. found.Concat(others).DistinctBy(a => a.Id).OrderBy(a => a.Id)];
        }

        private void LeaveMarks(IReadOnlyList<AliasColumn> ids, List<AliasRow> aliases, DateOnly day, bool block)
        {
            var marks = aliases.ConvertAll(a => (Kind: a.AliasKindId, a.Hmac));
            foreach (var column in ids.Where(c => c.Present[0]))
            {
                marks.Add((KindOf(column.Kind, column.KeyId), column[0].ToArray()));
            }

            foreach (var (kind, hmac) in marks.DistinctBy(m => (m.Kind, HmacHead.Of(m.Hmac))))
            {
                var before = session.First<long?>("erase/find_tombstone", new { alias_kind = kind, hmac });
                session.Execute("facts/remove_tombstone", new { alias_kind = kind, hmac });
                session.Execute("facts/add_tombstone", new { alias_kind = kind, hmac, erased_on = day, blocked = (byte)(block || before == 1 ? 1 : 0) });
            }
        }

        private ErasureOutcome Remove(List<AliasRow> aliases, long? person)
        {
            var rows = AliasTables.All.ToDictionary(t => t.Kind, _ => 0L);
            var deliveries = new SortedSet<long>();
            long texts = 0;
            foreach (var alias in aliases.Select(a => a.Id))
            {
                deliveries.UnionWith(session.Query<long>("erase/deliveries", new { alias }));
                texts += session.Execute("erase/free_text", new { alias });
                foreach (var (table, kind) in AliasTables.All)
                {
                    rows[kind] += session.Execute("erase/" + table, new { alias });
                }

                session.Execute("erase/alias_link", new { alias });
                session.Execute("erase/alias_shared", new { alias });
                session.Execute("erase/alias", new { alias });
            }

            if (person is not null)
            {
                session.Execute("erase/person_links", new { person });
                session.Execute("erase/person", new { person });
            }

            return new ErasureOutcome(person is null ? 0 : 1, aliases.Count, rows, texts, [.. deliveries]);
        }

        private long KindOf(string kind, string keyId)
        {
            if (!_kinds.TryGetValue((kind, keyId), out var id))
            {
                id = _ids.Next("alias_kind");
                session.Execute("facts/add_alias_kind", new { id, organisation, kind, key_id = keyId });
                _kinds.Add((kind, keyId), id);
            }

            return id;
        }

        private static IEnumerable<((string Kind, string KeyId) Kind, byte[] Hmac)> Hmacs(IReadOnlyList<AliasColumn> ids) =>
            ids.Where(c => c.Present[0]).SelectMany(c => c.Older.Select(o => ((c.Kind, o.KeyId), o[0].ToArray())).Prepend(((c.Kind, c.KeyId), c[0].ToArray())));
    }

    private sealed class AliasRow
    {
        public long Id { get; init; }

        public long AliasKindId { get; init; }

        public byte[] Hmac { get; init; } = [];

        public long? PersonId { get; init; }
    }

    private sealed class KindRow
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";
    }

    private sealed class UseRow
    {
        public string Kind { get; init; } = "";

        public string KeyId { get; init; } = "";

        public long Aliases { get; init; }

        public long Unlinked { get; init; }

        public long Tombstones { get; init; }

        public DateTime? EmptiedUtc { get; init; }
    }
}
