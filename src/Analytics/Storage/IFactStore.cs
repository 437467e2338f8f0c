using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// The door for deliveries: rows go in, only counts come out. One session is one transaction: what is not completed never was.
/// </summary>
public interface IFactStore
{
    /// <summary>
    /// The delivery in force with the same identity (content hash, profile, profile version, wave, organisation, mode), or null.
    /// The same file twice changes nothing. A register, an access list, a training or an attendance file describes a day, which is part
    /// of its identity: last month's register, unchanged, is this month's when it is delivered as such.
    /// </summary>
    long? FindSame(DeliveryHeader header);

    /// <summary>
    /// The keys under which the store has pseudonyms of an organisation, by kind of id, and under the kind "rad" the secrets that made
    /// its row keys: a key file that knows none of them is the wrong one.
    /// </summary>
    IReadOnlyList<(string Kind, string KeyId)> KeyIds(string organisation);

    /// <summary>Opens a delivery. The caller holds the write lease.</summary>
    IDeliverySession Begin(DeliveryHeader header);
}

/// <summary>One delivery being written. Disposing without completing rolls everything back.</summary>
public interface IDeliverySession : IDisposable
{
    /// <summary>Adds survey answers; those that disagree with the register are flagged and counted.</summary>
    void Write(SurveyBatch batch);

    /// <summary>Answers written so far whose unit, role, gender or birth year is another than the register's.</summary>
    long Disagreements { get; }

    /// <summary>
    /// Adds employments and their aliases. A row whose aliases belong to two different persons is not stored: its line is
    /// returned, for quarantine.
    /// </summary>
    IReadOnlyList<int> Write(RegisterBatch batch);

    /// <summary>Adds training records.</summary>
    void Write(TrainingBatch batch);

    /// <summary>Adds courses.</summary>
    void Write(IReadOnlyList<CourseRow> rows);

    /// <summary>Adds units.</summary>
    void Write(IReadOnlyList<UnitRow> rows);

    /// <summary>Adds requirements.</summary>
    void Write(IReadOnlyList<RequirementRow> rows);

    /// <summary>Adds attendance.</summary>
    void Write(AttendanceBatch batch);

    /// <summary>Adds coaching pairs.</summary>
    void Write(CoachingBatch batch);

    /// <summary>Adds ideas.</summary>
    void Write(IdeaBatch batch);

    /// <summary>Adds accounts and devices.</summary>
    void Write(AccessBatch batch);

    /// <summary>Adds transformation plans.</summary>
    void Write(IReadOnlyList<PlanRow> rows);

    /// <summary>Adds actions of transformation plans.</summary>
    void Write(IReadOnlyList<PlanActionRow> rows);

    /// <summary>Adds entries of a competence framework.</summary>
    void Write(IReadOnlyList<FrameworkRow> rows);

    /// <summary>What was met so far while persons were looked up: to be told in the findings, which are written with the end.</summary>
    IdentityCounts Identity { get; }

    /// <summary>
    /// Ends the delivery: decides what it replaces, whether it waits for confirmation (a full delivery that would remove more
    /// than a tenth of the rows in force), writes the ledger and its findings, and commits — or rolls back for a dry run.
    /// </summary>
    /// <param name="rowsQuarantined">Rows held back by the reader.</param>
    /// <param name="rowsLeftOut">Rows left out on purpose, those of erased persons (<see cref="IdentityCounts.Erased"/>) included.</param>
    /// <param name="findings">Findings for the report.</param>
    /// <param name="dryRun">True: tells what would happen and rolls back.</param>
    DeliveryOutcome Complete(long rowsQuarantined, long rowsLeftOut, IReadOnlyList<Finding> findings, bool dryRun);
}

/// <summary>What a delivery came to.</summary>
/// <param name="DeliveryId">Its id in the ledger; 0 for a dry run.</param>
/// <param name="Status">In force or waiting.</param>
/// <param name="RowsStored">Rows stored.</param>
/// <param name="RowsQuarantined">Rows held back.</param>
/// <param name="RowsAdded">Row keys that were not in force before.</param>
/// <param name="RowsUpdated">Row keys that were in force and come again.</param>
/// <param name="RowsRemoved">Row keys in force before and not any more.</param>
/// <param name="Replaces">The delivery it replaces, or null.</param>
/// <param name="NewPersons">Persons met for the first time.</param>
/// <param name="Unlinked">Rows whose id matches no person in any register so far: kept, counted, tried again at the next register.</param>
public sealed record DeliveryOutcome(
    long DeliveryId, DeliveryStatus Status, long RowsStored, long RowsQuarantined, long RowsAdded, long RowsUpdated, long RowsRemoved, long? Replaces, long NewPersons, long Unlinked);
