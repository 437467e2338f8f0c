using System.Globalization;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Estimates;

/// <summary>One number a respondent, NaN where there is none: what means, shares, changes and disparities are made of.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Item">Competence, area, "index" or empty.</param>
/// <param name="Estimator">Name of its mean: "mean", "share", "rds", "f2", "fgt1", ….</param>
/// <param name="IsShare">Values are 0 and 1.</param>
/// <param name="ByItem">Not made for the finest groups.</param>
/// <param name="Values">One a respondent.</param>
internal sealed record MeasureValues(string Measure, string Item, string Estimator, bool IsShare, bool ByItem, double[] Values)
{
    /// <summary>Measure of the share whose index is below the floor.</summary>
    public const string FloorOfIndex = "F1I";

    /// <summary>The index of all items asked.</summary>
    public const string Index = "index";

    /// <summary>All of them in order, and F1's states.</summary>
    public static (IReadOnlyList<MeasureValues> All, FloorColumns Floor) Of(WaveSample sample)
    {
        var wave = sample.Answers;
        var all = new List<MeasureValues>();
        for (var item = 0; item < wave.Answers.Length; item++)
        {
            if (!wave.Asked[item])
            {
                continue;
            }

            var id = wave.Framework.Competences[item].Id;
            var level = Levels(wave.Answers[item]);
            all.Add(new("LEVEL", id, "mean", false, true, level));
            all.Add(new("F1C", id, "share", true, true, Map(level, l => l < wave.Floor ? 1 : 0)));
            all.Add(new("F2", id, "fgt1", false, true, FloorDepth.Persons(level, wave.Floor, 1)));
            all.Add(new("F2", id, "fgt2", false, true, FloorDepth.Persons(level, wave.Floor, 2)));
            var gap = GapOf(wave, item);
            all.Add(new("GAP", id, "mean", false, true, gap));
            all.Add(new("GAP", id, "mean_shortfall", false, true, Map(gap, g => Math.Max(g, 0))));
            all.Add(new("BELOW", id, "share", true, true, Map(gap, g => g > 0 ? 1 : 0)));
            all.Add(new("RDS", id, "rds", false, true, Map(gap, g => g < 0 ? 100 : g > 0 ? -100 : 0)));
        }

        foreach (var area in wave.Framework.Areas)
        {
            all.Add(new("LEVEL", area.Id, "mean", false, true, CompetenceIndex.Compute(wave.Answers, ItemsOf(wave, area.Id))));
        }

        var index = IndexOf(wave);
        all.Add(new("LEVEL", Index, "mean", false, false, index));
        all.Add(new(FloorOfIndex, Index, "share", true, false, Map(index, l => l < wave.Floor ? 1 : 0)));
        for (var alpha = 0; alpha <= 2; alpha++)
        {
            all.Add(new(
                "F2", Index, "fgt" + alpha.ToString(CultureInfo.InvariantCulture), false, false, FloorDepth.Persons(index, wave.Floor, alpha)));
        }

        var floor = wave.Mandatory.Select(m => Enumerable.Repeat((byte)wave.Floor, m.Length).ToArray()).ToArray();
        var persons = Floor.Persons(wave.Answers, wave.Mandatory, floor, wave.Role);

        // With a mandatory competence outside the instrument nobody could be found "not below".
        if (!wave.Role.Distinct().Any(role => wave.Mandatory[role].Where((mandatory, item) => mandatory && !wave.Asked[item]).Any()))
        {
            all.Add(new("F1", "", "share", true, false, StateValues(persons.State)));
            var depth = new double[sample.Count];
            for (var i = 0; i < depth.Length; i++)
            {
                depth[i] = persons.State[i] switch
                {
                    Floor.Missing => double.NaN,
                    Floor.Below => (double)persons.ItemsBelow[i] / persons.ItemsAnswered[i],
                    _ => 0,
                };
            }

            // F1 × the mean share among those below is the mean of this over all whose state is known.
            all.Add(new("F2", "", "f2", false, false, depth));
        }

        return ([.. all.Where(v => !Array.TrueForAll(v.Values, double.IsNaN))], persons);
    }

    /// <summary>Per respondent the index of the items asked.</summary>
    public static double[] IndexOf(PreparedWave wave) =>
        CompetenceIndex.Compute(wave.Answers, [.. Enumerable.Range(0, wave.Asked.Length).Where(i => wave.Asked[i])]);

    /// <summary>The items of an area that were asked; all of them for "all".</summary>
    public static int[] ItemsOf(PreparedWave wave, string area) =>
        [.. Enumerable.Range(0, wave.Asked.Length).Where(i => wave.Asked[i] && (area == "all" || wave.Framework.Competences[i].AreaId == area))];

    /// <summary>Levels as numbers, NaN for every missing answer.</summary>
    public static double[] Levels(byte[] answers) => [.. answers.Select(a => Compute.Answers.IsLevel(a) ? a : double.NaN)];

    /// <summary>Q − L, NaN without a pair.</summary>
    public static double[] GapOf(PreparedWave wave, int item)
    {
        var gap = new double[wave.Role.Length];
        for (var i = 0; i < gap.Length; i++)
        {
            var (level, required) = (wave.Answers[item][i], wave.Required[item][wave.Role[i]]);
            gap[i] = Compute.Answers.IsLevel(level) && Compute.Answers.IsLevel(required) ? required - level : double.NaN;
        }

        return gap;
    }

    /// <summary>1 below, 0 not below, NaN missing.</summary>
    public static double[] StateValues(byte[] states) => [.. states.Select(s => s == Floor.Missing ? double.NaN : s == Floor.Below ? 1 : 0)];

    private static double[] Map(double[] values, Func<double, double> f) => [.. values.Select(v => double.IsNaN(v) ? double.NaN : f(v))];
}
