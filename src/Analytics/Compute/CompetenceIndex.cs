namespace Digilo.Analytics.Compute;

/// <summary>The index of a set of items per respondent (method §2.2).</summary>
internal static class CompetenceIndex
{
    /// <summary>⌈k/2⌉: how many of k items must be answered (21 → 11; areas of 3, 6 and 4 → 2, 3 and 2).</summary>
    public static int RequiredAnswers(int itemCount) => (itemCount + 1) / 2;

    /// <summary>
    /// The mean of the answered levels where at least ⌈k/2⌉ of the k items given are answered, else NaN. In levels, 0–8.
    /// R: <c>apply(L, 1, function(y) if (sum(!is.na(y)) >= ceiling(k/2)) mean(y, na.rm=TRUE) else NaN)</c>.
    /// k counts every item given, those not in this wave's instrument too: which items make up an index is the caller's to say.
    /// </summary>
    /// <param name="columns">Item columns of one length, one byte a respondent.</param>
    /// <param name="items">Which columns belong to the index. None: everybody is missing.</param>
    /// <exception cref="ArgumentException">Columns differ in length.</exception>
    public static double[] Compute(byte[][] columns, ReadOnlySpan<int> items)
    {
        var (sums, answered) = Sums(columns, items, Answers.LevelCount - 1);
        var required = Math.Max(1, RequiredAnswers(items.Length));
        var index = new double[sums.Length];
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = answered[i] >= required ? (double)sums[i] / answered[i] : double.NaN;
        }

        return index;
    }

    /// <summary>Per respondent the sum of the items answered 0 … highest, and how many those are.</summary>
    /// <exception cref="ArgumentException">Columns differ in length.</exception>
    internal static (int[] Sums, int[] Answered) Sums(byte[][] columns, ReadOnlySpan<int> items, int highest)
    {
        var respondents = columns.Length == 0 ? 0 : columns[0].Length;
        var (sums, answered) = (new int[respondents], new int[respondents]);
        foreach (var item in items)
        {
            var column = columns[item];
            Histogram.RequireSameLength(column.Length, respondents);
            for (var i = 0; i < respondents; i++)
            {
                if (column[i] <= highest)
                {
                    sums[i] += column[i];
                    answered[i]++;
                }
            }
        }

        return (sums, answered);
    }
}
