using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.Extensions.Options;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Tells whether figures are stale: no good night for two days, or a source older than agreed.</summary>
public sealed class Freshness
{
    private readonly IRunLog _runs;
    private readonly ISnapshotReader _snapshots;
    private readonly TimeProvider _clock;
    private readonly PagesOptions _options;

    /// <summary>For the request.</summary>
    public Freshness(IRunLog runs, ISnapshotReader snapshots, TimeProvider clock, IOptions<PagesOptions> options)
    {
        _runs = runs;
        _snapshots = snapshots;
        _clock = clock;
        _options = options.Value;
    }

    /// <summary>When the last good night ended (or the snapshot was published by hand), UTC, if that is too long ago; otherwise null.</summary>
    public DateTime? StaleSince() => Since(_runs.LastGood("nightly")?.Ended, _snapshots.PublishedAt(), Now, _options.StaleAfterHours);

    /// <summary>The later of a good night and a publication, UTC, if that is more than some hours ago; null if it is not, or if there was neither.</summary>
    public static DateTime? Since(DateTime? night, DateTime? published, DateTime utc, int hours)
    {
        var last = night is { } a && published is { } b ? (a > b ? a : b) : night ?? published;
        return last is { } at && utc - at > TimeSpan.FromHours(hours) ? at : null;
    }

    /// <summary>True if a source is older than is expected of its kind; one of which nothing is expected is never too old.</summary>
    public static bool IsOld(PublishedSource source, DateOnly today, IReadOnlyDictionary<DeliveryKind, int> expectedEveryDays) =>
        expectedEveryDays.TryGetValue(source.Kind, out var days) && today.DayNumber - source.AsOf.DayNumber > days;

    /// <summary>The sources of an organisation that are older than agreed.</summary>
    public IReadOnlyList<PublishedSource> OldSources(PublishedOrganisation organisation)
    {
        var today = Format.LocalDay(Now);
        return [.. organisation.Sources.Where(s => IsOld(s, today, _options.SourceExpectedEveryDays))];
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;
}
