namespace Digilo.Analytics.Model;

/// <summary>The policy, rule by rule in the order of the method: what the method page and the notice to respondents are made from.</summary>
public static class DisclosureRules
{
    // An example group that is large enough to have counts in full, in class and in between.
    private const int ExampleGroups = 4;

    /// <summary>All rules.</summary>
    public static IReadOnlyList<DisclosureRule> All { get; } =
    [
        Rule("classes", "4.2", ["Indicators.MeasureClass", "Compute.FigureKind"]),
        Rule("groups", "4.2a", ["Disclosure.Hiding", "Disclosure.Patterns"], p => [p.Threshold]) with { IsInNotice = true },
        Rule("neighbours", "4.1", ["Disclosure.Hiding"], p => [p.Threshold, p.MostInFew]),
        Rule("counts", "4.2b", ["Disclosure.CountSystem", "Disclosure.AnswerCounts"],
            p => [p.ExactFrom, p.ExactFrom - 1, Example(p), Example(p) - p.ExactFrom + 1, DisclosurePolicy.ClassesFrom]) with { IsInNotice = true },
        Rule("distributions", "4.2c", ["Disclosure.RegisteredTables", "Disclosure.DistributionShape"]),
        Rule("facts", "4.2", ["Disclosure.Patterns"], p => [p.Threshold]),
        Rule("participation", "4.2", ["Disclosure.DisclosureControl"]),
        Rule("rounding", "4.3", ["Disclosure.Rounding"], _ => [DisclosurePolicy.FineShareFrom, DisclosurePolicy.FineMeanFrom]),
        Rule("spread", "4.3", ["Disclosure.Rounding", "Disclosure.SpreadSums"], _ => [DisclosurePolicy.IntervalFrom, DisclosurePolicy.ErrorFrom]),
        Rule("ends", "4.3", ["Disclosure.Rounding", "Disclosure.MeanSums"], _ => [DisclosurePolicy.NearEnd]),
        Rule("tables", "4.4", ["Disclosure.RegisteredTables"]) with { IsInNotice = true },
        Rule("base", "4.5", ["Disclosure.Patterns", "Disclosure.DisclosureControl"], p => [p.Threshold]),
        Rule("weighted", "4.5", ["Indicators.PreparedWeights"], _ => [DisclosurePolicy.LeastEffective]),
        Rule("managers", "2.8", ["Indicators.DigitalLeadership", "Indicators.PerceptionGap", "Indicators.EmployeeEngagement"],
            _ => [DisclosurePolicy.LeastManagers, DisclosurePolicy.LeastManagedUnits]) with { IsInNotice = true },
        Rule("engagement", "2.5", ["Indicators.EmployeeEngagement"], _ => [DisclosurePolicy.EngagementFrom]),
        Rule("identities", "1.5", ["Runs.Cohort", "Disclosure.Hiding"]) with { IsInNotice = true },
        Rule("audit", "4.1", ["Disclosure.Audit.ReleaseAudit", "Disclosure.Audit.BaseAudit", "Disclosure.CountSystem", "Disclosure.LinearBounds", "Disclosure.LevelLimits"], p => [DisclosurePolicy.CountWidth + 1, p.Settings.AuditGroups]),
        Rule("once", "4.6", ["Runs.OrganisationRun"]) with { IsInNotice = true },
        Rule("later", "4.6", ["Runs.OrganisationRun", "Runs.Contributors"], p => [p.Threshold]),
        Rule("open", "4.6", ["Disclosure.DisclosureControl"], p => [p.Settings.OpenWaveMinimum]) with { IsInNotice = true },
        Rule("refresh", "4.6", ["Runs.OrganisationRun"]),
        Rule("merging", "4.7", ["Runs.FrozenStructure"], p => [p.Settings.MergeBelow]) with { IsOn = p => p.Settings.MergeBelow > 0 },
        Rule("structure", "4.8", ["Runs.FrozenStructure", "Indicators.TwoWaves"]),
        Rule("consent", "4.9", ["Runs.ReleaseContent"]),
        Rule("external", "4.9", ["Model.DisclosureSettings"], _ => [DisclosurePolicy.ExternalThreshold]),
        Rule("readers", "4.10", ["Snapshots.Snapshot"]) with { IsInNotice = true },
        Rule("text", "4.10", ["Storage.IFactStore"]) with { IsInNotice = true },
    ];

    /// <summary>The rule with a code.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static DisclosureRule Of(string code) => All.First(r => r.Code == code);

    private static DisclosureRule Rule(string code, string section, string[] actsIn, Func<DisclosurePolicy, IReadOnlyList<int>>? numbers = null) =>
        new(code, section, actsIn, numbers ?? (_ => []));

    private static int Example(DisclosurePolicy policy) => (ExampleGroups * policy.ExactFrom) - 2;
}
