using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Storage;

/// <summary>Reads what is in force into columns. Internal: only Runs uses it.</summary>
internal interface IColumnReader
{
    /// <summary>
    /// The last register whose as-of day is on or before <paramref name="day"/>: its full extract and the deltas after it, with what
    /// the access lists for the day say laid over it.
    /// </summary>
    RegisterColumns Register(string organisation, DateOnly day);

    /// <summary>What IT's lists for a day say of each person: of each source the newest one on or before it.</summary>
    AccessColumns Access(string organisation, DateOnly day);

    /// <summary>The answers of a wave.</summary>
    ResponseColumns Responses(string organisation, string wave);

    /// <summary>All training.</summary>
    TrainingColumns Training(string organisation);

    /// <summary>All attendance.</summary>
    AttendanceColumns Attendance(string organisation);

    /// <summary>All coaching pairs, past ones included.</summary>
    CoachingColumns Coaching(string organisation);

    /// <summary>All ideas.</summary>
    IdeaColumns Ideas(string organisation);

    /// <summary>Units, every period, ordered by code and first day.</summary>
    IReadOnlyList<UnitRow> Units(string organisation);

    /// <summary>Courses ordered by code.</summary>
    IReadOnlyList<CourseRow> Courses(string organisation);

    /// <summary>Requirements ordered by role and competence.</summary>
    IReadOnlyList<RequirementRow> Requirements(string organisation);

    /// <summary>Transformation plans ordered by code.</summary>
    IReadOnlyList<PlanRow> Plans(string organisation);

    /// <summary>Actions ordered by plan and code.</summary>
    IReadOnlyList<PlanActionRow> PlanActions(string organisation);

    /// <summary>Entries of delivered frameworks ordered by framework, version and id.</summary>
    IReadOnlyList<FrameworkRow> Frameworks(string organisation);

    /// <summary>Per kind: the newest as-of day in force.</summary>
    IReadOnlyDictionary<DeliveryKind, DateOnly> NewestDeliveries(string organisation);

    /// <summary>
    /// A stamp that changes whenever anything in force of an organisation changes: SHA-256 over the ids-free identities of the
    /// deliveries in force, in order. Equal stamps mean equal columns.
    /// </summary>
    string Stamp(string organisation);

    /// <summary>Whether what a wave rests on is still there as it was delivered.</summary>
    /// <param name="organisation">Code.</param>
    /// <param name="wave">Code.</param>
    /// <param name="day">The wave's reference date.</param>
    WaveKeeping Keeping(string organisation, string wave, DateOnly day) => WaveKeeping.Whole;
}

/// <summary>What has become of a wave's answers and of the register that they were laid over.</summary>
internal enum WaveKeeping
{
    /// <summary>All there.</summary>
    Whole,
    /// <summary>The answers have no pseudonyms any more (method §1.9).</summary>
    Unlinked,
    /// <summary>A retention rule has destroyed some of it.</summary>
    Destroyed,
}

/// <summary>The released tables of one organisation and wave, as released (method §4.6).</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Wave">Code.</param>
/// <param name="Number">1 for the first release.</param>
/// <param name="Content">The packed tables (format of Runs).</param>
/// <param name="Contributors">Packed: who contributed to which group with which content hash, for the comparison with a later release (format of Runs).</param>
/// <param name="Stamp">Stamp of the data it was computed from.</param>
/// <param name="Reason">Why, for a release after the first; empty for the first.</param>
/// <param name="ReleasedAt">UTC.</param>
internal sealed record ReleaseRecord(
    string Organisation, string Wave, int Number, byte[] Content, byte[] Contributors, string Stamp, string Reason, DateTime ReleasedAt);

/// <summary>What was decided when a wave opened and never changes: structure, merges, thresholds; or a month's facts of units.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Wave">Code of the wave; of a month "facts " and the month, e.g. "facts 2026-11", which no wave can be called.</param>
/// <param name="Content">Packed (format of Runs).</param>
/// <param name="FrozenAt">UTC.</param>
internal sealed record WaveFreeze(string Organisation, string Wave, byte[] Content, DateTime FrozenAt);

/// <summary>Writes snapshots and the release log, and flips the pointer. Internal: only Runs uses it.</summary>
internal interface IPublisher
{
    /// <summary>Id of the published snapshot, or null.</summary>
    string? CurrentId();

    /// <summary>Packed content of a snapshot, or null.</summary>
    byte[]? ReadContent(string snapshotId);

    /// <summary>The newest release of an organisation and wave that was not withdrawn, or null.</summary>
    ReleaseRecord? LatestRelease(string organisation, string wave);

    /// <summary>All releases, withdrawn ones included, oldest first.</summary>
    IReadOnlyList<ReleaseRecord> ReleaseLog(string organisation, string wave);

    /// <summary>What was frozen at opening, or null.</summary>
    WaveFreeze? Freeze(string organisation, string wave);

    /// <summary>
    /// In one transaction: freezes, releases, the packed content, every cell as a row under the same id, and last the pointer.
    /// A snapshot id that exists already is only pointed at.
    /// </summary>
    void Publish(Snapshot snapshot, byte[] content, IReadOnlyList<ReleaseRecord> releases, IReadOnlyList<WaveFreeze> freezes, DateTime utc);

    /// <summary>True if the snapshot was published and taken back, and not published again since.</summary>
    bool IsWithdrawn(string snapshotId);

    /// <summary>
    /// Points back at the previous snapshot, marks the releases that came with the withdrawn one, and forgets the month's facts of units that
    /// did; null if there is no previous one.
    /// </summary>
    string? Withdraw(string reason, DateTime utc);
}
