using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>Where a published cell stands.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Code">Code of the scope.</param>
/// <param name="Category">Category, or empty.</param>
/// <param name="Column">Column code.</param>
public sealed record CellAddress(TableKey Table, string Code, string Category, string Column);

/// <summary>A sentence and what it rests on.</summary>
/// <param name="Text">In the language asked for.</param>
/// <param name="Cells">Every published cell that it quotes; empty for a sentence about a state.</param>
public sealed record Sentence(string Text, IReadOnlyList<CellAddress> Cells);

/// <summary>
/// Sentences from published cells alone. Each names whom it is about; none speaks of change or cause (method §3.10, §2.6).
/// </summary>
public static class Sentences
{
    /// <summary>The one sentence of the overview: how many of those who answered rate themselves below the floor.</summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="organisation">Code.</param>
    /// <param name="wave">Wave code.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <returns>Never null: an open, hidden or missing wave has a sentence of its own.</returns>
    public static Sentence Conclusion(Snapshot snapshot, string organisation, string wave, string language)
    {
        var published = snapshot.FindOrganisation(organisation)?.Waves.FirstOrDefault(w => w.Wave == wave);
        var voice = Cell(snapshot, Measures.Voice, organisation, wave);
        switch (published?.State)
        {
            case null:
                return State("conclusion.none", language);
            case WaveState.Planned:
                return State("conclusion.planned", language, Numbers.Day(published.Opens, language));
            case WaveState.Open:
                var until = Numbers.Day(published.Closes, language);
                return voice?.Cell is { State: CellState.Value or CellState.Class, Population: { } persons } answered
                    ? new Sentence(
                        Words.Get(language, "conclusion.open", until, Rate(answered, language), Numbers.Count(persons, language)),
                        [voice.Value.Address])
                    : State("conclusion.openHidden", language, until);
            case WaveState.Closed:
                return State("conclusion.closed", language);
            default:
                return Released(snapshot, organisation, wave, language, voice);
        }
    }

    /// <summary>The competence with the largest mean gap, or null if no gap is published.</summary>
    public static Sentence? LargestGap(Snapshot snapshot, string organisation, string wave, string language)
    {
        var largest = Extreme(snapshot, Measures.Gap, organisation, wave, c => c.Estimate!.Value);
        var key = new TableKey(Measures.Gap, organisation, wave, ScopeLevel.Organisation);
        var partly = snapshot.Framework.Competences.Any(c => snapshot.Find(key)?.Find(organisation, c.Id)?.State == CellState.Hidden);

        // That no competence falls short can only be said when all are seen.
        return largest is not { } gap || (gap.Cell.Estimate <= 0 && partly) ? null
            : gap.Cell.Estimate <= 0 ? new Sentence(Words.Get(language, "conclusion.noGap"), All(snapshot, Measures.Gap, organisation, wave))
            : new Sentence(
                Words.Get(language, "conclusion.gap", gap.Name.In(language), Numbers.Number(gap.Cell.Estimate!.Value, gap.Cell.Decimals, language)),
                [gap.Address]);
    }

    /// <summary>The competence in which most lie below the floor, or null if none is published as a number.</summary>
    public static Sentence? MostBelowFloor(Snapshot snapshot, string organisation, string wave, string language) =>
        Extreme(snapshot, Measures.BelowFloorByCompetence, organisation, wave, c => c.Estimate!.Value) is { } most
            ? new Sentence(Words.Get(language, "conclusion.belowFloor", most.Name.In(language), Numbers.Share(most.Cell, language)), [most.Address])
            : null;

    /// <summary>The competence with the lowest mean level, or null if none is published.</summary>
    public static Sentence? LowestLevel(Snapshot snapshot, string organisation, string wave, string language) =>
        Extreme(snapshot, Measures.Level, organisation, wave, c => -c.Estimate!.Value) is { } lowest
            ? new Sentence(
                Words.Get(language, "conclusion.level", lowest.Name.In(language), Numbers.Number(lowest.Cell.Estimate!.Value, lowest.Cell.Decimals, language)),
                [lowest.Address])
            : null;

    /// <summary>How many have answered, or null if that is hidden.</summary>
    public static Sentence? Voice(Snapshot snapshot, string organisation, string wave, string language) =>
        OfPopulation(snapshot, Measures.Voice, "conclusion.voice", organisation, wave, language);

    /// <summary>How many have confirmed digital access, or null if that is hidden or unknown.</summary>
    /// <param name="snapshot">The published snapshot.</param>
    /// <param name="organisation">Code.</param>
    /// <param name="wave">Wave code, or empty for the data date.</param>
    /// <param name="language">"sv" or "en".</param>
    public static Sentence? Access(Snapshot snapshot, string organisation, string wave, string language) =>
        OfPopulation(snapshot, Measures.Access, "conclusion.access", organisation, wave, language);

    /// <summary>How many have been reached by training, or null if that is hidden or unknown. Parameters as in <see cref="Access"/>.</summary>
    public static Sentence? Reach(Snapshot snapshot, string organisation, string wave, string language) =>
        OfPopulation(snapshot, Measures.Reach, "conclusion.reach", organisation, wave, language);

    private static Sentence Released(
        Snapshot snapshot, string organisation, string wave, string language, (PublishedCell Cell, CellAddress Address)? voice)
    {
        var floor = Cell(snapshot, Measures.BelowFloor, organisation, wave);
        if (voice is not { } v || v.Cell.State is CellState.Hidden or CellState.NotApplicable)
        {
            // Without a base to name, only a hidden figure can be spoken of.
            return State("conclusion.hidden", language);
        }

        var population = Numbers.Count(v.Cell.Population!.Value, language);
        var rate = Rate(v.Cell, language);
        var answered = v.Cell.Respondents is { } respondents ? Numbers.Count(respondents, language) : rate;
        CellAddress[] both = [v.Address, .. floor is { } address ? (CellAddress[])[address.Address] : []];
        switch (floor?.Cell.State)
        {
            case CellState.Value when floor.Value.Cell.Respondents == v.Cell.Respondents:
                return new Sentence(
                    Words.Get(language, "conclusion.value", answered, rate, population, Proportion(floor.Value.Cell, language)), both);
            case CellState.Value:
                return new Sentence(
                    Capitalised(Words.Get(
                        language,
                        "conclusion.valueOfBase",
                        rate,
                        population,
                        Numbers.Count(floor.Value.Cell.Respondents!.Value, language),
                        Proportion(floor.Value.Cell, language))),
                    both);
            case CellState.Class:
                var code = floor.Value.Cell.ClassKind == ClassKind.AtMost ? "conclusion.atMost" : "conclusion.atLeast";
                return new Sentence(
                    Words.Get(language, code, answered, rate, population, Numbers.Count(floor.Value.Cell.ClassCount!.Value, language)), both);
            case CellState.NotApplicable:
                var why = Words.Get(language, "reason." + floor.Value.Cell.Reason);
                return new Sentence(
                    Capitalised(Words.Get(language, "conclusion.notApplicable", answered, rate, population, char.ToLowerInvariant(why[0]) + why[1..])), both);
            default:
                return new Sentence(Capitalised(Words.Get(language, "conclusion.hiddenWithVoice", answered, rate, population)), both);
        }
    }

    private static Sentence? OfPopulation(Snapshot snapshot, string measure, string text, string organisation, string wave, string language) =>
        Cell(snapshot, measure, organisation, wave) is { Cell: { State: CellState.Value or CellState.Class, Population: { } persons } } found
            ? new Sentence(Capitalised(Words.Get(language, text, Rate(found.Cell, language), Numbers.Count(persons, language))), [found.Address])
            : null;

    /// <summary>A share as number, or its class in words.</summary>
    private static string Rate(PublishedCell cell, string language) => cell.State == CellState.Value
        ? Numbers.Share(cell, language)
        : Words.Get(
            language,
            cell.ClassKind == ClassKind.AtMost ? "conclusion.atMostCount" : "conclusion.atLeastCount",
            Numbers.Count(cell.ClassCount!.Value, language));

    /// <summary>"One in four" for 23–27 %, "about half" for 47–53 %, with the number beside it (method §3.10).</summary>
    private static string Proportion(PublishedCell cell, string language)
    {
        var share = Numbers.Share(cell, language);
        return cell.Estimate switch
        {
            >= 0.23 and <= 0.27 => Words.Get(language, "conclusion.quarter", share),
            >= 0.47 and <= 0.53 => Words.Get(language, "conclusion.about", share),
            _ => share,
        };
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Sentence State(string code, string language, params object[] arguments) => new(Words.Get(language, code, arguments), []);

    private static (PublishedCell Cell, CellAddress Address)? Cell(Snapshot snapshot, string measure, string organisation, string wave)
    {
        var key = new TableKey(measure, organisation, wave, ScopeLevel.Organisation);
        return snapshot.Find(key)?.Find(organisation, PublishedTable.All) is { } cell
            ? (cell, new CellAddress(key, organisation, "", PublishedTable.All))
            : null;
    }

    /// <summary>The competence whose number ranks first; of equals the first of the framework.</summary>
    private static (PublishedCell Cell, CellAddress Address, BothLanguages Name)? Extreme(
        Snapshot snapshot, string measure, string organisation, string wave, Func<PublishedCell, double> rank)
    {
        var key = new TableKey(measure, organisation, wave, ScopeLevel.Organisation);
        var table = snapshot.Find(key);
        (PublishedCell Cell, CellAddress Address, BothLanguages Name)? best = null;
        foreach (var competence in snapshot.Framework.Competences)
        {
            if (table?.Find(organisation, competence.Id) is { HasValue: true } cell && (best is null || rank(cell) > rank(best.Value.Cell)))
            {
                best = (cell, new CellAddress(key, organisation, "", competence.Id), competence.Name);
            }
        }

        return best;
    }

    private static CellAddress[] All(Snapshot snapshot, string measure, string organisation, string wave)
    {
        var key = new TableKey(measure, organisation, wave, ScopeLevel.Organisation);
        return [.. snapshot.Framework.Competences
            .Where(c => snapshot.Find(key)?.Find(organisation, c.Id) is { HasValue: true })
            .Select(c => new CellAddress(key, organisation, "", c.Id))];
    }
}
