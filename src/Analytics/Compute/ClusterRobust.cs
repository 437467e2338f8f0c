using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>A coefficient under one error: t on its own degrees of freedom, two-sided p, t interval.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Coefficient(
    double Estimate, double StandardError, double DegreesOfFreedom, double Statistic, double PValue, Interval Interval);

/// <summary>Why a regression was not made.</summary>
internal enum RegressionRefusal
{
    /// <summary>It was made.</summary>
    None,

    /// <summary>No more rows than coefficients.</summary>
    TooFewRows,

    /// <summary>A column follows from the others: an empty group, say.</summary>
    Singular,

    /// <summary>All rows are of one cluster.</summary>
    OneCluster,
}

/// <summary>Ordinary least squares with errors for clusters. When refused, the lists are empty.</summary>
/// <param name="Refusal">Why not, if not.</param>
/// <param name="N">Rows with a value.</param>
/// <param name="Clusters">Clusters with one.</param>
/// <param name="Ordinary">Errors as if rows were independent; t(n − k).</param>
/// <param name="Cr1">G/(G − 1)·(n − 1)/(n − k); t(G − 1).</param>
/// <param name="Cr2">Bias-reduced, Satterthwaite's df.</param>
internal sealed record ClusterRegression(
    RegressionRefusal Refusal,
    long N,
    int Clusters,
    IReadOnlyList<Coefficient> Ordinary,
    IReadOnlyList<Coefficient> Cr1,
    IReadOnlyList<Coefficient> Cr2);

/// <summary>
/// Ordinary least squares whose rows come in clusters (method §3.5). Everything is done in the space of the k coefficients, so a cluster
/// of thousands costs no more than one of ten. No variance left in the residuals: errors 0, no t and no p.
/// </summary>
internal static class ClusterRobust
{
    // As clubSandwich: an eigenvalue of I − H this small is 0 (a coefficient that lives in one cluster alone).
    private const double ZeroEigenvalue = 1e-12;

    /// <summary>
    /// R: <c>m &lt;- lm(y ~ x - 1)</c>; <c>summary(m)</c>; <c>sandwich::vcovCL(m, cluster, type = "HC1")</c> with t(G − 1);
    /// <c>clubSandwich::coef_test(m, vcov = "CR2", cluster, test = "Satterthwaite")</c>.
    /// </summary>
    /// <param name="y">One value a row, NaN = the row is left out.</param>
    /// <param name="x">Row by row the k columns, intercept included; finite.</param>
    /// <param name="k">Columns.</param>
    /// <param name="cluster">The cluster of each row, 0, 1, ….</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Confidence outside (0, 1).</exception>
    public static ClusterRegression Fit(
        ReadOnlySpan<double> y, ReadOnlySpan<double> x, int k, ReadOnlySpan<int> cluster, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        Histogram.RequireSameLength(x.Length, y.Length * k);
        Histogram.RequireSameLength(cluster.Length, y.Length);

        // Clusters are numbered as they come; per cluster X'X, later X'e.
        var numbers = new Dictionary<int, int>();
        var crosses = new List<NeumaierSum[]>();
        var of = new int[y.Length];
        long n = 0;
        var moments = new NeumaierSum[k];
        for (var i = 0; i < y.Length; i++)
        {
            if (double.IsNaN(y[i]))
            {
                continue;
            }

            n++;
            if (!numbers.TryGetValue(cluster[i], out of[i]))
            {
                of[i] = crosses.Count;
                numbers.Add(cluster[i], of[i]);
                crosses.Add(new NeumaierSum[k * k]);
            }

            for (var a = 0; a < k; a++)
            {
                moments[a].Add(x[(i * k) + a] * y[i]);
                for (var b = 0; b < k; b++)
                {
                    crosses[of[i]][(a * k) + b].Add(x[(i * k) + a] * x[(i * k) + b]);
                }
            }
        }

        if (n <= k)
        {
            return Refused(RegressionRefusal.TooFewRows, n, crosses.Count);
        }

        double[][] cross = [.. crosses.Select(c => c.Select(s => s.Value).ToArray())];
        var (inverse, aliased) = SymmetricMatrix.Invert(Sum(cross, k * k), k);
        if (aliased.Contains(true))
        {
            return Refused(RegressionRefusal.Singular, n, cross.Length);
        }

        if (cross.Length == 1)
        {
            return Refused(RegressionRefusal.OneCluster, n, 1);
        }

        var beta = SymmetricMatrix.Multiply(inverse, [.. moments.Select(m => m.Value)]);
        var scores = cross.Select(_ => new NeumaierSum[k]).ToArray();
        NeumaierSum squares = default, sizes = default;
        for (var i = 0; i < y.Length; i++)
        {
            if (double.IsNaN(y[i]))
            {
                continue;
            }

            var residual = y[i] - SymmetricMatrix.Dot(x.Slice(i * k, k), beta);
            squares.Add(residual * residual);
            sizes.Add(y[i] * y[i]);
            for (var a = 0; a < k; a++)
            {
                scores[of[i]][a].Add(x[(i * k) + a] * residual);
            }
        }

        // A perfect fit leaves rounding; that is no error to divide by.
        var perfect = squares.Value <= 1e-28 * sizes.Value;
        double[][] score = [.. scores.Select(s => s.Select(v => perfect ? 0 : v.Value).ToArray())];
        var variance = perfect ? 0 : squares.Value / (n - k);
        double g = cross.Length;
        var factor = g / (g - 1) * (n - 1) / (n - k);
        var adjusted = new Adjustment(inverse, k);
        var parts = cross.Select(adjusted.Of).ToArray();
        var (ordinary, cr1, cr2) = (new Coefficient[k], new Coefficient[k], new Coefficient[k]);
        for (var c = 0; c < k; c++)
        {
            var row = inverse.AsSpan(c * k, k);
            ordinary[c] = Test(beta[c], Math.Sqrt(variance * inverse[(c * k) + c]), n - k, confidence);
            NeumaierSum plain = default, reduced = default;
            for (var h = 0; h < score.Length; h++)
            {
                var s = SymmetricMatrix.Dot(row, score[h]);
                plain.Add(s * s);
                var a = SymmetricMatrix.Dot(row, Transposed(parts[h], score[h], k));
                reduced.Add(a * a);
            }

            cr1[c] = Test(beta[c], Math.Sqrt(factor * plain.Value), g - 1, confidence);
            cr2[c] = Test(beta[c], Math.Sqrt(reduced.Value), Satterthwaite(row, inverse, cross, parts, k), confidence);
        }

        return new ClusterRegression(RegressionRefusal.None, n, cross.Length, ordinary, cr1, cr2);
    }

    /// <summary>
    /// (Σp_gg)²/Σp_gh² for p_gh = a_g'(I − H)a_h, a_g what cluster g's residuals are multiplied with: the df of the quadratic form when
    /// the rows are in truth independent.
    /// </summary>
    private static double Satterthwaite(ReadOnlySpan<double> row, double[] inverse, double[][] cross, double[][] parts, int k)
    {
        var m = row.ToArray();
        var inside = new double[cross.Length][];
        var own = new double[cross.Length];
        var trace = default(NeumaierSum);
        for (var h = 0; h < cross.Length; h++)
        {
            var v = SymmetricMatrix.Multiply(parts[h], m);
            inside[h] = SymmetricMatrix.Multiply(cross[h], v);
            own[h] = SymmetricMatrix.Dot(v, inside[h]);
            trace.Add(own[h] - SymmetricMatrix.Dot(inside[h], SymmetricMatrix.Multiply(inverse, inside[h])));
        }

        // Σ_gh (a_g'Ha_h)² is the trace of (M·Σ b b')², so clusters need not be taken in pairs.
        var outer = new NeumaierSum[k * k];
        var diagonal = default(NeumaierSum);
        for (var h = 0; h < cross.Length; h++)
        {
            var shared = SymmetricMatrix.Dot(inside[h], SymmetricMatrix.Multiply(inverse, inside[h]));
            diagonal.Add(((own[h] - shared) * (own[h] - shared)) - (shared * shared));
            for (var a = 0; a < k; a++)
            {
                for (var b = 0; b < k; b++)
                {
                    outer[(a * k) + b].Add(inside[h][a] * inside[h][b]);
                }
            }
        }

        var q = SymmetricMatrix.Multiply(inverse, [.. outer.Select(o => o.Value)], k);
        var pairs = default(NeumaierSum);
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                pairs.Add(q[(a * k) + b] * q[(b * k) + a]);
            }
        }

        var below = pairs.Value + diagonal.Value;
        return below > 0 ? trace.Value * trace.Value / below : double.NaN;
    }

    private static Coefficient Test(double estimate, double error, double df, double confidence)
    {
        var t = error > 0 ? estimate / error : double.NaN;
        return df > 0
            ? new Coefficient(
                estimate, error, df, t, 2 * StudentT.Cdf(-Math.Abs(t), df), Moments.TInterval(estimate, error, df, confidence))
            : new Coefficient(estimate, error, df, double.NaN, double.NaN, Interval.None);
    }

    private static double[] Transposed(double[] a, double[] x, int k)
    {
        var y = new double[k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                y[j] += a[(i * k) + j] * x[i];
            }
        }

        return y;
    }

    private static double[] Sum(double[][] parts, int length)
    {
        var sums = new NeumaierSum[length];
        foreach (var part in parts)
        {
            for (var i = 0; i < length; i++)
            {
                sums[i].Add(part[i]);
            }
        }

        return [.. sums.Select(s => s.Value)];
    }

    private static ClusterRegression Refused(RegressionRefusal why, long n, int clusters) => new(why, n, clusters, [], [], []);

    /// <summary>
    /// (I − H_gg)^(−1/2)·X_g = X_g·(I + G) with G = R·V·f(Λ)·V'·R·X_g'X_g, where R = (X'X)^(−1/2), VΛV' = R·X_g'X_g·R, and
    /// f(λ) = ((1 − λ)^(−1/2) − 1)/λ.
    /// </summary>
    private sealed class Adjustment
    {
        private readonly double[] _root;
        private readonly int _k;

        public Adjustment(double[] inverse, int k)
        {
            _k = k;
            var (values, vectors) = SymmetricMatrix.Eigen(inverse, k);
            _root = Recombine(vectors, [.. values.Select(v => Math.Sqrt(Math.Max(0, v)))]);
        }

        /// <summary>I + G of one cluster.</summary>
        public double[] Of(double[] cross)
        {
            var (values, vectors) = SymmetricMatrix.Eigen(Multiply(Multiply(_root, cross), _root), _k);
            var f = values.Select(l =>
            {
                var left = 1 - l;
                var r = Math.Sqrt(Math.Max(0, left));
                return left <= ZeroEigenvalue ? -1 / l : 1 / (r * (1 + r));
            });
            var g = Multiply(Multiply(Multiply(_root, Recombine(vectors, [.. f])), _root), cross);
            for (var i = 0; i < _k; i++)
            {
                g[(i * _k) + i]++;
            }

            return g;
        }

        private double[] Multiply(double[] a, double[] b) => SymmetricMatrix.Multiply(a, b, _k);

        private double[] Recombine(double[] vectors, double[] values)
        {
            var a = new double[_k * _k];
            for (var i = 0; i < _k; i++)
            {
                for (var j = 0; j < _k; j++)
                {
                    for (var m = 0; m < _k; m++)
                    {
                        a[(i * _k) + j] += vectors[(i * _k) + m] * values[m] * vectors[(j * _k) + m];
                    }
                }
            }

            return a;
        }
    }
}
