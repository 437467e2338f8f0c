using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// The two named bounds of F1 (method §2.10): what the share would be in the whole population if none, and if all, of those not heard
/// were below: "alla tysta" for everybody whose state is not known, "onåbara" for those who could not be reached and did not answer, all other
/// non-response by the weighting: raked where F1W is published, otherwise everybody stands for as many.
/// </summary>
public static class FloorBounds
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("F1B", MeasureClass.Answer, Direction.Lower);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.OrganisationOnly, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var (below, known) = (0L, 0L);
        foreach (var state in answers.Floors.State)
        {
            known += state == Floor.Missing ? 0 : 1;
            below += state == Floor.Below ? 1 : 0;
        }

        var population = answers.People.Population[0];
        var enough = known <= population;
        var silent = enough ? Silence.AllSilent(below, known, population) : new SilenceBounds(double.NaN, double.NaN);
        var heard = new bool[answers.People.Unreachable.Length];
        foreach (var person in answers.Person.Where(p => p >= 0))
        {
            heard[person] = true;
        }

        long unreachable = 0;
        for (var i = 0; i < heard.Length; i++)
        {
            unreachable += answers.People.Unreachable[i] && !heard[i] ? 1 : 0;
        }

        var weighted = answers.WithoutWeightedFloor.Length == 0 && answers.Wave.FloorSums[0].Group(0) is var everybody && WeightedColumns.Enough(everybody) ? everybody : null;
        var share = weighted?.Mean ?? (known == 0 ? double.NaN : (double)below / known);
        var reach = Silence.Unreachable(share, population, unreachable);
        var withoutReach = !answers.Linked ? "needs_linked" : answers.People.TellsReach ? "" : "no_channel_data";

        // How many could not be reached and did not answer follows from the two: it is no secret from the threshold on.
        var few = unreachable > 0 && unreachable < answers.Threshold ? "few_unreachable" : null;
        return new RawFigures(
            Definition.Id,
            "",
            FigureKind.Statistic,
            [
                Column("silent_low", silent.NoneBelow, "", null), Column("silent_high", silent.AllBelow, "", null),
                Reach("unreachable_low", reach.NoneBelow), Reach("unreachable_high", reach.AllBelow),
            ])
        {
            Scale = FigureScale.Share with { FineDecimals = false },
            Beside = [new BesideCell(BelowFloor.Definition.Id, "all")],
        };

        // A weighted number is there only where the weighted share itself is.
        RawColumn Reach(string code, double value) => Column(code, value, withoutReach, few) with
        {
            Beside = weighted is null ? [] : [new BesideCell(WeightedBelowFloor.Definition.Id, "all")],
        };

        RawColumn Column(string code, double value, string missing, string? absent) => new(
            code,
            "F1",
            answers.WithoutFloor.Length > 0 ? answers.WithoutFloor : enough ? missing : "more_answers",
            [
                new RawFigure(known, 0, value, 0, 0, 0)
                {
                    Reason = double.IsNaN(value) ? "too_few" : absent,
                    Detail = new FigureDetail(double.NaN, double.NaN, "", double.NaN, double.NaN),
                },
            ]);
    }
}
