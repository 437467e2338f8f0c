using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Change of the same persons between two waves ("samma personer", method §3.4), in the values' units. N = 0: all NaN. N = 1: the means
/// and the change, the rest NaN. A change without variance (everybody moved alike): error 0, the interval is the point, and no test:
/// t and p NaN, as R refuses it. A wave without variance: correlation NaN.
/// </summary>
/// <param name="N">Persons with a value in both waves.</param>
/// <param name="MeanBefore">Their mean in the earlier wave.</param>
/// <param name="MeanAfter">Their mean in the later wave.</param>
/// <param name="SdBefore">Their standard deviation (n − 1) in the earlier wave.</param>
/// <param name="SdAfter">Their standard deviation in the later wave.</param>
/// <param name="Correlation">Pearson's, between the waves.</param>
/// <param name="Change">Mean of after − before with its t interval, df n − 1.</param>
/// <param name="T">Change over its error.</param>
/// <param name="PValue">Two-sided.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairedChangeEstimate(
    long N,
    double MeanBefore,
    double MeanAfter,
    double SdBefore,
    double SdAfter,
    double Correlation,
    MeanEstimate Change,
    double T,
    double PValue);

/// <summary>Paired change of an index or a level.</summary>
internal static class PairedChange
{
    // t.test's own limit.
    private const double Constant = 10 * 2.220446049250313e-16;

    /// <summary>
    /// All of it over the pairs where both are there. R: <c>t.test(after, before, paired = TRUE)</c>, <c>sd</c>, <c>cor</c>; domain S14.
    /// No finite-population correction: it serves levels only (method §3.2).
    /// </summary>
    /// <param name="before">The earlier wave, one value a linked person; NaN = missing.</param>
    /// <param name="after">The later wave, the same persons in the same order.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Confidence outside (0, 1).</exception>
    public static PairedChangeEstimate Compute(
        ReadOnlySpan<double> before, ReadOnlySpan<double> after, double confidence = Moments.DefaultConfidence)
    {
        Histogram.RequireSameLength(before.Length, after.Length);
        var differences = new double[before.Length];
        long n = 0;
        NeumaierSum sumBefore = default, sumAfter = default;
        for (var i = 0; i < before.Length; i++)
        {
            differences[i] = after[i] - before[i];
            if (!double.IsNaN(differences[i]))
            {
                n++;
                sumBefore.Add(before[i]);
                sumAfter.Add(after[i]);
            }
        }

        var (meanBefore, meanAfter) = n == 0 ? (double.NaN, double.NaN) : (sumBefore.Value / n, sumAfter.Value / n);
        NeumaierSum squaresBefore = default, squaresAfter = default, products = default;
        for (var i = 0; i < before.Length; i++)
        {
            if (!double.IsNaN(differences[i]))
            {
                var (b, a) = (before[i] - meanBefore, after[i] - meanAfter);
                squaresBefore.Add(b * b);
                squaresAfter.Add(a * a);
                products.Add(a * b);
            }
        }

        var change = Moments.Mean(differences, null, confidence);

        // Equal changes of means differ by rounding: what R calls essentially constant has no variance.
        if (change.StandardError < Constant * Math.Abs(change.Mean))
        {
            change = change with { Variance = 0, StandardError = 0, Interval = new Interval(change.Mean, change.Mean) };
        }

        var t = change.StandardError > 0 ? change.Mean / change.StandardError : double.NaN;
        var spread = Math.Sqrt(squaresBefore.Value) * Math.Sqrt(squaresAfter.Value);
        return new PairedChangeEstimate(
            n,
            meanBefore,
            meanAfter,
            n < 2 ? double.NaN : Math.Sqrt(squaresBefore.Value / (n - 1)),
            n < 2 ? double.NaN : Math.Sqrt(squaresAfter.Value / (n - 1)),
            n < 2 || spread == 0 ? double.NaN : Math.Clamp(products.Value / spread, -1, 1),
            change,
            t,
            double.IsNaN(t) ? double.NaN : StudentT.TwoSided(t, n - 1));
    }
}
