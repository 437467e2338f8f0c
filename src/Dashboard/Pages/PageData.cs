using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The snapshot of the request, read once, so that a page never mixes two nights.</summary>
public sealed class PageData
{
    private readonly Lazy<Snapshot?> _snapshot;

    /// <summary>For the request; nothing is read until a page asks, so that the error page works when the store does not.</summary>
    public PageData(ISnapshotReader reader) => _snapshot = new Lazy<Snapshot?>(reader.Current);

    /// <summary>The snapshot, or null before the first publication.</summary>
    public Snapshot? Snapshot => _snapshot.Value;

    /// <summary>The wave that a page shows: the one asked for if there is such a one to show, else the newest released, else the newest begun.</summary>
    public static PublishedWave? ChooseWave(PublishedOrganisation organisation, string? asked)
    {
        var begun = organisation.Waves.Where(w => w.State != WaveState.Planned).ToList();
        return begun.FirstOrDefault(w => w.Wave == asked)
            ?? begun.LastOrDefault(w => w.State == WaveState.Released)
            ?? begun.LastOrDefault();
    }
}
