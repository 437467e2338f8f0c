namespace Digilo.Analytics.Compute;

/// <summary>
/// The combinations of categories that occur among rows: what a model of main effects needs to know instead of 100,000 rows.
/// Cells are in the order of their first row, so nothing hangs on a hash.
/// </summary>
internal sealed class CategoryCells
{
    private CategoryCells(int[] of, int[][] keys)
    {
        Of = of;
        Keys = keys;
    }

    /// <summary>The cell of each row.</summary>
    public int[] Of { get; }

    /// <summary>The categories of each cell, one a variable.</summary>
    public int[][] Keys { get; }

    /// <summary>
    /// Finds the cells; without variables all rows are one cell, without rows there is none. R: <c>interaction(…, drop = TRUE)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">A variable is not as long as there are rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative category.</exception>
    public static CategoryCells Find(IReadOnlyList<int[]> variables, int rows)
    {
        foreach (var variable in variables)
        {
            Histogram.RequireSameLength(variable.Length, rows);
        }

        // One variable after another: the pair (cell so far, category) is the new cell.
        var of = new int[rows];
        var keys = new List<int[]>();
        if (rows > 0)
        {
            keys.Add([]);
        }

        foreach (var variable in variables)
        {
            var numbers = new Dictionary<(int Cell, int Category), int>();
            var next = new List<int[]>();
            for (var i = 0; i < rows; i++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(variable[i], nameof(variables));
                if (!numbers.TryGetValue((of[i], variable[i]), out var cell))
                {
                    cell = next.Count;
                    numbers.Add((of[i], variable[i]), cell);
                    next.Add([.. keys[of[i]], variable[i]]);
                }

                of[i] = cell;
            }

            keys = next;
        }

        return new CategoryCells(of, [.. keys]);
    }

    /// <summary>
    /// Main effects of the variables over some cells: an intercept (column 0) and a column for every category that occurs there but the
    /// variable's first. Per cell the columns that are 1, and how many columns there are. R: <c>model.matrix(~ a + b)</c>.
    /// </summary>
    public static (int[][] Columns, int Count) MainEffects(IReadOnlyList<int[]> keys)
    {
        var columnOf = new Dictionary<(int Variable, int Category), int>();
        var count = 1;
        var variables = keys.Count == 0 ? 0 : keys[0].Length;
        for (var v = 0; v < variables; v++)
        {
            foreach (var category in keys.Select(k => k[v]).Distinct().Order().Skip(1))
            {
                columnOf.Add((v, category), count++);
            }
        }

        var columns = keys.Select(key => Enumerable.Range(0, variables)
            .Select(v => columnOf.TryGetValue((v, key[v]), out var column) ? column : 0).Where(c => c > 0).Prepend(0).ToArray());
        return ([.. columns], count);
    }
}
