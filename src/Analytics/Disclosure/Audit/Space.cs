namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// What one block of a program may be: what is known exactly is solved for, so that the numbers move in fewer dimensions; the rest of what
/// is known are distances that may not become negative.
/// </summary>
internal sealed class Space
{
    /// <summary>How much wider than it is each range is taken, so that there is an inside.</summary>
    public const double Slack = 1e-5;

    private const double Exact = 1e-9;
    private readonly double[] _basis, _centre;
    private readonly SpaceRows _rows;
    private readonly Distances _low, _high;
    private readonly double[] _weights, _along, _value, _pull;
    private readonly double[] _matrix, _image, _inverse, _at, _right, _turn, _step;
    private readonly BlockRange[] _ranges;
    private readonly int _width, _stride;
    private bool _isPulled;

    /// <param name="block">The block.</param>
    public Space(Block block)
    {
        Numbers = block.Truth.Length;
        var exact = block.Ranges.Where(r => r.High - r.Low < Exact).Select(r => r.Factors).ToArray();
        _width = Dense.Stride(Numbers);
        _basis = Kernel(exact, Numbers, out var free);
        var size = Size = free.Length;
        _stride = Dense.Stride(size);

        // Those with two ends first; one that has only a highest is turned around.
        var rows = block.Ranges
            .Where(r => r.High - r.Low >= Exact && !(double.IsInfinity(r.Low) && double.IsInfinity(r.High)))
            .Select(r => RowOf(block, r))
            .Where(r => Array.Exists(r.Factors, f => Math.Abs(f) > Exact))
            .OrderBy(r => double.IsInfinity(r.ToHigh))
            .ToArray();
        _rows = new SpaceRows(Array.ConvertAll(rows, r => r.Factors), free);
        _low = new Distances(Array.ConvertAll(rows, r => r.ToLow), 1);
        _high = new Distances([.. rows.Select(r => r.ToHigh).Where(double.IsFinite)], -1);
        _ranges = Array.ConvertAll(rows, r => r.Range);
        var height = Dense.Stride(rows.Length);
        (_weights, _along, _value, _pull) = (new double[height], new double[height], new double[height], new double[height]);
        (_matrix, _image, _inverse) = (new double[size * _stride], new double[size * _width], new double[Numbers * _width]);
        (_at, _centre, _right, _step) = (new double[_width], new double[_width], new double[_width], new double[_width]);
        _turn = new double[size];
    }

    /// <summary>What is known of a sum, in the dimensions that are open.</summary>
    private readonly record struct Row(double[] Factors, double ToLow, double ToHigh, BlockRange Range);

    /// <summary>Numbers of the block.</summary>
    public int Numbers { get; }

    /// <summary>Dimensions it can move in; 0 = it is known.</summary>
    public int Size { get; }

    /// <summary>A sum of the block's numbers where it stands, as a distance from the truth.</summary>
    public double Here(double[] factors) => Dense.Product(factors, _at);

    /// <summary>How a sum of the block's numbers changes along the direction.</summary>
    public double Slope(double[] factors) => Dense.Product(factors, _step);

    /// <summary>A sum of numbers, in the dimensions that are open.</summary>
    private double[] InBasis(double[] factors, double sign)
    {
        var row = new double[Size];
        for (var j = 0; j < Size; j++)
        {
            for (var i = 0; i < Numbers; i++)
            {
                row[j] += sign * factors[i] * _basis[(j * _width) + i];
            }
        }

        return row;
    }

    private Row RowOf(Block block, BlockRange range)
    {
        double truth = 0;
        for (var i = 0; i < Numbers; i++)
        {
            truth += range.Factors[i] * block.Truth[i];
        }

        var (toLow, toHigh) = (Math.Max(0, truth - range.Low) + Slack, Math.Max(0, range.High - truth) + Slack);
        return double.IsInfinity(toLow)
            ? new Row(InBasis(range.Factors, -1), toHigh, double.PositiveInfinity, range)
            : new Row(InBasis(range.Factors, 1), toLow, toHigh, range);
    }

    /// <summary>Starts at the truth, with distances and multipliers that are too large where it lies at an end.</summary>
    public void Begin()
    {
        Array.Clear(_at);
        Array.Clear(_value);
        _low.Begin();
        _high.Begin();
    }

    /// <summary>Weights of a step, and what each distance times its multiplier is to become.</summary>
    public void WeighByMultipliers(double target)
    {
        Array.Clear(_weights);
        _low.WeighByMultipliers(target, _weights);
        _high.WeighByMultipliers(target, _weights);
        AimAtProducts();
    }

    /// <summary>
    /// Aims again after the step that was found was looked at: what changes of distances and multipliers together will do to their
    /// products is taken off beforehand (Mehrotra, SIAM J. Optimization 1992).
    /// </summary>
    public void Correct(double target)
    {
        _low.Correct(target, _value, _along);
        _high.Correct(target, _value, _along);
        AimAtProducts();
    }

    /// <summary>What distances times multipliers would sum to after a step.</summary>
    public double ProductsAfter(double primal, double dual) =>
        _low.ProductsAfter(primal, dual, _value, _along) + _high.ProductsAfter(primal, dual, _value, _along);

    private void AimAtProducts()
    {
        Array.Clear(_pull);
        _low.AddPull(_value, _pull);
        _high.AddPull(_value, _pull);
        Array.Clear(_right);
        _rows.AddTo(_right, _pull);
        _isPulled = true;
    }

    /// <summary>Weights by the distances themselves, for steps from one possibility to another.</summary>
    public void WeighByDistance()
    {
        Array.Clear(_weights);
        _low.WeighByDistance(_weights);
        _high.WeighByDistance(_weights);
    }

    /// <summary>Aims at nothing.</summary>
    public void AimAtNothing()
    {
        Array.Clear(_right);
        _isPulled = false;
    }

    /// <summary>Besides what it aims at already, a sum of the block's numbers pulls.</summary>
    public void Towards(ReadOnlySpan<double> factors, double sign)
    {
        Dense.Add(_right.AsSpan(0, factors.Length), factors, sign);
        _isPulled = true;
    }

    /// <summary>Inverts the matrix of the weights, in the block's own numbers.</summary>
    public void Invert()
    {
        Array.Clear(_matrix);
        _rows.AddSquares(_matrix, _stride, _weights);
        Dense.Factor(_matrix, Size);
        _basis.CopyTo(_image, 0);
        Dense.Forward(_matrix, Size, _image, _width);
        Array.Clear(_inverse);
        Dense.AddProduct(_inverse, _width, _image, Numbers, _width, _image, _width, _width, Size, 1);
    }

    /// <summary>A row of the inverse.</summary>
    public ReadOnlySpan<double> InverseRow(int row) => _inverse.AsSpan(row * _width, _width);

    /// <summary>Turns to where it would go, pulled as it is.</summary>
    public void Turn()
    {
        Array.Clear(_step);
        if (_isPulled)
        {
            // By the factor, not by the inverse: near an end that has lost what is small beside what is large.
            Dense.Products(_turn, _image, _width, _right);
            Dense.AddProduct(_step, _image, _width, _turn);
        }
    }

    /// <summary>Adds its first numbers times a sign: of its place, of its direction or of both.</summary>
    public void AddTo(Span<double> sum, double sign, bool place, bool direction)
    {
        if (place)
        {
            Dense.Add(sum, _at.AsSpan(0, sum.Length), sign);
        }

        if (direction)
        {
            Dense.Add(sum, _step.AsSpan(0, sum.Length), sign);
        }
    }

    /// <summary>Turns as <see cref="Turn"/>, and sees what each distance does on the way.</summary>
    public void Direct()
    {
        Turn();
        _rows.Sum(_step, _along);
    }

    /// <summary>The longest steps of distances and multipliers that keep them positive.</summary>
    public void Longest(ref double primal, ref double dual)
    {
        _low.Longest(_value, _along, ref primal, ref dual);
        _high.Longest(_value, _along, ref primal, ref dual);
    }

    /// <summary>Takes a step.</summary>
    public void Step(double primal, double dual)
    {
        Dense.Add(_at, _step, primal);
        _low.Step(primal, dual, _value, _along);
        _high.Step(primal, dual, _value, _along);
        Dense.Add(_value, _along, primal);
    }

    /// <summary>How far the distances are from what they should be, and how far distance times multiplier is from 1.</summary>
    public void Measure(ref double worst, ref double off)
    {
        _low.Measure(_value, ref worst, ref off);
        _high.Measure(_value, ref worst, ref off);
    }

    /// <summary>This is the centre: distances and multipliers are what they are there.</summary>
    public void Settle()
    {
        _at.CopyTo(_centre, 0);
        _rows.Sum(_at, _value);
        _low.Settle(_value);
        _high.Settle(_value);
    }

    /// <summary>
    /// What is known that keeps it where it stands: its multiplier is not next to nothing beside a sum's factor of one, where its own largest
    /// factor is one.
    /// </summary>
    public IEnumerable<BlockRange> Binding()
    {
        const double Pull = 0.02;
        for (var r = 0; r < _rows.Count; r++)
        {
            if (Math.Max(_low.MultiplierOf(r), r < _high.Count ? _high.MultiplierOf(r) : 0) * _ranges[r].Factors.Max(Math.Abs) > Pull)
            {
                yield return _ranges[r];
            }
        }
    }

    /// <summary>How long a step may be, forth and back, until a distance is nothing.</summary>
    public void Reach(ref double forth, ref double back)
    {
        _low.Reach(_along, ref forth, ref back);
        _high.Reach(_along, ref forth, ref back);
    }

    /// <summary>Goes back to the centre.</summary>
    public void Return()
    {
        _centre.CopyTo(_at, 0);
        Settle();
    }

    /// <summary>What distances times multipliers sum to.</summary>
    public double Products => _low.Products + _high.Products;

    /// <summary>Distances that may not become negative.</summary>
    public int Distances => _low.Count + _high.Count;

    /// <summary>The directions in which nothing that is known exactly changes, one a row, each of which one number has to itself.</summary>
    private static double[] Kernel(double[][] exact, int numbers, out int[] free)
    {
        double[][] rows = [.. exact.Select(e => (double[])e.Clone())];
        var pivotOf = new List<(int Row, int Column)>();
        var isPivot = new bool[numbers];
        for (var r = 0; r < rows.Length; r++)
        {
            var best = -1;
            for (var c = 0; c < numbers; c++)
            {
                best = !isPivot[c] && Math.Abs(rows[r][c]) > Exact && (best < 0 || Math.Abs(rows[r][c]) > Math.Abs(rows[r][best])) ? c : best;
            }

            if (best < 0)
            {
                continue;
            }

            var pivot = rows[r][best];
            for (var c = 0; c < numbers; c++)
            {
                rows[r][c] /= pivot;
            }

            for (var other = 0; other < rows.Length; other++)
            {
                var f = rows[other][best];
                if (other != r && f != 0)
                {
                    for (var c = 0; c < numbers; c++)
                    {
                        rows[other][c] -= f * rows[r][c];
                    }
                }
            }

            isPivot[best] = true;
            pivotOf.Add((r, best));
        }

        free = [.. Enumerable.Range(0, numbers).Where(c => !isPivot[c])];
        var width = Dense.Stride(numbers);
        var basis = new double[width * free.Length];
        for (var j = 0; j < free.Length; j++)
        {
            basis[(j * width) + free[j]] = 1;
            foreach (var (row, column) in pivotOf)
            {
                basis[(j * width) + column] = -rows[row][free[j]];
            }
        }

        return basis;
    }
}
