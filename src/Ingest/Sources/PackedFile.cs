using System.Buffers.Binary;
using System.IO.Compression;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// A ZIP archive that may have been made to do harm: its table of contents is measured before it is read, what comes out is counted
/// whatever the archive says of it, and no name in it is ever a place on disk.
/// </summary>
internal sealed class PackedFile : IDisposable
{
    private const int MaxTable = 8 << 20, MaxEntries = 10_000;

    private readonly FileStream _file;
    private readonly ZipArchive _archive;
    private readonly SourceLimits _limits;
    private long _unpacked;

    private readonly string _broken, _encrypted;

    private PackedFile(FileStream file, ZipArchive archive, SourceLimits limits, string broken, string encrypted)
    {
        _file = file;
        _archive = archive;
        _limits = limits;
        _broken = broken;
        _encrypted = encrypted;
    }

    /// <summary>Names of the entries, as the archive spells them.</summary>
    public IEnumerable<string> Names => _archive.Entries.Select(e => e.FullName);

    /// <summary>Opens an archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="broken">The rule of damage: to its deliverer, a workbook is no archive.</param>
    /// <param name="encrypted">The rule of a password.</param>
    /// <exception cref="FileFault">It is damaged, or its table of contents is larger than any delivery's.</exception>
    public static PackedFile Open(string path, SourceLimits limits, string broken = Rules.ArchiveBroken, string encrypted = Rules.ArchiveEncrypted)
    {
        var file = FileFacts.Open(path);
        try
        {
            CheckTable(file, broken);
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count <= MaxEntries
                ? new PackedFile(file, archive, limits, broken, encrypted)
                : throw new FileFault(Rules.ArchiveTooLarge, found: Shape.Count(archive.Entries.Count), expected: Shape.Count(MaxEntries));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException)
        {
            file.Dispose();
            throw new FileFault(broken);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What an entry says that it unpacks to; for progress only.</summary>
    public long SizeOf(string name) => _archive.GetEntry(name)?.Length ?? 0;

    /// <summary>The bytes of an entry, counted together with those of every other entry that was opened.</summary>
    /// <exception cref="FileFault">Reading: more came out than <see cref="SourceLimits.MaxUnpackedBytes"/>, or the entry is damaged or encrypted.</exception>
    public Stream OpenEntry(string name)
    {
        var entry = _archive.GetEntry(name) ?? throw new InvalidOperationException("The name comes from the archive itself.");
        try
        {
            return entry.IsEncrypted ? throw new FileFault(_encrypted) : new Counted(this, entry.Open());
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            throw new FileFault(_broken);
        }
    }

    /// <summary>Share of the archive read, roughly.</summary>
    public double Progress => _file.Length == 0 ? 1 : Math.Min(1, (double)_file.Position / _file.Length);

    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    /// <summary>The library reads the whole table into memory before it can be asked how long it is.</summary>
    private static void CheckTable(FileStream file, string broken)
    {
        var tail = new byte[(int)Math.Min(file.Length, 22 + ushort.MaxValue + 20)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < 22)
        {
            throw new FileFault(broken);
        }

        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue && end >= 20 && tail.AsSpan(end - 20).StartsWith("PK\u0006\u0007"u8))
        {
            var record = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 12));
            var large = new byte[56];
            if (record < 0 || record > file.Length - large.Length)
            {
                throw new FileFault(broken);
            }

            file.Position = record;
            file.ReadExactly(large);
            start = BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48));
        }

        if (start < 0 || start > file.Length)
        {
            throw new FileFault(broken);
        }

        if (file.Length - start > MaxTable + ushort.MaxValue)
        {
            throw new FileFault(Rules.ArchiveTooLarge, found: Shape.Bytes(file.Length - start), expected: Shape.Bytes(MaxTable));
        }
    }

    private void Count(int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > _limits.MaxUnpackedBytes)
        {
            throw new FileFault(Rules.UnpackedTooLarge, expected: Shape.Bytes(_limits.MaxUnpackedBytes));
        }
    }

    /// <summary>Counts what comes out, and turns damage into a fault.</summary>
    private sealed class Counted(PackedFile owner, Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                owner.Count(read);
                return read;
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new FileFault(owner._broken);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
