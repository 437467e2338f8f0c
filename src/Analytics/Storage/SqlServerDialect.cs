using System.Collections.Frozen;
using System.Data;
using Microsoft.Data.SqlClient;

namespace Digilo.Analytics.Storage;

/// <summary>SQL Server, the production store. One command at a time on a connection (no MARS).</summary>
internal sealed class SqlServerDialect : IDialect
{
    private static readonly FrozenDictionary<string, string> Texts = SqlText.ForDialect("sqlserver");

    private readonly string _connectionString;

    internal SqlServerDialect(string connectionString) =>
        _connectionString = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false, ApplicationName = "digilo" }.ConnectionString;

    public Session Open(Access access)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            connection.Open();
            var session = new Session(this, connection, access == Access.Read ? null : connection.BeginTransaction(IsolationLevel.ReadCommitted));
            session.Execute(access switch { Access.Create => "store/create", Access.Load => "store/load", _ => "store/open" });
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
        using var copy = new SqlBulkCopy((SqlConnection)session.Connection, SqlBulkCopyOptions.CheckConstraints, (SqlTransaction?)session.Transaction)
        {
            DestinationTableName = rows.Table,
            EnableStreaming = true,
            BulkCopyTimeout = 0,
        };
        foreach (var column in rows.Columns)
        {
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        using var reader = new BulkReader(rows);
        copy.WriteToServer(reader);
    }

    public string Text(string query) => Texts[query];

    public void ApplySchema(Session session)
    {
        foreach (var text in SchemaFiles.InOrder("sqlserver"))
        {
            session.ExecuteText(text);
        }
    }
}
