using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure;

/// <content>What figures tell of one another: F1 and its competences, a mean and its parts, a gap and the mean level.</content>
internal sealed partial class DisclosureControl
{
    /// <summary>
    /// What F1 and its competences tell of one another: those below the floor in a competence that all must master are below, and whoever is
    /// below is so in one of them. Each is protected again with what the others tell of it, and carries that along its own sums.
    /// </summary>
    private void KeepFloor(RawColumn floor)
    {
        const int Rounds = 3;
        var shares = _shares[floor];
        var mandatory = _raw.Mandatory.Select(m => (Counts: _counts.GetValueOrDefault(m.Item), m.OfAll)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var changed = false;
            for (var g = 0; g < _raw.TreeGroups; g++)
            {
                if (shares.Bounds(g) is null)
                {
                    continue;
                }

                long low = 0, high = 0;
                foreach (var (counts, ofAll) in mandatory)
                {
                    var told = counts?.BelowFloor(g);
                    low = ofAll ? Math.Max(low, told?.Low ?? 0) : low;
                    high += told?.High ?? floor.Groups[g].Respondents;
                }

                changed |= shares.LimitFurther(g, low, high);
            }

            if (changed)
            {
                shares.SolveAgain();
            }

            var again = new bool[mandatory.Length];
            for (var g = 0; g < _raw.TreeGroups; g++)
            {
                if (shares.Bounds(g) is not { } below)
                {
                    continue;
                }

                // The last gives way first: what it then leaves open the others may keep.
                for (var i = mandatory.Length - 1; i >= 0; i--)
                {
                    long rest = 0;
                    for (var j = 0; j < mandatory.Length; j++)
                    {
                        rest += j == i ? 0 : mandatory[j].Counts?.BelowFloor(g)?.High ?? floor.Groups[g].Respondents;
                    }

                    again[i] |= mandatory[i].Counts is { } counts
                        && counts.LimitBelowFloor(g, below.Low - rest, mandatory[i].OfAll ? below.High : long.MaxValue / 1024);
                }
            }

            for (var i = 0; i < again.Length; i++)
            {
                if (again[i])
                {
                    mandatory[i].Counts!.SolveAgain();
                }
            }

            if (!changed && !Array.Exists(again, a => a))
            {
                return;
            }
        }
    }

    /// <summary>A mean as it is printed; null where it is hidden to protect another mean.</summary>
    private PublishedCell? MeanCell(RawFigures figures, RawColumn column, int g) =>
        (_sums.GetValueOrDefault(column) is { } sums && sums.Hides(g)) || TellsAnItem(figures, column, g) ? null : Printed(figures, column, g);

    /// <summary>
    /// Does the index of few competences, with the means of all but one, tell that one's mean which is a class near an end? Roundings
    /// leave its sum open over n·(2k − 1) units of the last decimal.
    /// </summary>
    private bool TellsAnItem(RawFigures figures, RawColumn column, int g)
    {
        if (figures.Measure != Measures.Level || column.Code != PublishedTable.Index || g >= _raw.ItemGroups)
        {
            return false;
        }

        var items = figures.Columns.Where(c => c.Missing.Length == 0 && c.Code != PublishedTable.Index).ToArray();
        var n = column.Groups[g].Respondents;
        var open = n * ((2 * items.Length) - 1) * Math.Pow(10, -Rounding.MeanDecimals(n));
        return open < Hiding.Width && Array.Exists(items, c => c.Groups[g].Respondents > 0 && Rounding.NearEndOf(c.Groups[g]) != ClassKind.None);
    }

    private PublishedCell Printed(RawFigures figures, RawColumn column, int g)
    {
        var f = column.Groups[g];
        int? population = _raw.Population[g] >= f.Respondents ? (int)_raw.Population[g] : null;
        return KindOf(figures, column) == FigureKind.Score
            ? Rounding.Score(f, column.Scale ?? figures.Scale, population)
            : Rounding.Mean(f, population, ofLevels: true);
    }

    private MeanSums SumsOf(RawFigures figures, RawColumn column)
    {
        var levels = KindOf(figures, column) == FigureKind.Mean;

        // An index or an area is a mean of means: a person's need not be a whole number of steps.
        var whole = levels ? _items.ContainsKey(column.Code) : column.Beside.Count == 0;
        return MeanSums.Of(
            column,
            Hidden(figures, column),
            _raw.System.Lines,
            Tabulated(figures),
            g => Printed(figures, column, g),
            levels ? SumScale.Levels(_raw.OffersZero) : SumScale.Of(column.Scale ?? figures.Scale),
            whole);
    }

    /// <summary>A gap beside a known requirement gives the mean level: where that is a class, the gap cannot be a number.</summary>
    private bool NearEnd(RawColumn column, int g)
    {
        var levels = _raw.Figures.First(f => f.Measure == Measures.Level).Columns.First(c => c.Code == column.Code);
        return Rounding.NearEndOf(levels.Groups[g]) != ClassKind.None || (_sums.GetValueOrDefault(levels)?.Hides(g) ?? false);
    }
}
