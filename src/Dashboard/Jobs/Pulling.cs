using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Puts the fetching from remote sources together for an open store.</summary>
internal static class Pulling
{
    /// <summary>The remote sources as configured; none if there is no file.</summary>
    public static IReadOnlyList<PullSource> Sources(CommandContext context, Configuration configuration) =>
        PullConfiguration.Read(context.Workspace.Config, configuration, Importing.Profiles(context.Workspace));

    /// <summary>What fetches and imports.</summary>
    public static PullRunner Runner(Store store, CommandContext context) => new(
        Importing.Importer(store, context),
        store.Pulls,
        context.Workspace.Pulled,
        name => context.Options.PullSecrets.GetValueOrDefault(name) ?? new PullSecret("", ""),
        new PullLimits((long)context.Options.PullMaxMegabytes << 20, TimeSpan.FromSeconds(context.Options.PullTimeoutSeconds)),
        context.Clock,
        SwedishTime.Zone);
}
