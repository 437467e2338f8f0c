using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>A source of an organisation is older than its profile expects.</summary>
public sealed class OldSource : IAlertRule
{
    /// <inheritdoc/>
    public string Name => "old-source";

    /// <inheritdoc/>
    public IEnumerable<AlertFinding> Find(AlertInput input) =>
        from organisation in input.Snapshot?.Organisations ?? []
        from source in organisation.Sources
        where Freshness.IsOld(source, input.Today, input.ExpectedEveryDays)
        select new AlertFinding(new AlertKey(Name, organisation.Code, "", "source", source.Kind.ToString()), "");

    /// <inheritdoc/>
    public string PathOf(AlertKey key) => "/import#i-kraft";
}
