namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>The one place where the pages enter the host.</summary>
public static class PagesRegistration
{
    /// <summary>Services of the pages.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) => services;

    /// <summary>Routes of the pages, their style sheet and fonts.</summary>
    public static WebApplication MapPages(this WebApplication app) => app;
}
