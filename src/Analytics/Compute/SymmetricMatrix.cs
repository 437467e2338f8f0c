namespace Digilo.Analytics.Compute;

/// <summary>
/// Linear algebra for the few small symmetric matrices that estimation needs (margins, a logistic model, a regression with four columns):
/// row after row in one array, plain loops in a fixed order, so the same bytes on every machine and for any thread count.
/// </summary>
internal static class SymmetricMatrix
{
    /// <summary>A column that its predecessors explain but for this share of its own square is taken to be a combination of them.</summary>
    public const double AliasTolerance = 1e-11;

    /// <summary>
    /// The inverse of a positive semidefinite matrix by Cholesky. A column that depends linearly on those before it is left out: its row
    /// and column of the inverse are 0 and it is marked, as R's <c>lm</c> and <c>glm</c> give such a coefficient NA.
    /// R: <c>chol2inv(chol(a))</c>. Size 0: empty.
    /// </summary>
    /// <param name="a">k × k, row by row; not changed.</param>
    /// <param name="k">Rows.</param>
    /// <exception cref="ArgumentException">The array is not k × k.</exception>
    public static (double[] Inverse, bool[] Aliased) Invert(ReadOnlySpan<double> a, int k)
    {
        RequireSquare(a, k);
        var l = new double[k * k];
        var aliased = new bool[k];
        for (var j = 0; j < k; j++)
        {
            for (var i = j; i < k; i++)
            {
                var sum = default(NeumaierSum);
                sum.Add(a[(i * k) + j]);
                for (var m = 0; m < j; m++)
                {
                    sum.Add(-l[(i * k) + m] * l[(j * k) + m]);
                }

                if (i == j)
                {
                    aliased[j] = !(sum.Value > AliasTolerance * a[(j * k) + j]);
                    l[(j * k) + j] = aliased[j] ? 0 : Math.Sqrt(sum.Value);
                }
                else
                {
                    l[(i * k) + j] = aliased[j] ? 0 : sum.Value / l[(j * k) + j];
                }
            }
        }

        // Rows of an aliased column stay out of everything that follows.
        var inverse = new double[k * k];
        var x = new double[k];
        for (var column = 0; column < k; column++)
        {
            if (aliased[column])
            {
                continue;
            }

            for (var i = 0; i < k; i++)
            {
                var sum = i == column ? 1.0 : 0;
                for (var m = 0; m < i; m++)
                {
                    sum -= l[(i * k) + m] * x[m];
                }

                x[i] = aliased[i] ? 0 : sum / l[(i * k) + i];
            }

            for (var i = k - 1; i >= 0; i--)
            {
                var sum = x[i];
                for (var m = i + 1; m < k; m++)
                {
                    sum -= aliased[m] ? 0 : l[(m * k) + i] * x[m];
                }

                x[i] = aliased[i] ? 0 : sum / l[(i * k) + i];
            }

            for (var i = 0; i < k; i++)
            {
                inverse[(i * k) + column] = x[i];
            }
        }

        return (inverse, aliased);
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
            for (var m = 0; m < k; m++)
            {
                for (var j = 0; j < k; j++)
                {
                    product[(i * k) + j] += a[(i * k) + m] * b[(m * k) + j];
                }
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
