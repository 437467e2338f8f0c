using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Ingest.Identity;

/// <summary>HMAC-SHA-256 over kind, a zero byte and the normalised id: the same id of two kinds gives two unrelated pseudonyms.</summary>
internal sealed class Pseudonymiser : IDisposable
{
    private readonly IncrementalHash _hmac;
    private readonly byte[] _domain;
    private readonly Vector256<uint>[] _inner = new Vector256<uint>[Sha256Lanes.Words];
    private readonly Vector256<uint>[] _outer = new Vector256<uint>[Sha256Lanes.Words];

    public Pseudonymiser(byte[] secret, string kind)
    {
        _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        _domain = [.. Encoding.UTF8.GetBytes(kind), 0];
        if (Sha256Lanes.IsFast)
        {
            Sha256Lanes.Begin(secret, 0x36, _inner);
            Sha256Lanes.Begin(secret, 0x5c, _outer);
        }
    }

    /// <summary>Writes 32 bytes.</summary>
    public void Write(ReadOnlySpan<byte> normalised, Span<byte> hmac)
    {
        _hmac.AppendData(_domain);
        _hmac.AppendData(normalised);
        _hmac.GetHashAndReset(hmac);
    }

    /// <summary>Puts an id into a block for <see cref="WriteMany"/>; false if it is too long for one, or none are made here.</summary>
    public bool TryPut(ReadOnlySpan<byte> normalised, Span<byte> block)
    {
        var length = _domain.Length + normalised.Length;
        if (!Sha256Lanes.IsFast || length > Sha256Lanes.Block - 9)
        {
            return false;
        }

        block.Clear();
        _domain.CopyTo(block);
        normalised.CopyTo(block[_domain.Length..]);
        block[length] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(block[(Sha256Lanes.Block - 2)..], (ushort)((Sha256Lanes.Block + length) * 8));
        return true;
    }

    /// <summary>Writes 32 bytes for each block, eight at a time: both spans are whole eights.</summary>
    public void WriteMany(ReadOnlySpan<byte> blocks, Span<byte> hmacs)
    {
        for (var at = 0; at < blocks.Length / Sha256Lanes.Block; at += Sha256Lanes.Lanes)
        {
            Sha256Lanes.Hmac(
                _inner, _outer, blocks.Slice(at * Sha256Lanes.Block, Sha256Lanes.Lanes * Sha256Lanes.Block),
                hmacs.Slice(at * 32, Sha256Lanes.Lanes * 32));
        }
    }

    public void Dispose()
    {
        _hmac.Dispose();
        Array.Clear(_inner);
        Array.Clear(_outer);
    }
}
