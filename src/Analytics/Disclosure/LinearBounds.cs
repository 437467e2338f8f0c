namespace Digilo.Analytics.Disclosure;

/// <summary>
/// What numbers can be, given bounds on each and on sums of them: linear programming over a system whose true values are known, so that
/// every search starts from them and none can fail. A bounded-variable simplex on a dense dictionary; equalities are eliminated first.
/// </summary>
/// <remarks>
/// Every corner that a search passes is a world that would have been published in the same way. <see cref="SeenLow"/> and
/// <see cref="SeenHigh"/> keep the extremes of all of them, so that one search proves many numbers uncertain.
/// </remarks>
internal sealed class LinearBounds
{
    private const double Noise = 1e-9;

    /// <summary>After so many steps that move nothing, the first candidate is taken instead of the best (Bland), which cannot go round.</summary>
    private const int Standstill = 20;

    private readonly int _variables;
    private readonly double[] _low, _high, _value;

    // The dictionary: basic = Σ row · nonbasic, as deviations from the truth. Columns of fixed variables are left out.
    private readonly double[][] _rows;
    private readonly int[] _basic;
    private int[] _nonbasic;
    private readonly int[] _rowOf, _columnOf;

    /// <param name="low">Lowest value per variable.</param>
    /// <param name="high">Highest.</param>
    /// <param name="truth">True value, within the bounds.</param>
    /// <param name="sums">Sums: their terms, and the lowest and highest value of each; the truth lies within.</param>
    public LinearBounds(double[] low, double[] high, double[] truth, IReadOnlyList<LinearSum> sums)
    {
        _variables = low.Length;
        var all = _variables + sums.Count;
        (_low, _high, _value) = (new double[all], new double[all], new double[all]);
        for (var j = 0; j < _variables; j++)
        {
            (_low[j], _high[j]) = (Math.Min(0, low[j] - truth[j]), Math.Max(0, high[j] - truth[j]));
        }

        _rows = new double[sums.Count][];
        _basic = new int[sums.Count];
        _nonbasic = [.. Enumerable.Range(0, _variables).Where(j => _high[j] - _low[j] > Noise)];
        (_rowOf, _columnOf) = (new int[all], new int[all]);
        Array.Fill(_rowOf, -1);
        Array.Fill(_columnOf, -1);
        for (var k = 0; k < _nonbasic.Length; k++)
        {
            _columnOf[_nonbasic[k]] = k;
        }

        for (var i = 0; i < sums.Count; i++)
        {
            var row = _rows[i] = new double[_nonbasic.Length];
            double there = 0;
            foreach (var (variable, factor) in sums[i].Terms)
            {
                there += factor * truth[variable];
                if (_columnOf[variable] >= 0)
                {
                    row[_columnOf[variable]] += factor;
                }
            }

            var slack = _variables + i;
            (_low[slack], _high[slack]) = (Math.Min(0, sums[i].Low - there), Math.Max(0, sums[i].High - there));
            _basic[i] = slack;
            _rowOf[slack] = i;
        }

        (SeenLow, SeenHigh) = (new double[_variables], new double[_variables]);
        Eliminate();
    }

    /// <summary>Per variable the lowest deviation from the truth seen in any search so far.</summary>
    public double[] SeenLow { get; }

    /// <summary>The highest.</summary>
    public double[] SeenHigh { get; }

    /// <summary>The furthest that the sum of some variables may lie from its true value, downwards (≤ 0) and upwards (≥ 0).</summary>
    public (double Low, double High) Deviation(ReadOnlySpan<int> variables)
    {
        Search(variables, [], -1);
        var low = Value(variables);
        Search(variables, [], 1);
        return (low, Value(variables));
    }

    /// <summary>Moves as far as the sum of some variables goes in a direction (1 or −1); what is passed is seen.</summary>
    /// <param name="objective">The variables.</param>
    /// <param name="signs">1 or −1 for each; empty = all 1.</param>
    /// <param name="direction">1 or −1.</param>
    public void Search(ReadOnlySpan<int> objective, ReadOnlySpan<int> signs, int direction)
    {
        var standing = 0;
        var cost = new double[_nonbasic.Length];
        var limit = 50 * (_rows.Length + _nonbasic.Length + 10);
        for (var step = 0; step < limit; step++)
        {
            Array.Clear(cost);
            for (var o = 0; o < objective.Length; o++)
            {
                var (variable, factor) = (objective[o], signs.IsEmpty ? 1 : signs[o]);
                if (_rowOf[variable] >= 0)
                {
                    var row = _rows[_rowOf[variable]];
                    for (var k = 0; k < row.Length; k++)
                    {
                        cost[k] += factor * row[k];
                    }
                }
                else if (_columnOf[variable] >= 0)
                {
                    cost[_columnOf[variable]] += factor;
                }
            }

            var entering = Entering(cost, direction, first: standing > Standstill);
            if (entering < 0)
            {
                return;
            }

            var sign = cost[entering] * direction > 0 ? 1 : -1;
            standing = Move(entering, sign) > Noise ? 0 : standing + 1;
        }
    }

    private double Value(ReadOnlySpan<int> variables)
    {
        double sum = 0;
        foreach (var variable in variables)
        {
            sum += _value[variable];
        }

        return sum;
    }

    private int Entering(double[] cost, int direction, bool first)
    {
        var best = -1;
        for (var k = 0; k < cost.Length; k++)
        {
            var gain = cost[k] * direction;
            var j = _nonbasic[k];
            if ((gain > Noise && _value[j] < _high[j] - Noise) || (gain < -Noise && _value[j] > _low[j] + Noise))
            {
                if (first)
                {
                    // Bland: the lowest number of those that may enter.
                    best = best < 0 || j < _nonbasic[best] ? k : best;
                }
                else if (best < 0 || Math.Abs(gain) > Math.Abs(cost[best]))
                {
                    best = k;
                }
            }
        }

        return best;
    }

    /// <summary>Moves a nonbasic variable until it or a basic one is at a bound. Returns how far.</summary>
    private double Move(int column, int sign)
    {
        var entering = _nonbasic[column];
        var way = sign > 0 ? _high[entering] - _value[entering] : _value[entering] - _low[entering];
        var leaving = -1;
        for (var i = 0; i < _rows.Length; i++)
        {
            var slope = _rows[i][column] * sign;
            if (Math.Abs(slope) < Noise)
            {
                continue;
            }

            var b = _basic[i];
            var room = Math.Max(0, slope > 0 ? _high[b] - _value[b] : _value[b] - _low[b]) / Math.Abs(slope);
            if (room < way - Noise || (leaving >= 0 && room < way + Noise && b < _basic[leaving]))
            {
                (way, leaving) = (Math.Min(way, room), i);
            }
        }

        if (double.IsInfinity(way))
        {
            way = 0;
        }

        if (way > 0)
        {
            _value[entering] += sign * way;
            for (var i = 0; i < _rows.Length; i++)
            {
                var slope = _rows[i][column];
                if (slope != 0)
                {
                    _value[_basic[i]] += sign * way * slope;
                    See(_basic[i]);
                }
            }

            See(entering);
        }

        if (leaving >= 0)
        {
            Pivot(leaving, column);
        }

        return way;
    }

    private void See(int variable)
    {
        if (variable < _variables)
        {
            SeenLow[variable] = Math.Min(SeenLow[variable], _value[variable]);
            SeenHigh[variable] = Math.Max(SeenHigh[variable], _value[variable]);
        }
    }

    private void Pivot(int row, int column)
    {
        var pivot = _rows[row];
        var inverse = 1 / pivot[column];
        for (var k = 0; k < pivot.Length; k++)
        {
            pivot[k] = k == column ? inverse : -pivot[k] * inverse;
        }

        for (var i = 0; i < _rows.Length; i++)
        {
            var factor = _rows[i][column];
            if (i == row || factor == 0)
            {
                continue;
            }

            var other = _rows[i];
            other[column] = 0;
            for (var k = 0; k < other.Length; k++)
            {
                other[k] += factor * pivot[k];
                if (Math.Abs(other[k]) < 1e-12)
                {
                    other[k] = 0;
                }
            }
        }

        var (entering, leaving) = (_nonbasic[column], _basic[row]);
        (_nonbasic[column], _basic[row]) = (leaving, entering);
        (_rowOf[entering], _columnOf[entering]) = (row, -1);
        (_rowOf[leaving], _columnOf[leaving]) = (-1, column);
    }

    /// <summary>Sums that are exact take one variable each out of the search; then their columns go.</summary>
    private void Eliminate()
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_basic[i] < _variables || _high[_basic[i]] - _low[_basic[i]] > Noise)
            {
                continue;
            }

            var column = -1;
            for (var k = 0; k < _nonbasic.Length; k++)
            {
                if (Math.Abs(_rows[i][k]) > Noise && _nonbasic[k] < _variables && (column < 0 || Math.Abs(_rows[i][k]) > Math.Abs(_rows[i][column])))
                {
                    column = k;
                }
            }

            if (column >= 0)
            {
                Pivot(i, column);
            }
        }

        int[] kept = [.. Enumerable.Range(0, _nonbasic.Length).Where(k => _high[_nonbasic[k]] - _low[_nonbasic[k]] > Noise)];
        if (kept.Length < _nonbasic.Length)
        {
            for (var i = 0; i < _rows.Length; i++)
            {
                _rows[i] = [.. kept.Select(k => _rows[i][k])];
            }

            foreach (var j in _nonbasic)
            {
                _columnOf[j] = -1;
            }

            _nonbasic = [.. kept.Select(k => _nonbasic[k])];
            for (var k = 0; k < _nonbasic.Length; k++)
            {
                _columnOf[_nonbasic[k]] = k;
            }
        }
    }
}

/// <summary>A sum of variables and what is known of it.</summary>
/// <param name="Terms">Variable and factor; a variable may occur once.</param>
/// <param name="Low">Lowest value.</param>
/// <param name="High">Highest value.</param>
internal sealed record LinearSum(IReadOnlyList<(int Variable, double Factor)> Terms, double Low, double High);
