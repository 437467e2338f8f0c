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
    public static RawFigures PopulationChange(
        string measure, PreparedAnswers answers, string beside, string column, string onBase, string missing, FigureScale scale, Func<PreparedAnswers, double[]> values)
    {
        var reason = missing.Length > 0 ? missing
            : answers.Earlier is not { } earlier ? "first_wave"
            : earlier.AsReleased ? "" : "earlier_changed";
        var now = reason.Length > 0 ? [] : values(answers);
        var groups = answers.Wave.Grouping.ItemGroups;
        var (change, secured) = (new RawFigure[groups], new RawFigure[groups]);
        if (reason.Length == 0)
        {
            Fill(answers, answers.Earlier!, now, values(answers.Earlier!.Answers), change, secured);
        }

        return new RawFigures(
            measure, "", FigureKind.Statistic, [new RawColumn("all", onBase, reason, change), new RawColumn("secured", onBase, reason, secured) { Scale = FigureScale.Sign }])
        {
            Scale = scale,
            Beside = [new BesideCell(beside, column), new BesideCell(beside, column, Earlier: true)],
        };
    }

    private static void Fill(PreparedAnswers answers, EarlierWave earlier, double[] now, double[] then, RawFigure[] change, RawFigure[] secured)
    {
        var before = earlier.Answers;
        var row = EarlierRow(answers, before);
        var (personNow, personThen) = (new int[now.Length], new int[then.Length]);
        Array.Fill(personThen, -1);
        for (var i = 0; i < row.Length; i++)
        {
            personNow[i] = row[i] < 0 ? -1 : row[i];
            if (row[i] >= 0)
            {
                personThen[row[i]] = row[i];
            }
        }

        var (ones, onesThen) = (Enumerable.Repeat(1.0, now.Length).ToArray(), Enumerable.Repeat(1.0, then.Length).ToArray());
        var (rows, rowsThen) = (GroupMeans.Rows(answers.Wave.Grouping), GroupMeans.Rows(before.Wave.Grouping));
        var n = rows.Select(r => r.LongCount(i => !double.IsNaN(now[i]))).ToArray();
        for (var g = 0; g < change.Length; g++)
        {
            change[g] = secured[g] = new RawFigure(n[g], 0, double.NaN, 0, 0, 0) { Reason = "no_series" };
        }

        foreach (var family in (int[][])[[0], .. GroupDisparity.Divisions(answers).Select(d => d.Groups)])
        {
            var estimates = new ContrastEstimate[family.Length];
            var p = new double[family.Length];
            for (var k = 0; k < family.Length; k++)
            {
                p[k] = double.NaN;
                var (g, e) = (family[k], earlier.GroupOf[family[k]]);
                if (e >= 0 && n[g] >= answers.Threshold && rowsThen[e].Count(i => !double.IsNaN(then[i])) >= answers.Threshold)
                {
                    estimates[k] = Contrasts.Change(
                        Weighted.LineariseMean(Of(then, rowsThen[e]), onesThen), personThen, Weighted.LineariseMean(Of(now, rows[g]), ones), personNow);
                    p[k] = estimates[k].PValue;
                    change[g] = Figure(n[g], estimates[k].Difference) with
                    {
                        Detail = new FigureDetail(
                            estimates[k].StandardError, estimates[k].DegreesOfFreedom, double.IsNaN(estimates[k].Interval.Low) ? "" : "t", estimates[k].Interval.Low, estimates[k].Interval.High),
                    };
                }
            }

            var adjusted = MultipleTesting.BenjaminiHochberg(p);
            for (var k = 0; k < family.Length; k++)
            {
                if (change[family[k]].Reason is null)
                {
                    secured[family[k]] = Figure(n[family[k]], adjusted[k] <= MultipleTesting.DefaultRate ? Math.Sign(estimates[k].Difference) : 0);
                }
            }
        }
    }

    /// <summary>A bare number of n persons.</summary>
    public static RawFigure Figure(long n, double value) => new(n, 0, value, 0, 0, 0) { Detail = Bare };

    private static double[] Of(double[] values, List<int> rows)
    {
        var own = new double[values.Length];
        Array.Fill(own, double.NaN);
        foreach (var i in rows)
        {
            own[i] = values[i];
        }

        return own;
    }

    private static int[] Departments(PreparedAnswers answers) =>
    [
        .. answers.Wave.Grouping.Tree.Rows.Select(place => place <= answers.Departments ? place : answers.Wave.Grouping.Parent[place]),
    ];
}
