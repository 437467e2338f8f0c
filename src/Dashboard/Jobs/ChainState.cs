using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>What the steps of one run hand on to each other; gone when the run ends.</summary>
internal sealed class ChainState
{
    /// <summary>At the start of a run.</summary>
    public ChainState(
        Configuration configuration, DateOnly today, DateTime utc, IReadOnlyDictionary<string, string>? reopen, Checkpoint checkpoint)
    {
        Configuration = configuration;
        Today = today;
        Utc = utc;
        Reopen = reopen;
        Checkpoint = checkpoint;
    }

    /// <summary>Reviewed configuration, read at the start of the run.</summary>
    public Configuration Configuration { get; }

    /// <summary>The calendar day in Sweden.</summary>
    public DateOnly Today { get; }

    /// <summary>When the run started, UTC.</summary>
    public DateTime Utc { get; }

    /// <summary>Waves to compute again, with the reason; null for an ordinary run.</summary>
    public IReadOnlyDictionary<string, string>? Reopen { get; }

    /// <summary>Points between two pieces of work inside a step.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The snapshot that is published now; empty until the refresh.</summary>
    public string SnapshotId { get; set; } = "";

    /// <summary>What the refresh did; null before it.</summary>
    public RefreshResult? Refreshed { get; set; }
}
