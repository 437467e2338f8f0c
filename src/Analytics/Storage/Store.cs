using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.Data.Sqlite;

namespace Digilo.Analytics.Storage;

/// <summary>
/// An open store: the one place from which its doors are had. Thread-safe; each call uses a connection of its own.
/// </summary>
/// <remarks>
/// On SQLite a delivery session holds the only write transaction from Begin to its end: between them the same thread must
/// not write anything else (runs, briefs, leases), or it waits for itself.
/// </remarks>
public sealed class Store : IDisposable
{
    private readonly Database _database;
    private readonly LeaseStore _leases;

    private Store(StoreOptions options, TimeProvider clock)
    {
        Options = options;
        _database = new Database(options);
        Synthetic = _database.Guard(() => new SchemaUpgrade(_database.Dialect, SchemaFiles.Changes(_database.Name)).Check(_database.Place));
        _leases = new LeaseStore(_database, clock);
        _database.Fence = _leases.Confirm;
        Facts = new FactStore(_database);
        var erasure = new ErasureStore(_database);
        (Erasure, Pseudonyms) = (erasure, erasure);
        Audit = new AuditLogStore(_database);
        Persons = new PersonStore(_database);
        Retention = new RetentionStore(_database);
        Snapshots = new SnapshotReader(_database);
        Ledger = new ImportLedgerStore(_database);
        Columns = new ColumnReader(_database);
        Structure = new StructureStore(Columns);
        Plans = new PlanStore(Columns);
        Frameworks = new FrameworkStore(Columns);
        Runs = new RunLogStore(_database);
        Briefs = new BriefArchiveStore(_database);
        ConfigurationLedger = new ConfigurationLedgerStore(_database);
        Pulls = new PullStateStore(_database);
        Subscriptions = new SubscriptionStore(_database);
        Sendings = new SendingStore(_database);
        Alerts = new AlertStore(_database);
        Publisher = new PublicationStore(_database);
    }

    /// <summary>Where it is.</summary>
    public StoreOptions Options { get; }

    /// <summary>True if the store was created for synthetic data; it stays so for ever.</summary>
    public bool Synthetic { get; }

    /// <summary>The door for deliveries.</summary>
    public IFactStore Facts { get; }

    /// <summary>Counts of pseudonyms.</summary>
    public IPseudonyms Pseudonyms { get; }

    /// <summary>The audit log.</summary>
    public IAuditLog Audit { get; }

    /// <summary>The published snapshot.</summary>
    public ISnapshotReader Snapshots { get; }

    /// <summary>The import ledger.</summary>
    public IImportLedger Ledger { get; }

    /// <summary>Units, roles and courses in force.</summary>
    public IStructure Structure { get; }

    /// <summary>Transformation plans and their actions in force.</summary>
    public IPlans Plans { get; }

    /// <summary>Delivered competence frameworks in force.</summary>
    public IFrameworks Frameworks { get; }

    /// <summary>Run history.</summary>
    public IRunLog Runs { get; }

    /// <summary>Leases.</summary>
    public ILeases Leases => _leases;

    /// <summary>Briefs.</summary>
    public IBriefArchive Briefs { get; }

    /// <summary>Which configuration was used from when.</summary>
    public IConfigurationLedger ConfigurationLedger { get; }

    /// <summary>How far remote sources have been fetched.</summary>
    public IPullStates Pulls { get; }

    /// <summary>Who gets briefs by mail.</summary>
    public ISubscriptions Subscriptions { get; }

    /// <summary>Mails, and what came of them.</summary>
    public ISendings Sendings { get; }

    /// <summary>Alerts.</summary>
    public IAlerts Alerts { get; }

    /// <summary>Erasure. Internal: Rights is its door.</summary>
    internal IErasure Erasure { get; }

    /// <summary>Everything held about one person. Internal: raw rows never cross the wall.</summary>
    internal PersonStore Persons { get; }

    /// <summary>What retention rules and unlinking take away. Internal: Rights is its door.</summary>
    internal RetentionStore Retention { get; }

    /// <summary>What is in force, in columns. Internal: raw rows never cross the wall.</summary>
    internal IColumnReader Columns { get; }

    /// <summary>Snapshots, releases and the pointer.</summary>
    internal IPublisher Publisher { get; }

    /// <summary>Creates or upgrades the schema. Idempotent.</summary>
    /// <param name="options">Where.</param>
    /// <param name="synthetic">Marks a new store as synthetic for ever; refused for a store that exists and is not.</param>
    /// <param name="utc">Now.</param>
    /// <returns>The changes that were applied, in order; empty if the store was up to date.</returns>
    /// <exception cref="StoreException">Newer than the program, unreachable, not to be written, or not synthetic as asked.</exception>
    public static IReadOnlyList<string> Migrate(StoreOptions options, bool synthetic, DateTime utc)
    {
        var database = new Database(options);
        return database.Guard(() =>
        {
            try
            {
                return new SchemaUpgrade(database.Dialect, SchemaFiles.Changes(database.Name)).Run(synthetic, utc);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CANTOPEN })
            {
                // Where the store is to be made, a file that cannot be opened is not a missing store.
                throw new StoreException(
                    new Message("store.readonly", database.Place, error.GetType().Name), $"The store cannot be written in {database.Place}.", error);
            }
            finally
            {
                (database.Dialect as SqliteDialect)?.Close();
            }
        });
    }

    /// <summary>Opens a store.</summary>
    /// <param name="options">Where.</param>
    /// <param name="clock">Decides when leases run out; the system's if null.</param>
    /// <exception cref="StoreException">Missing, older (run migrate) or newer than the program, or unreachable.</exception>
    public static Store Open(StoreOptions options, TimeProvider? clock = null) => new(options, clock ?? TimeProvider.System);

    /// <inheritdoc/>
    public void Dispose()
    {
        _leases.Dispose();
        _database.AwaitTidy();
        (_database.Dialect as SqliteDialect)?.Close();
    }
}
