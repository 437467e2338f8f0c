namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One place where two briefs say different things.</summary>
/// <param name="Section">The heading that it stands under; empty before the first.</param>
/// <param name="Before">The earlier line; empty if it is new.</param>
/// <param name="After">The later line; empty if it is gone.</param>
public sealed record BriefDifference(string Section, string Before, string After)
{
    // Two texts without a line in common are not worth more than this.
    private const int MostLines = 4000;

    /// <summary>
    /// What differs between the texts of two briefs, line by line, in the later one's order: a line is a sentence list's item, a table's row or a
    /// paragraph. Rules, empty lines and what stands at the foot are not compared. Empty when they say the same.
    /// </summary>
    public static IReadOnlyList<BriefDifference> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var common = Common(old, now);
        var found = new List<BriefDifference>();
        var (i, j) = (0, 0);
        foreach (var (a, b) in common.Append((old.Count, now.Count)))
        {
            // Lines changed at the same place stand beside each other.
            for (; i < a || j < b; i += i < a ? 1 : 0, j += j < b ? 1 : 0)
            {
                var (was, becomes) = (i < a ? old[i] : default, j < b ? now[j] : default);
                found.Add(new BriefDifference(becomes.Section ?? was.Section ?? "", was.Text ?? "", becomes.Text ?? ""));
            }

            (i, j) = (a + 1, b + 1);
        }

        return found;
    }

    private static List<(string Section, string Text)> Lines(string text)
    {
        var all = text.Split('\n');
        var foot = Array.LastIndexOf(all, "--");
        var lines = new List<(string, string)>();
        var section = "";
        var end = Math.Min(foot < 0 ? all.Length : foot, MostLines);
        for (var i = 0; i < end; i++)
        {
            if (i + 1 < end && IsRule(all[i + 1]) && all[i].Length > 0)
            {
                section = all[i];
            }

            if (all[i].Length > 0 && !IsRule(all[i]))
            {
                lines.Add((section, all[i].StartsWith("- ", StringComparison.Ordinal) ? all[i][2..] : all[i]));
            }
        }

        return lines;
    }

    private static bool IsRule(string line) => line.Length > 0 && (line.All(c => c == '-') || line.All(c => c == '='));

    /// <summary>Pairs of equal lines of a longest common subsequence, in order.</summary>
    private static List<(int Old, int Now)> Common(List<(string Section, string Text)> old, List<(string Section, string Text)> now)
    {
        var length = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                length[i, j] = old[i] == now[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        var pairs = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < old.Count && j < now.Count;)
        {
            if (old[i] == now[j])
            {
                pairs.Add((i++, j++));
            }
            else if (length[i + 1, j] >= length[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return pairs;
    }
}
