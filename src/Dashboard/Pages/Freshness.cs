using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
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
    public DateTime? StaleSince()
    {
        var night = _runs.LastGood("nightly")?.Ended;
        var published = _snapshots.PublishedAt();
        var last = night is { } a && published is { } b ? (a > b ? a : b) : night ?? published;
        return last is { } at && Now - at > TimeSpan.FromHours(_options.StaleAfterHours) ? at : null;
    }

    /// <summary>The sources of an organisation that are older than agreed.</summary>
    public IReadOnlyList<PublishedSource> OldSources(PublishedOrganisation organisation)
    {
        var today = Format.LocalDay(Now);
        return
        [
            .. organisation.Sources.Where(s =>
                _options.SourceExpectedEveryDays.TryGetValue(s.Kind, out var days) && today.DayNumber - s.AsOf.DayNumber > days),
        ];
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;
}
