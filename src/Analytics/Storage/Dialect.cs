namespace Digilo.Analytics.Storage;

/// <summary>What a connection is opened for.</summary>
internal enum Access
{
    /// <summary>A consistent view for reading; never waits for a writer on SQLite.</summary>
    Read,
    /// <summary>A transaction that writes; on SQLite it is the only one.</summary>
    Write,
    /// <summary>As <see cref="Write"/>, for a delivery: many rows whose ids are right by the way they are made.</summary>
    Load,
    /// <summary>As <see cref="Write"/>, and the database file may be missing.</summary>
    Create,
}

/// <summary>
/// Everything that differs between the two engines. Four members and no fifth: what can be said in shared SQL is said in
/// shared SQL, and what cannot is a query file of the dialect's own.
/// </summary>
internal interface IDialect
{
    /// <summary>Opens a connection with its transaction.</summary>
    Session Open(Access access);

    /// <summary>Writes many rows of one table inside the session's transaction.</summary>
    void BulkWrite(Session session, BulkRows rows);

    /// <summary>The text of a query such as "runs/latest": the dialect's own file where there is one, otherwise the shared one.</summary>
    string Text(string query);

    /// <summary>Creates every object of the schema in an empty database, inside the session's transaction.</summary>
    void ApplySchema(Session session);
}
