namespace Digilo.Analytics.Indicators;

/// <summary>Rows (persons or respondents) divided into the groups <c>Offset … Offset + Count − 1</c>; −1 = in none of them.</summary>
internal sealed record Partition(int[] Rows, int Offset, int Count);

/// <summary>
/// The groups of one organisation and wave, and which rows belong to them. Groups are numbered: 0 the organisation, then
/// departments, then units (together the tree), then organisation × category, then department × category of personal attributes.
/// A row is placed once in the tree, at its unit, else its department, else the organisation; the tree is summed upwards.
/// </summary>
internal sealed class Grouping(Partition tree, int[] parent, IReadOnlyList<Partition> categories, IReadOnlyList<Partition> departmentCategories)
{
    /// <summary>The row's place in the tree.</summary>
    public Partition Tree => tree;

    /// <summary>Per group of the tree: the group above, −1 for the organisation.</summary>
    public int[] Parent => parent;

    /// <summary>Organisation × category, one partition per breakdown: the personal attributes, then operations if there are any.</summary>
    public IReadOnlyList<Partition> Categories => categories;

    /// <summary>Department × category, one partition per personal attribute.</summary>
    public IReadOnlyList<Partition> DepartmentCategories => departmentCategories;

    /// <summary>The organisation's operations, the last those in none; null if no unit has one.</summary>
    public Partition? Operations => categories.Count > departmentCategories.Count ? categories[^1] : null;

    /// <summary>Groups that have figures by competence: the tree and organisation × category.</summary>
    public int ItemGroups { get; } = tree.Count + categories.Sum(c => c.Count);

    /// <summary>All groups.</summary>
    public int Groups { get; } = tree.Count + categories.Sum(c => c.Count) + departmentCategories.Sum(c => c.Count);

    /// <summary>The partitions of the first <see cref="ItemGroups"/> groups.</summary>
    public IEnumerable<Partition> ItemPartitions => [tree, .. categories];

    /// <summary>All partitions.</summary>
    public IEnumerable<Partition> Partitions => [tree, .. categories, .. departmentCategories];

    /// <summary>Sums the tree upwards: <paramref name="width"/> consecutive numbers a group. Children have higher numbers than parents.</summary>
    public void SumUp(long[] counts, int width)
    {
        for (var group = tree.Count - 1; group > 0; group--)
        {
            for (var k = 0; k < width; k++)
            {
                counts[(parent[group] * width) + k] += counts[(group * width) + k];
            }
        }
    }

    /// <summary>Rows per group, all of them or those that <paramref name="included"/> names.</summary>
    public long[] Count(bool[]? included = null)
    {
        var counts = new long[Groups];
        foreach (var partition in Partitions)
        {
            for (var row = 0; row < partition.Rows.Length; row++)
            {
                if (partition.Rows[row] >= 0 && (included is null || included[row]))
                {
                    counts[partition.Offset + partition.Rows[row]]++;
                }
            }
        }

        SumUp(counts, 1);
        return counts;
    }
}
