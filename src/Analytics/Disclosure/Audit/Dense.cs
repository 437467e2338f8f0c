using System.Numerics;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Small matrices by rows, whose length is rounded up to what the processor does at once: Cholesky's factor in place, in the lower half.
/// </summary>
internal static class Dense
{
    /// <summary>A pivot that is nothing beside what it was says that its row follows from others: it then moves nothing.</summary>
    private const double Nothing = 1e-15, Never = 1e64;

    /// <summary>Length of rows of n numbers.</summary>
    public static int Stride(int n) => (n + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>Factors a matrix of n rows.</summary>
    public static void Factor(Span<double> m, int n)
    {
        var stride = Stride(n);
        for (var i = 0; i < n; i++)
        {
            var row = m.Slice(i * stride, stride);
            for (var j = 0; j < i; j++)
            {
                var other = m.Slice(j * stride, stride);
                row[j] = (row[j] - Product(row[..j], other[..j])) / other[j];
            }

            var before = row[i];
            var pivot = row[i] - Product(row[..i], row[..i]);
            row[i] = pivot > Nothing * before ? Math.Sqrt(pivot) : Never;
        }
    }

    /// <summary>Solves with the factor.</summary>
    public static void Forward(ReadOnlySpan<double> m, int n, Span<double> x)
    {
        var stride = Stride(n);
        for (var i = 0; i < n; i++)
        {
            x[i] = (x[i] - Product(m.Slice(i * stride, i), x[..i])) / m[(i * stride) + i];
        }
    }

    /// <summary>Solves with the factor for each column of a matrix of n rows.</summary>
    public static void Forward(ReadOnlySpan<double> m, int n, Span<double> columns, int width)
    {
        var stride = Stride(n);
        for (var i = 0; i < n; i++)
        {
            var row = columns.Slice(i * width, width);
            for (var j = 0; j < i; j++)
            {
                Add(row, columns.Slice(j * width, width), -m[(i * stride) + j]);
            }

            Scale(row, 1 / m[(i * stride) + i]);
        }
    }

    /// <summary>Solves with the factor's transpose.</summary>
    public static void Backward(ReadOnlySpan<double> m, int n, Span<double> x)
    {
        var stride = Stride(n);
        for (var i = n - 1; i >= 0; i--)
        {
            var value = x[i] /= m[(i * stride) + i];
            for (var j = 0; j < i; j++)
            {
                x[j] -= value * m[(i * stride) + j];
            }
        }
    }

    /// <summary>Adds factor · leftᵀ · right, both of which have n rows.</summary>
    public static void AddProduct(Span<double> to, ReadOnlySpan<double> left, int rows, int leftWidth, ReadOnlySpan<double> right, int width, int n, double factor)
    {
        for (var r = 0; r < rows; r++)
        {
            var c = 0;
            for (; c <= width - (4 * Vector<double>.Count); c += 4 * Vector<double>.Count)
            {
                Vector<double> a = default, b = default, d = default, e = default;
                for (var k = 0; k < n; k++)
                {
                    var x = new Vector<double>(left[(k * leftWidth) + r]);
                    var from = right.Slice((k * width) + c, 4 * Vector<double>.Count);
                    a += x * new Vector<double>(from);
                    b += x * new Vector<double>(from[Vector<double>.Count..]);
                    d += x * new Vector<double>(from[(2 * Vector<double>.Count)..]);
                    e += x * new Vector<double>(from[(3 * Vector<double>.Count)..]);
                }

                var at = to.Slice((r * width) + c, 4 * Vector<double>.Count);
                Put(at, a * factor);
                Put(at[Vector<double>.Count..], b * factor);
                Put(at[(2 * Vector<double>.Count)..], d * factor);
                Put(at[(3 * Vector<double>.Count)..], e * factor);
            }

            for (; c < width; c += Vector<double>.Count)
            {
                Vector<double> a = default;
                for (var k = 0; k < n; k++)
                {
                    a += new Vector<double>(left[(k * leftWidth) + r]) * new Vector<double>(right.Slice((k * width) + c, Vector<double>.Count));
                }

                Put(to.Slice((r * width) + c, Vector<double>.Count), a * factor);
            }
        }

        static void Put(Span<double> at, Vector<double> sum) => (new Vector<double>(at) + sum).CopyTo(at);
    }

    /// <summary>Adds a multiple of a row.</summary>
    public static void Add(Span<double> to, ReadOnlySpan<double> row, double factor)
    {
        var f = new Vector<double>(factor);
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var at = to.Slice(i, Vector<double>.Count);
            (new Vector<double>(at) + (f * new Vector<double>(row.Slice(i, Vector<double>.Count)))).CopyTo(at);
        }

        for (; i < to.Length; i++)
        {
            to[i] += factor * row[i];
        }
    }

    /// <summary>Sum of products.</summary>
    public static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        var i = 0;
        if (a.Length >= Vector<double>.Count)
        {
            var sums = Vector<double>.Zero;
            for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                sums += new Vector<double>(a.Slice(i, Vector<double>.Count)) * new Vector<double>(b.Slice(i, Vector<double>.Count));
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
}
