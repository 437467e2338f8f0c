using System.Globalization;
using System.Net;
using System.Text;
using System.Web;

namespace Digilo.Analytics.Ingest.Tests.Pulls;

/// <summary>A small learning record store on this machine: statements by the time they were stored, pages with an opaque rest, voided ones left out.</summary>
internal sealed class LrsServer : IDisposable
{
    private const string Verbs = "http://adlnet.gov/expapi/verbs/";

    private readonly HttpListener _listener;
    private readonly Task _loop;
    private readonly List<(Guid Id, DateTimeOffset Stored, string Json, Guid? Voids)> _statements = [];
    private DateTimeOffset _now = new(2023, 11, 1, 8, 0, 0, TimeSpan.Zero);

    public LrsServer()
    {
        _listener = Loopback.Listen(out var url);
        Url = url;
        _loop = Task.Run(Loop);
    }

    public Uri Url { get; }

    /// <summary>Every request: path and query.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Statements on a page.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>What is said in the header; null = nothing.</summary>
    public Func<DateTimeOffset, string?> ConsistentThrough { get; set; } = now => now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>In place of an answer; true if it has answered.</summary>
    public Func<HttpListenerContext, bool>? Instead { get; set; }

    /// <summary>Pages repeat the last statement of the one before.</summary>
    public bool Overlaps { get; set; }

    /// <summary>How the rest is pointed to.</summary>
    public Func<string, string> More { get; set; } = path => path;

    public void Pass(int hours) => _now = _now.AddHours(hours);

    /// <summary>Stores a statement an instant later than the one before; returns its id.</summary>
    public Guid Add(string who, string verb, string day, string course = "https://lms.exempel.se/k1")
    {
        var id = Guid.NewGuid();
        Put(id, $$$"""{"id":"{{{id}}}","actor":{"mbox":"mailto:{{{who}}}@exempel.se"},"verb":{"id":"{{{Verbs}}}{{{verb}}}"},"object":{"id":"{{{course}}}"},"timestamp":"{{{day}}}T10:00:00Z",""", null);
        return id;
    }

    public void Void(Guid target)
    {
        var id = Guid.NewGuid();
        Put(id, $$$"""{"id":"{{{id}}}","actor":{"mbox":"mailto:admin@exempel.se"},"verb":{"id":"{{{Verbs}}}voided"},"object":{"objectType":"StatementRef","id":"{{{target}}}"},""", target);
    }

    public static void Send(HttpListenerContext context, string text, string type = "application/json;charset=utf-8", int status = 200)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    public void Dispose()
    {
        _listener.Close();
        try
        {
            _loop.Wait(TimeSpan.FromSeconds(5));
        }
        catch (AggregateException)
        {
            // The listener was closed while it waited.
        }
    }

    private void Put(Guid id, string json, Guid? voids)
    {
        _now = _now.AddSeconds(1);
        _statements.Add((id, _now, json + $"\"stored\":\"{_now:yyyy-MM-ddTHH:mm:ss.fffZ}\"}}", voids));
    }

    private async Task Loop()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            try
            {
                Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The other side went away, as some tests want.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var request = context.Request;
        lock (Asked)
        {
            Asked.Add(request.Url!.PathAndQuery);
        }

        if (Instead?.Invoke(context) == true)
        {
            return;
        }

        if (request.Headers["Authorization"] != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("robot:h\"emligt/å")))
        {
            Send(context, "{}", status: 401);
            return;
        }

        if (request.Headers["X-Experience-API-Version"] is not ("1.0.3") || !request.Url!.AbsolutePath.StartsWith("/xapi/statements", StringComparison.Ordinal))
        {
            Send(context, "{}", status: 400);
            return;
        }

        var query = HttpUtility.ParseQueryString(request.Url!.Query);
        if (query["voidedStatementId"] is { } asked)
        {
            var found = _statements.FirstOrDefault(s => s.Id.ToString() == asked && _statements.Any(v => v.Voids == s.Id));
            Send(context, found.Json ?? "{}", status: found.Json is null ? 404 : 200);
            return;
        }

        var since = query["since"] is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
        var from = int.Parse(query["cursor"] ?? "0", CultureInfo.InvariantCulture);
        var voided = _statements.Where(s => s.Voids is not null).Select(s => s.Voids).ToHashSet();
        var all = _statements.Where(s => s.Stored > since && (s.Voids is not null || !voided.Contains(s.Id))).OrderBy(s => s.Stored).ToList();
        var page = all.Skip(Overlaps && from > 0 ? from - 1 : from).Take(PageSize + (Overlaps && from > 0 ? 1 : 0)).ToList();
        var more = from + PageSize < all.Count
            ? More($"/xapi/statements?ascending=true&format=exact{(query["since"] is { } s ? "&since=" + Uri.EscapeDataString(s) : "")}&cursor={from + PageSize}")
            : "";
        if (ConsistentThrough(_now) is { } through)
        {
            context.Response.Headers["X-Experience-API-Consistent-Through"] = through;
        }

        Send(context, "{\"statements\":[" + string.Join(',', page.Select(p => p.Json)) + "],\"more\":\"" + more + "\"}");
    }
}
