using Digilo.Analytics.Compute;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Indicators;

/// <summary>Figures of items beside the competences.</summary>
internal static class ItemFigures
{
    /// <summary>The share of yes (of agreement: 4 or 5) among those who answered an item; its code is the measure's.</summary>
    public static RawFigures Yes(string measure, PreparedAnswers answers)
    {
        var grouping = answers.Wave.Grouping;
        if (!answers.Items.TryGetValue(measure, out var item))
        {
            return Columns.Single(measure, FigureKind.Share, measure, "no_" + measure, []);
        }

        var answered = grouping.Count([.. item.Answers.Select(a => IsAnswer(a, item.Scale))]);
        var yes = grouping.Count([.. item.Answers.Select(a => IsAnswer(a, item.Scale) && a >= (item.Scale == ItemScale.YesNo ? 1 : 4))]);
        return Columns.Single(measure, FigureKind.Share, measure, "", answered.Select((n, g) => new RawFigure(n, yes[g], 0, 0, 0, 0)));
    }

    /// <summary>
    /// Indices of items answered 1–5, (mean − 1)/4·100, and of their parts: the mean of the items' indices (<see cref="AttitudeScale"/>).
    /// A part is published only where all of its items are, and rests on as many as its least answered item.
    /// </summary>
    /// <param name="measure">Id.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="codes">The items.</param>
    /// <param name="missing">The reason if one of them was not asked.</param>
    /// <param name="parts">Column, first item and number of items of each part.</param>
    public static RawFigures Indices(
        string measure, PreparedAnswers answers, IReadOnlyList<string> codes, string missing, IReadOnlyList<(string Code, int First, int Count)> parts)
    {
        var asked = codes.Select(c => answers.Items.TryGetValue(c, out var item) && item.Scale == ItemScale.Agree ? item : null).ToArray();
        var reason = asked.Length == 0 || asked.Contains(null) ? missing : "";
        if (reason.Length > 0)
        {
            return Figures([.. codes.Concat(parts.Select(p => p.Code)).Select(c => new RawColumn(c, c, reason, []))]);
        }

        var items = asked.Select(item => Scores(answers.Wave.Grouping, item!.Answers)).ToArray();
        var columns = codes.Select((c, i) => new RawColumn(c, c, "", items[i])).ToList();
        foreach (var (code, first, count) in parts)
        {
            var own = items[first..(first + count)];
            columns.Add(new RawColumn(code, $"{measure}:{code}", "", [.. Enumerable.Range(0, answers.Wave.Grouping.Groups).Select(g =>
                new RawFigure(own.Min(i => i[g].Respondents), 0, own.Average(i => i[g].Mean), double.NaN, 0, 0))])
            {
                Beside = [.. codes.Skip(first).Take(count).Select(c => new BesideCell(measure, c))],
            });
        }

        return Figures(columns);

        RawFigures Figures(IReadOnlyList<RawColumn> all) => new(measure, "", FigureKind.Score, all) { Scale = FigureScale.Index };
    }

    /// <summary>The index of one item, (mean − 1)/4·100, in every group.</summary>
    private static RawFigure[] Scores(Grouping grouping, byte[] answers)
    {
        var (lowest, highest) = InstrumentItem.Range(ItemScale.Agree);
        var step = 100.0 / (highest - lowest);
        return Array.ConvertAll(
            GroupMeans.Of(grouping, answers, (byte)lowest, (byte)highest),
            m => new RawFigure(m.N, 0, step * (m.Mean - lowest), step * step * m.Variance, 0, 0));
    }

    /// <summary>A respondent's mean index over some items that were answered; NaN if none was.</summary>
    public static double[] PersonScores(PreparedAnswers answers, IReadOnlyList<string> codes)
    {
        var scores = new double[answers.Person.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var given = codes.Select(c => answers.Items[c].Answers[i]).Where(a => IsAnswer(a, ItemScale.Agree)).ToArray();
            scores[i] = given.Length == 0 ? double.NaN : given.Average(a => 25.0 * (a - 1));
        }

        return scores;
    }

    private static bool IsAnswer(byte answer, ItemScale scale)
    {
        var (lowest, highest) = InstrumentItem.Range(scale);
        return answer >= lowest && answer <= highest;
    }
}
