using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// One division of a wave's respondents above the units: the organisation, its departments, or its categories of one attribute. Their
/// groups are a family of tests (method §3.4).
/// </summary>
/// <param name="First">Number of its first group.</param>
/// <param name="Count">Groups.</param>
/// <param name="Cells">The same by the cells of the wave's weights.</param>
internal sealed record UpperDivision(int First, int Count, CellDivision Cells)
{
    /// <summary>Numbers of its groups.</summary>
    public IEnumerable<int> Groups => Enumerable.Range(First, Count);

    /// <summary>The organisation, its departments, then each attribute.</summary>
    public static UpperDivision[] Of(Grouping grouping, CellWeighting weighting)
    {
        // Numbers 1 … D are the departments; a unit's parent is its department.
        var departments = grouping.DepartmentsUp() - 1;
        var place = grouping.Tree.Rows;
        return
        [
            Division(0, 1, new int[place.Length]),
            Division(1, departments, Array.ConvertAll(place, p => p <= departments ? p - 1 : grouping.Parent[p] - 1)),
            .. grouping.Categories.Select(c => Division(c.Offset, c.Count, c.Rows)),
        ];

        UpperDivision Division(int first, int count, int[] rows) => new(first, count, new CellDivision(weighting, rows, count));
    }
}
