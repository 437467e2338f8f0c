using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;
using static Digilo.Analytics.Dashboard.Tests.Jobs.PersonWorld;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>A person with data of every kind is told all of it, and after an erasure there is nothing of it left anywhere.</summary>
public sealed class PersonDeskTests
{
    private static readonly RetentionDecision Decision = new("KS 2024/417", new DateOnly(2024, 1, 2));

    [Fact]
    public void A_report_tells_every_value_that_is_stored_and_never_the_id()
    {
        using var world = new PersonWorld();
        world.Refresh();
        var report = world.Report(Anna);
        string[] values =
        [
            "anstnr", "epost", "mboxSha1", "4110", "USK", "207008", "2018", "tillsvidare", "75,5 %", "2018-03-15", "tills vidare", "1964", "kvinna", "skickad",
            "2023-10-02 14:05:00", "nivå 3 av 8", "vet inte eller ej tillämpligt", "nivå 7 av 8", "Jag behöver en större skärm", "Söka, filtrera",
            "Säkra lösenord", "2023-03-01", "2023-04-02", "slutförd", "7,5", "2023-03-15", "2,5", "Digitala möten", "2023-02-01", "medarbetare", "båda",
            "I-77", "2023-05-05", "mottagen", "Schema", "delad", "7", "register.csv", "enkat.csv", "held.csv", "saknar gallringsbeslut", "Mätning 2023-10, släpp 1",
            "Anonym (2023-11) kräver länkade svar",
        ];
        Assert.All(values, v => Assert.Contains(v, report, StringComparison.Ordinal));
        Assert.DoesNotContain("‹", report, StringComparison.Ordinal);
        Assert.All((string[])[Anna, AnnaMail, Bo, "I-78", "4120"], v => Assert.DoesNotContain(v, report, StringComparison.OrdinalIgnoreCase));

        // By the other id it is the same person, and the report before it is told.
        var again = world.Report("Anna.Berg@Exempel.se");
        Assert.Contains("KS 2024/7", again, StringComparison.Ordinal);
        Assert.Equal(2, world.Store.Audit.Latest(AuditActions.Report, 9).Count);
        Assert.DoesNotContain("KS 2024/7", world.ReportOfBo(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_an_erasure_nothing_of_the_person_is_anywhere_and_the_others_are_as_they_were(bool objects)
    {
        using var world = new PersonWorld();
        var released = world.Refresh();
        var (bo, tables) = (world.ReportOfBo(), Tables(world));
        var pseudonyms = world.Pseudonyms(Anna, AnnaMail);
        var stored = pseudonyms.Where(p => world.FilesWith(p).Count > 0).ToArray();
        Assert.True(stored.Length >= 3);

        var tried = world.Desk.Erase(Form(Anna), dryRun: true).Erased!;
        var done = world.Desk.Erase(Form(Anna, objects: objects), dryRun: false).Erased!;
        Assert.Equal(tried.Rows.Values.Sum(), done.Rows.Values.Sum());
        Assert.Equal((3L, 1L, 1L, 1L, 0L), (done.Aliases, done.Rows[DeliveryKind.Survey], done.FreeTexts, done.HeldRows, done.Unsearched));
        Assert.Equal((8L, 1L), (done.Files, done.Releases));

        Assert.All(stored, p => Assert.Empty(world.FilesWith(p)));
        Assert.Equal("person.problem.none", world.Desk.Report(Form(Anna), ReportFormat.Text, "sv").Problem.Code);
        Assert.Equal("person.problem.none", world.Desk.Report(Form(AnnaMail), ReportFormat.Text, "sv").Problem.Code);
        Assert.Equal(bo, world.ReportOfBo());
        Assert.Single(Directory.GetFiles(world.In("data", "quarantine"), "*.sealed", SearchOption.AllDirectories));

        // Released tables are as released, and nothing new is.
        var after = world.Refresh();
        Assert.Equal(tables, Tables(world));
        Assert.Equal([$"{PersonWorld.Org} {InWave}"], released.Released);
        Assert.Empty(after.Released);
        Assert.Equal(1, world.Store.Snapshots.Current()!.FindOrganisation(PersonWorld.Org)!.Waves.Single(w => w.Wave == InWave).Release);

        var proof = world.Store.Audit.Latest(AuditActions.Erase, 9).Single();
        Assert.Equal(("KS 2024/7", objects ? "audit.erase.object" : "audit.erase"), (proof.Event.Reference, proof.Event.What.Code));
        Assert.DoesNotContain("4711", proof.ToString(), StringComparison.Ordinal);
        Assert.Null(world.Store.Audit.Check().FirstWrong);

        // A correction that differs by the one person alone is not released.
        Assert.Equal("waiting.differs", world.Refresh(new() { [InWave] = "prov" }).Waiting.Single().Code);
        Assert.Equal(tables, Tables(world));
    }

    [Fact]
    public void An_erased_person_is_taken_in_anew_by_a_later_file_and_one_who_objected_never_is()
    {
        using var world = new PersonWorld();
        world.Desk.Erase(Form(Anna), dryRun: false);
        world.Desk.Erase(Form(Bo, objects: true), dryRun: false);
        var later = world.Import("standard-register", Everybody(), "2024-01-31", name: "februari.csv");
        Assert.Equal((12L, 11L, 1L), (later.RowsIn, later.RowsStored, later.RowsLeftOut));
        Assert.Contains("Födelseår:                         1964", world.Report(Anna), StringComparison.Ordinal);
        Assert.Contains("Uppgifter om dig raderades.", world.Report(Anna), StringComparison.Ordinal);
        Assert.Equal("person.problem.none", world.Desk.Report(Form(Bo), ReportFormat.Text, "sv").Problem.Code);

        // The file holds a row of somebody who objected: it is not kept, nor when it comes a second time.
        Assert.NotNull(world.Store.Ledger.Find(later.DeliveryId)!.Unarchived);
        Assert.Equal(DeliveryStatus.Unchanged, world.Import("standard-register", Everybody(), "2024-01-31", name: "februari2.csv").Status);
        Assert.Empty(new KeptFiles(world.In("data"), world.Store.Ledger).Of(world.Store.Ledger.Find(later.DeliveryId)!));
    }

    [Fact]
    public void A_file_that_was_removed_with_an_erased_person_is_not_archived_when_it_comes_again()
    {
        using var world = new PersonWorld();
        world.Desk.Erase(Form(Anna), dryRun: false);
        var again = world.Import("standard-register", Everybody(), "2023-09-30", name: "register.csv");
        Assert.Equal(DeliveryStatus.Unchanged, again.Status);
        Assert.Equal("person.problem.none", world.Desk.Report(Form(Anna), ReportFormat.Text, "sv").Problem.Code);
    }

    [Fact]
    public void Somebody_unknown_is_blocked_by_a_named_kind_of_id()
    {
        using var world = new PersonWorld();
        Assert.Equal("person.problem.none", world.Desk.Erase(Form("P-77"), dryRun: false).Problem.Code);
        Assert.Equal("person.problem.kind", world.Desk.Erase(Form("P-77", objects: true), dryRun: false).Problem.Code);
        Assert.Equal("person.problem.reference", world.Desk.Erase(Form("P-77", "anstnr", " "), dryRun: false).Problem.Code);
        Assert.Equal("", world.Desk.Erase(Form("P-77", "anstnr", objects: true), dryRun: false).Problem.Code);
        var later = world.Import("standard-training", "anstnr;kurs;anmald;avslutad;status;timmar\nP-77;K1;2024-03-01;;anmald;0\nP-1;K1;2024-03-01;;anmald;0\n", "2024-03-31");
        Assert.Equal((2L, 1L, 1L), (later.RowsIn, later.RowsStored, later.RowsLeftOut));
    }

    [Fact]
    public void A_report_about_a_protected_identity_needs_two_persons_and_is_made_once()
    {
        using var world = new PersonWorld();
        Assert.Equal("person.problem.by", world.Desk.Report(Form(Protected, by: ""), ReportFormat.Text, "sv").Problem.Code);
        var asked = world.Desk.Report(Form(Protected, by: "Anna Ek"), ReportFormat.Text, "sv");
        Assert.Equal(("person.protected.asked", "1"), (asked.Problem.Code, asked.Problem.Arguments[0]));
        Assert.Equal("person.problem.request", world.Desk.Report(Form(Protected, request: 1), ReportFormat.Text, "sv").Problem.Code);
        Assert.Equal("person.problem.same", world.Desk.Approve(1, "  anna  EK").Code);
        Assert.Equal("person.problem.by", world.Desk.Approve(1, " ").Code);
        Assert.Equal("person.problem.request", world.Desk.Approve(9, "Bo Ek").Code);
        Assert.Equal("", world.Desk.Approve(1, "Bo Ek").Code);

        // Approved for this person and nobody else.
        Assert.NotNull(world.Desk.Report(Form(Bo, request: 1), ReportFormat.Text, "sv").Document);
        Assert.NotNull(world.Desk.Report(Form(Protected, request: 1), ReportFormat.Text, "sv").Document);
        Assert.Equal("person.problem.request", world.Desk.Report(Form(Protected, request: 1), ReportFormat.Text, "sv").Problem.Code);
        Assert.Equal(
            ["audit.report.made", "audit.report.made", "audit.report.approved", "audit.report.asked"],
            world.Store.Audit.Latest(AuditActions.Report, 9).Select(e => e.Event.What.Code));
        Assert.StartsWith("Bo Ek (", world.Store.Audit.Latest(AuditActions.Report, 9)[2].Event.Actor, StringComparison.Ordinal);
    }

    [Fact]
    public void What_retention_destroys_changes_no_released_table_and_makes_no_release()
    {
        using var world = new PersonWorld();
        world.Refresh();
        var tables = Tables(world);
        var rules = Enum.GetValues<RetentionSubject>().Select(s => new RetentionRule(s, 1, null)).ToList();
        Assert.Equal("run.retention.undecided", Retain(world, rules).Message.Code);
        Assert.Contains("1964", world.Report(Anna), StringComparison.Ordinal);

        var decided = Retain(world, [.. rules.Select(r => r with { Decision = Decision })]);
        Assert.Equal(("run.retention.rows", RunOutcome.Good), (decided.Message.Code, decided.Outcome));
        Assert.Equal("person.problem.none", world.Desk.Report(Form(Anna), ReportFormat.Text, "sv").Problem.Code);
        var proofs = world.Store.Audit.Latest(AuditActions.Retention, 20);
        Assert.Equal(proofs.Count, proofs.Select(p => p.Event.What.Code).Distinct().Count());
        Assert.All(proofs, p => Assert.Equal("KS 2024/417 (2024-01-02)", p.Event.Reference));
        Assert.Contains(proofs, p => p.Event.What.Code == "audit.retention.Archive");

        // Something new comes in: the wave does not wait for what can never be released.
        world.Import("standard-units", Pages.UploadHost.Units + "4150;Ny;40;enhet;;2019-01-01;\n", "2024-02-01");
        var after = world.Refresh();
        Assert.Equal((tables, 0, 0), (Tables(world), after.Released.Count, after.Waiting.Count));
        Assert.Equal("waiting.destroyed", world.Refresh(new() { [InWave] = "prov" }).Waiting.Single().Code);
        Assert.Equal(tables, Tables(world));
        Assert.Equal("run.retention.none", Retain(world, [.. rules.Select(r => r with { Decision = Decision })]).Message.Code);
    }

    [Fact]
    public void An_unlinked_wave_stays_as_released_takes_no_more_answers_and_cannot_be_computed_again()
    {
        using var world = new PersonWorld();
        world.Refresh();
        var tables = Tables(world);
        new PersonRights(world.Store).Unlink(PersonWorld.Org, InWave, "KS 1", "anna", world.Context.UtcNow);
        Assert.Equal((tables, 0), (Tables(world), world.Refresh().Released.Count));
        Assert.Equal(tables, Tables(world));
        Assert.Equal("waiting.unlinked", world.Refresh(new() { [InWave] = "prov" }).Waiting.Single().Code);
        var more = world.Import("enkat", "svarsid;anstnr;epost;inlamnad;enhet;Egna ord;1.1\nS99;P-9;;2023-10-04;4110;;5\n", wave: InWave);
        Assert.Equal((DeliveryStatus.Refused, "wave-unlinked"), (more.Status, more.Findings.Single(f => f.Severity == FindingSeverity.File).Rule));
        Assert.Contains("Hösten 2023 (2023-10) kräver länkade svar", world.Report(Anna), StringComparison.Ordinal);
        Assert.DoesNotContain("nivå 7 av 8", world.Report(Anna), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("erase-files")]
    [InlineData("erase-done")]
    public async Task An_erasure_that_is_killed_is_finished_by_the_next_one(string point)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Kills with a signal.");
        using var world = new PersonWorld();
        var pseudonyms = world.Pseudonyms(Anna, AnnaMail).Where(p => world.FilesWith(p).Count > 0).ToArray();
        world.Close();
        string[] arguments = ["person", "erase", "--organisation", PersonWorld.Org, "--reference", "KS 9", "--Data:Path", world.In("data")];
        using (var doomed = DigiloProcess.StartWith(Anna, world.Folder, arguments, ("DIGILO__Test__KillAfter", point)))
        {
            Assert.Equal(137, (await doomed.EndAsync(TimeSpan.FromMinutes(2))).ExitCode);
        }

        using var again = DigiloProcess.StartWith(Anna, world.Folder, arguments);
        var end = await again.EndAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(point == "erase-files" ? 0 : 4, end.ExitCode);
        Assert.DoesNotContain(Anna, end.All, StringComparison.Ordinal);
        Assert.All(pseudonyms, p => Assert.Empty(world.FilesWith(p)));
        Assert.Equal("person.problem.none", world.Desk.Report(Form(Anna), ReportFormat.Text, "sv").Problem.Code);
        var entry = world.Store.Audit.Latest(AuditActions.Erase, 9).Single();
        Assert.Equal("KS 9", entry.Event.Reference);
        Assert.All(world.Store.Ledger.Of(PersonWorld.Org).Where(d => d.Header.FileName is "register.csv" or "enkat.csv"), d => Assert.NotNull(d.Unarchived));
    }

    private static StepResult Retain(PersonWorld world, IReadOnlyList<RetentionRule> rules) => new RetentionStep(
        new KeptFiles(world.In("data"), world.Store.Ledger), new PersonRights(world.Store), world.Store.Audit).Run(new ChainState(
            world.Context.ReadConfiguration() with { Retention = rules }, world.Context.Today, world.Context.UtcNow, null, Checkpoint.None));

    /// <summary>The released wave's tables, as bytes.</summary>
    private static string Tables(PersonWorld world) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
        Snapshots.SnapshotFormat.WriteTables([.. world.Store.Snapshots.Current()!.Tables.Where(t => t.Key.Wave == InWave)])));
}
