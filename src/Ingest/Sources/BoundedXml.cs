using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// How many bytes the parts of one packed file have unpacked to so far. What a part says of its own size is not believed: bytes are
/// counted as they come.
/// </summary>
/// <param name="limits">Bounds.</param>
internal sealed class UnpackBudget(SourceLimits limits)
{
    private long _used;

    /// <summary>Bounds.</summary>
    public SourceLimits Limits { get; } = limits;

    /// <summary>Counts bytes; throws <see cref="FileFault"/> when there are too many.</summary>
    public void Add(int bytes)
    {
        _used += bytes;
        if (_used > Limits.MaxUnpackedBytes)
        {
            throw new FileFault(Rules.UnpackedTooLarge, found: Shape.Bytes(_used), expected: Shape.Bytes(Limits.MaxUnpackedBytes));
        }
    }
}

/// <summary>
/// The bytes of one XML part. No more than a row may come between two tags, so that no text, attribute or name of a hostile file
/// is ever held whole.
/// </summary>
internal sealed class BoundedXmlStream(Stream inner, UnpackBudget budget) : Stream
{
    private int _sinceTag;

    /// <summary>Bytes given so far.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Given += read;
        budget.Add(read);
        Measure(buffer[..read]);
        return read;
    }

    private void Measure(ReadOnlySpan<byte> chunk)
    {
        var most = budget.Limits.MaxRowBytes;
        while (!chunk.IsEmpty)
        {
            var tag = chunk.IndexOf((byte)'<');
            var length = tag < 0 ? chunk.Length : tag;
            if (_sinceTag + length > most)
            {
                throw new FileFault(Rules.XmlTooLong, expected: Shape.Bytes(most));
            }

            if (tag < 0)
            {
                _sinceTag += length;
                return;
            }

            _sinceTag = 0;
            chunk = chunk[(tag + 1)..];
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

/// <summary>XML from a stranger: no DTD, nothing resolved, no more depth or names than an honest file has.</summary>
internal static class BoundedXml
{
    /// <summary>Deepest nesting; a workbook has nine.</summary>
    public const int MaxDepth = 64;

    private const int MaxNames = 20_000;

    /// <summary>A reader over a bounded stream, which it disposes.</summary>
    public static XmlReader Open(Stream stream) => XmlReader.Create(
        stream,
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new Names(),
        });

    /// <summary>The next node; false at the end. Throws <see cref="FileFault"/> when the nesting is too deep.</summary>
    public static bool Next(XmlReader reader)
    {
        var more = reader.Read();
        return reader.Depth <= MaxDepth ? more : throw new FileFault(Rules.XmlTooDeep, expected: Shape.Count(MaxDepth));
    }

    /// <summary>True on a node whose value is text.</summary>
    public static bool HasText(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Passes over the current element; stands at its end afterwards.</summary>
    public static void Skip(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        while (Next(reader) && reader.Depth > depth)
        {
            // Nothing of it is wanted.
        }
    }

    /// <summary>What a fault of the XML itself is told as; null for anything else.</summary>
    public static FileFault? Translate(Exception e) => e switch
    {
        XmlException x when x.Message.Contains("DTD", StringComparison.Ordinal) => new FileFault(Rules.XmlDtd, line: 0),
        XmlException or InvalidDataException or NotSupportedException or System.Text.DecoderFallbackException => new FileFault(Rules.FileDamaged),
        _ => null,
    };

    /// <summary>Every name is kept for as long as the reader lives, so their number is bounded.</summary>
    private sealed class Names : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++_count <= MaxNames ? name : throw new FileFault(Rules.XmlTooDeep, expected: Shape.Count(MaxNames));
    }
}
