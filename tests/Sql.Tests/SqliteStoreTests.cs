using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>The contract on the embedded store, in a file of its own per test, and what only files can do wrong.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-sql-").FullName;

    public override StoreOptions Place => new(StoreProvider.Sqlite, Path.Combine(_folder, "store", "digilo.db"));

    protected override void Remove() => Directory.Delete(_folder, recursive: true);

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
        session.Complete(0, [], false);
        Assert.Equal([1, 2], Keys(Store));
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
