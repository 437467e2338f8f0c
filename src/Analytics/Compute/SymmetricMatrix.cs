namespace Digilo.Analytics.Compute;

/// <summary>
/// Linear algebra for the small symmetric matrices that estimation needs (normal equations, a logistic or a factor model, a few dozen rows
/// at most): row after row in one array, plain loops in a fixed order, so the same bytes on every machine and for any thread count.
/// </summary>
internal static class SymmetricMatrix
{
    /// <summary>A column that its predecessors explain but for this share of its own square is taken to be a combination of them.</summary>
    public const double AliasTolerance = 1e-11;

    /// <summary>
    /// The lower triangle L of A = L·Lᵀ (the upper part is 0), or null where A is not positive definite: a pivot under
    /// <paramref name="tolerance"/> times its diagonal element means that a column is, to the digits there are, a sum of those before it.
    /// For callers that refuse such a matrix; <see cref="Invert"/> goes on without the column. Only A's lower triangle is read. Size 0: an
    /// empty factor. R: <c>t(chol(a))</c>.
    /// </summary>
    /// <param name="a">k × k, row by row; not changed.</param>
    /// <param name="k">Rows.</param>
    /// <param name="tolerance">Share of a column's own square.</param>
    /// <exception cref="ArgumentException">The array is not k × k.</exception>
    public static double[]? Factor(ReadOnlySpan<double> a, int k, double tolerance = AliasTolerance)
    {
        var (l, aliased) = Decompose(a, k, tolerance);
        return aliased.Contains(true) ? null : l;
    }

    /// <summary>x of A·x = b, from A's factor. R: <c>solve(a, b)</c>.</summary>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public static double[] Solve(ReadOnlySpan<double> factor, ReadOnlySpan<double> b)
    {
        var k = b.Length;
        RequireSquare(factor, k);
        var x = b.ToArray();
        for (var i = 0; i < k; i++)
        {
            for (var m = 0; m < i; m++)
            {
                x[i] -= factor[(i * k) + m] * x[m];
            }

            x[i] = OverPivot(x[i], factor[(i * k) + i]);
        }

        for (var i = k - 1; i >= 0; i--)
        {
            for (var m = i + 1; m < k; m++)
            {
                x[i] -= factor[(m * k) + i] * x[m];
            }

            x[i] = OverPivot(x[i], factor[(i * k) + i]);
        }

        return x;
    }

    /// <summary>The whole inverse of A from its factor, symmetric to the last bit. R: <c>chol2inv</c>.</summary>
    /// <exception cref="ArgumentException">The factor is not k × k.</exception>
    public static double[] InverseFromFactor(ReadOnlySpan<double> factor, int k)
    {
        RequireSquare(factor, k);
        var inverse = new double[k * k];
        var unit = new double[k];
        for (var j = 0; j < k; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            var column = Solve(factor, unit);
            for (var i = j; i < k; i++)
            {
                inverse[(i * k) + j] = inverse[(j * k) + i] = column[i];
            }
        }

        return inverse;
    }

    /// <summary>ln det A from A's factor; 0 for size 0. R: <c>determinant(a)</c>.</summary>
    /// <exception cref="ArgumentException">The factor is not k × k.</exception>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int k)
    {
        RequireSquare(factor, k);
        var sum = default(NeumaierSum);
        for (var i = 0; i < k; i++)
        {
            sum.Add(2 * Math.Log(factor[(i * k) + i]));
        }

        return sum.Value;
    }

    /// <summary>
    /// The inverse of a positive semidefinite matrix. A column that depends linearly on those before it is left out: its row
    /// and column of the inverse are 0 and it is marked, as R's <c>lm</c> and <c>glm</c> give such a coefficient NA.
    /// R: <c>chol2inv(chol(a))</c>. Size 0: empty.
    /// </summary>
    /// <param name="a">k × k, row by row; not changed.</param>
    /// <param name="k">Rows.</param>
    /// <exception cref="ArgumentException">The array is not k × k.</exception>
    public static (double[] Inverse, bool[] Aliased) Invert(ReadOnlySpan<double> a, int k)
    {
        var (l, aliased) = Decompose(a, k, AliasTolerance);
        return (InverseFromFactor(l, k), aliased);
    }

    /// <summary>a·x. R: <c>a %*% x</c>.</summary>
    public static double[] Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> x)
    {
        var k = x.Length;
        RequireSquare(a, k);
        var y = new double[k];
        for (var i = 0; i < k; i++)
        {
            y[i] = Dot(a.Slice(i * k, k), x);
        }

        return y;
    }

    /// <summary>a·b of two k × k matrices, which need not be symmetric. R: <c>a %*% b</c>.</summary>
    public static double[] Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int k)
    {
        RequireSquare(a, k);
        RequireSquare(b, k);
        var product = new double[k * k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var sum = default(NeumaierSum);
                for (var m = 0; m < k; m++)
                {
                    sum.Add(a[(i * k) + m] * b[(m * k) + j]);
                }

                product[(i * k) + j] = sum.Value;
            }
        }

        return product;
    }

    /// <summary>x·y. R: <c>sum(x * y)</c>.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = default(NeumaierSum);
        for (var i = 0; i < x.Length; i++)
        {
            sum.Add(x[i] * y[i]);
        }

        return sum.Value;
    }

    /// <summary>
    /// Eigenvalues (in no order) and eigenvectors (column j belongs to value j) by cyclic Jacobi rotations, which are accurate to the last
    /// digits for small matrices. R: <c>eigen(a, symmetric = TRUE)</c>.
    /// </summary>
    /// <param name="a">k × k, row by row; not changed.</param>
    /// <param name="k">Rows.</param>
    /// <exception cref="ArgumentException">The array is not k × k.</exception>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> a, int k)
    {
        RequireSquare(a, k);
        var m = a.ToArray();
        var v = new double[k * k];
        for (var i = 0; i < k; i++)
        {
            v[(i * k) + i] = 1;
        }

        for (var sweep = 0; sweep < 60; sweep++)
        {
            double off = 0, diagonal = 0;
            for (var i = 0; i < k; i++)
            {
                diagonal += m[(i * k) + i] * m[(i * k) + i];
                for (var j = i + 1; j < k; j++)
                {
                    off += m[(i * k) + j] * m[(i * k) + j];
                }
            }

            if (off <= 1e-34 * diagonal || off == 0)
            {
                break;
            }

            for (var p = 0; p < k; p++)
            {
                for (var q = p + 1; q < k; q++)
                {
                    Rotate(m, v, k, p, q);
                }
            }
        }

        var values = new double[k];
        for (var i = 0; i < k; i++)
        {
            values[i] = m[(i * k) + i];
        }

        return (values, v);
    }

    /// <summary>
    /// Cholesky's L, and the columns that depend on those before them: with L's column of theirs 0, everything else is as if they were not
    /// there.
    /// </summary>
    private static (double[] L, bool[] Aliased) Decompose(ReadOnlySpan<double> a, int k, double tolerance)
    {
        RequireSquare(a, k);
        var l = new double[k * k];
        var aliased = new bool[k];
        for (var j = 0; j < k; j++)
        {
            for (var i = j; i < k && !aliased[j]; i++)
            {
                var sum = default(NeumaierSum);
                sum.Add(a[(i * k) + j]);
                for (var m = 0; m < j; m++)
                {
                    sum.Add(-l[(i * k) + m] * l[(j * k) + m]);
                }

                if (i > j)
                {
                    l[(i * k) + j] = sum.Value / l[(j * k) + j];
                }
                else if (sum.Value > tolerance * a[(j * k) + j])
                {
                    l[(j * k) + j] = Math.Sqrt(sum.Value);
                }
                else
                {
                    aliased[j] = true;
                }
            }
        }

        return (l, aliased);
    }

    /// <summary>A pivot of 0 is an aliased column's: its unknown is 0.</summary>
    private static double OverPivot(double x, double pivot) => pivot == 0 ? 0 : x / pivot;

    private static void Rotate(double[] m, double[] v, int k, int p, int q)
    {
        var apq = m[(p * k) + q];
        if (apq == 0)
        {
            return;
        }

        var theta = (m[(q * k) + q] - m[(p * k) + p]) / (2 * apq);
        var t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var i = 0; i < k; i++)
        {
            var (x, y) = (m[(i * k) + p], m[(i * k) + q]);
            m[(i * k) + p] = (c * x) - (s * y);
            m[(i * k) + q] = (s * x) + (c * y);
        }

        for (var i = 0; i < k; i++)
        {
            var (x, y) = (m[(p * k) + i], m[(q * k) + i]);
            m[(p * k) + i] = (c * x) - (s * y);
            m[(q * k) + i] = (s * x) + (c * y);
        }

        m[(p * k) + q] = m[(q * k) + p] = 0;
        for (var i = 0; i < k; i++)
        {
            var (x, y) = (v[(i * k) + p], v[(i * k) + q]);
            v[(i * k) + p] = (c * x) - (s * y);
            v[(i * k) + q] = (s * x) + (c * y);
        }
    }

    private static void RequireSquare(ReadOnlySpan<double> a, int k)
    {
        if (a.Length != k * k)
        {
            throw new ArgumentException($"A square matrix of {k} rows has {k * k} numbers; got {a.Length}.");
        }
    }
}
