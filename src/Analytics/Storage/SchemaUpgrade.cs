using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// Brings a store to the program's schema: a new one gets the end state, an older one the dated changes it lacks, in order,
/// all in one transaction under a lock.
/// </summary>
internal sealed class SchemaUpgrade(IDialect dialect, IReadOnlyList<SchemaChange> changes)
{
    private static readonly string[] Sequences = ["delivery", "person", "alias_kind", "alias", "code", "snapshot", "publication", "run", "brief", "configuration", "audit", "request", "subscription", "sending", "alert"];

    /// <summary>The version of the end state: 1 and one more for each change.</summary>
    private long Version => 1 + changes.Count;

    /// <summary>Creates or upgrades; returns what was applied.</summary>
    internal IReadOnlyList<string> Run(bool synthetic, DateTime utc)
    {
        using var session = dialect.Open(Access.Create);
        session.Execute("store/lock");
        var applied = new List<string>();
        if (session.First<long>("store/exists") == 0)
        {
            dialect.ApplySchema(session);
            session.Execute("store/add_info", new { version = Version, synthetic = synthetic ? 1L : 0L, utc });
            session.Execute("publish/add_pointer");
            for (var i = 0; i < changes.Count; i++)
            {
                session.Execute("store/add_change", new { name = changes[i].Name, version = i + 2L, utc });
            }

            applied.Add("schema " + Version.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            var info = Info(session);
            RefuseNewer(info);
            if (synthetic && info.Synthetic == 0)
            {
                throw new StoreException(new Message("store.not-synthetic"), "The store exists and holds real data; it cannot become synthetic.");
            }

            applied.AddRange(Apply(session, utc));
        }

        foreach (var name in Sequences)
        {
            session.Execute("store/add_sequence", new { name });
        }

        session.Commit();
        return applied;
    }

    /// <summary>Checks that a store can be used; returns whether it is synthetic.</summary>
    internal bool Check(string place)
    {
        using var session = dialect.Open(Access.Read);
        if (session.First<long>("store/exists") == 0)
        {
            throw new StoreException(new Message("store.missing", place), $"There is no store in {place}; run migrate.");
        }

        var info = Info(session);
        RefuseNewer(info);
        if (info.SchemaVersion < Version)
        {
            throw new StoreException(
                new Message("store.older", Number(info.SchemaVersion), Number(Version)),
                $"The store has schema {Number(info.SchemaVersion)}, the program {Number(Version)}; run migrate.");
        }

        return info.Synthetic != 0;
    }

    private List<string> Apply(Session session, DateTime utc)
    {
        var had = session.Query<string>("store/changes").ToHashSet(StringComparer.Ordinal);
        var applied = new List<string>();
        for (var i = 0; i < changes.Count; i++)
        {
            if (had.Contains(changes[i].Name))
            {
                continue;
            }

            foreach (var statement in SchemaFiles.Statements(changes[i].Text))
            {
                session.ExecuteText(statement);
            }

            session.Execute("store/add_change", new { name = changes[i].Name, version = i + 2L, utc });
            applied.Add(changes[i].Name);
        }

        if (applied.Count > 0)
        {
            // All of them are there now; the last one applied need not be the last in order, where a store has had a later one before.
            session.Execute("store/set_version", new { version = Version });
        }

        return applied;
    }

    private void RefuseNewer(InfoRow info)
    {
        if (info.SchemaVersion > Version)
        {
            throw new StoreException(
                new Message("store.newer", Number(info.SchemaVersion), Number(Version)),
                $"The store has schema {Number(info.SchemaVersion)}, newer than the program's {Number(Version)}.");
        }
    }

    private static InfoRow Info(Session session) => session.First<InfoRow>("store/info")
        ?? throw new StoreException(new Message("store.damaged", "store_info"), "The store has no row in store_info.");

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class InfoRow
    {
        public long SchemaVersion { get; init; }

        public long Synthetic { get; init; }
    }
}
