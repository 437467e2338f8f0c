namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>What is known of a factor-weighted sum of some numbers.</summary>
/// <param name="Numbers">Which.</param>
/// <param name="Factors">One each; none is 0.</param>
/// <param name="Low">Lowest; −∞ = none.</param>
/// <param name="High">Highest; +∞ = none.</param>
/// <param name="Sources">The cells that tell it.</param>
internal readonly record struct WholeRow(int[] Numbers, double[] Factors, double Low, double High, IReadOnlyList<Printed> Sources);

/// <summary>All that is known of the numbers of all blocks, as rows over one list of numbers.</summary>
internal sealed class WholeRows
{
    private readonly int[] _rowStart;

    /// <param name="blocks">The blocks.</param>
    /// <param name="links">What links them.</param>
    /// <param name="again">What sums tell of distances from the ends is in the blocks already.</param>
    public WholeRows(IReadOnlyList<Block> blocks, IReadOnlyList<BlockLink> links, bool again)
    {
        (Start, _rowStart) = (new int[blocks.Count + 1], new int[blocks.Count + 1]);
        for (var b = 0; b < blocks.Count; b++)
        {
            Start[b + 1] = Start[b] + blocks[b].Truth.Length;
            foreach (var range in blocks[b].Ranges)
            {
                Add(Start[b], range.Factors, range.Low, range.High, range.Sources);
            }

            if (!again)
            {
                AddDistances(blocks[b], Start[b]);
            }

            _rowStart[b + 1] = All.Count;
        }

        Truth = [.. blocks.SelectMany(b => b.Truth)];
        foreach (var link in links)
        {
            for (var i = 0; i < link.Numbers; i++)
            {
                var numbers = Array.ConvertAll(link.Blocks, b => Start[b] + i);
                double sum = 0;
                for (var k = 0; k < numbers.Length; k++)
                {
                    sum += link.Signs[k] * Truth[numbers[k]];
                }

                All.Add(new WholeRow(numbers, link.Signs, sum, sum, []));
            }
        }

        Of = Array.ConvertAll(Truth, _ => new List<int>());
        for (var r = 0; r < All.Count; r++)
        {
            foreach (var v in All[r].Numbers)
            {
                Of[v].Add(r);
            }
        }
    }

    /// <summary>The rows: those of each block, then the links.</summary>
    public List<WholeRow> All { get; } = [];

    /// <summary>The rows that a number is in.</summary>
    public List<int>[] Of { get; }

    /// <summary>The true numbers.</summary>
    public double[] Truth { get; }

    /// <summary>First number of each block, and of none.</summary>
    public int[] Start { get; }

    /// <summary>The rows over the numbers of one block alone.</summary>
    public IEnumerable<WholeRow> Inside(int block) => All.Skip(_rowStart[block]).Take(_rowStart[block + 1] - _rowStart[block]);

    private void Add(int start, double[] factors, double low, double high, IReadOnlyList<Printed> sources)
    {
        var used = Dense.Used(factors);
        var (numbers, own) = (new int[used], new double[used]);
        for (int i = 0, at = 0; i < factors.Length; i++)
        {
            if (factors[i] != 0)
            {
                (numbers[at], own[at]) = (start + i, factors[i]);
                at++;
            }
        }

        All.Add(new WholeRow(numbers, own, low, high, sources));
    }

    /// <summary>
    /// Of so many persons a sum tells how far they are from the lowest and from the highest together, and so what nobody of them can be:
    /// a mean near an end tells that nobody is at the other. Row by row that is not seen.
    /// </summary>
    private void AddDistances(Block block, int start)
    {
        foreach (var persons in block.Ranges)
        {
            if (persons.Low == persons.High && Dense.Used(persons.Factors) > 2 && Array.TrueForAll(persons.Factors, f => f is 0 or 1))
            {
                foreach (var sum in block.Ranges)
                {
                    if (EndsOf(sum.Factors, persons.Factors) is var (least, most))
                    {
                        AddDistance(sum, persons.Factors, f => f - least, sum.Low - (least * persons.Low), sum.High - (least * persons.Low));
                        AddDistance(sum, persons.Factors, f => most - f, (most * persons.Low) - sum.High, (most * persons.Low) - sum.Low);
                    }
                }
            }
        }

        void AddDistance(BlockRange sum, double[] persons, Func<double, double> factor, double low, double high)
        {
            var factors = new double[persons.Length];
            for (var i = 0; i < factors.Length; i++)
            {
                factors[i] = persons[i] != 0 ? factor(sum.Factors[i]) : 0;
            }

            Add(start, factors, low, high, sum.Sources);
        }
    }

    /// <summary>The least and the greatest of a sum's factors over persons; null where it takes in others, or has no more than two factors.</summary>
    private static (double Least, double Most)? EndsOf(double[] sum, double[] persons)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < sum.Length; i++)
        {
            if (persons[i] != 0)
            {
                (least, most) = (Math.Min(least, sum[i]), Math.Max(most, sum[i]));
            }
            else if (sum[i] != 0)
            {
                return null;
            }
        }

        for (var i = 0; i < sum.Length; i++)
        {
            if (persons[i] != 0 && sum[i] != least && sum[i] != most)
            {
                return (least, most);
            }
        }

        return null;
    }
}
