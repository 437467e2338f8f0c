using System.Collections.Frozen;
using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Digilo.Analytics.Storage;

/// <summary>SQLite, the embedded default: one file in write-ahead mode, many readers beside one writer.</summary>
internal sealed class SqliteDialect : IDialect
{
    /// <summary>SQLITE_CONFIG_MEMSTATUS, which the binding does not name.</summary>
    private const int MemoryStatus = 9;

    private static readonly FrozenDictionary<string, string> Texts = SqlText.ForDialect("sqlite");

    private readonly string _path;
    private readonly SqliteLog _log;

    /// <summary>The engine counts its memory for nobody, at the price of a lock for every piece of it. Says no if the engine is in use already, which is as well.</summary>
    static SqliteDialect()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(MemoryStatus, 0);
    }

    internal SqliteDialect(string path)
    {
        _path = path;
        _log = new SqliteLog(path + "-wal");
    }

    public Session Open(Access access)
    {
        if (access == Access.Create && Path.GetDirectoryName(Path.GetFullPath(_path)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnection(ConnectionString(access == Access.Create));
        try
        {
            connection.Open();
            var session = new Session(this, connection, null);
            session.Execute("store/open");
            if (access is Access.Create or Access.Load)
            {
                session.Execute(access == Access.Create ? "store/create" : "store/load");
            }

            session.Begin(connection.BeginTransaction(IsolationLevel.Serializable, deferred: access == Access.Read));
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void BulkWrite(Session session, BulkRows rows)
    {
        var handle = ((SqliteConnection)session.Connection).Handle ?? throw new InvalidOperationException("The connection is closed.");
        new SqliteBulk(session, handle, Text("bulk/" + rows.Table), rows).Write();
        _log.Wrote(rows.Count);
    }

    public string Text(string query) => Texts[query];

    public void ApplySchema(Session session)
    {
        foreach (var text in SchemaFiles.InOrder("sqlite"))
        {
            session.ExecuteText(text);
        }
    }

    /// <summary>Lets go of the file: pooled connections would keep it open.</summary>
    internal void Close()
    {
        foreach (var create in (bool[])[false, true])
        {
            using var connection = new SqliteConnection(ConnectionString(create));
            SqliteConnection.ClearPool(connection);
        }
    }

    private string ConnectionString(bool create) => new SqliteConnectionStringBuilder
    {
        DataSource = _path,
        Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ConnectionString;
}
