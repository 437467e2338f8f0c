using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>Two days without a good night, or as many hours as the setting says: the figures are stale.</summary>
public sealed class NoGoodNight : IAlertRule
{
    /// <inheritdoc/>
    public string Name => "no-good-night";

    /// <inheritdoc/>
    public IEnumerable<AlertFinding> Find(AlertInput input) =>
        Freshness.Since(input.LastGoodNight, input.Published, input.Utc, input.StaleAfterHours) is null
            ? []
            : [new AlertFinding(new AlertKey(Name, "", "", "", ""), "")];

    /// <inheritdoc/>
    public string PathOf(AlertKey key) => "/korningar";
}
