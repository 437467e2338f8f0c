namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// How few and how many persons can be at each place of one distribution, by all that is known of it together: an end that no whole numbers
/// reach is taken off, then the next one (shaving: Martin and Shmoys, A New Approach to Computing Optimal Schedules for the Job-Shop
/// Scheduling Problem, IPCO 1996). Each end is looked for by choosing the place that is the least open by then, from the truth outwards; what
/// is found answers for other ends too.
/// </summary>
internal sealed class WholeDistribution
{
    /// <summary>Numbers that are tried for one end at most, and for all of them: more possibilities than that tell little beyond what bounds do.</summary>
    private const int Tries = 100, AllTries = 20 * Tries;

    /// <summary>Places that are wider are not gone through.</summary>
    private const int Widest = 20_000;
    private const double Noise = 1e-6;

    private readonly int _count;
    private readonly double[] _truth, _chosen, _lowest, _highest;

    /// <summary>What each row allows, and what it can still become at least and at most, chosen numbers as they are and all others at their ends.</summary>
    private readonly double[] _rowLow, _rowHigh, _least, _most;
    private readonly (int Row, double Factor)[][] _uses;
    private readonly bool[] _isChosen;
    private int _left;

    /// <param name="rows">What is known of it.</param>
    /// <param name="open">Its places that are not known, all of them whole.</param>
    /// <param name="truth">The true numbers.</param>
    /// <param name="low">The lowest that each number can be by what is known already.</param>
    /// <param name="high">The highest.</param>
    public WholeDistribution(WholeRow[] rows, int[] open, double[] truth, double[] low, double[] high)
    {
        _count = open.Length;
        Low = Array.ConvertAll(open, v => low[v]);
        High = Array.ConvertAll(open, v => high[v]);
        _truth = Array.ConvertAll(open, v => truth[v]);
        (_lowest, _highest, _chosen) = ([.. _truth], [.. _truth], new double[_count]);
        _isChosen = new bool[_count];
        (_rowLow, _rowHigh) = (Array.ConvertAll(rows, r => r.Low - Noise), Array.ConvertAll(rows, r => r.High + Noise));
        (_least, _most) = (new double[rows.Length], new double[rows.Length]);
        var uses = Array.ConvertAll(open, _ => new List<(int, double)>());
        for (var r = 0; r < rows.Length; r++)
        {
            for (var i = 0; i < rows[r].Numbers.Length; i++)
            {
                var (v, f) = (rows[r].Numbers[i], rows[r].Factors[i]);
                _least[r] += f * (f > 0 ? low[v] : high[v]);
                _most[r] += f * (f > 0 ? high[v] : low[v]);
                if (Array.IndexOf(open, v) is >= 0 and var at)
                {
                    uses[at].Add((r, f));
                }
            }
        }

        _uses = Array.ConvertAll(uses, u => u.ToArray());
    }

    /// <summary>The lowest of each place.</summary>
    public double[] Low { get; }

    /// <summary>The highest.</summary>
    public double[] High { get; }

    /// <summary>Whether any end was taken off.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>Whether a number is not known and can be gone through.</summary>
    public static bool IsOpen(double low, double high) => high - low is >= 1 and < Widest;

    /// <summary>Takes off the ends that nothing reaches; where that takes too long, they stay.</summary>
    public void TakeOff()
    {
        var left = AllTries;
        for (var k = 0; k < _count; k++)
        {
            while (left > 0 && Low[k] < _lowest[k] && IsBeyond(k, Low[k], ref left))
            {
                Move(k, Low[k] + 1, High[k]);
            }

            while (left > 0 && High[k] > _highest[k] && IsBeyond(k, High[k], ref left))
            {
                Move(k, Low[k], High[k] - 1);
            }
        }
    }

    /// <summary>Whether it is certain that a place has not so many persons.</summary>
    private bool IsBeyond(int place, double persons, ref int left)
    {
        _left = Math.Min(Tries, left);
        left -= _left;
        var found = Choose(place, persons, _count - 1);
        left += Math.Max(0, _left);
        return !found && _left >= 0;
    }

    private void Move(int place, double low, double high)
    {
        foreach (var (r, f) in _uses[place])
        {
            _least[r] += f * (f > 0 ? low - Low[place] : high - High[place]);
            _most[r] += f * (f > 0 ? high - High[place] : low - Low[place]);
        }

        (Low[place], High[place], HasMoved) = (low, high, true);
    }

    /// <summary>Chooses a place and goes on with the others; false where nothing was found, or too much was tried.</summary>
    private bool Choose(int place, double persons, int others)
    {
        if (--_left < 0)
        {
            return false;
        }

        var (low, high) = (Low[place], High[place]);
        (_chosen[place], _isChosen[place]) = (persons, true);
        foreach (var (r, f) in _uses[place])
        {
            _least[r] += f * (persons - (f > 0 ? low : high));
            _most[r] += f * (persons - (f > 0 ? high : low));
        }

        var found = others == 0 ? Note() : GoOn(others);
        _isChosen[place] = false;
        foreach (var (r, f) in _uses[place])
        {
            _least[r] -= f * (persons - (f > 0 ? low : high));
            _most[r] -= f * (persons - (f > 0 ? high : low));
        }

        return found;
    }

    private bool GoOn(int others)
    {
        var (next, from, to) = (-1, 0.0, double.PositiveInfinity);
        for (var k = 0; k < _count && to > from; k++)
        {
            if (!_isChosen[k] && Allowed(k) is var (least, most) && most - least < to - from)
            {
                (next, from, to) = (k, least, most);
            }
        }

        if (to < from)
        {
            return false;
        }

        var middle = Math.Clamp(_truth[next], from, to);
        for (var away = 0; _left >= 0 && (middle - away >= from || middle + away <= to); away++)
        {
            if ((middle - away >= from && Choose(next, middle - away, others - 1))
                || (away > 0 && middle + away <= to && Choose(next, middle + away, others - 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How few and how many a place can have beside what is chosen.</summary>
    private (double From, double To) Allowed(int place)
    {
        var (from, to) = (Low[place], High[place]);
        foreach (var (r, f) in _uses[place])
        {
            // What the others leave it.
            var (below, above) = (_rowHigh[r] - _least[r], _rowLow[r] - _most[r]);
            (from, to) = f > 0
                ? (Math.Max(from, High[place] + (above / f)), Math.Min(to, Low[place] + (below / f)))
                : (Math.Max(from, High[place] + (below / f)), Math.Min(to, Low[place] + (above / f)));
        }

        return (Math.Ceiling(from), Math.Floor(to));
    }

    private bool Note()
    {
        for (var k = 0; k < _count; k++)
        {
            (_lowest[k], _highest[k]) = (Math.Min(_lowest[k], _chosen[k]), Math.Max(_highest[k], _chosen[k]));
        }

        return true;
    }
}
