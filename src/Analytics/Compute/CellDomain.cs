namespace Digilo.Analytics.Compute;

/// <summary>Some of the respondents, by the sums of a variable in each cell of the weighting.</summary>
internal sealed class CellDomain
{
    private const double Noise = 1e-12;

    private readonly double _mean;

    /// <param name="of">The variable.</param>
    /// <param name="n">Respondents with a value, per cell.</param>
    /// <param name="sums">Σ(y − centre), per cell.</param>
    /// <param name="squares">Σ(y − centre)², per cell.</param>
    public CellDomain(CellSums of, double[] n, double[] sums, double[] squares)
    {
        (N, Sums, Squares) = (n, sums, squares);
        var weights = of.Division.Weighting.OfCell;
        NeumaierSum weight = default, square = default, total = default, count = default, sum = default, squaresOfAll = default;
        for (var c = 0; c < n.Length; c++)
        {
            if (n[c] > 0 && weights[c] > 0)
            {
                count.Add(n[c]);
                weight.Add(weights[c] * n[c]);
                square.Add(weights[c] * weights[c] * n[c]);
                total.Add(weights[c] * sums[c]);
                sum.Add(sums[c]);
                squaresOfAll.Add(squares[c]);
            }
        }

        Count = (long)count.Value;
        IsConstant = (count.Value * squaresOfAll.Value) - (sum.Value * sum.Value) <= Noise * count.Value * squaresOfAll.Value;
        SumOfWeights = weight.Value;
        EffectiveN = Count == 0 ? 0 : weight.Value * weight.Value / square.Value;
        _mean = total.Value / weight.Value;
        Mean = Count == 0 ? double.NaN : of.Centre + _mean;
    }

    /// <summary>Respondents with a value, per cell.</summary>
    public double[] N { get; }

    /// <summary>Σ(y − centre), per cell.</summary>
    public double[] Sums { get; }

    /// <summary>Σ(y − centre)², per cell.</summary>
    public double[] Squares { get; }

    /// <summary>Respondents with a value and a weight.</summary>
    public long Count { get; }

    /// <summary>All have the same value: rounding must not leave them an error that a test could divide by.</summary>
    public bool IsConstant { get; }

    /// <summary>Σw.</summary>
    public double SumOfWeights { get; }

    /// <summary>Kish's (Σw)²/Σw²; 0 for nobody.</summary>
    public double EffectiveN { get; }

    /// <summary>Weighted mean; NaN for nobody.</summary>
    public double Mean { get; }

    /// <summary>The mean less the centre.</summary>
    public double CentredMean => _mean;
}

/// <summary>
/// The linearised value of a figure summed by cell: u is a multiple of (y − mean) in each domain of it, 0 elsewhere. From it the sum and
/// the sum of squares of all influences w·(u − fitted), as <see cref="LinearisedVariance.Influence"/> has them one by one.
/// </summary>
internal sealed class CellInfluence
{
    // Under this share of its parts the variance is a difference of equals: such a figure is computed respondent by respondent.
    private const double Cancelled = 1e-6;

    private readonly CellWeighting _weighting;
    private readonly double[] _sums, _squares;

    public CellInfluence(CellWeighting weighting)
    {
        _weighting = weighting;
        (_sums, _squares, Fitted) = (new double[weighting.Cells], new double[weighting.Cells], []);
    }

    /// <summary>What the margins explain, per cell; empty before <see cref="Close"/>.</summary>
    public double[] Fitted { get; private set; }

    /// <summary>Σz over all respondents.</summary>
    public double Sum { get; private set; }

    /// <summary>Σz².</summary>
    public double Squares { get; private set; }

    /// <summary>Σ(wu)²: what the squares would be without calibration.</summary>
    public double Uncalibrated { get; private set; }

    /// <summary>Adds factor·(y − mean) over a domain.</summary>
    public void Add(CellDomain domain, double factor)
    {
        if (domain.IsConstant)
        {
            return;
        }

        var m = domain.CentredMean;
        for (var c = 0; c < _sums.Length; c++)
        {
            if (domain.N[c] > 0 && _weighting.OfCell[c] > 0)
            {
                _sums[c] += factor * (domain.Sums[c] - (m * domain.N[c]));
                _squares[c] += factor * factor * (domain.Squares[c] - (2 * m * domain.Sums[c]) + (m * m * domain.N[c]));
            }
        }
    }

    /// <summary>Takes what the margins explain away.</summary>
    public CellInfluence Close()
    {
        Fitted = _weighting.Fitted(_sums);
        NeumaierSum sum = default, squares = default, uncalibrated = default;
        for (var c = 0; c < _sums.Length; c++)
        {
            var (w, n, f) = (_weighting.OfCell[c], _weighting.Respondents[c], Fitted[c]);
            sum.Add(w * (_sums[c] - (n * f)));
            squares.Add(w * w * (_squares[c] - (2 * f * _sums[c]) + (n * f * f)));
            uncalibrated.Add(w * w * _squares[c]);
        }

        (Sum, Squares, Uncalibrated) = (sum.Value, squares.Value, uncalibrated.Value);
        return this;
    }

    /// <summary>
    /// n/(n − 1)·(Σz² − (Σz)²/n), every respondent a PSU of his own; NaN where too little is left of its parts to be trusted.
    /// </summary>
    public double Variance()
    {
        double n = _weighting.Total;
        return Trusted((Squares - (Sum * Sum / n)) * n / (n - 1), Uncalibrated);
    }

    /// <summary>A variance, or NaN where it is a difference of equals.</summary>
    public static double Trusted(double variance, double parts) => parts == 0 || variance >= Cancelled * parts ? variance : double.NaN;
}
