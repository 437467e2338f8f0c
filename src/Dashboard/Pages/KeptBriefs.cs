using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Briefs as pages show them, kept as long as the snapshot is the current one, a fixed number at most: an analysis draws many charts.</summary>
public sealed class KeptBriefs
{
    /// <summary>Briefs kept in all; one more lets go of the others.</summary>
    public const int Most = 48;

    private readonly Lock _lock = new();
    private readonly Dictionary<BriefName, Brief?> _kept = [];
    private string _snapshot = "";

    /// <summary>The brief of a name; null when there is nothing to tell.</summary>
    public Brief? Get(Snapshot snapshot, BriefName name)
    {
        lock (_lock)
        {
            if (_snapshot == snapshot.Id && _kept.TryGetValue(name, out var known))
            {
                return known;
            }
        }

        var brief = BriefBook.Compose(new BriefRequest(snapshot, name) { Palette = ChartPalette.Page });
        lock (_lock)
        {
            if (_snapshot != snapshot.Id || _kept.Count >= Most)
            {
                _kept.Clear();
                _snapshot = snapshot.Id;
            }

            // What is not there is not kept: any address can be asked for.
            if (brief is not null)
            {
                _kept[name] = brief;
            }
        }

        return brief;
    }
}
