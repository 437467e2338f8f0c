using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Jobs.Uploads;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>Puts the chains together for an open store.</summary>
internal static class ChainFactory
{
    /// <summary>The whole night: what comes in, what has been kept long enough, and from the refresh on.</summary>
    /// <param name="store">The store.</param>
    /// <param name="context">Settings and paths.</param>
    /// <param name="desk">The import desk of a node that serves pages; null where there is none.</param>
    public static Chain Nightly(Store store, CommandContext context, ImportDesk? desk = null) =>
        Make(store, context, [.. FilesIn(store, context), .. Keeping(store, context, desk), .. FromRefreshOn(store, context)]);

    /// <summary>From the refresh on.</summary>
    public static Chain Refresh(Store store, CommandContext context) => Make(store, context, FromRefreshOn(store, context));

    /// <summary>What is fetched from remote sources, and what lies in the inbox.</summary>
    private static IReadOnlyList<IChainStep> FilesIn(Store store, CommandContext context)
    {
        var folder = context.Workspace.Inbox;
        var inbox = new Inbox(Importing.Importer(store, context), new InboxOptions(folder), context.Clock);
        return
        [
            new PullStep(
                configuration => Pulling.Sources(context, configuration),
                (source, configuration) => Pulling.Runner(store, context).Run(source, configuration, dryRun: false, CancellationToken.None)),
            new InboxStep(folder),
            new ImportStep(inbox, folder),
        ];
    }

    private static IReadOnlyList<IChainStep> Keeping(Store store, CommandContext context, ImportDesk? desk) =>
    [
        new StagingStep(() =>
        {
            // Under the lease nobody searches: what lies there was left by a search that was killed.
            PersonFiles.Clean(context.Workspace.Searching);
            return desk is null ? new Staging(context.Workspace.Staging, context.Clock).Purge(_ => false) : desk.Clean();
        }),
        new RetentionStep(new KeptFiles(context.Workspace.Data, store.Ledger), new PersonRights(store), store.Audit),
    ];

    private static IReadOnlyList<IChainStep> FromRefreshOn(Store store, CommandContext context)
    {
        var mailing = new Mailing.Mailing(store, context);
        return
        [
            new RefreshStep(new Refresh(store), store.ConfigurationLedger),
            new PublishStep(store.Snapshots),
            new BriefsStep(store.Snapshots, store.Briefs, new PdfBriefRenderer()),
            new AlertsStep(mailing),
            new MailStep(store, mailing),
        ];
    }

    private static Chain Make(Store store, CommandContext context, IReadOnlyList<IChainStep> steps) => new(
        store.Leases,
        store.Runs,
        context.Clock,
        new Checkpoint(context.Options.KillAfter),
        context.ReadConfiguration,
        steps,
        TimeSpan.FromSeconds(context.Options.LeaseWaitSeconds));
}
