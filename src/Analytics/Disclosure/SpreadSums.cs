using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// What the published spreads of one competence's levels tell along the sums: the squares of a department are those of its units, so that
/// its error and its other units' tell the spread of a unit whose mean stands without. All squares are taken around one centre, the
/// whole's mean, because only then do they add up.
/// </summary>
internal sealed class SpreadSums
{
    private readonly long[] _persons;
    private readonly (double Low, double High)[] _sum, _alone, _own, _known;
    private readonly bool[] _shown, _bare;
    private readonly Member[] _lines;
    private readonly List<int>[] _linesOf;
    private readonly double _lowest, _highest;

    /// <param name="bins">Per group: true persons per level.</param>
    /// <param name="mean">Per group: how its mean is printed; null where it is hidden or not made.</param>
    /// <param name="bare">Per group: its mean stands without error and interval.</param>
    /// <param name="lowest">The lowest level that the instrument offers.</param>
    /// <param name="lines">Sums of groups; those with groups beyond the last of <paramref name="bins"/> are passed over.</param>
    public SpreadSums(long[][] bins, PublishedCell?[] mean, bool[] bare, int lowest, IReadOnlyList<Line> lines)
    {
        var groups = bins.Length;
        _bare = bare;
        _persons = [.. bins.Select(b => b.Sum())];
        Centre = mean[0]?.Estimate ?? (AnswerCode.MaxLevel + lowest) / 2.0;
        (_lowest, _highest) = (lowest - Centre, AnswerCode.MaxLevel - Centre);
        _shown = [.. mean.Select(m => m is not null)];
        (_sum, _alone, _own, _known) = (new (double, double)[groups], new (double, double)[groups], new (double, double)[groups], new (double, double)[groups]);
        for (var g = 0; g < groups; g++)
        {
            _sum[g] = mean[g] is { } cell ? AroundCentre(LevelLimits.Sum(cell, bins[g], lowest), g) : (_persons[g] * _lowest, _persons[g] * _highest);
            _alone[g] = Alone(_persons[g], _sum[g]);
            _own[g] = mean[g] is { } printed && LevelLimits.Squares(printed, bins[g]) is { } squares ? Moved(squares, printed.Estimate!.Value, g) : _alone[g];
        }

        _lines = [.. lines.Where(l => l.Total < groups && _shown[l.Total] && Array.TrueForAll(l.Parts, p => p < groups)).Select(Of).OfType<Member>()];
        _linesOf = [.. bins.Select(_ => new List<int>(2))];
        for (var l = 0; l < _lines.Length; l++)
        {
            foreach (var g in _lines[l].Parts.Append(_lines[l].Total))
            {
                _linesOf[g].Add(l);
            }
        }

        Carry();
    }

    /// <summary>What the squares are taken around.</summary>
    public double Centre { get; }

    /// <summary>What is told of a group's squares by all that is published; null if no more than its own mean and spread tell.</summary>
    public (double Low, double High)? Told(int g)
    {
        var alone = _bare[g] ? _alone[g] : _own[g];
        return _known[g].Low > alone.Low + 0.5 || _known[g].High < alone.High - 0.5 ? _known[g] : null;
    }

    /// <summary>The smallest neighbour of a group along the sums whose mean has error and interval, the whole last; −1 where none has.</summary>
    public int Neighbour(int g)
    {
        var smallest = -1;
        foreach (var l in _linesOf[g])
        {
            foreach (var other in _lines[l].Parts.Append(_lines[l].Total))
            {
                if (other != g && !_bare[other] && _own[other] != _alone[other]
                    && (smallest <= 0 || (other != 0 && _persons[other] < _persons[smallest])))
                {
                    smallest = other;
                }
            }
        }

        return smallest;
    }

    /// <summary>Takes error and interval from a group's mean, or gives them back, and carries what is then told.</summary>
    public void Set(int g, bool bare)
    {
        _bare[g] = bare;
        Carry();
    }

    private void Carry()
    {
        for (var g = 0; g < _known.Length; g++)
        {
            _known[g] = _bare[g] ? _alone[g] : _own[g];
        }

        var changed = true;
        for (var sweep = 0; changed && sweep < 10; sweep++)
        {
            changed = false;
            foreach (var line in _lines)
            {
                changed |= Carry(line);
            }
        }
    }

    private bool Carry(Member line)
    {
        var (low, high) = line.Rest;
        foreach (var p in line.Parts)
        {
            low += _known[p].Low;
            high += _known[p].High;
        }

        var changed = Narrow(line.Total, low, high);
        var total = _known[line.Total];
        foreach (var p in line.Parts)
        {
            changed |= Narrow(p, total.Low - (high - _known[p].High), total.High - (low - _known[p].Low));
        }

        return changed;
    }

    private bool Narrow(int g, double low, double high)
    {
        const double Least = 0.01;
        var (from, to) = _known[g];
        _known[g] = (Math.Max(from, low), Math.Min(to, high));
        return low > from + Least || high < to - Least;
    }

    /// <summary>The parts whose means are shown, and what all others of the total can have; null where it is no sum.</summary>
    private Member? Of(Line line)
    {
        int[] parts = [.. line.Parts.Where(p => _shown[p] && _persons[p] > 0)];
        var rest = _persons[line.Total] - parts.Sum(p => _persons[p]);
        if (parts.Length == 0 || rest < 0)
        {
            return null;
        }

        var (low, high) = (_sum[line.Total].Low - parts.Sum(p => _sum[p].High), _sum[line.Total].High - parts.Sum(p => _sum[p].Low));
        return new Member(line.Total, parts, Alone(rest, (Math.Max(low, rest * _lowest), Math.Min(high, rest * _highest))));
    }

    /// <summary>Least and most squares of some persons whose distances from the centre have a sum: all alike, or all at the ends.</summary>
    private (double Low, double High) Alone(long persons, (double Low, double High) sum)
    {
        if (persons == 0)
        {
            return (0, 0);
        }

        var nearest = sum.Low > 0 ? sum.Low : Math.Min(sum.High, 0);
        double AtEnds(double s) => ((_lowest + _highest) * s) - (persons * _lowest * _highest);
        return (nearest * nearest / persons, Math.Max(AtEnds(sum.Low), AtEnds(sum.High)));
    }

    /// <summary>Squares around a group's own mean, around the centre.</summary>
    private (double Low, double High) Moved((double Low, double High) squares, double around, int g)
    {
        // Σ(l − c)² = Σ(l − a)² + 2(a − c)·Σ(l − c) − n(a − c)².
        var by = around - Centre;
        var (a, b) = (2 * by * _sum[g].Low, 2 * by * _sum[g].High);
        var fixedPart = _persons[g] * by * by;
        return (squares.Low + Math.Min(a, b) - fixedPart, squares.High + Math.Max(a, b) - fixedPart);
    }

    /// <summary>A sum of levels in hundredths, as the sum of distances from the centre.</summary>
    private (double Low, double High) AroundCentre((long Low, long High) sum, int g) =>
        (((double)sum.Low / SumScale.Step) - (_persons[g] * Centre), ((double)sum.High / SumScale.Step) - (_persons[g] * Centre));

    private sealed record Member(int Total, int[] Parts, (double Low, double High) Rest);
}
