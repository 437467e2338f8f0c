using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// F2: how far below the floor, over everybody whose F1 is known: the share of a person's answered mandatory competences that lie below;
/// FGT1 and FGT2 of the lowest of them where the floor is at least 3 (method §2.3). Only beside a published F1.
/// </summary>
public static class FloorDepthOfAll
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F2", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.DepartmentUp, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var floors = answers.Floors;
        var depth = new double[floors.State.Length];
        for (var i = 0; i < depth.Length; i++)
        {
            depth[i] = floors.State[i] == Floor.Missing ? double.NaN
                : floors.State[i] == Floor.Below ? (double)floors.ItemsBelow[i] / floors.ItemsAnswered[i]
                : 0;
        }

        var lowest = Lowest(answers);
        return new RawFigures(
            Definition.Id, "", FigureKind.Statistic, [Column("all", () => depth, ""), Fgt(1), Fgt(2)])
        {
            Scale = FigureScale.Share,
            Beside = [new BesideCell(BelowFloor.Definition.Id, "all")],
        };

        RawColumn Fgt(int alpha) => Column(
            alpha == 1 ? "fgt1" : "fgt2",
            () => FloorDepth.Persons(lowest, answers.Wave.Floor, alpha),
            FloorDepth.MayBeShown(answers.Wave.Floor, alpha) ? "" : "floor_under_3");

        RawColumn Column(string code, Func<double[]> values, string missing)
        {
            var reason = answers.WithoutFloor.Length > 0 ? answers.WithoutFloor : missing;
            return new RawColumn(code, "F1", reason, reason.Length > 0 ? [] : GroupMeans.Statistics(answers.Wave, values()));
        }
    }

    /// <summary>Per respondent whose F1 is known: the lowest answered mandatory level.</summary>
    private static double[] Lowest(PreparedAnswers answers)
    {
        var wave = answers.Wave;
        var lowest = new double[wave.Role.Length];
        for (var i = 0; i < lowest.Length; i++)
        {
            var least = byte.MaxValue;
            for (var item = 0; item < wave.Answers.Length; item++)
            {
                if (wave.Mandatory[wave.Role[i]][item] && Answers.IsLevel(wave.Answers[item][i]))
                {
                    least = Math.Min(least, wave.Answers[item][i]);
                }
            }

            lowest[i] = answers.Floors.State[i] == Floor.Missing ? double.NaN : least;
        }

        return lowest;
    }
}
