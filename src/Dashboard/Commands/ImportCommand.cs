using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo import PATH…</c>: takes files in.</summary>
internal static class ImportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var paths = new Argument<string[]>("path")
        {
            HelpName = "PATH…",
            Description = builder.Text("cli.import.path"),
            Arity = ArgumentArity.OneOrMore,
        };
        var profile = builder.Option<string>("import", "--profile", "NAME");
        var organisation = builder.Option<string>("import", "--organisation", "CODE");
        var wave = builder.Option<string>("import", "--wave", "WAVE");
        var asOf = builder.Option<string>("import", "--as-of", "DATE");
        var mode = builder.Option<string>("import", "--mode", "full|increment|correction");
        var corrects = builder.Option<long?>("import", "--corrects", "DELIVERY");
        var dryRun = builder.Option<bool>("import", "--dry-run");
        var report = builder.Option<string>("import", "--report", "FILE.json");
        var propose = builder.Option<bool>("import", "--propose");
        var target = builder.Option<string>("import", "--out", "FILE.json");
        return builder.Command("import", [paths, profile, organisation, wave, asOf, mode, corrects, dryRun, report, propose, target], async (context, parsed, cancellation) =>
        {
            if (parsed.GetValue(propose))
            {
                return ProposeConsole.Run(context, parsed.GetValue(paths)!, parsed.GetValue(target));
            }

            if (parsed.GetValue(target) is not null)
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.outWithoutPropose");
            }

            var requests = parsed.GetValue(paths)!.Select(path => new ImportRequest(
                path,
                "cli",
                parsed.GetValue(profile),
                parsed.GetValue(organisation),
                parsed.GetValue(wave),
                Date("--as-of", parsed.GetValue(asOf)),
                Mode(parsed.GetValue(mode)),
                parsed.GetValue(corrects),
                parsed.GetValue(dryRun))
            { Cancellation = cancellation }).ToList();
            return await Task.Run(() => Run(context, requests, parsed.GetValue(report)), CancellationToken.None).ConfigureAwait(false);
        });
    }

    private static int Run(CommandContext context, IReadOnlyList<ImportRequest> requests, string? report)
    {
        var configuration = context.ReadConfiguration();
        using var store = context.OpenOrCreateStore();
        var importer = Importing.Importer(store, context);
        var results = new List<ImportResult>();
        using (context.TakeWriteLease(store, "import"))
        {
            var run = requests[0].DryRun ? 0 : store.Runs.Start("import", "cli", context.UtcNow);
            try
            {
                ImportConsole.Follow(context, requests, request => results.Add(importer.Import(request, configuration)));
            }
            catch (Exception e) when (run > 0)
            {
                store.Runs.End(run, RunOutcome.Failed, "", Failures.Explain(e).Text.ToJson(), context.UtcNow);
                throw;
            }

            if (run > 0)
            {
                var (outcome, message) = ImportTally.Of(results).Told();
                store.Runs.End(run, outcome, "", message.ToJson(), context.UtcNow);
            }
        }

        foreach (var result in results)
        {
            ImportConsole.Tell(context, result);
        }

        if (report is not null)
        {
            ImportConsole.Write(context, results, report);
        }

        if (results.Any(r => r is { DryRun: false, Status: DeliveryStatus.InForce }))
        {
            context.Say("cli.import.next");
        }

        return results.Max(r => r.ExitCode);
    }

    private static DateOnly? Date(string option, string? text) => text is null
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new CommandFailure(ExitCodes.Usage, "cli.error.date", option, text);

    private static DeliveryMode? Mode(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "full" => DeliveryMode.Full,
        "increment" => DeliveryMode.Increment,
        "correction" => DeliveryMode.Correction,
        _ => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--mode", text, "full | increment | correction"),
    };
}
