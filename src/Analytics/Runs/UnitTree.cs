using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>The units of an organisation on one day: which department each belongs to.</summary>
internal sealed class UnitTree
{
    private const int MaxDepth = 50;
    private readonly Dictionary<string, UnitRow> _units = new(StringComparer.Ordinal);

    /// <summary>The periods that hold on the day; of several with one code the latest first day.</summary>
    public UnitTree(IReadOnlyList<UnitRow> units, DateOnly day)
    {
        foreach (var unit in units.Where(u => u.ValidFrom <= day && (u.ValidTo is null || u.ValidTo >= day)))
        {
            if (!_units.TryGetValue(unit.Code, out var known) || known.ValidFrom <= unit.ValidFrom)
            {
                _units[unit.Code] = unit;
            }
        }
    }

    /// <summary>Codes in ordinal order.</summary>
    public IEnumerable<UnitRow> Units => _units.Values.OrderBy(u => u.Code, StringComparer.Ordinal);

    /// <summary>The topmost department at or above a unit, or null if the chain has none.</summary>
    public UnitRow? DepartmentOf(string code)
    {
        UnitRow? department = null;
        for (var depth = 0; depth < MaxDepth && _units.TryGetValue(code, out var unit); depth++)
        {
            department = unit.Level == UnitLevel.Department ? unit : department;
            code = unit.ParentCode;
        }

        return department;
    }
}
