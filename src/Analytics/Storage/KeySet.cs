using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Row keys; those that are one number are kept as one number.</summary>
internal sealed class KeySet
{
    private readonly NumberSet _numbers = new();
    private readonly HashSet<RowKey> _others = [];

    internal int Count => _numbers.Count + _others.Count;

    /// <summary>Adds the key of a row.</summary>
    /// <param name="number">The key.</param>
    /// <param name="isNew">True if it is known not to be there.</param>
    internal void Add(long number, bool isNew)
    {
        if (isNew)
        {
            _numbers.AddNew(number);
        }
        else
        {
            _numbers.Add(number);
        }
    }

    internal void Add(RowKey key)
    {
        if (IsNumber(key))
        {
            _numbers.Add(key.A);
        }
        else
        {
            _others.Add(key);
        }
    }

    internal void UnionWith(IEnumerable<RowKey> keys)
    {
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    /// <summary>How many of these are in one of the others.</summary>
    internal long CountIn(KeySet one, KeySet other) => one.Count + other.Count == 0 ? 0
        : _numbers.All().LongCount(n => one._numbers.Contains(n) || other._numbers.Contains(n))
        + _others.LongCount(k => one._others.Contains(k) || other._others.Contains(k));

    /// <summary>How many of these are in none of the others.</summary>
    internal long CountNotIn(KeySet one, KeySet other) => Count - CountIn(one, other);

    private static bool IsNumber(RowKey key) => key.B == 0 && key.Text.Length == 0 && key.Second.Length == 0;
}
