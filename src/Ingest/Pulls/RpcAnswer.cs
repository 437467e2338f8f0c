using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>
/// The answer of a JSON-RPC call, read from front to back: a result that is a text goes piece by piece to a sink, because an export
/// of answers comes as one text of many megabytes; everything else is small and is kept.
/// </summary>
internal sealed class RpcAnswer
{
    private const int MaxSmall = 1 << 16, MaxKey = 200;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 15];
    private int _at, _end;

    private RpcAnswer(Stream stream) => _stream = stream;

    /// <summary>True if the result was a text, which the sink has got.</summary>
    public bool IsText { get; private set; }

    /// <summary>The result as JSON if it was no text; otherwise null.</summary>
    public string? Result { get; private set; }

    /// <summary>The error as JSON; null if there was none.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads an answer.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="sink">Takes the result's text in pieces of UTF-8.</param>
    /// <exception cref="FormatException">It is no JSON-RPC answer.</exception>
    public static RpcAnswer Read(Stream stream, Action<ReadOnlySpan<byte>> sink)
    {
        var answer = new RpcAnswer(stream);
        answer.ReadObject(sink);
        return answer;
    }

    private void ReadObject(Action<ReadOnlySpan<byte>> sink)
    {
        var first = Skip();
        if (first == 0xEF && Next() == 0xBB && Next() == 0xBF)
        {
            first = Skip();
        }

        if (first != '{')
        {
            throw new FormatException("No object.");
        }

        var next = Skip();
        while (next != '}')
        {
            var key = new MemoryStream();
            ReadString(Expect(next, '"'), piece => Keep(key, piece, MaxKey));
            Expect(Skip(), ':');
            ReadValue(Encoding.UTF8.GetString(key.ToArray()), sink);
            next = Skip();
            if (next == ',')
            {
                next = Skip();
            }
            else if (next != '}')
            {
                throw new FormatException("No comma.");
            }
        }
    }

    private void ReadValue(string key, Action<ReadOnlySpan<byte>> sink)
    {
        var first = Skip();
        if (key == "result" && first == '"')
        {
            IsText = true;
            ReadString(first, sink);
            return;
        }

        var value = Raw(first);
        try
        {
            using var document = JsonDocument.Parse(value);
            var json = document.RootElement.ValueKind == JsonValueKind.Null ? null : document.RootElement.GetRawText();
            Result = key == "result" ? json : Result;
            Error = key == "error" ? json : Error;
        }
        catch (JsonException)
        {
            throw new FormatException("No JSON.");
        }
    }

    /// <summary>A value that is kept: up to the comma or bracket that ends it.</summary>
    private byte[] Raw(int first)
    {
        var kept = new MemoryStream();
        var depth = 0;
        bool quoted = false, escaped = false;
        for (var b = first; ; b = Next())
        {
            if (!quoted && depth == 0 && b is ',' or '}')
            {
                _at--;
                return kept.ToArray();
            }

            depth += quoted ? 0 : b is '{' or '[' ? 1 : b is '}' or ']' ? -1 : 0;
            if (escaped)
            {
                escaped = false;
            }
            else if (b == '\\')
            {
                escaped = true;
            }
            else if (b == '"')
            {
                quoted = !quoted;
            }

            Keep(kept, [(byte)b], MaxSmall);
        }
    }

    private void ReadString(int quote, Action<ReadOnlySpan<byte>> sink)
    {
        Expect(quote, '"');
        while (true)
        {
            if (_at == _end)
            {
                Fill();
            }

            var plain = _buffer.AsSpan(_at, _end - _at);
            var stop = plain.IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                _at = _end;
                sink(plain);
                continue;
            }

            if (stop > 0)
            {
                sink(plain[..stop]);
            }

            _at += stop + 1;
            if (plain[stop] == (byte)'"')
            {
                return;
            }

            Escape(sink);
        }
    }

    private void Escape(Action<ReadOnlySpan<byte>> sink)
    {
        var c = Next();
        var plain = c switch { '"' or '\\' or '/' => c, 'b' => 8, 'f' => 12, 'n' => 10, 'r' => 13, 't' => 9, _ => -1 };
        if (plain >= 0)
        {
            sink([(byte)plain]);
            return;
        }

        if (c != 'u')
        {
            throw new FormatException("No escape.");
        }

        Span<char> text = stackalloc char[2];
        var length = 1;
        text[0] = (char)Hex();
        if (char.IsHighSurrogate(text[0]))
        {
            Expect(Next(), '\\');
            Expect(Next(), 'u');
            text[length++] = (char)Hex();
        }

        sink(Encoding.UTF8.GetBytes(text[..length].ToString()));
    }

    private int Hex()
    {
        Span<char> digits = stackalloc char[4];
        for (var i = 0; i < 4; i++)
        {
            digits[i] = (char)Next();
        }

        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : throw new FormatException("No escape.");
    }

    private int Skip()
    {
        int b;
        do
        {
            b = Next();
        }
        while (b is ' ' or '\t' or '\r' or '\n');
        return b;
    }

    private int Next()
    {
        if (_at == _end)
        {
            Fill();
        }

        return _buffer[_at++];
    }

    private void Fill()
    {
        _end = _stream.Read(_buffer, 0, _buffer.Length);
        _at = 0;
        if (_end == 0)
        {
            throw new FormatException("Cut off.");
        }
    }

    private static int Expect(int found, char wanted) => found == wanted ? found : throw new FormatException("Unexpected.");

    private static void Keep(MemoryStream kept, ReadOnlySpan<byte> piece, int most)
    {
        if (kept.Length + piece.Length > most)
        {
            throw new FormatException("Too long.");
        }

        kept.Write(piece);
    }
}
