using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>The contract on the embedded store, in a file of its own per test, and what only files can do wrong.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-sql-").FullName;

    public override StoreOptions Place => new(StoreProvider.Sqlite, Path.Combine(_folder, "store", "digilo.db"));

    protected override void Remove()
    {
        // A delivery is written without the engine's own look at foreign keys: every test ends with it.
        if (File.Exists(Place.ConnectionString) && new FileInfo(Place.ConnectionString).Length > 4096)
        {
            var broken = Raw(s => Dapper.SqlMapper.Query<string>(s.Connection, "SELECT \"table\" FROM pragma_foreign_key_check", null, s.Transaction).ToList());
            Assert.Empty(broken);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_file_that_is_no_database_is_called_damaged_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place.ConnectionString)!);
        File.WriteAllText(Place.ConnectionString, "Detta är ingen databas utan en textfil som någon råkat lägga här, lång nog för ett filhuvud. " + new string('x', 200));
        Assert.Equal("store.damaged", Assert.Throws<StoreException>(() => Store.Open(Place)).Text.Code);
        Assert.Equal("store.damaged", Assert.Throws<StoreException>(() => Store.Migrate(Place, false, Utc)).Text.Code);
        Assert.StartsWith("Detta", File.ReadAllText(Place.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_database_says_so_and_keeps_what_was_there()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        var error = Assert.Throws<StoreException>(() => new Database(Place).Write(session =>
        {
            session.ExecuteText("PRAGMA max_page_count = 1");
            for (var i = 0; i < 100; i++)
            {
                session.Execute("configuration/add", new { id = 1000L + i, hash = new string('x', 10_000), utc = Utc });
            }

            return 0;
        }));
        Assert.Equal("store.full", error.Text.Code);
        Assert.Equal([1], Keys(Store));
    }

    [Fact]
    public void Reading_goes_on_beside_an_open_delivery()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        using var session = Store.Facts.Begin(Header(DeliveryKind.Survey));
        session.Write(Answers(1, 2));
        Assert.Equal([1], Keys(Store));
        session.Complete(0, 0, [], false);
        Assert.Equal([1, 2], Keys(Store));
    }

    [Fact]
    public void The_upgrade_that_makes_the_pseudonyms_anew_keeps_them_and_what_refers_to_them()
    {
        const string Change = "2026-11-25-pseudonyms-without-unique-index";
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", null, "101"));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "9", [3, 3]))));
        var before = Store.Columns.Responses(Org, InWave).Person;
        Raw(s =>
        {
            s.ExecuteText($"DROP INDEX ix_alias_alias_kind_id; DELETE FROM schema_change WHERE name = '{Change}'; UPDATE store_info SET schema_version = schema_version - 1;");
            return 0;
        });
        Assert.Equal([Change], Store.Migrate(Place, false, Utc));

        // It was not the last one of the changes.
        Raw(s => s.Execute("store/set_version", new { version = 1L + SchemaFiles.Changes("sqlite").Count }));
        using var store = Store.Open(Place);
        Assert.Equal(before, store.Columns.Responses(Org, InWave).Person);
        Assert.Equal(0, Raw(s => s.Query<string>("store/changes").Count(c => c == "none")));
        Assert.Empty(Raw(s => Dapper.SqlMapper.Query<string>(s.Connection, "SELECT \"table\" FROM pragma_foreign_key_check", null, s.Transaction).ToList()));
        Assert.Equal(1, Raw(s => Dapper.SqlMapper.ExecuteScalar<long>(s.Connection, "PRAGMA foreign_keys", null, s.Transaction)));
    }

    [Fact]
    public void A_store_in_which_a_pseudonym_stands_twice_is_refused()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        Raw(s =>
        {
            s.ExecuteText("INSERT INTO alias (id, alias_kind_id, hmac) SELECT id + 1000, alias_kind_id, hmac FROM alias");
            return 0;
        });
        Assert.Equal("store.damaged", Assert.Throws<StoreException>(() => DeliverRegister(Store, October, ("2", null, "101"))).Text.Code);
    }

    [Fact]
    public void Cells_whose_values_repeat_stop_and_come_back_are_written_as_they_are()
    {
        var value = new PublishedCell(CellState.Value, "", 0.24, 1, 120, 300, new PublishedInterval("wilson", 0.2, 0.28));
        var zero = new PublishedCell(CellState.Value, "", 0, 0, 0, 300);
        var hidden = new PublishedCell(CellState.Hidden, "few");
        var group = new PublishedCell(CellState.Class, respondents: 12, classKind: ClassKind.AtMost, classCount: 0);
        PublishedCell[] cells = [value, value, hidden, hidden, value, zero, group, group, zero, value];
        var sample = Sample.Snapshot(Hex("a"));
        var table = new PublishedTable(
            sample.Tables[0].Key, sample.DataDate, [sample.Tables[0].Rows[0]], [.. cells.Select((_, c) => $"c{c}")], cells);
        Store.Publisher.Publish(
            new Snapshot(sample.Id, sample.DataDate, "1.0", true, 5, 2, sample.Framework, sample.Organisations, [table]), [1], [], [], Utc);

        using var session = new Database(Place).Dialect.Open(Access.Read);
        using var reader = session.Connection.CreateCommand();
        reader.CommandText = "SELECT state, reason, estimate, respondents, population, interval_low, class_count, as_of FROM published_cell c INNER JOIN published_table t ON t.table_no = c.table_no ORDER BY column_no";
        reader.Transaction = session.Transaction;
        using var rows = reader.ExecuteReader();
        foreach (var cell in cells)
        {
            Assert.True(rows.Read());
            Assert.Equal((cell.State.ToString(), cell.Reason), (rows.GetString(0), rows.GetString(1)));
            Assert.Equal(cell.Estimate, rows.IsDBNull(2) ? null : rows.GetDouble(2));
            Assert.Equal(cell.Respondents, rows.IsDBNull(3) ? null : rows.GetInt32(3));
            Assert.Equal(cell.Population, rows.IsDBNull(4) ? null : rows.GetInt32(4));
            Assert.Equal(cell.Interval?.Low, rows.IsDBNull(5) ? null : rows.GetDouble(5));
            Assert.Equal(cell.ClassCount, rows.IsDBNull(6) ? null : rows.GetInt32(6));
            Assert.Equal("2023-10-31", rows.GetString(7));
        }

        Assert.False(rows.Read());
    }

    [Fact]
    public void The_store_writes_ahead_and_enforces_foreign_keys()
    {
        _ = Store;
        using var session = new Database(Place).Dialect.Open(Access.Read);
        Assert.Equal("wal", Dapper.SqlMapper.ExecuteScalar<string>(session.Connection, "PRAGMA journal_mode", null, session.Transaction));
        Assert.Equal(1L, Dapper.SqlMapper.ExecuteScalar<long>(session.Connection, "PRAGMA foreign_keys", null, session.Transaction));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_and_not_called_missing()
    {
        File.WriteAllText(Path.Combine(_folder, "store"), "en fil där mappen skulle ligga");
        var error = Assert.Throws<StoreException>(() => Store.Migrate(Place, false, Utc));
        Assert.Equal("store.readonly", error.Text.Code);
        Assert.Equal(Place.ConnectionString, error.Text.Arguments[0]);
        Directory.CreateDirectory(Path.Combine(_folder, "digilo.db"));
        Assert.Equal("store.readonly", Assert.Throws<StoreException>(() => Store.Migrate(new StoreOptions(StoreProvider.Sqlite, Path.Combine(_folder, "digilo.db")), false, Utc)).Text.Code);
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_not_quoted()
    {
        var error = Assert.Throws<StoreException>(() => Store.Open(new StoreOptions(StoreProvider.SqlServer, "Server=x;Password=hemligt;NoSuchWord=1")));
        Assert.Equal("store.settings", error.Text.Code);
        Assert.DoesNotContain("hemligt", error.ToString(), StringComparison.Ordinal);
    }
}
