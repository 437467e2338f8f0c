namespace Digilo.Analytics.Compute;

/// <summary>
/// Symmetric positive definite matrices of a few dozen rows, row after row in one span: what normal equations and factor models need.
/// R: <c>chol</c>, <c>chol2inv</c>.
/// </summary>
internal static class Cholesky
{
    /// <summary>
    /// The lower triangle L of A = L·Lᵀ (the upper part is 0), or null where A is not positive definite: a pivot under
    /// <paramref name="tolerance"/> times its diagonal element means that a column is, to the digits there are, a sum of those before it.
    /// Only A's lower triangle is read. Size 0: an empty factor.
    /// </summary>
    /// <exception cref="ArgumentException">Not size × size numbers.</exception>
    public static double[]? Factor(ReadOnlySpan<double> matrix, int size, double tolerance = 1e-11)
    {
        Histogram.RequireSameLength(matrix.Length, size * size);
        var l = new double[size * size];
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var sum = default(NeumaierSum);
                sum.Add(matrix[(i * size) + j]);
                for (var k = 0; k < j; k++)
                {
                    sum.Add(-l[(i * size) + k] * l[(j * size) + k]);
                }

                if (i > j)
                {
                    l[(i * size) + j] = sum.Value / l[(j * size) + j];
                }
                else if (sum.Value > tolerance * matrix[(j * size) + j])
                {
                    l[(j * size) + j] = Math.Sqrt(sum.Value);
                }
                else
                {
                    return null;
                }
            }
        }

        return l;
    }

    /// <summary>x of A·x = b, from A's factor.</summary>
    /// <exception cref="ArgumentException">Sizes do not fit.</exception>
    public static double[] Solve(ReadOnlySpan<double> factor, ReadOnlySpan<double> b)
    {
        var size = b.Length;
        Histogram.RequireSameLength(factor.Length, size * size);
        var x = b.ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[(i * size) + k] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                x[i] -= factor[(k * size) + i] * x[k];
            }

            x[i] /= factor[(i * size) + i];
        }

        return x;
    }

    /// <summary>The whole inverse of A, symmetric to the last bit.</summary>
    /// <exception cref="ArgumentException">Not size × size numbers.</exception>
    public static double[] Inverse(ReadOnlySpan<double> factor, int size)
    {
        Histogram.RequireSameLength(factor.Length, size * size);
        var inverse = new double[size * size];
        var unit = new double[size];
        for (var j = 0; j < size; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            var column = Solve(factor, unit);
            for (var i = j; i < size; i++)
            {
                inverse[(i * size) + j] = inverse[(j * size) + i] = column[i];
            }
        }

        return inverse;
    }

    /// <summary>ln det A; 0 for size 0.</summary>
    /// <exception cref="ArgumentException">Not size × size numbers.</exception>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int size)
    {
        Histogram.RequireSameLength(factor.Length, size * size);
        var sum = default(NeumaierSum);
        for (var i = 0; i < size; i++)
        {
            sum.Add(2 * Math.Log(factor[(i * size) + i]));
        }

        return sum.Value;
    }
}
