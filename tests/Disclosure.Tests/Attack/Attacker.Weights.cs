using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>
/// What weighted figures tell beside unweighted ones where one attribute alone has more than one category: then everybody in a category
/// weighs its persons over its respondents (raking to one margin is post-stratification), which is public, and a weighted whole is a second
/// sum of the same numbers. With several margins the weights inside a category differ and hang on how many respondents there are of each
/// kind, which is not public: nothing is read.
/// </summary>
internal sealed partial class Attacker
{
    private static readonly Breakdown[] Margins = [Breakdown.Role, Breakdown.Gender, Breakdown.AgeBand, Breakdown.Device];

    private void ReadWeights()
    {
        if (PublicWeights() is not var (divided, weights))
        {
            return;
        }

        ReadEffect(_seen.Whole, _seen.Of(ScopeLevel.Organisation, divided), weights);
        foreach (var department in _seen.Of(ScopeLevel.Department))
        {
            ReadEffect(department, _seen.Of(ScopeLevel.Department, divided).Where(g => g.Code == department.Code), weights);
        }

        foreach (var (measure, column, q, percent) in Weighted())
        {
            Read(_seen.Whole, _seen.Of(ScopeLevel.Organisation, divided), measure, column, q, percent);
            foreach (var department in _seen.Of(ScopeLevel.Department))
            {
                Read(department, _seen.Of(ScopeLevel.Department, divided).Where(g => g.Code == department.Code), measure, column, q, percent);
            }
        }

        void Read(GroupKey total, IEnumerable<GroupKey> categories, string measure, string column, Quantity q, bool percent)
        {
            var parts = categories.ToArray();
            if (_seen.Cell(measure, total, column) is not { State: CellState.Value, Estimate: { } mean } cell || !parts.All(q.Of.ContainsKey))
            {
                return;
            }

            var sum = parts.Aggregate(new Sum(), (s, g) => s.Add(q.Of[g], weights[g.Category]));
            var of = parts.Aggregate(new Sum(), (s, g) => s.Add(q.Within!.Of[g], weights[g.Category]));
            var half = 0.5 * Math.Pow(10, (percent ? -2 : 0) - cell.Decimals);
            System.Bound(sum - ((mean - half) * of), -Strict, double.PositiveInfinity, $"{measure} {column} of {total}");
            System.Bound(((mean + half) * of) - sum, -Strict, double.PositiveInfinity, $"{measure} {column} of {total}");
        }
    }

    /// <summary>
    /// The design effect n·Σw²/(Σw)² of weights that are public: of all ways in which the respondents can lie in the categories those that come to
    /// what is printed, where it is few categories that he has to try.
    /// </summary>
    private void ReadEffect(GroupKey total, IEnumerable<GroupKey> categories, IReadOnlyDictionary<string, double> weights)
    {
        const int Tried = 3;
        if (_seen.Cell(Measures.WeightingEffect, total) is not { State: CellState.Value, Estimate: { } effect, Respondents: { } n } cell)
        {
            return;
        }

        var parts = categories.Select(g => (Group: g, Weight: weights[g.Category], Range: System.Rough(_voice.Of[g]))).ToArray();
        if (parts.Count(p => p.Range.High > p.Range.Low) > Tried)
        {
            return;
        }

        var half = 0.5 * Math.Pow(10, -cell.Decimals);
        var (low, high, chosen) = (new double[parts.Length], new double[parts.Length], new double[parts.Length]);
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        Choose(0, n);
        for (var k = 0; k < parts.Length; k++)
        {
            System.Bound(_voice.Of[parts[k].Group], low[k], high[k], $"design effect of {total}");
        }

        void Choose(int k, double left)
        {
            if (k == parts.Length)
            {
                var (sum, squares) = (chosen.Select((c, i) => c * parts[i].Weight).Sum(), chosen.Select((c, i) => c * parts[i].Weight * parts[i].Weight).Sum());
                if (left == 0 && Math.Abs((n * squares / (sum * sum)) - effect) <= half + Strict)
                {
                    (low, high) = ([.. low.Zip(chosen, Math.Min)], [.. high.Zip(chosen, Math.Max)]);
                }

                return;
            }

            for (var c = Math.Ceiling(parts[k].Range.Low); c <= Math.Min(left, parts[k].Range.High); c++)
            {
                chosen[k] = c;
                Choose(k + 1, left - c);
            }
        }
    }

    private IEnumerable<(string Measure, string Column, Quantity Of, bool Percent)> Weighted()
    {
        if (Find("F1 below") is { } below)
        {
            yield return (Measures.BelowFloorWeighted, PublishedTable.All, below, true);
        }

        if (Find("levels index") is { } index)
        {
            yield return (Measures.LevelWeighted, PublishedTable.Index, index, false);
        }

        foreach (var (id, item) in _items)
        {
            yield return (Measures.LevelWeighted, id, item.Levels, false);
        }
    }

    /// <summary>The one attribute that divides, and everybody's weight by its category; null where they are not public.</summary>
    private (Breakdown By, IReadOnlyDictionary<string, double> Weights)? PublicWeights()
    {
        var divided = Margins.Where(by => _seen.Of(ScopeLevel.Organisation, by).Skip(1).Any()).ToArray();
        if (divided.Length != 1)
        {
            return null;
        }

        var weights = new Dictionary<string, double>();
        var persons = 0;
        foreach (var g in _seen.Of(ScopeLevel.Organisation, divided[0]))
        {
            // Fewer than five are weighted together with others.
            if (_seen.Cell(Measures.Voice, g) is not { State: CellState.Value, Respondents: { } n and >= 5, Population: { } all })
            {
                return null;
            }

            weights.Add(g.Category, (double)all / n);
            persons += all;
        }

        // Who is in no category weighs as nobody knows.
        return _seen.Cell(Measures.Voice, _seen.Whole)?.Population == persons ? (divided[0], weights) : null;
    }
}
