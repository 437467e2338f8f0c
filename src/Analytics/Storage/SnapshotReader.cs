using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Storage;

/// <summary>
/// The published snapshot, unpacked once and kept until the pointer names another. Each call asks the database for the
/// pointer, so that a snapshot published by another process is seen at once.
/// </summary>
internal sealed class SnapshotReader(Database database) : ISnapshotReader
{
    private readonly Lock _lock = new();
    private (string Id, Snapshot Snapshot)? _cached;

    public Snapshot? Current()
    {
        if (Pointer() is not { } pointer)
        {
            return null;
        }

        lock (_lock)
        {
            if (_cached is { } cached && cached.Id == pointer.Id)
            {
                return cached.Snapshot;
            }

            var content = database.Read(session => session.First<byte[]>("publish/content", new { id = pointer.Id }))
                ?? throw new StoreException(new Model.Message("store.damaged", database.Place), "The published snapshot has no content.");
            var snapshot = SnapshotFormat.Read(content);
            _cached = (pointer.Id, snapshot);
            return snapshot;
        }
    }

    public DateTime? PublishedAt() => Pointer()?.PublishedUtc;

    private Row? Pointer() => database.Read(session => session.First<Row>("publish/current"));

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public DateTime PublishedUtc { get; init; }
    }
}
