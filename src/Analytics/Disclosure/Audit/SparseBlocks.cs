namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>A symmetric matrix of blocks, few of which are not nothing, and its factor by Cholesky (least degree first).</summary>
internal sealed class SparseBlocks
{
    /// <summary>
    /// Sums that follow from one another leave nothing to divide by: hardly more than rounding is added. Among a hundred thousand persons a
    /// hundred times as much kept the links from ever holding.
    /// </summary>
    private const double Ridge = 1e-15;

    /// <summary>Rows that are taken together at most: more costs more for what is nothing among them than it saves.</summary>
    private const int Most = 16;

    /// <summary>By part of the matrix, and where in the solution it begins.</summary>
    private readonly int[] _blockOf, _offset, _placeOf;

    /// <summary>By block, in the order of their turns.</summary>
    private readonly int[] _sizes;
    private readonly int[][] _below;
    private readonly double[][] _diagonal, _right;

    /// <summary>Those below it, a row of which is a column of it; and what its turn changes.</summary>
    private readonly double[][][] _columns, _changed;

    /// <param name="sizes">Rows of each part.</param>
    /// <param name="cliques">Parts that stand together.</param>
    public SparseBlocks(int[] sizes, IEnumerable<List<int>> cliques)
    {
        _placeOf = new int[sizes.Length];
        var blocks = Together(sizes, Eliminate(sizes.Length, cliques));
        (_blockOf, _offset) = (new int[sizes.Length], new int[sizes.Length]);
        _sizes = [.. blocks.Select(b => b.Rows)];
        for (var block = 0; block < blocks.Count; block++)
        {
            var offset = 0;
            foreach (var part in blocks[block].Parts)
            {
                (_blockOf[part], _offset[part]) = (block, offset);
                offset += sizes[part];
            }
        }

        _below = [.. blocks.Select(b => b.Below.Select(part => _blockOf[part]).Distinct().Order().ToArray())];
        _right = [.. _sizes.Select(s => new double[Dense.Stride(s)])];
        _diagonal = [.. _sizes.Select(s => new double[s * Dense.Stride(s)])];
        _columns = [.. _below.Select((below, b) => below.Select(i => new double[Dense.Stride(_sizes[i]) * _sizes[b]]).ToArray())];
        _changed = [.. _below.Select(below => below.SelectMany((i, a) => below.Take(a + 1).Select(j => Block(i, j))).ToArray())];
    }

    /// <summary>When a part's turn comes.</summary>
    public int Place(int part) => _placeOf[part];

    /// <summary>Where a row of a part whose turn comes no sooner than its column's is added, by columns.</summary>
    /// <returns>The first of them, and the distance from one column to the next.</returns>
    public (double[] To, int First, int Width) Of(int row, int column)
    {
        var width = Dense.Stride(_sizes[_blockOf[row]]);
        return (Block(_blockOf[row], _blockOf[column]), (_offset[column] * width) + _offset[row], width);
    }

    /// <summary>What a part is to be solved for, then its solution: as many as it has rows, and more that are not its own.</summary>
    public Span<double> Right(int part) => _right[_blockOf[part]].AsSpan(_offset[part]);

    private double[] Block(int row, int column) => row == column ? _diagonal[row] : _columns[column][Array.BinarySearch(_below[column], row)];

    /// <summary>Parts in the order of their turns, the one with the fewest neighbours first, and what is below each.</summary>
    private (int Part, int[] Below)[] Eliminate(int parts, IEnumerable<List<int>> cliques)
    {
        var near = new HashSet<int>[parts];
        for (var i = 0; i < parts; i++)
        {
            near[i] = [];
        }

        foreach (var clique in cliques)
        {
            foreach (var i in clique)
            {
                near[i].UnionWith(clique);
            }
        }

        var order = new (int Part, int[] Below)[parts];
        var left = Enumerable.Range(0, parts).ToHashSet();
        for (var place = 0; place < parts; place++)
        {
            var next = left.MinBy(i => (near[i].Count, i));
            left.Remove(next);
            _placeOf[next] = place;
            near[next].Remove(next);
            order[place] = (next, [.. near[next]]);
            foreach (var i in order[place].Below)
            {
                near[i].Remove(next);
                near[i].UnionWith(order[place].Below);
            }
        }

        return order;
    }

    /// <summary>
    /// A small part and the first of those below it are taken as one, whatever is nothing among them: a few products take less time than
    /// many small ones (relaxed supernodes; Ashcraft and Grimes, ACM Trans. Math. Software 1989).
    /// </summary>
    private List<Taken> Together(int[] sizes, (int Part, int[] Below)[] order)
    {
        var blocks = new List<Taken>();
        var of = new Taken[order.Length];
        for (var place = order.Length - 1; place >= 0; place--)
        {
            var (part, below) = order[place];
            var block = below.Length == 0 ? null : of[below.Min(i => _placeOf[i])];
            if (block is null || block.Rows + sizes[part] > Most)
            {
                block = new Taken(below);
                blocks.Add(block);
            }

            block.Parts.Insert(0, part);
            block.Rows += sizes[part];
            of[place] = block;
        }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>Parts that are taken as one.</summary>
    /// <param name="below">What is below all of them.</param>
    private sealed class Taken(int[] below)
    {
        public List<int> Parts { get; } = [];

        public int[] Below => below;

        public int Rows { get; set; }
    }

    /// <summary>Nothing.</summary>
    public void Clear()
    {
        foreach (var d in _diagonal)
        {
            Array.Clear(d);
        }

        foreach (var column in _columns)
        {
            foreach (var block in column)
            {
                Array.Clear(block);
            }
        }
    }

    /// <summary>Factors.</summary>
    public void Factor()
    {
        for (var i = 0; i < _sizes.Length; i++)
        {
            for (var r = 0; r < _sizes[i]; r++)
            {
                _diagonal[i][(r * Dense.Stride(_sizes[i])) + r] *= 1 + Ridge;
            }
        }

        for (var k = 0; k < _sizes.Length; k++)
        {
            var n = _sizes[k];
            Dense.Factor(_diagonal[k], n);
            var (column, below) = (_columns[k], _below[k]);
            var changed = 0;
            for (var a = 0; a < column.Length; a++)
            {
                var width = Dense.Stride(_sizes[below[a]]);
                Dense.Forward(_diagonal[k], n, column[a], width);
                for (var b = 0; b <= a; b++)
                {
                    var rows = _sizes[below[b]];
                    Dense.AddProduct(_changed[k][changed++], width, column[b], rows, Dense.Stride(rows), column[a], width, width, n, -1);
                }
            }
        }
    }

    /// <summary>Solves for what each part's <see cref="Right"/> holds, and puts the solution there.</summary>
    public void Solve()
    {
        for (var k = 0; k < _sizes.Length; k++)
        {
            var n = _sizes[k];
            Dense.Forward(_diagonal[k], n, _right[k]);
            for (var a = 0; a < _below[k].Length; a++)
            {
                var below = _right[_below[k][a]];
                for (var c = 0; c < n; c++)
                {
                    Dense.Add(below, _columns[k][a].AsSpan(c * below.Length, below.Length), -_right[k][c]);
                }
            }
        }

        for (var k = _sizes.Length - 1; k >= 0; k--)
        {
            var n = _sizes[k];
            for (var a = 0; a < _below[k].Length; a++)
            {
                var below = _right[_below[k][a]];
                for (var c = 0; c < n; c++)
                {
                    _right[k][c] -= Dense.Product(_columns[k][a].AsSpan(c * below.Length, below.Length), below);
                }
            }

            Dense.Backward(_diagonal[k], n, _right[k]);
        }
    }
}
