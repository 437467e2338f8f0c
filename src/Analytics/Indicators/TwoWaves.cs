using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>What indicators of two waves share: the same persons, and changes of the population.</summary>
internal static class TwoWaves
{
    /// <summary>A number without error or interval.</summary>
    public static readonly FigureDetail Bare = new(double.NaN, double.NaN, "", double.NaN, double.NaN);

    /// <summary>The reason why persons cannot be followed from the wave before, or empty.</summary>
    public static string WithoutPanel(PreparedAnswers answers) =>
        answers.Earlier is not { } earlier ? "first_wave" : answers.Linked && earlier.Answers.Linked ? "" : "needs_linked";

    /// <summary>Per respondent the row of the same person in the wave before; −1 for who did not answer it.</summary>
    public static int[] EarlierRow(PreparedAnswers answers, PreparedAnswers before)
    {
        var rowOf = new Dictionary<long, int>(before.Person.Length);
        for (var i = 0; i < before.Person.Length; i++)
        {
            if (before.Person[i] >= 0)
            {
                rowOf.TryAdd(before.Surrogate[before.Person[i]], i);
            }
        }

        return [.. answers.Person.Select(p => p >= 0 && rowOf.TryGetValue(answers.Surrogate[p], out var row) ? row : -1)];
    }

    /// <summary>Groups of the organisation and its departments.</summary>
    public static int Groups(PreparedAnswers answers) => answers.Departments + 1;

    /// <summary>
    /// Per respondent the department that was theirs in both waves (the group's number), 0 for who changed or has none: so a department's
    /// panel lies within its respondents of either wave (method §4.5).
    /// </summary>
    public static int[] SameDepartment(PreparedAnswers answers, EarlierWave earlier, int[] earlierRow)
    {
        var now = Departments(answers);
        var then = Departments(earlier.Answers);
        return [.. earlierRow.Select((row, i) => row >= 0 && now[i] > 0 && earlier.GroupOf[now[i]] == then[row] ? now[i] : 0)];
    }

    /// <summary>Sizes of the wave before, in this wave's groups; 0 where a group has no counterpart.</summary>
    public static long[] SizesBefore(EarlierWave earlier, long[] sizes, int groups) =>
        [.. Enumerable.Range(0, groups).Select(g => earlier.GroupOf[g] is >= 0 and var e ? sizes[e] : 0)];

    /// <summary>
    /// The change of a mean from the wave before in every group, all respondents of each wave, with the covariance of who is in both; and
    /// whether it is certain by Benjamini–Hochberg over the groups of a division (method §3.4).
    /// </summary>
    /// <param name="measure">Id.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="beside">The measure that changes.</param>
    /// <param name="column">Its column.</param>
    /// <param name="onBase">Its base.</param>
    /// <param name="missing">Its reason, or empty.</param>
    /// <param name="scale">Scale of the change.</param>
    /// <param name="sums">The variable's sums, one a division.</param>
    public static RawFigures PopulationChange(
        string measure, PreparedAnswers answers, string beside, string column, string onBase, string missing, FigureScale scale, Func<PreparedWave, CellSums[]> sums) =>
        Change(measure, answers, beside, column, onBase, missing, scale, new ChangeBetween(sums, w => w.Plain, _ => "", 0, _ => false));

    /// <summary>
    /// <see cref="PopulationChange"/> of a weighted mean, each wave with its own weights: beside both weighted figures, which are there only
    /// where the unweighted ones are numbers, and from <see cref="PreparedWeights.LeastEffective"/> effective respondents in either wave.
    /// </summary>
    /// <param name="measure">Id.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="beside">The weighted measure that changes.</param>
    /// <param name="column">Its column.</param>
    /// <param name="onBase">Its base.</param>
    /// <param name="missing">Its reason, or empty.</param>
    /// <param name="scale">Scale of the change.</param>
    /// <param name="sums">The variable's sums, one a division.</param>
    /// <param name="errorsTell">Whether errors of the weighted figure would tell something of a wave: then the change has none either, and it is not said whether it is certain.</param>
    public static RawFigures WeightedChange(
        string measure,
        PreparedAnswers answers,
        string beside,
        string column,
        string onBase,
        string missing,
        FigureScale scale,
        Func<PreparedWave, CellSums[]> sums,
        Func<PreparedAnswers, bool> errorsTell) =>
        Change(
            measure, answers, beside, column, onBase, missing, scale,
            new ChangeBetween(sums, w => w.Weighting, w => w.Weights is null ? w.WeightsMissing : "", PreparedWeights.LeastEffective, errorsTell));

    private static RawFigures Change(
        string measure, PreparedAnswers answers, string beside, string column, string onBase, string missing, FigureScale scale, ChangeBetween between)
    {
        var reason = missing.Length > 0 ? missing
            : answers.Earlier is not { } earlier ? "first_wave"
            : between.Without(answers.Wave) is { Length: > 0 } now ? now
            : between.Without(earlier.Answers.Wave) is { Length: > 0 } then ? then
            : earlier.AsReleased ? "" : "earlier_changed";
        var groups = answers.Wave.Grouping.ItemGroups;
        var (change, secured) = (new RawFigure[groups], new RawFigure[groups]);
        if (reason.Length == 0)
        {
            Fill(answers, answers.Earlier!, between, change, secured);
        }

        return new RawFigures(
            measure, "", FigureKind.Statistic, [new RawColumn("all", onBase, reason, change), new RawColumn("secured", onBase, reason, secured) { Scale = FigureScale.Sign }])
        {
            Scale = scale,
            Beside = [new BesideCell(beside, column), new BesideCell(beside, column, Earlier: true)],
        };
    }

    private static void Fill(PreparedAnswers answers, EarlierWave earlier, ChangeBetween between, RawFigure[] change, RawFigure[] secured)
    {
        var (now, then) = (answers.Wave, earlier.Answers.Wave);
        var errorsTell = between.ErrorsTell(answers) || between.ErrorsTell(earlier.Answers);
        for (var d = 0; d < now.Divisions.Length; d++)
        {
            var division = now.Divisions[d];
            var after = between.Of(now, d);

            // A wave from before operations were told has no such division.
            var before = d < then.Divisions.Length ? between.Of(then, d) : null;
            var pairs = new List<(int Before, int After)>();
            for (var k = 0; k < division.Count; k++)
            {
                var g = division.First + k;
                var e = before is null ? -1 : earlier.GroupOf[g] - then.Divisions[d].First;
                var own = after.Group(k);
                change[g] = secured[g] = RawFigure.Without(own.Count, "no_series") with { Mean = double.NaN };
                if (e >= 0 && before!.Group(e) is var was && Math.Min(own.Count, was.Count) >= answers.Threshold)
                {
                    if (Math.Min(own.EffectiveN, was.EffectiveN) >= between.Least)
                    {
                        pairs.Add((e, k));
                    }
                    else
                    {
                        change[g] = secured[g] = RawFigure.Without(own.Count, "too_few") with { Mean = double.NaN };
                    }
                }
            }

            var estimates = before is null ? [] : GroupChanges.Of(before, after, pairs, answers.RowBefore);
            var adjusted = MultipleTesting.BenjaminiHochberg([.. estimates.Select(e => e.PValue)]);
            for (var p = 0; p < estimates.Length; p++)
            {
                var (g, e) = (division.First + pairs[p].After, estimates[p]);
                change[g] = Figure(change[g].Respondents, e.Difference) with
                {
                    Detail = errorsTell ? FigureDetail.None : new FigureDetail(
                        e.StandardError, e.DegreesOfFreedom, double.IsNaN(e.Interval.Low) ? "" : "t", e.Interval.Low, e.Interval.High),
                };
                secured[g] = errorsTell
                    ? RawFigure.Without(change[g].Respondents, "weights_tell") with { Mean = double.NaN }
                    : Figure(change[g].Respondents, adjusted[p] <= MultipleTesting.DefaultRate ? Math.Sign(e.Difference) : 0);
            }
        }
    }

    /// <summary>What is compared between two waves.</summary>
    /// <param name="Sums">The variable's sums, one a division.</param>
    /// <param name="Weighting">The weighting of a wave.</param>
    /// <param name="Without">Why a wave has no such weighting, or empty.</param>
    /// <param name="Least">Fewest effective respondents.</param>
    /// <param name="ErrorsTell">Whether errors would tell something of a wave.</param>
    private sealed record ChangeBetween(
        Func<PreparedWave, CellSums[]> Sums,
        Func<PreparedWave, CellWeighting> Weighting,
        Func<PreparedWave, string> Without,
        double Least,
        Func<PreparedAnswers, bool> ErrorsTell)
    {
        public CellSums Of(PreparedWave wave, int division) => Sums(wave)[division].With(Weighting(wave));
    }

    /// <summary>A bare number of n persons.</summary>
    public static RawFigure Figure(long n, double value) => new(n, 0, value, 0, 0, 0) { Detail = Bare };

    private static int[] Departments(PreparedAnswers answers) =>
    [
        .. answers.Wave.Grouping.Tree.Rows.Select(place => place <= answers.Departments ? place : answers.Wave.Grouping.Parent[place]),
    ];
}
