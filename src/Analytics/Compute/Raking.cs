using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>One margin to rake to: each respondent's category and the population's total per category.</summary>
internal sealed record RakingMargin(int[] Category, double[] Totals);

/// <summary>
/// Raked weights. <paramref name="LargestDeviation"/> is max|Σw − T|/T over all categories after the last round;
/// <paramref name="Converged"/> says whether it met the tolerance.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RakingResult(double[] Weights, int Iterations, double LargestDeviation, bool Converged);

/// <summary>Iterative proportional fitting (Deming and Stephan 1940; method §3.3). Bounds and errors are not here yet.</summary>
internal static class Raking
{
    /// <summary>The method's tolerance: the total depends on it (domain S7).</summary>
    public const double Tolerance = 1e-10;

    /// <summary>
    /// Scales start weights to each margin in turn until max|Σw − T|/T ≤ tolerance over all margins at once. Respondents with start
    /// weight 0 keep it. R: <c>rake(design, sample.margins, population.margins, control = list(epsilon = 1e-11, maxit = 500))</c>.
    /// Nothing is collapsed here: a category with a population and no respondents throws, for the caller must name the neighbour.
    /// A category with respondents and population 0 gets weights of 0. Margins whose sums contradict each other do not converge, and
    /// the result says so.
    /// </summary>
    /// <param name="start">Start weights, N/n as a rule; not changed.</param>
    /// <param name="margins">None: the start weights.</param>
    /// <param name="tolerance">Relative, over 0.</param>
    /// <param name="maxIterations">Rounds over all margins.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a weight or total is negative or not finite, or an empty category has N &gt; 0.
    /// </exception>
    public static RakingResult Rake(
        ReadOnlySpan<double> start, IReadOnlyList<RakingMargin> margins, double tolerance = Tolerance, int maxIterations = 1000)
    {
        var weights = start.ToArray();
        if (weights.Any(w => !(w >= 0) || double.IsInfinity(w))
            || margins.Any(m => m.Totals.Any(t => !(t >= 0) || double.IsInfinity(t))))
        {
            throw new ArgumentException("Weights and totals are finite and not negative.");
        }

        foreach (var margin in margins)
        {
            Histogram.RequireSameLength(margin.Category.Length, weights.Length);
            var sums = Sums(weights, margin);
            for (var c = 0; c < sums.Length; c++)
            {
                if (sums[c] == 0 && margin.Totals[c] > 0)
                {
                    throw new ArgumentException($"Category {c} has a population of its own and no respondents: collapse it first.");
                }
            }
        }

        var deviation = Deviation(weights, margins);
        var round = 0;
        for (; deviation > tolerance && round < maxIterations; round++)
        {
            foreach (var margin in margins)
            {
                var factors = Sums(weights, margin);
                for (var c = 0; c < factors.Length; c++)
                {
                    factors[c] = factors[c] == 0 ? 0 : margin.Totals[c] / factors[c];
                }

                for (var i = 0; i < weights.Length; i++)
                {
                    weights[i] *= factors[margin.Category[i]];
                }
            }

            deviation = Deviation(weights, margins);
        }

        return new RakingResult(weights, round, deviation, deviation <= tolerance);
    }

    private static double[] Sums(double[] weights, RakingMargin margin)
    {
        var sums = new NeumaierSum[margin.Totals.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            sums[margin.Category[i]].Add(weights[i]);
        }

        return [.. sums.Select(s => s.Value)];
    }

    private static double Deviation(double[] weights, IReadOnlyList<RakingMargin> margins)
    {
        var largest = 0.0;
        foreach (var margin in margins)
        {
            var sums = Sums(weights, margin);
            for (var c = 0; c < sums.Length; c++)
            {
                var off = Math.Abs(sums[c] - margin.Totals[c]);
                largest = Math.Max(largest, off == 0 ? 0 : margin.Totals[c] == 0 ? double.PositiveInfinity : off / margin.Totals[c]);
            }
        }

        return largest;
    }
}
