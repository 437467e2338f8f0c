using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo export</c>: published tables as files.</summary>
internal static class ExportCommand
{
    private const string All = "all";

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var table = builder.Option<string>("export", "--table", "NAME|all|method");
        var format = builder.Option<string>("export", "--format", "csv|json");
        var folder = builder.Option<string>("export", "--out", "DIR");
        return builder.Command("export", [table, format, folder], (context, parsed) =>
        {
            var name = CommandBuilder.Required(parsed, table);
            var kind = (parsed.GetValue(format) ?? "csv").ToLowerInvariant() switch
            {
                "csv" => ExportFormat.Csv,
                "json" => ExportFormat.Json,
                var other => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--format", other, "csv | json"),
            };
            var target = CommandBuilder.Required(parsed, folder);
            if (name == MethodDocument.Name)
            {
                foreach (var (file, measures) in MethodDocument.Write(target))
                {
                    context.Say("cli.export.file", Path.Combine(target, file), measures.ToString(CultureInfo.InvariantCulture));
                }

                return ExitCodes.Good;
            }

            using var store = context.OpenStore();
            var snapshot = Published(store.Snapshots);
            var names = TableExport.Names(snapshot);
            var chosen = name.Equals(All, StringComparison.OrdinalIgnoreCase)
                ? names
                : [.. names.Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))];
            if (chosen.Count == 0)
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.table", name, string.Join(", ", names));
            }

            foreach (var (file, rows) in TableExport.Write(snapshot, chosen, kind, target))
            {
                context.Say("cli.export.file", Path.Combine(target, file), rows.ToString(CultureInfo.InvariantCulture));
            }

            context.Say(
                "cli.export.done", snapshot.ShortId, snapshot.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), snapshot.MethodVersion);
            return ExitCodes.Good;
        });
    }

    /// <summary>The published snapshot.</summary>
    /// <exception cref="CommandFailure">Nothing is published yet.</exception>
    public static Snapshot Published(ISnapshotReader snapshots) =>
        snapshots.Current() ?? throw new CommandFailure(ExitCodes.Environment, "cli.error.nothingPublished");
}
