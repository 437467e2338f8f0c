using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>The rules of alerts.</summary>
public static class AlertRules
{
    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<IAlertRule> All { get; } = [new NoGoodNight(), new OldSource(), new FloorShareRose(), new LowVoice(), new OldPlan()];

    /// <summary>The rule with a name; null if this version of the program has no such rule.</summary>
    public static IAlertRule? Find(string name) => All.FirstOrDefault(r => r.Name == name);

    /// <summary>What all rules find now, each alert once.</summary>
    public static IReadOnlyList<AlertFinding> Look(AlertInput input) => [.. All.SelectMany(r => r.Find(input)).DistinctBy(f => f.Key)];
}
