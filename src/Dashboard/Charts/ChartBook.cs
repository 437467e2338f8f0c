using System.Collections.Concurrent;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>
/// Every chart by its kind. Drawn when first asked for and kept as long as the snapshot is the current one: the same
/// request gives the same bytes.
/// </summary>
public sealed class ChartBook
{
    private readonly ConcurrentDictionary<(ChartKind Kind, string Snapshot, string Organisation, string Wave, int Level, string Code, string Language, string Palette, ChartWidth Width), Chart?> _kept = new();
    private volatile string _snapshot = "";

    /// <summary>The chart of a request, or null when nothing of the kind is published for the group.</summary>
    public Chart? Get(ChartKind kind, ChartRequest request)
    {
        if (_snapshot != request.Snapshot.Id)
        {
            _kept.Clear();
            _snapshot = request.Snapshot.Id;
        }

        var key = (kind, request.Snapshot.Id, request.Organisation, request.Wave, (int)request.Level, request.Code, request.Language, request.Palette.Name, request.Width);
        return _kept.GetOrAdd(key, _ => Draw(kind, request));
    }

    /// <summary>Draws a chart with a line for each of a few groups.</summary>
    public static Chart Draw(LinesRequest request) => LinesChart.Draw(request);

    /// <summary>Draws a chart; null when nothing of the kind is published for the group, and for lines, which need their groups.</summary>
    public static Chart? Draw(ChartKind kind, ChartRequest request) => kind switch
    {
        ChartKind.Distribution => DistributionChart.Draw(request),
        ChartKind.Gap => GapChart.Draw(request),
        ChartKind.Heat => HeatChart.Draw(request),
        ChartKind.Lines => null,
        _ => TrendChart.Draw(request, kind),
    };
}
