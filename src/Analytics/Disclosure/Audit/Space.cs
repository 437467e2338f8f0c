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
    private readonly double[] _rows;
    private readonly double[] _toLow, _toHigh;
    private readonly double[] _low, _high, _lowMultiplier, _highMultiplier, _lowAim, _highAim, _weights, _along, _value;
    private readonly double[] _matrix, _right, _image, _inverse, _step, _place;
    private readonly int[][] _places;
    private readonly BlockRange[] _ranges;
    private readonly int _width, _stride;

    /// <param name="block">The block.</param>
    public Space(Block block)
    {
        Numbers = block.Truth.Length;
        var exact = block.Ranges.Where(r => r.High - r.Low < Exact).Select(r => r.Factors).ToArray();
        _width = Dense.Stride(Numbers);
        _basis = Kernel(exact, Numbers, out var size);
        Size = size;
        _stride = Dense.Stride(size);
        var rows = new List<(double[] Row, double Low, double High, BlockRange Range)>();
        foreach (var range in block.Ranges.Where(r => r.High - r.Low >= Exact && !(double.IsInfinity(r.Low) && double.IsInfinity(r.High))))
        {
            var row = new double[size];
            double most = 0;
            for (var j = 0; j < size; j++)
            {
                for (var i = 0; i < Numbers; i++)
                {
                    row[j] += range.Factors[i] * _basis[(j * _width) + i];
                }

                most = Math.Max(most, Math.Abs(row[j]));
            }

            if (most > Exact)
            {
                double truth = 0;
                for (var i = 0; i < Numbers; i++)
                {
                    truth += range.Factors[i] * block.Truth[i];
                }

                rows.Add((row, Math.Max(0, truth - range.Low) + Slack, Math.Max(0, range.High - truth) + Slack, range));
            }
        }

        Rows = rows.Count;
        _rows = new double[Rows * _stride];
        for (var r = 0; r < Rows; r++)
        {
            rows[r].Row.CopyTo(_rows, r * _stride);
        }

        _toLow = [.. rows.Select(r => r.Low)];
        _toHigh = [.. rows.Select(r => r.High)];
        _ranges = [.. rows.Select(r => r.Range)];
        (_low, _high, _lowMultiplier, _highMultiplier) = (new double[Rows], new double[Rows], new double[Rows], new double[Rows]);
        (_lowAim, _highAim) = (new double[Rows], new double[Rows]);
        (_weights, _along, _value) = (new double[Rows], new double[Rows], new double[Rows]);
        (_matrix, _right, _step) = (new double[size * _stride], new double[size], new double[size]);
        At = new double[size];
        _centre = new double[size];
        _inverse = new double[Numbers * _width];
        _place = new double[_width];
        _image = new double[size * _width];
        _places = [.. rows.Select(r => Enumerable.Range(0, size).Where(j => r.Row[j] != 0).ToArray())];
    }

    /// <summary>Numbers of the block.</summary>
    public int Numbers { get; }

    /// <summary>Dimensions it can move in; 0 = it is known.</summary>
    public int Size { get; }

    /// <summary>Distances that may not become negative.</summary>
    public int Rows { get; }

    /// <summary>Where it stands; 0 is the truth.</summary>
    public double[] At { get; }

    /// <summary>A sum of the block's numbers where it stands, as a distance from the truth.</summary>
    public double Here(double[] factors) => Value(factors, At);

    /// <summary>How a sum of the block's numbers changes along the direction.</summary>
    public double Slope(double[] factors) => Value(factors, _step);

    private double Value(double[] factors, double[] at)
    {
        double sum = 0;
        for (var i = 0; i < Numbers; i++)
        {
            if (factors[i] != 0)
            {
                double number = 0;
                for (var j = 0; j < Size; j++)
                {
                    number += _basis[(j * _width) + i] * at[j];
                }

                sum += factors[i] * number;
            }
        }

        return sum;
    }

    /// <summary>Starts at the truth, with distances and multipliers that are too large where it lies at an end.</summary>
    public void Begin()
    {
        Array.Clear(At);
        for (var r = 0; r < Rows; r++)
        {
            _value[r] = 0;
            (_low[r], _high[r]) = (Math.Max(1, _toLow[r]), Math.Max(1, _toHigh[r]));
            (_lowMultiplier[r], _highMultiplier[r]) = (1 / _low[r], 1 / _high[r]);
        }
    }

    /// <summary>Weights of a step, and what each distance times its multiplier is to become.</summary>
    public void WeighByMultipliers(double target)
    {
        for (var r = 0; r < Rows; r++)
        {
            (_lowAim[r], _highAim[r]) = (target, target);
            _weights[r] = (_lowMultiplier[r] / _low[r]) + (_highMultiplier[r] / _high[r]);
        }

        AimAtProducts();
    }

    /// <summary>
    /// Aims again after the step that was found was looked at: what changes of distances and multipliers together will do to their
    /// products is taken off beforehand (Mehrotra, SIAM J. Optimization 1992).
    /// </summary>
    public void Correct(double target)
    {
        for (var r = 0; r < Rows; r++)
        {
            if (!double.IsInfinity(_toLow[r]))
            {
                var change = LowChange(r);
                _lowAim[r] = target - (change * MultiplierChange(change, _low[r], _lowMultiplier[r], _lowAim[r]));
            }

            if (!double.IsInfinity(_toHigh[r]))
            {
                var change = HighChange(r);
                _highAim[r] = target - (change * MultiplierChange(change, _high[r], _highMultiplier[r], _highAim[r]));
            }
        }

        AimAtProducts();
    }

    /// <summary>What distances times multipliers would sum to after a step.</summary>
    public void ProductsAfter(double primal, double dual, ref double sum)
    {
        for (var r = 0; r < Rows; r++)
        {
            if (!double.IsInfinity(_toLow[r]))
            {
                var change = LowChange(r);
                sum += (_low[r] + (primal * change)) * (_lowMultiplier[r] + (dual * MultiplierChange(change, _low[r], _lowMultiplier[r], _lowAim[r])));
            }

            if (!double.IsInfinity(_toHigh[r]))
            {
                var change = HighChange(r);
                sum += (_high[r] + (primal * change)) * (_highMultiplier[r] + (dual * MultiplierChange(change, _high[r], _highMultiplier[r], _highAim[r])));
            }
        }
    }

    private double LowChange(int r) => _along[r] + _value[r] + _toLow[r] - _low[r];

    private double HighChange(int r) => _toHigh[r] - _value[r] - _along[r] - _high[r];

    private void AimAtProducts()
    {
        Array.Clear(_right);
        for (var r = 0; r < Rows; r++)
        {
            double pull = 0;
            if (!double.IsInfinity(_toLow[r]))
            {
                pull += (_lowAim[r] / _low[r]) - (_lowMultiplier[r] / _low[r] * (_value[r] + _toLow[r] - _low[r]));
            }

            if (!double.IsInfinity(_toHigh[r]))
            {
                pull -= (_highAim[r] / _high[r]) - (_highMultiplier[r] / _high[r] * (_toHigh[r] - _value[r] - _high[r]));
            }

            Dense.Add(_right, _rows.AsSpan(r * _stride, Size), pull);
        }
    }

    /// <summary>Weights by the distances themselves, for steps from one possibility to another.</summary>
    public void WeighByDistance()
    {
        for (var r = 0; r < Rows; r++)
        {
            _weights[r] = (1 / (_low[r] * _low[r])) + (1 / (_high[r] * _high[r]));
        }
    }

    /// <summary>Aims at nothing.</summary>
    public void AimAtNothing() => Array.Clear(_right);

    /// <summary>Factors the matrix of the weights, and inverts it where links need that.</summary>
    public void Factor(bool invert)
    {
        var (n, stride) = (Size, _stride);
        Array.Clear(_matrix);
        for (var r = 0; r < Rows; r++)
        {
            var row = _rows.AsSpan(r * stride, stride);
            foreach (var i in _places[r])
            {
                Dense.Add(_matrix.AsSpan((i * stride) + i, stride - i), row[i..], _weights[r] * row[i]);
            }
        }

        Dense.Factor(_matrix, n);
        if (invert)
        {
            _basis.CopyTo(_image, 0);
            Dense.Forward(_matrix, n, _image, _width);
            Array.Clear(_inverse);
            Dense.AddProduct(_inverse, _width, _image, Numbers, _width, _image, _width, _width, n, 1);
        }
    }

    /// <summary>A row of the inverse of the last matrix, in the block's own numbers.</summary>
    public ReadOnlySpan<double> InverseRow(int row) => _inverse.AsSpan(row * _width, _width);

    /// <summary>Where it would go without links.</summary>
    public void Free()
    {
        Array.Copy(_right, _step, Size);
        Dense.Forward(_matrix, Size, _step);
        Dense.Backward(_matrix, Size, _step);
    }

    /// <summary>A place and a direction from it, or one of them, in the block's own numbers.</summary>
    public ReadOnlySpan<double> Place(bool at, bool step)
    {
        Array.Clear(_place);
        for (var j = 0; j < Size; j++)
        {
            Dense.Add(_place, _basis.AsSpan(j * _width, _width), (at ? At[j] : 0) + (step ? _step[j] : 0));
        }

        return _place.AsSpan(0, Numbers);
    }

    /// <summary>The links pull it back.</summary>
    /// <param name="multipliers">One a number, all links together.</param>
    public void Pull(ReadOnlySpan<double> multipliers)
    {
        for (var j = 0; j < Size; j++)
        {
            _right[j] -= Dense.Product(_basis.AsSpan(j * _width, multipliers.Length), multipliers);
        }
    }

    /// <summary>Where it goes with all links, and what each distance does on the way.</summary>
    public void Direct()
    {
        Free();
        for (var r = 0; r < Rows; r++)
        {
            double sum = 0;
            foreach (var j in _places[r])
            {
                sum += _rows[(r * _stride) + j] * _step[j];
            }

            _along[r] = sum;
        }
    }

    /// <summary>The longest steps of distances and multipliers that keep them positive.</summary>
    public void Longest(ref double primal, ref double dual)
    {
        for (var r = 0; r < Rows; r++)
        {
            Longest(LowChange(r), _low[r], _lowMultiplier[r], _lowAim[r], ref primal, ref dual);
            Longest(HighChange(r), _high[r], _highMultiplier[r], _highAim[r], ref primal, ref dual);
        }
    }

    private static void Longest(double change, double distance, double multiplier, double aim, ref double primal, ref double dual)
    {
        if (double.IsInfinity(distance))
        {
            return;
        }

        if (change < 0)
        {
            primal = Math.Min(primal, -distance / change);
        }

        var other = MultiplierChange(change, distance, multiplier, aim);
        if (other < 0)
        {
            dual = Math.Min(dual, -multiplier / other);
        }
    }

    private static double MultiplierChange(double change, double distance, double multiplier, double aim) =>
        (aim / distance) - multiplier - (multiplier / distance * change);

    /// <summary>Takes a step.</summary>
    public void Step(double primal, double dual)
    {
        Dense.Add(At, _step, primal);
        for (var r = 0; r < Rows; r++)
        {
            if (!double.IsInfinity(_toLow[r]))
            {
                var change = LowChange(r);
                _lowMultiplier[r] += dual * MultiplierChange(change, _low[r], _lowMultiplier[r], _lowAim[r]);
                _low[r] += primal * change;
            }

            if (!double.IsInfinity(_toHigh[r]))
            {
                var change = HighChange(r);
                _highMultiplier[r] += dual * MultiplierChange(change, _high[r], _highMultiplier[r], _highAim[r]);
                _high[r] += primal * change;
            }

            _value[r] += primal * _along[r];
        }
    }

    /// <summary>How far the distances are from what they should be, and how far distance times multiplier is from 1.</summary>
    public void Measure(ref double worst, ref double off)
    {
        for (var r = 0; r < Rows; r++)
        {
            if (!double.IsInfinity(_toLow[r]))
            {
                worst = Math.Max(worst, Math.Abs(_value[r] + _toLow[r] - _low[r]));
                off = Math.Max(off, Math.Abs((_low[r] * _lowMultiplier[r]) - 1));
            }

            if (!double.IsInfinity(_toHigh[r]))
            {
                worst = Math.Max(worst, Math.Abs(_toHigh[r] - _value[r] - _high[r]));
                off = Math.Max(off, Math.Abs((_high[r] * _highMultiplier[r]) - 1));
            }
        }
    }

    /// <summary>This is the centre: distances and multipliers are what they are there.</summary>
    public void Settle()
    {
        At.CopyTo(_centre, 0);
        for (var r = 0; r < Rows; r++)
        {
            double sum = 0;
            for (var j = 0; j < Size; j++)
            {
                sum += _rows[(r * _stride) + j] * At[j];
            }

            _value[r] = sum;
            (_low[r], _high[r]) = (Math.Max(Slack / 10, sum + _toLow[r]), Math.Max(Slack / 10, _toHigh[r] - sum));
            (_lowMultiplier[r], _highMultiplier[r]) = (1 / _low[r], 1 / _high[r]);
        }
    }

    /// <summary>
    /// What is known that keeps it where it stands: its multiplier is not next to nothing beside a sum's factor of one, where its own largest
    /// factor is one.
    /// </summary>
    public IEnumerable<BlockRange> Binding()
    {
        const double Pull = 0.02;
        for (var r = 0; r < Rows; r++)
        {
            if (Math.Max(_lowMultiplier[r], _highMultiplier[r]) * _ranges[r].Factors.Max(Math.Abs) > Pull)
            {
                yield return _ranges[r];
            }
        }
    }

    /// <summary>How long a step may be, forth and back, until a distance is nothing.</summary>
    public void Reach(ref double forth, ref double back)
    {
        for (var r = 0; r < Rows; r++)
        {
            var a = _along[r];
            if (a > 0)
            {
                (forth, back) = (Math.Min(forth, _high[r] / a), Math.Min(back, _low[r] / a));
            }
            else if (a < 0)
            {
                (forth, back) = (Math.Min(forth, _low[r] / -a), Math.Min(back, _high[r] / -a));
            }
        }
    }

    /// <summary>Goes back to the centre.</summary>
    public void Return()
    {
        _centre.CopyTo(At, 0);
        Settle();
    }

    /// <summary>Besides what it aims at already, a sum of the block's numbers pulls.</summary>
    public void Towards(double[] factors, double sign)
    {
        for (var i = 0; i < Numbers; i++)
        {
            if (factors[i] != 0)
            {
                for (var j = 0; j < Size; j++)
                {
                    _right[j] += sign * factors[i] * _basis[(j * _width) + i];
                }
            }
        }
    }

    /// <summary>Sums the products of distances and multipliers.</summary>
    public void Products(ref double sum, ref int count)
    {
        for (var r = 0; r < Rows; r++)
        {
            if (!double.IsInfinity(_low[r]))
            {
                sum += _low[r] * _lowMultiplier[r];
                count++;
            }

            if (!double.IsInfinity(_high[r]))
            {
                sum += _high[r] * _highMultiplier[r];
                count++;
            }
        }
    }

    /// <summary>The directions in which nothing that is known exactly changes, one a row.</summary>
    private static double[] Kernel(double[][] exact, int numbers, out int size)
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

        int[] free = [.. Enumerable.Range(0, numbers).Where(c => !isPivot[c])];
        size = free.Length;
        var width = Dense.Stride(numbers);
        var basis = new double[width * size];
        for (var j = 0; j < size; j++)
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
