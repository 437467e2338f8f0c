using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <summary>
/// Means over all groups, protected along the sums: a mean so close to an end that it is printed as a class is not to be had by
/// subtraction. Where it would be, the smallest mean beside it is hidden.
/// </summary>
internal sealed class MeanSums
{
    private readonly bool[] _hidden;

    private MeanSums(bool[] hidden) => _hidden = hidden;

    /// <summary>Is a group's mean hidden to protect another?</summary>
    public bool Hides(int group) => group < _hidden.Length && _hidden[group];

    /// <summary>Decides for one column.</summary>
    /// <param name="column">Means.</param>
    /// <param name="hidden">Hidden by the pattern.</param>
    /// <param name="lines">Sums of groups.</param>
    /// <param name="published">Groups that have a row in a table.</param>
    /// <param name="cell">How a group's mean is printed.</param>
    /// <param name="scale">What it is on.</param>
    /// <param name="whole">True if each person's answer is a whole number of steps.</param>
    public static MeanSums Of(RawColumn column, bool[] hidden, IReadOnlyList<Line> lines, Func<int, bool> published, Func<int, PublishedCell> cell, SumScale scale, bool whole)
    {
        var entries = new int[hidden.Length];
        Array.Fill(entries, -1);
        var cells = column.Groups.Select((f, g) => f.Respondents > 0 && !hidden[g] && published(g) ? cell(g) : null).ToArray();
        if (!Array.Exists(cells, c => c is { State: CellState.Class }))
        {
            return new MeanSums([]);
        }

        var system = new CountSystem(Hiding.Width * SumScale.Step, Hiding.Width * SumScale.Step);
        for (var g = 0; g < cells.Length; g++)
        {
            var f = column.Groups[g];
            if (f.Respondents > 0 && published(g))
            {
                var truth = (long)Math.Round(scale.Steps(f.Mean) * f.Respondents * SumScale.Step);
                var shown = cells[g] is { } c ? PublishedKnowledge.Sum(c, f.Respondents, scale, whole) : scale.Range(f.Respondents);
                entries[g] = system.AddSum(
                    truth,
                    f.Respondents,
                    (Math.Min(shown.Low, truth), Math.Max(shown.High, truth)),
                    scale.Range(f.Respondents),
                    cells[g] is { State: CellState.Class },
                    cells[g] is null,
                    g == 0);
            }
        }

        int remainder = -1, left = 0;
        foreach (var line in lines)
        {
            var parts = line.Parts.Where(p => entries[p] >= 0).ToArray();
            if (entries[line.Total] < 0 || parts.Length == 0)
            {
                continue;
            }

            var rest = (int)(column.Groups[line.Total].Respondents - parts.Sum(p => column.Groups[p].Respondents));
            if (rest < 0)
            {
                continue;
            }

            int[] members = [.. parts.Select(p => entries[p])];
            var (low, high) = scale.Range(rest);
            var truth = system.TruthOf(entries[line.Total]) - members.Sum(system.TruthOf);
            (low, high) = (Math.Min(low, truth), Math.Max(high, truth));
            if (rest > 0 && line.LeavesTheSame && Array.TrueForAll(line.Parts, p => entries[p] >= 0 || column.Groups[p].Respondents == 0))
            {
                // The same persons in each division: one sum, which nobody publishes.
                (remainder, left) = remainder < 0 ? (system.AddSum(truth, rest, (low, high), (low, high), near: false, hidden: true, headline: false), rest) : (remainder, left);
                if (left == rest)
                {
                    // Sums of means are rounded: they may differ by what rounding does.
                    var difference = truth - system.TruthOf(remainder);
                    (members, low, high) = ([.. members, remainder], difference, difference);
                }
            }

            system.AddLine(entries[line.Total], members, low, high);
        }

        system.Solve();
        return new MeanSums([.. entries.Select((e, g) => e >= 0 && !hidden[g] && system[e].State == CountState.Hidden)]);
    }
}
