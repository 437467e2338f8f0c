using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>What a load balancer or a monitor asks. The answers name no path, server or secret.</summary>
internal static class Health
{
    /// <summary>The process answers.</summary>
    public const string Live = "/halsa/live";

    /// <summary>The store answers and something is published.</summary>
    public const string Ready = "/halsa/ready";

    /// <summary>Maps both.</summary>
    public static void MapHealth(this WebApplication app, Store store)
    {
        app.MapGet(Live, () => Results.Text("live"));
        app.MapGet(Ready, () =>
        {
            try
            {
                return store.Snapshots.Current() is { } snapshot
                    ? Results.Text("ready " + snapshot.ShortId)
                    : Results.Text("no snapshot published", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (Exception e)
            {
                // A monitor needs the state, not the cause; the cause is in the log of whoever works with the store.
                app.Logger.LogWarning("The store does not answer ({Kind}).", e.GetType().Name);
                return Results.Text("store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
