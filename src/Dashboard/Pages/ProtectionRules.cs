using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>A rule of protection as the method page shows it.</summary>
/// <param name="Code">Its place on the page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Variants">
/// What it says, with the waves that it says it of; empty names where it says the same of everything that is published.
/// </param>
public sealed record RuleView(string Code, string Title, IReadOnlyList<(string Of, string Text)> Variants);

/// <summary>The policy in the reader's language, filled in with the settings that what is published was frozen with (method §4.6).</summary>
public static class ProtectionRules
{
    /// <summary>All rules in the method's order; with the built-in settings while nothing is published.</summary>
    public static IReadOnlyList<RuleView> All(Snapshot? snapshot, Say say)
    {
        var settings = InForce(snapshot, say);
        return
        [
            .. DisclosureRules.All.Select(rule =>
            {
                var texts = settings.Select(s => (s.Of, Text: say.With(rule.Text(new DisclosurePolicy(s.Settings))))).ToArray();
                return new RuleView(
                    rule.Code,
                    say.With(rule.Title),
                    texts.Select(t => t.Text).Distinct().Count() == 1
                        ? [("", texts[0].Text)]
                        : [.. texts.GroupBy(t => t.Text).Select(g => (string.Join("; ", g.Select(t => t.Of)), g.Key))]);
            }),
        ];
    }

    /// <summary>All rules as they are under some settings.</summary>
    public static IEnumerable<(string Code, string Title, string Text)> Of(DisclosureSettings settings, Say say) =>
        DisclosureRules.All.Select(rule => (rule.Code, say.With(rule.Title), say.With(rule.Text(new DisclosurePolicy(settings)))));

    /// <summary>Is anything published with other settings than the rest? Then the page says so before the rules.</summary>
    public static bool Differ(Snapshot? snapshot, Say say) => InForce(snapshot, say).Select(s => s.Settings).Distinct().Count() > 1;

    private static List<(string Of, DisclosureSettings Settings)> InForce(Snapshot? snapshot, Say say)
    {
        var found = new List<(string Of, DisclosureSettings Settings)>();
        foreach (var organisation in snapshot?.Organisations ?? [])
        {
            found.AddRange(organisation.Waves.Where(w => w.Protection is not null)
                .Select(w => ($"{organisation.ShortName}, {say.Name(w.Name)}", w.Protection!)));
            if (organisation.FactProtection is { } facts)
            {
                found.Add((say.With("protection.facts.of", organisation.ShortName), facts));
            }
        }

        return found.Count > 0 ? found : [("", snapshot?.Protection ?? DisclosureSettings.BuiltIn)];
    }
}
