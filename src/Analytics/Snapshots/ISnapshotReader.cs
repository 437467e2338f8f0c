namespace Digilo.Analytics.Snapshots;

/// <summary>Gives the published snapshot. Cheap to call on every request: content is read once per snapshot.</summary>
public interface ISnapshotReader
{
    /// <summary>The snapshot that the pointer names now, or null before the first publication.</summary>
    Snapshot? Current();

    /// <summary>When the current snapshot was published, UTC; null before the first.</summary>
    DateTime? PublishedAt();
}
