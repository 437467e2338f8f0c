using System.Text;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Lines of a text as UTF-8, one at a time, each bounded; for formats whose rows are lines and whose quoting is not CSV's.</summary>
internal sealed class LineReader : IDisposable
{
    private readonly Stream _file;
    private readonly Stream _text;
    private readonly int _most;
    private byte[] _buffer = new byte[1 << 16];
    private int _start, _end;
    private bool _ended;
    private bool _skipMark = true;

    /// <param name="facts">The file.</param>
    /// <param name="encoding">What it is transcoded from; null = UTF-8.</param>
    /// <param name="most">Longest line in bytes.</param>
    public LineReader(FileFacts facts, Encoding? encoding, int most)
    {
        _most = most;
        Size = facts.Size;
        _file = FileFacts.Open(facts.Path);
        _text = encoding is null ? _file : Encoding.CreateTranscodingStream(_file, encoding, Encoding.UTF8, leaveOpen: true);
    }

    private long Size { get; }

    /// <summary>1-based number of the last line read.</summary>
    public int Line { get; private set; }

    /// <summary>Share of the file read.</summary>
    public double Progress => Size == 0 ? 1 : Math.Min(1, (double)_file.Position / Size);

    /// <summary>The next line without its end; false at the end of the file. Valid until the next call.</summary>
    /// <exception cref="FileFault">A line is longer than the limit.</exception>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var at = rest[searched..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(rest[..(searched + at)], searched + at + 1);
                return true;
            }

            searched = rest.Length;
            if (rest.Length > _most)
            {
                throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_most), line: Line + 1);
            }

            if (_ended)
            {
                line = Take(rest, rest.Length);
                return rest.Length > 0;
            }

            Fill();
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
    }

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> line, int used)
    {
        _start += used;
        Line++;
        if (line.Length > _most)
        {
            throw new FileFault(Rules.RowTooLong, expected: Shape.Bytes(_most), line: Line);
        }

        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _text.Read(_buffer.AsSpan(_end));
        _ended = read == 0;
        _end += read;
        if (_skipMark && _end >= 3)
        {
            _start += _buffer.AsSpan(_start).StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
            _skipMark = false;
        }
    }
}
