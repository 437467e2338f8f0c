using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Storage;

/// <summary>
/// An open store: the one place from which its doors are had. Thread-safe; each call uses a connection of its own.
/// </summary>
public sealed class Store : IDisposable
{
    private Store(StoreOptions options) => Options = options;

    /// <summary>Where it is.</summary>
    public StoreOptions Options { get; }

    /// <summary>True if the store was created for synthetic data; it stays so for ever.</summary>
    public bool Synthetic => throw new NotImplementedException();

    /// <summary>The door for deliveries.</summary>
    public IFactStore Facts => throw new NotImplementedException();

    /// <summary>The published snapshot.</summary>
    public ISnapshotReader Snapshots => throw new NotImplementedException();

    /// <summary>The import ledger.</summary>
    public IImportLedger Ledger => throw new NotImplementedException();

    /// <summary>Units, roles and courses in force.</summary>
    public IStructure Structure => throw new NotImplementedException();

    /// <summary>Run history.</summary>
    public IRunLog Runs => throw new NotImplementedException();

    /// <summary>Leases.</summary>
    public ILeases Leases => throw new NotImplementedException();

    /// <summary>Briefs.</summary>
    public IBriefArchive Briefs => throw new NotImplementedException();

    /// <summary>What is in force, in columns. Internal: raw rows never cross the wall.</summary>
    internal IColumnReader Columns => throw new NotImplementedException();

    /// <summary>Snapshots, releases and the pointer.</summary>
    internal IPublisher Publisher => throw new NotImplementedException();

    /// <summary>Creates or upgrades the schema. Idempotent.</summary>
    /// <param name="options">Where.</param>
    /// <param name="synthetic">Marks a new store as synthetic for ever; refused for a store that exists and is not.</param>
    /// <param name="utc">Now.</param>
    /// <returns>The changes that were applied, in order; empty if the store was up to date.</returns>
    public static IReadOnlyList<string> Migrate(StoreOptions options, bool synthetic, DateTime utc) => throw new NotImplementedException();

    /// <summary>Opens a store.</summary>
    /// <exception cref="StoreException">Missing, older (run migrate) or newer than the program, or unreachable.</exception>
    public static Store Open(StoreOptions options) => new(options);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
