using System.Globalization;
using Digilo.Analytics.Compute;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Estimates;

/// <summary>The distribution of a competence's levels (DIST): every level, and the bands floor, between and required (method §4.2c).</summary>
internal static class DistributionRows
{
    /// <summary>
    /// Estimator <c>share</c>, <c>part</c> = the level or band, of those who answered the competence: <c>mean(y == level)</c>, with weights
    /// <c>weighted.mean</c>. Without intervals, as it is published. Where there is no requirement nobody is between. Not asked: no rows.
    /// </summary>
    public static void Add(RowList rows, EstimateRow template, WaveSample sample, SampleWeights weights, SampleGroup group, int item)
    {
        var wave = sample.Answers;
        if (!wave.Asked[item])
        {
            return;
        }

        int[] answered = [.. Enumerable.Range(0, sample.Count).Where(i => group.Members[i] && Answers.IsLevel(wave.Answers[item][i]))];
        var row = template with
        {
            Measure = LevelDistribution.Definition.Id,
            Item = wave.Framework.Competences[item].Id,
            Estimator = "share",
            Respondents = answered.Length,
        };
        (string Weighting, double[]? Weights)[] ways =
        [
            (SampleWeights.None, null),
            .. weights.Designs.Where(d => d is { Calibration: not null, Suffix: "" }).Select(d => (d.Weighting, d.Weights)),
        ];
        foreach (var (weighting, of) in ways)
        {
            var sums = new NeumaierSum[Answers.LevelCount + Bands.Length];
            var all = default(NeumaierSum);
            foreach (var i in answered)
            {
                var (level, weight) = (wave.Answers[item][i], of is null ? 1 : of[i]);
                all.Add(weight);
                sums[level].Add(weight);
                sums[Answers.LevelCount + Band(level, wave.Required[item][wave.Role[i]], wave.Floor)].Add(weight);
            }

            for (var bin = 0; bin < sums.Length; bin++)
            {
                rows.Add(row with
                {
                    Weighting = weighting,
                    Part = bin < Answers.LevelCount ? bin.ToString(CultureInfo.InvariantCulture) : Bands[bin - Answers.LevelCount],
                    Estimate = sums[bin].Value / all.Value,
                });
            }
        }
    }

    private static readonly string[] Bands = ["floor", "between", "required"];

    private static int Band(byte level, byte required, int floor) => level < floor ? 0 : Answers.IsLevel(required) && level < required ? 1 : 2;
}
