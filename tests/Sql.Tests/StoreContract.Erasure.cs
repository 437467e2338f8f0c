using System.Text.RegularExpressions;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly DateOnly Erased = October.AddDays(40);

    [Fact]
    public void An_erased_person_leaves_every_table_in_every_delivery_and_others_stay()
    {
        DeliverTwoPersons();
        var outcome = Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);
        Assert.Equal((1, 2L, 1L), (outcome.Persons, outcome.Aliases, outcome.FreeTexts));
        Assert.Equal(
            [(DeliveryKind.Survey, 2L), (DeliveryKind.Register, 2L), (DeliveryKind.Training, 1L)],
            outcome.Rows.Where(r => r.Value > 0).OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], outcome.Deliveries);

        Assert.Single(Store.Columns.Register(Org, October).Person);
        Assert.Equal([2L], Store.Columns.Responses(Org, InWave).RowKey);
        Assert.Single(Store.Columns.Training(Org).Person);
        Assert.Equal((1L, 2L, 0L), Raw(s => (Number(s, "person"), Number(s, "alias"), Number(s, "free_text"))));
        Assert.Equal(2, Store.Pseudonyms.Count(Org).Sum(u => u.Tombstones));
    }

    [Fact]
    public void Old_files_do_not_bring_an_erased_person_back_and_a_newer_one_does()
    {
        DeliverTwoPersons();
        Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);

        // By either id, in every kind of file.
        Assert.Equal((1, 1), Redeliver(DeliveryKind.Register, October, s => s.Write(Register(("1", "a@x", "101"), ("2", "b@x", "101")))));
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey([Aliases("epost", "a@x")], (7, null, [3, 3])))));
        Assert.Equal((1, 1), Redeliver(DeliveryKind.Training, Erased, s => s.Write(Training(("1", "K1", null), ("2", "K1", null)))));

        // A row about a later day does; a row of the same file about an earlier one does not.
        Assert.Equal((1, 2), Redeliver(
            DeliveryKind.Training, Erased.AddDays(60), s => s.Write(Training(("1", "K1", Erased), ("2", "K1", Erased), ("1", "K2", Erased.AddDays(1)))), returned: 1));
        // The e-mail had a mark of its own.
        Assert.Equal((0, 2), Redeliver(
            DeliveryKind.Register, Erased.AddDays(1), s => s.Write(Register(("1", "a@x", "101"), ("2", "b@x", "101"))), returned: 1));

        // Now the person is back for good.
        Assert.Equal((0, 1), Redeliver(DeliveryKind.Register, October, s => s.Write(Register(("1", "a@x", "101")))));
    }

    [Fact]
    public void A_newer_register_uses_the_marks_up_once_it_is_in_force()
    {
        DeliverTwoPersons();
        Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);
        Assert.Equal((0, 2), Redeliver(DeliveryKind.Register, Erased.AddDays(1), s => s.Write(Register(("1", "a@x", "101"), ("2", "b@x", "101"))), returned: 1));
        Assert.Equal((0, 1), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey((8, "1", [3, 3])))));
        Assert.NotEqual(0, Store.Columns.Responses(Org, InWave).Person[^1]);
    }

    [Fact]
    public void A_waiting_delivery_uses_no_mark_up()
    {
        DeliverTwoPersons();
        var later = Erased.AddDays(1);
        DeliverRegister(Store, later, ("2", "b@x", "101"), ("3", null, "101"));
        Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);
        var waiting = DeliverRegister(Store, later, ("1", "a@x", "101"));
        Assert.Equal(DeliveryStatus.Waiting, waiting.Status);
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey((8, "1", [3, 3])))));
        Store.Ledger.Confirm(waiting.DeliveryId, Utc);
        Assert.Equal((0, 1), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey((8, "1", [3, 3])))));
    }

    [Fact]
    public void Who_objected_never_comes_back_whether_known_or_not()
    {
        DeliverTwoPersons();
        Assert.Equal(1, Erase(Org, [Aliases("anstnr", "1")], Erased, block: true).Persons);
        Assert.Equal((0, 0L), (Erase(Org, [Aliases("anstnr", "55")], Erased, block: true).Persons, Store.Pseudonyms.Count(Org).Sum(u => u.Aliases) - 2));
        Assert.Equal((2, 0), Redeliver(DeliveryKind.Register, Erased.AddYears(5), s => s.Write(Register(("1", "new@x", "101"), ("55", null, "101")))));

        // Erasing again without an objection does not lift the one that there was.
        Erase(Org, [Aliases("anstnr", "1")], Erased.AddYears(1), block: false);
        Erase(Org, [Aliases("anstnr", "1")], Erased.AddYears(1), block: true);
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Register, Erased.AddYears(6), s => s.Write(Register(("1", null, "101")))));
    }

    [Fact]
    public void Marks_follow_the_keys_as_their_ids_come()
    {
        DeliverTwoPersons();
        Erase(Org, [Aliases(NewKey, "anstnr", "1")], Erased, block: false);
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey([Aliases(NewKey, "epost", "a@x")], (7, null, [3, 3])))));
        Assert.Equal(["k2"], Store.Pseudonyms.Count(Org).Where(u => u.Kind == "epost" && u.Tombstones > 0).Select(u => u.KeyId));
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Survey, October, s => s.Write(Survey([Aliases(["k2"], "epost", "a@x")], (7, null, [3, 3])))));
    }

    [Fact]
    public void Nobody_is_erased_by_an_unknown_id_by_ids_of_two_persons_or_by_a_shared_one()
    {
        DeliverTwoPersons();
        var none = Erase(Org, [Aliases("anstnr", "99")], Erased, block: false);
        Assert.Equal((0, 0L, 0), (none.Persons, none.Aliases, none.Deliveries.Count));
        Assert.Equal(0, Erase("2480", [Aliases("anstnr", "1")], Erased, block: false).Persons);
        Assert.Equal(
            "store.erase-two",
            Assert.Throws<StoreException>(() => Erase(Org, [Aliases("anstnr", "1"), Aliases("epost", "b@x")], Erased, false)).Text.Code);
        Deliver(Store, Header(DeliveryKind.Register, asOf: October.AddDays(9)), s => s.Write(Register(["k1"], 0, ("3", "s@x", "101"), ("4", "s@x", "101"))));
        Assert.Equal("store.erase-shared", Assert.Throws<StoreException>(() => Erase(Org, [Aliases("epost", "s@x")], Erased, false)).Text.Code);
        Assert.Equal(1, Erase(Org, [Aliases("epost", "s@x"), Aliases("anstnr", "3")], Erased, false).Persons);
        Assert.Equal(2 + 1, Store.Columns.Register(Org, October).Count + Store.Columns.Register(Org, October.AddDays(9)).Count);
    }

    [Fact]
    public void An_id_that_no_register_knows_is_erased_with_its_answers()
    {
        Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "2", [3, 3]))));
        var outcome = Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);
        Assert.Equal((0, 1L, 1L), (outcome.Persons, outcome.Aliases, outcome.Rows[DeliveryKind.Survey]));
        Assert.Equal([2L], Store.Columns.Responses(Org, InWave).RowKey);
    }

    [Fact]
    public void Every_table_whose_rows_name_an_alias_is_merged_and_erased()
    {
        var naming = SqlText.Names("sql/schema/sqlite/").Where(p => Regex.IsMatch(SqlText.Read(p), @"REFERENCES alias \(id\)"))
            .Select(p => Path.GetFileNameWithoutExtension(p)).Except(["alias_link", "alias_shared", "person_event"]);
        Assert.Equal(naming.Order(StringComparer.Ordinal), AliasTables.All.Select(t => t.Table).Order(StringComparer.Ordinal));
        var queries = SqlText.ForDialect("sqlite");
        Assert.All(AliasTables.All, t => Assert.True(queries.ContainsKey("erase/" + t.Table) && queries.ContainsKey("facts/merge_" + t.Table)));
        Assert.All(AliasTables.All, t => Assert.Contains("FROM " + t.Table, queries["erase/deliveries"], StringComparison.Ordinal));
    }

    private ErasureOutcome Erase(string organisation, IReadOnlyList<AliasColumn> ids, DateOnly day, bool block) =>
        Store.Erasure.Erase(new ErasureOrder(organisation, ids, day, block) { Utc = Utc });

    private void DeliverTwoPersons()
    {
        DeliverRegister(Store, October, ("1", "a@x", "101"), ("2", "b@x", "102"));
        DeliverRegister(Store, October.AddDays(-30), ("1", "a@x", "101"));
        Deliver(Store, Header(DeliveryKind.Survey), s =>
        {
            var batch = Survey((1, "1", [3, 3]), (2, "2", [4, 4]));
            batch.FreeTexts.Add(new SealedText(0, "Annat", [1, 2, 3]));
            s.Write(batch);
        });
        Deliver(Store, Header(DeliveryKind.Survey, DeliveryMode.Increment), s => s.Write(Survey([Aliases("epost", "a@x")], (3, null, [3, 3]))));
        Deliver(Store, Header(DeliveryKind.Training), s => s.Write(Training(("1", "K1", null), ("2", "K1", null))));
    }

    /// <summary>Rows left out, and rows stored.</summary>
    private (int LeftOut, int Stored) Redeliver(DeliveryKind kind, DateOnly asOf, Action<IDeliverySession> write, long returned = 0)
    {
        using var session = Store.Facts.Begin(Header(kind, DeliveryMode.Increment, asOf));
        write(session);
        var counts = session.Identity;
        Assert.Equal(returned, counts.Returned);
        return ((int)counts.Erased, (int)session.Complete(0, counts.Erased, [], false).RowsStored);
    }

    private static long Number(Session session, string table) =>
        Dapper.SqlMapper.ExecuteScalar<long>(session.Connection, $"SELECT COUNT(*) FROM {table}", null, session.Transaction);
}
