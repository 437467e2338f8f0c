using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>
/// Encrypted files: AES-256-GCM in blocks of 64 kB, each with its own number and a mark on the last one, so that a file that was
/// cut, reordered or changed is noticed. Every file has a key of its own, derived from the organisation's by HKDF and 32 random bytes.
/// </summary>
/// <remarks>Layout: "DIGS1", 32 bytes salt, then per block: 4 bytes length, ciphertext, 16 bytes tag. Nonce = block number; last block: bit 31 of the length.</remarks>
internal sealed class SealedWriter : Stream
{
    internal const int Block = 1 << 16, SaltBytes = 32, TagBytes = 16, HeadBytes = 4;
    internal const uint Last = 1u << 31;

    private readonly Stream _target;
    private readonly AesGcm _aes;
    private readonly byte[] _plain = new byte[Block];
    private readonly byte[] _sealed = new byte[HeadBytes + Block + TagBytes];
    private int _filled;
    private uint _number;
    private bool _ended;

    /// <summary>Owns the target.</summary>
    public SealedWriter(Stream target, byte[] secret)
    {
        _target = target;
        Span<byte> salt = stackalloc byte[SaltBytes];
        RandomNumberGenerator.Fill(salt);
        _aes = new AesGcm(Key(secret, salt), TagBytes);
        target.Write(MagicBytes);
        target.Write(salt);
    }

    internal static ReadOnlySpan<byte> MagicBytes => "DIGS1"u8;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    internal static byte[] Key(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, "digilo sealed file"u8);
        return key;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == Block)
            {
                WriteBlock(last: false);
            }

            var take = Math.Min(buffer.Length, Block - _filled);
            buffer[..take].CopyTo(_plain.AsSpan(_filled));
            _filled += take;
            buffer = buffer[take..];
        }
    }

    /// <summary>Writes the last block. A file without it does not open.</summary>
    public void End()
    {
        if (!_ended)
        {
            _ended = true;
            WriteBlock(last: true);
            if (_target is FileStream file)
            {
                file.Flush(flushToDisk: true);
            }
            else
            {
                _target.Flush();
            }
        }
    }

    private void WriteBlock(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        nonce.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(nonce, _number++);
        var head = _sealed.AsSpan(0, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)_filled | (last ? Last : 0));
        _aes.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(HeadBytes, _filled), _sealed.AsSpan(HeadBytes + _filled, TagBytes), head);
        _target.Write(_sealed.AsSpan(0, HeadBytes + _filled + TagBytes));
        _filled = 0;
    }

    public override void Flush()
    {
        // Blocks are written when they are full; what is left waits for End.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_plain);
            _aes.Dispose();
            _target.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Opens what <see cref="SealedWriter"/> wrote.</summary>
internal static class SealedFile
{
    /// <summary>Decrypts to a stream.</summary>
    /// <exception cref="InvalidDataException">Not such a file, cut short, changed, or another key.</exception>
    public static void Unseal(Stream source, byte[] secret, Stream target)
    {
        try
        {
            Span<byte> head = stackalloc byte[SealedWriter.MagicBytes.Length + SealedWriter.SaltBytes];
            source.ReadExactly(head);
            if (!head.StartsWith(SealedWriter.MagicBytes))
            {
                throw new InvalidDataException("Not a sealed file.");
            }

            using var aes = new AesGcm(SealedWriter.Key(secret, head[SealedWriter.MagicBytes.Length..]), SealedWriter.TagBytes);
            var cipher = new byte[SealedWriter.Block];
            var plain = new byte[SealedWriter.Block];
            Span<byte> nonce = stackalloc byte[12];
            Span<byte> length = stackalloc byte[4];
            Span<byte> tag = stackalloc byte[SealedWriter.TagBytes];
            nonce.Clear();
            for (uint number = 0; ; number++)
            {
                source.ReadExactly(length);
                var word = BinaryPrimitives.ReadUInt32LittleEndian(length);
                var count = (int)(word & ~SealedWriter.Last);
                if (count > SealedWriter.Block)
                {
                    throw new InvalidDataException("The sealed file is damaged.");
                }

                source.ReadExactly(cipher.AsSpan(0, count));
                source.ReadExactly(tag);
                BinaryPrimitives.WriteUInt32LittleEndian(nonce, number);
                aes.Decrypt(nonce, cipher.AsSpan(0, count), tag, plain.AsSpan(0, count), length);
                target.Write(plain.AsSpan(0, count));
                if ((word & SealedWriter.Last) != 0)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is CryptographicException or EndOfStreamException)
        {
            throw new InvalidDataException("The sealed file is damaged, cut short, or sealed with another key.", e);
        }
    }
}
