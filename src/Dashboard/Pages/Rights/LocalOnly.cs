using System.Net;
using Digilo.Analytics.Dashboard.Pages.Mail;

namespace Digilo.Analytics.Dashboard.Pages.Rights;

/// <summary>
/// Until there is a sign-in, the pages for personal data and subscriptions are for whoever sits at this machine: a request from elsewhere, through another
/// program, or under a name that is not this machine's, finds nothing.
/// </summary>
internal static class LocalOnly
{
    private static readonly string[] Closed = [PersonEndpoints.Page, SubscriptionEndpoints.Page];

    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Middleware: closes the pages to others, and keeps all of them out of every cache; also those that a link with a secret leads to.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var isLocal = Closed.Any(page => context.Request.Path.StartsWithSegments(page, StringComparison.Ordinal));
        if (isLocal || context.Request.Path.StartsWithSegments(SubscriptionEndpoints.Links, StringComparison.Ordinal))
        {
            if (isLocal && !Is(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                context.Response.Headers["Referrer-Policy"] = "no-referrer";
                return Task.CompletedTask;
            });
        }

        await next(context).ConfigureAwait(false);
    }

    /// <summary>True for a request from this machine to this machine, with nobody between.</summary>
    public static bool Is(HttpContext? context) =>
        context is not null
        && (context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
        && !Forwarded.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Host.Host is "localhost" or "" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));
}
