namespace Digilo.Analytics.Compute;

/// <summary>
/// Persons of each group by what their role requires in one competence and by their level in it: <see cref="Required"/> × nine levels.
/// Those whose role requires nothing stand under <see cref="Nothing"/>.
/// </summary>
internal sealed class LevelCounts
{
    /// <summary>Stands for the requirement of a role that has none.</summary>
    public const int Nothing = -1;

    private readonly long[] _counts;
    private readonly int _width;

    /// <param name="levels">Per group <see cref="Histogram.Slots"/> counts.</param>
    /// <param name="pairs">Per group <see cref="Gaps.Cells"/> joint counts of level and requirement.</param>
    public LevelCounts(long[] levels, long[] pairs)
    {
        Groups = pairs.Length / Gaps.Cells;
        var required = new List<int>();
        for (var q = 0; q < Answers.LevelCount; q++)
        {
            for (var at = q; at < pairs.Length; at += Answers.LevelCount)
            {
                if (pairs[at] > 0)
                {
                    required.Add(q);
                    break;
                }
            }
        }

        Required = [Nothing, .. required];
        _width = Required.Count * Answers.LevelCount;
        _counts = new long[Groups * _width];
        for (var g = 0; g < Groups; g++)
        {
            var joint = Gaps.Of(pairs, g);
            var of = Histogram.Of(levels, g);
            for (var l = 0; l < Answers.LevelCount; l++)
            {
                var without = of[l];
                for (var k = 1; k < Required.Count; k++)
                {
                    var count = joint[(l * Answers.LevelCount) + Required[k]];
                    _counts[(g * _width) + (k * Answers.LevelCount) + l] = count;
                    without -= count;
                }

                _counts[(g * _width) + l] = without;
            }
        }
    }

    /// <summary>Groups that are counted.</summary>
    public int Groups { get; }

    /// <summary>The requirements that occur, <see cref="Nothing"/> first.</summary>
    public IReadOnlyList<int> Required { get; }

    /// <summary>Persons of a group at a level whose requirement is the one at this place of <see cref="Required"/>.</summary>
    public long this[int group, int requirement, int level] => _counts[(group * _width) + (requirement * Answers.LevelCount) + level];

    /// <summary>Persons of a group: the sum of a form over them.</summary>
    public double Sum(int group, Func<int, int, double> factor)
    {
        double sum = 0;
        for (var k = 0; k < Required.Count; k++)
        {
            for (var l = 0; l < Answers.LevelCount; l++)
            {
                sum += this[group, k, l] * factor(Required[k], l);
            }
        }

        return sum;
    }
}
