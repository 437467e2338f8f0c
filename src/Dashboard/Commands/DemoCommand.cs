using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Demo;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>
/// <c>digilo demo</c>: writes the demo's export files, takes them in through the ordinary importer, runs the ordinary night and
/// serves. A demo that is there already is only served.
/// </summary>
internal static class DemoCommand
{
    private const string DefaultFolder = "data/demo";

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var noServe = builder.Option<bool>("demo", "--no-serve");
        return builder.Command(
            "demo",
            [noServe],
            async (context, parsed, cancellation) =>
            {
                var demo = InOwnFolder(context);
                var exitCode = Prepare(demo);
                return exitCode is not (ExitCodes.Good or ExitCodes.Remarks) || parsed.GetValue(noServe)
                    ? exitCode
                    : await WebNode.ServeAsync(demo, cancellation).ConfigureAwait(false);
            },
            builder.Urls());
    }

    /// <summary>The profile that the synthetic store takes for a file of the set: the standard one, marked synthetic.</summary>
    internal static string ProfileOf(DemoFile file) => file.Profile.Replace("standard-", "demo-", StringComparison.Ordinal);

    private static CommandContext InOwnFolder(CommandContext context)
    {
        var options = context.Options;
        var data = options.DataPathGiven ? options.DataPath : DefaultFolder;
        return context.With(options with
        {
            DataPath = data,
            DataPathGiven = true,
            ConfigPath = options.ConfigPathGiven ? options.ConfigPath : Path.Combine(data, DemoSet.ConfigurationFolder),
            ConfigPathGiven = true,
        });
    }

    private static int Prepare(CommandContext context)
    {
        var folder = Workspace.Shown(context.Workspace.Data);
        if (IsThere(context))
        {
            context.Say("cli.demo.there", folder);
            return ExitCodes.Good;
        }

        var files = DemoSet.Write(context.Workspace.Data);
        context.Say(
            "cli.demo.files",
            Workspace.Shown(Path.Combine(context.Workspace.Data, DemoSet.FilesFolder)),
            files.Count.ToString(CultureInfo.InvariantCulture));
        context.MigrateStore(synthetic: true);
        using var store = context.OpenStore();
        context.Say("cli.demo.store", folder);
        var imported = Import(context, store, files);
        if (imported is not (ExitCodes.Good or ExitCodes.Remarks))
        {
            return imported;
        }

        var chain = ChainFactory.Everything(store, context);
        return ChainConsole.Tell(context, ChainConsole.Follow(context, observer => chain.Run(Chain.Nightly, "cli", observer: observer)));
    }

    /// <summary>True if an earlier call came to its end: everything is in and something is published.</summary>
    private static bool IsThere(CommandContext context)
    {
        var options = context.Workspace.Store;
        if (options.Provider == StoreProvider.Sqlite && !File.Exists(options.ConnectionString))
        {
            return false;
        }

        Store store;
        try
        {
            store = context.OpenStore();
        }
        catch (StoreException e) when (e.Text.Code is "store.missing" or "store.older")
        {
            return false;
        }

        using (store)
        {
            return store.Synthetic
                ? store.Snapshots.Current() is not null && store.Runs.LastGood(Chain.Nightly) is not null && Directory.Exists(context.Workspace.Config)
                : throw new CommandFailure(ExitCodes.Environment, "cli.demo.notSynthetic", Workspace.Shown(context.Workspace.Data));
        }
    }

    private static int Import(CommandContext context, Store store, IReadOnlyList<DemoFile> files)
    {
        var configuration = context.ReadConfiguration();
        var importer = Importing.Importer(store, context);
        var requests = files.Select(f => new ImportRequest(
            Path.Combine(context.Workspace.Data, f.Path.Replace('/', Path.DirectorySeparatorChar)),
            "cli",
            ProfileOf(f),
            f.Organisation,
            f.Wave.Length > 0 ? f.Wave : null,
            f.AsOf)).ToList();
        var results = new List<ImportResult>();
        context.Say("cli.demo.importing", files.Count.ToString(CultureInfo.InvariantCulture));
        using (context.TakeWriteLease(store, "demo"))
        {
            var run = store.Runs.Start("import", "cli", context.UtcNow);
            ImportConsole.Follow(context, requests, request => results.Add(importer.Import(request, configuration)));
            var (outcome, message) = ImportTally.Of(results).Told();
            store.Runs.End(run, outcome, "", message.ToJson(), context.UtcNow);
        }

        var tally = ImportTally.Of(results);
        context.Say(
            "cli.demo.imported",
            Text(tally.Files), Text(tally.RowsIn), Text(tally.RowsStored), Text(tally.RowsQuarantined));
        foreach (var result in results.Where(r => r.Status is DeliveryStatus.Refused or DeliveryStatus.Waiting || r.RowsQuarantined > 0))
        {
            ImportConsole.Tell(context, result);
        }

        return results.Max(r => r.ExitCode);
    }

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
}
