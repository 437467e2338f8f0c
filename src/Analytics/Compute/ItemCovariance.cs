using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Means, variances and covariances (n − 1) of a set of items over the respondents who answered every one of them (listwise, method
/// §3.1). From whole numbers, exact before any rounding and independent of the order of the respondents.
/// </summary>
internal sealed class ItemCovariance
{
    private readonly long[] _sums;
    private readonly long[] _products;

    private ItemCovariance(long n, long[] sums, long[] products)
    {
        N = n;
        _sums = sums;
        _products = products;
    }

    /// <summary>Complete respondents.</summary>
    public long N { get; }

    /// <summary>How many items there are.</summary>
    public int ItemCount => _sums.Length;

    /// <summary>
    /// Counts complete respondents; items not in this wave's instrument make everybody incomplete, so leave them out.
    /// R: <c>na.omit(x)</c>, then <c>cov</c>.
    /// </summary>
    /// <param name="columns">Item columns of one length.</param>
    /// <param name="items">Which of them.</param>
    /// <exception cref="ArgumentException">Columns differ in length.</exception>
    public static ItemCovariance Of(byte[][] columns, ReadOnlySpan<int> items)
    {
        var k = items.Length;
        var respondents = k == 0 ? 0 : columns[items[0]].Length;
        foreach (var item in items)
        {
            Histogram.RequireSameLength(columns[item].Length, respondents);
        }

        var (n, sums, products) = (0L, new long[k], new long[k * k]);
        var row = new int[k];
        for (var i = 0; i < respondents; i++)
        {
            var complete = true;
            for (var a = 0; a < k; a++)
            {
                row[a] = columns[items[a]][i];
                complete &= Answers.IsLevel((byte)row[a]);
            }

            if (complete)
            {
                n++;
                Add(row, sums, products);
            }
        }

        return new ItemCovariance(n, sums, products);
    }

    /// <summary>The same from complete rows of whole numbers of any size, row after row.</summary>
    /// <exception cref="ArgumentException">Not rows × items numbers.</exception>
    public static ItemCovariance Of(ReadOnlySpan<int> rows, int itemCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(itemCount, 1);
        var n = rows.Length / itemCount;
        Histogram.RequireSameLength(rows.Length, n * itemCount);
        var (sums, products) = (new long[itemCount], new long[itemCount * itemCount]);
        for (var i = 0; i < n; i++)
        {
            Add(rows.Slice(i * itemCount, itemCount), sums, products);
        }

        return new ItemCovariance(n, sums, products);
    }

    /// <summary>Mean of one item; NaN for nobody.</summary>
    public double Mean(int item) => N == 0 ? double.NaN : (double)_sums[item] / N;

    /// <summary>Covariance of two items, of an item with itself its variance; NaN for fewer than two.</summary>
    public double Covariance(int a, int b) => N < 2 ? double.NaN : (double)Scaled(a, b) / ((double)N * (N - 1));

    /// <summary>The whole matrix, row after row. R: <c>cov(x)</c>.</summary>
    public double[] Matrix()
    {
        var k = ItemCount;
        var matrix = new double[k * k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                matrix[(a * k) + b] = Covariance(a, b);
            }
        }

        return matrix;
    }

    /// <summary>Cronbach's alpha of all items but one (−1: of all), NaN for under two items or people, or no variance.</summary>
    public double AlphaWithout(int item)
    {
        var k = ItemCount - (item < 0 ? 0 : 1);
        var (trace, all) = ((Int128)0, VarianceWithout(item));
        for (var a = 0; a < ItemCount; a++)
        {
            trace += a == item ? 0 : Scaled(a, a);
        }

        return k < 2 || N < 2 || all == 0 ? double.NaN : (double)k / (k - 1) * ((double)(all - trace) / (double)all);
    }

    /// <summary>Correlation of one item with the sum of the others; NaN where either has no variance, and for a single item.</summary>
    public double ItemRestCorrelation(int item)
    {
        var (with, rest) = ((Int128)0, VarianceWithout(item));
        for (var a = 0; a < ItemCount; a++)
        {
            with += a == item ? 0 : Scaled(a, item);
        }

        var spread = Math.Sqrt((double)Scaled(item, item)) * Math.Sqrt((double)rest);
        return N < 2 || spread == 0 ? double.NaN : Math.Clamp((double)with / spread, -1, 1);
    }

    /// <summary>The variance of the sum of all items but one (−1: of all), on <see cref="Scaled"/>'s scale.</summary>
    private Int128 VarianceWithout(int item)
    {
        var sum = (Int128)0;
        for (var a = 0; a < ItemCount; a++)
        {
            for (var b = 0; b < ItemCount; b++)
            {
                sum += a == item || b == item ? 0 : Scaled(a, b);
            }
        }

        return sum;
    }

    /// <summary>n(n − 1) times the covariance, a whole number.</summary>
    private Int128 Scaled(int a, int b) =>
        ((Int128)N * _products[(a >= b ? a : b) * ItemCount + (a >= b ? b : a)]) - ((Int128)_sums[a] * _sums[b]);

    private static void Add(ReadOnlySpan<int> row, long[] sums, long[] products)
    {
        for (var a = 0; a < row.Length; a++)
        {
            long value = row[a];
            sums[a] += value;
            var target = products.AsSpan(a * row.Length, a + 1);
            for (var b = 0; b < target.Length; b++)
            {
                target[b] += value * row[b];
            }
        }
    }
}

/// <summary>One item in a scale: its correlation with the sum of the others, and the scale's alpha without it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ItemStatistics(double Mean, double StandardDeviation, double ItemRest, double AlphaWithout);
