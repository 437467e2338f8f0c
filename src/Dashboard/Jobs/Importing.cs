using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Puts the importer together for an open store.</summary>
internal static class Importing
{
    /// <summary>The mapping profiles: those built in, and those beside the configuration.</summary>
    public static ProfileCatalogue Profiles(Workspace workspace) => ProfileCatalogue.Load(workspace.Profiles);

    /// <summary>The importer of a store.</summary>
    public static Importer Importer(Store store, CommandContext context) => new(
        store.Facts,
        store.Structure,
        store.Ledger,
        context.KeyRing(),
        Profiles(context.Workspace),
        context.Clock,
        Options(store, context));

    /// <summary>Settings of the import.</summary>
    public static ImportOptions Options(Store store, CommandContext context) => new(context.Workspace.Data, store.Synthetic)
    {
        ExamplesPerRule = context.Options.ExamplesPerRule,
        Limits = Limits(context.Options),
    };

    /// <summary>Bounds on what a file may ask of memory and disk, as the settings say.</summary>
    internal static SourceLimits Limits(SiteOptions options) => SourceLimits.Default with
    {
        MaxFileBytes = (long)options.MaxFileMegabytes << 20,
        MaxRowBytes = options.MaxRowKilobytes << 10,
        MaxColumns = options.MaxColumns,
        MaxUnpackedBytes = (long)options.MaxUnpackedMegabytes << 20,
    };
}
