using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Jobs.Rights;
using Digilo.Analytics.Dashboard.Jobs.Uploads;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>The long-running program: register, build, map.</summary>
internal static class WebNode
{
    // A page that asks gets an answer: who writes just now is said, not waited for.
    private static readonly TimeSpan PageWaits = TimeSpan.FromSeconds(5);

    /// <summary>Serves until told to stop.</summary>
    public static async Task<int> ServeAsync(CommandContext context, CancellationToken cancellation)
    {
        if (context.Options is { Role: "web", Provider: StoreProvider.Sqlite })
        {
            throw new CommandFailure(ExitCodes.Usage, "cli.error.role");
        }

        // Read before the first night: a wrong file is told to the one who starts the service.
        context.ReadConfiguration();
        using var store = context.OpenOrCreateStore();

        await using var app = Build(context, store);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.error.port", context.Options.Urls);
        }

        foreach (var url in app.Urls)
        {
            context.Say("cli.serve.at", url);
        }

        context.Say("cli.serve.stop");
        await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
        return ExitCodes.Good;
    }

    /// <summary>Builds the host over an open store.</summary>
    internal static WebApplication Build(CommandContext context, Store store)
    {
        var options = context.Options;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebNode).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        // Only our own sources count: an appsettings.json or ASPNETCORE_URLS of another program is not ours.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        SiteOptions.AddSources(builder.Configuration);
        builder.WebHost.UseUrls(options.IsWeb ? options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries) : ["http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // The one who starts the service gets our sentence, not the host's stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        builder.Services.AddSingleton(context);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(context.Clock);
        builder.Services.AddSingleton<ISnapshotReader>(_ => store.Snapshots);
        builder.Services.AddSingleton<IImportLedger>(_ => store.Ledger);
        builder.Services.AddSingleton<IRunLog>(_ => store.Runs);
        builder.Services.AddSingleton<IBriefArchive>(_ => store.Briefs);
        builder.Services.AddSingleton<ILeases>(_ => store.Leases);
        var desk = new ImportDesk(store, context, new Staging(context.Workspace.Staging, context.Clock));
        builder.Services.AddSingleton(desk);
        builder.Services.AddSingleton<IImportDesk>(desk);
        builder.Services.AddSingleton<IAuditLog>(_ => store.Audit);
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<IAuditTrail>(services => services.GetRequiredService<AuditTrail>());
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditTrail>());
        builder.Services.AddSingleton<IPersonDesk>(_ => new PersonDesk(store, context, PageWaits));
        builder.Services.AddSingleton<INotices>(_ => new Notices(context.ReadConfiguration, store.Snapshots.Current));
        builder.Services.AddSingleton<ISubscriptions>(_ => store.Subscriptions);
        builder.Services.AddSingleton<ISendings>(_ => store.Sendings);
        builder.Services.AddSingleton<IAlerts>(_ => store.Alerts);
        builder.Services.AddSingleton<ISubscriptionDesk>(services => new SubscriptionDesk(store, context, services.GetRequiredService<IMailStarter>()));
        builder.Services.AddSingleton(_ => new MailRunner(store, context));
        builder.Services.AddSingleton(_ => new NodeChains(ChainFactory.Nightly(store, context, desk), ChainFactory.Briefs(store, context)));
        builder.Services.AddSingleton(_ => BriefRenderers.Choose(options));
        builder.Services.AddJobs(options, context.Workspace.Store);
        if (options.IsWeb)
        {
            builder.Services.AddPages();
            builder.Services.PostConfigure<PagesOptions>(pages => ExpectDeliveries(pages, store, context));
        }

        var app = builder.Build();
        app.MapHealth(store);
        app.MapJobs(options);
        if (options.IsWeb)
        {
            app.MapPages();
        }

        return app;
    }

    // How often a source is expected stands in its profile; of several profiles of a kind the most frequent one counts.
    private static void ExpectDeliveries(PagesOptions pages, Store store, CommandContext context)
    {
        foreach (var profile in Importing.Profiles(context.Workspace).Profiles.Where(p => p.Synthetic == store.Synthetic))
        {
            if (profile.ExpectedEvery is { } every)
            {
                var days = (int)Math.Ceiling(every.TotalDays);
                pages.ProfileExpectedEveryDays[profile.Name] = days;
                pages.SourceExpectedEveryDays[profile.Kind] = Math.Min(days, pages.SourceExpectedEveryDays.GetValueOrDefault(profile.Kind, days));
            }
        }
    }
}
