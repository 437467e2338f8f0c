using System.Globalization;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Ingest.Sources;
using Digilo.Analytics.Ingest.Sources.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>
/// A learning record store (xAPI 1.0.3). The first pull takes all statements; later ones take what has been stored since the instant up
/// to which the store itself said that it was complete (<c>X-Experience-API-Consistent-Through</c>), never since our own clock.
/// </summary>
/// <remarks>
/// A statement that takes back one of an earlier pull changes what has been delivered. Our store knows no removal by key, and needs none:
/// everything is then pulled again and delivered as a full extract, from which learning record stores leave out what is voided. Taking
/// back is rare, so the cost is too. What was both stored and taken back since the last pull was never delivered and costs nothing: when
/// it was stored, the learning record store is asked.
/// </remarks>
internal sealed class XapiPull : IPull
{
    private const int MaxPages = 100_000, MaxWaits = 8, LongestWaitSeconds = 60, MaxRemembered = 2_000_000, MaxAsked = 50, Files = 16;

    public string Kind => "xapi";

    public IReadOnlyList<PullSetting> Settings { get; } =
    [
        new("limit", false, "a whole number 1–10000", t => Number(t, 1, 10_000) is not null),
        new("fullEveryDays", false, "a whole number 0–366; 0 = the first time, and when something earlier is taken back", t => Number(t, 0, 366) is not null),
    ];

    public PullResult Fetch(PullContext context, Stream target)
    {
        if (context.Secret.User.Length == 0 || context.Secret.Password.Length == 0)
        {
            throw new PullException("ingest.pull.no-secret", context.Source.Name);
        }

        var memory = Memory.Parse(context.State);
        var every = Number(context.Setting("fullEveryDays", "0"), 0, 366) ?? 0;
        var isFull = memory.Watermark.Length == 0 || (every > 0 && context.Today.DayNumber - memory.LastFull.DayNumber >= every);
        var pages = new Pages(context, target);
        pages.Run(isFull ? "" : memory.Watermark);
        if (!isFull && pages.TakesBackEarlier(memory.Watermark))
        {
            isFull = true;
            target.SetLength(0);
            pages = new Pages(context, target);
            pages.Run("");
        }

        var kept = new Memory(pages.Watermark.Length > 0 ? pages.Watermark : memory.Watermark, isFull ? context.Today : memory.LastFull).ToString();
        return pages.Statements == 0
            ? PullResult.Nothing(kept)
            : new PullResult(
                FormattableString.Invariant($"xapi_{context.Today:yyyy-MM-dd}.json"), isFull ? DeliveryMode.Full : DeliveryMode.Increment, context.Today, kept, true);
    }

    public string Reach(string state) => Memory.Parse(state).Watermark;

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    /// <summary>What is remembered from pull to pull.</summary>
    /// <param name="Watermark">Up to when the store was complete, as it wrote it; empty before the first pull.</param>
    /// <param name="LastFull">The last day that everything was taken.</param>
    private sealed record Memory(string Watermark, DateOnly LastFull)
    {
        public override string ToString() => Watermark + "\n" + LastFull.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        /// <summary>A state that cannot be read is none: everything is pulled again.</summary>
        public static Memory Parse(string text)
        {
            var lines = text.Split('\n');
            return lines.Length == 2 && Moment(lines[0]) is not null
                && DateOnly.TryParseExact(lines[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var full)
                ? new Memory(lines[0], full)
                : new Memory("", DateOnly.MinValue);
        }
    }

    private static DateTimeOffset? Moment(string text) =>
        text.Length is > 0 and <= 40 && IsoTime.ToLocal(text) is not null
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    /// <summary>One run through the pages of a store's answer.</summary>
    private sealed class Pages(PullContext context, Stream target)
    {
        private readonly HashSet<Guid> _ids = [];
        private readonly HashSet<Guid> _voided = [];
        private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
        private DateTimeOffset? _lastStored;
        private string _consistent = "", _stored = "";
        private int _waits;

        /// <summary>Statements written.</summary>
        public long Statements { get; private set; }

        /// <summary>
        /// Up to when the store was complete when the run began: what it said with the first page, otherwise when the last statement
        /// was stored. Empty if neither is known.
        /// </summary>
        public string Watermark => _consistent.Length > 0 ? _consistent : _stored;

        /// <summary>True if a statement takes back one that an earlier pull may have brought, up to an instant.</summary>
        public bool TakesBackEarlier(string watermark)
        {
            var unknown = _voided.Where(id => !_ids.Contains(id)).ToList();
            return unknown.Count > MaxAsked || unknown.Exists(id => WasStoredBy(id, Moment(watermark)));
        }

        private string Host => PullHttp.Host(context.Source.Url);

        /// <summary>Writes all statements stored since an instant, one list.</summary>
        public void Run(string since)
        {
            target.Write("["u8);
            var url = First(since);
            for (var page = 0; ; page++)
            {
                if (page >= MaxPages || !_visited.Add(url.AbsoluteUri))
                {
                    throw new PullException("ingest.pull.xapi.loop", Host);
                }

                var more = Page(url);
                if (more.Length == 0)
                {
                    break;
                }

                url = Next(url, more);
            }

            target.Write("]"u8);
        }

        /// <summary>Asks for a statement that is taken back, which a list leaves out; one that the store does not know was never given to anybody.</summary>
        private bool WasStoredBy(Guid id, DateTimeOffset? instant)
        {
            var stored = Ask(new Uri(Address() + "?format=exact&voidedStatementId=" + id.ToString("D")), Stored);
            return stored.Length > 0 && (instant is null || Moment(stored) is not { } moment || moment <= instant);

            string Stored(Stream body)
            {
                using var items = new JsonItems(body, [], SourceLimits.Default);
                if (!items.Read() || !items.IsObject)
                {
                    throw new PullException("ingest.pull.xapi.not-xapi", Host);
                }

                using var statement = JsonDocument.Parse(items.Item);
                return statement.RootElement.Text("stored") is { Length: > 0 } text ? text : "?";
            }
        }

        private string Address()
        {
            var address = context.Source.Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
            return address.EndsWith("/statements", StringComparison.OrdinalIgnoreCase) ? address : address + "/statements";
        }

        private Uri First(string since)
        {
            var query = new StringBuilder(Address()).Append("?ascending=true&format=exact");
            if (since.Length > 0)
            {
                query.Append("&since=").Append(Uri.EscapeDataString(since));
            }

            if (context.Setting("limit") is { Length: > 0 } limit)
            {
                query.Append("&limit=").Append(limit);
            }

            return new Uri(query.ToString());
        }

        /// <summary>Where the rest is: never with another host, which would be given the password.</summary>
        private Uri Next(Uri page, string more) =>
            Uri.TryCreate(page, more, out var next) && next.Scheme == page.Scheme && next.Host == page.Host && next.Port == page.Port && next.UserInfo.Length == 0
                ? next
                : throw new PullException("ingest.pull.xapi.elsewhere", Host);

        /// <summary>Reads one page; returns where the next one is, empty for none.</summary>
        private string Page(Uri url) => Ask(url, Copy, response =>
        {
            if (_visited.Count == 1 && response.Headers.TryGetValues("X-Experience-API-Consistent-Through", out var through)
                && through.FirstOrDefault() is { } consistent && Moment(consistent) is not null)
            {
                _consistent = consistent;
            }
        });

        /// <summary>Asks until the store has the time to answer; empty if it knows of no such thing.</summary>
        private string Ask(Uri url, Func<Stream, string> read, Action<HttpResponseMessage>? look = null)
        {
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url);
                request.Headers.TryAddWithoutValidation("X-Experience-API-Version", "1.0.3");
                request.Headers.TryAddWithoutValidation("Accept", "application/json");
                request.Headers.TryAddWithoutValidation(
                    "Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(context.Secret.User + ":" + context.Secret.Password)));
                var (answer, wait) = context.Http.Send(request, (response, body) => Judge(response, body, read, look), context.Cancellation);
                if (wait is not { } delay)
                {
                    return answer;
                }

                if (++_waits > MaxWaits || delay.TotalSeconds > LongestWaitSeconds)
                {
                    throw new PullException("ingest.pull.xapi.busy", Host);
                }

                Task.Delay(delay, context.Time, context.Cancellation).GetAwaiter().GetResult();
            }
        }

        private (string Answer, TimeSpan? Wait) Judge(HttpResponseMessage response, Stream body, Func<Stream, string> read, Action<HttpResponseMessage>? look)
        {
            var status = (int)response.StatusCode;
            switch (status)
            {
                case 200:
                    break;
                case 404 when look is null:
                    return ("", null);
                case 429 or 503:
                    return ("", Wait(response));
                case 401 or 403:
                    throw new PullException("ingest.pull.xapi.login", Host);
                case >= 300 and < 400:
                    throw new PullException("ingest.pull.redirect", Host);
                default:
                    throw new PullException("ingest.pull.http", Host, status.ToString(CultureInfo.InvariantCulture));
            }

            if (response.Content.Headers.ContentType?.MediaType is not "application/json")
            {
                throw new PullException("ingest.pull.xapi.not-xapi", Host);
            }

            look?.Invoke(response);
            try
            {
                return (read(body), null);
            }
            catch (FileFault)
            {
                throw new PullException("ingest.pull.xapi.broken", Host);
            }
        }

        private TimeSpan Wait(HttpResponseMessage response)
        {
            var after = response.Headers.RetryAfter;
            var delay = after?.Delta ?? (after?.Date is { } date ? date - context.Time.GetUtcNow() : TimeSpan.FromSeconds(2 * (_waits + 1)));
            return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
        }

        private string Copy(Stream body)
        {
            using var items = new JsonItems(body, ["statements"], SourceLimits.Default, noted: "more");
            while (items.Read())
            {
                // Something beside the answer's list, such as an object that tells of an error.
                Take(items.ListName.Length > 0 && items.IsObject ? items.Item : throw new PullException("ingest.pull.xapi.not-xapi", Host));
            }

            return items.Objects == 1 ? items.Noted ?? "" : throw new PullException("ingest.pull.xapi.not-xapi", Host);
        }

        private void Take(ReadOnlyMemory<byte> item)
        {
            using var statement = JsonDocument.Parse(item);
            if (statement.RootElement.Text("id") is { Length: > 0 } text)
            {
                // A statement may come with two pages, if one was stored in between.
                var id = Statement.IdOf(text);
                if (_ids.Contains(id))
                {
                    return;
                }

                if (_ids.Count < MaxRemembered)
                {
                    _ids.Add(id);
                }
            }

            if (Statement.Voids(statement.RootElement) is { } voided && _voided.Count < MaxRemembered)
            {
                _voided.Add(voided);
            }

            if (statement.RootElement.Text("stored") is var stored && Moment(stored) is { } moment && (_lastStored is null || moment > _lastStored))
            {
                (_lastStored, _stored) = (moment, stored);
            }

            if (Statements++ > 0)
            {
                target.Write(",\n"u8);
            }

            target.Write(item.Span);
            if (target.Position > context.Http.Limits.MaxBytes * Files)
            {
                throw new PullException("ingest.pull.large", Host, (context.Http.Limits.MaxBytes * Files >> 20).ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
