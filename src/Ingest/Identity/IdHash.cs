using System.Buffers.Binary;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>
/// Tells the ids of one file apart: 64 bits that follow from a secret, so that nobody can make two ids alike. Never stored.
/// </summary>
internal sealed class IdHash
{
    private const ulong P0 = 0xA0761D6478BD642F, P1 = 0xE7037ED1A0B428DB;

    private readonly ulong _seed, _salt;

    public IdHash(ReadOnlySpan<byte> secret)
    {
        var seed = System.Security.Cryptography.SHA256.HashData([.. "digilo id hash"u8, .. secret]);
        (_seed, _salt) = (BinaryPrimitives.ReadUInt64LittleEndian(seed), BinaryPrimitives.ReadUInt64LittleEndian(seed.AsSpan(8)));
    }

    /// <summary>The hash of an id.</summary>
    public long Of(ReadOnlySpan<byte> id)
    {
        var length = (ulong)id.Length;
        var hash = _seed;
        while (id.Length >= 16)
        {
            hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(id) ^ hash ^ P0, BinaryPrimitives.ReadUInt64LittleEndian(id[8..]) ^ _salt);
            id = id[16..];
        }

        var (first, last) = Rest(id);
        hash = Mix(first ^ hash ^ P1, last ^ _salt);
        return (long)Mix(hash ^ length, _salt ^ P0);
    }

    /// <summary>Fewer than sixteen bytes as two words that, with the length, are those bytes and no others.</summary>
    private static (ulong First, ulong Last) Rest(ReadOnlySpan<byte> id) => id.Length switch
    {
        >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(id), BinaryPrimitives.ReadUInt64LittleEndian(id[^8..])),
        >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(id), BinaryPrimitives.ReadUInt32LittleEndian(id[^4..])),
        >= 2 => (BinaryPrimitives.ReadUInt16LittleEndian(id), id[^1]),
        1 => (id[0], 0),
        _ => (0, 0),
    };

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
