using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>A category merged into another, for the record that is frozen at close.</summary>
/// <param name="From">The category's code.</param>
/// <param name="Into">The code of the one it is merged into.</param>
/// <param name="Respondents">Respondents in it (and those merged into it before).</param>
/// <param name="Population">Persons in it likewise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CategoryMerge(string From, string Into, long Respondents, long Population);

/// <summary>Merging of categories with the neighbours that the profile names.</summary>
internal static class CategoryMerging
{
    /// <summary>
    /// While some category is <paramref name="bad"/>, the first such is merged into its named neighbour; a merged category whose own
    /// neighbour lies within it takes the next that one of its members names. When none is left to name, that category is refused and the
    /// merges so far stand as the record.
    /// </summary>
    /// <param name="codes">Codes of the categories.</param>
    /// <param name="respondents">Respondents per category.</param>
    /// <param name="population">Persons per category.</param>
    /// <param name="neighbour">The category named for each, −1 for none.</param>
    /// <param name="bad">From respondents and persons: must it be merged?</param>
    /// <returns>The category that each now belongs to, the merges in order, and the refused category or −1.</returns>
    public static (int[] Root, IReadOnlyList<CategoryMerge> Merges, int Refused) Merge(
        string[] codes, long[] respondents, long[] population, int[] neighbour, Func<long, long, bool> bad)
    {
        var k = codes.Length;
        int[] root = [.. Enumerable.Range(0, k)];
        var merges = new List<CategoryMerge>();
        while (true)
        {
            var worst = -1;
            for (var c = 0; c < k && worst < 0; c++)
            {
                worst = root[c] == c && bad(Sum(respondents, root, c), Sum(population, root, c)) ? c : -1;
            }

            if (worst < 0)
            {
                return (root, merges, -1);
            }

            // The category's own neighbour first, then those of what was merged into it.
            var into = -1;
            foreach (var member in Enumerable.Range(0, k).Where(c => root[c] == worst).OrderBy(c => c == worst ? -1 : c))
            {
                if (into < 0 && neighbour[member] >= 0 && root[neighbour[member]] != worst)
                {
                    into = root[neighbour[member]];
                }
            }

            if (into < 0)
            {
                return (root, merges, worst);
            }

            merges.Add(new CategoryMerge(codes[worst], codes[into], Sum(respondents, root, worst), Sum(population, root, worst)));
            for (var c = 0; c < k; c++)
            {
                root[c] = root[c] == worst ? into : root[c];
            }
        }
    }

    /// <summary>The sum over what now belongs to a category.</summary>
    public static long Sum(long[] counts, int[] root, int category)
    {
        long sum = 0;
        for (var c = 0; c < counts.Length; c++)
        {
            sum += root[c] == category ? counts[c] : 0;
        }

        return sum;
    }
}
