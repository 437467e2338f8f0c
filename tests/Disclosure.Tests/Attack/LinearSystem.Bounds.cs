namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What bounds and whole numbers tell before anything is solved.</summary>
internal sealed partial class LinearSystem
{
    /// <summary>Carries bounds along the rows, then divides what is still open into parts without a common row.</summary>
    private void Settle()
    {
        if (_partOf is not null)
        {
            return;
        }

        Propagate();
        var parent = Enumerable.Range(0, Variables).ToArray();
        int Root(int v)
        {
            while (parent[v] != v)
            {
                v = parent[v] = parent[parent[v]];
            }

            return v;
        }

        bool Open(int v) => _high[v] - _low[v] > Noise;
        var used = new List<int>();
        for (var r = 0; r < _rows.Count; r++)
        {
            var row = _rows[r];
            var (low, high) = Activity(row);
            if (low >= row.Low - Noise && high <= row.High + Noise)
            {
                continue;
            }

            used.Add(r);
            var first = -1;
            foreach (var v in row.Variables.Where(Open))
            {
                first = first < 0 ? v : first;
                parent[Root(v)] = Root(first);
            }
        }

        var number = new Dictionary<int, int>();
        _parts = [];
        var partOf = new int[Variables];
        Array.Fill(partOf, -1);
        foreach (var r in used)
        {
            foreach (var v in _rows[r].Variables.Where(Open))
            {
                var root = Root(v);
                if (!number.TryGetValue(root, out var p))
                {
                    number.Add(root, p = _parts.Count);
                    _parts.Add(new Part());
                }

                if (partOf[v] < 0)
                {
                    partOf[v] = p;
                    _parts[p].IndexOf.Add(v, _parts[p].Variables.Count);
                    _parts[p].Variables.Add(v);
                }
            }

            var one = _rows[r].Variables.FirstOrDefault(Open, -1);
            if (one >= 0)
            {
                _parts[number[Root(one)]].Rows.Add(r);
            }
        }

        _partOf = partOf;
    }

    private (double Low, double High) Activity(Row row)
    {
        double low = 0, high = 0;
        for (var i = 0; i < row.Variables.Length; i++)
        {
            var (v, f) = (row.Variables[i], row.Factors[i]);
            low += f > 0 ? f * _low[v] : f * _high[v];
            high += f > 0 ? f * _high[v] : f * _low[v];
        }

        return (low, high);
    }

    private void Propagate()
    {
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var changed = false;
            foreach (var row in _rows)
            {
                var (low, high) = Activity(row);
                if (low > row.High + 1e-5 || high < row.Low - 1e-5)
                {
                    throw new ContradictionException(row.Why);
                }

                for (var i = 0; i < row.Variables.Length; i++)
                {
                    var (v, f) = (row.Variables[i], row.Factors[i]);
                    var (ownLow, ownHigh) = f > 0 ? (f * _low[v], f * _high[v]) : (f * _high[v], f * _low[v]);
                    if (double.IsInfinity(low) || double.IsInfinity(high))
                    {
                        // Wide open: add up the others without this one.
                        (low, high) = Activity(row);
                    }

                    var othersLow = double.IsInfinity(ownLow) ? WithoutOwn(row, i, false) : low - ownLow;
                    var othersHigh = double.IsInfinity(ownHigh) ? WithoutOwn(row, i, true) : high - ownHigh;
                    var (from, to) = ((row.Low - othersHigh) / f, (row.High - othersLow) / f);
                    if (f < 0)
                    {
                        (from, to) = (to, from);
                    }

                    if (_whole[v])
                    {
                        (from, to) = (Math.Ceiling(from - 1e-5), Math.Floor(to + 1e-5));
                    }

                    if (from > _low[v] + 1e-4 || to < _high[v] - 1e-4)
                    {
                        _low[v] = Math.Max(_low[v], from);
                        _high[v] = Math.Min(_high[v], to);
                        if (_low[v] > _high[v] + 1e-5)
                        {
                            throw new ContradictionException(row.Why);
                        }

                        _high[v] = Math.Max(_low[v], _high[v]);
                        (low, high) = Activity(row);
                        changed = true;
                    }
                }
            }

            if (!changed)
            {
                return;
            }
        }
    }

    private double WithoutOwn(Row row, int own, bool highest)
    {
        var total = 0.0;
        for (var i = 0; i < row.Variables.Length; i++)
        {
            if (i != own)
            {
                var (v, f) = (row.Variables[i], row.Factors[i]);
                total += f > 0 == highest ? f * _high[v] : f * _low[v];
            }
        }

        return total;
    }
}
