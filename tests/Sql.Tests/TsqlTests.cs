using System.Text.RegularExpressions;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Sql.Tests;

public class TsqlTests
{
    private const string Table = "CREATE TABLE sample (id BIGINT NOT NULL, name NVARCHAR(20) NOT NULL, CONSTRAINT pk_sample PRIMARY KEY (id));";

    [Fact]
    public void Every_object_and_query_is_valid_on_SQL_Server()
    {
        var objects = SchemaFiles.InOrder("sqlserver");
        var queries = SqlText.ForDialect("sqlserver");
        Assert.True(objects.Count > 40, "the schema is there");
        Assert.True(queries.Count > 60, "the queries are there");
        Assert.Equal("", string.Join("\n", TsqlChecker.Check(objects, queries)));
    }

    [Fact]
    public void A_right_sample_passes_the_checker() => Assert.Empty(Check("-- parameters: @id bigint\nSELECT s.name FROM sample s WHERE s.id = @id;"));

    [Theory]
    [InlineData("-- parameters: none\nSELECT s.surname FROM sample s;")]
    [InlineData("-- parameters: none\nSELECT x.id FROM no_such_table x;")]
    [InlineData("-- parameters: none\nINSERT INTO sample (id, nam) VALUES (1, 'x');")]
    [InlineData("-- parameters: none\nSELECT s.name FROM sample s WHERE s.id = @id;")]
    [InlineData("SELECT s.name FROM sample s;")]
    [InlineData("-- parameters: none\nSELECT s.name FORM sample s LIMIT 1;")]
    public void A_wrong_query_is_found(string query) => Assert.NotEmpty(Check(query));

    [Theory]
    [InlineData("CREATE TABLE second (id BIGINT NOT NULL, CONSTRAINT fk_second FOREIGN KEY (id) REFERENCES no_such_table (id));")]
    [InlineData("CREATE VIEW seen AS SELECT s.surname FROM sample s;")]
    [InlineData("SELECT 1;")]
    [InlineData("CREATE TABLE third (id BIGINT NOT NULL")]
    public void A_wrong_object_is_found(string text) =>
        Assert.NotEmpty(TsqlChecker.Check([Table, text], new Dictionary<string, string>()));

    /// <summary>Shared text is plain: what only one engine knows belongs in a file of its own.</summary>
    [Fact]
    public void Shared_and_server_texts_use_only_plain_SQL()
    {
        foreach (var (name, text) in SqlText.ForDialect("sqlserver"))
        {
            Assert.True(Forbidden(text) is null, $"{name}: {Forbidden(text)}");
        }

        foreach (var text in SchemaFiles.InOrder("sqlserver"))
        {
            Assert.True(Forbidden(text) is null, text);
        }

        Assert.Equal("TOP (", Forbidden("SELECT TOP (5) x.id FROM x"));
        Assert.Equal("MERGE ", Forbidden("MERGE INTO x"));
        Assert.Equal("dbo.", Forbidden("SELECT x.id FROM dbo.x"));
    }

    private static string? Forbidden(string text) =>
        Regex.Match(text, @"\bTOP\s*\(|\bLIMIT\b|\bMERGE\s|\bdbo\.|\bNOLOCK\b|\bREAD UNCOMMITTED\b|\bSELECT \*|SYSTEM_VERSIONING|\|\||\bGETDATE|\bSYSUTCDATETIME") is { Success: true } match
            ? match.Value
            : null;

    private static IReadOnlyList<string> Check(string query) => TsqlChecker.Check([Table], new Dictionary<string, string> { ["sample/query"] = query });
}
