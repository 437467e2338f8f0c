using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>
/// LimeSurvey's RemoteControl 2: JSON-RPC with parameters by position, whose errors come with HTTP 200 as a status. The first pull
/// and then every so many days takes everything, so that deleted answers go; in between it takes what is new, and again what came
/// within a window, because an edited answer keeps its id.
/// </summary>
internal sealed class LimeSurveyPull : IPull
{
    private const string Path = "index.php/admin/remotecontrol", InvalidSession = "Invalid session key";
    private const int MaxHistory = 400;

    public string Kind => "limesurvey";

    public IReadOnlyList<PullSetting> Settings { get; } =
    [
        new("survey", true, "the survey's number", t => Number(t, 1, int.MaxValue) is not null),
        new("language", false, "a language code such as sv", t => t.Length is > 0 and <= 20 && t.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')),
        new("windowIds", false, "a whole number 0–1000000", t => Number(t, 0, 1_000_000) is not null),
        new("windowDays", false, "a whole number 0–366", t => Number(t, 0, 366) is not null),
        new("fullEveryDays", false, "a whole number 0–366; 0 = the first time only", t => Number(t, 0, 366) is not null),
    ];

    public PullResult Fetch(PullContext context, Stream target)
    {
        var state = PullMemory.Parse(context.State);
        var survey = Number(context.Setting("survey"), 1, int.MaxValue) ?? 0;
        var full = IsFull(context, state);
        var from = full ? (int?)null : From(context, state);
        var note = Export(context, survey, from, target);
        if (note is { } empty)
        {
            return PullResult.Nothing(context.State) with { Note = empty };
        }

        target.Position = 0;
        var (rows, last) = Look(target, context);
        var kept = state.After(context.Today, Math.Max(last, full ? 0 : state.Last), full).ToString();
        return rows == 0
            ? PullResult.Nothing(kept)
            : new PullResult(
                FormattableString.Invariant($"limesurvey_{survey}_{context.Today:yyyy-MM-dd}.csv"), full ? DeliveryMode.Full : DeliveryMode.Increment, null, kept, true);
    }

    public string Reach(string state) =>
        PullMemory.Parse(state) is { LastFull: not null } memory ? memory.Last.ToString(CultureInfo.InvariantCulture) : "";

    private static bool IsFull(PullContext context, PullMemory state)
    {
        var every = Number(context.Setting("fullEveryDays", "7"), 0, 366) ?? 7;
        return state.LastFull is not { } day || (every > 0 && context.Today.DayNumber - day.DayNumber >= every);
    }

    /// <summary>The first id to ask for: after the last known one, or as far back as the wider of the two windows reaches.</summary>
    private static int From(PullContext context, PullMemory state)
    {
        var ids = Number(context.Setting("windowIds", "0"), 0, 1_000_000) ?? 0;
        var days = Number(context.Setting("windowDays", "14"), 0, 366) ?? 14;
        return Math.Max(1, Math.Min(state.Last - ids, state.LastAt(context.Today.AddDays(-days))) + 1);
    }

    /// <summary>Writes the export; a message instead if there is nothing to export.</summary>
    private static Message? Export(PullContext context, int survey, int? from, Stream target)
    {
        for (var attempt = 1; ; attempt++)
        {
            var session = Open(context);
            try
            {
                target.SetLength(0);
                var sink = new Base64Sink(target);
                var answer = Call(
                    context, "export_responses",
                    [session, survey, "csv", context.Setting("language") is { Length: > 0 } language ? language : null, "all", "code", "short", from, null, null],
                    sink.Add);
                var status = answer.IsText ? null : Status(context, answer);
                if (answer.IsText && !IsSentence(sink.Beginning) && sink.Finish())
                {
                    return null;
                }

                status ??= IsSentence(sink.Beginning) ? sink.Beginning : throw new PullException("ingest.pull.not-base64", PullHttp.Host(context.Source.Url));
                if (status == InvalidSession && attempt == 1)
                {
                    // The session ran out between two calls.
                    continue;
                }

                return Empty(context, survey, status);
            }
            finally
            {
                Release(context, session);
            }
        }
    }

    private static Message Empty(PullContext context, int survey, string status)
    {
        var host = PullHttp.Host(context.Source.Url);
        var number = survey.ToString(CultureInfo.InvariantCulture);
        return status.TrimEnd('.') switch
        {
            "No Data, could not get max id" => new Message("ingest.pull.ls.no-answers", number),
            "No Data, survey table does not exist" => new Message("ingest.pull.ls.not-active", number),
            "No permission" => throw new PullException("ingest.pull.ls.no-permission", host, number),
            InvalidSession => throw new PullException("ingest.pull.ls.session", host),
            "Language code not found for this survey" => throw new PullException("ingest.pull.ls.language", number),
            "Invalid survey ID" or "Error: Invalid survey ID" or "Error: No such survey" => throw new PullException("ingest.pull.ls.no-survey", host, number),
            _ => throw new PullException("ingest.pull.ls.status", host, Validation.Shape.Clean(Cut(status))),
        };
    }

    private static string Open(PullContext context)
    {
        if (context.Secret.User.Length == 0 || context.Secret.Password.Length == 0)
        {
            throw new PullException("ingest.pull.no-secret", context.Source.Name);
        }

        var key = new StringBuilder();
        var answer = Call(context, "get_session_key", [context.Secret.User, context.Secret.Password], piece => Append(key, piece));
        var host = PullHttp.Host(context.Source.Url);
        if (!answer.IsText)
        {
            // The status names the user at times: it is not repeated.
            _ = Status(context, answer);
            throw new PullException("ingest.pull.ls.login", host);
        }

        return key.Length is > 0 and <= 200 && !key.ToString().Contains(' ', StringComparison.Ordinal) ? key.ToString() : throw new PullException("ingest.pull.ls.login", host);
    }

    private static void Release(PullContext context, string session)
    {
        try
        {
            Call(context, "release_session_key", [session], _ => { });
        }
        catch (PullException)
        {
            // The session runs out by itself; what was fetched is not lost for it.
        }
    }

    private static RpcAnswer Call(PullContext context, string method, object?[] parameters, Action<ReadOnlySpan<byte>> sink)
    {
        var host = PullHttp.Host(context.Source.Url);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(context.Source.Url))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["method"] = method, ["params"] = parameters, ["id"] = 1 })),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = context.Http.Send(
            request,
            (response, body) =>
            {
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    throw (int)response.StatusCode is >= 300 and < 400
                        ? new PullException("ingest.pull.redirect", host)
                        : new PullException("ingest.pull.http", host, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
                }

                try
                {
                    return RpcAnswer.Read(body, sink);
                }
                catch (FormatException)
                {
                    throw new PullException("ingest.pull.ls.not-rpc", host);
                }
            },
            context.Cancellation);
        if (answer.Error is not null && method == "get_session_key")
        {
            // What a server says of a login may repeat it.
            throw new PullException("ingest.pull.ls.login", host);
        }

        return answer.Error is null ? answer : throw new PullException("ingest.pull.ls.status", host, Validation.Shape.Clean(Cut(answer.Error)));
    }

    /// <summary>Where RemoteControl answers, whether the address names the site or the interface itself.</summary>
    private static Uri Address(Uri url) =>
        url.AbsolutePath.Contains("remotecontrol", StringComparison.OrdinalIgnoreCase) ? url : new Uri(url.AbsoluteUri.TrimEnd('/') + "/" + Path);

    /// <summary>The status of a result that is an object; anything else is no answer of RemoteControl's.</summary>
    private static string Status(PullContext context, RpcAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Result ?? "null");
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out var status)
            && status.ValueKind == JsonValueKind.String
            ? status.GetString() ?? ""
            : throw new PullException("ingest.pull.ls.not-rpc", PullHttp.Host(context.Source.Url));
    }

    /// <summary>How many answers came, and the highest id: what the next pull goes on from.</summary>
    private static (long Rows, int Last) Look(Stream csv, PullContext context)
    {
        var unexpected = new PullException("ingest.pull.ls.no-csv", PullHttp.Host(context.Source.Url));
        try
        {
            var head = new byte[1 << 16];
            var separator = Sources.Separator.Detect(head.AsSpan(0, csv.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))) ?? ';';
            csv.Position = 0;
            using var reader = CsvReader.Create(
                csv, new CsvReaderOptions { Separator = separator, MalformedData = CsvMalformedDataHandling.Skip, MaxRecordSize = 16 << 20, IncludeValuesInExceptions = false }, leaveOpen: true);
            var id = reader.Headers.Select(h => h.Trim('\uFEFF', '"', ' ')).ToList().IndexOf("id");
            if (id < 0)
            {
                throw unexpected;
            }

            long rows = 0;
            var last = 0;
            while (reader.Read())
            {
                if (id < reader.FieldCount && Mapping.Cells.TryWhole(Mapping.Cells.Trim(reader.GetSpan(id)), out var number))
                {
                    rows++;
                    last = Math.Max(last, number);
                }
            }

            return (rows, last);
        }
        catch (CsvFormatException)
        {
            throw unexpected;
        }
    }

    /// <summary>Base64 has no blanks; LimeSurvey's sentences do.</summary>
    private static bool IsSentence(string text) => text.Length > 0 && text.Contains(' ', StringComparison.Ordinal);

    private static string Cut(string text) => text.Length > 120 ? text[..120] + "…" : text;

    private static void Append(StringBuilder text, ReadOnlySpan<byte> piece)
    {
        if (text.Length <= 1000)
        {
            text.Append(Encoding.UTF8.GetString(piece[..Math.Min(piece.Length, 1000)]));
        }
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    /// <summary>What is remembered from pull to pull: the last id on each day that something was pulled, and the last day that everything was.</summary>
    private sealed record PullMemory(DateOnly? LastFull, IReadOnlyList<(DateOnly Day, int Id)> History)
    {
        /// <summary>The last id known.</summary>
        public int Last => History.Count > 0 ? History[^1].Id : 0;

        /// <summary>The last id that was known at the end of a day; 0 if nothing was pulled by then.</summary>
        public int LastAt(DateOnly day) => History.Where(h => h.Day <= day).Select(h => h.Id).LastOrDefault();

        public PullMemory After(DateOnly today, int last, bool full) =>
            new(full ? today : LastFull, [.. History.Where(h => h.Day < today).TakeLast(MaxHistory - 1), (today, last)]);

        public override string ToString() =>
            (LastFull is { } full ? full.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "-") + "\n"
            + string.Join("\n", History.Select(h => FormattableString.Invariant($"{h.Day:yyyy-MM-dd} {h.Id}")));

        /// <summary>A state that cannot be read is none: everything is pulled again.</summary>
        public static PullMemory Parse(string text)
        {
            var lines = text.Split('\n');
            var history = new List<(DateOnly, int)>();
            foreach (var line in lines.Skip(1))
            {
                if (line.Length > 11 && DateOnly.TryParseExact(line[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && int.TryParse(line.AsSpan(11), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                {
                    history.Add((day, id));
                }
            }

            return new PullMemory(
                DateOnly.TryParseExact(lines[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var full) && history.Count > 0 ? full : null, history);
        }
    }
}
