using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>
/// What every store does, whatever engine holds it. Derived once per engine; the tests are the same, the data are the same.
/// </summary>
public abstract partial class StoreContract : IDisposable
{
    private Store? _store;

    /// <summary>An empty place for a store, removed with the test.</summary>
    public abstract StoreOptions Place { get; }

    internal Store Store => _store ??= NewStore();

    public void Dispose()
    {
        _store?.Dispose();
        Remove();
        GC.SuppressFinalize(this);
    }

    protected abstract void Remove();

    private Store NewStore()
    {
        Store.Migrate(Place, synthetic: true, Sample.Utc);
        return Store.Open(Place);
    }

    /// <summary>Runs a statement past the store, as a faulty or newer program would.</summary>
    internal T Raw<T>(Func<Session, T> work)
    {
        using var session = new Database(Place).Dialect.Open(Access.Write);
        var result = work(session);
        session.Commit();
        return result;
    }

    internal static long[] Keys(Store store) => store.Columns.Responses(Sample.Org, Sample.InWave).RowKey;

    [Fact]
    public void Migrate_twice_applies_nothing_the_second_time()
    {
        Assert.NotEmpty(Store.Migrate(Place, false, Sample.Utc));
        Assert.Empty(Store.Migrate(Place, false, Sample.Utc));
    }

    [Fact]
    public void Opening_a_place_without_a_store_says_that_it_is_missing()
    {
        var error = Assert.Throws<StoreException>(() => Store.Open(Place));
        Assert.Equal("store.missing", error.Text.Code);
    }

    [Fact]
    public void A_newer_schema_is_refused_by_open_and_migrate_and_left_as_it_was()
    {
        Store.Migrate(Place, false, Sample.Utc);
        Raw(s => s.Execute("store/set_version", new { version = 99L }));
        Assert.Equal("store.newer", Assert.Throws<StoreException>(() => Store.Open(Place)).Text.Code);
        Assert.Equal("store.newer", Assert.Throws<StoreException>(() => Store.Migrate(Place, false, Sample.Utc)).Text.Code);
    }

    [Fact]
    public void Synthetic_is_for_ever_and_cannot_be_had_afterwards()
    {
        Store.Migrate(Place, true, Sample.Utc);
        Store.Migrate(Place, false, Sample.Utc);
        using (var store = Store.Open(Place))
        {
            Assert.True(store.Synthetic);
        }
    }

    [Fact]
    public void A_real_store_refuses_to_become_synthetic()
    {
        Store.Migrate(Place, false, Sample.Utc);
        Assert.Equal("store.not-synthetic", Assert.Throws<StoreException>(() => Store.Migrate(Place, true, Sample.Utc)).Text.Code);
        using var store = Store.Open(Place);
        Assert.False(store.Synthetic);
    }

    [Fact]
    public void Dated_changes_are_applied_once_in_order_and_move_the_version()
    {
        var dialect = new Database(Place).Dialect;
        new SchemaUpgrade(dialect, []).Run(false, Sample.Utc);
        SchemaChange[] changes =
        [
            new("2026-01-01-first", "CREATE TABLE sample_a (id INT NOT NULL);\nGO\nINSERT INTO sample_a (id) VALUES (1);"),
            new("2026-02-01-second", "INSERT INTO sample_a (id) SELECT s.id + 1 FROM sample_a s;"),
        ];
        Assert.Equal(["2026-01-01-first"], new SchemaUpgrade(dialect, changes[..1]).Run(false, Sample.Utc));
        Assert.Equal("store.older", Assert.Throws<StoreException>(() => new SchemaUpgrade(dialect, changes).Check("x")).Text.Code);
        Assert.Equal(["2026-02-01-second"], new SchemaUpgrade(dialect, changes).Run(false, Sample.Utc));
        Assert.Empty(new SchemaUpgrade(dialect, changes).Run(false, Sample.Utc));
        Assert.Equal(["2026-01-01-first", "2026-02-01-second"], Raw(s => s.Query<string>("store/changes")));
        Assert.Equal("store.newer", Assert.Throws<StoreException>(() => new SchemaUpgrade(dialect, changes[..1]).Check("x")).Text.Code);
    }

    [Fact]
    public void A_change_with_an_earlier_name_than_one_that_is_there_leads_to_the_programs_version()
    {
        var dialect = new Database(Place).Dialect;
        new SchemaUpgrade(dialect, []).Run(false, Sample.Utc);
        SchemaChange[] changes = [new("2026-01-01-late", "CREATE TABLE sample_c (id INT NOT NULL);"), new("2026-01-01-soon", "CREATE TABLE sample_d (id INT NOT NULL);")];
        new SchemaUpgrade(dialect, changes[1..]).Run(false, Sample.Utc);
        Assert.Equal(["2026-01-01-late"], new SchemaUpgrade(dialect, changes).Run(false, Sample.Utc));
        new SchemaUpgrade(dialect, changes).Check("x");
        Assert.Empty(new SchemaUpgrade(dialect, changes).Run(false, Sample.Utc));
    }

    [Fact]
    public void A_change_that_fails_leaves_the_store_as_it_was()
    {
        Store.Migrate(Place, false, Sample.Utc);
        var dialect = new Database(Place).Dialect;
        var before = Raw(s => s.Query<string>("store/changes"));
        SchemaChange[] changes = [new("2026-01-01-broken", "CREATE TABLE sample_b (id INT NOT NULL);\nGO\nINSERT INTO no_such_table (id) VALUES (1);")];
        Assert.ThrowsAny<System.Data.Common.DbException>(() => new SchemaUpgrade(dialect, [.. SchemaFiles.Changes(new Database(Place).Name), .. changes]).Run(false, Sample.Utc));
        Assert.Equal(before, Raw(s => s.Query<string>("store/changes")));
        using var store = Store.Open(Place);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Raw(s =>
        {
            s.ExecuteText("INSERT INTO sample_b (id) VALUES (1);");
            return 0;
        }));
    }
}
