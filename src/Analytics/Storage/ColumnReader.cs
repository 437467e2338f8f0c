using System.Data.Common;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads what is in force into arrays; delivery by delivery in the order of their primary keys, so nothing is sorted.</summary>
internal sealed partial class ColumnReader(Database database) : IColumnReader
{
    public RegisterColumns Register(string organisation, DateOnly day) => Register(organisation, day, null);

    /// <summary>The register for a day as it was known at an instant (method §1.1); null = now.</summary>
    internal RegisterColumns Register(string organisation, DateOnly day, DateTime? knownAt) => database.Read(session =>
    {
        var ledger = Ledger(session, organisation);
        var deliveries = InForce.Register(ledger, day, knownAt);
        var register = new RegisterRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
        var lists = InForce.Access(ledger, day, knownAt);
        if (lists.Count > 0)
        {
            AccessOverlay.Lay(new AccessRows(Rows(lists)).Read(session, lists), register);
        }

        return register;
    });

    public ResponseColumns Responses(string organisation, string wave) => database.Read(session =>
    {
        var deliveries = InForce.Survey(Ledger(session, organisation), wave);
        return new ResponseRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
    });

    public TrainingColumns Training(string organisation) => database.Read(session =>
    {
        var deliveries = InForce.Of(Ledger(session, organisation), DeliveryKind.Training);
        return new TrainingRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
    });

    public IReadOnlyList<UnitRow> Units(string organisation) => Latest(
        organisation, DeliveryKind.Units, "facts/units", r => new UnitRow(
            r.GetString(0), r.GetString(1), r.GetString(2), Enum.Parse<UnitLevel>(r.GetString(3)), r.GetString(4),
            DateOnly.FromDayNumber(r.GetInt32(5)), r.IsDBNull(6) ? null : DateOnly.FromDayNumber(r.GetInt32(6)), List(r.GetString(7))),
        u => RowKeys.Unit(u.Code, u.ValidFrom.DayNumber),
        (x, y) => string.CompareOrdinal(x.Code, y.Code) is not 0 and var byCode ? byCode : x.ValidFrom.CompareTo(y.ValidFrom));

    public IReadOnlyList<CourseRow> Courses(string organisation) => Latest(
        organisation, DeliveryKind.Courses, "facts/courses", r => new CourseRow(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), List(r.GetString(4)), Hours(r, 5), Hours(r, 6), r.GetByte(7) != 0),
        c => RowKeys.Course(c.Code),
        (x, y) => string.CompareOrdinal(x.Code, y.Code));

    public IReadOnlyList<RequirementRow> Requirements(string organisation) => Latest(
        organisation, DeliveryKind.Requirements, "facts/requirements", r => new RequirementRow(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetByte(4) != 0),
        q => RowKeys.Requirement(q.Role, q.Competence),
        (x, y) => string.CompareOrdinal(x.Role, y.Role) is not 0 and var byRole ? byRole : string.CompareOrdinal(x.Competence, y.Competence));

    public IReadOnlyDictionary<DeliveryKind, DateOnly> NewestDeliveries(string organisation) => database.Read(session =>
        Ledger(session, organisation).Where(d => d.State == DeliveryStatus.InForce)
            .GroupBy(d => d.Holds).ToDictionary(g => g.Key, g => g.Max(d => d.AsOf)));

    public string Stamp(string organisation) => database.Read(session => InForce.Stamp(Ledger(session, organisation)));

    public WaveKeeping Keeping(string organisation, string wave, DateOnly day) => database.Read(session =>
    {
        var ledger = Ledger(session, organisation);
        var answers = InForce.Survey(ledger, wave);
        return answers.Concat(InForce.Register(ledger, day)).Concat(InForce.Access(ledger, day)).Any(d => d.DestroyedUtc is not null) ? WaveKeeping.Destroyed
            : answers.Exists(d => d.UnlinkedUtc is not null) ? WaveKeeping.Unlinked
            : WaveKeeping.Whole;
    });

    private static List<DeliveryRow> Ledger(Session session, string organisation) =>
        session.Query<DeliveryRow>("facts/deliveries", new { organisation });

    private static Dictionary<long, string> Codes(Session session)
    {
        var codes = new Dictionary<long, string>();
        using var reader = session.Read("facts/codes");
        while (reader.Read())
        {
            codes.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return codes;
    }

    /// <summary>Rows to expect: arrays are made in their size at once.</summary>
    private static int Rows(List<DeliveryRow> deliveries) => (int)Math.Clamp(deliveries.Sum(d => d.RowsStored), 0, 1 << 24);

    private static string[] List(string joined) => joined.Length == 0 ? [] : joined.Split(DeliveryTables.Separator);

    private static decimal? Hours(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column) / 100m;

    /// <summary>Short lists: the last row of each key, ordered.</summary>
    private List<T> Latest<T>(
        string organisation, DeliveryKind kind, string query, Func<DbDataReader, T> read, Func<T, RowKey> key, Comparison<T> order) =>
        database.Read(session =>
        {
            var latest = new Dictionary<RowKey, T>();
            foreach (var delivery in InForce.Of(Ledger(session, organisation), kind))
            {
                using var reader = session.Read(query, "@delivery", delivery.Id);
                while (reader.Read())
                {
                    var row = read(reader);
                    latest[key(row)] = row;
                }
            }

            var rows = latest.Values.ToList();
            rows.Sort(order);
            return rows;
        });
}
