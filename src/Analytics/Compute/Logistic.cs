namespace Digilo.Analytics.Compute;

/// <summary>A fitted logistic model.</summary>
/// <param name="Coefficients">One a column; 0 for an aliased one.</param>
/// <param name="Aliased">Columns that follow from those before them (R's NA).</param>
/// <param name="Fitted">The fitted probability of each row.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Converged">False when the steps ran out or a fitted probability went to 0 or 1 (separation): refuse it.</param>
internal sealed record LogisticFit(double[] Coefficients, bool[] Aliased, double[] Fitted, int Iterations, bool Converged);

/// <summary>Logistic regression of counts by iteratively reweighted least squares (method §3.8).</summary>
internal static class Logistic
{
    // The method's 1e-10 on the coefficients; the last step is quadratic, so what is left is rounding.
    private const double Tolerance = 1e-10;
    private const int MaxIterations = 100;
    private const double Separated = 1e-9;

    /// <summary>
    /// Fits successes out of trials on 0/1 columns. R: <c>glm(cbind(successes, trials − successes) ~ …, binomial, control =
    /// glm.control(epsilon = 1e-14, maxit = 100))</c>; the same coefficients as on one row a person. No trials at all: not converged.
    /// </summary>
    /// <param name="columns">Per row the columns that are 1, as from <see cref="CategoryCells.MainEffects"/>.</param>
    /// <param name="count">How many columns there are.</param>
    /// <param name="trials">Persons per row.</param>
    /// <param name="successes">Of them, those who did.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 ≤ successes ≤ trials.</exception>
    public static LogisticFit Fit(int[][] columns, int count, ReadOnlySpan<long> trials, ReadOnlySpan<long> successes)
    {
        var rows = columns.Length;
        Histogram.RequireSameLength(rows, trials.Length);
        Histogram.RequireSameLength(rows, successes.Length);
        var fitted = new double[rows];
        var eta = new double[rows];
        long all = 0;
        for (var r = 0; r < rows; r++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(successes[r], nameof(successes));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(successes[r], trials[r], nameof(successes));
            fitted[r] = (successes[r] + 0.5) / (trials[r] + 1.0);
            eta[r] = Math.Log(fitted[r] / (1 - fitted[r]));
            all += trials[r];
        }

        var beta = new double[count];
        var aliased = new bool[count];
        if (all == 0)
        {
            Array.Fill(fitted, double.NaN);
            return new LogisticFit(beta, aliased, fitted, 0, false);
        }

        for (var step = 1; step <= MaxIterations; step++)
        {
            var cross = new NeumaierSum[count * count];
            var moments = new NeumaierSum[count];
            for (var r = 0; r < rows; r++)
            {
                var weight = trials[r] * fitted[r] * (1 - fitted[r]);
                var working = (weight * eta[r]) + (successes[r] - (trials[r] * fitted[r]));
                foreach (var i in columns[r])
                {
                    moments[i].Add(working);
                    foreach (var j in columns[r])
                    {
                        cross[(i * count) + j].Add(weight);
                    }
                }
            }

            (var inverse, aliased) = SymmetricMatrix.Invert([.. cross.Select(c => c.Value)], count);
            var next = SymmetricMatrix.Multiply(inverse, [.. moments.Select(m => m.Value)]);
            double change = 0, largest = 1;
            for (var i = 0; i < count; i++)
            {
                change = Math.Max(change, Math.Abs(next[i] - beta[i]));
                largest = Math.Max(largest, Math.Abs(next[i]));
            }

            beta = next;
            var separated = false;
            for (var r = 0; r < rows; r++)
            {
                eta[r] = columns[r].Sum(c => beta[c]);
                fitted[r] = 1 / (1 + Math.Exp(-eta[r]));
                separated |= trials[r] > 0 && !(fitted[r] > Separated && fitted[r] < 1 - Separated);
            }

            if (separated || !double.IsFinite(change))
            {
                return new LogisticFit(beta, aliased, fitted, step, false);
            }

            if (change <= Tolerance * largest)
            {
                return new LogisticFit(beta, aliased, fitted, step, true);
            }
        }

        return new LogisticFit(beta, aliased, fitted, MaxIterations, false);
    }
}
