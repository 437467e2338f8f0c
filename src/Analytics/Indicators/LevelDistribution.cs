using System.Globalization;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>Distribution of one competence's levels: 0–8, and the bands floor, between and required (method §4.2c).</summary>
public static class LevelDistribution
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("DIST", MeasureClass.Answer, Direction.None);

    internal static Indicator Indicator { get; } = Indicator.OfWave(Definition, TablePlan.Tree, Compute);

    /// <summary>One set of figures per competence.</summary>
    internal static IEnumerable<RawFigures> Compute(PreparedWave wave)
    {
        for (var item = 0; item < wave.Items.Length; item++)
        {
            var tally = wave.Items[item];
            var id = wave.Framework.Competences[item].Id;
            var missing = wave.Asked[item] ? "" : "not_asked";
            var columns = new List<RawColumn>();
            for (var level = 0; level < Answers.LevelCount; level++)
            {
                var slot = level;
                columns.Add(Column(level.ToString(CultureInfo.InvariantCulture), h => h[slot]));
            }

            columns.Add(Column("floor", h => Histogram.Below(h, wave.Floor)));
            columns.Add(Banded("between", (_, g) => tally.Between[g]));
            columns.Add(Banded("required", (h, g) => Histogram.Answered(h) - Histogram.Below(h, wave.Floor) - tally.Between[g]));
            yield return new RawFigures(Definition.Id, id, FigureKind.Bin, columns);

            RawColumn Column(string code, Func<ReadOnlySpan<long>, long> count) => Banded(code, (h, _) => count(h));

            RawColumn Banded(string code, Func<ReadOnlySpan<long>, int, long> count)
            {
                var groups = new RawFigure[wave.Grouping.ItemGroups];
                for (var g = 0; g < groups.Length; g++)
                {
                    var h = Histogram.Of(tally.Levels, g);
                    groups[g] = new RawFigure(Histogram.Answered(h), count(h, g), 0, 0, 0, tally.Gaps[g].N);
                }

                return new RawColumn(code, "item:" + id, missing, groups);
            }
        }
    }
}
