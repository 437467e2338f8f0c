using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Small matrices by rows, whose length is rounded up to what the processor does at once: Cholesky's factor in place, in the upper half,
/// in panels, so that nearly all of the work is one product.
/// </summary>
internal static class Dense
{
    /// <summary>A pivot that is nothing beside what it was says that its row follows from others: it then moves nothing.</summary>
    private const double Nothing = 1e-15, Never = 1e64;

    /// <summary>Rows of a product that are made at once.</summary>
    private const int Tile = 4;

    /// <summary>Compiled well before the first call: a run of a minute would spend a tenth of it on the way there.</summary>
    private const MethodImplOptions AtOnce = MethodImplOptions.AggressiveOptimization;

    private static int Panel => Vector<double>.Count;

    /// <summary>Length of rows of n numbers.</summary>
    public static int Stride(int n) => (n + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>How many of some factors are not 0.</summary>
    public static int Used(ReadOnlySpan<double> factors) => factors.Length - factors.Count(0.0);

    /// <summary>Factors a matrix of n rows, of which the upper half is read: Uᵀ·U.</summary>
    [MethodImpl(AtOnce)]
    public static void Factor(Span<double> m, int n)
    {
        var stride = Stride(n);
        Span<double> before = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            before[i] = m[(i * stride) + i];
        }

        for (var first = 0; first < n; first += Panel)
        {
            var end = Math.Min(n, first + Panel);
            AddProduct(m[((first * stride) + first)..], stride, m[first..], end - first, stride, m[first..], stride, stride - first, first, -1);
            for (var i = first; i < end; i++)
            {
                var row = m.Slice((i * stride) + i, stride - i);
                for (var k = first; k < i; k++)
                {
                    Add(row, m.Slice((k * stride) + i, row.Length), -m[(k * stride) + i]);
                }

                var pivot = row[0] > Nothing * before[i] ? Math.Sqrt(row[0]) : Never;
                Scale(row, 1 / pivot);
                row[0] = pivot;
            }
        }
    }

    /// <summary>Solves with the factor's transpose.</summary>
    [MethodImpl(AtOnce)]
    public static void Forward(ReadOnlySpan<double> m, int n, Span<double> x)
    {
        var stride = Stride(n);
        for (var i = 0; i < n; i++)
        {
            var value = x[i] /= m[(i * stride) + i];
            Add(x[(i + 1)..n], m.Slice((i * stride) + i + 1, n - i - 1), -value);
        }
    }

    /// <summary>Solves with the factor's transpose for each column of a matrix of n rows.</summary>
    [MethodImpl(AtOnce)]
    public static void Forward(ReadOnlySpan<double> m, int n, Span<double> columns, int width)
    {
        var stride = Stride(n);
        for (var first = 0; first < n; first += Panel)
        {
            var end = Math.Min(n, first + Panel);
            AddProduct(columns[(first * width)..], width, m[first..], end - first, stride, columns, width, width, first, -1);
            for (var i = first; i < end; i++)
            {
                var row = columns.Slice(i * width, width);
                for (var k = first; k < i; k++)
                {
                    Add(row, columns.Slice(k * width, width), -m[(k * stride) + i]);
                }

                Scale(row, 1 / m[(i * stride) + i]);
            }
        }
    }

    /// <summary>Solves with the factor.</summary>
    [MethodImpl(AtOnce)]
    public static void Backward(ReadOnlySpan<double> m, int n, Span<double> x)
    {
        var stride = Stride(n);
        for (var i = n - 1; i >= 0; i--)
        {
            x[i] = (x[i] - Product(m.Slice((i * stride) + i + 1, n - i - 1), x[(i + 1)..n])) / m[(i * stride) + i];
        }
    }

    /// <summary>Adds factor · leftᵀ · right, both of which have n rows.</summary>
    /// <param name="to">The sum, by rows of <paramref name="toWidth"/>.</param>
    /// <param name="toWidth">Distance of its rows.</param>
    /// <param name="left">Its columns make rows of the sum.</param>
    /// <param name="rows">How many.</param>
    /// <param name="leftWidth">Distance of its rows.</param>
    /// <param name="right">Its columns make columns of the sum.</param>
    /// <param name="rightWidth">Distance of its rows.</param>
    /// <param name="width">How many, a multiple of what the processor does at once.</param>
    /// <param name="n">Rows that are summed over.</param>
    /// <param name="factor">A factor.</param>
    [MethodImpl(AtOnce)]
    public static void AddProduct(
        Span<double> to, int toWidth, ReadOnlySpan<double> left, int rows, int leftWidth, ReadOnlySpan<double> right, int rightWidth, int width, int n, double factor)
    {
        if (n == 0 || rows == 0 || width == 0)
        {
            return;
        }

        // The only place that reads past the checks of spans: the whole of what it reads is checked here, once. Below, offsets move and
        // references do not: one that has stepped past its array may be followed by the collector into what lies behind, which would end the process.
        ArgumentOutOfRangeException.ThrowIfNotEqual(width % Vector<double>.Count, 0, nameof(width));
        _ = to[((rows - 1) * toWidth) + width - 1];
        _ = left[((n - 1) * leftWidth) + rows - 1];
        _ = right[((n - 1) * rightWidth) + width - 1];
        ref var t = ref MemoryMarshal.GetReference(to);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        var one = Vector<double>.Count;
        var row = 0;
        for (; row + Tile <= rows; row += Tile)
        {
            var c = 0;
            for (; c + (2 * one) <= width; c += 2 * one)
            {
                Four(ref Unsafe.Add(ref t, (row * toWidth) + c), toWidth, ref Unsafe.Add(ref l, row), leftWidth, ref Unsafe.Add(ref r, c), rightWidth, n, factor);
            }

            for (; c < width; c += one)
            {
                FourOnce(ref Unsafe.Add(ref t, (row * toWidth) + c), toWidth, ref Unsafe.Add(ref l, row), leftWidth, ref Unsafe.Add(ref r, c), rightWidth, n, factor);
            }
        }

        for (; row < rows; row++)
        {
            for (var c = 0; c < width; c += one)
            {
                One(ref Unsafe.Add(ref t, (row * toWidth) + c), ref Unsafe.Add(ref l, row), leftWidth, ref Unsafe.Add(ref r, c), rightWidth, n, factor);
            }
        }
    }

    /// <summary>Adds the rows of a matrix, each times its factor.</summary>
    /// <param name="to">The sum, as long as the rows.</param>
    /// <param name="m">The matrix.</param>
    /// <param name="width">Distance of its rows, a multiple of what the processor does at once.</param>
    /// <param name="factors">A factor for each row.</param>
    [MethodImpl(AtOnce)]
    public static void AddProduct(Span<double> to, ReadOnlySpan<double> m, int width, ReadOnlySpan<double> factors)
    {
        var one = Vector<double>.Count;
        var c = 0;
        for (; c + (4 * one) <= width; c += 4 * one)
        {
            Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var k = 0; k < factors.Length; k++)
            {
                var f = new Vector<double>(factors[k]);
                var row = m.Slice((k * width) + c, 4 * one);
                s0 = Vector.MultiplyAddEstimate(f, new Vector<double>(row), s0);
                s1 = Vector.MultiplyAddEstimate(f, new Vector<double>(row[one..]), s1);
                s2 = Vector.MultiplyAddEstimate(f, new Vector<double>(row[(2 * one)..]), s2);
                s3 = Vector.MultiplyAddEstimate(f, new Vector<double>(row[(3 * one)..]), s3);
            }

            Put(to[c..], s0);
            Put(to[(c + one)..], s1);
            Put(to[(c + (2 * one))..], s2);
            Put(to[(c + (3 * one))..], s3);
        }

        for (; c < width; c += one)
        {
            Vector<double> sum = default;
            for (var k = 0; k < factors.Length; k++)
            {
                sum = Vector.MultiplyAddEstimate(new Vector<double>(factors[k]), new Vector<double>(m.Slice((k * width) + c, one)), sum);
            }

            Put(to[c..], sum);
        }

        static void Put(Span<double> at, Vector<double> sum) => (new Vector<double>(at) + sum).CopyTo(at);
    }

    /// <summary>What each row of a matrix sums to, each number times its factor.</summary>
    /// <param name="to">One a row.</param>
    /// <param name="m">The matrix.</param>
    /// <param name="width">Distance of its rows, a multiple of what the processor does at once.</param>
    /// <param name="factors">As long as the rows.</param>
    [MethodImpl(AtOnce)]
    public static void Products(Span<double> to, ReadOnlySpan<double> m, int width, ReadOnlySpan<double> factors)
    {
        for (var k = 0; k < to.Length; k++)
        {
            var row = m.Slice(k * width, width);
            var sum = Vector<double>.Zero;
            for (var c = 0; c < width; c += Vector<double>.Count)
            {
                sum = Vector.MultiplyAddEstimate(new Vector<double>(row.Slice(c, Vector<double>.Count)), new Vector<double>(factors.Slice(c, Vector<double>.Count)), sum);
            }

            to[k] = Vector.Sum(sum);
        }
    }

    /// <summary>Adds a multiple of a row.</summary>
    [MethodImpl(AtOnce)]
    public static void Add(Span<double> to, ReadOnlySpan<double> row, double factor)
    {
        var f = new Vector<double>(factor);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var at = to.Slice(i, Vector<double>.Count);
            Vector.MultiplyAddEstimate(f, new Vector<double>(row.Slice(i, Vector<double>.Count)), new Vector<double>(at)).CopyTo(at);
        }

        for (; i < to.Length; i++)
        {
            to[i] += factor * row[i];
        }
    }

    /// <summary>Sum of products.</summary>
    [MethodImpl(AtOnce)]
    public static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        var i = 0;
        if (a.Length >= Vector<double>.Count)
        {
            var sums = Vector<double>.Zero;
            for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                sums = Vector.MultiplyAddEstimate(new Vector<double>(a.Slice(i, Vector<double>.Count)), new Vector<double>(b.Slice(i, Vector<double>.Count)), sums);
            }

            sum = Vector.Sum(sums);
        }

        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Scale(Span<double> row, double factor)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }

    [MethodImpl(AtOnce)]
    private static void Four(ref double to, int toWidth, ref double left, int leftWidth, ref double right, int rightWidth, int n, double factor)
    {
        var one = Vector<double>.Count;
        Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        nuint l = 0, r = 0;
        for (var k = 0; k < n; k++, l += (nuint)leftWidth, r += (nuint)rightWidth)
        {
            var r0 = Vector.LoadUnsafe(ref right, r);
            var r1 = Vector.LoadUnsafe(ref right, r + (nuint)one);
            var x = new Vector<double>(Unsafe.Add(ref left, l));
            (a0, a1) = (Vector.MultiplyAddEstimate(x, r0, a0), Vector.MultiplyAddEstimate(x, r1, a1));
            x = new Vector<double>(Unsafe.Add(ref left, l + 1));
            (b0, b1) = (Vector.MultiplyAddEstimate(x, r0, b0), Vector.MultiplyAddEstimate(x, r1, b1));
            x = new Vector<double>(Unsafe.Add(ref left, l + 2));
            (c0, c1) = (Vector.MultiplyAddEstimate(x, r0, c0), Vector.MultiplyAddEstimate(x, r1, c1));
            x = new Vector<double>(Unsafe.Add(ref left, l + 3));
            (d0, d1) = (Vector.MultiplyAddEstimate(x, r0, d0), Vector.MultiplyAddEstimate(x, r1, d1));
        }

        var f = new Vector<double>(factor);
        Put(ref to, a0, f);
        Put(ref Unsafe.Add(ref to, one), a1, f);
        Put(ref Unsafe.Add(ref to, toWidth), b0, f);
        Put(ref Unsafe.Add(ref to, toWidth + one), b1, f);
        Put(ref Unsafe.Add(ref to, 2 * toWidth), c0, f);
        Put(ref Unsafe.Add(ref to, (2 * toWidth) + one), c1, f);
        Put(ref Unsafe.Add(ref to, 3 * toWidth), d0, f);
        Put(ref Unsafe.Add(ref to, (3 * toWidth) + one), d1, f);
    }

    [MethodImpl(AtOnce)]
    private static void FourOnce(ref double to, int toWidth, ref double left, int leftWidth, ref double right, int rightWidth, int n, double factor)
    {
        Vector<double> a = default, b = default, c = default, d = default;
        nuint l = 0, r = 0;
        for (var k = 0; k < n; k++, l += (nuint)leftWidth, r += (nuint)rightWidth)
        {
            var r0 = Vector.LoadUnsafe(ref right, r);
            a = Vector.MultiplyAddEstimate(new Vector<double>(Unsafe.Add(ref left, l)), r0, a);
            b = Vector.MultiplyAddEstimate(new Vector<double>(Unsafe.Add(ref left, l + 1)), r0, b);
            c = Vector.MultiplyAddEstimate(new Vector<double>(Unsafe.Add(ref left, l + 2)), r0, c);
            d = Vector.MultiplyAddEstimate(new Vector<double>(Unsafe.Add(ref left, l + 3)), r0, d);
        }

        var f = new Vector<double>(factor);
        Put(ref to, a, f);
        Put(ref Unsafe.Add(ref to, toWidth), b, f);
        Put(ref Unsafe.Add(ref to, 2 * toWidth), c, f);
        Put(ref Unsafe.Add(ref to, 3 * toWidth), d, f);
    }

    [MethodImpl(AtOnce)]
    private static void One(ref double to, ref double left, int leftWidth, ref double right, int rightWidth, int n, double factor)
    {
        Vector<double> a = default;
        for (var k = 0; k < n; k++)
        {
            a = Vector.MultiplyAddEstimate(new Vector<double>(Unsafe.Add(ref left, k * leftWidth)), Vector.LoadUnsafe(ref Unsafe.Add(ref right, k * rightWidth)), a);
        }

        Put(ref to, a, new Vector<double>(factor));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref double at, Vector<double> sum, Vector<double> factor) =>
        Vector.MultiplyAddEstimate(sum, factor, Vector.LoadUnsafe(ref at)).StoreUnsafe(ref at);
}
