using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>What a release keeps beside its contributors.</summary>
/// <param name="Outside">Answers stored but in no figure.</param>
/// <param name="Tables">The packed tables, carried forward byte for byte.</param>
internal sealed record ReleaseContent(long Outside, byte[] Tables)
{
    private const int Version = 1;

    /// <summary>The bytes that are stored.</summary>
    public byte[] Pack()
    {
        var w = new PackedWriter();
        w.Int(Version);
        w.Int(Outside);
        w.Bytes(Tables);
        return w.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static ReleaseContent Unpack(byte[] content)
    {
        var r = new PackedReader(content);
        if (r.Int() != Version)
        {
            throw new InvalidDataException("The release has a format that this program does not know.");
        }

        return new ReleaseContent(r.Int(), r.Bytes());
    }

    /// <summary>The tables.</summary>
    public PublishedTable[] Read() => SnapshotFormat.ReadTables(Tables);
}
