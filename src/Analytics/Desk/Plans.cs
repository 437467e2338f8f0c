using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>The transformation plans and their actions in force: records of the organisation, nothing about people.</summary>
public interface IPlans
{
    /// <summary>Plans by code.</summary>
    IReadOnlyList<PlanRow> Plans(string organisation);

    /// <summary>Actions by plan and code; a plan need not be delivered for its actions to be.</summary>
    IReadOnlyList<PlanActionRow> Actions(string organisation);
}

/// <summary>Plans from the deliveries in force.</summary>
internal sealed class PlanStore(IColumnReader columns) : IPlans
{
    public IReadOnlyList<PlanRow> Plans(string organisation) => columns.Plans(organisation);

    public IReadOnlyList<PlanActionRow> Actions(string organisation) => columns.PlanActions(organisation);
}
