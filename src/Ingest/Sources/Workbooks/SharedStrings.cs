using System.Text;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Workbooks;

/// <summary>
/// The texts that a workbook's cells share, as UTF-8 one after another. Read only as far as a cell asks for, so that a look at the
/// headings costs nothing of the rest.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private readonly XmlReader? _reader;
    private readonly long _most;
    private readonly XmlText _text;
    private readonly List<(int Start, int Length)> _places = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _used;
    private bool _isAtEnd;

    /// <param name="reader">The part; null if the workbook has none. Disposed with this.</param>
    /// <param name="limits">An eighth of what a file may unpack to may be texts, because they are held in memory.</param>
    public SharedStrings(XmlReader? reader, SourceLimits limits)
    {
        _reader = reader;
        _most = Math.Min(limits.MaxUnpackedBytes / 8, 1 << 30);
        _text = new XmlText(limits.MaxRowBytes);
        _isAtEnd = reader is null;
    }

    /// <summary>A text; false if there is none of the number.</summary>
    public bool TryGet(int index, out ReadOnlySpan<byte> text)
    {
        while (index >= _places.Count && !_isAtEnd)
        {
            ReadOne();
        }

        if (index < 0 || index >= _places.Count)
        {
            text = default;
            return false;
        }

        text = _bytes.AsSpan(_places[index].Start, _places[index].Length);
        return true;
    }

    public void Dispose() => _reader?.Dispose();

    private void ReadOne()
    {
        while (_reader is not null && BoundedXml.Next(_reader))
        {
            if (_reader.NodeType == XmlNodeType.Element && _reader.LocalName == "si")
            {
                _text.Clear();
                _text.AppendItem(_reader);
                Keep(_text.Escaped());
                return;
            }
        }

        _isAtEnd = true;
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        var room = _used + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (room > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, room)));
        }

        var length = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
        _places.Add((_used, length));
        _used += length;

        // A place costs as much as a short text, so empty texts are no way around the bound.
        if (_used + 8L * _places.Count > _most)
        {
            throw new FileFault(Rules.SharedTextsTooLarge, expected: Shape.Bytes(_most));
        }
    }
}

/// <summary>Gathers the text of elements in pieces, never more than a row.</summary>
/// <param name="maxBytes">Longest.</param>
internal sealed class XmlText(int maxBytes)
{
    private char[] _chars = new char[256];
    private int _length;

    public ReadOnlySpan<char> Value => _chars.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Adds the texts within the current element (<c>si</c> or <c>is</c>), readings of East Asian letters left out. Stands at its end afterwards.</summary>
    public void AppendItem(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        while (BoundedXml.Next(reader) && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "rPh")
            {
                BoundedXml.Skip(reader);
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "t")
            {
                // White space between the runs is layout; within a text it counts.
                AppendContent(reader);
            }
        }
    }

    /// <summary>Adds the text within the current element. Stands at its end afterwards.</summary>
    public void AppendContent(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        var depth = reader.Depth;
        while (BoundedXml.Next(reader) && reader.Depth > depth)
        {
            Append(reader);
        }
    }

    /// <summary>The text with the workbook's escapes (<c>_x000D_</c>) undone.</summary>
    public ReadOnlySpan<char> Escaped()
    {
        if (Value.IndexOf("_x") < 0)
        {
            return Value;
        }

        var write = 0;
        for (var read = 0; read < _length; read++)
        {
            if (_chars[read] == '_' && read + 6 < _length && _chars[read + 1] == 'x' && _chars[read + 6] == '_'
                && ushort.TryParse(_chars.AsSpan(read + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var code))
            {
                _chars[write++] = (char)code;
                read += 6;
                continue;
            }

            _chars[write++] = _chars[read];
        }

        _length = write;
        return Value;
    }

    private void Append(XmlReader reader)
    {
        if (!BoundedXml.HasText(reader))
        {
            return;
        }

        int read;
        do
        {
            if (_length == _chars.Length)
            {
                if (_length >= maxBytes)
                {
                    throw new FileFault(Rules.XmlTooLong, expected: Shape.Bytes(maxBytes));
                }

                Array.Resize(ref _chars, _length * 2);
            }

            read = reader.ReadValueChunk(_chars, _length, _chars.Length - _length);
            _length += read;
        }
        while (read > 0);
    }
}
