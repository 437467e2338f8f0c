using System.Diagnostics;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Benchmarks;

/// <summary>Reads as the reader behind it does, and takes the time in which at least one read goes on.</summary>
internal sealed class TimedColumns(IColumnReader inner) : IColumnReader
{
    public Stopwatch Watch { get; } = new();

    public RegisterColumns Register(string organisation, DateOnly day) => Timed(() => inner.Register(organisation, day));

    public ResponseColumns Responses(string organisation, string wave) => Timed(() => inner.Responses(organisation, wave));

    public TrainingColumns Training(string organisation) => Timed(() => inner.Training(organisation));

    public IReadOnlyList<UnitRow> Units(string organisation) => Timed(() => inner.Units(organisation));

    public IReadOnlyList<CourseRow> Courses(string organisation) => Timed(() => inner.Courses(organisation));

    public IReadOnlyList<RequirementRow> Requirements(string organisation) => Timed(() => inner.Requirements(organisation));

    public AttendanceColumns Attendance(string organisation) => Timed(() => inner.Attendance(organisation));

    public CoachingColumns Coaching(string organisation) => Timed(() => inner.Coaching(organisation));

    public IdeaColumns Ideas(string organisation) => Timed(() => inner.Ideas(organisation));

    public AccessColumns Access(string organisation, DateOnly day) => Timed(() => inner.Access(organisation, day));

    public IReadOnlyList<PlanRow> Plans(string organisation) => Timed(() => inner.Plans(organisation));

    public IReadOnlyList<PlanActionRow> PlanActions(string organisation) => Timed(() => inner.PlanActions(organisation));

    public IReadOnlyList<FrameworkRow> Frameworks(string organisation) => Timed(() => inner.Frameworks(organisation));

    public IReadOnlyDictionary<DeliveryKind, DateOnly> NewestDeliveries(string organisation) => Timed(() => inner.NewestDeliveries(organisation));

    public string Stamp(string organisation) => Timed(() => inner.Stamp(organisation));

    private readonly Lock _lock = new();
    private int _reading;

    private T Timed<T>(Func<T> read)
    {
        Count(1);
        var result = read();
        Count(-1);
        return result;
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _reading += change;
            if (_reading == 0)
            {
                Watch.Stop();
            }
            else
            {
                Watch.Start();
            }
        }
    }
}

/// <summary>Publishes as the publisher behind it does, and takes the time of the writing.</summary>
internal sealed class TimedPublisher(IPublisher inner) : IPublisher
{
    public Stopwatch Watch { get; } = new();

    public string? CurrentId() => inner.CurrentId();

    public byte[]? ReadContent(string snapshotId) => inner.ReadContent(snapshotId);

    public ReleaseRecord? LatestRelease(string organisation, string wave) => inner.LatestRelease(organisation, wave);

    public IReadOnlyList<ReleaseRecord> ReleaseLog(string organisation, string wave) => inner.ReleaseLog(organisation, wave);

    public WaveFreeze? Freeze(string organisation, string wave) => inner.Freeze(organisation, wave);

    public void Publish(Snapshot snapshot, byte[] content, IReadOnlyList<ReleaseRecord> releases, IReadOnlyList<WaveFreeze> freezes, DateTime utc)
    {
        Watch.Start();
        inner.Publish(snapshot, content, releases, freezes, utc);
        Watch.Stop();
    }

    public bool IsWithdrawn(string snapshotId) => inner.IsWithdrawn(snapshotId);

    public string? Withdraw(string reason, DateTime utc) => inner.Withdraw(reason, utc);
}
