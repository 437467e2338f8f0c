using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// The combinations of categories that occur among rows: what a model of main effects needs to know instead of 100,000 rows.
/// Cells are in the order of their first row, so nothing hangs on a hash.
/// </summary>
internal sealed class CategoryCells
{
    private const int MostPairs = 1 << 22;

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
            var highest = -1;
            foreach (var category in variable)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(category, nameof(variables));
                highest = Math.Max(highest, category);
            }

            // Number + 1 of every pair that has occurred: as a table where categories are few, as they are but for oddities.
            var width = highest + 1;
            var table = new int[(long)keys.Count * width <= MostPairs ? keys.Count * width : 0];
            var rare = new Dictionary<long, int>();
            var next = new List<int[]>();
            for (var i = 0; i < rows; i++)
            {
                var pair = ((long)of[i] * width) + variable[i];
                ref var number = ref (table.Length > 0 ? ref table[pair] : ref CollectionsMarshal.GetValueRefOrAddDefault(rare, pair, out _));
                if (number == 0)
                {
                    next.Add([.. keys[of[i]], variable[i]]);
                    number = next.Count;
                }

                of[i] = number - 1;
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

    /// <summary>X'WX of such columns. R: <c>crossprod(x, w * x)</c>.</summary>
    /// <param name="columns">Per cell the columns that are 1.</param>
    /// <param name="count">How many columns there are.</param>
    /// <param name="weights">One a cell.</param>
    public static double[] CrossProduct(int[][] columns, int count, ReadOnlySpan<double> weights)
    {
        var cross = new double[count * count];
        for (var cell = 0; cell < columns.Length; cell++)
        {
            foreach (var i in columns[cell])
            {
                foreach (var j in columns[cell])
                {
                    cross[(i * count) + j] += weights[cell];
                }
            }
        }

        return cross;
    }

    /// <summary>
    /// <see cref="MainEffects"/> as a design of 0s and 1s for <see cref="LogisticRegression"/>, without the columns that follow from those
    /// before them (where the categories of one variable lie within another's): R gives those a coefficient NA, and the fitted values are
    /// the same with and without. Rows × columns, row after row.
    /// </summary>
    /// <param name="keys">The cells.</param>
    /// <param name="persons">How many are in each.</param>
    public static (double[] Design, int Columns) IndependentMainEffects(IReadOnlyList<int[]> keys, ReadOnlySpan<double> persons)
    {
        var (columns, count) = MainEffects(keys);
        var aliased = SymmetricMatrix.Invert(CrossProduct(columns, count, persons), count).Aliased;
        int[] kept = [.. Enumerable.Range(0, count).Where(c => !aliased[c])];
        return ([.. columns.SelectMany(row => kept.Select(c => row.Contains(c) ? 1.0 : 0))], kept.Length);
    }
}
