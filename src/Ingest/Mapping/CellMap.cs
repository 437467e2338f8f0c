using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// From the text of a cell to one byte (a level, a code). Labels are compared folded (<see cref="Cells.Fold"/>); spellings met
/// once are remembered as bytes, so that the usual cell costs one table look-up. The label <c>*</c> stands for every other
/// text that is not empty.
/// </summary>
internal sealed class CellMap
{
    private const int MaxRemembered = 512;

    private readonly short[] _single = new short[256];
    private readonly Dictionary<string, byte> _folded = new(StringComparer.Ordinal);
    private readonly List<(byte[] Cell, short Value)>[] _byLength = new List<(byte[], short)>[65];
    private readonly short _other = -1;
    private int _remembered;

    public CellMap(IEnumerable<KeyValuePair<string, byte>> values)
    {
        foreach (var (text, value) in values)
        {
            _folded[Cells.Fold(text)] = value;
        }

        if (_folded.Remove("*", out var other))
        {
            _other = other;
        }

        for (var b = 0; b < 256; b++)
        {
            _single[b] = b < 0x80 && _folded.TryGetValue(Cells.Fold(((char)b).ToString()), out var value) ? value : _other;
        }
    }

    /// <summary>What an empty cell means; −1 = not allowed.</summary>
    public int Empty => _folded.TryGetValue("", out var value) ? value : -1;

    /// <summary>True if the map names the text itself, other than by <c>*</c>.</summary>
    public bool Names(ReadOnlySpan<byte> cell) => cell.Length <= 2000 && _folded.ContainsKey(Cells.Fold(Encoding.UTF8.GetString(cell)));

    /// <summary>The byte of a trimmed cell; false if the text is not in the map.</summary>
    public bool TryGet(ReadOnlySpan<byte> cell, out byte value)
    {
        short found;
        if (cell.Length == 1)
        {
            found = _single[cell[0]];
        }
        else if (cell.Length < _byLength.Length && _byLength[cell.Length] is { } known && Find(known, cell, out found))
        {
            // Met before.
        }
        else
        {
            found = Learn(cell);
        }

        value = (byte)found;
        return found >= 0;
    }

    private static bool Find(List<(byte[] Cell, short Value)> known, ReadOnlySpan<byte> cell, out short value)
    {
        foreach (var (text, v) in known)
        {
            if (cell.SequenceEqual(text))
            {
                value = v;
                return true;
            }
        }

        value = -1;
        return false;
    }

    private short Learn(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 2000)
        {
            return _other;
        }

        var value = _folded.TryGetValue(Cells.Fold(Encoding.UTF8.GetString(cell)), out var v) ? v : _other;
        if (cell.Length < _byLength.Length && _remembered < MaxRemembered)
        {
            (_byLength[cell.Length] ??= []).Add((cell.ToArray(), value));
            _remembered++;
        }

        return value;
    }
}
