using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>
/// The newest plan of an operation or unit was adopted 24 months ago or more, so that it no longer counts (T1). A plan without a day of adoption
/// is not adopted, and an older plan beside a newer one of the same operation or unit is none of this rule's business.
/// </summary>
public sealed class OldPlan : IAlertRule
{
    private const int Months = 24;

    /// <inheritdoc/>
    public string Name => "old-plan";

    /// <inheritdoc/>
    public IEnumerable<AlertFinding> Find(AlertInput input) =>
        from organisation in input.Snapshot?.Organisations ?? []
        from newest in input.Plans(organisation.Code)
            .Where(p => p.Adopted <= input.Today)
            .GroupBy(p => (p.Operation, p.Unit))
            .Select(g => g.OrderByDescending(p => p.Adopted).ThenBy(p => p.Code, StringComparer.Ordinal).First())
            .OrderBy(p => p.Code, StringComparer.Ordinal)
        where newest.Adopted <= input.Today.AddMonths(-Months)
        select new AlertFinding(new AlertKey(Name, organisation.Code, "", "plan", newest.Code), newest.Name);

    /// <inheritdoc/>
    public string PathOf(AlertKey key) => $"/o/{Uri.EscapeDataString(key.Organisation)}#fler-T";
}
