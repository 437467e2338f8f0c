using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>Bounds on what a source may ask of time and disk.</summary>
/// <param name="MaxBytes">Largest answer.</param>
/// <param name="Timeout">Longest time for one answer, from the request to its last byte.</param>
public sealed record PullLimits(long MaxBytes, TimeSpan Timeout)
{
    /// <summary>512 MB, five minutes.</summary>
    public static PullLimits Default { get; } = new(512L << 20, TimeSpan.FromMinutes(5));
}

/// <summary>
/// Requests to one source: bounded in time and size, without redirects to elsewhere, over TLS unless the source is this machine.
/// Every fault becomes a <see cref="PullException"/> that says what a person can do.
/// </summary>
internal sealed class PullHttp : IDisposable
{
    private readonly HttpClient _client;

    public PullHttp(PullLimits limits)
    {
        Limits = limits;
        // A redirect could lead the password to another host; a cookie could mix two sources.
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(30, limits.Timeout.TotalSeconds)),
            MaxResponseHeadersLength = 64,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The bounds.</summary>
    public PullLimits Limits { get; }

    /// <summary>True if a source may be asked at this address: https, or http on this machine.</summary>
    public static bool IsAllowed(Uri url) =>
        url.IsAbsoluteUri && url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    /// <summary>
    /// Sends a request and hands its answer to a reader, whatever the status: the reader judges it. The body is cut off with a fault
    /// at <see cref="PullLimits.MaxBytes"/>, and all of it must come within <see cref="PullLimits.Timeout"/>.
    /// </summary>
    public T Send<T>(HttpRequestMessage request, Func<HttpResponseMessage, Stream, T> read, CancellationToken cancellation)
    {
        var url = request.RequestUri ?? throw new InvalidOperationException("A request has an address.");
        if (!IsAllowed(url))
        {
            throw new PullException("ingest.pull.insecure", Host(url));
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Limits.Timeout);
        try
        {
            using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.Content.Headers.ContentLength > Limits.MaxBytes)
            {
                throw TooLarge(url);
            }

            using var body = response.Content.ReadAsStream(timeout.Token);
            using var bounded = new BoundedStream(body, Limits.MaxBytes, () => TooLarge(url), timeout.Token);
            return read(response, bounded);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PullException("ingest.pull.timeout", Host(url), Seconds());
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw new PullException("ingest.pull.certificate", Host(url));
        }
        catch (HttpRequestException e)
        {
            throw new PullException(e.InnerException is SocketException ? "ingest.pull.unreachable" : "ingest.pull.cut", Host(url));
        }
        catch (IOException e) when (e is HttpIOException || e.InnerException is SocketException)
        {
            throw new PullException("ingest.pull.cut", Host(url));
        }
    }

    /// <summary>Whom to name in a message: host and port, never path or query, which may hold secrets.</summary>
    public static string Host(Uri url) => url.IsAbsoluteUri ? url.Authority : "?";

    public void Dispose() => _client.Dispose();

    private PullException TooLarge(Uri url) =>
        new("ingest.pull.large", Host(url), (Limits.MaxBytes >> 20).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private string Seconds() => Limits.Timeout.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A body that ends in a fault when it is too long, and whose reading stops with the time.</summary>
    private sealed class BoundedStream(Stream inner, long most, Func<Exception> fault, CancellationToken cancellation) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            // The synchronous read of a socket knows no token: a source that stalls would hold the night for ever.
            var read = inner.ReadAsync(buffer.AsMemory(offset, count), cancellation).AsTask().GetAwaiter().GetResult();
            _read += read;
            return _read > most ? throw fault() : read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
