using System.Text.Json;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources.Json;

/// <summary>
/// The objects of a JSON text, one at a time and never the whole: those of a list, of a list under one of some names, or standing one
/// after another (one a line). Depth and the size of an object are bounded.
/// </summary>
/// <param name="stream">UTF-8; disposed with this.</param>
/// <param name="lists">Properties of an outermost object whose list holds the objects; an object with none of them is itself one.</param>
/// <param name="limits">Bounds.</param>
/// <param name="noted">A property beside such a list whose text is kept.</param>
internal sealed class JsonItems(Stream stream, IReadOnlyList<string> lists, SourceLimits limits, string noted = "") : IDisposable
{
    private const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = MaxDepth };

    private enum Place
    {
        /// <summary>Between outermost values.</summary>
        Outside,
        /// <summary>Within a list of objects.</summary>
        List,
        /// <summary>Within an outermost object that has such a list.</summary>
        Object,
    }

    private byte[] _buffer = new byte[1 << 16];
    private int _from, _to, _item, _itemEnd;
    private bool _isAtEnd, _isBegun;
    private JsonReaderState _state = new(Options);
    private Place _place = Place.Outside, _around = Place.Outside;

    /// <summary>The value, as it stands; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Item => _buffer.AsMemory(_item, _itemEnd - _item);

    /// <summary>Its number, from 1; values that are no objects are counted too.</summary>
    public int Number { get; private set; }

    /// <summary>Name of the list that it stands in; empty for an outermost list or object.</summary>
    public string ListName { get; private set; } = "";

    /// <summary>False if the value is no object, of which nobody can make a row.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Given { get; private set; }

    /// <summary>The text of the property to be noted, once it has been passed; null if it has not, or is no text.</summary>
    public string? Noted { get; private set; }

    /// <summary>Outermost objects with a list that have begun so far.</summary>
    public int Objects { get; private set; }

    /// <summary>Goes to the next value; false at the end. Throws <see cref="FileFault"/> where the text is no JSON or goes beyond the bounds.</summary>
    public bool Read()
    {
        try
        {
            var found = false;
            while (!found)
            {
                found = _place switch { Place.Outside => Outermost(), Place.List => InList(), _ => InObject() };
                if (!found && _isAtEnd && _place == Place.Outside && IsBlank())
                {
                    return false;
                }
            }

            Number++;
            return true;
        }
        catch (InvalidOperationException)
        {
            // A name or text that is half a character.
            throw new FileFault(Rules.JsonBroken, line: Number + 1);
        }
        catch (JsonException e)
        {
            // The reader tells which of the two only in words.
            throw e.Message.Contains("maximum configured depth", StringComparison.OrdinalIgnoreCase)
                ? new FileFault(Rules.JsonTooDeep, expected: Shape.Count(MaxDepth), line: Number + 1)
                : new FileFault(Rules.JsonBroken, line: Number + 1);
        }
    }

    public void Dispose() => stream.Dispose();

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_from, _to - _from), _isAtEnd, _state);

    /// <summary>Each step reads as far as it can be sure of; what is cut by the end of the buffer is read again with more behind it.</summary>
    private bool Outermost()
    {
        var reader = Reader();
        if (!reader.Read())
        {
            return More();
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ListName = "";
            return Enter(Place.List, Place.Outside, in reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Found(in reader, (int)reader.TokenStartIndex);
        }

        var inner = reader;
        while (inner.Read())
        {
            if (inner.TokenType == JsonTokenType.PropertyName && inner.CurrentDepth == 1 && IsList(in inner))
            {
                Objects++;
                return Enter(Place.Object, Place.Outside, in reader);
            }

            if (inner.TokenType == JsonTokenType.EndObject && inner.CurrentDepth == 0)
            {
                return Found(in inner, (int)reader.TokenStartIndex, isObject: true);
            }
        }

        return More();
    }

    private bool InList()
    {
        var reader = Reader();
        if (!reader.Read())
        {
            return More();
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return Enter(_around, Place.Outside, in reader);
        }

        var (start, type) = ((int)reader.TokenStartIndex, reader.TokenType);
        return reader.TrySkip() ? Found(in reader, start, type == JsonTokenType.StartObject) : More();
    }

    private bool InObject()
    {
        var reader = Reader();
        if (!reader.Read())
        {
            return More();
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return Enter(Place.Outside, Place.Outside, in reader);
        }

        var isList = IsList(in reader);
        var isNoted = noted.Length > 0 && reader.ValueTextEquals(noted);
        var name = isList ? reader.GetString() ?? "" : "";
        if (!reader.Read())
        {
            return More();
        }

        if (isList && reader.TokenType == JsonTokenType.StartArray)
        {
            ListName = name;
            return Enter(Place.List, Place.Object, in reader);
        }

        if (isNoted && reader.TokenType == JsonTokenType.String)
        {
            Noted = reader.GetString();
        }

        return reader.TrySkip() ? Enter(Place.Object, Place.Outside, in reader) : More();
    }

    private bool IsList(in Utf8JsonReader reader)
    {
        foreach (var list in lists)
        {
            if (reader.ValueTextEquals(list))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes on behind what was read, in another place.</summary>
    private bool Enter(Place place, Place around, in Utf8JsonReader reader)
    {
        (_place, _around) = (place, around);
        _state = reader.CurrentState;
        _from += (int)reader.BytesConsumed;
        return false;
    }

    private bool Found(in Utf8JsonReader reader, int start, bool isObject = false)
    {
        _item = _from + start;
        _state = reader.CurrentState;
        _from += (int)reader.BytesConsumed;
        _itemEnd = _from;
        IsObject = isObject;
        return true;
    }

    /// <summary>Reads more behind what is not read yet, which moves to the front. A value longer than a row is a fault, and so is an end within one.</summary>
    private bool More()
    {
        var kept = _to - _from;
        if (_isAtEnd)
        {
            return _place == Place.Outside && IsBlank() ? false : throw new JsonException();
        }

        if (kept > limits.MaxRowBytes)
        {
            throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(limits.MaxRowBytes), line: Number + 1);
        }

        _buffer.AsSpan(_from, kept).CopyTo(_buffer);
        (_from, _to) = (0, kept);
        if (kept > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.ReadAtLeast(_buffer.AsSpan(_to), _isBegun ? 1 : 3, throwOnEndOfStream: false);
        _from = !_isBegun && _buffer.AsSpan(0, read).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        _isBegun = true;
        Given += read;
        _to += read;
        _isAtEnd = read == 0;
        return false;
    }

    private bool IsBlank() => Mapping.Cells.Trim(_buffer.AsSpan(_from, _to - _from)).IsEmpty;
}
