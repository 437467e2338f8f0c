using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>Base64 that comes in pieces, decoded into a stream; what it begins with is remembered, for it may be a sentence instead.</summary>
internal sealed class Base64Sink(Stream target)
{
    private const int Remembered = 200;

    private readonly byte[] _waiting = new byte[1 << 16];
    private readonly byte[] _decoded = new byte[1 << 16];
    private readonly StringBuilder _beginning = new();
    private int _count;
    private bool _broken;

    /// <summary>The first characters as they came.</summary>
    public string Beginning => _beginning.ToString();

    /// <summary>Takes a piece; what is no Base64 is told by <see cref="Finish"/>.</summary>
    public void Add(ReadOnlySpan<byte> piece)
    {
        if (_beginning.Length < Remembered)
        {
            _beginning.Append(Encoding.UTF8.GetString(piece[..Math.Min(piece.Length, Remembered - _beginning.Length)]));
        }

        while (!_broken && !piece.IsEmpty)
        {
            if (_count == _waiting.Length)
            {
                // The last group is kept back: it alone may be filled up with equals signs.
                Decode(_count - 4, isFinal: false);
                _waiting.AsSpan(_count - 4, 4).CopyTo(_waiting);
                _count = 4;
            }

            // PHP may break the lines of its Base64.
            if (piece[0] is (byte)'\r' or (byte)'\n')
            {
                piece = piece[1..];
                continue;
            }

            var end = piece.IndexOfAny((byte)'\r', (byte)'\n');
            var take = Math.Min(end < 0 ? piece.Length : end, _waiting.Length - _count);
            piece[..take].CopyTo(_waiting.AsSpan(_count));
            _count += take;
            piece = piece[take..];
        }
    }

    /// <summary>True if everything was Base64, whole to its end.</summary>
    public bool Finish()
    {
        if (!_broken)
        {
            Decode(_count, isFinal: true);
            _count = 0;
        }

        return !_broken;
    }

    private void Decode(int count, bool isFinal)
    {
        var status = Base64.DecodeFromUtf8(_waiting.AsSpan(0, count), _decoded, out var used, out var written, isFinal);
        _broken = status != OperationStatus.Done || used != count;
        if (!_broken)
        {
            target.Write(_decoded.AsSpan(0, written));
        }
    }
}
