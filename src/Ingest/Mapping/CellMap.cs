using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// From the text of a cell to one byte (a level, a code). Labels are compared folded (<see cref="Cells.Fold"/>); spellings met
/// once are remembered as bytes, so that the usual cell costs one table look-up. The label <c>*</c> stands for every other
/// text that is not empty.
/// </summary>
internal sealed class CellMap
{
    private const int MaxRemembered = 512, MaxStrangers = 32, MaxShort = 16, MaxLong = 64, MaxPlaces = 1 << 14;

    private static readonly ulong[] Factors =
        [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xA0761D6478BD642F];

    private readonly short[] _single = new short[256];
    private readonly Dictionary<string, byte> _folded = new(StringComparer.Ordinal);
    private readonly List<(byte[] Cell, short Value)>[] _byLength = new List<(byte[], short)>[MaxLong + 1];
    private readonly short _other = -1;
    private Known[] _short = new Known[32];
    private ulong _factor = Factors[0];
    private int _shift = 59;
    private readonly bool[] _begins = new bool[128], _ends = new bool[128];
    private int _remembered, _strangers;

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

        foreach (var text in _folded.Keys.Where(t => t.Length > 0))
        {
            _begins[text[0] & 127] = true;
            _ends[text[^1] & 127] = true;
        }

        Empty = _folded.TryGetValue("", out var empty) ? empty : -1;
        for (var b = 0; b < 256; b++)
        {
            _single[b] = b < 0x80 && _folded.TryGetValue(Cells.Fold(((char)b).ToString()), out var value) ? value : _other;
        }
    }

    /// <summary>What an empty cell means; −1 = not allowed.</summary>
    public int Empty { get; }

    /// <summary>True if the map names the text itself, other than by <c>*</c>.</summary>
    public bool Names(ReadOnlySpan<byte> cell) => cell.Length <= 2000 && _folded.ContainsKey(Cells.Fold(Encoding.UTF8.GetString(cell)));

    /// <summary>The byte of a trimmed cell; false if the text is not in the map.</summary>
    public bool TryGet(ReadOnlySpan<byte> cell, out byte value)
    {
        var found = cell.Length == 1 ? _single[cell[0]] : cell.Length is > 1 and <= MaxShort ? Short(cell) : Long(cell);
        value = (byte)found;
        return found >= 0;
    }

    private short Short(ReadOnlySpan<byte> cell)
    {
        var (first, last) = Words(cell);
        ref readonly var known = ref _short[Place(first, last, cell.Length, _factor, _shift)];
        return known.First == first && known.Last == last && known.Length == cell.Length ? known.Value : Learn(cell, first, last);
    }

    private short Learn(ReadOnlySpan<byte> cell, ulong first, ulong last)
    {
        if (IsStranger(cell))
        {
            return _other;
        }

        var value = Fold(cell);
        if (IsWorthRemembering(value))
        {
            Remember(new Known(first, last, (short)cell.Length, value));
        }

        return value;
    }

    private short Long(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is 0 or > 2000)
        {
            return cell.IsEmpty ? (short)Empty : _other;
        }

        if (IsStranger(cell))
        {
            return _other;
        }

        if (cell.Length > MaxLong)
        {
            return Fold(cell);
        }

        foreach (var (text, known) in _byLength[cell.Length] ?? [])
        {
            if (cell.SequenceEqual(text))
            {
                return known;
            }
        }

        var value = Fold(cell);
        if (IsWorthRemembering(value))
        {
            (_byLength[cell.Length] ??= []).Add((cell.ToArray(), value));
        }

        return value;
    }

    /// <summary>
    /// True if no label begins or ends like the cell: a column of dates has few that mean "not known", and every other cell is new.
    /// Only where the ends are plain letters, which folding leaves as they are but for their case.
    /// </summary>
    private bool IsStranger(ReadOnlySpan<byte> cell)
    {
        if (cell[0] >= 0x80 || cell[1] >= 0x80 || cell[^1] >= 0x80 || cell[^2] >= 0x80)
        {
            return false;
        }

        return !_begins[Lower(cell[0])] || !_ends[Lower(cell[^1])];
    }

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 32) : b;

    private bool IsWorthRemembering(short value)
    {
        ref var count = ref value == _other ? ref _strangers : ref _remembered;
        if (count >= (value == _other ? MaxStrangers : MaxRemembered))
        {
            return false;
        }

        count++;
        return true;
    }

    private short Fold(ReadOnlySpan<byte> cell) => _folded.TryGetValue(Cells.Fold(Encoding.UTF8.GetString(cell)), out var value) ? value : _other;

    /// <summary>
    /// Every spelling gets a place of its own, so that a look-up is one comparison and never a search: the table grows, and the factor
    /// changes, until no two meet. What cannot be placed is looked up as at first.
    /// </summary>
    private void Remember(Known known)
    {
        var all = _short.Where(k => k.Length != 0).Append(known).ToList();
        for (var (size, bits) = (Math.Max(_short.Length, 32), 64 - BitOperations.Log2((uint)Math.Max(_short.Length, 32))); size <= MaxPlaces; size *= 2, bits--)
        {
            foreach (var factor in Factors)
            {
                if (TryPlace(all, size, factor, bits) is { } table)
                {
                    (_short, _factor, _shift) = (table, factor, bits);
                    return;
                }
            }
        }

        // More spellings than fit: no more are tried.
        _remembered = MaxRemembered;
        _strangers = MaxStrangers;
    }

    private static Known[]? TryPlace(List<Known> all, int size, ulong factor, int shift)
    {
        var table = new Known[size];
        foreach (var known in all)
        {
            ref var place = ref table[Place(known.First, known.Last, known.Length, factor, shift)];
            if (place.Length != 0)
            {
                return null;
            }

            place = known;
        }

        return table;
    }

    /// <summary>The first eight bytes and the last eight; of up to eight all of them in the first. With the length they are the cell.</summary>
    private static (ulong First, ulong Last) Words(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 8)
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(cell), BinaryPrimitives.ReadUInt64LittleEndian(cell[^8..]));
        }

        return cell.Length >= 4
            ? (BinaryPrimitives.ReadUInt32LittleEndian(cell) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(cell[^4..]) << 32), 0UL)
            : (BinaryPrimitives.ReadUInt16LittleEndian(cell) | ((ulong)cell[^1] << 32), 0UL);
    }

    private static int Place(ulong first, ulong last, int length, ulong factor, int shift) => (int)((((first ^ last) + (uint)length) * factor) >> shift);

    private readonly record struct Known(ulong First, ulong Last, short Length, short Value);
}

/// <summary>The maps of one file: columns with the same codes share one, and what it has met.</summary>
internal sealed class CellMaps
{
    private readonly Dictionary<string, CellMap> _maps = new(StringComparer.Ordinal);

    /// <summary>The map of these codes.</summary>
    public CellMap Of(IEnumerable<KeyValuePair<string, byte>> values)
    {
        var all = values.ToList();
        var key = string.Concat(all.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => FormattableString.Invariant($"{v.Key.Length}:{v.Key}={v.Value};")));
        if (!_maps.TryGetValue(key, out var map))
        {
            _maps.Add(key, map = new CellMap(all));
        }

        return map;
    }
}
