using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void A_full_delivery_replaces_the_one_before_it()
    {
        var first = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3);
        var second = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3, 4);
        Assert.Equal((3L, 0L, 0L), (first.RowsAdded, first.RowsUpdated, first.RowsRemoved));
        Assert.Equal((1L, 3L, 0L, (long?)first.DeliveryId), (second.RowsAdded, second.RowsUpdated, second.RowsRemoved, second.Replaces));
        Assert.Equal([1, 2, 3, 4], Keys(Store));
        var old = Store.Ledger.Find(first.DeliveryId)!;
        Assert.Equal((DeliveryStatus.Replaced, (long?)second.DeliveryId), (old.Status, old.ReplacedBy));
    }

    [Fact]
    public void The_ledger_keeps_what_each_delivery_changed()
    {
        var first = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3);
        var waiting = DeliverAnswers(Store, DeliveryMode.Full, 3, 4);
        using (var session = Store.Facts.Begin(Header(DeliveryKind.Survey, DeliveryMode.Increment)))
        {
            session.Write(Answers(2, 9));
            session.Complete(1, 5, [], dryRun: false);
        }

        var refused = Store.Ledger.RecordRefused(Header(DeliveryKind.Survey), []);
        Assert.Equal(
            [(null, null, null, null), (1L, 1L, 0L, 5L), (1L, 1L, 2L, 0L), ((long?)3L, (long?)0L, (long?)0L, (long?)0L)],
            Store.Ledger.Latest(10).Select(e => (e.RowsAdded, e.RowsUpdated, e.RowsRemoved, e.RowsLeftOut)));
        Assert.Equal([refused, first.DeliveryId], [Store.Ledger.Before(long.MaxValue, 10)[0].Id, Store.Ledger.Before(long.MaxValue, 10)[3].Id]);

        // What a waiting one would change is what it was found to change; a yes does not alter it.
        Assert.Equal((1L, 2L), (Store.Ledger.Waiting()[0].RowsAdded, Store.Ledger.Waiting()[0].RowsRemoved));
        Assert.True(Store.Ledger.Confirm(waiting.DeliveryId, Utc));
        Assert.Equal((1L, 1L, 2L), (Store.Ledger.Find(waiting.DeliveryId)!.RowsAdded, Store.Ledger.Find(waiting.DeliveryId)!.RowsUpdated, Store.Ledger.Find(waiting.DeliveryId)!.RowsRemoved));
        Assert.Contains(Store.Ledger.InForce(), e => e.Newest.RowsRemoved is not null);
    }

    [Fact]
    public void Full_deliveries_of_other_sources_and_waves_stay_in_force()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1, 2);
        Deliver(Store, Header(DeliveryKind.Survey, source: "papper"), s => s.Write(Answers(2, 3)));
        Deliver(Store, Header(DeliveryKind.Survey) with { Wave = "2021-02" }, s => s.Write(Answers(9)));
        Assert.Equal([1, 2, 2, 3], Keys(Store));
        Assert.Equal([9], Store.Columns.Responses(Org, "2021-02").RowKey);
    }

    [Fact]
    public void An_increment_adds_rows_and_updates_those_with_the_same_key()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1, 2);
        var outcome = Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Increment), s => s.Write(Survey((2, null, [7, 7]), (3, null, [8, 8]))));
        Assert.Equal((1L, 1L, 0L, null), (outcome.RowsAdded, outcome.RowsUpdated, outcome.RowsRemoved, outcome.Replaces));
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([1, 2, 3], columns.RowKey);
        Assert.Equal([3, 7, 8], columns.Answers[0]);
    }

    [Fact]
    public void A_correction_replaces_the_named_delivery_in_its_place_below_later_increments()
    {
        var full = DeliverAnswers(Store, DeliveryMode.Full, 1, 2);
        Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Increment), s => s.Write(Survey((2, null, [7, 7]))));
        var correction = Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Correction, corrects: full.DeliveryId), s => s.Write(Survey((2, null, [1, 1]), (5, null, [5, 5]))));
        Assert.Equal((full.DeliveryId, 1L, 1L, 1L), (correction.Replaces, correction.RowsAdded, correction.RowsUpdated, correction.RowsRemoved));
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([5, 2], columns.RowKey);
        Assert.Equal([5, 7], columns.Answers[0]);
    }

    [Fact]
    public void A_correction_of_what_is_not_in_force_is_refused_and_nothing_is_stored()
    {
        var full = DeliverAnswers(Store, DeliveryMode.Full, 1);
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        var error = Assert.Throws<StoreException>(() => Store.Facts.Begin(Header(DeliveryKind.Survey, DeliveryMode.Correction, corrects: full.DeliveryId)));
        Assert.Equal("store.corrects", error.Text.Code);
        Assert.Equal(2, Store.Ledger.Latest(10).Count);
    }

    [Fact]
    public void A_full_delivery_that_removes_more_than_a_tenth_waits_and_counts_when_confirmed()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        var tenth = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        Assert.Equal(DeliveryStatus.InForce, tenth.Status);
        var more = DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3, 4, 5, 6, 7, 8);
        Assert.Equal((DeliveryStatus.Waiting, 1L, null), (more.Status, more.RowsRemoved, more.Replaces));
        Assert.Equal(9, Keys(Store).Length);
        var before = Store.Columns.Stamp(Org);

        Assert.True(Store.Ledger.Confirm(more.DeliveryId, Utc));
        Assert.False(Store.Ledger.Confirm(more.DeliveryId, Utc));
        Assert.Equal(8, Keys(Store).Length);
        Assert.NotEqual(before, Store.Columns.Stamp(Org));
        Assert.Equal((DeliveryStatus.InForce, (long?)tenth.DeliveryId), (Store.Ledger.Find(more.DeliveryId)!.Status, Store.Ledger.Find(more.DeliveryId)!.Replaces));
        Assert.Equal(DeliveryStatus.Replaced, Store.Ledger.Find(tenth.DeliveryId)!.Status);
    }

    [Fact]
    public void A_waiting_delivery_is_overtaken_by_a_later_full_one()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3);
        var waiting = DeliverAnswers(Store, DeliveryMode.Full, 1);
        DeliverAnswers(Store, DeliveryMode.Full, 1, 2, 3, 4);
        Assert.Equal(DeliveryStatus.Replaced, Store.Ledger.Find(waiting.DeliveryId)!.Status);
        Assert.False(Store.Ledger.Confirm(waiting.DeliveryId, Utc));
        Assert.Equal([1, 2, 3, 4], Keys(Store));
    }

    [Fact]
    public void A_dry_run_tells_the_same_counts_and_leaves_no_trace()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        var stamp = Store.Columns.Stamp(Org);
        DeliveryOutcome Try(bool dryRun) => Deliver(
            Store, Header(DeliveryKind.Register, asOf: October, hash: Hex("same")), s => s.Write(Register(("1", "a@x", "102"), ("2", null, "101"))), dryRun, new Finding("row.level", FindingSeverity.Row, 4, "1.1", "9", "0-8", 1));
        var dry = Try(true);
        Assert.Equal(0, dry.DeliveryId);
        Assert.Single(Store.Ledger.Latest(10));
        Assert.Equal(stamp, Store.Columns.Stamp(Org));
        var real = Try(false);
        Assert.Equal(dry with { DeliveryId = real.DeliveryId }, real);
        Assert.Equal((1L, 1L, 1L, 2L, 1L), (real.NewPersons, real.RowsAdded, real.RowsUpdated, real.RowsStored, real.RowsQuarantined));
    }

    [Fact]
    public void A_session_that_is_not_completed_never_was()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        using (var session = Store.Facts.Begin(Header(DeliveryKind.Survey)))
        {
            session.Write(Answers(2, 3));
        }

        Assert.Single(Store.Ledger.Latest(10));
        Assert.Equal([1], Keys(Store));
        Assert.Equal(2, DeliverAnswers(Store, DeliveryMode.Full, 1).DeliveryId);
    }

    [Fact]
    public void The_same_delivery_is_found_by_content_profile_wave_and_mode_while_in_force()
    {
        var header = Header(DeliveryKind.Survey);
        Assert.Null(Store.Facts.FindSame(header));
        var id = Deliver(Store, header, s => s.Write(Answers(1))).DeliveryId;
        Assert.Equal(id, Store.Facts.FindSame(header));
        Assert.Null(Store.Facts.FindSame(header with { ProfileVersion = "2" }));
        Assert.Null(Store.Facts.FindSame(header with { Wave = "2021-02" }));
        Assert.Null(Store.Facts.FindSame(header with { Organisation = "2480" }));
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        Assert.Null(Store.Facts.FindSame(header));
    }

    [Fact]
    public void The_same_register_for_another_day_is_another_delivery()
    {
        var header = Header(DeliveryKind.Register);
        var id = Deliver(Store, header, s => s.Write(Register(("1", null, "101")))).DeliveryId;
        Assert.Equal(id, Store.Facts.FindSame(header));
        Assert.Null(Store.Facts.FindSame(header with { AsOf = header.AsOf.AddMonths(1) }));
    }

    [Fact]
    public void The_ledger_tells_the_header_counts_and_findings_newest_first()
    {
        var header = Header(DeliveryKind.Survey);
        Finding[] findings =
        [
            new("row.level", FindingSeverity.Row, 7, "1.1", "9", "0-8", 1), new("row.level", FindingSeverity.Row, 3, "1.2", "12", "0-8", 1),
            new("file.columns", FindingSeverity.Note, 0, "", "", "", 4),
        ];
        var id = Deliver(Store, header, s => s.Write(Answers(1, 2)), false, findings).DeliveryId;
        var refused = Store.Ledger.RecordRefused(Header(DeliveryKind.Register), [findings[2]]);
        var latest = Store.Ledger.Latest(2);
        Assert.Equal([refused, id], latest.Select(e => e.Id));
        Assert.Equal(DeliveryStatus.Refused, latest[0].Status);
        Assert.Equal((5L, 2L, 3L), (latest[1].RowsIn, latest[1].RowsStored, latest[1].RowsQuarantined));
        Assert.Equal(header.Items, latest[1].Header.Items);
        Assert.Equal(header with { Items = [] }, latest[1].Header with { Items = [] });
        Assert.Equal([findings[2], findings[1], findings[0]], Store.Ledger.Findings(id));
        Assert.Single(Store.Ledger.Latest(1));
    }

    [Fact]
    public void Units_courses_and_requirements_come_back_as_delivered_in_order_of_code()
    {
        var unit = new UnitRow("012", "Äldreboende Ö", "10", UnitLevel.Department, "Vård & omsorg", new DateOnly(2021, 2, 3), new DateOnly(2022, 1, 1), ["1", "2"]);
        Deliver(Store, Header(DeliveryKind.Units), s => s.Write([Unit("9"), unit, Unit("012")]));
        var course = new CourseRow("K1", "Säkra lösenord", "digilo", "Säkerhet", ["4.1", "4.2"], 1.5m, 0.75m, true);
        var bare = new CourseRow("A", "Övrigt", "", "", [], null, null, false);
        Deliver(Store, Header(DeliveryKind.Courses), s => s.Write([course, bare]));
        var requirement = new RequirementRow("sjuksköterska", "Sjuksköterska", "1.1", 4, true);
        Deliver(Store, Header(DeliveryKind.Requirements), s => s.Write([requirement, requirement with { Role = "kock", Level = 3, Mandatory = false }]));

        var units = Store.Structure.Units(Org);
        Assert.Equal(["012 2020-01-01", "012 2021-02-03", "9 2020-01-01"], units.Select(u => FormattableString.Invariant($"{u.Code} {u.ValidFrom:yyyy-MM-dd}")));
        Assert.Equal(unit.Predecessors, units[1].Predecessors);
        Assert.Equal(unit with { Predecessors = [] }, units[1] with { Predecessors = [] });
        var courses = Store.Columns.Courses(Org);
        Assert.Equal(["A", "K1"], courses.Select(c => c.Code));
        Assert.Equal(course.Competences, courses[1].Competences);
        Assert.Equal(course with { Competences = [] }, courses[1] with { Competences = [] });
        Assert.Equal((null, null, false), (courses[0].Hours, courses[0].CompletionHours, courses[0].Digital));
        Assert.Equal([requirement with { Role = "kock", Level = 3, Mandatory = false }, requirement], Store.Columns.Requirements(Org));
        Assert.Equal(["A", "K1"], Store.Structure.Courses(Org).Order(StringComparer.Ordinal));
        Assert.Contains("kock", Store.Structure.Roles(Org));
    }

    [Fact]
    public void A_full_unit_file_of_a_later_day_replaces_the_earlier_one_and_an_increment_updates_by_code_and_first_day()
    {
        Deliver(Store, Header(DeliveryKind.Units, asOf: new DateOnly(2021, 1, 1)), s => s.Write([Unit("1"), Unit("2")]));
        Deliver(Store, Header(DeliveryKind.Units), s => s.Write([Unit("1"), Unit("2"), Unit("3")]));
        Deliver(Store, Header(DeliveryKind.Units, DeliveryMode.Increment), s => s.Write([Unit("2", "Nytt namn"), Unit("2", from: new DateOnly(2022, 1, 1))]));
        Assert.Equal(["1 Enhet", "2 Nytt namn", "2 Enhet", "3 Enhet"], Store.Structure.Units(Org).Select(u => $"{u.Code} {u.Name}"));
        Assert.Equal(October, Store.Columns.NewestDeliveries(Org)[DeliveryKind.Units]);
    }

    [Fact]
    public void A_batch_of_another_kind_than_the_header_is_refused()
    {
        using var session = Store.Facts.Begin(Header(DeliveryKind.Units));
        Assert.Throws<ArgumentException>(() => session.Write(Answers(1)));
    }

    [Fact]
    public void Equal_deliveries_in_equal_order_give_equal_stamps()
    {
        DeliverAnswers(Store, DeliveryMode.Full, 1);
        Deliver(Store, Header(DeliveryKind.Units, hash: Hex("u"), organisation: "A"), s => s.Write([Unit("1")]));
        Deliver(Store, Header(DeliveryKind.Units, hash: Hex("u"), organisation: "B"), s => s.Write([Unit("1")]));
        Assert.Equal(Store.Columns.Stamp("A"), Store.Columns.Stamp("B"));
        Deliver(Store, Header(DeliveryKind.Units, DeliveryMode.Increment, organisation: "B"), s => s.Write([Unit("2")]));
        Assert.NotEqual(Store.Columns.Stamp("A"), Store.Columns.Stamp("B"));
    }

    [Fact]
    public void Rows_keep_their_order_over_many_batches_that_reuse_one_object()
    {
        const int batches = 5;
        var batch = new SurveyBatch(100, 2, false, []);
        var outcome = Deliver(Store, Header(DeliveryKind.Survey), s =>
        {
            for (var b = 0; b < batches; b++)
            {
                batch.Count = b == batches - 1 ? 7 : 100;
                for (var r = 0; r < batch.Count; r++)
                {
                    batch.RowKeys[r] = 1000 - ((b * 100) + r);
                    batch.Answers[r * 2] = (byte)(r % 9);
                    batch.Unit.Set(r, FormattableString.Invariant($"e{b}"));
                    batch.Role.Set(r, "");
                }

                s.Write(batch);
            }
        });
        Assert.Equal((407L, 0L), (outcome.RowsStored, outcome.Unlinked));
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal(Enumerable.Range(0, 407).Select(i => 1000L - i), columns.RowKey);
        Assert.Equal(["e0", "e1", "e2", "e3", "e4"], columns.UnitCodes);
        Assert.Equal(4, columns.Unit[406]);
        Assert.All(columns.Person, p => Assert.Equal(0, p));
        Assert.Null(columns.Importance);
    }

    [Fact]
    public void A_row_key_that_comes_twice_in_one_file_counts_once_and_the_last_row_wins()
    {
        var outcome = Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, null, [3, 3]), (2, null, [4, 4]), (1, null, [5, 5]))));
        Assert.Equal((3L, 2L), (outcome.RowsStored, outcome.RowsAdded));
        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([2, 1], columns.RowKey);
        Assert.Equal([4, 5], columns.Answers[0]);
    }
}
