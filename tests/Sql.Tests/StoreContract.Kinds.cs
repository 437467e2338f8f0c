using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void Attendance_is_updated_by_person_course_and_day_even_when_the_person_was_unknown_at_first()
    {
        var full = Deliver(Store, Header(DeliveryKind.Attendance), s => s.Write(Attendance(("1", "K1", October, YesNo.Yes), ("1", "K2", October, YesNo.Yes))));
        Assert.Equal(2, full.Unlinked);
        DeliverRegister(Store, October, ("1", null, "101"));
        var increment = Deliver(Store, Header(DeliveryKind.Attendance, DeliveryMode.Increment, October.AddDays(9)), s =>
            s.Write(Attendance(("1", "K1", October, YesNo.No), ("1", "K1", October.AddDays(7), YesNo.Yes))));
        Assert.Equal((1L, 1L, 0L), (increment.RowsAdded, increment.RowsUpdated, increment.Unlinked));

        var columns = Store.Columns.Attendance(Org);
        Assert.Equal((3, October.AddDays(9)), (columns.Count, columns.AsOf));
        Assert.Equal(["K2", "K1", "K1"], columns.Course.Select(c => columns.CourseCodes[c]));
        Assert.Equal([October.DayNumber, October.DayNumber, October.DayNumber + 7], columns.Day);
        Assert.Equal([YesNo.Yes, YesNo.No, YesNo.Yes], columns.Present.Select(p => (YesNo)p));
        Assert.Equal([250, 250, 250], columns.HoursHundredths);
        Assert.All(columns.Person, p => Assert.Equal(Store.Columns.Register(Org, October).Person[0], p));
        Assert.Equal((null, 0), (Store.Columns.Attendance("2480").AsOf, Store.Columns.Attendance("2480").Count));
    }

    [Fact]
    public void A_coaching_pair_is_two_persons_a_theme_and_a_first_day_and_counts_once_as_unlinked()
    {
        var full = Deliver(Store, Header(DeliveryKind.Coaching), s => s.Write(Coaching(
            ("1", "2", "möten", October), ("1", "2", "säkerhet", October), ("1", null, "", null))));
        Assert.Equal((3L, 3L), (full.RowsAdded, full.Unlinked));
        DeliverRegister(Store, October, ("1", null, "101"), ("2", null, "101"));
        var increment = Deliver(Store, Header(DeliveryKind.Coaching, DeliveryMode.Increment), s =>
        {
            var batch = Coaching(("1", "2", "möten", October), ("2", "1", "möten", October), ("1", "9", "möten", October));
            batch.To[0] = October.AddDays(60);
            batch.Direction[0] = CoachingDirection.EmployeeCoaches;
            s.Write(batch);
        });
        Assert.Equal((2L, 1L, 1L), (increment.RowsAdded, increment.RowsUpdated, increment.Unlinked));

        var register = Store.Columns.Register(Org, October).Person;
        var columns = Store.Columns.Coaching(Org);
        Assert.Equal([register[0], register[0], register[0], register[1], register[0]], columns.Manager);
        Assert.Equal([register[1], 0, register[1], register[0], 0], columns.Employee);
        Assert.Equal(["säkerhet", "", "möten", "möten", "möten"], columns.Theme.Select(t => t < 0 ? "" : columns.ThemeCodes[t]));
        Assert.Equal([October.DayNumber, 0], columns.ValidFrom[..2]);
        Assert.Equal([int.MaxValue, int.MaxValue, October.DayNumber + 60], columns.ValidTo[..3]);
        Assert.Equal((byte)CoachingDirection.EmployeeCoaches, columns.Direction[2]);
    }

    [Fact]
    public void An_idea_is_known_by_its_code_and_may_be_nobodys()
    {
        DeliverRegister(Store, October, ("1", null, "101"));
        var full = Deliver(Store, Header(DeliveryKind.Ideas), s => s.Write(Ideas(("I1", "1", October), ("I2", null, October), ("I3", "9", October))));
        Assert.Equal((3L, 1L), (full.RowsAdded, full.Unlinked));
        var increment = Deliver(Store, Header(DeliveryKind.Ideas, DeliveryMode.Increment), s =>
        {
            var batch = Ideas(("I2", null, October));
            batch.Status[0] = IdeaStatus.Declined;
            batch.Unit.Set(0, "");
            s.Write(batch);
        });
        Assert.Equal((0L, 1L), (increment.RowsAdded, increment.RowsUpdated));
        var columns = Store.Columns.Ideas(Org);
        Assert.Equal([Store.Columns.Register(Org, October).Person[0], 0, 0], columns.Person);
        Assert.Equal([IdeaStatus.Acted, IdeaStatus.Acted, IdeaStatus.Declined], columns.Status.Select(s => (IdeaStatus)s));
        Assert.Equal(["101", "101", ""], columns.Unit.Select(u => u < 0 ? "" : columns.UnitCodes[u]));
        Assert.Equal((-1, "innovation"), (columns.Theme[0], columns.TargetAreaCodes[columns.TargetArea[0]]));
    }

    [Fact]
    public void Plans_and_actions_come_back_as_delivered_and_are_read_at_the_desk()
    {
        var bare = new PlanRow("A", "A", "", "101", null, null, null, null, null, null, []);
        Deliver(Store, Header(DeliveryKind.Plans), s => s.Write([Plan("P1"), bare]));
        var action = new PlanActionRow("P1", "2", "Lås", October, October.AddDays(3), "trygghet", 12.25m, YesNo.Yes);
        Deliver(Store, Header(DeliveryKind.PlanActions), s => s.Write([action, new PlanActionRow("P1", "1", "Schema", null, null, "", null, YesNo.Unknown)]));
        var plans = Store.Plans.Plans(Org);
        Assert.Equal(["A", "P1"], plans.Select(p => p.Code));
        Assert.Equal(bare with { TargetAreas = [] }, plans[0] with { TargetAreas = [] });
        Assert.Equal(Plan("P1").TargetAreas, plans[1].TargetAreas);
        Assert.Equal(Plan("P1") with { TargetAreas = [] }, plans[1] with { TargetAreas = [] });
        Assert.Equal([new PlanActionRow("P1", "1", "Schema", null, null, "", null, YesNo.Unknown), action], Store.Plans.Actions(Org));
        Assert.Equal(["A", "P1"], Store.Structure.Plans(Org).Order(StringComparer.Ordinal));

        var change = Deliver(Store, Header(DeliveryKind.Plans, DeliveryMode.Increment), s => s.Write([Plan("P1") with { ActionsDone = 8 }]));
        Assert.Equal((0L, 1L), (change.RowsAdded, change.RowsUpdated));
        Assert.Equal(8, Store.Plans.Plans(Org)[1].ActionsDone);
    }

    [Fact]
    public void A_delivered_framework_is_read_with_names_and_with_a_full_delivery_of_another_version_in_its_place_once_confirmed()
    {
        FrameworkRow[] rows =
        [
            Entry("1", FrameworkEntry.Area), Entry("1.1", FrameworkEntry.Competence, "1"),
            Entry("CS1.1.01", FrameworkEntry.Statement, "1.1") with { LevelFrom = 1, LevelTo = 2, Dimension = CompetenceDimension.Skill, NameSv = "Å" },
        ];
        Deliver(Store, Header(DeliveryKind.Framework), s => s.Write(rows));
        Assert.Equal(rows, Store.Columns.Frameworks(Org));
        var framework = Assert.Single(Store.Frameworks.Of(Org));
        Assert.Equal(("digcomp", "3.0", false), (framework.Id, framework.Version, framework.SameIds));
        Assert.Empty(Store.Frameworks.Of("2480"));

        Deliver(Store, Header(DeliveryKind.Framework, source: "annat"), s => s.Write([Entry("1.1", FrameworkEntry.Competence, version: "4.0")]));
        Assert.Equal(["3.0", "4.0"], Store.Frameworks.Of(Org).Select(f => f.Version));
        var replacing = Deliver(Store, Header(DeliveryKind.Framework), s => s.Write([Entry("1.1", FrameworkEntry.Competence, version: "5.0")]));
        Assert.Equal(DeliveryStatus.Waiting, replacing.Status);
        Store.Ledger.Confirm(replacing.DeliveryId, Utc);
        Assert.Equal(["4.0", "5.0"], Store.Frameworks.Of(Org).Select(f => f.Version));
    }

    [Fact]
    public void A_list_for_another_day_is_another_delivery_where_the_day_is_part_of_what_it_says()
    {
        foreach (var (kind, dated) in new[] { (DeliveryKind.Attendance, true), (DeliveryKind.Access, true), (DeliveryKind.Ideas, false) })
        {
            var header = Header(kind);
            var id = Deliver(Store, header, s =>
            {
                if (kind == DeliveryKind.Attendance)
                {
                    s.Write(Attendance(("1", "K1", October, YesNo.Yes)));
                }
                else if (kind == DeliveryKind.Access)
                {
                    s.Write(AccessList(("1", 1, YesNo.Yes, DeviceAccess.Own, 0)));
                }
                else
                {
                    s.Write(Ideas(("I1", null, October)));
                }
            }).DeliveryId;
            Assert.Equal(id, Store.Facts.FindSame(header));
            Assert.Equal(dated ? null : id, Store.Facts.FindSame(header with { AsOf = October.AddDays(30) }));
        }
    }

    [Fact]
    public void Every_kind_refuses_a_batch_of_another_and_changes_the_stamp()
    {
        var stamps = new HashSet<string> { Store.Columns.Stamp(Org) };
        var writes = new Dictionary<DeliveryKind, Action<IDeliverySession>>
        {
            [DeliveryKind.Attendance] = s => s.Write(Attendance(("1", "K1", October, YesNo.Yes))),
            [DeliveryKind.Coaching] = s => s.Write(Coaching(("1", "2", "", null))),
            [DeliveryKind.Ideas] = s => s.Write(Ideas(("I1", null, October))),
            [DeliveryKind.Access] = s => s.Write(AccessList(("1", 1, YesNo.Yes, DeviceAccess.Own, 0))),
            [DeliveryKind.Plans] = s => s.Write([Plan("P1")]),
            [DeliveryKind.PlanActions] = s => s.Write([new PlanActionRow("P1", "1", "", null, null, "", null, YesNo.No)]),
            [DeliveryKind.Framework] = s => s.Write([Entry("1", FrameworkEntry.Area)]),
        };
        foreach (var (kind, write) in writes)
        {
            using (var session = Store.Facts.Begin(Header(kind)))
            {
                Assert.All(writes.Where(w => w.Key != kind), w => Assert.Throws<ArgumentException>(() => w.Value(session)));
            }

            Assert.Equal(DeliveryStatus.InForce, Deliver(Store, Header(kind), write).Status);
            Assert.Equal(October, Store.Columns.NewestDeliveries(Org)[kind]);
            Assert.True(stamps.Add(Store.Columns.Stamp(Org)), kind.ToString());
        }
    }
}
