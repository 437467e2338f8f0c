using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>What a release keeps beside its contributors.</summary>
/// <param name="Outside">Answers stored but in no figure.</param>
/// <param name="Excluded">Those of them that were left out for their quality.</param>
/// <param name="Tables">The packed tables, carried forward byte for byte.</param>
internal sealed record ReleaseContent(long Outside, ExcludedAnswers Excluded, byte[] Tables)
{
    // 1 knew no answers left out for their quality, 2 no consent.
    private const int Version = 3;

    /// <summary>
    /// Whether the organisation had agreed to be shown beside the others when the wave was released (method §4.9); null in what an older
    /// program kept.
    /// </summary>
    public bool? Consent { get; init; }

    /// <summary>The bytes that are stored.</summary>
    public byte[] Pack()
    {
        var w = new PackedWriter();
        w.Int(Version);
        w.Int(Outside);
        w.Int(Excluded.Total);
        w.List(Excluded.ByReason, e =>
        {
            w.Text(e.Reason);
            w.Int(e.Count);
        });
        w.Byte((byte)(Consent switch { null => 0, false => 1, true => 2 }));
        w.Bytes(Tables);
        return w.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static ReleaseContent Unpack(byte[] content)
    {
        var r = new PackedReader(content);
        var version = r.Int();
        if (version is < 1 or > Version)
        {
            throw new InvalidDataException("The release has a format that this program does not know.");
        }

        var outside = r.Int();
        var excluded = version == 1 ? ExcludedAnswers.None : new ExcludedAnswers(r.Int(), r.List(() => (r.Text(), r.Int())));
        var consent = version < 3 ? (byte)0 : r.Byte();
        return new ReleaseContent(outside, excluded, r.Bytes()) { Consent = consent == 0 ? null : consent == 2 };
    }

    /// <summary>The tables.</summary>
    public PublishedTable[] Read() => SnapshotFormat.ReadTables(Tables);
}
