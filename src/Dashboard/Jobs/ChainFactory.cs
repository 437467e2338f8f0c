using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Jobs.Uploads;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Rights;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>The chains that a node runs.</summary>
/// <param name="Nightly">Until the publication.</param>
/// <param name="Briefs">After it.</param>
internal sealed record NodeChains(Chain Nightly, Chain Briefs);

/// <summary>Puts the chains together for an open store.</summary>
internal static class ChainFactory
{
    /// <summary>
    /// The night of a node: what comes in, what has been kept long enough, and until the publication. The briefs come after it, as a run of
    /// their own: <see cref="Briefs"/>.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="context">Settings and paths.</param>
    /// <param name="desk">The import desk of a node that serves pages; null where there is none.</param>
    public static Chain Nightly(Store store, CommandContext context, ImportDesk? desk = null) =>
        Make(store, context, [.. FilesIn(store, context), .. Keeping(store, context, desk), .. Publishing(store, context)]);

    /// <summary>A whole night here and now, with its briefs: for the command line, which has no queue.</summary>
    public static Chain Everything(Store store, CommandContext context) =>
        Make(store, context, [.. FilesIn(store, context), .. Keeping(store, context, null), .. Publishing(store, context), .. BriefsOf(store, context)]);

    /// <summary>From the refresh on, with the briefs: for the command line.</summary>
    public static Chain Refresh(Store store, CommandContext context) => Make(store, context, [.. Publishing(store, context), .. BriefsOf(store, context)]);

    /// <summary>The briefs of what is published, and which mails are due with them.</summary>
    public static Chain Briefs(Store store, CommandContext context) => Make(store, context, BriefsOf(store, context));

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

    private static IReadOnlyList<IChainStep> Publishing(Store store, CommandContext context) =>
    [
        new RefreshStep(new Refresh(store), store.ConfigurationLedger),
        new PublishStep(store.Snapshots),
        new AlertsStep(new Mailing.Mailing(store, context)),
    ];

    private static IReadOnlyList<IChainStep> BriefsOf(Store store, CommandContext context) =>
    [
        new BriefsStep(store.Snapshots, store.Briefs, BriefRenderers.Choose(context.Options)),
        new MailStep(new Mailing.Mailing(store, context)),
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
