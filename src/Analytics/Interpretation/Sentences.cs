using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>
/// Sentences from published cells alone, by the rules of each measure. Each names whom it is about and the cells that it rests on; none
/// speaks of a cause, and of change or difference only what a published test allows (method §2.6, §3.4, §3.6, §3.10).
/// </summary>
public static class Sentences
{
    // Measures of a wave's answers or of who gave them are the wave's; every other is a fact with a day of its own.
    private static readonly string[] OfTheWave = [Measures.SilentOperations, Measures.OtherWays, Measures.Voice, Measures.Representativity, Measures.AnswerChannel];

    /// <summary>What the rules say of one measure in one scope.</summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="measure">Id of the measure.</param>
    /// <param name="organisation">Code of the organisation.</param>
    /// <param name="wave">Wave code, or empty for facts at the data date; see <see cref="WaveOf"/>.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="level">What the scope is.</param>
    /// <param name="code">Code of a department or unit; not read for an organisation.</param>
    /// <returns>
    /// Findings, or one sentence that says why there is none: hidden, without its source, not published, or the state of a wave that is not
    /// released. Empty for an unknown organisation, and for a scope that the measure is not published for.
    /// </returns>
    /// <exception cref="KeyNotFoundException">The catalogue has no such measure.</exception>
    public static IReadOnlyList<Sentence> Of(
        Snapshot snapshot, string measure, string organisation, string wave, string language, ScopeLevel level = ScopeLevel.Organisation, string? code = null)
    {
        var rule = Rules.Of(measure);
        if (snapshot.FindOrganisation(organisation) is not { } found)
        {
            return [];
        }

        var reading = new Reading(snapshot, measure, found, wave, language, level, level == ScopeLevel.Organisation ? organisation : code ?? "");
        var soFar = measure == Measures.Voice ? VoiceRules.SoFar(reading) : null;
        return soFar is not null ? [soFar] : reading.Standing() is { } state ? [state] : rule.Of(reading);
    }

    /// <summary>
    /// Everything that the rules say of a scope beside one wave, group by group and in the catalogue's order; facts at the data date beside
    /// the latest wave. Measures that could only tell that the wave is not released are left out, as are groups without any.
    /// </summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="organisation">Code of the organisation; an unknown one has nothing to say.</param>
    /// <param name="wave">Wave code.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="level">What the scope is.</param>
    /// <param name="code">Code of a department or unit; not read for an organisation.</param>
    public static IReadOnlyList<SentenceGroup> All(
        Snapshot snapshot, string organisation, string wave, string language, ScopeLevel level = ScopeLevel.Organisation, string? code = null) =>
    [
        .. Rules.Groups.Select(g => new SentenceGroup(
            g.Group,
            Rules.NameOf(g.Group),
            [
                .. g.Rules
                    .Select(r => new MeasureSentences(
                        r.Measure,
                        Of(snapshot, r.Measure, organisation, WaveOf(snapshot, r.Measure, organisation, wave, level), language, level, code)))
                    .Where(m => m.Sentences.Any(s => s.Kind != SentenceKind.Wave)),
            ])).Where(g => g.Measures.Count > 0),
    ];

    /// <summary>
    /// The wave of a measure's table beside a wave that is shown: facts at the data date (empty) beside the latest, at the reference date
    /// beside an earlier one and where nothing newer is published.
    /// </summary>
    public static string WaveOf(Snapshot snapshot, string measure, string organisation, string wave, ScopeLevel level = ScopeLevel.Organisation)
    {
        if (Catalogue.Find(measure) is not { } definition || OfTheWave.Contains(measure)
            || (definition.Class == MeasureClass.Answer) || snapshot.FindOrganisation(organisation) is not { Waves: [.., var latest] })
        {
            return wave;
        }

        bool Is(string w) => snapshot.Find(new TableKey(measure, organisation, w, level)) is not null;
        var (first, second) = latest.Wave == wave ? ("", wave) : (wave, "");
        return Is(first) || !Is(second) ? first : second;
    }

    /// <summary>The group of a measure: access, reach, floor, competence, voice, leadership, dialogue, change, plans or profile.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue has no such measure.</exception>
    public static string GroupOf(string measure) =>
        Rules.Groups.FirstOrDefault(g => g.Rules.Any(r => r.Measure == measure)).Group ?? throw new KeyNotFoundException($"No measure {measure}.");

    /// <summary>
    /// What stands first of a scope: where the wave stands, or how many of those who answered rate themselves below the floor, and the
    /// competence with the largest gap to the requirement.
    /// </summary>
    /// <returns>Never empty.</returns>
    public static IReadOnlyList<Sentence> Conclusion(
        Snapshot snapshot, string organisation, string wave, string language, ScopeLevel level = ScopeLevel.Organisation, string? code = null)
    {
        if (snapshot.FindOrganisation(organisation) is not { } found || found.Waves.All(w => w.Wave != wave))
        {
            return [new Sentence(Words.Get(language, "conclusion.none"), []) { Kind = SentenceKind.Wave }];
        }

        IReadOnlyList<Sentence> Say(string measure) => Of(snapshot, measure, organisation, wave, language, level, code);
        var voice = Say(Measures.Voice);
        if (found.Waves.First(w => w.Wave == wave).State != WaveState.Released)
        {
            return voice;
        }

        var below = Say(Measures.BelowFloor);
        var gap = Say(Measures.Gap).Where(s => s.Kind == SentenceKind.Finding);
        IReadOnlyList<Sentence> opening = [.. voice.Where(s => s.Kind == SentenceKind.Finding), .. below];
        return opening.Count > 0
            ? [.. opening, .. below.Any(s => s.Kind == SentenceKind.Finding) ? gap : []]
            : [new Sentence(Words.Get(language, "conclusion.none"), []) { Kind = SentenceKind.Missing }];
    }
}
