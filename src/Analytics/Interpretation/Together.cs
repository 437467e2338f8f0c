using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>
/// What can be said of several organisations side by side: of those that agreed to be shown together, and of none by a total (method §4.9).
/// Their levels are not tested against each other, so nothing is said of who is above whom.
/// </summary>
public static class Together
{
    /// <summary>The newest wave that at least one organisation released and agreed to show beside others, or null.</summary>
    public static string? WaveOf(Snapshot snapshot) => snapshot.Organisations
        .SelectMany(o => o.Waves).Where(Shown)
        .OrderByDescending(w => w.ReferenceDate).ThenByDescending(w => w.Wave, StringComparer.Ordinal).FirstOrDefault()?.Wave;

    /// <summary>Organisations that agreed and whose part of the wave is released, in alphabetical order.</summary>
    public static IReadOnlyList<PublishedOrganisation> Agreed(Snapshot snapshot, string wave, string language) =>
        [.. snapshot.Organisations.Where(o => o.Waves.Any(w => w.Wave == wave && Shown(w))).OrderBy(o => o.Name.In(language), SwedishOrder.Instance)];

    /// <summary>How many organisations took part in the wave with a released result, those that did not agree too.</summary>
    public static int Released(Snapshot snapshot, string wave) =>
        snapshot.Organisations.Count(o => o.Waves.Any(w => w.Wave == wave && w.State == WaveState.Released));

    /// <summary>
    /// How many of them show a change that passed its test, and how many share the competence with the largest gap. Counts of organisations;
    /// each sentence names the cells that it counts.
    /// </summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="wave">Wave code.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <returns>Empty where fewer than two organisations agreed.</returns>
    public static IReadOnlyList<Sentence> Sentences(Snapshot snapshot, string wave, string language)
    {
        var agreed = Agreed(snapshot, wave, language);
        return agreed.Count < 2 ? [] : [.. Changes(snapshot, agreed, wave, language), .. LargestGap(snapshot, agreed, wave, language)];
    }

    private static bool Shown(PublishedWave wave) => wave is { State: WaveState.Released, ConsentToConsortium: true };

    private static IEnumerable<Sentence> Changes(Snapshot snapshot, IReadOnlyList<PublishedOrganisation> agreed, string wave, string language)
    {
        // The weighted test where there is one: it alone is of all staff (method §3.4).
        var tests = agreed
            .Select(o => Find(snapshot, o, wave, Measures.BelowFloorChangeWeighted, "secured") ?? Find(snapshot, o, wave, Measures.BelowFloorChange, "secured"))
            .OfType<Cited>().ToList();
        if (tests.Count == 0)
        {
            yield break;
        }

        var (lower, higher) = (tests.Count(t => t.Number < 0), tests.Count(t => t.Number > 0));
        yield return lower + higher == 0
            ? Say(language, "together.change.none", tests, Count(tests.Count, language))
            : Say(language, "together.change", tests, Count(lower, language), Count(higher, language), Count(tests.Count, language));
    }

    private static IEnumerable<Sentence> LargestGap(Snapshot snapshot, IReadOnlyList<PublishedOrganisation> agreed, string wave, string language)
    {
        var largest = agreed
            .Select(o => snapshot.Framework.Competences.Select(c => (Competence: c, Cell: Find(snapshot, o, wave, Measures.Gap, c.Id)))
                .Where(c => c.Cell is { Number: > 0 }).OrderByDescending(c => c.Cell!.Number).FirstOrDefault())
            .Where(c => c.Cell is not null).ToList();
        if (largest.GroupBy(c => c.Competence.Id).MaxBy(g => g.Count()) is { } most && most.Count() > 1)
        {
            yield return Say(
                language, "together.gap", [.. largest.Select(c => c.Cell!)],
                most.First().Competence.Name.In(language), Count(most.Count(), language), Count(largest.Count, language));
        }
    }

    private static Cited? Find(Snapshot snapshot, PublishedOrganisation organisation, string wave, string measure, string column)
    {
        var key = new TableKey(measure, organisation.Code, wave, ScopeLevel.Organisation);
        return snapshot.Find(key)?.Find(organisation.Code, column) is { HasValue: true } cell
            ? new Cited(cell, new CellAddress(key, organisation.Code, "", column))
            : null;
    }

    private static string Count(int number, string language) => Numbers.Count(number, language);

    private static Sentence Say(string language, string code, IEnumerable<Cited> cells, params string[] arguments) =>
        new(Words.Get(language, "sentence." + code, arguments), [.. cells.Select(c => c.Address)]);
}
