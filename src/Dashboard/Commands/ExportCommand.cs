using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

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
        var external = builder.Option<bool>("export", "--external");
        return builder.Command("export", [table, format, folder, external], (context, parsed) =>
        {
            var leaves = parsed.GetValue(external);
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
            if (context.Options.Unrounded)
            {
                if (leaves)
                {
                    throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--external", "Disclosure:Unsafe=true", "Disclosure:Unsafe=false");
                }

                Unrounded(context, store, name, kind, target);
                context.Audit(store, AuditActions.Export, "", "", new Message("audit.export.unrounded", name));
                return ExitCodes.Good;
            }

            var snapshot = Published(store.Snapshots);
            var names = TableExport.Names(snapshot, leaves);
            if (leaves)
            {
                Stays(context, snapshot, names.Count == 0);
            }

            var chosen = Chosen(name, names);
            foreach (var (file, rows) in TableExport.Write(snapshot, chosen, kind, target, leaves))
            {
                context.Say("cli.export.file", Path.Combine(target, file), rows.ToString(CultureInfo.InvariantCulture));
            }

            context.Audit(store, AuditActions.Export, "", "", new Message(leaves ? "audit.export.external" : "audit.export", name, snapshot.ShortId));
            context.Say(
                "cli.export.done", snapshot.ShortId, snapshot.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), snapshot.MethodVersion);
            return ExitCodes.Good;
        });
    }

    /// <summary>Says which waves and facts stay, because their groups may be smaller than what leaves the organisation asks for.</summary>
    /// <exception cref="CommandFailure">Everything stays.</exception>
    private static void Stays(CommandContext context, Snapshot snapshot, bool everything)
    {
        var least = DisclosurePolicy.ExternalThreshold.ToString(CultureInfo.InvariantCulture);
        var stays = snapshot.Organisations.SelectMany(o => o.Waves.Where(w => w.State == WaveState.Released && w.Protection is not { AllowExternal: true })
            .Select(w => o.Code + " " + w.Wave)
            .Concat(o.FactProtection is { AllowExternal: true } ? [] : [context.Text("protection.facts.of", o.Code)])).ToList();
        if (everything)
        {
            throw new CommandFailure(ExitCodes.Refused, "cli.export.external.none", least);
        }

        if (stays.Count > 0)
        {
            context.Say("cli.export.external.stays", least, string.Join("; ", stays));
        }
    }

    /// <summary>The published snapshot.</summary>
    /// <exception cref="CommandFailure">Nothing is published yet.</exception>
    public static Snapshot Published(ISnapshotReader snapshots) =>
        snapshots.Current() ?? throw new CommandFailure(ExitCodes.Environment, "cli.error.nothingPublished");

    /// <summary>Every estimate of a synthetic store as it is; <see cref="CommandContext.OpenStore"/> has refused any other.</summary>
    private static void Unrounded(CommandContext context, Store store, string name, ExportFormat kind, string target)
    {
        var configuration = context.ReadConfiguration();
        var rows = MethodValidation.Estimates(store, configuration);
        (string, ExportValue)[] facts =
        [
            ("unsafe", true),
            ("rounding", "none"),
            ("synthetic", store.Synthetic),
            ("floor", (int?)configuration.Floor),
            ("configuration", configuration.Hash),
        ];
        foreach (var (file, count) in EstimateExport.Write(rows, Chosen(name, EstimateExport.Measures(rows)), facts, kind, target))
        {
            context.Say("cli.export.file", Path.Combine(target, file), count.ToString(CultureInfo.InvariantCulture));
        }

        context.Say("cli.export.unrounded");
    }

    private static IReadOnlyList<string> Chosen(string name, IReadOnlyList<string> names)
    {
        IReadOnlyList<string> chosen = name.Equals(All, StringComparison.OrdinalIgnoreCase)
            ? names
            : [.. names.Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return chosen.Count > 0 ? chosen : throw new CommandFailure(ExitCodes.Usage, "cli.error.table", name, string.Join(", ", names));
    }
}
