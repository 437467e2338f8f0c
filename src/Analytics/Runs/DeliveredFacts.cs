using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Runs;

/// <summary>What an organisation has delivered beside register, answers and training, each kind as it is in force.</summary>
/// <param name="Units">Units, every period.</param>
/// <param name="Coaching">Coaching pairs; null if none are delivered.</param>
/// <param name="Ideas">The idea log; null if none is delivered.</param>
/// <param name="Plans">Plans; null if none are delivered.</param>
/// <param name="Actions">Actions of plans; null if none are delivered.</param>
/// <param name="Newest">Per kind the newest day that a delivery in force describes.</param>
internal sealed record DeliveredFacts(
    IReadOnlyList<UnitRow> Units,
    CoachingColumns? Coaching,
    IdeaColumns? Ideas,
    IReadOnlyList<PlanRow>? Plans,
    IReadOnlyList<PlanActionRow>? Actions,
    IReadOnlyDictionary<DeliveryKind, DateOnly> Newest)
{
    /// <summary>Reads the kinds that are delivered; of the others nothing is asked.</summary>
    public static DeliveredFacts Read(IColumnReader columns, string organisation, IReadOnlyList<UnitRow> units)
    {
        var newest = columns.NewestDeliveries(organisation);
        T? If<T>(DeliveryKind kind, Func<string, T> read)
            where T : class => newest.ContainsKey(kind) ? read(organisation) : null;
        return new DeliveredFacts(
            units,
            If(DeliveryKind.Coaching, columns.Coaching),
            If(DeliveryKind.Ideas, columns.Ideas),
            If(DeliveryKind.Plans, columns.Plans),
            If(DeliveryKind.PlanActions, columns.PlanActions),
            newest);
    }

    /// <summary>
    /// The day that the window of a kind ends: a wave's reference date, otherwise the day that the newest delivery describes, never
    /// today (method §2.6).
    /// </summary>
    public DateOnly Until(DeliveryKind kind, DateOnly? referenceDate) => referenceDate ?? Newest[kind];
}
