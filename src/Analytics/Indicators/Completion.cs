using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>R3: of enrolments in digital courses within 24 months those completed by the course's rule. Protected by the persons behind them.</summary>
public static class Completion
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("R3", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.DepartmentUp, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var training = sources.Training;
        var enrolled = training?.Enrolled ?? new int[people.Account.Length];
        var persons = people.Grouping.Count([.. enrolled.Select(e => e > 0)]);
        var of = people.Grouping.Sum(enrolled);
        var done = people.Grouping.Sum(training?.Completed ?? enrolled);
        var missing = training is null ? "no_training" : of[0] == 0 ? "no_enrolments" : "";
        return Columns.Single(
            Definition.Id, FigureKind.Fact, "fact:enrolled", missing, persons.Select((n, g) => new RawFigure(n, done[g], 0, 0, 0, 0) { Of = of[g] }));
    }
}
