using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly string[] NewKey = ["k2", "k1"];

    [Fact]
    public void A_row_is_the_person_whom_the_first_known_id_names()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", "b@x", "102"));
        var persons = Store.Columns.Register(Org, October).Person;
        var batch = Survey(
            [Aliases("anstnr", "77", null, "1", null, "1"), Aliases("epost", "b@x", "a@x", "b@x", "c@x", null)],
            (1, null, [3, 3]), (2, null, [3, 3]), (3, null, [3, 3]), (4, null, [3, 3]), (5, null, [3, 3]));
        IdentityCounts? counts = null;
        var outcome = Deliver(Store, Header(DeliveryKind.Survey), s =>
        {
            s.Write(batch);
            counts = s.Identity;
        });
        Assert.Equal([persons[1], persons[0], persons[0], 0, persons[0]], Store.Columns.Responses(Org, InWave).Person);
        Assert.Equal((1L, 1L), (outcome.Unlinked, counts!.Disagreeing));

        // The first id that row 4 has is the one that waits for a register.
        DeliverRegister(Store, October.AddDays(1), ("3", "c@x", "101"));
        Assert.NotEqual(0, Store.Columns.Responses(Org, InWave).Person[3]);
    }

    [Fact]
    public void After_a_rotation_everybody_is_recognised_and_moved_to_the_new_key_as_their_ids_come()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", "b@x", "102"));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "9", [4, 4]))));
        var before = Store.Columns.Responses(Org, InWave).Person;

        IdentityCounts? counts = null;
        var outcome = Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(30)), s =>
        {
            s.Write(Register(NewKey, -1, ("1", "a@x", "101"), ("9", null, "101")));
            counts = s.Identity;
        });
        Assert.Equal((1L, 3L), (outcome.NewPersons, counts!.Moved));
        var after = Store.Columns.Responses(Org, InWave).Person;
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(0, after[1]);
        Assert.Equal(Store.Columns.Register(Org, October.AddDays(30)).Person, after);

        // Person 2 was not in it and keeps the old key until she comes.
        Assert.Equal([(1L, "k1"), (2L, "k2")], Store.Pseudonyms.Count(Org).Where(u => u.Kind == "anstnr").Select(u => (u.Aliases, u.KeyId)));
        Assert.All(Store.Pseudonyms.Count(Org), u => Assert.Null(u.EmptySince));
        Deliver(Store, Header(DeliveryKind.Register, DeliveryMode.Increment, October.AddDays(31), received: Utc.AddDays(3)), s => s.Write(Register(NewKey, -1, ("2", "b@x", "102"))));
        Assert.Equal(
            [("anstnr", "k1", 0L, Utc.AddDays(3)), ("anstnr", "k2", 3L, null), ("epost", "k1", 0L, Utc.AddDays(3)), ("epost", "k2", 2L, (DateTime?)null)],
            Store.Pseudonyms.Count(Org).Select(u => (u.Kind, u.KeyId, u.Aliases, u.EmptySince)));
        Assert.Equal(0, Raw(s => Dapper.SqlMapper.ExecuteScalar<long>(s.Connection, "SELECT COUNT(*) FROM alias_move", null, s.Transaction)));
    }

    [Fact]
    public void A_survey_under_the_new_key_links_persons_stored_under_the_old_one()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        var ids = Aliases(NewKey, "anstnr", "1", "2");
        var outcome = Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey([ids], (1, null, [3, 3]), (2, null, [3, 3]))));
        Assert.Equal(1, outcome.Unlinked);
        Assert.Equal([Store.Columns.Register(Org, October).Person[0], 0], Store.Columns.Responses(Org, InWave).Person);

        // Unlinked under the new key, tried again at the next register under the new key.
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(1)), s => s.Write(Register(NewKey, -1, ("2", null, "101"))));
        Assert.NotEqual(0, Store.Columns.Responses(Org, InWave).Person[1]);
    }

    [Fact]
    public void A_dry_run_moves_nothing()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"));
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(1)), s => s.Write(Register(NewKey, -1, ("1", "a@x", "101"))), dryRun: true);
        Assert.Equal(["k1", "k1"], Store.Pseudonyms.Count(Org).Select(u => u.KeyId));
        Assert.All(Store.Pseudonyms.Count(Org), u => Assert.Equal(1, u.Aliases));
    }

    [Fact]
    public void An_id_that_is_stored_under_both_keys_becomes_one_and_so_do_its_persons()
    {
        // The old key was lost for a while: registers and answers came in under a new one alone.
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", null, "101"));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "2", [3, 3]), (3, "3", [3, 3]))));
        Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Increment), s => s.Write(Survey([Aliases(["k2"], "anstnr", "1", "2", "3")], (4, null, [3, 3]), (5, null, [3, 3]), (6, null, [3, 3]))));
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(9)), s => s.Write(Register(["k2"], -1, ("1", null, "101"))));
        var apart = Store.Columns.Responses(Org, InWave).Person;
        Assert.True(apart[0] > 0 && apart[3] > 0 && apart[0] != apart[3] && apart[1] > 0 && apart[4] == 0 && apart[2] == 0 && apart[5] == 0);

        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(20)), s => s.Write(Register(NewKey, -1, ("1", "a@x", "101"), ("2", null, "101"), ("3", null, "101"))));
        var one = Store.Columns.Responses(Org, InWave).Person;
        Assert.Equal(one[..3], one[3..]);
        Assert.All(one, p => Assert.NotEqual(0, p));
        Assert.Equal(3, one.Distinct().Count());
        Assert.Equal(apart[3], one[0]);
        Assert.Equal(apart[1], one[1]);
        Assert.Equal(one[0], Store.Columns.Register(Org, October).Person[0]);
        Assert.Equal([0L, 0L], Store.Pseudonyms.Count(Org).Where(u => u.KeyId == "k1").Select(u => u.Aliases));
    }

    [Fact]
    public void Two_staff_numbers_with_one_e_mail_are_two_persons_and_nothing_is_linked_by_the_e_mail()
    {
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey([Aliases("epost", "a@x", "a@x")], (1, null, [3, 3]), (2, null, [3, 3]))));
        IdentityCounts? counts = null;
        var outcome = Deliver(Store, Header(DeliveryKind.Register), s =>
        {
            var conflicts = s.Write(Register(["k1"], 0, ("1", "a@x", "101"), ("2", "a@x", "102"), ("3", "a@x", "103")));
            Assert.Empty(conflicts);
            counts = s.Identity;
        });
        Assert.Equal((3L, 1L), (outcome.NewPersons, counts!.Shared));
        Assert.Equal(3, Store.Columns.Register(Org, October).Person.Distinct().Count());
        Assert.Equal([0L, 0L], Store.Columns.Responses(Org, InWave).Person);

        // Nor later, when only one of them still has it: the answers may be the other's.
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(30)), s => s.Write(Register(["k1"], 0, ("1", "a@x", "101"))));
        Assert.Equal([0L, 0L], Store.Columns.Responses(Org, InWave).Person);
        var second = Deliver(Store, Header(DeliveryKind.Training), s => s.Write(Training(("1", "K1", null))));
        Assert.Equal(0, second.Unlinked);
    }

    [Fact]
    public void An_e_mail_that_goes_to_another_staff_number_later_takes_no_answers_along()
    {
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(Register(["k1"], 0, ("1", "a@x", "101"))));
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(30)), s => s.Write(Register(["k1"], 0, ("77", "a@x", "101"))));
        Assert.NotEqual(Store.Columns.Register(Org, October).Person, Store.Columns.Register(Org, October.AddDays(30)).Person);
        var outcome = Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey([Aliases("anstnr", null, "77"), Aliases("epost", "a@x", "a@x")], (1, null, [3, 3]), (2, null, [3, 3]))));
        Assert.Equal(1, outcome.Unlinked);
        Assert.Equal([0, Store.Columns.Register(Org, October.AddDays(30)).Person[0]], Store.Columns.Responses(Org, InWave).Person);
    }

    [Fact]
    public void A_person_known_by_e_mail_alone_gets_the_staff_number_when_it_comes()
    {
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(Register(["k1"], 0, (null, "a@x", "101"))));
        var outcome = Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(30)), s => s.Write(Register(["k1"], 0, ("1", "a@x", "101"))));
        Assert.Equal(0, outcome.NewPersons);
        Assert.Equal(Store.Columns.Register(Org, October).Person, Store.Columns.Register(Org, October.AddDays(30)).Person);
    }

    [Fact]
    public void A_waiting_register_shares_nothing_until_it_is_confirmed()
    {
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(Register(["k1"], 0, ("1", "a@x", "101"), ("2", null, "101"))));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey([Aliases("epost", "a@x")], (1, null, [3, 3]))));
        var waiting = Deliver(Store, Header(DeliveryKind.Register), s => s.Write(Register(["k1"], 0, ("3", "a@x", "101"))));
        Assert.Equal(DeliveryStatus.Waiting, waiting.Status);
        Assert.NotEqual(0, Store.Columns.Responses(Org, InWave).Person[0]);
        Store.Ledger.Confirm(waiting.DeliveryId, Utc);
        Assert.Equal(0, Store.Columns.Responses(Org, InWave).Person[0]);
    }

    [Fact]
    public void Whom_the_register_protects_a_survey_gives_no_place_age_or_words()
    {
        var register = Register(("1", null, "101"), ("2", null, "101"));
        register.Protected[0] = true;
        Deliver(Store, Header(DeliveryKind.Register), s => s.Write(register));
        Deliver(Store, Header(DeliveryKind.Survey), s =>
        {
            var batch = Survey((1, "1", [3, 3]), (2, "2", [3, 3]));
            for (var r = 0; r < 2; r++)
            {
                batch.Unit.Set(r, "enhet");
                batch.Role.Set(r, "roll");
                batch.BirthYear[r] = 1980;
                batch.FreeTexts.Add(new SealedText(r, "Annat", [1]));
            }

            s.Write(batch);
        });
        var answers = Store.Columns.Responses(Org, InWave);
        Assert.Equal([-1, 0], answers.Unit);
        Assert.Equal([-1, 0], answers.Role);
        Assert.Equal([0, 1980], answers.BirthYear);
        Assert.Equal(1, Raw(s => Number(s, "free_text")));
    }

    [Fact]
    public void The_keys_that_made_what_is_stored_are_known()
    {
        Assert.Empty(Store.Facts.KeyIds(Org));
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]))));
        Assert.Equal([("anstnr", "k1"), ("rad", "r1")], Store.Facts.KeyIds(Org).Order());
        Assert.Equal(["anstnr"], Store.Pseudonyms.Count(Org).Select(u => u.Kind));
        Assert.Empty(Store.Facts.KeyIds("2480"));
    }
}
