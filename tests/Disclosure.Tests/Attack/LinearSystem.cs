using Google.OrTools.LinearSolver;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>The system contradicts itself: what was read into it cannot all be true.</summary>
internal sealed class ContradictionException(string message) : Exception(message);

/// <summary>
/// Everything that an attacker knows, as variables with bounds and sums with bounds; answers how far a sum can move. Bounds are carried from
/// row to row in whole numbers first, what is certain afterwards drops out, and the rest falls into parts that a solver takes one by one.
/// </summary>
/// <param name="exact">True: whole variables are whole in the solutions too; for small systems, it takes long.</param>
internal sealed partial class LinearSystem(bool exact = false)
{
    private const double Noise = 1e-7;
    private const int MaxSweeps = 200;
    private readonly List<double> _low = [];
    private readonly List<double> _high = [];
    private readonly List<bool> _whole = [];
    private readonly List<Row> _rows = [];
    private readonly List<(double Low, double High)> _first = [];
    private int[]? _partOf;
    private List<Part> _parts = [];

    public int Variables => _low.Count;

    public int Variable(double low, double high, bool whole = true)
    {
        _low.Add(low);
        _high.Add(high);
        _whole.Add(whole);
        _first.Add((low, high));
        _partOf = null;
        return _low.Count - 1;
    }

    /// <summary>The sum lies between two bounds, either of which may be infinite.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="low">Lowest.</param>
    /// <param name="high">Highest.</param>
    /// <param name="why">Where that was read, for a contradiction.</param>
    public void Bound(Sum sum, double low, double high, string why)
    {
        var terms = sum.Terms.Where(t => t.Value != 0).ToArray();
        (low, high) = (low - sum.Constant, high - sum.Constant);
        if (terms.Length == 0)
        {
            if (low > Noise || high < -Noise)
            {
                throw new ContradictionException(why);
            }

            return;
        }

        if (low == double.NegativeInfinity && high == double.PositiveInfinity)
        {
            return;
        }

        _rows.Add(new Row([.. terms.Select(t => t.Key)], [.. terms.Select(t => t.Value)], low, high, why));
        _partOf = null;
    }

    public void Equal(Sum a, Sum b, string why) => Bound(a - b, 0, 0, why);

    public void AtMost(Sum a, Sum b, string why) => Bound(b - a, 0, double.PositiveInfinity, why);

    /// <summary>The rows that a point breaks; none if everything that was read is true of it.</summary>
    public IEnumerable<string> Broken(IReadOnlyList<double> point)
    {
        foreach (var row in _rows)
        {
            var value = row.Variables.Select((v, i) => row.Factors[i] * point[v]).Sum();
            if (value < row.Low - 1e-6 || value > row.High + 1e-6)
            {
                yield return $"{row.Why}: {value} is not in [{row.Low}, {row.High}]";
            }
        }

        for (var v = 0; v < point.Count; v++)
        {
            if (point[v] < _low[v] - 1e-6 || point[v] > _high[v] + 1e-6)
            {
                yield return $"variable {v}: {point[v]} is not in [{_low[v]}, {_high[v]}]";
            }
        }
    }

    /// <summary>What the bounds alone tell of a sum, without solving.</summary>
    public (double Low, double High) Rough(Sum sum)
    {
        Settle();
        double low = sum.Constant, high = sum.Constant;
        foreach (var (v, f) in sum.Terms)
        {
            low += f > 0 ? f * _low[v] : f * _high[v];
            high += f > 0 ? f * _high[v] : f * _low[v];
        }

        return (low, high);
    }

    /// <summary>Lowest and highest value of a sum over everything that is possible.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="enough">The search may end when so much room is found.</param>
    public (double Low, double High) Range(Sum sum, double enough = double.PositiveInfinity)
    {
        Settle();

        // Between two fractions that lie so far apart there need not be so many whole numbers.
        var whole = IsWhole(sum);
        enough += whole ? 2 : 0;
        double low = sum.Constant, high = sum.Constant;
        foreach (var group in sum.Terms.Where(t => t.Value != 0).GroupBy(t => _partOf![t.Key]).ToArray())
        {
            if (group.Key < 0)
            {
                // Certain, or free of every row: the bounds are all there is.
                foreach (var (v, f) in group)
                {
                    low += f > 0 ? f * _low[v] : f * _high[v];
                    high += f > 0 ? f * _high[v] : f * _low[v];
                }

                continue;
            }

            var part = _parts[group.Key];
            var terms = group.Select(t => (t.Key, t.Value)).ToArray();
            var (seenLow, seenHigh) = part.Seen(terms);
            if (seenHigh - seenLow < enough)
            {
                var highest = Solve(part, terms, true);
                (seenLow, seenHigh) = part.Seen(terms);
                if (seenHigh - seenLow < enough)
                {
                    (seenLow, seenHigh) = (Solve(part, terms, false), highest);
                }
            }

            low += seenLow;
            high += seenHigh;
        }

        return whole ? (Math.Ceiling(low - 1e-5) + 0.0, Math.Floor(high + 1e-5) + 0.0) : (low, high);
    }

    /// <summary>
    /// Lowest and highest value of a ratio whose denominator is positive (Dinkelbach, Management Science 13 (1967) 492): the best value of
    /// numerator − t·denominator is 0 at the answer.
    /// </summary>
    public (double Low, double High) RatioRange(Sum numerator, Sum denominator)
    {
        return (Extreme(false), Extreme(true));

        double Extreme(bool highest)
        {
            var t = highest ? double.NegativeInfinity : double.PositiveInfinity;
            var next = 0.0;
            for (var i = 0; i < 30; i++)
            {
                var difference = numerator - (next * denominator);
                var (value, n, d) = Best(difference, numerator, denominator, highest);
                if (d < 1e-9)
                {
                    return next;
                }

                t = n / d;
                if (Math.Abs(value) < 1e-6 || Math.Abs(t - next) < 1e-6)
                {
                    return t;
                }

                next = t;
            }

            return t;
        }
    }

    private (double Value, double Numerator, double Denominator) Best(Sum objective, Sum numerator, Sum denominator, bool highest)
    {
        Settle();
        double value = objective.Constant, n = numerator.Constant, d = denominator.Constant;
        var variables = objective.Terms.Keys.Concat(numerator.Terms.Keys).Concat(denominator.Terms.Keys).Distinct();
        foreach (var group in variables.GroupBy(v => _partOf![v]).ToArray())
        {
            if (group.Key < 0)
            {
                foreach (var v in group)
                {
                    var f = objective.Terms.GetValueOrDefault(v);
                    var x = f > 0 == highest ? _high[v] : _low[v];
                    value += f * x;
                    n += numerator.Terms.GetValueOrDefault(v) * x;
                    d += denominator.Terms.GetValueOrDefault(v) * x;
                }

                continue;
            }

            var part = _parts[group.Key];
            value += Solve(part, [.. group.Select(v => (v, objective.Terms.GetValueOrDefault(v)))], highest);
            var point = part.Points[^1];
            foreach (var v in group)
            {
                n += numerator.Terms.GetValueOrDefault(v) * point[part.IndexOf[v]];
                d += denominator.Terms.GetValueOrDefault(v) * point[part.IndexOf[v]];
            }
        }

        return (value, n, d);
    }

    /// <summary>A point that is possible: it saves solving for room that it shows to be there.</summary>
    public void Know(IReadOnlyList<double> point)
    {
        Settle();
        foreach (var part in _parts)
        {
            part.Points.Add([.. part.Variables.Select(v => point[v])]);
        }
    }

    private bool IsWhole(Sum sum) => sum.Constant == Math.Floor(sum.Constant) && sum.Terms.All(t => _whole[t.Key] && t.Value == Math.Floor(t.Value));

    private double Solve(Part part, (int Variable, double Factor)[] terms, bool highest)
    {
        var solver = part.Solver ??= Build(part);
        var objective = solver.Objective();
        objective.Clear();
        foreach (var (v, f) in terms)
        {
            objective.SetCoefficient(part.Columns![part.IndexOf[v]], f);
        }

        if (highest)
        {
            objective.SetMaximization();
        }
        else
        {
            objective.SetMinimization();
        }

        var status = solver.Solve();
        if (status == Solver.ResultStatus.UNBOUNDED)
        {
            return highest ? double.PositiveInfinity : double.NegativeInfinity;
        }

        if (status != Solver.ResultStatus.OPTIMAL)
        {
            throw new ContradictionException("The linear program is " + status + ".");
        }

        part.Points.Add([.. part.Columns!.Select(c => c.SolutionValue())]);
        return objective.Value();
    }

    private Solver Build(Part part)
    {
        // Only the objective changes from one question to the next: the solver goes on from where it stands.
        var solver = Solver.CreateSolver(exact ? "SCIP" : "GLOP");
        if (!exact)
        {
            solver.SetSolverSpecificParametersAsString("use_preprocessing: false use_dual_simplex: false");
        }

        part.Columns = [.. part.Variables.Select(v => exact && _whole[v] ? solver.MakeIntVar(_low[v], _high[v], "") : solver.MakeNumVar(_low[v], _high[v], ""))];
        foreach (var r in part.Rows)
        {
            var row = _rows[r];
            double low = row.Low, high = row.High;
            for (var i = 0; i < row.Variables.Length; i++)
            {
                var v = row.Variables[i];
                if (!part.IndexOf.ContainsKey(v))
                {
                    low -= row.Factors[i] * _low[v];
                    high -= row.Factors[i] * _low[v];
                }
            }

            var constraint = solver.MakeConstraint(low - Noise, high + Noise, "");
            for (var i = 0; i < row.Variables.Length; i++)
            {
                if (part.IndexOf.TryGetValue(row.Variables[i], out var column))
                {
                    constraint.SetCoefficient(part.Columns[column], row.Factors[i]);
                }
            }
        }

        return solver;
    }

    private sealed record Row(int[] Variables, double[] Factors, double Low, double High, string Why);

    private sealed class Part
    {
        public List<int> Variables { get; } = [];

        public Dictionary<int, int> IndexOf { get; } = [];

        public List<int> Rows { get; } = [];

        public List<double[]> Points { get; } = [];

        public Solver? Solver { get; set; }

        public Variable[]? Columns { get; set; }

        /// <summary>How far the solutions found so far lie apart in a sum.</summary>
        public (double Low, double High) Seen((int Variable, double Factor)[] terms)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            foreach (var point in Points)
            {
                var value = terms.Sum(t => t.Factor * point[IndexOf[t.Variable]]);
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            return (low, high);
        }
    }
}
