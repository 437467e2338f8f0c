using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo pull [NAME] [--dry-run]</c>: fetches what is new from remote sources and imports it.</summary>
internal static class PullCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var name = new Argument<string?>("name") { HelpName = "[NAME]", Description = builder.Text("cli.pull.name"), Arity = ArgumentArity.ZeroOrOne };
        var dryRun = builder.Option<bool>("pull", "--dry-run");
        return builder.Command("pull", [name, dryRun], async (context, parsed, cancellation) =>
        {
            // The work is one long wait for others: the command can be cancelled, and the thread is not the terminal's.
            return await Task.Run(() => Run(context, parsed.GetValue(name), parsed.GetValue(dryRun), cancellation), cancellation).ConfigureAwait(false);
        });
    }

    private static int Run(CommandContext context, string? name, bool dryRun, CancellationToken cancellation)
    {
        var configuration = context.ReadConfiguration();
        var sources = Pulling.Sources(context, configuration);
        var chosen = name is null
            ? sources.Where(s => s.Enabled).ToList()
            : sources.Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            throw name is null
                ? new CommandFailure(ExitCodes.Environment, "cli.pull.none", PullConfiguration.FileName)
                : new CommandFailure(ExitCodes.Usage, "cli.pull.unknown", name, string.Join(", ", sources.Select(s => s.Name)));
        }

        using var store = context.OpenOrCreateStore();
        var runner = Pulling.Runner(store, context);
        var outcomes = chosen.ConvertAll(source => Pull(context, store, runner, source, configuration, dryRun, cancellation));
        foreach (var outcome in outcomes)
        {
            Tell(context, outcome);
        }

        if (outcomes.Exists(o => o.Result is { DryRun: false, Status: DeliveryStatus.InForce }))
        {
            context.Say("cli.import.next");
        }

        return outcomes.Max(o => o.Status == PullStatus.Failed ? ExitCodes.Environment : o.Result?.ExitCode ?? ExitCodes.Good);
    }

    /// <summary>Others may write while a source is waited for; the lease is taken for the import alone.</summary>
    private static PullOutcome Pull(
        CommandContext context, Store store, PullRunner runner, PullSource source, Configuration configuration, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            using var file = runner.Fetch(source, cancellation);
            using var lease = context.TakeWriteLease(store, "pull");
            var run = dryRun ? 0 : store.Runs.Start("import", "cli", context.UtcNow);
            try
            {
                var outcome = runner.Import(file, configuration, dryRun);
                if (run > 0)
                {
                    var (told, message) = outcome.Result is { } result ? ImportTally.Of([result]).Told() : (RunOutcome.Good, new Message("run.import.none"));
                    store.Runs.End(run, told, "", message.ToJson(), context.UtcNow);
                }

                return outcome;
            }
            catch (Exception e) when (run > 0)
            {
                store.Runs.End(run, RunOutcome.Failed, "", Failures.Explain(e).Text.ToJson(), context.UtcNow);
                throw;
            }
        }
        catch (PullException e)
        {
            return new PullOutcome(source.Name, PullStatus.Failed, null, e.Text);
        }
    }

    private static void Tell(CommandContext context, PullOutcome outcome)
    {
        if (outcome.Text.Code.Length > 0)
        {
            var text = outcome.Text.Code.StartsWith("ingest.", StringComparison.Ordinal)
                ? IngestTexts.Get(context.Options.Language, outcome.Text)
                : context.Text(outcome.Text);
            (outcome.Status == PullStatus.Failed ? context.Error : context.Out).WriteLine(text);
        }

        if (outcome.Result is { } result)
        {
            ImportConsole.Tell(context, result);
        }
    }
}
