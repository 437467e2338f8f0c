using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>What a file is made of, by its first bytes.</summary>
internal enum Container
{
    /// <summary>Text in rows.</summary>
    Text,
    /// <summary>XML in text.</summary>
    Xml,
    /// <summary>JSON in text.</summary>
    Json,
    /// <summary>A ZIP archive: a workbook, a survey archive.</summary>
    Zip,
    /// <summary>A compound file: an old workbook, or an encrypted new one.</summary>
    Ole,
}

/// <summary>
/// What one pass over the bytes tells before anything is parsed: size, hash, container, encoding. The encoding is judged by the
/// whole file, because a single Windows-1252 letter may first come after many megabytes of plain ASCII.
/// </summary>
internal sealed class FileFacts
{
    private const int SampleSize = 1 << 16, SmallPiece = 1 << 18, LargePiece = 1 << 20;

    private readonly Encoding? _encoding;
    private readonly Finding? _fault;

    private FileFacts(string path, long size, DateTime modified, string hash, ulong check, Encoding? encoding, Finding? fault, byte[] head)
    {
        Check = check;
        Path = path;
        Size = size;
        Modified = modified;
        ContentHash = hash;
        _encoding = encoding;
        _fault = fault;
        Container = Magic.ContainerOf(head);
        Sample = Container == Container.Text ? ToUtf8(head, encoding) : head;
        Container = Container == Container.Text ? Magic.MarkupOf(Sample) : Container;
    }

    public string Path { get; }

    public long Size { get; }

    public DateTime Modified { get; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string ContentHash { get; }

    /// <summary>By <see cref="ContentCheck"/>, for a second reading in this process.</summary>
    public ulong Check { get; }

    /// <summary>What it is made of.</summary>
    public Container Container { get; }

    /// <summary>The first bytes, of a text as UTF-8 without BOM; may end in the middle of a row.</summary>
    public byte[] Sample { get; }

    /// <summary>
    /// Null for UTF-8 (with or without BOM), otherwise what the bytes must be transcoded from. Half a character in UTF-16 becomes
    /// U+FFFD, which no code, level or text may hold: its row is held back.
    /// </summary>
    /// <param name="named">The encoding that the profile names, or empty: then the file is judged by its bytes.</param>
    /// <exception cref="FileFault">The bytes are no text in one encoding.</exception>
    public Encoding? TextEncoding(string named) =>
        named.Length > 0 ? Encodings.Find(named) : _fault is null ? _encoding : throw new FileFault(_fault);

    /// <summary>For findings: what the file is.</summary>
    public string Describe() =>
        "shape:file:" + (Container == Container.Zip ? Workbooks.WorkbookPackage.KindOf(Path) : Container.ToString().ToLowerInvariant());

    /// <summary>True if the file has been written to since it was looked at.</summary>
    public bool HasChanged()
    {
        var info = new FileInfo(Path);
        return !info.Exists || info.Length != Size || info.LastWriteTimeUtc != Modified;
    }

    /// <summary>Looks at a file. Throws <see cref="FileFault"/> for what is not readable text.</summary>
    public static FileFacts Read(string path, SourceLimits limits)
    {
        var info = Target(path);
        path = info.FullName;
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

        // The pieces of a large file are hashed one after the other while the next ones are read and judged.
        using var hashing = new Hashing(sha, isLarge: info.Length > LargePiece * 4);
        var scan = new EncodingScan();
        var head = Array.Empty<byte>();
        var isText = true;
        long size = 0;
        while (true)
        {
            var buffer = hashing.NextBuffer();
            var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (read == 0)
            {
                break;
            }

            var chunk = buffer.AsMemory(0, read);
            if (size == 0)
            {
                head = chunk.Span[..Math.Min(read, SampleSize)].ToArray();
                if (Magic.Refused(head) is { } kind)
                {
                    throw new FileFault(Rules.FileNotText, found: "shape:file:" + kind);
                }

                isText = Magic.ContainerOf(head) == Container.Text;
                scan.Begin(head);
            }

            hashing.Add(chunk);
            if (isText)
            {
                scan.Add(chunk.Span);
            }

            size += read;
            if (size > limits.MaxFileBytes)
            {
                // It grows while it is read.
                throw new FileFault(Rules.FileTooLarge, found: Shape.Bytes(size), expected: Shape.Bytes(limits.MaxFileBytes));
            }
        }

        var (encoding, fault) = isText ? scan.Decide() : default;
        return new FileFacts(path, size, modified, hashing.End(), hashing.Check, encoding, fault, head);
    }

    /// <summary>A link is read as what it leads to: its own length and time say nothing of that, be it a file, a device or a pipe.</summary>
    /// <exception cref="FileFault">Links in a ring.</exception>
    public static FileInfo Target(string path)
    {
        var info = new FileInfo(path);
        try
        {
            return info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : info;
        }
        catch (IOException)
        {
            // Links in a ring lead nowhere.
            throw new FileFault(Rules.FileNotRegular);
        }
    }

    /// <summary>Hashes pieces in their order: small ones at once, those of a large file beside what goes on.</summary>
    private sealed class Hashing(IncrementalHash sha, bool isLarge) : IDisposable
    {
        private const int Buffers = 4;

        private readonly (byte[] Buffer, Task Hashed)[] _pieces =
            [.. Enumerable.Range(0, isLarge ? Buffers : 1).Select(_ => (ArrayPool<byte>.Shared.Rent(isLarge ? LargePiece : SmallPiece), Task.CompletedTask))];

        private readonly ContentCheck _check = new();
        private int _turn = -1;
        private Task _last = Task.CompletedTask;

        /// <summary>A buffer whose bytes nobody needs any more.</summary>
        public byte[] NextBuffer()
        {
            _turn = (_turn + 1) % _pieces.Length;
            _pieces[_turn].Hashed.GetAwaiter().GetResult();
            return _pieces[_turn].Buffer;
        }

        /// <summary>Hashes what is in the buffer given last.</summary>
        public void Add(ReadOnlyMemory<byte> chunk)
        {
            if (!isLarge)
            {
                Take(chunk);
                return;
            }

            _last = _last.ContinueWith(
                _ => Take(chunk), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _pieces[_turn].Hashed = _last;
        }

        /// <summary>The check of all pieces, once they are hashed.</summary>
        public ulong Check => _check.Value;

        /// <summary>The hash of all pieces, lower-case hex.</summary>
        public string End()
        {
            _last.GetAwaiter().GetResult();
            return Convert.ToHexStringLower(sha.GetHashAndReset());
        }

        private void Take(ReadOnlyMemory<byte> chunk)
        {
            sha.AppendData(chunk.Span);
            _check.Add(chunk.Span);
        }

        public void Dispose()
        {
            ((IAsyncResult)_last).AsyncWaitHandle.WaitOne();
            foreach (var piece in _pieces)
            {
                ArrayPool<byte>.Shared.Return(piece.Buffer, clearArray: true);
            }
        }
    }

    /// <summary>Opens for reading from front to back.</summary>
    public static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.SequentialScan });

    private static byte[] ToUtf8(byte[] head, Encoding? encoding)
    {
        if (encoding is null)
        {
            // Files that were put together by hand may have a mark each.
            while (head.AsSpan().StartsWith(Utf8Bom))
            {
                head = head[3..];
            }

            return head;
        }

        // UTF-16 in whole characters; the sample may end in the middle of one.
        var text = encoding.GetString(head.AsSpan(0, encoding is UnicodeEncoding ? head.Length & ~1 : head.Length));
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
        private bool _utf32;
        private bool _nul;
        private bool _undefined1252;
        private long _invalid;
        private long _multibyte;

        public void Begin(ReadOnlySpan<byte> head)
        {
            _utf32 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]);
            _bom = head.StartsWith(Utf8Bom);
            if (_utf32)
            {
                return;
            }

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
            if (_utf16 is not null || _utf32)
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
                // Bytes that continue a character: one for each å, ä, ö.
                _multibyte += Continuations(chunk);
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

        /// <summary>Bytes 0x80 to 0xBF.</summary>
        private static long Continuations(ReadOnlySpan<byte> chunk)
        {
            var signed = MemoryMarshal.Cast<byte, sbyte>(chunk);
            long count = 0;
            while (signed.Length >= Vector<sbyte>.Count)
            {
                // A lane counts down by one at a time and holds 127 of them.
                var sums = Vector<sbyte>.Zero;
                var whole = Math.Min(signed.Length / Vector<sbyte>.Count, 127);
                for (var i = 0; i < whole; i++)
                {
                    sums += Vector.LessThan(new Vector<sbyte>(signed[(i * Vector<sbyte>.Count)..]), new Vector<sbyte>(-64));
                }

                Vector.Widen(sums, out var low, out var high);
                count -= Vector.Sum(low) + Vector.Sum(high);
                signed = signed[(whole * Vector<sbyte>.Count)..];
            }

            foreach (var b in signed)
            {
                count += b < -64 ? 1 : 0;
            }

            return count;
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

        /// <summary>The encoding, or why there is none: told only when the file is to be read as text.</summary>
        public (Encoding? Encoding, Finding? Fault) Decide()
        {
            if (_utf32)
            {
                return (null, new FileFault(Rules.EncodingBroken, found: "UTF-32", expected: Expected.Encodings).Finding);
            }

            if (_utf16 is not null)
            {
                return (_utf16, null);
            }

            if (_nul)
            {
                return (null, new FileFault(Rules.FileNul).Finding);
            }

            if (_carried > 0)
            {
                _invalid++;
            }

            if (_invalid == 0)
            {
                return (null, null);
            }

            // Windows-1252 letters hardly ever form valid UTF-8 by chance: many valid ones beside invalid ones mean a mix.
            return _bom || _undefined1252 || _multibyte >= _invalid
                ? (null, new FileFault(Rules.EncodingBroken, found: _bom || _multibyte > 0 ? "UTF-8 + ?" : "?", expected: Expected.Encodings).Finding)
                : (Encodings.Find("windows-1252"), null);
        }
    }
}

/// <summary>Encodings that a profile may name where a file's bytes do not tell.</summary>
internal static class Encodings
{
    /// <summary>Names in profiles.</summary>
    public static IReadOnlyList<string> Names { get; } = ["utf-8", "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh", "ibm850", "utf-16", "utf-16be"];

    /// <summary>The encoding with a name; null for UTF-8, which needs no transcoding.</summary>
    public static Encoding? Find(string name) => name switch
    {
        "utf-8" => null,
        "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        "iso-8859-1" => Encoding.Latin1,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? throw new InvalidOperationException($"The encoding {name} is missing from the runtime."),
    };
}

/// <summary>What first bytes tell.</summary>
internal static class Magic
{
    /// <summary>The kind of a file that is never a delivery, often delivered under a wrong ending; null if it may be one.</summary>
    public static string? Refused(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF"u8) ? "pdf"
        : head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "gzip"
        : head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) || head.StartsWith("Rar!"u8) ? "archive"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image"
        : head.StartsWith("{\\rtf"u8) ? "rtf"
        : head.StartsWith("<!DOCTYPE html"u8) || head.StartsWith("<!doctype html"u8) || head.StartsWith("<html"u8) ? "html"
        : head.StartsWith("SQLite format"u8) ? "database"
        : head.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) || head.StartsWith("MZ"u8) && head.Length > 64 && head[..64].Contains((byte)0) ? "program"
        : null;

    /// <summary>What a file that is not plain text is made of.</summary>
    public static Container ContainerOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) ? Container.Zip
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? Container.Ole
        : Container.Text;

    /// <summary>Whether a text in UTF-8 is XML, JSON or neither: a heading may begin with a bracket, so JSON must show what follows one.</summary>
    public static Container MarkupOf(ReadOnlySpan<byte> sample)
    {
        var text = Mapping.Cells.Trim(sample);
        if (text.StartsWith("<?xml"u8) || (text.StartsWith("<"u8) && text.Length > 1 && (char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'!')))
        {
            return Container.Xml;
        }

        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'['))
        {
            return Container.Text;
        }

        var inner = Mapping.Cells.Trim(text[1..]);
        return inner.IsEmpty || inner[0] is (byte)'"' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' ? Container.Json : Container.Text;
    }
}
