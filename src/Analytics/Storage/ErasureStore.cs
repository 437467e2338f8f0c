using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Erasure in one transaction, proof included.</summary>
internal sealed class ErasureStore(Database database) : IErasure, IPseudonyms
{
    public ErasureOutcome Erase(ErasureOrder order) => database.Guard(() =>
    {
        using var session = database.Dialect.Open(Access.Write);
        session.Execute("erase/begin");
        var outcome = new Work(session, order).Run();
        if (order.DryRun)
        {
            return outcome;
        }

        if (order.Proof is not null)
        {
            AuditLogStore.Append(session, order.Proof(outcome));
        }

        database.Fence?.Invoke(session);
        session.Commit();
        session.Execute("erase/end");
        return outcome;
    });

    public IReadOnlyList<AliasUse> Count(string organisation) => database.Read(session =>
        session.Query<UseRow>("facts/alias_use", new { organisation })
            .ConvertAll(u => new AliasUse(u.Kind, u.KeyId, u.Aliases, u.Unlinked, u.Tombstones, u.EmptiedUtc)));

    private sealed class Work(Session session, ErasureOrder order)
    {
        private readonly IdBook _ids = new(session);
        private readonly Dictionary<(string Kind, string KeyId), long> _kinds = PersonAliases.KindsOf(session, order.Organisation);

        public ErasureOutcome Run()
        {
            var found = PersonAliases.Find(session, order.Organisation, order.Ids);
            if (found.Aliases.Count > 0 || order.Block)
            {
                LeaveMarks(found.Aliases);
            }

            _ids.Save();
            return Remove(found);
        }

        private void LeaveMarks(IReadOnlyList<StoredAlias> aliases)
        {
            var list = BlockList.Open(session, order.Organisation);
            var marks = aliases.Select(a => (Kind: a.AliasKindId, Mark: list.Mark(a.Hmac))).ToList();
            foreach (var column in order.Ids.Where(c => c.Present[0]))
            {
                marks.Add((KindOf(column.Kind, column.KeyId), list.Mark(column[0])));
            }

            foreach (var (kind, hmac) in marks.DistinctBy(m => (m.Kind, HmacHead.Of(m.Mark))))
            {
                var before = session.First<long?>("erase/find_tombstone", new { alias_kind = kind, hmac });
                session.Execute("facts/remove_tombstone", new { alias_kind = kind, hmac });
                session.Execute(
                    "facts/add_tombstone",
                    new { alias_kind = kind, hmac, erased_on = order.Day, blocked = (byte)(order.Block || before == 1 ? 1 : 0) });
            }
        }

        private ErasureOutcome Remove(PersonAliases found)
        {
            var rows = AliasTables.All.ToDictionary(t => t.Kind, _ => 0L);
            var deliveries = new SortedSet<long>();
            var answers = new List<AnswerRow>();
            var lines = order.Held.ToHashSet();
            long texts = 0;
            foreach (var alias in found.Aliases.Select(a => a.Id))
            {
                deliveries.UnionWith(session.Query<long>("erase/deliveries", new { alias }));
                answers.AddRange(session.Query<AnswerRow>("erase/response_keys", new { alias }));
                lines.UnionWith(session.Query<LineRow>("erase/lines", new { alias }).Select(l => new HeldLine(l.Delivery, (int)l.Line)));
                texts += session.Execute("erase/free_text", new { alias });
                foreach (var (table, kind) in AliasTables.All)
                {
                    rows[kind] += session.Execute("erase/" + table, new { alias });
                }

                session.Execute("erase/person_event", new { alias });
                session.Execute("erase/alias_link", new { alias });
                session.Execute("erase/alias_shared", new { alias });
                session.Execute("erase/alias", new { alias });
            }

            if (found.Person is { } person)
            {
                session.Execute("erase/person_links", new { person });
                session.Execute("erase/person", new { person });
            }

            return new ErasureOutcome(found.Person is null ? 0 : 1, found.Aliases.Count, rows, texts, [.. deliveries])
            {
                Findings = lines.Where(l => l.Line > 0).Sum(l => session.Execute("erase/finding", new { delivery = l.Delivery, line = (long)l.Line })),
                Releases = Forget(answers),
                Files = order.Unarchived.Sum(id => (long)session.Execute("erase/unarchive", new { id, utc = order.Utc })),
            };
        }

        /// <summary>Takes the answers out of what is kept beside each release of their wave; returns the releases that had them.</summary>
        private long Forget(List<AnswerRow> answers)
        {
            var byWave = answers.ToLookup(a => a.Wave, a => a.RowKey, StringComparer.Ordinal);
            return byWave.Count == 0 ? 0 : ReleaseMemory.Change(session, order.Organisation, (wave, contributors) =>
                byWave.Contains(wave) ? order.Forget(contributors, byWave[wave].ToHashSet()) : null);
        }

        private long KindOf(string kind, string keyId)
        {
            if (!_kinds.TryGetValue((kind, keyId), out var id))
            {
                id = _ids.Next("alias_kind");
                session.Execute("facts/add_alias_kind", new { id, organisation = order.Organisation, kind, key_id = keyId });
                _kinds.Add((kind, keyId), id);
            }

            return id;
        }
    }

    private sealed class AnswerRow
    {
        public string Wave { get; init; } = "";

        public long RowKey { get; init; }
    }

    private sealed class LineRow
    {
        public long Delivery { get; init; }

        public long Line { get; init; }
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
