using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Disclosure;

/// <summary>Everything undisclosed about one organisation and wave (or day) that tables are made from.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Wave">Code; empty for facts at the data date.</param>
/// <param name="AsOf">Day of the register.</param>
/// <param name="System">Groups and sums.</param>
/// <param name="Population">Persons in the register per group.</param>
/// <param name="Respondents">Respondents per group; null where there are only facts.</param>
/// <param name="TreeGroups">Groups of organisation, departments and units.</param>
/// <param name="ItemGroups">The first groups, which have figures by competence.</param>
/// <param name="Floor">The floor.</param>
/// <param name="OffersZero">True if level 0 ("kan inte") occurs in the wave.</param>
/// <param name="Figures">Measures.</param>
internal sealed record RawRelease(
    string Organisation,
    string Wave,
    DateOnly AsOf,
    GroupSystem System,
    long[] Population,
    long[]? Respondents,
    int TreeGroups,
    int ItemGroups,
    int Floor,
    bool OffersZero,
    IReadOnlyList<RawFigures> Figures)
{
    /// <summary>Competences that are mandatory for any role, and whether for every role.</summary>
    public IReadOnlyList<(string Item, bool OfAll)> Mandatory { get; init; } = [];

    /// <summary>Who is at which level, by competence: what the audit starts from. Empty where there are only facts.</summary>
    public IReadOnlyDictionary<string, LevelCounts> Levels { get; init; } = new Dictionary<string, LevelCounts>();

    /// <summary>The cell that the earlier wave published: measure, column, group of this wave; null where there is none to compare with.</summary>
    public Func<string, string, int, Snapshots.PublishedCell?>? Earlier { get; init; }

    /// <summary>Earlier releases of the same wave, withdrawn ones too: they were seen.</summary>
    public IReadOnlyList<EarlierRelease> Releases { get; init; } = [];

    /// <summary>By competence, per item group: the level required of everybody who answered in it, −1 where it differs.</summary>
    public IReadOnlyDictionary<string, int[]> OneRequirement { get; init; } = new Dictionary<string, int[]>();
}

/// <summary>An earlier release of a wave.</summary>
/// <param name="Tables">What it published.</param>
/// <param name="IsSame">Per group: the same persons gave the same answers then as now.</param>
internal sealed record EarlierRelease(IReadOnlyDictionary<Snapshots.TableKey, Snapshots.PublishedTable> Tables, Func<Group, bool> IsSame)
{
    /// <summary>What it published in a cell; null where it had none.</summary>
    public Snapshots.PublishedCell? Cell(Snapshots.TableKey key, Group group, string column) =>
        Tables.GetValueOrDefault(key)?.Find(group.Code, column, group.Category);
}
