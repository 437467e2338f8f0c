using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Runs;

/// <summary>Where rows (persons or respondents) belong: place in the tree and category per breakdown.</summary>
/// <param name="Place">Number in the tree: 0 organisation, then departments, then units.</param>
/// <param name="Category">[breakdown][row]; −1 for protected identities, who count in the organisation's total only.</param>
internal sealed record Rows(int[] Place, int[][] Category)
{
    /// <summary>Divides the rows into all groups.</summary>
    public Grouping Group(Tree tree, Categories categories)
    {
        var offset = tree.Count;
        var byCategory = new List<Partition>();
        foreach (var (b, values) in categories.All.Select((c, i) => (i, c.Values)))
        {
            byCategory.Add(new Partition(Category[b], offset, values.Count));
            offset += values.Count;
        }

        var byDepartment = new List<Partition>();
        for (var b = 0; b < Categories.Personal; b++)
        {
            var width = byCategory[b].Count;
            var rows = new int[Place.Length];
            for (var row = 0; row < rows.Length; row++)
            {
                var department = tree.DepartmentOf[Place[row]];
                rows[row] = department < 0 || Category[b][row] < 0 ? -1 : (department * width) + Category[b][row];
            }

            byDepartment.Add(new Partition(rows, offset, width * tree.Departments));
            offset += width * tree.Departments;
        }

        return new Grouping(new Partition(Place, 0, tree.Count), tree.Parent, byCategory, byDepartment);
    }
}

/// <summary>The frozen structure with numbers: 0 the organisation, 1 … D its departments, then units in the order of the structure.</summary>
internal sealed class Tree
{
    private readonly Dictionary<string, int> _numberOf = new(StringComparer.Ordinal);
    private readonly FrozenStructure _structure;

    public Tree(FrozenStructure structure)
    {
        _structure = structure;
        var departments = structure.Scopes.Where(s => s.Level == Snapshots.ScopeLevel.Department).ToArray();
        var units = structure.Scopes.Where(s => s.Level == Snapshots.ScopeLevel.Unit).ToArray();
        Scopes = [.. departments, .. units];
        Departments = departments.Length;
        Parent = new int[Count];
        DepartmentOf = new int[Count];
        Parent[0] = DepartmentOf[0] = -1;
        for (var i = 0; i < Scopes.Count; i++)
        {
            _numberOf.Add((i < Departments ? "D" : "U") + Scopes[i].Code, i + 1);
            Parent[i + 1] = i < Departments ? 0 : _numberOf["D" + Scopes[i].ParentCode];
            DepartmentOf[i + 1] = i < Departments ? i : Parent[i + 1] - 1;
        }
    }

    /// <summary>Departments, then units; number i + 1.</summary>
    public IReadOnlyList<Snapshots.PublishedScope> Scopes { get; }

    /// <summary>Departments.</summary>
    public int Departments { get; }

    /// <summary>Groups of the tree, the organisation included.</summary>
    public int Count => Scopes.Count + 1;

    /// <summary>The group above, −1 for the organisation.</summary>
    public int[] Parent { get; }

    /// <summary>Index of the department, −1 for the organisation.</summary>
    public int[] DepartmentOf { get; }

    /// <summary>The number that a unit's staff are counted in; 0 if the unit is not known.</summary>
    public int Place(string unitCode) =>
        !_structure.ScopeOf.TryGetValue(unitCode, out var scope) ? 0
        : _numberOf.TryGetValue("U" + scope, out var unit) ? unit
        : _numberOf.GetValueOrDefault("D" + scope);
}
