using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Operations (verksamheter) of an organisation on a day: an attribute of units of its own, no level of the tree (method §1.3).</summary>
internal sealed class OperationMap
{
    private const int MaxDepth = 50;
    private readonly Dictionary<string, UnitRow> _units;
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Operations in the order of unit codes.</summary>
    public OperationMap(IReadOnlyList<UnitRow> units, DateOnly day)
    {
        _units = new UnitTree(units, day).Units.ToDictionary(u => u.Code, StringComparer.Ordinal);
        foreach (var unit in _units.Values)
        {
            if (unit.Operation.Trim() is { Length: > 0 } operation)
            {
                _index.TryAdd(operation, _index.Count);
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _index.Count;

    /// <summary>The operation of a unit, or of the nearest unit above that tells one; −1 if none does.</summary>
    public int IndexOf(string unit) => Above(unit).Select(u => u.Operation.Trim()).FirstOrDefault(o => o.Length > 0) is { } operation ? Named(operation) : -1;

    /// <summary>The operation with a name, −1 if no unit has it.</summary>
    public int Named(string operation) => _index.GetValueOrDefault(operation.Trim(), -1);

    /// <summary>Name of the operation by unit code; units that have none are left out. Of spellings that differ in case the first.</summary>
    public IReadOnlyDictionary<string, string> OfUnits()
    {
        string[] names = [.. _index.Keys];
        return _units.Keys
            .Select(code => (Code: code, Index: IndexOf(code)))
            .Where(u => u.Index >= 0)
            .ToDictionary(u => u.Code, u => names[u.Index], StringComparer.Ordinal);
    }

    /// <summary>A unit and those above it, from below.</summary>
    public IEnumerable<UnitRow> Above(string code)
    {
        for (var depth = 0; depth < MaxDepth && _units.TryGetValue(code, out var unit); depth++)
        {
            yield return unit;
            code = unit.ParentCode;
        }
    }
}
