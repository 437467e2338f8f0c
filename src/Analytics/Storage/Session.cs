using System.Data.Common;
using Dapper;

namespace Digilo.Analytics.Storage;

/// <summary>One connection and its transaction. Disposing without <see cref="Commit"/> rolls back.</summary>
internal sealed class Session : IDisposable
{
    private readonly IDialect _dialect;
    private readonly Dictionary<(string Name, int Size), IDisposable> _kept = [];

    static Session() => DapperTypes.Register();

    internal Session(IDialect dialect, DbConnection connection, DbTransaction? transaction)
    {
        _dialect = dialect;
        Connection = connection;
        Transaction = transaction;
    }

    internal DbConnection Connection { get; }

    /// <summary>Null where reading needs none.</summary>
    internal DbTransaction? Transaction { get; private set; }

    /// <summary>Puts what follows into a transaction.</summary>
    internal void Begin(DbTransaction transaction) => Transaction = transaction;

    /// <summary>Rows of a query file, as objects: for short lists only; big reads go through <see cref="Read"/>.</summary>
    internal List<T> Query<T>(string query, object? parameters = null) =>
        Connection.Query<T>(_dialect.Text(query), parameters, Transaction).AsList();

    /// <summary>Rows of a query file, as names and values in the query's order: for what is shown column by column.</summary>
    internal List<IReadOnlyList<KeyValuePair<string, object?>>> Rows(string query, object parameters) =>
    [
        .. Connection.Query(_dialect.Text(query), parameters, Transaction)
            .Select(r => (IReadOnlyList<KeyValuePair<string, object?>>)[.. (IDictionary<string, object?>)r]),
    ];

    /// <summary>The first row, or the default.</summary>
    internal T? First<T>(string query, object? parameters = null) =>
        Connection.QueryFirstOrDefault<T>(_dialect.Text(query), parameters, Transaction);

    /// <summary>Runs a query file; returns the rows changed.</summary>
    internal int Execute(string query, object? parameters = null) =>
        Connection.Execute(_dialect.Text(query), parameters, Transaction);

    /// <summary>Runs a text of the schema.</summary>
    internal void ExecuteText(string text) => Connection.Execute(text, null, Transaction);

    /// <summary>A reader over a query file with at most one parameter; the caller disposes it before the next command.</summary>
    internal DbDataReader Read(string query, string? parameter = null, object? value = null)
    {
        // Not disposed here: that would close the reader. It goes with the connection.
        var command = Connection.CreateCommand();
        command.Transaction = Transaction;
#pragma warning disable CA2100 // The text is an embedded file under sql/queries, never input.
        command.CommandText = _dialect.Text(query);
#pragma warning restore CA2100
        if (parameter is not null)
        {
            var p = command.CreateParameter();
            p.ParameterName = parameter;
            p.Value = value;
            command.Parameters.Add(p);
        }

        return command.ExecuteReader();
    }

    /// <summary>Writes many rows.</summary>
    internal void Bulk(BulkRows rows)
    {
        if (rows.Count > 0)
        {
            _dialect.BulkWrite(this, rows);
        }
    }

    /// <summary>Something of the connection that is used again and again, made when first asked for and let go with the session.</summary>
    internal T Kept<T>(string name, int size, Func<T> make)
        where T : IDisposable
    {
        if (!_kept.TryGetValue((name, size), out var kept))
        {
            _kept.Add((name, size), kept = make());
        }

        return (T)kept;
    }

    /// <summary>The next free ids of a name; the first of <paramref name="count"/>.</summary>
    internal long TakeIds(string name, long count)
    {
        Execute("store/take_ids", new { name, count });
        return First<long>("store/next_id", new { name }) - count;
    }

    /// <summary>Makes it last.</summary>
    internal void Commit()
    {
        Transaction?.Commit();
        Transaction?.Dispose();
        Transaction = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Dispose();
        }

        Transaction?.Dispose();
        Connection.Dispose();
    }
}
