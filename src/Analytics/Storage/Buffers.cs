namespace Digilo.Analytics.Storage;

/// <summary>Codes of one column in order of first appearance: ids of the database become small indexes, which are the same in every database.</summary>
internal sealed class CodeIndex(IReadOnlyDictionary<long, string> codes)
{
    private readonly Dictionary<long, int> _index = [];
    private readonly List<string> _values = [];

    internal IReadOnlyList<string> Values => _values;

    internal int Of(long id)
    {
        if (!_index.TryGetValue(id, out var index))
        {
            index = _values.Count;
            _values.Add(codes[id]);
            _index.Add(id, index);
        }

        return index;
    }
}

/// <summary>A growing array that gives up its rows that later ones replaced.</summary>
/// <param name="capacity">Rows expected; more are no fault.</param>
internal sealed class Buffer<T>(int capacity)
{
    private T[] _items = new T[Math.Max(capacity, 256)];

    internal int Count { get; private set; }

    internal T this[int index] => _items[index];

    internal void Add(T value)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = value;
    }

    /// <summary>The rows that stay, in order; <paramref name="keep"/> null = all.</summary>
    internal T[] ToArray(IReadOnlyList<int>? keep)
    {
        if (keep is null)
        {
            Array.Resize(ref _items, Count);
            return _items;
        }

        var kept = new T[keep.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = _items[keep[i]];
        }

        return kept;
    }
}

/// <summary>Finds the rows that a later row with the same key replaced.</summary>
/// <param name="capacity">Rows expected; more are no fault.</param>
internal sealed class LastRows<TKey>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _last = new(capacity);
    private readonly HashSet<int> _replaced = [];
    private int _count;

    /// <summary>The next row's key.</summary>
    internal void Add(TKey key)
    {
        ref var last = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_last, key, out var known);
        if (known)
        {
            _replaced.Add(last);
        }

        last = _count++;
    }

    /// <summary>The rows that stay, or null if all do.</summary>
    internal IReadOnlyList<int>? Kept() =>
        _replaced.Count == 0 ? null : [.. Enumerable.Range(0, _count).Where(i => !_replaced.Contains(i))];
}
