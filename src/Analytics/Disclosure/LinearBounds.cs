using System.Buffers;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// What numbers can be, given bounds on each and on sums of them: linear programming over a system whose true values are known, so that
/// every search starts from them and none can fail. A bounded-variable simplex on a dense dictionary; equalities are eliminated first.
/// </summary>
/// <remarks>
/// Every corner that a search passes is a world that would have been published in the same way. <see cref="SeenLow"/> and
/// <see cref="SeenHigh"/> keep the extremes of all of them, so that one search proves many numbers uncertain.
/// </remarks>
internal sealed class LinearBounds : IDisposable
{
    private const double Noise = 1e-9;

    /// <summary>After so many steps that move nothing, the first candidate is taken instead of the best (Bland), which cannot go round.</summary>
    private const int Standstill = 20;

    private readonly int _variables;
    private readonly double[] _low, _high, _value;

    // The dictionary: basic = Σ row · nonbasic, as deviations from the truth. Columns of fixed variables are left out.
    private double[] _table;
    private readonly int _stride, _height;
    private readonly int[] _basic;
    private int[] _nonbasic;
    private readonly int[] _rowOf, _columnOf;
    private readonly int[] _filled;

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

        _height = sums.Count;
        _basic = new int[_height];
        _nonbasic = [.. Enumerable.Range(0, _variables).Where(j => _high[j] - _low[j] > Noise)];
        (_rowOf, _columnOf) = (new int[all], new int[all]);
        _filled = new int[_nonbasic.Length];
        _stride = _nonbasic.Length;
        _table = ArrayPool<double>.Shared.Rent(Math.Max(1, _height * _stride));
        Array.Clear(_table, 0, _height * _stride);
        Array.Fill(_rowOf, -1);
        Array.Fill(_columnOf, -1);
        for (var k = 0; k < _nonbasic.Length; k++)
        {
            _columnOf[_nonbasic[k]] = k;
        }

        for (var i = 0; i < sums.Count; i++)
        {
            var row = Row(i);
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

        (SeenLow, SeenHigh) = (new double[all], new double[all]);
        Eliminate();
    }

    /// <summary>Per variable, and after them per sum, the lowest deviation from the truth seen in any search so far.</summary>
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
    /// <param name="objective">The variables; the number of variables + i is the sum i.</param>
    /// <param name="signs">1 or −1 for each; empty = all 1.</param>
    /// <param name="direction">1 or −1.</param>
    public void Search(ReadOnlySpan<int> objective, ReadOnlySpan<int> signs, int direction)
    {
        var standing = 0;
        var cost = new double[_nonbasic.Length];
        var limit = 50 * (_height + _nonbasic.Length + 10);
        for (var step = 0; step < limit; step++)
        {
            Array.Clear(cost);
            for (var o = 0; o < objective.Length; o++)
            {
                var (variable, factor) = (objective[o], signs.IsEmpty ? 1 : signs[o]);
                if (_rowOf[variable] >= 0)
                {
                    var row = Row(_rowOf[variable]);
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

    /// <summary>Gives the table back to those who search next; nothing may be searched after that.</summary>
    public void Dispose()
    {
        var table = _table;
        _table = [];
        if (table.Length > 0)
        {
            ArrayPool<double>.Shared.Return(table);
        }
    }

    private Span<double> Row(int row) => _table.AsSpan(row * _stride, _nonbasic.Length);

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
        for (var i = 0; i < _height; i++)
        {
            var slope = _table[(i * _stride) + column] * sign;
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
            for (var i = 0; i < _height; i++)
            {
                var slope = _table[(i * _stride) + column];
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
        SeenLow[variable] = Math.Min(SeenLow[variable], _value[variable]);
        SeenHigh[variable] = Math.Max(SeenHigh[variable], _value[variable]);
    }

    private void Pivot(int row, int column)
    {
        var pivot = Row(row);
        var inverse = 1 / pivot[column];
        var filled = 0;
        for (var k = 0; k < pivot.Length; k++)
        {
            if (k == column)
            {
                pivot[k] = inverse;
            }
            else if (pivot[k] != 0)
            {
                pivot[k] *= -inverse;
                _filled[filled++] = k;
            }
        }

        // Most of a row is empty.
        var places = _filled.AsSpan(0, filled);
        for (var i = 0; i < _height; i++)
        {
            var other = Row(i);
            var factor = other[column];
            if (i == row || factor == 0)
            {
                continue;
            }

            other[column] = factor * inverse;
            foreach (var k in places)
            {
                var value = other[k] + (factor * pivot[k]);
                other[k] = Math.Abs(value) < 1e-12 ? 0 : value;
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
        for (var i = 0; i < _height; i++)
        {
            if (_basic[i] < _variables || _high[_basic[i]] - _low[_basic[i]] > Noise)
            {
                continue;
            }

            var column = -1;
            var row = Row(i);
            for (var k = 0; k < row.Length; k++)
            {
                if (Math.Abs(row[k]) > Noise && _nonbasic[k] < _variables && (column < 0 || Math.Abs(row[k]) > Math.Abs(row[column])))
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
            for (var i = 0; i < _height; i++)
            {
                for (var k = 0; k < kept.Length; k++)
                {
                    _table[(i * _stride) + k] = _table[(i * _stride) + kept[k]];
                }
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
