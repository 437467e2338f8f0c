using Digilo.Analytics.Desk;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Alerts;

/// <summary>
/// The share below the floor has risen by more than chance since the wave before, by the published test (method §3.4: Benjamini–Hochberg
/// within the family): the weighted change where it is published, otherwise that of those who answered. Organisation and departments, in the
/// latest released wave; never units.
/// </summary>
public sealed class FloorShareRose : IAlertRule
{
    private const string Secured = "secured";

    /// <inheritdoc/>
    public string Name => "floor-share-rose";

    /// <inheritdoc/>
    public IEnumerable<AlertFinding> Find(AlertInput input)
    {
        foreach (var organisation in input.Snapshot?.Organisations ?? [])
        {
            if (organisation.Waves.LastOrDefault(w => w.State == WaveState.Released) is not { } wave)
            {
                continue;
            }

            if (Measure(input.Snapshot!, organisation.Code, wave.Wave, ScopeLevel.Organisation, organisation.Code) is not null)
            {
                yield return new AlertFinding(new AlertKey(Name, organisation.Code, wave.Wave, "organisation", organisation.Code), "");
            }

            foreach (var department in wave.Scopes.Where(s => s.Level == ScopeLevel.Department))
            {
                if (Measure(input.Snapshot!, organisation.Code, wave.Wave, ScopeLevel.Department, department.Code) is not null)
                {
                    yield return new AlertFinding(new AlertKey(Name, organisation.Code, wave.Wave, "department", department.Code), department.Name);
                }
            }
        }
    }

    /// <inheritdoc/>
    public string PathOf(AlertKey key) => key.Scope == "department"
        ? $"/o/{Uri.EscapeDataString(key.Organisation)}/f/{Uri.EscapeDataString(key.Code)}?vag={Uri.EscapeDataString(key.Wave)}#forandring"
        : $"/o/{Uri.EscapeDataString(key.Organisation)}?vag={Uri.EscapeDataString(key.Wave)}#forandring";

    /// <inheritdoc/>
    public IReadOnlyList<Sentence> Say(AlertKey key, Snapshot snapshot, string language)
    {
        var level = key.Scope == "department" ? ScopeLevel.Department : ScopeLevel.Organisation;
        return Measure(snapshot, key.Organisation, key.Wave, level, key.Code) is { } measure
            ? [.. Sentences.Of(snapshot, measure, key.Organisation, key.Wave, language, level, key.Code).Where(s => s.Kind == SentenceKind.Finding)]
            : [];
    }

    /// <summary>The measure by whose test the share has risen; null if it has not, or if no test is published.</summary>
    private static string? Measure(Snapshot snapshot, string organisation, string wave, ScopeLevel level, string code)
    {
        foreach (var measure in (string[])[Measures.BelowFloorChangeWeighted, Measures.BelowFloorChange])
        {
            if (snapshot.Find(new TableKey(measure, organisation, wave, level))?.Find(code, Secured) is { Estimate: { } secured })
            {
                return secured > 0 ? measure : null;
            }
        }

        return null;
    }
}
