using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>Names the groups and finds the sums among them.</summary>
internal static class GroupSystems
{
    /// <summary>For the population: which groups lie inside others is a matter of the register, which colleagues know.</summary>
    public static GroupSystem Of(Organisation organisation, Tree tree, Categories categories, Grouping population)
    {
        var groups = new List<Group> { new(ScopeLevel.Organisation, Breakdown.None, organisation.Code, "", organisation.Name) };
        groups.AddRange(tree.Scopes.Select(s => new Group(s.Level, Breakdown.None, s.Code, "", new BothLanguages(s.Name, s.Name))));
        foreach (var (breakdown, values) in categories.All)
        {
            groups.AddRange(values.Select(v => new Group(ScopeLevel.Organisation, breakdown, organisation.Code, v.Code, v.Name)));
        }

        foreach (var (breakdown, values) in categories.All.Take(Categories.Personal))
        {
            for (var d = 0; d < tree.Departments; d++)
            {
                groups.AddRange(values.Select(v => new Group(ScopeLevel.Department, breakdown, tree.Scopes[d].Code, v.Code, v.Name)));
            }
        }

        var lines = new List<Line> { new(0, [.. Enumerable.Range(1, tree.Departments)]) };
        for (var d = 0; d < tree.Departments; d++)
        {
            var units = Enumerable.Range(0, tree.Count).Where(g => tree.Parent[g] == d + 1).ToArray();
            lines.Add(new Line(d + 1, units));
        }

        for (var b = 0; b < categories.All.Count; b++)
        {
            var whole = population.Categories[b];
            lines.Add(new Line(0, [.. Enumerable.Range(whole.Offset, whole.Count)], LeavesTheSame: true));
            if (b >= Categories.Personal)
            {
                continue;
            }

            var parts = population.DepartmentCategories[b];
            for (var c = 0; c < whole.Count; c++)
            {
                lines.Add(new Line(whole.Offset + c, [.. Enumerable.Range(0, tree.Departments).Select(d => parts.Offset + (d * whole.Count) + c)]));
            }

            for (var d = 0; d < tree.Departments; d++)
            {
                lines.Add(new Line(d + 1, [.. Enumerable.Range(parts.Offset + (d * whole.Count), whole.Count)]));
            }
        }

        lines.AddRange(Nested(tree, population));
        return new GroupSystem(groups, [.. lines.Where(l => l.Parts.Length > 0)]);
    }

    /// <summary>
    /// Groups that lie whole inside a group of another division: a unit whose staff are all permanent lies inside the department's
    /// permanent staff, and the difference of the two is then a group that can be had by subtraction.
    /// </summary>
    private static IEnumerable<Line> Nested(Tree tree, Grouping population)
    {
        var persons = population.Tree.Rows.Length;
        var departments = new int[persons];
        var units = new int[persons];
        for (var i = 0; i < persons; i++)
        {
            var place = population.Tree.Rows[i];
            var department = tree.DepartmentOf[place];
            departments[i] = department < 0 ? -1 : department + 1;
            units[i] = place > tree.Departments ? place : -1;
        }

        var within = population.DepartmentCategories.Select(Numbers).ToArray();
        var lines = Inside([departments, .. population.Categories.Select(Numbers)], population.Groups)
            .Concat(Inside([units, .. within], population.Groups));

        // An operation is made of units wherever they are.
        return population.Operations is { } operations
            ? lines.Concat(new[] { units }.Concat(within).SelectMany(finer => Inside([finer, Numbers(operations)], population.Groups)))
            : lines;
    }

    private static int[] Numbers(Partition partition) => [.. partition.Rows.Select(r => r < 0 ? -1 : partition.Offset + r)];

    private static IEnumerable<Line> Inside(IReadOnlyList<int[]> divisions, int groups)
    {
        const int None = -1;
        const int Several = -2;
        for (var inner = 0; inner < divisions.Count; inner++)
        {
            for (var outer = 0; outer < divisions.Count; outer++)
            {
                if (inner == outer)
                {
                    continue;
                }

                var around = new int[groups];
                Array.Fill(around, None);
                for (var i = 0; i < divisions[inner].Length; i++)
                {
                    var g = divisions[inner][i];
                    if (g >= 0)
                    {
                        var o = divisions[outer][i];
                        around[g] = o < 0 || (around[g] != None && around[g] != o) ? Several : o;
                    }
                }

                foreach (var inside in Enumerable.Range(0, groups).Where(g => around[g] >= 0).GroupBy(g => around[g]))
                {
                    yield return new Line(inside.Key, [.. inside]);
                }
            }
        }
    }
}
