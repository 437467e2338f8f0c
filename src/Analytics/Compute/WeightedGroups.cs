namespace Digilo.Analytics.Compute;

/// <summary>
/// <see cref="Weighted.Mean"/> for every group of a table at once: two passes over the respondents however many groups there are, because
/// the residuals of those outside a group depend on their cell alone.
/// </summary>
internal static class WeightedGroups
{
    // Under this share of its parts the variance is a difference of equals: such a group is computed respondent by respondent.
    private const double Cancelled = 1e-6;

    /// <summary>
    /// Weighted means by group, every respondent a PSU of his own, one stratum, no finite population; calibrated if a calibration is given.
    /// The same figures as the mean of each group's domain, to rounding; nobody, one and zero variance as there.
    /// R: <c>svyby(~y, ~group, design, svymean)</c> with <c>degf(subset(design, group == g &amp; !is.na(y)))</c>.
    /// </summary>
    /// <param name="values">One value a respondent, NaN = in no group.</param>
    /// <param name="weights">Positive; a weight of 0 puts the respondent in no group.</param>
    /// <param name="groupOfRespondent">0 … groupCount − 1, or −1 for none.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="calibration">How the weights came about, or null.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is negative or not finite.</exception>
    /// <exception cref="IndexOutOfRangeException">A group number is outside −1 … groupCount − 1.</exception>
    public static WeightedEstimate[] Mean(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<int> groupOfRespondent,
        int groupCount,
        Calibration? calibration = null,
        double confidence = Moments.DefaultConfidence)
    {
        Moments.RequireConfidence(confidence);
        Histogram.RequireSameLength(values.Length, weights.Length);
        Histogram.RequireSameLength(values.Length, groupOfRespondent.Length);
        if (calibration is not null)
        {
            Histogram.RequireSameLength(calibration.Respondents, values.Length);
        }

        Weighted.RequireWeights(weights);
        var n = new long[groupCount];
        var sums = new NeumaierSum[groupCount];
        var squares = new NeumaierSum[groupCount];
        var totals = new NeumaierSum[groupCount];
        for (var i = 0; i < values.Length; i++)
        {
            var group = Group(values, weights, groupOfRespondent, i);
            if (group >= 0)
            {
                n[group]++;
                sums[group].Add(weights[i]);
                squares[group].Add(weights[i] * weights[i]);
                totals[group].Add(weights[i] * values[i]);
            }
        }

        var means = new double[groupCount];
        for (var g = 0; g < groupCount; g++)
        {
            means[g] = totals[g].Value / sums[g].Value;
        }

        // Per group and cell, of u = y − ȳ: Σd·u for the regression, Σw²u and Σw²u² for the squares.
        var cells = calibration?.CellCount ?? 1;
        var design = new NeumaierSum[groupCount * cells];
        var first = new NeumaierSum[groupCount * cells];
        var second = new NeumaierSum[groupCount];
        var cellWeight = new NeumaierSum[cells];
        var cellSquare = new NeumaierSum[cells];
        for (var i = 0; i < values.Length; i++)
        {
            var cell = calibration is null ? 0 : calibration.CellOf[i];
            var square = weights[i] * weights[i];
            cellWeight[cell].Add(weights[i]);
            cellSquare[cell].Add(square);
            var group = Group(values, weights, groupOfRespondent, i);
            if (group >= 0)
            {
                var u = values[i] - means[group];
                second[group].Add(square * u * u);
                if (calibration is not null)
                {
                    design[(group * cells) + cell].Add(calibration.DesignWeights[i] * u);
                    first[(group * cells) + cell].Add(square * u);
                }
            }
        }

        var estimates = new WeightedEstimate[groupCount];
        var moments = new double[cells];
        for (var g = 0; g < groupCount; g++)
        {
            if (n[g] == 0)
            {
                estimates[g] = new WeightedEstimate(0, 0, double.NaN, double.NaN, double.NaN, double.NaN, 0, Interval.None);
                continue;
            }

            NeumaierSum sum = default, square = default;
            square.Add(second[g].Value);
            if (calibration is not null && second[g].Value > 0)
            {
                for (var c = 0; c < cells; c++)
                {
                    moments[c] = design[(g * cells) + c].Value;
                }

                var fitted = calibration.Fitted(moments);
                for (var c = 0; c < cells; c++)
                {
                    sum.Add(-cellWeight[c].Value * fitted[c]);
                    square.Add(-2 * fitted[c] * first[(g * cells) + c].Value);
                    square.Add(fitted[c] * fitted[c] * cellSquare[c].Value);
                }
            }

            double respondents = values.Length;
            var variance = (square.Value - (sum.Value * sum.Value / respondents)) * respondents / (respondents - 1);
            if (calibration is not null && variance < Cancelled * second[g].Value)
            {
                estimates[g] = Alone(values, weights, groupOfRespondent, g, calibration, confidence);
                continue;
            }

            var error = Math.Sqrt(variance) / sums[g].Value;
            var df = n[g] - 1;
            estimates[g] = new WeightedEstimate(
                n[g],
                sums[g].Value,
                means[g],
                error,
                double.NaN,
                df,
                sums[g].Value * sums[g].Value / squares[g].Value,
                df < 1 ? Interval.None : Moments.TInterval(means[g], error, df, confidence));
        }

        return estimates;
    }

    private static int Group(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, ReadOnlySpan<int> groups, int i) =>
        double.IsNaN(values[i]) || weights[i] == 0 ? -1 : groups[i];

    private static WeightedEstimate Alone(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> weights,
        ReadOnlySpan<int> groups,
        int group,
        Calibration calibration,
        double confidence)
    {
        var own = new double[values.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = groups[i] == group ? values[i] : double.NaN;
        }

        return Weighted.Mean(own, weights, new SurveyDesign { Calibration = calibration }, confidence);
    }
}
