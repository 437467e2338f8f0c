namespace Digilo.Analytics.Storage;

/// <summary>Which database engine holds the store.</summary>
public enum StoreProvider
{
    /// <summary>Embedded, the default: one file, no server.</summary>
    Sqlite,
    /// <summary>The production store.</summary>
    SqlServer,
}

/// <summary>Where the store is.</summary>
/// <param name="Provider">Engine.</param>
/// <param name="ConnectionString">SQL Server: a connection string. SQLite: the path of the database file.</param>
public sealed record StoreOptions(StoreProvider Provider, string ConnectionString);

/// <summary>The store cannot be used as it is; the message says why and what to do, and names no secret.</summary>
public sealed class StoreException : Exception
{
    /// <summary>With a code for the text files and an English message for logs.</summary>
    public StoreException(Model.Message message, string text, Exception? inner = null)
        : base(text, inner) => Text = message;

    /// <summary>For people, in their language: <c>store.newer</c>, <c>store.missing</c>, <c>store.unreachable</c>, <c>store.full</c>.</summary>
    public Model.Message Text { get; }
}
