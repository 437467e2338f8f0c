using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Desk;

/// <summary>What an alert is about. Two that are equal are the same alert.</summary>
/// <param name="Rule">Name of the rule; its words are <c>alert.RULE</c> in the text files.</param>
/// <param name="Organisation">Code; empty if it is about all.</param>
/// <param name="Wave">Wave code, or empty.</param>
/// <param name="Scope">What the code names: "organisation", "department", "operation", "plan", "source"; empty if nothing.</param>
/// <param name="Code">Code within the scope; never one of a unit or a person.</param>
public sealed record AlertKey(string Rule, string Organisation, string Wave, string Scope, string Code);

/// <summary>An alert that a rule finds now.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Name">Name of what the code names, for people; may be empty.</param>
public sealed record AlertFinding(AlertKey Key, string Name);

/// <summary>An alert that was raised.</summary>
/// <param name="Id">Assigned in order.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Name">Name of what the code names when it was raised; may be empty.</param>
/// <param name="SnapshotId">The snapshot that was published then; empty if none.</param>
/// <param name="Raised">UTC.</param>
/// <param name="Cleared">When it no longer held, UTC; null while it does.</param>
public sealed record AlertRecord(long Id, AlertKey Key, string Name, string SnapshotId, DateTime Raised, DateTime? Cleared);

/// <summary>Alerts: raised once, cleared when they are gone.</summary>
public interface IAlerts
{
    /// <summary>Makes the open alerts those that are found now: raises what is new, clears what is gone, leaves the rest alone.</summary>
    /// <returns>What was raised, and how many were cleared.</returns>
    (IReadOnlyList<AlertRecord> Raised, int Cleared) Reconcile(IReadOnlyList<AlertFinding> found, string snapshotId, DateTime utc);

    /// <summary>Those that hold, oldest first.</summary>
    IReadOnlyList<AlertRecord> Open();

    /// <summary>Those raised after one, oldest first, cleared ones too.</summary>
    IReadOnlyList<AlertRecord> After(long id);
}

/// <summary>Alerts in the database.</summary>
internal sealed class AlertStore(Database database) : IAlerts
{
    public (IReadOnlyList<AlertRecord> Raised, int Cleared) Reconcile(IReadOnlyList<AlertFinding> found, string snapshotId, DateTime utc)
    {
        var now = found.DistinctBy(f => f.Key).ToList();
        return database.Write(session =>
        {
            // Taken first, even for none: it makes two that look at the same time wait for each other.
            var next = session.TakeIds("alert", now.Count);
            var open = session.Query<Row>("alerts/open").ConvertAll(r => r.ToRecord());
            var raised = new List<AlertRecord>();
            foreach (var finding in now.Where(f => open.TrueForAll(o => o.Key != f.Key)))
            {
                var record = new AlertRecord(next++, finding.Key, finding.Name, snapshotId, utc, null);
                session.Execute("alerts/add", new
                {
                    id = record.Id,
                    rule_name = record.Key.Rule,
                    organisation = record.Key.Organisation,
                    wave = record.Key.Wave,
                    scope = record.Key.Scope,
                    code = record.Key.Code,
                    name = record.Name,
                    snapshot_id = snapshotId,
                    utc,
                });
                raised.Add(record);
            }

            var cleared = open.Where(o => now.TrueForAll(f => f.Key != o.Key)).Sum(o => session.Execute("alerts/clear", new { id = o.Id, utc }));
            return ((IReadOnlyList<AlertRecord>)raised, cleared);
        });
    }

    public IReadOnlyList<AlertRecord> Open() => database.Read(session => session.Query<Row>("alerts/open").ConvertAll(r => r.ToRecord()));

    public IReadOnlyList<AlertRecord> After(long id) => database.Read(session => session.Query<Row>("alerts/after", new { id }).ConvertAll(r => r.ToRecord()));

    private sealed class Row
    {
        public long Id { get; init; }

        public string RuleName { get; init; } = "";

        public string Organisation { get; init; } = "";

        public string Wave { get; init; } = "";

        public string Scope { get; init; } = "";

        public string Code { get; init; } = "";

        public string Name { get; init; } = "";

        public string SnapshotId { get; init; } = "";

        public DateTime RaisedUtc { get; init; }

        public DateTime? ClearedUtc { get; init; }

        public AlertRecord ToRecord() => new(Id, new AlertKey(RuleName, Organisation, Wave, Scope, Code), Name, SnapshotId, RaisedUtc, ClearedUtc);
    }
}
