using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Indicators;

/// <summary>
/// V4: operations where fewer than half answered, or fewer than the threshold, and the share of everybody who works there. An
/// operation of so few that "not silent" would tell how many answered counts as silent whatever they did: on its own it cannot be heard.
/// </summary>
public static class SilentOperations
{
    /// <summary>Columns: the number of silent operations, and of all; "all" is the share of persons.</summary>
    internal const string Silent = "silent", Operations = "operations";

    /// <summary>Definition.</summary>
    public static IndicatorDefinition Definition { get; } = IndicatorDefinition.FromTexts("V4", MeasureClass.Participation, Direction.Lower);

    internal static Indicator Indicator { get; } = new(
        Definition,
        TablePlan.OrganisationOnly,
        input => input is { Sources: { Voices: { } voices } sources } ? [Compute(input.People, sources, voices)] : []);

    internal static RawFigures Compute(PreparedPopulation people, PreparedSources sources, PreparedVoices voices)
    {
        var persons = new long[sources.Operations];
        foreach (var operation in sources.Operation.Where(o => o >= 0))
        {
            persons[operation]++;
        }

        var there = Enumerable.Range(0, persons.Length).Where(o => persons[o] > 0).ToArray();
        var silent = there.Where(o => IsSilent(voices.ByOperation[o], persons[o], sources.Threshold)).ToArray();
        var missing = there.Length == 0 ? "no_operations" : "";
        var all = people.Population[0];
        RawColumn Number(string code, int number) => new(code, "N", missing, [new(all, 0, number, 0, 0, 0)]) { Kind = FigureKind.Things };
        return new RawFigures(Definition.Id, "", FigureKind.WholeGroups,
        [
            new RawColumn(PublishedTable.All, "N", missing, [new(all, silent.Sum(o => persons[o]), 0, 0, 0, 0)]),
            Number(Silent, silent.Length),
            Number(Operations, there.Length),
        ]);
    }

    /// <summary>By answers, where either outcome leaves open how many of them there were over at least three counts.</summary>
    internal static bool IsSilent(long answered, long persons, int threshold) =>
        persons < threshold + Hiding.Width || answered < threshold || 2 * answered < persons;
}
