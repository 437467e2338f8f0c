using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>What the night destroys and what it says of it, over a real store with two delivered files.</summary>
public sealed class KeepingStepsTests
{
    private static readonly RetentionDecision Decision = new("KS 2026/417", new DateOnly(2026, 3, 2));

    [Fact]
    public async Task The_run_is_the_proof_how_many_files_and_bytes_of_which_kind_under_which_decision()
    {
        await using var host = await UploadHost.StartAsync();
        Deliver(host, "a", "2020-01-01", "fel");
        Deliver(host, "b", "2020-02-01", "enhet");
        Deliver(host, "c", "2026-01-01", "enhet");

        Assert.Equal("run.retention.none", Run(host, 240, 240).Message.Code);
        var both = Run(host, 24, 6);

        Assert.Equal((RunOutcome.Good, 3L, "run.retention.both"), (both.Outcome, both.Count, both.Message.Code));
        var words = TextCatalogue.Default.Get("sv", both.Message);
        Assert.Matches(@"^Gallrat: 2 levererade filer \(\d+ byte\) enligt KS 2026/417, 2026-03-02, och 1 filer med rader i karantän \(\d+ byte\) enligt KS 2026/417, 2026-03-02\.$", words);
        Assert.Single(Sealed(host, "archive"));
        Assert.Empty(Sealed(host, "quarantine"));
        Assert.Equal(3, host.Store.Ledger.Latest(10).Count);
        Assert.Equal("run.retention.none", Run(host, 24, 6).Message.Code);
    }

    [Fact]
    public void The_step_says_how_many_uploads_went()
    {
        var state = State([]);
        Assert.Equal("run.staging.none", new StagingStep(() => 0).Run(state).Message.Code);
        var gone = new StagingStep(() => 2).Run(state);
        Assert.Equal((2L, "2 uppladdade filer som ingen bekräftade är borttagna."), (gone.Count, TextCatalogue.Default.Get("sv", gone.Message)));
    }

    private static string[] Sealed(UploadHost host, string kind) =>
        Directory.Exists(host.In("data", kind)) ? Directory.GetFiles(host.In("data", kind), "*.sealed", SearchOption.AllDirectories) : [];

    private static StepResult Run(UploadHost host, int? archive, int? quarantine) => new RetentionStep(
        new KeptFiles(host.In("data"), host.Store.Ledger), new PersonRights(host.Store), host.Store.Audit).Run(State(
    [
        new RetentionRule(RetentionSubject.Archive, archive ?? 1, archive is null ? null : Decision),
        new RetentionRule(RetentionSubject.Quarantine, quarantine ?? 1, quarantine is null ? null : Decision),
        new RetentionRule(RetentionSubject.Answers, 1, Decision),
    ]));

    private static ChainState State(IReadOnlyList<RetentionRule> rules) => new(
        new Configuration([], [], [], [], 2, [], new DisclosureSettings(5, 10, 50), true, "hash") { Retention = rules },
        new DateOnly(2026, 11, 25),
        new DateTime(2026, 11, 25, 2, 30, 0, DateTimeKind.Utc),
        null,
        Checkpoint.None);

    private static void Deliver(UploadHost host, string code, string asOf, string level)
    {
        var path = host.In(code + ".csv");
        File.WriteAllText(path, $"kod;namn;overordnad;niva;verksamhet;fran;till\n{code}1;Ett;;enhet;;2019-01-01;\n{code}2;Två;;{level};;2019-01-01;\n");
        var context = new CommandContext(new SiteOptions { DataPath = host.In("data"), DataPathGiven = true }, TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var result = Importing.Importer(host.Store, context).Import(
            new ImportRequest(path, "cli", Organisation: "2284", AsOf: DateOnly.ParseExact(asOf, "yyyy-MM-dd"), Mode: DeliveryMode.Increment), context.ReadConfiguration());
        Assert.Equal(DeliveryStatus.InForce, result.Status);
    }
}
