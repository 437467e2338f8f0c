using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>
/// Fewer than half in an operation answered, in the latest wave that is over: V2 as it is published, a number or a class. A participation that is
/// printed as 50 % is not under it.
/// </summary>
public sealed class LowVoice : IAlertRule
{
    private const double Half = 0.5;

    /// <inheritdoc/>
    public string Name => "low-voice";

    /// <inheritdoc/>
    public IEnumerable<AlertFinding> Find(AlertInput input)
    {
        foreach (var organisation in input.Snapshot?.Organisations ?? [])
        {
            var over = organisation.Waves.LastOrDefault(w => w.State is WaveState.Closed or WaveState.Released);
            if (over is null || Table(input.Snapshot!, organisation.Code, over.Wave) is not { } table)
            {
                continue;
            }

            for (var row = 0; row < table.Rows.Count; row++)
            {
                if (table.Find(row, PublishedTable.All) is { } cell && IsLow(cell))
                {
                    yield return new AlertFinding(
                        new AlertKey(Name, organisation.Code, over.Wave, "operation", table.Rows[row].Category), table.Rows[row].Name.Sv);
                }
            }
        }
    }

    /// <inheritdoc/>
    public string? NameOf(AlertKey key, Snapshot snapshot, string language) =>
        Table(snapshot, key.Organisation, key.Wave)?.Rows.FirstOrDefault(r => r.Category == key.Code)?.Name.In(language);

    /// <inheritdoc/>
    public string PathOf(AlertKey key) => $"/o/{Uri.EscapeDataString(key.Organisation)}?vag={Uri.EscapeDataString(key.Wave)}#fler-V";

    private static PublishedTable? Table(Snapshot snapshot, string organisation, string wave) =>
        snapshot.Find(new TableKey(Measures.Voice, organisation, wave, ScopeLevel.Organisation, Breakdown.Operation));

    private static bool IsLow(PublishedCell cell) => cell switch
    {
        { Estimate: { } share } => share < Half,
        { ClassKind: ClassKind.AtMost, ClassCount: { } most, Population: > 0 and var persons } => (double)most / persons < Half,
        _ => false,
    };
}
