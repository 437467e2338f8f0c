using System.Data.Common;
using Digilo.Analytics.Model;
using Microsoft.Data.SqlClient;

namespace Digilo.Analytics.Storage;

/// <summary>
/// A database and the way to use it: short sessions, engine errors turned into <see cref="StoreException"/>, and a fence
/// that keeps a writer which has lost its lease from committing.
/// </summary>
internal sealed class Database
{
    internal Database(StoreOptions options)
    {
        try
        {
            (Dialect, Place) = options.Provider == StoreProvider.SqlServer
                ? ((IDialect)new SqlServerDialect(options.ConnectionString), PlaceOf(options.ConnectionString))
                : (new SqliteDialect(options.ConnectionString), options.ConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The inner exception may quote the connection string, password included: it is left out.
            throw new StoreException(new Message("store.settings"), "The connection string cannot be read.");
        }

        Name = options.Provider == StoreProvider.SqlServer ? "sqlserver" : "sqlite";
    }

    private readonly Lock _lock = new();
    private Task _tidying = Task.CompletedTask;

    internal IDialect Dialect { get; init; }

    /// <summary>Name of the dialect in paths under sql/.</summary>
    internal string Name { get; }

    /// <summary>Where it is, for messages.</summary>
    internal string Place { get; }

    /// <summary>Called inside every fenced transaction just before it commits; throws if the writer's lease is lost.</summary>
    internal Action<Session>? Fence { get; set; }

    /// <summary>Reads.</summary>
    internal T Read<T>(Func<Session, T> work) => Guard(() =>
    {
        using var session = Dialect.Open(Access.Read);
        return work(session);
    });

    /// <summary>Writes in one transaction.</summary>
    internal T Write<T>(Func<Session, T> work, bool fenced = false) => Guard(() =>
    {
        using var session = Dialect.Open(Access.Write);
        var result = work(session);
        if (fenced)
        {
            Fence?.Invoke(session);
        }

        session.Commit();
        return result;
    });

    /// <summary>Writes in one transaction; what it moves, overwrites or deletes leaves no copy in the engine's files, as far as nobody reads just now.</summary>
    internal T WriteOver<T>(Func<Session, T> work) => Guard(() =>
    {
        using var session = Dialect.Open(Access.Write);
        session.Execute("erase/begin");
        var result = work(session);
        session.Commit();
        session.Execute("erase/end");
        return result;
    });

    /// <summary>
    /// Takes what a large write left in the engine's log into its file, beside what goes on. Nothing depends on it: what is committed is
    /// durable, and the next writer, or the next to open the store, does the same.
    /// </summary>
    internal void TidyLater()
    {
        lock (_lock)
        {
            _tidying = _tidying.ContinueWith(_ => Tidy(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until nothing of <see cref="TidyLater"/> is left to do.</summary>
    internal void AwaitTidy()
    {
        lock (_lock)
        {
            _tidying.Wait();
        }
    }

    private void Tidy()
    {
        try
        {
            using var session = Dialect.Open(Access.Read);
            session.Commit();
            session.Execute("store/tidy");
        }
        catch (DbException)
        {
            // Another time: a disk that is full or a store that is locked is told by those who need it.
        }
    }

    /// <summary>Runs with engine errors translated.</summary>
    internal T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException error)
        {
            throw StoreErrors.From(error, Place);
        }
    }

    private static string PlaceOf(string connectionString)
    {
        var parts = new SqlConnectionStringBuilder(connectionString);
        return $"{parts.DataSource}/{parts.InitialCatalog}";
    }
}
