using System.Text;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Storage;
using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    private static readonly RetentionDecision Decided = new("KS 2023/417", new DateOnly(2023, 3, 2));

    [Fact]
    public void The_audit_log_is_whole_until_a_row_is_changed_taken_out_or_cut_off()
    {
        for (var i = 1; i <= 4; i++)
        {
            Assert.Equal(i, Store.Audit.Add(Event(AuditActions.Export, "tabell " + i)));
        }

        Assert.Equal([4L, 3L], Store.Audit.Before(long.MaxValue, 2).Select(e => e.Number));
        Assert.Equal([2L, 1L], Store.Audit.Before(3, 9).Select(e => e.Number));
        Assert.Equal("tabell 4", Store.Audit.Latest(AuditActions.Export, 1).Single().Event.What.Arguments[0]);
        Assert.Equal(new AuditCheck(4, null), Store.Audit.Check());

        Past("UPDATE audit_entry SET actor = 'x' WHERE number = 2");
        Assert.Equal(new AuditCheck(4, 2), Store.Audit.Check());
        Past("UPDATE audit_entry SET actor = 'anna' WHERE number = 2");
        Assert.Equal(new AuditCheck(4, null), Store.Audit.Check());
        Past("DELETE FROM audit_entry WHERE number = 4");
        Assert.Equal(new AuditCheck(3, 4), Store.Audit.Check());
        Past("DELETE FROM audit_entry WHERE number = 2");
        Assert.Equal(2, Store.Audit.Check().FirstWrong);
    }

    [Fact]
    public void No_query_changes_or_removes_a_row_of_the_audit_log()
    {
        Assert.DoesNotContain(SqlText.ForDialect("sqlite").Concat(SqlText.ForDialect("sqlserver")), q => Rewrites(q.Value));
        Assert.True(Rewrites("-- parameters: none\nDELETE FROM audit_entry WHERE number = 1;"));
        Assert.True(Rewrites("UPDATE audit_entry SET actor = '' WHERE number = 1;"));

        static bool Rewrites(string text) =>
            System.Text.RegularExpressions.Regex.IsMatch(text, @"\b(?:UPDATE|DELETE\s+FROM|TRUNCATE\s+TABLE|MERGE)\s+audit_entry\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
    }

    [Fact]
    public void An_erasure_that_is_only_tried_changes_nothing_and_tells_the_same()
    {
        DeliverTwoPersons();
        var before = Dump();
        var tried = Store.Erasure.Erase(new ErasureOrder(Org, [Aliases("anstnr", "1")], Erased, false) { Utc = Utc, DryRun = true, Proof = _ => Event("erase", "x") });
        Assert.Equal(before, Dump());
        var done = Store.Erasure.Erase(new ErasureOrder(Org, [Aliases("anstnr", "1")], Erased, false) { Utc = Utc, Proof = o => Event("erase", o.Aliases.ToString(System.Globalization.CultureInfo.InvariantCulture)) });
        Assert.Equal((tried.Aliases, tried.FreeTexts, tried.Rows[DeliveryKind.Survey]), (done.Aliases, done.FreeTexts, done.Rows[DeliveryKind.Survey]));
        Assert.Equal("2", Store.Audit.Latest("erase", 1).Single().Event.What.Arguments[0]);
    }

    [Fact]
    public void After_an_erasure_no_table_holds_a_pseudonym_of_the_person_and_the_marks_are_salted()
    {
        DeliverTwoPersons();
        string[] pseudonyms = [Hmac("anstnr", "1"), Hmac("epost", "a@x")];
        Assert.All(pseudonyms, p => Assert.Contains(p, Dump(), StringComparison.Ordinal));
        Erase(Org, [Aliases("anstnr", "1")], Erased, block: true);
        Assert.All(pseudonyms, p => Assert.DoesNotContain(p, Dump(), StringComparison.Ordinal));
        Assert.Contains(Hmac("anstnr", "2"), Dump(), StringComparison.Ordinal);
        Assert.Equal(2, Store.Pseudonyms.Count(Org).Sum(u => u.Tombstones));
    }

    [Fact]
    public void Marks_of_an_earlier_version_are_salted_when_they_are_next_read_and_still_hold()
    {
        DeliverTwoPersons();
        var kind = Raw(s => s.First<long>("facts/alias_kinds", new { organisation = Org }));
        var hmac = Aliases("anstnr", "9")[0].ToArray();
        Raw(s => s.Execute("facts/add_tombstone", new { alias_kind = kind, hmac, erased_on = Erased, blocked = (byte)1 }));
        Past("UPDATE tombstone SET salted = NULL");
        Assert.Contains(Convert.ToHexString(hmac), Dump(), StringComparison.Ordinal);
        Assert.Equal((1, 0), Redeliver(DeliveryKind.Survey, Erased.AddYears(1), s => s.Write(Survey((9, "9", [3, 3])))));
        Assert.DoesNotContain(Convert.ToHexString(hmac), Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_about_the_erased_persons_rows_forget_where_and_what()
    {
        var delivery = Deliver(Store, Header(DeliveryKind.Survey), s => s.Write(Survey((1, "1", [3, 3]), (2, "2", [4, 4]))), false,
            new Finding("level", FindingSeverity.Note, 2, "1.1", "9", "1-8", 1), new Finding("level", FindingSeverity.Note, 3, "1.1", "7", "1-8", 1)).DeliveryId;
        Erase(Org, [Aliases("anstnr", "1")], Erased, block: false);
        Assert.Equal([(0, ""), (3, "7")], Store.Ledger.Findings(delivery).OrderBy(f => f.Line).Select(f => (f.Line, f.Found)));
    }

    [Fact]
    public void Retention_takes_the_rows_of_what_is_old_enough_and_the_pseudonyms_that_name_nothing_more()
    {
        DeliverTwoPersons();
        Deliver(Store, Header(DeliveryKind.Training, DeliveryMode.Increment, October.AddYears(2)), s => s.Write(Training(("2", "K9", null))));
        var rights = new PersonRights(Store);
        var settings = Settings();
        Assert.Throws<ArgumentException>(() => rights.Destroy(new RetentionRule(RetentionSubject.Answers, 12, null), settings, October.AddYears(5), Utc, "natt"));

        // Nothing is old enough, then everything but the training of two years later.
        var rule = new RetentionRule(RetentionSubject.Answers, 12, Decided);
        Assert.Equal((0L, 0L), Counts(rights.Destroy(rule, settings, October.AddMonths(12), Utc, "natt")));
        Assert.Equal((2L, 4L), Counts(rights.Destroy(rule, settings, October.AddMonths(12).AddDays(1), Utc, "natt")));
        Assert.Equal((0L, 0L), Counts(rights.Destroy(rule, settings, October.AddMonths(13), Utc, "natt")));
        Assert.Equal((2L, 3L), Counts(rights.Destroy(rule with { Subject = RetentionSubject.Registers }, settings, October.AddMonths(13), Utc, "natt")));
        Assert.Equal((1L, 2L), Counts(rights.Destroy(rule with { Subject = RetentionSubject.Training }, settings, October.AddMonths(13), Utc, "natt")));
        Assert.Empty(Store.Columns.Responses(Org, InWave).RowKey);
        Assert.Single(Store.Columns.Training(Org).Person);

        // Person 1 is gone with the last row; person 2 has a course left, and both ids.
        Assert.Equal((1L, 2L, 0L), Raw(s => (Number(s, "person"), Number(s, "alias"), Number(s, "free_text"))));
        var proof = Store.Audit.Latest(AuditActions.Retention, 9);
        Assert.Equal(["audit.retention.Training", "audit.retention.Registers", "audit.retention.Answers"], proof.Select(p => p.Event.What.Code));
        Assert.All(proof, p => Assert.Equal("KS 2023/417 (2023-03-02)", p.Event.Reference));
        Assert.NotNull(Store.Ledger.Find(3)!.Destroyed);
    }

    [Fact]
    public void Retention_takes_nothing_of_an_organisation_that_decides_for_itself()
    {
        DeliverTwoPersons();
        var (common, own) = (new RetentionRule(RetentionSubject.Answers, 12, Decided), new RetentionRule(RetentionSubject.Answers, 12, Decided) { Organisation = Org });
        var rights = new PersonRights(Store);
        Destroyed Destroy(RetentionRule rule, params RetentionRule[] rules) =>
            rights.Destroy(rule, Settings() with { Retention = rules }, October.AddYears(5), Utc, "natt");

        // Its own rule has no decision; another organisation's decision is not its own.
        Assert.Equal((0L, 0L), Counts(Destroy(common, common, own with { Decision = null })));
        Assert.Equal((0L, 0L), Counts(Destroy(own with { Organisation = "9998" }, common, own with { Organisation = "9998" })));
        Assert.Equal((2L, 4L), Counts(Destroy(own, common, own)));
        Assert.Equal(Org, Store.Audit.Latest(AuditActions.Retention, 1).Single().Event.Organisation);
    }

    [Fact]
    public void Retention_leaves_the_answers_of_an_open_wave()
    {
        DeliverTwoPersons();
        var open = Settings() with { Waves = [Wave(InWave, October, October.AddYears(9))] };
        Assert.Equal((0L, 0L), Counts(new PersonRights(Store).Destroy(new RetentionRule(RetentionSubject.Answers, 12, Decided), open, October.AddYears(5), Utc, "natt")));
        Assert.Equal(3, Store.Columns.Responses(Org, InWave).Count);
    }

    [Fact]
    public void Every_other_subject_of_retention_has_its_rows()
    {
        DeliverTwoPersons();
        Deliver(Store, Header(DeliveryKind.Attendance), s => s.Write(Attendance(("1", "K1", October, YesNo.Yes), ("2", "K1", October, YesNo.Yes))));
        var later = October.AddYears(5);
        RetentionSubject[] subjects = [.. Enum.GetValues<RetentionSubject>().Except([RetentionSubject.Archive, RetentionSubject.Quarantine])];
        Store.Runs.End(Store.Runs.Start("nightly", "cli", Utc), Desk.RunOutcome.Good, "", "", Utc);
        var gone = subjects.ToDictionary(s => s, s => new PersonRights(Store).Destroy(new RetentionRule(s, 1, Decided), Settings(), later, Utc, "natt").Rows);
        Assert.Equal((4L, 0L, 3L, 2L, 2L), (gone[RetentionSubject.Answers], gone[RetentionSubject.FreeText], gone[RetentionSubject.Registers], gone[RetentionSubject.Training], gone[RetentionSubject.Attendance]));
        Assert.Equal(1, gone[RetentionSubject.Logs]);
        Assert.Equal((0L, 0L), Raw(s => (Number(s, "person"), Number(s, "alias"))));
    }

    [Fact]
    public void Unlinked_answers_keep_their_content_and_lose_person_key_time_and_line_for_good()
    {
        DeliverTwoPersons();
        var before = Store.Columns.Responses(Org, InWave);
        var done = new PersonRights(Store).Unlink(Org, InWave, "KS 1", "anna", Utc);
        var after = Store.Columns.Responses(Org, InWave);
        Assert.Equal((2L, 3L), (done.Deliveries, done.Answers));
        Assert.Equal(before.Answers.Select(a => a.Order()), after.Answers.Select(a => a.Order()));
        Assert.Equal(3, before.Person.Count(p => p > 0));
        Assert.All(after.Person, p => Assert.Equal(0, p));
        Assert.Empty(before.RowKey.Intersect(after.RowKey));
        Assert.Equal(3, after.RowKey.Distinct().Count());
        Assert.True(Store.Ledger.IsUnlinked(Org, InWave));
        Assert.Equal(AuditActions.Unlink, Store.Audit.Before(long.MaxValue, 1).Single().Event.Action);
        var person = new PersonRights(Store).Find(Org, [Aliases("anstnr", "1")]);
        Assert.True(person.Known);
        Assert.Empty(Store.Persons.Read(Org, [Aliases("anstnr", "1")]).Answers);
    }

    [Fact]
    public void A_request_for_a_report_is_about_one_person_approved_once_and_used_once()
    {
        DeliverTwoPersons();
        var rights = new PersonRights(Store);
        var id = rights.Ask(Org, [Aliases("anstnr", "1")], "KS 7", "Anna (x)", Utc);
        Assert.DoesNotContain(Hmac("anstnr", "1"), Dump("person_request"), StringComparison.Ordinal);
        Assert.False(rights.MayReport(rights.Request(id)!, [Aliases("anstnr", "1")], Utc));
        Assert.True(rights.Approve(rights.Request(id)!, "Bo (x)", Utc));
        Assert.False(rights.Approve(rights.Request(id)!, "Cia (x)", Utc));
        var approved = rights.Request(id)!;
        Assert.Equal(("Anna (x)", "Bo (x)"), (approved.RequestedBy, approved.ApprovedBy));

        // By another id of the same person too; not for somebody else, and not for ever.
        Assert.True(rights.MayReport(approved, [Aliases("epost", "a@x")], Utc.AddDays(7)));
        Assert.False(rights.MayReport(approved, [Aliases("anstnr", "2")], Utc));
        Assert.False(rights.MayReport(approved, [Aliases("anstnr", "1")], Utc.AddDays(7.1)));
        Assert.True(rights.Use(approved, Utc));
        Assert.False(rights.Use(approved, Utc));
        Assert.False(rights.MayReport(rights.Request(id)!, [Aliases("anstnr", "1")], Utc));
    }

    private static (long, long) Counts(Destroyed destroyed) => (destroyed.Deliveries, destroyed.Rows);

    private static AuditEvent Event(string action, string what) => new(Utc, "anna", action, Org, "", new Message("audit.export", what));

    private static Configuration Settings() =>
        new([], [Wave(InWave, October, October.AddDays(30))], [], [], 2, [], new DisclosureSettings(5, 10, 50), true, "hash");

    private static Wave Wave(string code, DateOnly opens, DateOnly closes) =>
        new(code, new BothLanguages(code, code), opens, closes, opens, true, [Org], []);

    private static string Hmac(string kind, string id) => Convert.ToHexString(Aliases(kind, id)[0]);

    private void Past(string statement) => Raw(s =>
    {
        s.ExecuteText(statement);
        return 0;
    });

    /// <summary>Every value of every table, bytes as hex.</summary>
    private string Dump(params string[] tables) => Raw(session =>
    {
        var text = new StringBuilder();
        var names = tables.Length > 0 ? tables : [.. SqlText.Names("sql/schema/sqlite/")
            .Where(p => SqlText.Read(p).Contains("CREATE TABLE", StringComparison.Ordinal)).Select(p => Path.GetFileNameWithoutExtension(p))];
        foreach (var table in names)
        {
            using var command = session.Connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own tables.
            (command.CommandText, command.Transaction) = ($"SELECT * FROM {table}", session.Transaction);
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                text.Append(table);
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    text.Append('|').Append(reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i));
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    });
}
