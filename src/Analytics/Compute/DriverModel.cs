using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>A factor of the joint model: each respondent's category (−1 = not known), and the one that the others stand against.</summary>
internal sealed record DriverFactor(int[] Category, int CategoryCount, int Reference);

/// <summary>How the joint model ended.</summary>
internal enum DriverStatus
{
    /// <summary>It holds.</summary>
    Fitted,
    /// <summary>Fewer than 10 below, or fewer than 10 not below, per parameter (method §3.7): no model.</summary>
    TooFew,
    /// <summary>A category without respondents, factors that say the same, or no factor at all.</summary>
    RankDeficient,
    /// <summary>A category in which all or none are below.</summary>
    Separated,
    /// <summary>The coefficients did not settle.</summary>
    NotConverged,
}

/// <summary>One category of one factor in the joint model. The odds ratio is against the factor's reference, the others held.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DriverTerm(
    int Factor, int Category, double Coefficient, double StandardError, double OddsRatio, Interval OddsRatioInterval, double PValue);

/// <summary>The joint model; no terms and no inflations unless <see cref="DriverStatus.Fitted"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="N">Respondents with a known state and all factors known.</param>
/// <param name="Below">Of them, those below.</param>
/// <param name="Parameters">Coefficients beside the constant.</param>
/// <param name="Terms">Every category but the references, factor by factor.</param>
/// <param name="Inflation">Per factor, on the scale of a variance inflation factor: to be under 5 and shown.</param>
internal sealed record DriverFit(
    DriverStatus Status, long N, long Below, int Parameters, DriverTerm[] Terms, double[] Inflation)
{
    /// <summary>Whether it may be shown: fitted, and every factor's inflation under 5 (method §3.7).</summary>
    public bool MayBeShown => Status == DriverStatus.Fitted && Inflation.All(v => v < DriverModel.MostInflation);
}

/// <summary>Drivers together (method §3.7): a logistic model of being below, main effects of the factors.</summary>
internal static class DriverModel
{
    /// <summary>How many below, and how many not below, each parameter beside the constant needs.</summary>
    public const int LeastPerParameter = 10;

    /// <summary>Variance inflation from which factors are too much alike to be told apart.</summary>
    public const double MostInflation = 5;

    /// <summary>
    /// R: <c>glm(below ~ f1 + f2 + …, family = binomial)</c> with treatment contrasts, Wald intervals by the normal distribution
    /// (<c>confint.default</c>); the inflation is <c>car::vif</c>'s GVIF^(1/df), which is the ordinary VIF for factors of two categories.
    /// Respondents whose state or any factor is not known are left out. The persons are summed into cells first, so their order cannot
    /// matter.
    /// </summary>
    /// <param name="state">States of <see cref="Floor"/>, one a respondent.</param>
    /// <param name="factors">At least one, of as many respondents.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A category or reference out of range, or confidence outside (0, 1).</exception>
    public static DriverFit Fit(
        ReadOnlySpan<byte> state, IReadOnlyList<DriverFactor> factors, double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        var parameters = 0;
        foreach (var factor in factors)
        {
            Histogram.RequireSameLength(factor.Category.Length, state.Length);
            ArgumentOutOfRangeException.ThrowIfNegative(factor.Reference, nameof(factors));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(factor.Reference, factor.CategoryCount, nameof(factors));
            parameters += factor.CategoryCount - 1;
        }

        var (cells, n, below) = Cells(state, factors);
        DriverFit Refused(DriverStatus status) => new(status, n, below, parameters, [], []);
        if (parameters == 0)
        {
            return Refused(DriverStatus.RankDeficient);
        }

        if (below < (long)LeastPerParameter * parameters || n - below < (long)LeastPerParameter * parameters)
        {
            return Refused(DriverStatus.TooFew);
        }

        var columns = parameters + 1;
        var design = new double[cells.Count * columns];
        var (successes, trials) = (new double[cells.Count], new double[cells.Count]);
        var row = 0;
        foreach (var (categories, persons, those) in cells)
        {
            Code(categories, factors, design.AsSpan(row * columns, columns));
            (successes[row], trials[row]) = (those, persons);
            row++;
        }

        var fit = LogisticRegression.Fit(design, columns, successes, trials);
        return fit.Status switch
        {
            LogisticStatus.Converged => new DriverFit(
                DriverStatus.Fitted, n, below, parameters, Terms(fit, factors, confidence), Inflation(fit.Covariance, factors, columns)),
            LogisticStatus.Separated => Refused(DriverStatus.Separated),
            LogisticStatus.NotConverged => Refused(DriverStatus.NotConverged),
            _ => Refused(DriverStatus.RankDeficient),
        };
    }

    /// <summary>Respondents summed by their categories, in the order of those.</summary>
    private static (List<(int[] Categories, long N, long Below)> Cells, long N, long Below) Cells(
        ReadOnlySpan<byte> state, IReadOnlyList<DriverFactor> factors)
    {
        // One number a respondent: the categories as digits, and whether below as the last of them.
        var keys = new List<long>(state.Length);
        for (var i = 0; i < state.Length; i++)
        {
            var (known, key) = (state[i] != Floor.Missing, 0L);
            foreach (var factor in factors)
            {
                var category = factor.Category[i];
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(category, factor.CategoryCount, nameof(factors));
                known &= category >= 0;
                key = checked((key * factor.CategoryCount) + category);
            }

            if (known)
            {
                keys.Add(checked((2 * key) + (state[i] == Floor.Below ? 1 : 0)));
            }
        }

        keys.Sort();
        var cells = new List<(int[] Categories, long N, long Below)>();
        var below = 0L;
        for (var i = 0; i < keys.Count;)
        {
            var (cell, n, those) = (keys[i] / 2, 0L, 0L);
            for (; i < keys.Count && keys[i] / 2 == cell; i++)
            {
                n++;
                those += keys[i] % 2;
            }

            var categories = new int[factors.Count];
            for (var f = factors.Count - 1; f >= 0; f--)
            {
                categories[f] = (int)(cell % factors[f].CategoryCount);
                cell /= factors[f].CategoryCount;
            }

            cells.Add((categories, n, those));
            below += those;
        }

        return (cells, keys.Count, below);
    }

    private static void Code(int[] categories, IReadOnlyList<DriverFactor> factors, Span<double> row)
    {
        row[0] = 1;
        var column = 1;
        for (var f = 0; f < factors.Count; f++)
        {
            for (var c = 0; c < factors[f].CategoryCount; c++)
            {
                if (c != factors[f].Reference)
                {
                    row[column++] = categories[f] == c ? 1 : 0;
                }
            }
        }
    }

    private static DriverTerm[] Terms(LogisticFit fit, IReadOnlyList<DriverFactor> factors, double confidence)
    {
        var terms = new List<DriverTerm>();
        var z = -Normal.Quantile((1 - confidence) / 2);
        for (var f = 0; f < factors.Count; f++)
        {
            for (var c = 0; c < factors[f].CategoryCount; c++)
            {
                if (c == factors[f].Reference)
                {
                    continue;
                }

                var (b, error) = (fit.Coefficients[terms.Count + 1], fit.StandardError(terms.Count + 1));
                terms.Add(new DriverTerm(
                    f,
                    c,
                    b,
                    error,
                    Math.Exp(b),
                    new Interval(Math.Exp(b - (z * error)), Math.Exp(b + (z * error))),
                    2 * Normal.UpperTail(Math.Abs(b / error))));
            }
        }

        return [.. terms];
    }

    /// <summary>
    /// Fox and Monette's generalised inflation (1992, JASA 87:178–183): det R₁·det R₂/det R over the coefficients' correlations without the
    /// constant, R₁ the factor's own and R₂ the others'; its 1/df-th power, so that factors of any size are on one scale.
    /// </summary>
    private static double[] Inflation(double[] covariance, IReadOnlyList<DriverFactor> factors, int columns)
    {
        var all = Enumerable.Range(1, columns - 1).ToArray();
        var whole = LogDeterminant(covariance, columns, all);
        var inflation = new double[factors.Count];
        var first = 1;
        for (var f = 0; f < factors.Count; f++)
        {
            var own = Enumerable.Range(first, factors[f].CategoryCount - 1).ToArray();
            first += own.Length;
            inflation[f] = own.Length == 0 ? 1 : Math.Exp(
                (LogDeterminant(covariance, columns, own) + LogDeterminant(covariance, columns, [.. all.Except(own)]) - whole) / own.Length);
        }

        return inflation;
    }

    private static double LogDeterminant(double[] covariance, int columns, int[] chosen)
    {
        var k = chosen.Length;
        var r = new double[k * k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                var (a, b) = (chosen[i], chosen[j]);
                r[(i * k) + j] = covariance[(a * columns) + b]
                    / Math.Sqrt(covariance[(a * columns) + a]) / Math.Sqrt(covariance[(b * columns) + b]);
            }
        }

        return SymmetricMatrix.Factor(r, k) is { } factor ? SymmetricMatrix.LogDeterminant(factor, k) : double.NegativeInfinity;
    }
}
