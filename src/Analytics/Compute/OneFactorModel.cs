using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>How a factor model ended.</summary>
internal enum FactorStatus
{
    /// <summary>A proper solution.</summary>
    Converged,
    /// <summary>
    /// The likelihood is largest where a residual variance is zero or negative: the figures are there and are lavaan's, but the model does
    /// not hold, and omega is not to be shown.
    /// </summary>
    Heywood,
    /// <summary>Fewer than three items, fewer respondents than needed, or an item without variance or that others add up to.</summary>
    NotIdentified,
    /// <summary>No largest likelihood was found, for example where items correlate with opposite signs.</summary>
    NotConverged,
}

/// <summary>
/// One common factor with variance 1: S ≈ λλᵀ + Θ. NaN in every number where <see cref="Status"/> is not
/// <see cref="FactorStatus.Converged"/> or <see cref="FactorStatus.Heywood"/>.
/// </summary>
/// <param name="Status">How it ended.</param>
/// <param name="N">Complete respondents.</param>
/// <param name="Loadings">λ, in the items' units, with a positive sum.</param>
/// <param name="Residuals">The diagonal of Θ.</param>
/// <param name="Covariance">Of λ and then Θ, row after row, from the expected information. R: <c>vcov</c>.</param>
/// <param name="ChiSquare">n·F, the test of the model against any covariance.</param>
/// <param name="DegreesOfFreedom">k(k + 1)/2 − 2k; 0 for three items, where the model always fits.</param>
/// <param name="Iterations">Rounds made.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OneFactorFit(
    FactorStatus Status,
    long N,
    double[] Loadings,
    double[] Residuals,
    double[] Covariance,
    double ChiSquare,
    int DegreesOfFreedom,
    int Iterations);

/// <summary>
/// Confirmatory factor analysis with one factor by maximum likelihood on raw covariances (method §3.1).
/// R: <c>lavaan::cfa("f =~ …", data, std.lv = TRUE)</c>, listwise, likelihood "normal" (covariances with n), expected information,
/// residual variances not bounded.
/// </summary>
internal static class OneFactorModel
{
    private const int MaxIterations = 500;

    /// <summary>
    /// Fits the items' covariances by Fisher scoring with halved steps, on the scale of correlations (the model does not mind), until
    /// the steps are gone or only rounding is left of them.
    /// </summary>
    public static OneFactorFit Fit(ItemCovariance items)
    {
        var (n, k) = (items.N, items.ItemCount);
        if (k < 3 || n <= k)
        {
            return Failed(FactorStatus.NotIdentified, n, k, 0);
        }

        // Correlations; the standard deviations with n, as lavaan's, come back at the end.
        var deviation = new double[k];
        var s = new double[k * k];
        for (var a = 0; a < k; a++)
        {
            deviation[a] = Math.Sqrt(items.Covariance(a, a) * (n - 1) / n);
            for (var b = 0; b < k; b++)
            {
                s[(a * k) + b] = a == b ? 1 : items.Covariance(a, b) / Math.Sqrt(items.Covariance(a, a)) / Math.Sqrt(items.Covariance(b, b));
            }
        }

        if (deviation.Contains(0) || SymmetricMatrix.Factor(s, k) is not { } whole)
        {
            return Failed(FactorStatus.NotIdentified, n, k, 0);
        }

        var parameters = Start(s, k);
        var constant = SymmetricMatrix.LogDeterminant(whole, k) + k;
        var discrepancy = Discrepancy(parameters, s, k) - constant;
        var last = double.PositiveInfinity;
        for (var round = 1; round <= MaxIterations; round++)
        {
            if (Inverse(parameters, k) is not { } inverse)
            {
                break;
            }

            var (gradient, information) = Derivatives(parameters, inverse, s, k);
            if (SymmetricMatrix.Factor(information, 2 * k, 1e-13) is not { } factor)
            {
                break;
            }

            var step = SymmetricMatrix.Solve(factor, gradient);
            var length = step.Max(Math.Abs);
            if (length <= 1e-12 || (length <= 1e-9 && length >= last))
            {
                return Done(parameters, SymmetricMatrix.InverseFromFactor(factor, 2 * k), deviation, n, discrepancy, round);
            }

            last = length;
            var (next, reached, scale) = (new double[2 * k], double.NaN, 1.0);
            do
            {
                for (var j = 0; j < next.Length; j++)
                {
                    next[j] = parameters[j] - (scale * step[j]);
                }

                reached = Discrepancy(next, s, k) - constant;
                scale /= 2;
            }
            while (!(reached <= discrepancy + 1e-13) && scale > 1e-9);

            if (!(reached <= discrepancy + 1e-13))
            {
                break;
            }

            (parameters, discrepancy) = (next, reached);
        }

        return Failed(FactorStatus.NotConverged, n, k, MaxIterations);
    }

    /// <summary>λ from the first principal component, drawn in a little, by thirty rounds of the power method.</summary>
    private static double[] Start(double[] s, int k)
    {
        var widest = Enumerable.Range(0, k).MaxBy(a => Enumerable.Range(0, k).Sum(b => s[(a * k) + b] * s[(a * k) + b]));
        var v = s[(widest * k)..((widest + 1) * k)];
        var root = 1.0;
        for (var round = 0; round < 30; round++)
        {
            var next = SymmetricMatrix.Multiply(s, v);
            root = Math.Sqrt(next.Sum(x => x * x));
            v = [.. next.Select(x => x / root)];
        }

        var parameters = new double[2 * k];
        for (var a = 0; a < k; a++)
        {
            parameters[a] = Math.Clamp(0.9 * v[a] * Math.Sqrt(root), -0.95, 0.95);
            parameters[k + a] = 1 - (parameters[a] * parameters[a]);
        }

        return parameters;
    }

    private static OneFactorFit Failed(FactorStatus status, long n, int k, int rounds)
    {
        var fit = new OneFactorFit(
            status, n, new double[k], new double[k], new double[4 * k * k], double.NaN, Math.Max(0, k * (k - 3) / 2), rounds);
        Array.Fill(fit.Loadings, double.NaN);
        Array.Fill(fit.Residuals, double.NaN);
        Array.Fill(fit.Covariance, double.NaN);
        return fit;
    }

    private static OneFactorFit Done(double[] parameters, double[] covariance, double[] deviation, long n, double discrepancy, int rounds)
    {
        var k = deviation.Length;
        var sign = Summation.Sum(parameters.AsSpan(0, k)) < 0 ? -1 : 1;

        // A residual of exactly zero comes out as a hair to either side of it.
        var proper = parameters.Skip(k).All(r => r > 1e-8);
        var scale = new double[2 * k];
        for (var a = 0; a < k; a++)
        {
            scale[a] = sign * deviation[a];
            scale[k + a] = deviation[a] * deviation[a];
        }

        for (var i = 0; i < 2 * k; i++)
        {
            parameters[i] *= scale[i];
            for (var j = 0; j < 2 * k; j++)
            {
                covariance[(i * 2 * k) + j] *= scale[i] * scale[j] / n;
            }
        }

        return new OneFactorFit(
            proper ? FactorStatus.Converged : FactorStatus.Heywood,
            n,
            parameters[..k],
            parameters[k..],
            covariance,
            n * Math.Max(0, discrepancy),
            k * (k - 3) / 2,
            rounds);
    }

    /// <summary>Σ = λλᵀ + Θ.</summary>
    private static double[] Implied(double[] parameters, int k)
    {
        var sigma = new double[k * k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                sigma[(a * k) + b] = (parameters[a] * parameters[b]) + (a == b ? parameters[k + a] : 0);
            }
        }

        return sigma;
    }

    private static double[]? Inverse(double[] parameters, int k) =>
        SymmetricMatrix.Factor(Implied(parameters, k), k) is { } factor ? SymmetricMatrix.InverseFromFactor(factor, k) : null;

    /// <summary>ln det Σ + tr(S·Σ⁻¹); +∞ where Σ is not positive definite.</summary>
    private static double Discrepancy(double[] parameters, double[] s, int k)
    {
        if (SymmetricMatrix.Factor(Implied(parameters, k), k) is not { } factor)
        {
            return double.PositiveInfinity;
        }

        var sum = default(NeumaierSum);
        sum.Add(SymmetricMatrix.LogDeterminant(factor, k));
        foreach (var (w, x) in SymmetricMatrix.InverseFromFactor(factor, k).Zip(s))
        {
            sum.Add(w * x);
        }

        return sum.Value;
    }

    /// <summary>Gradient and expected information of ½(ln det Σ + tr(S·Σ⁻¹)), W = Σ⁻¹, v = W·λ, q = λᵀ·W·λ.</summary>
    private static (double[] Gradient, double[] Information) Derivatives(double[] parameters, double[] w, double[] s, int k)
    {
        // D = W(Σ − S)W = W − W·S·W
        var ws = SymmetricMatrix.Multiply(w, s, k);
        var wsw = SymmetricMatrix.Multiply(ws, w, k);
        var v = SymmetricMatrix.Multiply(w, parameters.AsSpan(0, k));
        var q = SymmetricMatrix.Dot(v, parameters.AsSpan(0, k));
        var gradient = new double[2 * k];
        var information = new double[4 * k * k];
        for (var a = 0; a < k; a++)
        {
            var slope = default(NeumaierSum);
            for (var b = 0; b < k; b++)
            {
                slope.Add((w[(a * k) + b] - wsw[(a * k) + b]) * parameters[b]);
                var wab = w[(a * k) + b];
                information[(a * 2 * k) + b] = (wab * q) + (v[a] * v[b]);
                information[((k + a) * 2 * k) + b] = wab * v[a];
                information[(b * 2 * k) + k + a] = wab * v[a];
                information[((k + a) * 2 * k) + k + b] = wab * wab / 2;
            }

            gradient[a] = slope.Value;
            gradient[k + a] = (w[(a * k) + a] - wsw[(a * k) + a]) / 2;
        }

        return (gradient, information);
    }
}
