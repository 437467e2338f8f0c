namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Gaussian elimination over the system of published sums: what can be solved for. Exact, in the integers modulo a prime.
/// </summary>
internal static class Elimination
{
    private const long Prime = 2_147_483_647;

    /// <summary>Divides the lines into sets that share no hidden group.</summary>
    public static IEnumerable<Line[]> Components(IReadOnlyList<Line> lines, bool[] hidden)
    {
        var owner = new Dictionary<int, int>();
        var parent = Enumerable.Range(0, lines.Count).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var g in Variables(lines[i], hidden))
            {
                if (owner.TryGetValue(g, out var other))
                {
                    parent[Root(parent, i)] = Root(parent, other);
                }
                else
                {
                    owner.Add(g, i);
                }
            }
        }

        return lines.Select((line, i) => (line, root: Root(parent, i))).GroupBy(x => x.root, x => x.line).Select(c => c.ToArray());
    }

    /// <summary>
    /// Hidden groups whose size follows from the sums, and one group of every derived union smaller than the threshold.
    /// </summary>
    /// <param name="lines">Sums.</param>
    /// <param name="hidden">Hidden groups.</param>
    /// <param name="size">Sizes.</param>
    /// <param name="threshold">Fewest persons of a union.</param>
    /// <param name="alone">True if somebody alone in a group can take himself away.</param>
    public static IEnumerable<int> Determined(IReadOnlyList<Line> lines, bool[] hidden, long[] size, int threshold, bool alone)
    {
        var groups = lines.SelectMany(l => Variables(l, hidden)).Distinct().Order().ToArray();
        var column = groups.Select((g, i) => (g, i)).ToDictionary(x => x.g, x => x.i);
        var rows = lines.Select(line =>
        {
            var row = new long[groups.Length];
            foreach (var part in line.Parts.Where(p => hidden[p]))
            {
                row[column[part]] = 1;
            }

            if (hidden[line.Total])
            {
                row[column[line.Total]] = Prime - 1;
            }

            return row;
        }).ToArray();

        foreach (var row in Reduce(rows, groups.Length))
        {
            var members = Enumerable.Range(0, groups.Length).Where(i => row[i] != 0).ToArray();
            var union = members.All(i => row[i] == 1) || members.All(i => row[i] == Prime - 1);
            if (members.Length == 1 || (union && members.Sum(i => size[groups[i]]) < threshold + (alone && members.Length == 2 && members.Any(i => size[groups[i]] == 1) ? 1 : 0)))
            {
                yield return groups[members[0]];
            }
        }
    }

    /// <summary>Reduced row echelon form without its zero rows. Changes <paramref name="rows"/>.</summary>
    public static List<long[]> Reduce(long[][] rows, int columns)
    {
        var reduced = 0;
        for (var c = 0; c < columns && reduced < rows.Length; c++)
        {
            var pivot = Array.FindIndex(rows, reduced, r => r[c] != 0);
            if (pivot < 0)
            {
                continue;
            }

            (rows[reduced], rows[pivot]) = (rows[pivot], rows[reduced]);
            var top = rows[reduced];
            var inverse = Power(top[c], Prime - 2);
            for (var k = c; k < columns; k++)
            {
                top[k] = top[k] * inverse % Prime;
            }

            for (var r = 0; r < rows.Length; r++)
            {
                var factor = rows[r][c];
                if (r == reduced || factor == 0)
                {
                    continue;
                }

                for (var k = c; k < columns; k++)
                {
                    rows[r][k] = (rows[r][k] + ((Prime - factor) * top[k])) % Prime;
                }
            }

            reduced++;
        }

        return [.. rows.Take(reduced)];
    }

    private static IEnumerable<int> Variables(Line line, bool[] hidden) =>
        hidden[line.Total] ? line.Parts.Where(p => hidden[p]).Append(line.Total) : line.Parts.Where(p => hidden[p]);

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            i = parent[i] = parent[parent[i]];
        }

        return i;
    }

    private static long Power(long value, long exponent)
    {
        long result = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) != 0 ? result * value % Prime : result;
            value = value * value % Prime;
        }

        return result;
    }
}
