using System.Text.RegularExpressions;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Sql.Tests;

public class SchemaTests
{
    [Fact]
    public void Both_dialects_declare_the_same_objects_one_a_file()
    {
        Assert.Equal(Names("sqlserver"), Names("sqlite"));
        foreach (var path in Paths("sqlserver").Concat(Paths("sqlite")))
        {
            var created = Regex.Matches(SqlText.Read(path), @"^CREATE (?:TABLE|INDEX|VIEW) (\w+)", RegexOptions.Multiline);
            Assert.Equal([Path.GetFileNameWithoutExtension(path)], created.Select(m => m.Groups[1].Value));
        }
    }

    [Fact]
    public void Both_dialects_declare_the_same_columns_keys_and_constraints()
    {
        var server = Paths("sqlserver").ToDictionary(p => Path.GetFileNameWithoutExtension(p), p => Shape(SqlText.Read(p)));
        foreach (var path in Paths("sqlite"))
        {
            Assert.Equal(server[Path.GetFileNameWithoutExtension(path)], Shape(SqlText.Read(path)));
        }
    }

    [Theory]
    [InlineData("    id BIGINT NOT NULL,", "    id INTEGER NULL,")]
    [InlineData("    id BIGINT NOT NULL,", "    ids INTEGER NOT NULL,")]
    [InlineData("    id BIGINT NOT NULL,", "    id TEXT NOT NULL,")]
    [InlineData("    CONSTRAINT pk PRIMARY KEY (id)", "    CONSTRAINT pk PRIMARY KEY (id, name)")]
    public void A_difference_is_seen(string server, string sqlite) => Assert.NotEqual(Shape(server), Shape(sqlite));

    [Fact]
    public void Every_bulk_insert_names_every_column_of_its_table_in_order()
    {
        var bulk = SqlText.ForDialect("sqlite").Where(q => q.Key.StartsWith("bulk/", StringComparison.Ordinal)).ToList();
        Assert.True(bulk.Count > 15);
        foreach (var (name, text) in bulk)
        {
            var columns = Regex.Match(text, @"\(([^)]*)\)\s*VALUES").Groups[1].Value.Split(", ");
            var declared = Shape(SqlText.Read($"sql/schema/sqlite/{name["bulk/".Length..]}.sql")).Where(l => !l.StartsWith("CONSTRAINT", StringComparison.Ordinal));
            Assert.Equal(declared.Select(l => l.Split(' ')[0]), columns);
            Assert.Equal(columns.Length, Regex.Matches(text, @"\?\d+").Count);
        }
    }

    [Fact]
    public void The_mart_reads_published_rows_only()
    {
        var views = Paths("sqlserver").Concat(Paths("sqlite")).Where(p => p.Contains("/mart/", StringComparison.Ordinal)).Select(SqlText.Read).ToList();
        Assert.True(views.Count >= 12);
        Assert.All(views.SelectMany(Sources), s => Assert.True(s.StartsWith("published_", StringComparison.Ordinal) || s is "publication" or "snapshot_pointer", s));
        Assert.Contains("response", Sources("CREATE VIEW x AS SELECT r.row_no FROM response r"));

        static IEnumerable<string> Sources(string text) => Regex.Matches(text, @"\b(?:FROM|JOIN)\s+(\w+)").Select(m => m.Groups[1].Value);
    }

    [Fact]
    public void Every_dated_change_exists_in_both_dialects_and_its_name_begins_with_its_day()
    {
        var names = SchemaFiles.Changes("sqlserver").Select(c => c.Name).ToList();
        Assert.Equal(names, SchemaFiles.Changes("sqlite").Select(c => c.Name));
        Assert.All(names, n => Assert.Matches(@"^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$", n));
    }

    /// <summary>Columns and constraints with the types of both dialects brought to one name.</summary>
    private static List<string> Shape(string text) =>
        [.. Regex.Matches(text, @"^    (\w+ .*?),?$", RegexOptions.Multiline)
            .Where(_ => !text.Contains("CREATE VIEW", StringComparison.Ordinal))
            .Select(m => Regex.Replace(m.Groups[1].Value, @" COLLATE \w+", ""))
            .Select(l => l.StartsWith("CONSTRAINT", StringComparison.Ordinal) ? l : Regex.Replace(l, @"^(\w+) (\w+)(\([^)]*\))?", m => $"{m.Groups[1].Value} {Kind(m.Groups[2].Value)}"))];

    private static string Kind(string type) => type switch
    {
        "BIGINT" or "INT" or "SMALLINT" or "TINYINT" or "INTEGER" => "integer",
        "NVARCHAR" or "DATE" or "DATETIME2" or "TEXT" => "text",
        "VARBINARY" or "BINARY" or "BLOB" => "bytes",
        "FLOAT" or "REAL" => "real",
        _ => throw new ArgumentException(type),
    };

    private static IEnumerable<string> Paths(string dialect) => SqlText.Names($"sql/schema/{dialect}/").Concat(SqlText.Names($"sql/mart/{dialect}/"));

    private static IEnumerable<string> Names(string dialect) => Paths(dialect).Select(p => Path.GetFileNameWithoutExtension(p));
}
