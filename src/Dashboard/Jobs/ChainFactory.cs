using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Puts the chains together for an open store.</summary>
internal static class ChainFactory
{
    /// <summary>The whole night: inbox, import, refresh, publish, briefs.</summary>
    public static Chain Nightly(Store store, CommandContext context)
    {
        var inbox = new Inbox(Importing.Importer(store, context), new InboxOptions(context.Workspace.Inbox), context.Clock);
        return Make(store, context, [new InboxStep(context.Workspace.Inbox), new ImportStep(inbox, context.Workspace.Inbox), .. FromRefreshOn(store)]);
    }

    /// <summary>From the refresh on.</summary>
    public static Chain Refresh(Store store, CommandContext context) => Make(store, context, FromRefreshOn(store));

    private static IReadOnlyList<IChainStep> FromRefreshOn(Store store) =>
    [
        new RefreshStep(new Refresh(store), store.ConfigurationLedger),
        new PublishStep(store.Snapshots),
        new BriefsStep(store.Snapshots, store.Briefs, new PdfBriefRenderer()),
    ];

    private static Chain Make(Store store, CommandContext context, IReadOnlyList<IChainStep> steps) => new(
        store.Leases,
        store.Runs,
        context.Clock,
        new Checkpoint(context.Options.KillAfter),
        context.ReadConfiguration,
        steps,
        TimeSpan.FromSeconds(context.Options.LeaseWaitSeconds));
}
