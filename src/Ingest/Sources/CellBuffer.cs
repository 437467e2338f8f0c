using System.Text;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>The cells of one row in UTF-8, in a buffer that is used again for every row: for formats whose rows are no lines of text.</summary>
internal sealed class CellBuffer
{
    private byte[] _bytes = new byte[4096];
    private (int Start, int Length)[] _cells = new (int, int)[32];
    private byte[] _line = [];
    private int _used;

    /// <summary>Cells of the row.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the row.</summary>
    public int Size => _used;

    /// <summary>A cell; empty beyond the last one.</summary>
    public ReadOnlySpan<byte> this[int index] => index < Count ? _bytes.AsSpan(_cells[index].Start, _cells[index].Length) : default;

    /// <summary>Begins a new row.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
    }

    /// <summary>Appends a cell.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        var room = Room(cell.Length);
        cell.CopyTo(room);
        Append(cell.Length);
    }

    /// <summary>Appends a cell.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        var room = Room(Encoding.UTF8.GetMaxByteCount(cell.Length));
        Append(Encoding.UTF8.GetBytes(cell, room));
    }

    /// <summary>Sets a cell at a place; those in between are empty.</summary>
    public void Set(int index, ReadOnlySpan<byte> cell)
    {
        PadTo(index);
        if (index == Count)
        {
            Add(cell);
            return;
        }

        var room = Room(cell.Length);
        cell.CopyTo(room);
        _cells[index] = (_used, cell.Length);
        _used += cell.Length;
    }

    /// <summary>Appends empty cells until there are so many.</summary>
    public void PadTo(int count)
    {
        while (Count < count)
        {
            Append(0);
        }
    }

    /// <summary>Cells that are not empty.</summary>
    public int Filled => _cells.AsSpan(0, Count).ToArray().Count(c => c.Length > 0);

    /// <summary>A copy that outlives the row.</summary>
    public CellBuffer Copy()
    {
        var copy = new CellBuffer();
        for (var i = 0; i < Count; i++)
        {
            copy.Add(this[i]);
        }

        return copy;
    }

    /// <summary>All cells as texts.</summary>
    public string[] ToTexts()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(this[i]);
        }

        return texts;
    }

    /// <summary>The row as a line of comma-separated cells, every one quoted. Valid until the next call.</summary>
    public ReadOnlySpan<byte> AsLine()
    {
        if (_line.Length < _used * 2 + Count * 3)
        {
            _line = new byte[_used * 2 + Count * 3];
        }

        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            if (i > 0)
            {
                _line[at++] = (byte)',';
            }

            _line[at++] = (byte)'"';
            foreach (var b in this[i])
            {
                if (b == (byte)'"')
                {
                    _line[at++] = b;
                }

                _line[at++] = b;
            }

            _line[at++] = (byte)'"';
        }

        return _line.AsSpan(0, at);
    }

    private Span<byte> Room(int length)
    {
        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        return _bytes.AsSpan(_used);
    }

    private void Append(int length)
    {
        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, Count * 2);
        }

        _cells[Count++] = (_used, length);
        _used += length;
    }
}
