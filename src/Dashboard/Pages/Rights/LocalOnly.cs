using System.Net;

namespace Digilo.Analytics.Dashboard.Pages.Rights;

/// <summary>
/// Until there is a sign-in, the page for personal data is for whoever sits at this machine: a request from elsewhere, through another
/// program, or under a name that is not this machine's, finds nothing.
/// </summary>
internal static class LocalOnly
{
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>Middleware: closes the page to others, and keeps all of it out of every cache.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(PersonEndpoints.Page, StringComparison.Ordinal))
        {
            if (!Is(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
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
