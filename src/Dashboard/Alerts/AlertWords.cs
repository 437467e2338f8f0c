using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>An alert for people.</summary>
/// <param name="Text">What has happened, in one sentence.</param>
/// <param name="Figures">What the published figures say of it; may be empty.</param>
/// <param name="Path">Where it stands, as a path without language.</param>
public sealed record AlertTold(string Text, IReadOnlyList<string> Figures, string Path);

/// <summary>Puts alerts in words.</summary>
public static class AlertWords
{
    /// <summary>An alert in a language; one of a rule that the program no longer has is told by its name.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="snapshot">Gives names and figures; null if nothing is published.</param>
    /// <param name="language">"sv" or "en".</param>
    public static AlertTold Tell(AlertRecord alert, Snapshot? snapshot, string language)
    {
        if (AlertRules.Find(alert.Key.Rule) is not { } rule)
        {
            return new AlertTold(alert.Key.Rule, [], "/korningar");
        }

        var organisation = snapshot?.FindOrganisation(alert.Key.Organisation);
        var wave = organisation?.Waves.FirstOrDefault(w => w.Wave == alert.Key.Wave);
        var name = snapshot is null ? null : rule.NameOf(alert.Key, snapshot, language);
        return new AlertTold(
            TextCatalogue.Default.Get(
                language, "alert." + alert.Key.Rule + (alert.Key.Scope == "department" ? ".department" : ""),
                organisation?.Name.In(language) ?? alert.Key.Organisation,
                alert.Key.Scope == "source" ? TextCatalogue.Default.Get(language, "kind." + alert.Key.Code) : name ?? (alert.Name.Length > 0 ? alert.Name : alert.Key.Code),
                wave?.Name.In(language) ?? alert.Key.Wave),
            snapshot is null ? [] : [.. rule.Say(alert.Key, snapshot, language).Select(s => s.Text)],
            rule.PathOf(alert.Key));
    }
}
