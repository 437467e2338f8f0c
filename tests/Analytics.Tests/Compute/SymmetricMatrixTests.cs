using CsCheck;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

public class SymmetricMatrixTests
{
    [Fact]
    public void The_inverse_and_the_eigenvalues_of_a_known_matrix()
    {
        // R: solve(matrix(c(4,2,2,3),2)); eigen(…)$values.
        var (inverse, aliased) = SymmetricMatrix.Invert([4, 2, 2, 3], 2);
        Assert.Equal([0.375, -0.25, -0.25, 0.5], inverse.Select(v => Math.Round(v, 15)));
        Assert.Equal([false, false], aliased);
        var values = SymmetricMatrix.Eigen([4, 2, 2, 3], 2).Values.Order().ToArray();
        Assert.Equal(1.438447187191170, values[0], 14);
        Assert.Equal(5.561552812808831, values[1], 14);
    }

    [Fact]
    public void A_column_that_follows_from_others_is_left_out()
    {
        // Intercept and both dummies of a two-category variable.
        var (inverse, aliased) = SymmetricMatrix.Invert([5, 3, 2, 3, 3, 0, 2, 0, 2], 3);
        Assert.Equal([false, false, true], aliased);
        Assert.Equal(1.0 / 2, inverse[0], 15);
        Assert.Equal([0, 0, 0], inverse[6..]);
        Assert.Equal([true], SymmetricMatrix.Invert([0], 1).Aliased);
        Assert.Empty(SymmetricMatrix.Invert([], 0).Inverse);
        Assert.Throws<ArgumentException>(() => SymmetricMatrix.Invert([1, 2], 2));
    }

    [Fact]
    public void Inverse_times_matrix_is_one_and_the_eigenvectors_put_it_together_again() =>
        Gen.Double[-2, 2].Array[20].Sample(x =>
        {
            // X'X of five rows and four columns, with something on the diagonal so that it has an inverse.
            var a = new double[16];
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++)
                {
                    a[(i * 4) + j] = Enumerable.Range(0, 5).Sum(r => x[(r * 4) + i] * x[(r * 4) + j]) + (i == j ? 0.5 : 0);
                }
            }

            var one = SymmetricMatrix.Multiply(SymmetricMatrix.Invert(a, 4).Inverse, a, 4);
            var (values, v) = SymmetricMatrix.Eigen(a, 4);
            return Enumerable.Range(0, 16).All(i => Math.Abs(one[i] - (i % 5 == 0 ? 1 : 0)) < 1e-10)
                && Enumerable.Range(0, 16).All(i => Math.Abs(
                    Enumerable.Range(0, 4).Sum(m => v[(i / 4 * 4) + m] * values[m] * v[(i % 4 * 4) + m]) - a[i]) < 1e-11);
        });
}
