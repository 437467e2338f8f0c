using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Spectre.Console;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Shows an import as it goes and tells what became of each file.</summary>
internal static class ImportConsole
{
    /// <summary>Imports files one by one, with bars on a terminal.</summary>
    public static void Follow(CommandContext context, IReadOnlyList<ImportRequest> requests, Action<ImportRequest> import)
    {
        if (!context.IsTerminal)
        {
            foreach (var request in requests)
            {
                import(request);
            }

            return;
        }

        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            foreach (var request in requests)
            {
                var bar = progress.AddTask(Markup.Escape(Path.GetFileName(request.Path)), maxValue: 1);
                import(request with { Progress = new Bar(bar) });
                bar.Value = 1;
            }
        });
    }

    /// <summary>Tells what became of a file: counts per rule, then the first examples.</summary>
    public static void Tell(CommandContext context, ImportResult result)
    {
        var file = result.Header.FileName;
        switch (result.Status)
        {
            case DeliveryStatus.Refused:
                context.Say("cli.import.refused", file);
                break;
            case DeliveryStatus.Unchanged:
                context.Say("cli.import.unchanged", file, Count(result.DeliveryId));
                break;
            default:
                context.Say(
                    result.DryRun ? "cli.import.dryRun" : result.Status == DeliveryStatus.Waiting ? "cli.import.rowsWaiting" : "cli.import.rows",
                    file, Count(result.RowsIn), Count(result.RowsStored), Count(result.RowsQuarantined));
                break;
        }

        if (result.Outcome is { } outcome)
        {
            context.Say(
                result.DryRun || result.Status == DeliveryStatus.Waiting ? "cli.import.effectWould" : "cli.import.effect", Count(outcome.RowsAdded), Count(outcome.RowsUpdated), Count(outcome.RowsRemoved),
                result.DryRun ? "–" : Count(result.DeliveryId));
            if (result.RowsLeftOut > 0)
            {
                context.Say("cli.import.leftOut", Count(result.RowsLeftOut));
            }

            if (outcome.Unlinked > 0)
            {
                context.Say("cli.import.unlinked", Count(outcome.Unlinked));
            }
        }

        ImportTable.Write(ImportReport.Of(result, context.Options.Language), context.Text, context.Out);
        if (result is { Status: DeliveryStatus.Waiting, Outcome: { } waiting })
        {
            context.Say("cli.import.waiting", file, Count(waiting.RowsRemoved), Count(result.DeliveryId));
        }
    }

    /// <summary>Writes the reports of all files as JSON, whole or not at all.</summary>
    public static void Write(CommandContext context, IReadOnlyList<ImportResult> results, string path)
    {
        var unfinished = path + ".part";
        var reports = results.Select(r => ImportReport.Of(r, context.Options.Language).ToJson());
        File.WriteAllText(unfinished, "{\"files\": [\n" + string.Join(",\n", reports) + "\n]}\n");
        File.Move(unfinished, path, overwrite: true);
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
