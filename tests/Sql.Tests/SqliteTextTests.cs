#pragma warning disable CA2100 // The texts are embedded files or written in the test.
using System.Globalization;
using Digilo.Analytics.Storage;
using Microsoft.Data.Sqlite;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>SQLite understands every query on the real schema.</summary>
public sealed class SqliteTextTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteTextTests()
    {
        _connection.Open();
        foreach (var text in SchemaFiles.InOrder("sqlite"))
        {
            Run(text);
        }
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Every_query_is_explained_on_the_real_schema_and_declares_its_parameters()
    {
        var queries = SqlText.ForDialect("sqlite");
        Assert.True(queries.Count > 80, "the queries are there");
        foreach (var (name, text) in queries.Where(q => !q.Value.Contains("PRAGMA", StringComparison.Ordinal)))
        {
            Assert.True(TsqlChecker.Parameters(text) is not null, $"{name} declares no parameters");
            Assert.True(Explain(text) is null, $"{name}: {Explain(text)}");
        }
    }

    [Fact]
    public void A_query_with_a_wrong_column_or_table_is_found()
    {
        Assert.NotNull(Explain("SELECT d.no_such_column FROM delivery d"));
        Assert.NotNull(Explain("SELECT d.id FROM no_such_table d"));
        Assert.Null(Explain("SELECT d.id FROM delivery d WHERE d.id = @id"));
    }

    [Fact]
    public void Both_dialects_have_the_same_queries_but_for_bulk_inserts()
    {
        var sqlite = SqlText.ForDialect("sqlite").Keys.Where(k => !k.StartsWith("bulk/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(SqlText.ForDialect("sqlserver").Keys.Order(StringComparer.Ordinal), sqlite);
    }

    /// <summary>A table that grows with the answers is never searched row by row.</summary>
    [Fact]
    public void Facts_are_read_by_their_keys()
    {
        foreach (var name in (string[])["facts/responses", "facts/employments", "facts/trainings", "facts/keys_survey", "facts/aliases"])
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + SqlText.ForDialect("sqlite")[name];
            command.Parameters.AddWithValue("@delivery", 1);
            command.Parameters.AddWithValue("@alias_kind", 1);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                Assert.StartsWith("SEARCH", reader.GetString(3), StringComparison.Ordinal);
            }
        }
    }

    private string? Explain(string text)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "EXPLAIN " + text;
            for (var i = 1; i <= 40; i++)
            {
                command.Parameters.AddWithValue("?" + i.ToString(CultureInfo.InvariantCulture), 1);
            }

            foreach (var parameter in System.Text.RegularExpressions.Regex.Matches(text, @"@\w+").Select(m => m.Value).Distinct())
            {
                command.Parameters.AddWithValue(parameter, 1);
            }

            using var reader = command.ExecuteReader();
            return null;
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }

    private void Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
