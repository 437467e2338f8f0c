using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Dashboard.Texts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The one place where the pages enter the host.</summary>
public static class PagesRegistration
{
    /// <summary>
    /// Services of the pages. The host registers what they read: <see cref="Snapshots.ISnapshotReader"/>,
    /// <see cref="Desk.IImportLedger"/>, <see cref="Desk.IRunLog"/>, <see cref="Desk.IBriefArchive"/>,
    /// <see cref="IRunStarter"/>, <see cref="IImportDesk"/>, <see cref="IPersonDesk"/>, <see cref="Desk.IAuditLog"/>,
    /// <see cref="IAuditTrail"/>, <see cref="IBriefRenderer"/>, <see cref="Desk.ISubscriptions"/>, <see cref="Desk.ISendings"/>,
    /// <see cref="Desk.IAlerts"/>, <see cref="ISubscriptionDesk"/>, and <see cref="INotices"/> where there is a configuration to make
    /// notices from; settings come from the section "Pages" (<see cref="PagesOptions"/>).
    /// </summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddOptions<PagesOptions>().BindConfiguration(PagesOptions.Section);
        services.AddSingleton<ChartBook>();
        services.AddSingleton<RenderedParts>();
        services.AddSingleton<KeptBriefs>();
        services.AddSingleton<BriefMaker>();
        services.AddScoped<Say>();
        services.AddScoped<PageData>();
        services.AddScoped<Freshness>();
        services.TryAddSingleton<INotices, NoNotices>();
        services.TryAddClockAndTexts();
        return services;
    }

    /// <summary>Routes of the pages, their style sheet and fonts; error pages for what lies behind them.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        BundledFonts.Install();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/fel", CreateScopeForErrors = true });
        app.UseWhen(
            context => !Machine.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.Ordinal)),
            branch => branch.UseStatusCodePagesWithReExecute("/saknas", createScopeForStatusCodePages: true));
        app.Use(LanguagePath.Read);
        app.Use(LocalOnly.GuardAsync);

        // Explicit, so that routing sees the path without its language.
        app.UseRouting();
        app.UseAntiforgery();
        EmbeddedAssets.Map(app);
        Downloads.Map(app);
        UploadEndpoints.Map(app);
        ReportFiles.Map(app);
        PersonEndpoints.Map(app);
        SubscriptionEndpoints.Map(app);
        app.MapRazorComponents<App>();
        return app;
    }

    // Answers there are for programs, and a page in their place would mislead.
    private static readonly string[] Machine = ["/api", "/halsa", "/jobs", "/assets"];

    private static void TryAddClockAndTexts(this IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(TimeProvider)))
        {
            services.AddSingleton(TimeProvider.System);
        }

        if (services.All(s => s.ServiceType != typeof(TextCatalogue)))
        {
            services.AddSingleton(TextCatalogue.Default);
        }
    }
}
