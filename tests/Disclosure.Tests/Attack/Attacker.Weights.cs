using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>What weighted shares tell beside unweighted ones: a second sum over the same persons.</summary>
internal sealed partial class Attacker
{
    private static readonly Breakdown[] Margins = [Breakdown.Role, Breakdown.Gender, Breakdown.AgeBand, Breakdown.Device];

    /// <summary>
    /// F1W where one attribute alone has more than one category: then everybody in a category weighs its persons over its respondents
    /// (raking to one margin is post-stratification), which is public. With several margins the weights inside a category differ and
    /// hang on how many respondents there are of each kind, which is not: nothing is read.
    /// </summary>
    private void ReadWeights(Quantity known, Quantity below)
    {
        var divided = Margins.Where(by => _seen.Of(ScopeLevel.Organisation, by).Skip(1).Any()).ToArray();
        if (divided.Length != 1)
        {
            return;
        }

        var weights = new Dictionary<string, double>();
        var persons = 0;
        foreach (var g in _seen.Of(ScopeLevel.Organisation, divided[0]))
        {
            // Fewer than five are weighted together with others.
            if (_seen.Cell(Measures.Voice, g) is not { State: CellState.Value, Respondents: { } n and >= 5, Population: { } all })
            {
                return;
            }

            weights.Add(g.Category, (double)all / n);
            persons += all;
        }

        if (_seen.Cell(Measures.Voice, _seen.Whole)?.Population != persons)
        {
            return;
        }

        ReadWeighted(_seen.Whole, _seen.Of(ScopeLevel.Organisation, divided[0]), weights, known, below);
        foreach (var department in _seen.Of(ScopeLevel.Department))
        {
            ReadWeighted(department, _seen.Of(ScopeLevel.Department, divided[0]).Where(g => g.Code == department.Code), weights, known, below);
        }
    }

    private void ReadWeighted(GroupKey total, IEnumerable<GroupKey> parts, Dictionary<string, double> weights, Quantity known, Quantity below)
    {
        if (_seen.Cell(Measures.BelowFloorWeighted, total) is not { State: CellState.Value, Estimate: { } share } cell)
        {
            return;
        }

        var (count, of) = (new Sum(), new Sum());
        foreach (var g in parts)
        {
            count.Add(below.Of[g], weights[g.Category]);
            of.Add(known.Of[g], weights[g.Category]);
        }

        var half = 0.5 * Math.Pow(10, -2 - cell.Decimals);
        System.Bound(count - ((share - half) * of), -Strict, double.PositiveInfinity, $"F1W of {total}");
        System.Bound(((share + half) * of) - count, -Strict, double.PositiveInfinity, $"F1W of {total}");
    }
}
