namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Rows of factors over the dimensions of a space, of which each uses few: one behind the other without what is nothing, since hundreds of
/// spaces are gone through at each step, and what they take of the processor's memory is what a step costs.
/// </summary>
internal sealed class SpaceRows
{
    private readonly int[] _start, _dimensions, _numbers;
    private readonly double[] _factors;

    /// <param name="rows">The rows, of as many factors as there are dimensions.</param>
    /// <param name="numbers">The block's number that each dimension is.</param>
    public SpaceRows(IReadOnlyList<double[]> rows, int[] numbers)
    {
        _start = new int[rows.Count + 1];
        for (var r = 0; r < rows.Count; r++)
        {
            _start[r + 1] = _start[r] + Dense.Used(rows[r]);
        }

        (_dimensions, _numbers, _factors) = (new int[_start[^1]], new int[_start[^1]], new double[_start[^1]]);
        for (int r = 0, at = 0; r < rows.Count; r++)
        {
            for (var j = 0; j < rows[r].Length; j++)
            {
                if (rows[r][j] != 0)
                {
                    (_dimensions[at], _numbers[at], _factors[at]) = (j, numbers[j], rows[r][j]);
                    at++;
                }
            }
        }
    }

    /// <summary>How many.</summary>
    public int Count => _start.Length - 1;

    /// <summary>What each row sums to.</summary>
    /// <param name="at">The block's numbers.</param>
    /// <param name="sums">By row.</param>
    public void Sum(double[] at, double[] sums)
    {
        for (var r = 0; r < Count; r++)
        {
            double sum = 0;
            for (var i = _start[r]; i < _start[r + 1]; i++)
            {
                sum += _factors[i] * at[_numbers[i]];
            }

            sums[r] = sum;
        }
    }

    /// <summary>Adds the rows, each times how much it is pulled.</summary>
    /// <param name="right">The block's numbers.</param>
    /// <param name="pull">By row.</param>
    public void AddTo(double[] right, double[] pull)
    {
        for (var r = 0; r < Count; r++)
        {
            for (var i = _start[r]; i < _start[r + 1]; i++)
            {
                right[_numbers[i]] += _factors[i] * pull[r];
            }
        }
    }

    /// <summary>Adds each row's square times its weight to the upper half of a matrix over the dimensions.</summary>
    public void AddSquares(double[] matrix, int stride, double[] weights)
    {
        for (var r = 0; r < Count; r++)
        {
            var end = _start[r + 1];
            for (var i = _start[r]; i < end; i++)
            {
                var factor = weights[r] * _factors[i];
                var row = matrix.AsSpan(_dimensions[i] * stride, stride);
                for (var k = i; k < end; k++)
                {
                    row[_dimensions[k]] += factor * _factors[k];
                }
            }
        }
    }
}
