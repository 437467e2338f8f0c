using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Indicators;

/// <summary>L1: managers (AID A, B, C) who have completed a course of a leader programme.</summary>
public static class ManagersTrained
{
    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("L1", MeasureClass.Fact, Direction.Higher);

    internal static Indicator Indicator { get; } = Indicator.OfSources(Definition, TablePlan.DepartmentUp, Compute);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources)
    {
        var missing = sources.Training is null ? "no_training"
            : sources.Training.Leader is null ? "no_leader_programme"
            : !sources.HasLetters || !Array.Exists(sources.Manager, m => m) ? "no_aid_letter"
            : "";
        return Columns.Single(
            Definition.Id, FigureKind.Fact, "fact:managers", missing,
            people.Grouping.Facts(sources.Manager, sources.Training?.Leader ?? new bool[sources.Manager.Length]));
    }
}
