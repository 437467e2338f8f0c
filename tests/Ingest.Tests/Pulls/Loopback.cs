using System.Net;

namespace Digilo.Analytics.Ingest.Tests.Pulls;

/// <summary>A listener on a free port of this machine.</summary>
internal static class Loopback
{
    /// <summary>Listens; a port that somebody else has is passed over.</summary>
    public static HttpListener Listen(out Uri url)
    {
        for (var attempt = 0; ; attempt++)
        {
            // A listener that could not start is of no more use.
            url = new Uri($"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(url.AbsoluteUri);
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // The next one.
            }
        }
    }
}
