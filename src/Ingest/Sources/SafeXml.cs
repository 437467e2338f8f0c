using System.Text;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// XML from outside: no document type, nothing fetched; length, depth, the number of names and every single piece of markup or text
/// bounded, read from front to back.
/// </summary>
internal static class SafeXml
{
    private const int MaxDepth = 32, MaxNames = 20_000;

    static SafeXml() =>
        // XML may name any encoding; those of old Windows are not known to the runtime without this.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A reader over a stream, which it disposes.</summary>
    public static XmlReader Read(Stream stream, SourceLimits limits) => XmlReader.Create(
        new Piecewise(stream, limits.MaxRowBytes),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxUnpackedBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            NameTable = new Names(),
        });

    /// <summary>Runs something that reads XML; what is wrong with the XML becomes a fault of the file.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw new FileFault(Rules.XmlBroken, line: Math.Max(0, e.LineNumber));
        }
        catch (DecoderFallbackException)
        {
            throw new FileFault(Rules.EncodingBroken, expected: Expected.Encodings);
        }
    }

    /// <summary>The text of the element that the reader stands on, cut at a length; the reader goes past the element.</summary>
    /// <param name="reader">On a start tag.</param>
    /// <param name="most">Characters kept; the rest is read and dropped.</param>
    /// <param name="cut">True if something was dropped.</param>
    public static string Text(XmlReader reader, int most, out bool cut)
    {
        cut = false;
        if (reader.IsEmptyElement)
        {
            Next(reader);
            return "";
        }

        var depth = reader.Depth;
        var text = new StringBuilder();
        var piece = new char[Math.Clamp(most, 1, 4096)];
        while (Next(reader) && reader.Depth > depth)
        {
            if (!HasText(reader))
            {
                continue;
            }

            // In pieces: a section of characters may be longer than the bound between two tags.
            while (reader.ReadValueChunk(piece, 0, piece.Length) is > 0 and var read)
            {
                var room = most - text.Length;
                cut |= read > room;
                text.Append(piece, 0, Math.Min(room, read));
            }
        }

        Next(reader);
        return text.ToString();
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

    /// <summary>Goes on by one node; false at the end of the document.</summary>
    /// <exception cref="FileFault">Elements lie deeper in each other than in any delivery: the reader remembers every one of them.</exception>
    public static bool Next(XmlReader reader) =>
        reader.Read() && (reader.Depth <= MaxDepth ? true : throw new FileFault(Rules.XmlTooDeep, expected: Shape.Count(MaxDepth)));

    /// <summary>No tag and no text longer than a bound: the reader keeps one whole piece of either in memory.</summary>
    private sealed class Piecewise(Stream inner, int most) : Stream
    {
        private long _since;

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
            // In small steps, so that a bound smaller than the caller's buffer is met in time. Only a bracket that opens ends a piece:
            // one that closes may stand within an attribute.
            var read = inner.Read(buffer[..Math.Min(buffer.Length, 1 << 15)]);
            var chunk = buffer[..read];
            for (var at = chunk.IndexOf((byte)'<'); at >= 0; at = chunk.IndexOf((byte)'<'))
            {
                Check(at);
                _since = 0;
                chunk = chunk[(at + 1)..];
            }

            Check(chunk.Length);
            return read;
        }

        private void Check(int more)
        {
            _since += more;
            if (_since > most)
            {
                throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(most));
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

    /// <summary>Every name is kept for as long as the reader lives, so their number is bounded.</summary>
    private sealed class Names : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++_count <= MaxNames ? name : throw new FileFault(Rules.XmlTooDeep, expected: Shape.Count(MaxNames));
    }
}
