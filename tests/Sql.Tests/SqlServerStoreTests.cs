using Dapper;
using Digilo.Analytics.Storage;
using Microsoft.Data.SqlClient;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>
/// The contract on a real server, in a database of its own per test. Not set: skipped, and says so. Set and wrong: red.
/// </summary>
public sealed class SqlServerStoreTests : StoreContract
{
    private const string Variable = "DIGILO_TEST_SQLSERVER";

    private readonly string? _server = Environment.GetEnvironmentVariable(Variable);
    private readonly string _database = "digilo_test_" + Guid.NewGuid().ToString("N");

    public SqlServerStoreTests()
    {
        Assert.SkipUnless(!string.IsNullOrEmpty(_server), $"{Variable} holds no connection string: the SQL Server contract is not run here.");
        OnServer($"CREATE DATABASE {_database}");
        OnServer($"ALTER DATABASE {_database} SET READ_COMMITTED_SNAPSHOT ON");
        Place = new StoreOptions(StoreProvider.SqlServer, new SqlConnectionStringBuilder(_server) { InitialCatalog = _database }.ConnectionString);
    }

    public override StoreOptions Place { get; }

    protected override void Remove()
    {
        SqlConnection.ClearAllPools();
        OnServer($"ALTER DATABASE {_database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
        OnServer($"DROP DATABASE {_database}");
    }

    private void OnServer(string statement)
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(_server) { InitialCatalog = "master" }.ConnectionString);
        connection.Execute(statement);
    }
}
