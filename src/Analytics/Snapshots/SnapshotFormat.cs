using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Snapshots;

/// <summary>Placeholder for the packed format: remembers snapshots of this process. Replaced at merge.</summary>
internal static class SnapshotFormat
{
    private static readonly ConcurrentDictionary<string, Snapshot> Written = new(StringComparer.Ordinal);

    /// <summary>Bytes that <see cref="Read"/> understands in this process.</summary>
    internal static byte[] Write(Snapshot snapshot)
    {
        var key = Guid.NewGuid().ToString("N");
        Written[key] = snapshot;
        return Encoding.ASCII.GetBytes(key + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(snapshot.Id))));
    }

    /// <summary>The snapshot that was written.</summary>
    internal static Snapshot Read(byte[] content) => Written[Encoding.ASCII.GetString(content)[..32]];
}
