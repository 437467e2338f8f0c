using System.Security.Cryptography;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Takes away what has been kept long enough, and the pseudonyms of answers; each in one transaction with its proof.</summary>
internal sealed class RetentionStore(Database database)
{
    private static readonly Dictionary<RetentionSubject, (DeliveryKind Kind, string[] Tables)> Held = new()
    {
        [RetentionSubject.Answers] = (DeliveryKind.Survey, ["free_text", "response"]),
        [RetentionSubject.Registers] = (DeliveryKind.Register, ["employment"]),
        [RetentionSubject.Training] = (DeliveryKind.Training, ["training"]),
        [RetentionSubject.Attendance] = (DeliveryKind.Attendance, ["attendance"]),
        [RetentionSubject.Coaching] = (DeliveryKind.Coaching, ["coaching_pair"]),
        [RetentionSubject.Ideas] = (DeliveryKind.Ideas, ["idea"]),
        [RetentionSubject.Access] = (DeliveryKind.Access, ["it_access"]),
    };

    /// <summary>Destroys what one rule says; repeating it does no harm.</summary>
    /// <param name="rule">A rule with a decision about something in the database.</param>
    /// <param name="today">Rows go when the rule's months have passed before this day.</param>
    /// <param name="utc">Now, UTC.</param>
    /// <param name="holdsFor">Whether the rule holds for an organisation.</param>
    /// <param name="isOver">Whether a wave of an organisation is closed: the answers of one that is not are left alone.</param>
    /// <param name="forget">Takes answers' keys out of a release's packed contributors; null = none of them is there.</param>
    /// <param name="proof">The entry for the audit log; written if anything went.</param>
    internal Destroyed Destroy(
        RetentionRule rule, DateOnly today, DateTime utc, Func<string, bool> holdsFor, Func<string, string, bool> isOver,
        Func<byte[], IReadOnlySet<long>, byte[]?> forget, Func<Destroyed, AuditEvent> proof) => database.Guard(() =>
        {
            using var session = database.Dialect.Open(Access.Write);
            session.Execute("erase/begin");
            var before = today.AddMonths(-rule.Months);
            var done = rule.Subject switch
            {
                RetentionSubject.Logs => Logs(session, rule, before),
                RetentionSubject.Sendings => new Destroyed(rule, 0, session.Execute("retention/sendings", Limit(before)), 0),
                RetentionSubject.FreeText => Texts(session, rule, before, holdsFor, isOver),
                _ => Rows(session, rule, before, utc, holdsFor, isOver, forget),
            };
            if (done.Rows == 0 && done.Deliveries == 0)
            {
                return done;
            }

            AuditLogStore.Append(session, proof(done));
            database.Fence?.Invoke(session);
            session.Commit();
            session.Execute("erase/end");
            return done;
        });

    /// <summary>Gives every answer of a wave a random key and takes its pseudonym, its time and its line away; there is no way back.</summary>
    internal Unlinked Unlink(
        string organisation, string wave, DateTime utc, Func<byte[], byte[]?> forget, Func<Unlinked, AuditEvent> proof) => database.Guard(() =>
        {
            using var session = database.Dialect.Open(Access.Write);
            session.Execute("erase/begin");
            long answers = 0;
            var deliveries = session.Query<long>("unlink/deliveries", new { organisation, wave });
            var keys = new HashSet<long>();
            foreach (var delivery in deliveries)
            {
                foreach (var row in session.Query<long>("unlink/rows", new { delivery }))
                {
                    var key = NewKey(keys);
                    answers += session.Execute("unlink/set_row", new { delivery, row, row_key = key });
                }

                session.Execute("retention/findings", new { delivery });
                session.Execute("unlink/set_unlinked", new { id = delivery, utc });
            }

            var releases = ReleaseMemory.Change(session, organisation, (of, contributors) => of == wave ? forget(contributors) : null);
            Orphans(session);
            var done = new Unlinked(deliveries.Count, answers, releases);
            AuditLogStore.Append(session, proof(done));
            database.Fence?.Invoke(session);
            session.Commit();
            session.Execute("erase/end");
            return done;
        });

    private static Destroyed Rows(
        Session session,
        RetentionRule rule,
        DateOnly before,
        DateTime utc,
        Func<string, bool> holdsFor,
        Func<string, string, bool> isOver,
        Func<byte[], IReadOnlySet<long>, byte[]?> forget)
    {
        var (kind, tables) = Held[rule.Subject];
        long rows = 0, deliveries = 0;
        foreach (var due in session.Query<DueRow>("retention/due", new { kind = kind.ToString(), before }).Where(d => holdsFor(d.Organisation)))
        {
            if (kind == DeliveryKind.Survey)
            {
                if (!isOver(due.Organisation, due.Wave))
                {
                    continue;
                }

                var keys = session.Query<long>("retention/row_keys", new { delivery = due.Id }).ToHashSet();
                ReleaseMemory.Change(session, due.Organisation, (wave, contributors) => wave == due.Wave ? forget(contributors, keys) : null);
            }

            rows += tables.Sum(t => (long)session.Execute("retention/" + t, new { delivery = due.Id }));
            session.Execute("retention/findings", new { delivery = due.Id });
            session.Execute("retention/set_destroyed", new { id = due.Id, utc });
            deliveries++;
        }

        return new Destroyed(rule, deliveries, rows, deliveries == 0 ? 0 : Orphans(session));
    }

    private static Destroyed Texts(
        Session session, RetentionRule rule, DateOnly before, Func<string, bool> holdsFor, Func<string, string, bool> isOver)
    {
        var due = session.Query<DueRow>("retention/due_texts", new { before }).Where(d => holdsFor(d.Organisation) && isOver(d.Organisation, d.Wave)).ToList();
        return new Destroyed(rule, due.Count, due.Sum(d => (long)session.Execute("retention/free_text", new { delivery = d.Id })), 0);
    }

    private static Destroyed Logs(Session session, RetentionRule rule, DateOnly before)
    {
        var limit = Limit(before);
        long rows = session.Execute("retention/run_steps", limit);
        long runs = session.Execute("retention/runs", limit);
        rows += runs + session.Execute("retention/old_findings", limit) + session.Execute("retention/requests", limit);
        return new Destroyed(rule, runs, rows, 0);
    }

    private static object Limit(DateOnly before) => new { before = before.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) };

    /// <summary>A pseudonym is kept for the sake of what it names: when nothing is left, it goes, and the person with the last one.</summary>
    private static long Orphans(Session session)
    {
        var orphans = session.Query<long>("retention/orphans");
        foreach (var alias in orphans)
        {
            session.Execute("erase/person_event", new { alias });
            session.Execute("erase/alias_link", new { alias });
            session.Execute("erase/alias_shared", new { alias });
            session.Execute("erase/alias", new { alias });
        }

        if (orphans.Count > 0)
        {
            session.Execute("retention/orphan_persons");
        }

        return orphans.Count;
    }

    private static long NewKey(HashSet<long> keys)
    {
        while (true)
        {
            var key = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
            if (keys.Add(key))
            {
                return key;
            }
        }
    }

    private sealed class DueRow
    {
        public long Id { get; init; }

        public string Organisation { get; init; } = "";

        public string Wave { get; init; } = "";
    }
}
