using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void Answers_of_persons_no_register_knows_are_unlinked_until_the_next_register_names_them()
    {
        var survey = Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "2", [4, 4]), (3, null, [5, 5]))));
        Assert.Equal(2, survey.Unlinked);
        Assert.Equal([0, 0, 0], Store.Columns.Responses(Org, InWave).Person);

        DeliverRegister(Store, October, ("1", "a@x", "101"));
        var register = Store.Columns.Register(Org, October);
        var persons = Store.Columns.Responses(Org, InWave).Person;
        Assert.Equal(register.Person[0], persons[0]);
        Assert.Equal([0L, 0L], persons[1..]);

        DeliverRegister(Store, October.AddDays(30), ("1", null, "101"), ("2", null, "102"));
        Assert.Equal(Store.Columns.Register(Org, October.AddDays(30)).Person, Store.Columns.Responses(Org, InWave).Person[..2]);
        var later = Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Increment), s => s.Write(Survey((4, "2", [3, 3]), (5, "99", [3, 3]))));
        Assert.Equal(1, later.Unlinked);
    }

    [Fact]
    public void A_person_is_the_same_through_any_of_the_ids()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        var outcome = DeliverRegister(Store, October.AddDays(30), ("77", "a@x", "101"));
        Assert.Equal(0, outcome.NewPersons);
        Assert.Equal(Store.Columns.Register(Org, October).Person, Store.Columns.Register(Org, October.AddDays(30)).Person);
    }

    [Fact]
    public void Persons_are_never_linked_between_organisations()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        var other = Deliver(Store, Header(DeliveryKind.Register, organisation: "2480"), s => s.Write(Register(("1", "a@x", "101"))));
        Assert.Equal(1, other.NewPersons);
        Assert.NotEqual(Store.Columns.Register(Org, October).Person, Store.Columns.Register("2480", October).Person);
    }

    [Fact]
    public void A_register_row_whose_ids_belong_to_two_persons_is_returned_and_not_stored()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", "b@x", "102"));
        IReadOnlyList<int> conflicts = [];
        var outcome = Deliver(
            Store, Header(DeliveryKind.Register, DeliveryMode.Increment), s => conflicts = s.Write(Register(("3", "c@x", "101"), ("1", "b@x", "103"), ("2", "b@x", "104"))));
        Assert.Equal([3], conflicts);
        Assert.Equal((2L, 1L, 1L), (outcome.RowsStored, outcome.RowsAdded, outcome.RowsUpdated));
        var register = Store.Columns.Register(Org, October);
        Assert.Equal(["101", "101", "104"], register.Unit.Select(u => register.UnitCodes[u]));
    }

    [Fact]
    public void A_waiting_register_links_nobody_until_it_is_confirmed()
    {
        DeliverRegister(Store, October, ("1", null, "101"), ("2", null, "101"));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "3", [3, 3]), (2, "1", [3, 3]))));
        var waiting = DeliverRegister(Store, October, ("1", "a@x", "101"), ("3", "c@x", "101"));
        Assert.Equal(DeliveryStatus.Waiting, waiting.Status);
        Assert.Equal(0, Store.Columns.Responses(Org, InWave).Person[0]);

        Store.Ledger.Confirm(waiting.DeliveryId, Utc);
        var register = Store.Columns.Register(Org, October);
        Assert.Equal(2, register.Count);
        Assert.All(register.Person, p => Assert.NotEqual(0, p));
        Assert.Equal([register.Person[1], register.Person[0]], Store.Columns.Responses(Org, InWave).Person);
    }

    [Fact]
    public void A_protected_person_has_no_unit_role_aid_or_birth_year_in_the_store()
    {
        var batch = Register(("1", null, "101"), ("2", null, "102"));
        batch.Protected[0] = true;
        batch.BirthYear[0] = 1980;
        batch.BirthYear[1] = 1981;
        batch.AidLetter.Set(0, "A");
        batch.AidLetter.Set(1, "C");
        batch.Aid.Set(0, "101090");
        batch.Aid.Set(1, "151020");
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(batch));
        var register = Store.Columns.Register(Org, October);
        Assert.Equal([true, false], register.Protected);
        Assert.Equal((-1, -1, (byte)0, (short)0), (register.Unit[0], register.Role[0], register.AidLetter[0], register.BirthYear[0]));
        Assert.Equal((-1, "151020"), (register.Aid[0], register.AidCodes[register.Aid[1]]));
        Assert.Equal(("102", (byte)'C', (short)1981), (register.UnitCodes[register.Unit[1]], register.AidLetter[1], register.BirthYear[1]));
        Assert.DoesNotContain("101", register.UnitCodes);
    }

    [Fact]
    public void The_register_for_a_day_is_the_last_extract_before_it_with_the_deltas_up_to_it()
    {
        var spring = new DateOnly(2022, 4, 1);
        DeliverRegister(Store, spring, ("1", null, "101"), ("2", null, "101"));
        DeliverRegister(Store, October, ("1", null, "201"));
        Deliver(Store, Header(DeliveryKind.Register, DeliveryMode.Increment, spring.AddDays(20)), s => s.Write(Register(("2", null, "102"), ("3", null, "103"))));

        Assert.Equal((null, 0), (Store.Columns.Register(Org, spring.AddDays(-1)).AsOf, Store.Columns.Register(Org, spring.AddDays(-1)).Count));
        Assert.Equal(["101", "101"], UnitsOn(spring));
        Assert.Equal(["101", "102", "103"], UnitsOn(spring.AddDays(20)));
        Assert.Equal(spring.AddDays(20), Store.Columns.Register(Org, October.AddDays(-1)).AsOf);
        Assert.Equal(["201"], UnitsOn(October.AddYears(1)));

        string[] UnitsOn(DateOnly day)
        {
            var register = Store.Columns.Register(Org, day);
            return [.. register.Unit.Select(u => register.UnitCodes[u])];
        }
    }

    [Fact]
    public void The_register_for_a_day_as_known_on_an_earlier_day_can_be_reproduced()
    {
        Deliver(Store, Header(DeliveryKind.Register, received: Utc), s => s.Write(Register(("1", null, "101"))));
        Deliver(Store, Header(DeliveryKind.Register, received: Utc.AddDays(10)), s => s.Write(Register(("1", null, "102"), ("2", null, "102"))));
        var reader = (ColumnReader)Store.Columns;
        Assert.Equal(0, reader.Register(Org, October, Utc.AddSeconds(-1)).Count);
        Assert.Equal(["101"], reader.Register(Org, October, Utc.AddDays(9)).UnitCodes);
        Assert.Equal(2, reader.Register(Org, October, Utc.AddDays(11)).Count);
    }

    [Fact]
    public void Training_is_updated_by_person_course_and_first_day_even_when_the_person_was_unknown_at_first()
    {
        var day = new DateOnly(2022, 3, 1);
        Deliver(Store, Header(DeliveryKind.Training), s => s.Write(Training(("1", "K1", day), ("1", "K2", null))));
        DeliverRegister(Store, October, ("1", null, "101"));
        var outcome = Deliver(Store, Header(DeliveryKind.Training, DeliveryMode.Increment), s =>
        {
            var batch = Training(("1", "K1", day), ("1", "K1", day.AddDays(1)));
            batch.HoursHundredths[0] = 800;
            batch.Finished[0] = day.AddDays(5);
            s.Write(batch);
        });
        Assert.Equal((1L, 1L, 0L), (outcome.RowsAdded, outcome.RowsUpdated, outcome.Unlinked));
        var training = Store.Columns.Training(Org);
        Assert.Equal(["K2", "K1", "K1"], training.Course.Select(c => training.CourseCodes[c]));
        Assert.Equal([0, day.DayNumber, day.DayNumber + 1], training.Enrolled);
        Assert.Equal([250, 800, 250], training.HoursHundredths);
        Assert.Equal([0, day.AddDays(5).DayNumber, 0], training.Finished);
        Assert.Single(training.Person.Distinct());
        Assert.NotEqual(0, training.Person[0]);
        Assert.Equal(October, training.AsOf);
    }

    [Fact]
    public void Every_answer_code_and_background_value_comes_back_as_written()
    {
        byte[] codes = [0, 1, 2, 3, 4, 5, 6, 7, 8, AnswerCode.NotShown, AnswerCode.Skipped, AnswerCode.DontKnow, AnswerCode.NotInInstrument];
        var items = codes.Select((_, i) => FormattableString.Invariant($"i{i}")).ToArray();
        var batch = new SurveyBatch(4, codes.Length, true, [Aliases("anstnr", "1", null, "3", "4")]) { Count = 3 };
        for (var r = 0; r < 3; r++)
        {
            batch.RowKeys[r] = r == 0 ? long.MinValue : long.MaxValue - r;
            codes.CopyTo(batch.Answers, r * codes.Length);
            codes.Reverse().ToArray().CopyTo(batch.Importance!, r * codes.Length);
            batch.Submitted[r] = r == 0 ? null : new DateTime(2023, 10, 2, 14, 5, 0).AddTicks(r);
            batch.Complete[r] = r == 1;
            batch.Channel[r] = (AnswerChannel)(r + 3);
            batch.Unit.Set(r, r == 0 ? "" : "01" + r);
            batch.Role.Set(r, r == 2 ? "" : "Åldersvård");
            batch.Gender[r] = (Gender)(r + 1);
            batch.BirthYear[r] = (short)(r == 0 ? 0 : 1960 + r);
            batch.Form[r] = (EmploymentForm)(r + 1);
            batch.Device[r] = (DeviceAccess)(r + 1);
        }

        Deliver(Store, Header(DeliveryKind.Survey, items: items), s => s.Write(batch));
        Deliver(Store, Header(DeliveryKind.Survey, source: "papper", items: ["extra", "i1"]), s => s.Write(Survey((7, null, [4, 6]))));

        var columns = Store.Columns.Responses(Org, InWave);
        Assert.Equal([.. items, "extra"], columns.Items.Select(i => i.Code));
        Assert.Equal([long.MinValue, long.MaxValue - 1, long.MaxValue - 2, 7], columns.RowKey);
        for (var i = 0; i < codes.Length; i++)
        {
            byte last = i == 1 ? (byte)6 : AnswerCode.NotInInstrument;
            Assert.Equal([codes[i], codes[i], codes[i], last], columns.Answers[i]);
            var importance = codes[codes.Length - 1 - i];
            Assert.Equal([importance, importance, importance, AnswerCode.NotInInstrument], columns.Importance![i]);
        }

        Assert.Equal([AnswerCode.NotInInstrument, AnswerCode.NotInInstrument, AnswerCode.NotInInstrument, 4], columns.Answers[codes.Length]);
        Assert.Equal([0, batch.Submitted[1]!.Value.Ticks, batch.Submitted[2]!.Value.Ticks, 0], columns.Submitted);
        Assert.Equal([false, true, false, false], columns.Complete);
        Assert.Equal([3, 4, 5, 0], columns.Channel);
        Assert.Equal(["", "011", "012", ""], columns.Unit.Select(u => u < 0 ? "" : columns.UnitCodes[u]));
        Assert.Equal(["Åldersvård", "Åldersvård", "", ""], columns.Role.Select(u => u < 0 ? "" : columns.RoleCodes[u]));
        Assert.Equal([1, 2, 3, 0], columns.Gender);
        Assert.Equal([0, 1961, 1962, 0], columns.BirthYear);
        Assert.Equal([1, 2, 3, 0], columns.Form);
        Assert.Equal([1, 2, 3, 0], columns.Device);
    }

    [Fact]
    public void Every_register_value_comes_back_as_written()
    {
        var batch = Register(("1", "a@x", "01"), ("2", null, ""));
        batch.EmploymentNumber[1] = 3;
        batch.Form[0] = EmploymentForm.Hourly;
        batch.DegreeHundredths[0] = 7500;
        batch.ValidFrom[0] = new DateOnly(2001, 2, 3);
        batch.ValidTo[0] = new DateOnly(2024, 12, 31);
        batch.FullTimeAbsent[0] = YesNo.No;
        batch.RecentHours[0] = YesNo.Yes;
        batch.BirthYear[0] = 1965;
        batch.Gender[0] = Gender.Other;
        batch.Account[0] = YesNo.Yes;
        batch.Device[0] = DeviceAccess.None;
        batch.Channel[0] = YesNo.No;
        batch.Offer[0] = OfferState.Bounced;
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(batch));
        var c = Store.Columns.Register(Org, October);
        Assert.Equal([1, 3], c.EmploymentNumber);
        Assert.Equal([0, -1], c.Unit);
        Assert.Equal([3, 0], c.Form);
        Assert.Equal([7500, 0], c.DegreeHundredths);
        Assert.Equal([new DateOnly(2001, 2, 3).DayNumber, 0], c.ValidFrom);
        Assert.Equal([new DateOnly(2024, 12, 31).DayNumber, int.MaxValue], c.ValidTo);
        Assert.Equal([2, 0], c.FullTimeAbsent);
        Assert.Equal([1, 0], c.RecentHours);
        Assert.Equal([1965, 0], c.BirthYear);
        Assert.Equal([3, 0], c.Gender);
        Assert.Equal([1, 0], c.Account);
        Assert.Equal([3, 0], c.Device);
        Assert.Equal([2, 0], c.Channel);
        Assert.Equal([3, 0], c.Offer);
    }

    [Fact]
    public void The_owner_view_unpacks_every_answer_byte()
    {
        Deliver(Store, Header(DeliveryKind.Survey, items: ["1.1", "1.2", "1.3"]), s => s.Write(Survey((1, null, [0, 8, 254]), (2, null, [251, 16, 3]))));
        var unpacked = Raw(s => Dapper.SqlMapper.Query<long>(
            s.Connection, "SELECT v.answer FROM response_answer v ORDER BY v.row_no, v.position", null, s.Transaction).ToArray());
        Assert.Equal([0, 8, 254, 251, 16, 3], unpacked);
    }
}
