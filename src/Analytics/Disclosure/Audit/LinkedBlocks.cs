namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>What is known of a factor-weighted sum of a block's numbers.</summary>
/// <param name="Factors">One a number.</param>
/// <param name="Low">Lowest; −∞ = none.</param>
/// <param name="High">Highest; +∞ = none.</param>
/// <param name="Sources">The cells that tell it; none where it holds anyway.</param>
internal sealed record BlockRange(double[] Factors, double Low, double High, params IReadOnlyList<Printed> Sources);

/// <summary>Numbers of one group that are known together, with the truth as one possibility.</summary>
/// <param name="Truth">The true numbers, all ranges hold of them.</param>
/// <param name="Ranges">What is known.</param>
internal sealed record Block(double[] Truth, IReadOnlyList<BlockRange> Ranges);

/// <summary>The first numbers of some blocks sum, with signs, to what they truly sum to.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Signs">1 or −1 for each.</param>
/// <param name="Numbers">How many of the first numbers are linked.</param>
internal sealed record BlockLink(int[] Blocks, double[] Signs, int Numbers);

/// <summary>A sum of numbers that may lie in several blocks.</summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Factors">One a number of each.</param>
internal readonly record struct BlockSum(int[] Blocks, double[] Factors)
{
    /// <summary>Of one block.</summary>
    public BlockSum(int block, double[] factors)
        : this([block], factors)
    {
    }
}

/// <summary>
/// A linear program in blocks that only sums link: how far can a sum of one block's numbers lie from the truth while everything that is
/// known holds? Found from inside: first the analytic centre of all possibilities (Newton's steps on the logarithmic barrier, primal and
/// dual; Nesterov and Nemirovskii, Interior-Point Polynomial Algorithms, SIAM 1994), from which one direction for each question mostly
/// goes far enough; else along the central path. Each point on the way is a possibility, so that what is found is never too much.
/// </summary>
/// <remarks>A step costs a small matrix for each block and a sparse one for the links, whatever is degenerate.</remarks>
internal sealed class LinkedBlocks
{
    private const int CentreSteps = 60, PathSteps = 40;

    /// <summary>How much nearer to the end a step comes at most.</summary>
    private const double Least = 1e-3;

    /// <summary>How far a link may be from holding; among many persons no nearer than it can be worked out, as a share of what it sums.</summary>
    private const double Astray = 1e-4, AstrayOfMany = 1e-8;

    /// <summary>How well multipliers must fit the sums, for the distance between the two to say how far these can come.</summary>
    private const double Fit = 1e-3;

    /// <summary>What is left of a link that follows from others.</summary>
    private const double Follows = 1e-9;

    private readonly Space[] _spaces;
    private readonly BlockLink[] _links;
    private readonly List<(int Link, double Sign)>[] _linksOf;
    private readonly SparseBlocks _schur;
    private readonly Share[][] _shares;

    /// <summary>By link, how many times <see cref="Astray"/> it may be from holding.</summary>
    private readonly double[] _loose;
    private bool _drifts;

    /// <param name="blocks">The blocks.</param>
    /// <param name="links">Sums that link them.</param>
    public LinkedBlocks(IReadOnlyList<Block> blocks, IEnumerable<BlockLink> links)
    {
        _spaces = [.. blocks.Select(b => new Space(b))];
        _links = [.. Independent(links)];
        _loose = [.. _links.Select(l => Math.Max(1, AstrayOfMany / Astray * l.Blocks.Max(b => blocks[b].Truth.Take(l.Numbers).Sum(Math.Abs))))];
        _linksOf = [.. blocks.Select(_ => new List<(int, double)>())];
        for (var l = 0; l < _links.Length; l++)
        {
            for (var i = 0; i < _links[l].Blocks.Length; i++)
            {
                _linksOf[_links[l].Blocks[i]].Add((l, _links[l].Signs[i]));
            }
        }

        _schur = new SparseBlocks([.. _links.Select(l => l.Numbers)], _linksOf.Where((_, b) => _spaces[b].Size > 0).Select(of => of.ConvertAll(l => l.Link)));
        _shares = [.. blocks.Select((_, b) => (
            from i in _linksOf[b]
            from j in _linksOf[b]
            where _spaces[b].Size > 0 && _schur.Place(i.Link) >= _schur.Place(j.Link)
            let at = _schur.Of(i.Link, j.Link)
            select new Share(at.To, at.First, at.Width, _links[j.Link].Numbers, _links[i.Link].Numbers, i.Sign * j.Sign)).ToArray())];
    }

    /// <summary>The largest distance between what is known and the centre that was found; under 1e-4 where there is one.</summary>
    public double Residual { get; private set; }

    /// <summary>What keeps a search from going farther than where it stands.</summary>
    public IEnumerable<BlockRange> Binding => _spaces.SelectMany(s => s.Binding());

    /// <summary>Looks for the centre of all possibilities.</summary>
    /// <returns>False where none was found: then nothing can be said.</returns>
    public bool Centre()
    {
        foreach (var space in _spaces)
        {
            space.Begin();
        }

        for (var step = 0; step < CentreSteps; step++)
        {
            Parts(s => s.WeighByMultipliers(1));
            Factor();
            Solve();
            var (p, d) = Longest();
            (p, d) = (Math.Min(1, 0.9 * p), Math.Min(1, 0.9 * d));
            double worst = 0, off = 0;
            foreach (var space in _spaces)
            {
                space.Step(p, d);
                space.Measure(ref worst, ref off);
            }

            Residual = worst;
            if (worst < Space.Slack / 10 && off < 0.5 && CheckLinks())
            {
                break;
            }
        }

        if (Residual > Space.Slack / 2 || !CheckLinks())
        {
            return false;
        }

        foreach (var space in _spaces)
        {
            space.Settle();
        }

        Parts(s => s.WeighByDistance());
        Factor();
        return true;
    }

    /// <summary>
    /// Whether all links hold where it stands: if not, nothing that is seen from there is a possibility. Where they begin to drift, the next
    /// steps are worked out more carefully.
    /// </summary>
    public bool CheckLinks()
    {
        var drift = Drift(ofPlaces: true);
        _drifts = drift > Astray / 10;
        return drift <= Astray;
    }

    /// <summary>Goes back to the centre.</summary>
    public void Return() => Parts(s => s.Return());

    /// <summary>Turns from where it stands to the best direction of one sum, without going.</summary>
    /// <param name="sum">The sum.</param>
    /// <returns>How far everything known would let it go, back and forth; nowhere where nothing would stop it.</returns>
    public (double Back, double Forth) Look(BlockSum sum)
    {
        Parts(s => s.AimAtNothing());
        Towards(sum, 1);
        Solve();
        double forth = double.PositiveInfinity, back = double.PositiveInfinity;
        foreach (var space in _spaces)
        {
            space.Reach(ref forth, ref back);
        }

        // A direction that hardly keeps the links may not be followed far.
        var most = Astray / Math.Max(Drift(ofPlaces: false), double.Epsilon);
        return double.IsInfinity(forth) || double.IsInfinity(back) ? (0, 0) : (Math.Min(back, most), Math.Min(forth, most));
    }

    /// <summary>How a sum changes along the direction it has turned to.</summary>
    public double Slope(BlockSum sum)
    {
        double slope = 0;
        foreach (var block in sum.Blocks)
        {
            slope += _spaces[block].Slope(sum.Factors);
        }

        return slope;
    }

    /// <summary>Goes from the centre along the central path as far as possible towards some sums of blocks together, and stays there.</summary>
    /// <param name="aims">The sums, a sign turning those that are to become small.</param>
    /// <param name="gap">How far from the farthest it may end.</param>
    /// <param name="goOn">Is asked at each point, and told how much farther the sums can come at most; +∞ where that is not known.</param>
    /// <returns>Steps that were taken.</returns>
    public int Go(IReadOnlyList<(BlockSum Sum, double Sign)> aims, double gap, Func<double, bool> goOn)
    {
        var steps = 0;
        var unfit = 1.0;
        for (var goes = true; goes && steps < PathSteps; steps++)
        {
            // The multipliers are those of the centre at first: what is left between them and the sums shrinks by each step's share.
            unfit *= 1 - Step(aims);
            var (left, _) = Products();
            goes = CheckLinks() && goOn(unfit < Fit ? left : double.PositiveInfinity) && left > gap;
        }

        return steps;
    }

    /// <summary>
    /// The links that do not follow from others: an organisation is divided in many ways, and each further step would pay for all of them.
    /// </summary>
    private List<BlockLink> Independent(IEnumerable<BlockLink> links)
    {
        var independent = new List<BlockLink>();
        var reduced = new List<(int Pivot, double[] Row)>();
        foreach (var link in links.OrderByDescending(l => l.Numbers))
        {
            var row = new double[_spaces.Length];
            for (var i = 0; i < link.Blocks.Length; i++)
            {
                row[link.Blocks[i]] += _spaces[link.Blocks[i]].Size > 0 ? link.Signs[i] : 0;
            }

            foreach (var (at, other) in reduced)
            {
                Dense.Add(row, other, -row[at]);
            }

            var pivot = 0;
            for (var b = 1; b < row.Length; b++)
            {
                pivot = Math.Abs(row[b]) > Math.Abs(row[pivot]) ? b : pivot;
            }

            if (row.Length > 0 && Math.Abs(row[pivot]) > Follows)
            {
                var scale = row[pivot];
                reduced.Add((pivot, [.. row.Select(x => x / scale)]));
                independent.Add(link);
            }
        }

        return independent;
    }

    private (double Sum, int Count) Products()
    {
        var (sum, count) = (0.0, 0);
        foreach (var space in _spaces)
        {
            (sum, count) = (sum + space.Products, count + space.Distances);
        }

        return (sum, count);
    }

    /// <summary>A sum where the search stands now, as a distance from the truth.</summary>
    public double Here(BlockSum sum)
    {
        double here = 0;
        foreach (var block in sum.Blocks)
        {
            here += _spaces[block].Here(sum.Factors);
        }

        return here;
    }

    /// <summary>
    /// A step along the path: first straight to the end, to see how far that goes; then as far as seems good, and bent as the path is.
    /// </summary>
    /// <returns>The multipliers' share of a whole step.</returns>
    private double Step(IReadOnlyList<(BlockSum Sum, double Sign)> aims)
    {
        double after = 0;
        var (left, count) = Products();
        Parts(s => s.WeighByMultipliers(0));
        Factor();
        Turn();
        var (p, d) = Longest();
        foreach (var space in _spaces)
        {
            after += space.ProductsAfter(Math.Min(1, p), Math.Min(1, d));
        }

        var share = after / left;
        Parts(s => s.Correct(Math.Max(share * share * share, Least) * left / count));
        Turn();
        (p, d) = Longest();
        foreach (var space in _spaces)
        {
            space.Step(Math.Min(1, 0.95 * p), Math.Min(1, 0.95 * d));
        }

        return Math.Min(1, 0.95 * d);

        void Turn()
        {
            foreach (var (sum, sign) in aims)
            {
                Towards(sum, sign);
            }

            Solve();
        }
    }

    /// <summary>The longest steps of distances and multipliers that keep all positive.</summary>
    private (double Primal, double Dual) Longest()
    {
        double primal = double.PositiveInfinity, dual = double.PositiveInfinity;
        foreach (var space in _spaces)
        {
            space.Longest(ref primal, ref dual);
        }

        return (primal, dual);
    }

    /// <summary>How far the links are from holding, of places or of directions, in what each may be.</summary>
    private double Drift(bool ofPlaces)
    {
        Gather(ofPlaces, !ofPlaces);
        double most = 0;
        for (var l = 0; l < _links.Length; l++)
        {
            foreach (var x in Right(l))
            {
                most = Math.Max(most, Math.Abs(x) / _loose[l]);
            }
        }

        return most;
    }

    private Span<double> Right(int link) => _schur.Right(link)[.._links[link].Numbers];

    /// <summary>Adds up what the blocks put into the links: their places, their directions or both.</summary>
    private void Gather(bool places, bool directions)
    {
        for (var l = 0; l < _links.Length; l++)
        {
            Right(l).Clear();
        }

        for (var b = 0; b < _spaces.Length; b++)
        {
            if (_spaces[b].Size > 0 && _linksOf[b].Count > 0)
            {
                foreach (var (l, sign) in _linksOf[b])
                {
                    _spaces[b].AddTo(Right(l), sign, places, directions);
                }
            }
        }
    }

    /// <summary>Where a block's inverse goes.</summary>
    private readonly record struct Share(double[] To, int First, int Width, int Rows, int Columns, double Sign);

    private void Parts(Action<Space> what)
    {
        foreach (var space in _spaces)
        {
            if (space.Size > 0)
            {
                what(space);
            }
        }
    }

    private void Towards(BlockSum sum, double sign)
    {
        foreach (var block in sum.Blocks)
        {
            _spaces[block].Towards(sum.Factors, sign);
        }
    }

    private void Factor()
    {
        _schur.Clear();
        for (var b = 0; b < _spaces.Length; b++)
        {
            if (_spaces[b].Size == 0)
            {
                continue;
            }

            _spaces[b].Invert();
            foreach (var (to, first, width, rows, columns, sign) in _shares[b])
            {
                for (var r = 0; r < rows; r++)
                {
                    Dense.Add(to.AsSpan(first + (r * width), columns), _spaces[b].InverseRow(r), sign);
                }
            }
        }

        _schur.Factor();
    }

    /// <summary>Each block's direction, from what it aims at, so that every link holds.</summary>
    private void Solve()
    {
        Parts(s => s.Turn());

        // What rounding has let the links drift goes back with it; where it drifts far, what the solution itself leaves is solved for again.
        Pull();
        if (_drifts)
        {
            Pull();
        }
    }

    private void Pull()
    {
        Gather(true, true);
        _schur.Solve();
        for (var b = 0; b < _spaces.Length; b++)
        {
            if (_spaces[b].Size > 0)
            {
                foreach (var (l, sign) in _linksOf[b])
                {
                    _spaces[b].Towards(Right(l), -sign);
                }

                _spaces[b].Direct();
            }
        }
    }
}
