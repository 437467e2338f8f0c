using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>How a logistic fit ended.</summary>
internal enum LogisticStatus
{
    /// <summary>The coefficients have settled.</summary>
    Converged,
    /// <summary>No row with trials, or no parameter.</summary>
    Empty,
    /// <summary>A column of the design is a sum of others (R: a coefficient <c>NA</c>): leave out a category.</summary>
    RankDeficient,
    /// <summary>Columns that tell the outcome without fail, so a coefficient runs off to infinity: merge categories.</summary>
    Separated,
    /// <summary>The coefficients had not settled after the last round.</summary>
    NotConverged,
}

/// <summary>A fitted logistic regression; unless <see cref="Status"/> is <see cref="LogisticStatus.Converged"/> all numbers are NaN.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Coefficients">β, one a column of the design, on the log-odds scale. R: <c>coef</c>.</param>
/// <param name="Covariance">Model-based (XᵀWX)⁻¹, row after row. R: <c>vcov</c>.</param>
/// <param name="Fitted">ρ̂ = 1/(1 + e^(−Xβ)), one a row of the design, also for rows without trials. R: <c>fitted</c>.</param>
/// <param name="Deviance">Twice the distance to the saturated model's log-likelihood. R: <c>deviance</c>.</param>
/// <param name="Iterations">Rounds made.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogisticFit(
    LogisticStatus Status, double[] Coefficients, double[] Covariance, double[] Fitted, double Deviance, int Iterations)
{
    /// <summary>The model-based standard error of one coefficient.</summary>
    public double StandardError(int parameter) => Math.Sqrt(Covariance[(parameter * Coefficients.Length) + parameter]);
}

/// <summary>
/// Logistic regression by Newton's method (the same as iteratively reweighted least squares) with compensated sums, run until the
/// coefficients stand still; R stops earlier unless told otherwise.
/// </summary>
internal static class LogisticRegression
{
    private const int MaxIterations = 60;
    private const double Settled = 1e-12;

    // Fitted probabilities nearer to 0 or 1 than this, with coefficients that still move, mean separation.
    private const double Certain = 1e-6;

    /// <summary>
    /// Fits successes out of trials.
    /// R: <c>glm(cbind(s, t - s) ~ X - 1, family = binomial, control = list(epsilon = 1e-15, maxit = 100))</c>;
    /// with trials all 1, <c>glm(y ~ X - 1, family = binomial)</c>; with trials = w and successes = w·y, <c>family = quasibinomial,
    /// weights = w</c> (its coefficients; the covariance here takes the dispersion as 1).
    /// Persons who share a row of the design can be given as one row (successes and trials summed): the fit is the same, and 100,000
    /// persons are a few hundred cells. The order of the rows decides the last bits only.
    /// </summary>
    /// <param name="design">Rows × parameters, row after row, the column of ones included if one is wanted.</param>
    /// <param name="parameters">Columns of the design.</param>
    /// <param name="successes">Per row, 0 … trials; need not be whole.</param>
    /// <param name="trials">Per row; 0 leaves the row out of the fit, but it is predicted. Empty: all 1.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, a number is not finite, or not 0 ≤ successes ≤ trials.
    /// </exception>
    public static LogisticFit Fit(
        ReadOnlySpan<double> design, int parameters, ReadOnlySpan<double> successes, ReadOnlySpan<double> trials = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameters);
        var rows = successes.Length;
        Histogram.RequireSameLength(design.Length, rows * parameters);
        if (!trials.IsEmpty)
        {
            Histogram.RequireSameLength(trials.Length, rows);
        }

        var total = 0.0;
        for (var i = 0; i < rows; i++)
        {
            var t = trials.IsEmpty ? 1 : trials[i];
            if (!(successes[i] >= 0 && successes[i] <= t) || double.IsInfinity(t))
            {
                throw new ArgumentException("Successes lie between 0 and the trials, which are finite.", nameof(successes));
            }

            total += t;
        }

        foreach (var x in design)
        {
            if (!double.IsFinite(x))
            {
                throw new ArgumentException("The design is finite: a missing value is the caller's to leave out.", nameof(design));
            }
        }

        if (total == 0 || parameters == 0)
        {
            return Failed(LogisticStatus.Empty, parameters, rows, 0);
        }

        var beta = new double[parameters];
        var linear = new double[rows];
        var deviance = Deviance(linear, successes, trials);
        for (var round = 1; round <= MaxIterations; round++)
        {
            var (score, information) = Derivatives(design, parameters, linear, successes, trials);
            if (SymmetricMatrix.Factor(information, parameters) is not { } factor)
            {
                return Failed(round == 1 ? LogisticStatus.RankDeficient : LogisticStatus.Separated, parameters, rows, round);
            }

            // A full Newton step may overshoot far from the top of the (concave) likelihood: halve it until nothing is lost.
            var step = SymmetricMatrix.Solve(factor, score);
            var next = new double[parameters];
            double reached;
            var scale = 1.0;
            do
            {
                for (var j = 0; j < parameters; j++)
                {
                    next[j] = beta[j] + (scale * step[j]);
                }

                Predict(design, parameters, next, linear);
                reached = Deviance(linear, successes, trials);
                scale /= 2;
            }
            while (!(reached <= deviance + (1e-13 * (deviance + total))) && scale > 1e-12);

            var largest = 0.0;
            for (var j = 0; j < parameters; j++)
            {
                largest = Math.Max(largest, Math.Abs(step[j]) / Math.Max(1, Math.Abs(next[j])));
            }

            (beta, deviance) = (next, reached);
            if (largest <= Settled)
            {
                (_, information) = Derivatives(design, parameters, linear, successes, trials);
                return SymmetricMatrix.Factor(information, parameters) is { } last
                    ? new LogisticFit(
                        LogisticStatus.Converged, beta, SymmetricMatrix.InverseFromFactor(last, parameters), Probabilities(linear), deviance, round)
                    : Failed(LogisticStatus.Separated, parameters, rows, round);
            }
        }

        return Failed(
            Probabilities(linear).Any(p => p < Certain || p > 1 - Certain) ? LogisticStatus.Separated : LogisticStatus.NotConverged,
            parameters,
            rows,
            MaxIterations);
    }

    private static LogisticFit Failed(LogisticStatus status, int parameters, int rows, int rounds)
    {
        var fit = new LogisticFit(
            status, new double[parameters], new double[parameters * parameters], new double[rows], double.NaN, rounds);
        Array.Fill(fit.Coefficients, double.NaN);
        Array.Fill(fit.Covariance, double.NaN);
        Array.Fill(fit.Fitted, double.NaN);
        return fit;
    }

    private static void Predict(ReadOnlySpan<double> design, int parameters, double[] beta, double[] linear)
    {
        for (var i = 0; i < linear.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < parameters; j++)
            {
                sum += design[(i * parameters) + j] * beta[j];
            }

            linear[i] = sum;
        }
    }

    private static double[] Probabilities(double[] linear) => [.. linear.Select(e => 1 / (1 + Math.Exp(-e)))];

    /// <summary>Score Xᵀ(s − tρ) and information XᵀWX with W = tρ(1 − ρ); most columns are 0 or 1, so zeros are passed over.</summary>
    private static (double[] Score, double[] Information) Derivatives(
        ReadOnlySpan<double> design, int parameters, double[] linear, ReadOnlySpan<double> successes, ReadOnlySpan<double> trials)
    {
        var score = new NeumaierSum[parameters];
        var information = new NeumaierSum[parameters * parameters];
        for (var i = 0; i < linear.Length; i++)
        {
            var t = trials.IsEmpty ? 1 : trials[i];
            if (t == 0)
            {
                continue;
            }

            var (yes, no) = (1 / (1 + Math.Exp(-linear[i])), 1 / (1 + Math.Exp(linear[i])));
            var row = design.Slice(i * parameters, parameters);

            // s − tρ as s(1 − ρ) − (t − s)ρ: no cancellation where ρ is near 0 or 1.
            var residual = (successes[i] * no) - ((t - successes[i]) * yes);
            for (var j = 0; j < parameters; j++)
            {
                if (row[j] == 0)
                {
                    continue;
                }

                score[j].Add(row[j] * residual);
                var weighted = row[j] * t * yes * no;
                for (var k = 0; k <= j; k++)
                {
                    if (row[k] != 0)
                    {
                        information[(j * parameters) + k].Add(weighted * row[k]);
                    }
                }
            }
        }

        return ([.. score.Select(s => s.Value)], [.. information.Select(s => s.Value)]);
    }

    private static double Deviance(double[] linear, ReadOnlySpan<double> successes, ReadOnlySpan<double> trials)
    {
        var sum = default(NeumaierSum);
        for (var i = 0; i < linear.Length; i++)
        {
            var t = trials.IsEmpty ? 1 : trials[i];
            var (s, f) = (successes[i], t - successes[i]);
            sum.Add(s == 0 ? 0 : 2 * s * (Math.Log(s / t) + Softplus(-linear[i])));
            sum.Add(f == 0 ? 0 : 2 * f * (Math.Log(f / t) + Softplus(linear[i])));
        }

        return sum.Value;
    }

    /// <summary>ln(1 + e^x) without overflow: −ln ρ at x = −Xβ.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
