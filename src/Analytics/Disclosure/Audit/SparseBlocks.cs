namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>A symmetric matrix of blocks, few of which are not nothing, and its factor by Cholesky (least degree first).</summary>
internal sealed class SparseBlocks
{
    /// <summary>
    /// Sums that follow from one another leave nothing to divide by: hardly more than rounding is added. Among a hundred thousand persons a
    /// hundred times as much kept the links from ever holding.
    /// </summary>
    private const double Ridge = 1e-15;

    private readonly int[] _sizes;
    private readonly int[] _order, _placeOf;
    private readonly int[][] _below;

    /// <summary>Block (row, column) by columns: a row here is a column of it.</summary>
    private readonly Dictionary<(int Row, int Column), double[]> _blocks = [];
    private readonly double[][] _diagonal;
    private readonly double[][][] _columns, _changed;

    /// <param name="sizes">Rows of each block.</param>
    /// <param name="cliques">Blocks that stand together.</param>
    public SparseBlocks(int[] sizes, IEnumerable<List<int>> cliques)
    {
        _sizes = sizes;
        var near = sizes.Select(_ => new HashSet<int>()).ToArray();
        foreach (var clique in cliques)
        {
            foreach (var i in clique)
            {
                near[i].UnionWith(clique);
            }
        }

        (_order, _placeOf, _below) = (new int[sizes.Length], new int[sizes.Length], new int[sizes.Length][]);
        var left = Enumerable.Range(0, sizes.Length).ToHashSet();
        for (var place = 0; place < sizes.Length; place++)
        {
            var next = left.MinBy(i => (near[i].Count, i));
            left.Remove(next);
            (_order[place], _placeOf[next]) = (next, place);
            near[next].Remove(next);
            _below[place] = [.. near[next]];
            foreach (var i in _below[place])
            {
                near[i].Remove(next);
                near[i].UnionWith(_below[place]);
            }
        }

        _diagonal = [.. sizes.Select(s => new double[s * Dense.Stride(s)])];
        _columns = new double[sizes.Length][][];
        for (var place = 0; place < sizes.Length; place++)
        {
            Array.Sort(_below[place], (a, b) => _placeOf[a] - _placeOf[b]);
            _columns[place] = [.. _below[place].Select(i => _blocks[(i, _order[place])] = new double[Dense.Stride(sizes[i]) * sizes[_order[place]]])];
        }

        _changed = [.. _below.Select(below => below.SelectMany((i, a) => below.Take(a + 1).Select(j => Of(i, j))).ToArray())];
    }

    /// <summary>When a block's turn comes.</summary>
    public int Place(int block) => _placeOf[block];

    /// <summary>A block whose row's turn comes no sooner than its column's, by columns.</summary>
    public double[] Of(int row, int column) => row == column ? _diagonal[row] : _blocks[(row, column)];

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

        for (var place = 0; place < _order.Length; place++)
        {
            var k = _order[place];
            var n = _sizes[k];
            Dense.Factor(_diagonal[k], n);
            var (column, below) = (_columns[place], _below[place]);
            var changed = 0;
            for (var a = 0; a < column.Length; a++)
            {
                var width = Dense.Stride(_sizes[below[a]]);
                Dense.Forward(_diagonal[k], n, column[a], width);
                for (var b = 0; b <= a; b++)
                {
                    var rows = _sizes[below[b]];
                    Dense.AddProduct(_changed[place][changed++], width, column[b], rows, Dense.Stride(rows), column[a], width, width, n, -1);
                }
            }
        }
    }

    /// <summary>Solves in place.</summary>
    public void Solve(double[][] x)
    {
        for (var place = 0; place < _order.Length; place++)
        {
            var k = _order[place];
            var n = _sizes[k];
            Dense.Forward(_diagonal[k], n, x[k]);
            for (var a = 0; a < _below[place].Length; a++)
            {
                var width = Dense.Stride(_sizes[_below[place][a]]);
                for (var c = 0; c < n; c++)
                {
                    Dense.Add(x[_below[place][a]], _columns[place][a].AsSpan(c * width, width), -x[k][c]);
                }
            }
        }

        for (var place = _order.Length - 1; place >= 0; place--)
        {
            var k = _order[place];
            var n = _sizes[k];
            for (var a = 0; a < _below[place].Length; a++)
            {
                var width = Dense.Stride(_sizes[_below[place][a]]);
                for (var c = 0; c < n; c++)
                {
                    x[k][c] -= Dense.Product(_columns[place][a].AsSpan(c * width, width), x[_below[place][a]]);
                }
            }

            Dense.Backward(_diagonal[k], n, x[k]);
        }
    }
}
