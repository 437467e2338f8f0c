namespace Digilo.Analytics.Indicators;

/// <summary>Every measure that is published, in the order of the method page.</summary>
public static class Catalogue
{
    /// <summary>Version of the method as a whole; stands beside the figures.</summary>
    public const string MethodVersion = "1.0";

    /// <summary>All definitions.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Persons.Definition,
        Access.Definition,
        Reach.Definition,
        Voice.Definition,
        BelowFloor.Definition,
        BelowFloorByCompetence.Definition,
        MeanLevel.Definition,
        LevelDistribution.Definition,
        BelowRequirement.Definition,
        MeanGap.Definition,
        RankedDiscrepancy.Definition,
        WeightedDiscrepancy.Definition,
    ];

    /// <summary>The definition of a measure, or null.</summary>
    public static IndicatorDefinition? Find(string id) => All.FirstOrDefault(d => d.Id == id);
}
