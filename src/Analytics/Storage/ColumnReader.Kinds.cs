using System.Data.Common;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Attendance, coaching, ideas, access lists, plans and frameworks.</summary>
internal sealed partial class ColumnReader
{
    public AttendanceColumns Attendance(string organisation) => database.Read(session =>
    {
        var deliveries = InForce.Of(Ledger(session, organisation), DeliveryKind.Attendance);
        return deliveries.Count == 0 ? AttendanceColumns.None : new AttendanceRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
    });

    public CoachingColumns Coaching(string organisation) => database.Read(session =>
    {
        var deliveries = InForce.Of(Ledger(session, organisation), DeliveryKind.Coaching);
        return new CoachingRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
    });

    public IdeaColumns Ideas(string organisation) => database.Read(session =>
    {
        var deliveries = InForce.Of(Ledger(session, organisation), DeliveryKind.Ideas);
        return new IdeaRows(Codes(session), Rows(deliveries)).Read(session, deliveries);
    });

    public AccessColumns Access(string organisation, DateOnly day) => database.Read(session =>
    {
        var deliveries = InForce.Access(Ledger(session, organisation), day);
        return new AccessRows(Rows(deliveries)).Read(session, deliveries);
    });

    public IReadOnlyList<PlanRow> Plans(string organisation) => Latest(
        organisation, DeliveryKind.Plans, "facts/plans", r => new PlanRow(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), Day(r, 4), Day(r, 5), Whole(r, 6), Whole(r, 7), Hours(r, 8), Whole(r, 9),
            List(r.GetString(10))),
        p => RowKeys.Plan(p.Code),
        (x, y) => string.CompareOrdinal(x.Code, y.Code));

    public IReadOnlyList<PlanActionRow> PlanActions(string organisation) => Latest(
        organisation, DeliveryKind.PlanActions, "facts/plan_actions", r => new PlanActionRow(
            r.GetString(0), r.GetString(1), r.GetString(2), Day(r, 3), Day(r, 4), r.GetString(5), Hours(r, 6), (YesNo)r.GetByte(7)),
        a => RowKeys.PlanAction(a.Plan, a.Code),
        (x, y) => string.CompareOrdinal(x.Plan, y.Plan) is not 0 and var byPlan ? byPlan : string.CompareOrdinal(x.Code, y.Code));

    public IReadOnlyList<FrameworkRow> Frameworks(string organisation) => Latest(
        organisation, DeliveryKind.Framework, "facts/framework_entries", r => new FrameworkRow(
            r.GetString(0), r.GetString(1), r.GetString(2), (FrameworkEntry)r.GetByte(3), r.GetString(4), r.GetString(5), r.GetString(6),
            r.GetByte(7), r.GetByte(8), (CompetenceDimension)r.GetByte(9)),
        f => RowKeys.Framework(f.Framework, f.Version, f.Id),
        (x, y) => string.CompareOrdinal(x.Framework, y.Framework) is not 0 and var byFramework ? byFramework
            : string.CompareOrdinal(x.Version, y.Version) is not 0 and var byVersion ? byVersion
            : string.CompareOrdinal(x.Id, y.Id));

    private static DateOnly? Day(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : DateOnly.FromDayNumber(reader.GetInt32(column));

    private static int? Whole(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);
}
