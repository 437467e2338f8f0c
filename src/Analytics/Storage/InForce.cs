using System.Security.Cryptography;
using System.Text;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// Which deliveries count. Rows are never changed by a later delivery, so every rule of replacing is here, over the ledger
/// of one organisation, in order of place. Pure functions.
/// </summary>
/// <remarks>
/// A full delivery replaces what came before it of the same organisation, kind and source: for survey answers within the
/// wave; for the register and the access lists within the as-of day, because each day is an extract of its own and old ones
/// must stay reproducible; for every other kind regardless of the day, because they describe a history that the newest full
/// file tells whole. The order of delivery decides there, not the as-of day.
/// </remarks>
internal static class InForce
{
    /// <summary>Deliveries of a kind that count now, in order.</summary>
    internal static List<DeliveryRow> Of(IEnumerable<DeliveryRow> ledger, DeliveryKind kind) =>
        [.. ledger.Where(d => d.State == DeliveryStatus.InForce && d.Holds == kind)];

    /// <summary>Survey deliveries of a wave that count now, in order.</summary>
    internal static List<DeliveryRow> Survey(IEnumerable<DeliveryRow> ledger, string wave) =>
        [.. Of(ledger, DeliveryKind.Survey).Where(d => d.Wave == wave)];

    /// <summary>
    /// The register for a day: the full extracts with the newest as-of day on or before it, and the increments from that day
    /// up to it, by as-of day and then by place.
    /// </summary>
    /// <param name="ledger">Deliveries of the organisation.</param>
    /// <param name="day">The day asked for.</param>
    /// <param name="knownAt">As the ledger stood at this instant, UTC; null = now.</param>
    internal static List<DeliveryRow> Register(IEnumerable<DeliveryRow> ledger, DateOnly day, DateTime? knownAt = null) =>
        InOrder(Newest(ledger.Where(d => d.Holds == DeliveryKind.Register && d.AsOf <= day && CountedAt(d, knownAt))));

    /// <summary>
    /// The access lists for a day: of each source the full lists with the newest as-of day on or before it, and the increments from
    /// that day up to it. Accounts and devices come from systems of their own, which are not read on the same day.
    /// </summary>
    /// <param name="ledger">Deliveries of the organisation.</param>
    /// <param name="day">The day asked for.</param>
    /// <param name="knownAt">As the ledger stood at this instant, UTC; null = now.</param>
    internal static List<DeliveryRow> Access(IEnumerable<DeliveryRow> ledger, DateOnly day, DateTime? knownAt = null) =>
        InOrder(ledger.Where(d => d.Holds == DeliveryKind.Access && d.AsOf <= day && CountedAt(d, knownAt)).GroupBy(d => d.Source).SelectMany(Newest));

    /// <summary>Deliveries whose row keys a new one is compared with.</summary>
    internal static List<DeliveryRow> Compared(IReadOnlyList<DeliveryRow> ledger, DeliveryRow incoming) => incoming.Holds switch
    {
        DeliveryKind.Survey => [.. Survey(ledger, incoming.Wave).Where(d => d.Source == incoming.Source)],
        DeliveryKind.Register when incoming.IsFull =>
            [.. Of(ledger, DeliveryKind.Register).Where(d => d.Source == incoming.Source && d.AsOf == incoming.AsOf)],
        DeliveryKind.Register => Register(ledger, incoming.AsOf),
        DeliveryKind.Access when incoming.IsFull =>
            [.. Of(ledger, DeliveryKind.Access).Where(d => d.Source == incoming.Source && d.AsOf == incoming.AsOf)],
        DeliveryKind.Access => [.. Access(ledger, incoming.AsOf).Where(d => d.Source == incoming.Source)],
        _ => [.. Of(ledger, incoming.Holds).Where(d => d.Source == incoming.Source)],
    };

    /// <summary>
    /// What a full delivery replaces when it comes into force: everything earlier of its scope, waiting deliveries included
    /// (they have been overtaken). Empty for an increment; a correction's is the delivery that it names.
    /// </summary>
    internal static List<DeliveryRow> Replaced(IEnumerable<DeliveryRow> ledger, DeliveryRow incoming) =>
        incoming.Mode != nameof(DeliveryMode.Full)
            ? []
            : [.. ledger.Where(d => d.State is DeliveryStatus.InForce or DeliveryStatus.Waiting
                && d.Id != incoming.Id && d.Place < incoming.Place
                && d.Kind == incoming.Kind && d.Source == incoming.Source
                && incoming.Holds switch
                {
                    DeliveryKind.Survey => d.Wave == incoming.Wave,
                    DeliveryKind.Register or DeliveryKind.Access => d.AsOf == incoming.AsOf,
                    _ => true,
                })];

    /// <summary>The one delivery to name as replaced: the last full one that was in force, otherwise the last.</summary>
    internal static long? Main(IReadOnlyList<DeliveryRow> replaced)
    {
        var counted = replaced.Where(d => d.State == DeliveryStatus.InForce).ToList();
        return (counted.LastOrDefault(d => d.IsFull) ?? counted.LastOrDefault())?.Id;
    }

    /// <summary>
    /// SHA-256 over what identifies the deliveries in force, in order, without any id. Replaced registers are included:
    /// the persons they named are linked still.
    /// </summary>
    internal static string Stamp(IEnumerable<DeliveryRow> ledger)
    {
        var text = new StringBuilder();
        foreach (var d in ledger.Where(d => d.State == DeliveryStatus.InForce || (d.State == DeliveryStatus.Replaced && d.InForceUtc is not null && d.Holds == DeliveryKind.Register)))
        {
            text.Append(d.State == DeliveryStatus.InForce ? '+' : '-').Append('\t').Append(d.Kind).Append('\t').Append(d.Source).Append('\t')
                .Append(d.Profile).Append('\t').Append(d.ProfileVersion).Append('\t').Append(d.Wave).Append('\t')
                .Append(DapperTypes.Text(d.AsOf)).Append('\t').Append(d.ActsAs).Append('\t').Append(d.ContentHash).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The full extracts with the newest as-of day, and the increments from that day on.</summary>
    private static IEnumerable<DeliveryRow> Newest(IEnumerable<DeliveryRow> deliveries)
    {
        var known = deliveries.ToList();
        var fulls = known.Where(d => d.IsFull).ToList();
        var from = fulls.Count > 0 ? fulls.Max(d => d.AsOf) : DateOnly.MinValue;
        return known.Where(d => d.IsFull ? d.AsOf == from : d.AsOf >= from);
    }

    private static List<DeliveryRow> InOrder(IEnumerable<DeliveryRow> deliveries) =>
        [.. deliveries.OrderBy(d => d.AsOf).ThenBy(d => d.IsFull ? 0 : 1).ThenBy(d => d.Place).ThenBy(d => d.Id)];

    private static bool CountedAt(DeliveryRow d, DateTime? knownAt) => knownAt is { } at
        ? d.InForceUtc <= at && (d.ReplacedUtc is null || d.ReplacedUtc > at)
        : d.State == DeliveryStatus.InForce;
}
