using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The group of persons that a page is about.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Organisation">Its organisation.</param>
/// <param name="Wave">The wave shown.</param>
/// <param name="Level">What the group is.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record ShownGroup(Snapshot Snapshot, PublishedOrganisation Organisation, PublishedWave Wave, ScopeLevel Level, string Code, string Name)
{
    /// <summary>True if the reader chose figures weighted to all staff, where there are any.</summary>
    public bool Weighted { get; init; }

    /// <summary>True if the wave has weighted figures of such groups.</summary>
    public bool HasWeights => Snapshot.Find(new TableKey(Measures.BelowFloorWeighted, Organisation.Code, Wave.Wave, Level)) is not null;

    /// <summary>The weighted twin of a measure where the reader chose it and there is one, otherwise the measure.</summary>
    public string Chosen(string measure) => !Weighted || !HasWeights ? measure : measure switch
    {
        Measures.BelowFloor => Measures.BelowFloorWeighted,
        Measures.Level => Measures.LevelWeighted,
        Measures.BelowFloorChange => Measures.BelowFloorChangeWeighted,
        Measures.LevelChange => Measures.LevelChangeWeighted,
        Measures.Disparity => Measures.DisparityWeighted,
        _ => measure,
    };

    /// <summary>The organisation as a whole.</summary>
    public static ShownGroup Whole(Snapshot snapshot, PublishedOrganisation organisation, PublishedWave wave, string language) =>
        new(snapshot, organisation, wave, ScopeLevel.Organisation, organisation.Code, organisation.Name.In(language));

    /// <summary>A cell of the wave's survey.</summary>
    public PublishedCell? Survey(string measure, string column = PublishedTable.All) => Find(measure, Wave.Wave, column);

    /// <summary>
    /// A cell of the register's facts: as new as it can be beside the latest wave (of units a month's), at the wave's reference date beside
    /// an earlier one.
    /// </summary>
    public PublishedCell? Fact(string measure, string column = PublishedTable.All)
    {
        var (now, then) = (Find(measure, "", column), Find(measure, Wave.Wave, column));
        return Organisation.Waves[^1].Wave == Wave.Wave ? now ?? then : then ?? now;
    }

    /// <summary>
    /// The day of the register behind <see cref="Fact"/> of a unit, which is a month's or its wave's and may be older than the data date; null of
    /// other groups, and where there is no such cell.
    /// </summary>
    public DateOnly? UnitFactAsOf(string measure)
    {
        PublishedTable? Table(string wave) => Snapshot.Find(new TableKey(measure, Organisation.Code, wave, Level)) is { } table
            && table.Find(Code, table.Columns[0]) is not null ? table : null;
        var (now, then) = (Table(""), Table(Wave.Wave));
        return Level != ScopeLevel.Unit ? null : (Organisation.Waves[^1].Wave == Wave.Wave ? now ?? then : then ?? now)?.AsOf;
    }

    /// <summary>A cell of any measure: a fact as new as it can be, an answer of the wave.</summary>
    public PublishedCell? At(string measure, string column = PublishedTable.All) => Find(measure, WaveOf(measure), column);

    /// <summary>The wave of a measure's table beside the wave shown; empty for a fact at the data date.</summary>
    public string WaveOf(string measure) => Interpretation.Sentences.WaveOf(Snapshot, measure, Organisation.Code, Wave.Wave, Level);

    /// <summary>The columns that a measure of facts has here, in order; those of the wave if it has none at the data date.</summary>
    public IReadOnlyList<string> FactColumns(string measure) =>
        (Snapshot.Find(new TableKey(measure, Organisation.Code, "", Level)) ?? Snapshot.Find(new TableKey(measure, Organisation.Code, Wave.Wave, Level)))
            ?.Columns ?? [];

    /// <summary>The competence with the largest value of a measure among those with a number, or null.</summary>
    public (Competence Competence, PublishedCell Cell)? Largest(string measure)
    {
        (Competence, PublishedCell)? best = null;
        var most = double.NegativeInfinity;
        foreach (var competence in Snapshot.Framework.Competences)
        {
            if (Survey(measure, competence.Id) is { HasValue: true, Estimate: { } value } cell && value > most)
            {
                most = value;
                best = (competence, cell);
            }
        }

        return best;
    }

    private PublishedCell? Find(string measure, string wave, string column) =>
        Snapshot.Find(new TableKey(measure, Organisation.Code, wave, Level))?.Find(Code, column);
}

/// <summary>A key figure as its card prints it.</summary>
/// <param name="Measure">Id of the measure.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Cell">The published cell, or null if none is published.</param>
/// <param name="Value">The number, class or mark in words.</param>
/// <param name="Explanation">What it is a figure of.</param>
/// <param name="Basis">n and N in words; empty when there are none to show.</param>
/// <param name="Interval">The interval in words; empty if none.</param>
public sealed record KeyFigure(string Measure, string Name, PublishedCell? Cell, string Value, string Explanation, string Basis, string Interval)
{
    /// <summary>The key figures of a group: answers when the wave is released, participation while it is open, facts always.</summary>
    public static IReadOnlyList<KeyFigure> Of(ShownGroup group, Say say)
    {
        var figures = new List<KeyFigure> { Make(say, Measures.Voice, group.Survey(Measures.Voice), participation: true) };
        if (group.Wave.State == WaveState.Released)
        {
            var (floor, level) = (group.Chosen(Measures.BelowFloor), group.Chosen(Measures.Level));
            figures.Add(Make(say, floor, group.Survey(floor), floor: group.Snapshot.Floor));
            figures.Add(Make(say, level, group.Survey(level, PublishedTable.Index)));
            if (group.Largest(Measures.BelowRequirement) is { } worst)
            {
                var figure = Make(say, Measures.BelowRequirement, worst.Cell);
                figures.Add(figure with { Explanation = say.With("card.worst", $"{worst.Competence.Id} {say.Name(worst.Competence.Name)}") });
            }
        }

        figures.Add(Make(say, Measures.Access, group.Fact(Measures.Access), fact: true, asOf: group.UnitFactAsOf(Measures.Access)));
        figures.Add(Make(say, Measures.Reach, group.Fact(Measures.Reach), fact: true, asOf: group.UnitFactAsOf(Measures.Reach)));
        return figures;
    }

    private static KeyFigure Make(Say say, string measure, PublishedCell? cell, bool fact = false, DateOnly? asOf = null, bool participation = false, int floor = 0)
    {
        var basis = cell switch
        {
            { Population: { } all } when fact && asOf is { } day => say.With("card.basis.fact.day", say.F.Count(all), Format.IsoDate(day)),
            { Population: { } all } when fact => say.With("card.basis.fact", say.F.Count(all)),
            { Respondents: { } n, Population: { } all } when participation => say.With("card.basis.participation", say.F.Count(n), say.F.Count(all)),
            { Respondents: { } n, Population: { } all } => say.With("card.basis", say.F.Count(n), say.F.Count(all)),
            { Respondents: { } n } => say.With("card.basis.n", say.F.Count(n)),
            _ => "",
        };
        var interval = fact ? "" : say.Cells.Interval(cell, measure);
        return new KeyFigure(
            measure, say[$"measure.{measure}.name"], cell, say.Cells.Value(cell, measure),
            floor > 0 ? say.With($"measure.{measure}.short", say.F.Count(floor)) : say[$"measure.{measure}.short"],
            basis, interval.Length == 0 ? "" : say.With("card.interval", interval));
    }
}
