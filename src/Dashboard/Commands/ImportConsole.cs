using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Spectre.Console;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Shows an import as it goes and tells what became of each file.</summary>
internal static class ImportConsole
{
    private const int ShownFindings = 10;

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

    /// <summary>Tells what became of a file, with its first findings.</summary>
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
            if (outcome.Unlinked > 0)
            {
                context.Say("cli.import.unlinked", Count(outcome.Unlinked));
            }
        }

        foreach (var finding in result.Findings.Take(ShownFindings))
        {
            context.Out.WriteLine(Describe(context, finding));
        }

        if (result.Findings.Count > ShownFindings)
        {
            context.Say("cli.import.more", Count(result.Findings.Count - ShownFindings));
        }

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

    /// <summary>A finding with its line; its sentence names the column, what was found and what to do.</summary>
    private static string Describe(CommandContext context, Finding finding)
    {
        var text = IngestTexts.Sentence(finding, context.Options.Language);
        if (finding.Count > 1)
        {
            text = context.Text("cli.import.times", text, Count(finding.Count));
        }

        return finding.Line > 0 ? context.Text("cli.import.findingLine", Count(finding.Line), text) : context.Text("cli.import.findingFile", text);
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
