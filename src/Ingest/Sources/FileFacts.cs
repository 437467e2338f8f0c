using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// What one pass over the bytes tells before anything is parsed: size, hash, encoding. The encoding is judged by the whole
/// file, because a single Windows-1252 letter may first come after many megabytes of plain ASCII.
/// </summary>
internal sealed class FileFacts
{
    private const int SampleSize = 1 << 16;

    private FileFacts(string path, long size, DateTime modified, string hash, Encoding? encoding, byte[] sample)
    {
        Path = path;
        Size = size;
        Modified = modified;
        ContentHash = hash;
        Encoding = encoding;
        Sample = sample;
    }

    public string Path { get; }

    public long Size { get; }

    public DateTime Modified { get; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string ContentHash { get; }

    /// <summary>
    /// Null for UTF-8 (with or without BOM), otherwise what the bytes must be transcoded from. Half a character in UTF-16 becomes
    /// U+FFFD, which no code, level or text may hold: its row is held back.
    /// </summary>
    public Encoding? Encoding { get; }

    /// <summary>The first bytes as UTF-8 without BOM; may end in the middle of a row.</summary>
    public byte[] Sample { get; }

    /// <summary>True if the file has been written to since it was looked at.</summary>
    public bool HasChanged()
    {
        var info = new FileInfo(Path);
        return !info.Exists || info.Length != Size || info.LastWriteTimeUtc != Modified;
    }

    /// <summary>Looks at a file. Throws <see cref="FileFault"/> for what is not readable text.</summary>
    public static FileFacts Read(string path, SourceLimits limits)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            throw new FileFault(Directory.Exists(path) ? Rules.FileNotRegular : Rules.FileMissing);
        }

        // A FIFO, a device and a socket all have length 0: nothing of length 0 is ever opened, so nothing can block.
        if (info.Length == 0)
        {
            throw new FileFault(Rules.FileEmpty);
        }

        if (info.Length > limits.MaxFileBytes)
        {
            throw new FileFault(Rules.FileTooLarge, found: Shape.Bytes(info.Length), expected: Shape.Bytes(limits.MaxFileBytes));
        }

        var modified = info.LastWriteTimeUtc;
        using var stream = Open(path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            var scan = new EncodingScan();
            var head = Array.Empty<byte>();
            long size = 0;
            int read;
            while ((read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
            {
                var chunk = buffer.AsSpan(0, read);
                if (size == 0)
                {
                    head = chunk[..Math.Min(read, SampleSize)].ToArray();
                    if (Magic.Name(head) is { } kind)
                    {
                        throw new FileFault(Rules.FileNotText, found: "shape:file:" + kind);
                    }

                    scan.Begin(head);
                }

                sha.AppendData(chunk);
                scan.Add(chunk);
                size += read;
            }

            var encoding = scan.Decide();
            return new FileFacts(path, size, modified, Convert.ToHexStringLower(sha.GetHashAndReset()), encoding, ToUtf8(head, encoding));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Opens for reading from front to back.</summary>
    public static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static byte[] ToUtf8(byte[] head, Encoding? encoding)
    {
        if (encoding is null)
        {
            return head.AsSpan().StartsWith(Utf8Bom) ? head[3..] : head;
        }

        var text = encoding.GetString(head.AsSpan(0, head.Length & ~1));
        return Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
    }

    private static ReadOnlySpan<byte> Utf8Bom => [0xEF, 0xBB, 0xBF];

    /// <summary>Finds the encoding by BOM, by the pattern of NUL bytes, and by whether the whole is valid UTF-8.</summary>
    private sealed class EncodingScan
    {
        private readonly byte[] _carry = new byte[4];
        private int _carried;
        private Encoding? _utf16;
        private bool _bom;
        private bool _nul;
        private bool _undefined1252;
        private long _invalid;
        private long _multibyte;

        public void Begin(ReadOnlySpan<byte> head)
        {
            if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            {
                throw new FileFault(Rules.EncodingBroken, found: "UTF-32", expected: Expected.Encodings);
            }

            _bom = head.StartsWith(Utf8Bom);
            if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            {
                _utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
            }
            else if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            {
                _utf16 = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
            }
            else if (!_bom)
            {
                _utf16 = WithoutBom(head);
            }
        }

        /// <summary>Text in Latin letters has a NUL in nearly every second byte of UTF-16 and in none of the others.</summary>
        private static UnicodeEncoding? WithoutBom(ReadOnlySpan<byte> head)
        {
            int even = 0, odd = 0;
            for (var i = 0; i + 1 < head.Length; i += 2)
            {
                even += head[i] == 0 ? 1 : 0;
                odd += head[i + 1] == 0 ? 1 : 0;
            }

            var pairs = head.Length / 2;
            return (even, odd) switch
            {
                (0, _) when odd * 10 > pairs * 6 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
                (_, 0) when even * 10 > pairs * 6 => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
                _ => null,
            };
        }

        public void Add(ReadOnlySpan<byte> chunk)
        {
            if (_utf16 is not null)
            {
                return;
            }

            _nul |= chunk.Contains((byte)0);
            if (_carried > 0)
            {
                // A character cut by the end of the last chunk: judged together with the first bytes of this one.
                var take = Math.Min(chunk.Length, 4 - _carried);
                chunk[..take].CopyTo(_carry.AsSpan(_carried));
                var status = Rune.DecodeFromUtf8(_carry.AsSpan(0, _carried + take), out _, out var used);
                var rest = Math.Max(0, used - _carried);
                Count(status == OperationStatus.Done);
                _carried = 0;
                chunk = chunk[Math.Min(rest, chunk.Length)..];
            }

            if (System.Text.Unicode.Utf8.IsValid(chunk))
            {
                // Bytes beyond the number of characters: one for each å, ä, ö.
                _multibyte += chunk.Length - System.Text.Encoding.UTF8.GetCharCount(chunk);
                return;
            }

            while (!chunk.IsEmpty)
            {
                var next = chunk.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (next < 0)
                {
                    return;
                }

                chunk = chunk[next..];
                var status = Rune.DecodeFromUtf8(chunk, out _, out var used);
                if (status == OperationStatus.NeedMoreData)
                {
                    chunk.CopyTo(_carry);
                    _carried = chunk.Length;
                    return;
                }

                Count(status == OperationStatus.Done);
                if (status != OperationStatus.Done)
                {
                    _undefined1252 |= chunk[0] is 0x81 or 0x8D or 0x8F or 0x90 or 0x9D;
                    used = 1;
                }

                chunk = chunk[used..];
            }
        }

        private void Count(bool valid)
        {
            if (valid)
            {
                _multibyte++;
            }
            else
            {
                _invalid++;
            }
        }

        public Encoding? Decide()
        {
            if (_utf16 is not null)
            {
                return _utf16;
            }

            if (_nul)
            {
                throw new FileFault(Rules.FileNul);
            }

            if (_carried > 0)
            {
                _invalid++;
            }

            if (_invalid == 0)
            {
                return null;
            }

            // Windows-1252 letters hardly ever form valid UTF-8 by chance: many valid ones beside invalid ones mean a mix.
            if (_bom || _undefined1252 || _multibyte >= _invalid)
            {
                throw new FileFault(Rules.EncodingBroken, found: _bom || _multibyte > 0 ? "UTF-8 + ?" : "?", expected: Expected.Encodings);
            }

            return CodePagesEncodingProvider.Instance.GetEncoding(1252)
                ?? throw new InvalidOperationException("Windows-1252 is missing from the runtime.");
        }
    }
}

/// <summary>First bytes of files that are often delivered under a wrong ending.</summary>
internal static class Magic
{
    public static string? Name(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF"u8) ? "pdf"
        : head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) ? "zip"
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "ole"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image"
        : head.StartsWith("{\\rtf"u8) ? "rtf"
        : head.StartsWith("<?xml"u8) || head.StartsWith("<!DOCTYPE"u8) || head.StartsWith("<html"u8) ? "xml"
        : head.StartsWith("SQLite format"u8) ? "database"
        : null;
}
