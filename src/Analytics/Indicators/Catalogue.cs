namespace Digilo.Analytics.Indicators;

/// <summary>Every measure that is published, in the order of the method page.</summary>
public static class Catalogue
{
    /// <summary>Version of the method as a whole; stands beside the figures.</summary>
    public const string MethodVersion = "1.0";

    /// <summary>All measures.</summary>
    internal static IReadOnlyList<Indicator> Indicators { get; } =
    [
        Persons.Indicator,
        Access.Indicator,
        Reach.Indicator,
        Voice.Indicator,
        BelowFloor.Indicator,
        WeightedBelowFloor.Indicator,
        MarginsOfFloor.Indicator,
        BelowFloorByCompetence.Indicator,
        MeanLevel.Indicator,
        WeightedLevel.Indicator,
        WeightingEffect.Indicator,
        LevelDistribution.Indicator,
        BelowRequirement.Indicator,
        MeanGap.Indicator,
        RankedDiscrepancy.Indicator,
        WeightedDiscrepancy.Indicator,
        DeviceClass.Indicator,
        AccessGap.Indicator,
        TargetReach.Indicator,
        Completion.Indicator,
        HoursInequality.Indicator,
        CouldAnswer.Indicator,
        SilentOperations.Indicator,
        OtherWays.Indicator,
        ManagersTrained.Indicator,
        CoachingCover.Indicator,
        FrontlineIdeas.Indicator,
        PlanCoverage.Indicator,
        PlanProgress.Indicator,
        PlanResults.Indicator,
        FloorDepthOfAll.Indicator,
        FloorLevel.Indicator,
        FloorBounds.Indicator,
        GroupDisparity.Indicator,
        WeightedDisparity.Indicator,
        RepresentativityOfAnswers.Indicator,
        TimeAndPlace.Indicator,
        SeenAndValued.Indicator,
        DialogueAboutDigitalisation.Indicator,
        DigitalLeadership.Indicator,
        EmployeeEngagement.Indicator,
        PerceptionGap.Indicator,
        ApplicationAtWork.Indicator,
        AnswerWay.Indicator,
        FloorChangeOfAll.Indicator,
        WeightedFloorChange.Indicator,
        LevelChangeOfAll.Indicator,
        WeightedLevelChange.Indicator,
        ParticipantChange.Indicator,
        OverTheFloor.Indicator,
        ChangeAgainstNotYet.Indicator,
        Targeting.Indicator,
        TargetAreaLevels.Indicator,
        DemocracyProfile.Indicator,
    ];

    /// <summary>All definitions.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [.. Indicators.Select(i => i.Definition)];

    /// <summary>The definition of a measure, or null.</summary>
    public static IndicatorDefinition? Find(string id) => All.FirstOrDefault(d => d.Id == id);

    /// <summary>Where a measure is published.</summary>
    /// <exception cref="KeyNotFoundException">No such measure.</exception>
    internal static TablePlan TablesOf(string id) =>
        (Indicators.FirstOrDefault(i => i.Definition.Id == id) ?? throw new KeyNotFoundException($"No measure {id}.")).Tables;
}
