using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Interpretation;

/// <summary>The rules of every measure of the catalogue, in groups.</summary>
internal static class Rules
{
    /// <summary>Groups in reading order, each with its rules in the catalogue's order.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<Rule> Rules)> Groups { get; } =
    [
        ("access", InOrder(AccessRules.All)),
        ("reach", InOrder(ReachRules.All)),
        ("floor", InOrder(FloorRules.All)),
        ("competence", InOrder(CompetenceRules.All)),
        ("voice", InOrder(VoiceRules.All)),
        ("leadership", InOrder(LeadershipRules.All)),
        ("dialogue", InOrder(DialogueRules.All)),
        ("change", InOrder(ChangeRules.All)),
        ("plans", InOrder(PlanRules.All)),
        ("profile", InOrder(ProfileRules.All)),
    ];

    private static readonly Dictionary<string, Rule> ByMeasure =
        Groups.SelectMany(g => g.Rules).ToDictionary(r => r.Measure, StringComparer.Ordinal);

    /// <summary>The rule of a measure.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue has no such measure, or it has no rule.</exception>
    public static Rule Of(string measure) =>
        ByMeasure.GetValueOrDefault(measure) ?? throw new KeyNotFoundException($"No sentences for the measure {measure}.");

    /// <summary>Name of a group.</summary>
    public static BothLanguages NameOf(string group) => Words.Both("sentence.group." + group);

    private static IReadOnlyList<Rule> InOrder(IReadOnlyList<Rule> rules)
    {
        var order = Catalogue.All.Select(d => d.Id).ToList();
        return [.. rules.OrderBy(r => order.IndexOf(r.Measure))];
    }
}
