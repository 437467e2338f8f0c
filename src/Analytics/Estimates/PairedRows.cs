using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>
/// Change of the same persons ("samma personer", method §3.4): who answered both waves, in the group that they were in at the earlier.
/// Measures E1 (those who completed their first training between the waves: exposed), E2 (over the floor) and PANEL (all linked).
/// </summary>
internal static class PairedRows
{
    /// <summary>Adds one group.</summary>
    public static void Add(RowList rows, ReadyWave before, ReadyWave after, IReadOnlyList<LinkedPerson> linked, SampleGroup was, SampleGroup now)
    {
        LinkedPerson[] own = [.. linked.Where(p => was.Members[p.Before])];
        LinkedPerson[] exposed = [.. own.Where(p => p.Exposed == Exposure.Exposed)];
        foreach (var value in after.Values.Where(v => v.Measure is "LEVEL" && (now.HasItems || !v.ByItem)))
        {
            if (before.Find(value) is { } earlier)
            {
                var row = Row(before, after, now) with { Item = value.Item };
                Change(rows, row with { Measure = "PANEL" }, earlier, value, own);
                Change(rows, row with { Measure = "E1" }, earlier, value, exposed);
            }
        }

        if (before.HasFloor && after.HasFloor)
        {
            byte[] a = [.. own.Select(p => before.Floor.State[p.Before])], b = [.. own.Select(p => after.Floor.State[p.After])];
            OverFloor(rows, Row(before, after, now) with { Measure = "E2" }, FloorChange.Count(a, b, new int[own.Length], 1)[0]);
        }
    }

    private static EstimateRow Row(ReadyWave before, ReadyWave after, SampleGroup now) =>
        RowList.Template(after.Sample, now) with { WaveBefore = before.Sample.Wave };

    private static void Change(RowList rows, EstimateRow row, MeasureValues earlier, MeasureValues later, LinkedPerson[] persons)
    {
        double[] a = [.. persons.Select(p => earlier.Values[p.Before])], b = [.. persons.Select(p => later.Values[p.After])];
        var e = PairedChange.Compute(a, b);
        if (e.N == 0)
        {
            return;
        }

        var full = row with { Respondents = e.N, EffectiveN = e.N };
        rows.Add(full with { Estimator = "mean_before", Estimate = e.MeanBefore });
        rows.Add(full with { Estimator = "mean_after", Estimate = e.MeanAfter });
        rows.Add(full with { Estimator = "sd_before", Estimate = e.SdBefore });
        rows.Add(full with { Estimator = "sd_after", Estimate = e.SdAfter });
        rows.Add(full with { Estimator = "correlation", Estimate = e.Correlation });
        rows.AddAll(
            full with
            {
                Estimator = "paired_change",
                Estimate = e.Change.Mean,
                StandardError = RowList.Known(e.Change.StandardError),
                DegreesOfFreedom = e.Change.DegreesOfFreedom,
                Statistic = RowList.Known(e.T),
                PValue = RowList.Known(e.PValue),
            },
            ("t", e.N < 2 ? Interval.None : e.Change.Interval));
        var dz = EffectSizes.Dz(e);
        Effect(rows, full, "z", "normal", dz);
        Effect(rows, full, "z", "noncentral_t", EffectSizes.DzNoncentral(e));
        Effect(rows, full, "av", "normal", EffectSizes.Dav(e));
        Effect(rows, full, "rm", "normal", EffectSizes.Drm(e));
        Effect(rows, full, "b", "normal", EffectSizes.Db(e));
        var wilcoxon = SignedRank.Test([.. b.Select((v, i) => v - a[i])]);
        var test = full with { Respondents = wilcoxon.N };
        rows.Add(test with
        {
            Estimator = "wilcoxon_v",
            Estimate = wilcoxon.V,
            Statistic = RowList.Known(wilcoxon.Z),
            PValue = RowList.Known(wilcoxon.PValue),
        });
        rows.Add(test with { Estimator = "rank_biserial", Estimate = wilcoxon.RankBiserial });
    }

    private static void Effect(RowList rows, EstimateRow row, string kind, string method, EffectSize e)
    {
        var df = row with { DegreesOfFreedom = row.Respondents - 1 };
        rows.Add(df with { Estimator = "d_" + kind, Estimate = e.D, StandardError = RowList.Known(e.StandardError) }, method, e.Interval);
        rows.Add(df with { Estimator = "g_" + kind, Estimate = e.G }, method, e.CorrectedInterval);
    }

    private static void OverFloor(RowList rows, EstimateRow row, FloorChange change)
    {
        if (change.Linked == 0)
        {
            return;
        }

        var shares = change.Shares;
        rows.AddAll(
            row with { Estimator = "up", Estimate = shares.Up, Respondents = change.BelowBefore },
            ("wilson", Proportions.Wilson(change.Up, change.BelowBefore).Interval));
        rows.AddAll(
            row with { Estimator = "down", Estimate = shares.Down, Respondents = change.AboveBefore },
            ("wilson", Proportions.Wilson(change.Down, change.AboveBefore).Interval));
        var net = change.Net();
        rows.AddAll(
            row with
            {
                Estimator = "net",
                Estimate = shares.Net,
                StandardError = RowList.Known(net.StandardError),
                DegreesOfFreedom = net.DegreesOfFreedom,
                Respondents = change.Linked,
            },
            ("t", net.N < 2 ? Interval.None : net.Interval));
        var counted = row with { Respondents = change.Linked };
        rows.Add(counted with { Estimator = "count_up", Estimate = change.Up });
        rows.Add(counted with { Estimator = "count_down", Estimate = change.Down });
        rows.Add(counted with { Estimator = "count_stayed_below", Estimate = change.StayedBelow });
        rows.Add(counted with { Estimator = "count_stayed_above", Estimate = change.StayedAbove });
        rows.Add(counted with { Estimator = "mcnemar", Estimate = change.Up - change.Down, PValue = RowList.Known(change.McNemar), Respondents = change.Up + change.Down });
    }
}

/// <summary>When a person first completed a digital training (method §3.5).</summary>
internal enum Exposure
{
    /// <summary>Never, or after the later reference date: comparison.</summary>
    Comparison,

    /// <summary>After the earlier reference date and no later than the later one.</summary>
    Exposed,

    /// <summary>No later than the earlier one: in neither group.</summary>
    Earlier,
}

/// <summary>Somebody who answered two waves.</summary>
/// <param name="Before">Row in the earlier sample.</param>
/// <param name="After">Row in the later one.</param>
/// <param name="Exposed">Group of the difference-in-differences.</param>
internal sealed record LinkedPerson(int Before, int After, Exposure Exposed)
{
    /// <summary>Everybody who answered both, in the order of the earlier; nobody where a wave is anonymous.</summary>
    public static IReadOnlyList<LinkedPerson> Of(WaveSample before, WaveSample after)
    {
        var rowAfter = new Dictionary<long, int>();
        for (var i = 0; i < after.Count; i++)
        {
            if (after.Person[i] != 0)
            {
                rowAfter[after.Person[i]] = i;
            }
        }

        var linked = new List<LinkedPerson>();
        for (var i = 0; i < before.Count; i++)
        {
            if (before.Person[i] != 0 && rowAfter.TryGetValue(before.Person[i], out var row))
            {
                var first = after.FirstCompletion.GetValueOrDefault(before.Person[i], int.MaxValue);
                linked.Add(new LinkedPerson(
                    i, row, first <= before.Day ? Exposure.Earlier : first <= after.Day ? Exposure.Exposed : Exposure.Comparison));
            }
        }

        return linked;
    }
}

/// <summary>Difference-in-differences between two waves (E3, method §3.5).</summary>
internal static class DifferenceRows
{
    /// <summary>Adds one group of the earlier wave.</summary>
    public static void Add(RowList rows, ReadyWave before, ReadyWave after, IReadOnlyList<LinkedPerson> linked, SampleGroup was, SampleGroup now)
    {
        LinkedPerson[] own = [.. linked.Where(p => p.Exposed != Exposure.Earlier && was.Members[p.Before])];
        foreach (var value in after.Values.Where(v => v.Measure is "LEVEL" or "F1"))
        {
            if (before.Find(value) is not { } earlier)
            {
                continue;
            }

            double[] y = [.. own.Select(p => earlier.Values[p.Before]), .. own.Select(p => value.Values[p.After])];
            bool[] exposed = [.. own.Concat(own).Select(p => p.Exposed == Exposure.Exposed)];
            bool[] later = [.. Enumerable.Range(0, y.Length).Select(i => i >= own.Length)];
            int[] cluster = [.. own.Concat(own).Select(p => before.Sample.Unit[p.Before])];
            var e = DifferenceInDifferences.Estimate(y, exposed, later, cluster);
            var row = RowList.Template(after.Sample, now) with
            {
                WaveBefore = before.Sample.Wave,
                Measure = "E3",
                Part = value.Measure == "F1" ? "F1" : "",
                Item = value.Item,
                Respondents = e.N,
            };
            rows.Add(row with { Estimator = "change_exposed", Estimate = e.ExposedChange });
            rows.Add(row with { Estimator = "change_comparison", Estimate = e.ComparisonChange });
            if (e.Refusal != RegressionRefusal.None)
            {
                continue;
            }

            row = row with { Estimator = "did", EffectiveN = e.Clusters };
            Coefficient(rows, row, "ols_t", e.Ordinary, "");
            Coefficient(rows, row, "cr1_t", e.Cr1, e.Rule == DifferenceRule.Cr1 ? "conclusion" : "");
            Coefficient(rows, row, "cr2_satterthwaite", e.Cr2, e.Rule == DifferenceRule.Cr2 ? "conclusion" : "");
        }
    }

    private static void Coefficient(RowList rows, EstimateRow row, string method, Coefficient c, string note) => rows.Add(
        row with
        {
            Estimate = c.Estimate,
            StandardError = RowList.Known(c.StandardError),
            DegreesOfFreedom = RowList.Known(c.DegreesOfFreedom),
            Statistic = RowList.Known(c.Statistic),
            PValue = RowList.Known(c.PValue),
            Note = note,
        },
        method,
        c.Interval);
}
