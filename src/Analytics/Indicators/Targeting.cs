using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// R4: the share who completed their first digital training between the reference dates among those below the floor in the wave before,
/// over the same share among the others: the level of the last wave before the training (method §2.6).
/// </summary>
public static class Targeting
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("R4", MeasureClass.Answer, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfAnswers(Definition, TablePlan.OrganisationOnly, answers => [Compute(answers)]);

    internal static RawFigures Compute(PreparedAnswers answers)
    {
        var missing = answers.Earlier is not { } earlier ? "first_wave"
            : !answers.Linked || !earlier.Answers.Linked ? "needs_linked"
            : answers.FirstTrained is null ? "no_training" : earlier.Answers.WithoutFloor;
        if (missing.Length > 0)
        {
            return Figures(new RawColumn("all", "panel:R4", missing, []));
        }

        var before = answers.Earlier!.Answers;
        var personOf = answers.Surrogate.Select((s, p) => (s, p)).ToDictionary(x => x.s, x => x.p);
        long belowTrained = 0, below = 0, aboveTrained = 0, above = 0;
        for (var i = 0; i < before.Person.Length; i++)
        {
            if (before.Floors.State[i] == Floor.Missing || !personOf.TryGetValue(before.Surrogate[before.Person[i]], out var person))
            {
                continue;
            }

            var first = answers.FirstTrained![person];
            if (first > 0 && first <= before.Day.DayNumber)
            {
                continue;
            }

            var (isBelow, trained) = (before.Floors.State[i] == Floor.Below, first > 0);
            below += isBelow ? 1 : 0;
            above += isBelow ? 0 : 1;
            belowTrained += isBelow && trained ? 1 : 0;
            aboveTrained += !isBelow && trained ? 1 : 0;
        }

        var (ratio, interval) = Proportions.KatzRatio(belowTrained, below, aboveTrained, above);
        return Figures(new RawColumn("all", "panel:R4", "",
        [
            new RawFigure(below + above, 0, ratio, 0, 0, 0)
            {
                Reason = double.IsFinite(ratio) ? null : "too_few",
                Detail = new FigureDetail(double.NaN, double.NaN, double.IsNaN(interval.Low) ? "" : "katz", interval.Low, interval.High),
            },
        ])
        {
            Parts = [[belowTrained], [below - belowTrained], [aboveTrained], [above - aboveTrained]],
        });
    }

    private static RawFigures Figures(RawColumn column) => new(Definition.Id, "", FigureKind.Statistic, [column])
    {
        Scale = new FigureScale(0, double.PositiveInfinity, 0, 1),
        Beside = [new BesideCell(BelowFloor.Definition.Id, "all", Earlier: true)],
    };
}
