using System.Net;
using System.Text;
using System.Text.Json;

namespace Digilo.Analytics.Ingest.Tests.Pulls;

/// <summary>A small LimeSurvey: speaks RemoteControl 2 as documented, on this machine, with parameters by position and errors under HTTP 200.</summary>
internal sealed class RpcServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Task _loop;
    private readonly CancellationTokenSource _stop = new();

    public RpcServer()
    {
        _listener = Loopback.Listen(out var url);
        Url = url;
        _loop = Task.Run(Loop);
    }

    public Uri Url { get; }

    /// <summary>Every call: method and parameters.</summary>
    public List<(string Method, JsonElement[] Parameters)> Calls { get; } = [];

    public int OpenSessions { get; private set; }

    /// <summary>Answers by id; an edited one keeps its id.</summary>
    public SortedDictionary<int, string> Answers { get; } = [];

    public string Headings { get; set; } = "\"id\";\"submitdate\";\"anstnr\";\"DC[11]\"";

    /// <summary>In place of the export: what stands after "result".</summary>
    public Queue<string> Results { get; } = new();

    /// <summary>In place of the whole answer.</summary>
    public Func<HttpListenerContext, string, Task<bool>>? Instead { get; set; }

    public static string Base64(string text) => "\"" + Convert.ToBase64String(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(text)).ToArray()).Replace("/", "\\/", StringComparison.Ordinal) + "\"";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Close();
        try
        {
            _loop.Wait(TimeSpan.FromSeconds(5));
        }
        catch (AggregateException)
        {
            // The listener was closed while it waited.
        }

        _stop.Dispose();
    }

    private async Task Loop()
    {
        while (!_stop.IsCancellationRequested)
        {
            var context = await _listener.GetContextAsync();
            try
            {
                await Answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The other side went away, as some tests want.
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        using var call = await JsonDocument.ParseAsync(context.Request.InputStream);
        var method = call.RootElement.GetProperty("method").GetString()!;
        var parameters = call.RootElement.GetProperty("params").EnumerateArray().Select(p => p.Clone()).ToArray();
        lock (Calls)
        {
            Calls.Add((method, parameters));
        }

        if (context.Request.Url!.AbsolutePath != "/index.php/admin/remotecontrol")
        {
            context.Response.StatusCode = 404;
            context.Response.Close();
            return;
        }

        if (Instead is { } instead && await instead(context, method))
        {
            return;
        }

        // Old versions write an empty line before the JSON.
        await Send(context, "\r\n{\"id\":1,\"result\":" + Result(method, parameters) + ",\"error\":null}");
    }

    private string Result(string method, JsonElement[] parameters)
    {
        switch (method)
        {
            case "get_session_key":
                if (parameters[0].GetString() != "robot" || parameters[1].GetString() != "h\"emligt/1")
                {
                    return "{\"status\":\"Invalid user name or password: " + parameters[0].GetString() + "\"}";
                }

                OpenSessions++;
                return "\"sEssIoN\\/" + OpenSessions + "\"";
            case "release_session_key":
                OpenSessions--;
                return "\"OK\"";
            case "export_responses":
                return Results.Count > 0 ? Results.Dequeue() : Export(parameters);
            default:
                return "{\"status\":\"Invalid method\"}";
        }
    }

    private string Export(JsonElement[] parameters)
    {
        if (Answers.Count == 0)
        {
            return "{\"status\":\"No Data, could not get max id.\"}";
        }

        var from = parameters[7].ValueKind == JsonValueKind.Number ? parameters[7].GetInt32() : 1;
        var rows = Answers.Where(a => a.Key >= from).Select(a => a.Value).ToList();
        return Base64(Headings + "\r\n" + (rows.Count == 0 ? "\"\";\"\";\"\";\"\"\r\n" : string.Concat(rows.Select(r => r + "\r\n"))) + "\r\n");
    }

    public static async Task Send(HttpListenerContext context, string body, int status = 200)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }
}
