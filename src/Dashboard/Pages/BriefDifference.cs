namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>One place where two briefs say different things.</summary>
/// <param name="Section">The heading that it stands under; empty before the first.</param>
/// <param name="Before">The earlier line; empty if it is new.</param>
/// <param name="After">The later line; empty if it is gone.</param>
public sealed record BriefDifference(string Section, string Before, string After)
{
    // Pairs of lines that are laid beside each other; a page is not worth more.
    private const long MostPairs = 4_000_000;

    /// <summary>
    /// What differs between the texts of two briefs, line by line, in the later one's order: a line is a sentence list's item, a table's row or a
    /// paragraph. Rules, empty lines and what stands at the foot are not compared. Empty when they say the same; null when they are too long and too different to be compared.
    /// </summary>
    public static IReadOnlyList<BriefDifference>? Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        if (Common(old, now) is not { } common)
        {
            return null;
        }

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
        var end = foot < 0 ? all.Length : foot;
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

    /// <summary>Pairs of equal lines of a longest common subsequence, in order; null when it would take too long.</summary>
    private static List<(int Old, int Now)>? Common(List<(string Section, string Text)> old, List<(string Section, string Text)> now)
    {
        // What both begin and end with needs no search.
        var shorter = Math.Min(old.Count, now.Count);
        int head = 0, tail = 0;
        while (head < shorter && old[head] == now[head])
        {
            head++;
        }

        while (tail < shorter - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        if ((long)(old.Count - head - tail) * (now.Count - head - tail) > MostPairs)
        {
            return null;
        }

        return
        [
            .. Enumerable.Range(0, head).Select(i => (i, i)),
            .. Longest(old[head..^tail], now[head..^tail]).Select(p => (p.Old + head, p.Now + head)),
            .. Enumerable.Range(0, tail).Select(i => (old.Count - tail + i, now.Count - tail + i)),
        ];
    }

    private static List<(int Old, int Now)> Longest(List<(string Section, string Text)> old, List<(string Section, string Text)> now)
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
