using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Tests.Pulls;

public sealed class XapiPullTests : IDisposable
{
    private readonly TestHouse _house = new();
    private readonly LrsServer _server = new();
    private readonly States _states = new();

    public void Dispose()
    {
        _server.Dispose();
        _house.Dispose();
    }

    [Fact]
    public void The_first_pull_takes_everything_page_by_page_and_the_next_only_what_is_new()
    {
        foreach (var day in Enumerable.Range(1, 5))
        {
            _server.Add($"p{day}", "completed", $"2023-03-0{day}");
        }

        var first = Pull();
        Assert.Equal((PullStatus.Imported, 5L, DeliveryMode.Full), (first.Status, first.Result!.RowsStored, first.Result.Header.Mode));
        Assert.Equal(("xapi_2023-12-01.json", "pull", new DateOnly(2023, 12, 1)), (first.Result.Header.FileName, first.Result.Header.ReceivedBy, first.Result.Header.AsOf));
        Assert.Equal(["/xapi/statements?ascending=true&format=exact", "/xapi/statements?ascending=true&format=exact&cursor=2", "/xapi/statements?ascending=true&format=exact&cursor=4"], _server.Asked);
        Assert.StartsWith("2023-11-01T08:00:05.000Z\n", _states.Kept["lrs"], StringComparison.Ordinal);

        Assert.Equal(PullStatus.Nothing, Pull().Status);
        Assert.EndsWith("&since=2023-11-01T08%3A00%3A05.000Z", _server.Asked[^1], StringComparison.Ordinal);

        _server.Add("p6", "completed", "2023-03-06");
        var second = Pull();
        Assert.Equal((1L, DeliveryMode.Increment), (second.Result!.RowsStored, second.Result.Header.Mode));
        Assert.Empty(Directory.GetFiles(Path.Combine(_house.Folder, "pulled")));
    }

    [Fact]
    public void The_watermark_is_what_the_store_said_with_the_first_page_and_never_our_clock()
    {
        _server.Add("a", "completed", "2023-03-01");
        _server.Add("b", "completed", "2023-03-01");
        _server.Add("c", "completed", "2023-03-01");
        var page = 0;
        _server.ConsistentThrough = _ => $"2023-10-0{++page}T00:00:00Z";
        Pull();
        Assert.StartsWith("2023-10-01T00:00:00Z\n", _states.Kept["lrs"], StringComparison.Ordinal);

        // Without the header: when the last statement was stored. With nonsense in it: the same.
        foreach (var said in (string?[])[null, "nyss"])
        {
            _states.Kept.Clear();
            _server.ConsistentThrough = _ => said;
            Pull();
            Assert.StartsWith("2023-11-01T08:00:03.000Z\n", _states.Kept["lrs"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Statements_that_come_with_two_pages_count_once_and_an_empty_page_is_no_end()
    {
        _server.Overlaps = true;
        foreach (var i in Enumerable.Range(1, 5))
        {
            _server.Add($"p{i}", "completed", "2023-03-01");
        }

        Assert.Equal(5L, Pull().Result!.RowsIn);
        _states.Kept.Clear();
        var asked = 0;
        _server.Instead = context =>
        {
            if (asked++ > 0)
            {
                return false;
            }

            LrsServer.Send(context, "{\"more\":\"/xapi/statements?cursor=0\",\"statements\":[]}");
            return true;
        };
        Assert.Equal(5L, Pull().Result!.RowsIn);
    }

    [Theory]
    [InlineData("/xapi/statements?cursor=2")]
    [InlineData("statements?cursor=2")]
    [InlineData("?cursor=2")]
    [InlineData("ORIGIN/xapi/statements?cursor=2")]
    public void The_rest_is_found_whether_its_address_is_whole_or_not(string more)
    {
        _server.Add("a", "completed", "2023-03-01");
        _server.Add("b", "completed", "2023-03-01");
        _server.Add("c", "completed", "2023-03-01");
        _server.More = _ => more.Replace("ORIGIN", _server.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        Assert.Equal(3L, Pull().Result!.RowsIn);
    }

    [Theory]
    [InlineData("https://annan.exempel.se/xapi/statements?cursor=2", "ingest.pull.xapi.elsewhere")]
    [InlineData("//annan.exempel.se/xapi/statements?cursor=2", "ingest.pull.xapi.elsewhere")]
    [InlineData("http://127.0.0.1:1/xapi/statements", "ingest.pull.xapi.elsewhere")]
    [InlineData("file:///etc/passwd", "ingest.pull.xapi.elsewhere")]
    [InlineData("/xapi/statements?ascending=true&format=exact", "ingest.pull.xapi.loop")]
    public void The_rest_is_never_asked_of_another_host_nor_in_a_circle(string more, string code)
    {
        _server.Add("a", "completed", "2023-03-01");
        _server.Add("b", "completed", "2023-03-01");
        _server.Add("c", "completed", "2023-03-01");
        _server.More = _ => more;
        var outcome = Pull();
        Assert.Equal((PullStatus.Failed, code), (outcome.Status, outcome.Text.Code));
        Assert.Empty(_states.Kept);
        Assert.Empty(_house.Store.Entries);
    }

    [Fact]
    public void A_statement_taken_back_within_a_pull_is_left_out_and_one_of_an_earlier_pull_makes_everything_come_again()
    {
        _server.Add("a", "completed", "2023-03-01");
        var early = _server.Add("b", "completed", "2023-03-02");
        Assert.Equal(2L, Pull().Result!.RowsStored);

        // Taken back in the pull that brings it: nothing of the earlier pull changes.
        var late = _server.Add("c", "completed", "2023-03-03");
        _server.Add("d", "completed", "2023-03-04");
        _server.Void(late);
        var increment = Pull().Result!;
        Assert.Equal((DeliveryMode.Increment, 1L), (increment.Header.Mode, increment.RowsStored));

        _server.Void(early);
        var full = Pull().Result!;
        Assert.Equal((DeliveryMode.Full, 2L), (full.Header.Mode, full.RowsStored));
        Assert.Equal([new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 4)], _house.Store.Committed[^1].Training.Select(t => t.Finished!.Value));
        Assert.Equal(PullStatus.Nothing, Pull().Status);

        // Of a statement that the store never had there is nothing to take back.
        _server.Void(Guid.NewGuid());
        _server.Add("e", "completed", "2023-03-05");
        Assert.Equal((DeliveryMode.Increment, 1L), (Pull().Result!.Header.Mode, (long)_house.Store.Committed[^1].Training.Count));
    }

    [Fact]
    public void Everything_comes_again_after_the_days_that_the_settings_say()
    {
        _server.Add("a", "completed", "2023-03-01");
        Pull(("fullEveryDays", "7"));
        _house.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(PullStatus.Nothing, Pull(("fullEveryDays", "7")).Status);
        _house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(DeliveryMode.Full, Pull(("fullEveryDays", "7"), ("limit", "500")).Result!.Header.Mode);
        Assert.EndsWith("&limit=500", _server.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_store_is_given_the_time_it_asks_for_within_bounds()
    {
        _server.Add("a", "completed", "2023-03-01");
        var refusals = 3;
        _server.Instead = context =>
        {
            if (refusals-- <= 0)
            {
                return false;
            }

            context.Response.Headers["Retry-After"] = "0";
            LrsServer.Send(context, "", status: refusals % 2 == 0 ? 429 : 503);
            return true;
        };
        Assert.Equal(PullStatus.Imported, Pull().Status);
        foreach (var after in (string[])["0", "3600"])
        {
            _server.Instead = context =>
            {
                context.Response.Headers["Retry-After"] = after;
                LrsServer.Send(context, "", status: 429);
                return true;
            };
            var asked = _server.Asked.Count;
            Assert.Equal("ingest.pull.xapi.busy", Pull().Text.Code);
            Assert.True(_server.Asked.Count - asked <= 9);
        }
    }

    [Theory]
    [InlineData(200, "text/html", "<html>Logga in</html>", "ingest.pull.xapi.not-xapi")]
    [InlineData(200, "application/json", "{\"error\":\"nej\"}", "ingest.pull.xapi.not-xapi")]
    [InlineData(200, "application/json", "[]", "ingest.pull.xapi.not-xapi")]
    [InlineData(200, "application/json", "", "ingest.pull.xapi.not-xapi")]
    [InlineData(200, "application/json", "{\"statements\":[{\"id\":\"1\"}", "ingest.pull.xapi.broken")]
    [InlineData(200, "application/json", "{\"statements\":[17],\"more\":\"\"}", "ingest.pull.xapi.not-xapi")]
    [InlineData(200, "application/json", "{\"statements\":[]}{\"statements\":[]}", "ingest.pull.xapi.not-xapi")]
    [InlineData(401, "application/json", "{}", "ingest.pull.xapi.login")]
    [InlineData(403, "application/json", "{}", "ingest.pull.xapi.login")]
    [InlineData(302, "text/html", "", "ingest.pull.redirect")]
    [InlineData(500, "application/json", "{}", "ingest.pull.http")]
    public void What_is_no_answer_of_a_store_imports_nothing_and_keeps_the_state(int status, string type, string body, string code)
    {
        _server.Instead = context =>
        {
            LrsServer.Send(context, body, type, status);
            return true;
        };
        var outcome = Pull();
        Assert.Equal((PullStatus.Failed, code), (outcome.Status, outcome.Text.Code));
        Assert.Empty(_states.Kept);
        foreach (var language in (string[])["sv", "en"])
        {
            var text = IngestTexts.Get(language, outcome.Text.Code, [.. outcome.Text.Arguments]);
            Assert.DoesNotContain("‹", text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("robot", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Limits_hold_and_a_store_is_never_asked_in_the_clear_or_without_a_secret()
    {
        _server.Instead = context =>
        {
            LrsServer.Send(context, "{\"statements\":[\"" + new string('x', 3_000_000) + "\"]}");
            return true;
        };
        Assert.Contains(Pull().Text.Code, (string[])["ingest.pull.large", "ingest.pull.xapi.broken"]);
        Assert.Equal("ingest.pull.insecure", Runner().Run(Source(new Uri("http://lrs.exempel.se/xapi")), _house.Configuration, false, TestContext.Current.CancellationToken).Text.Code);
        Assert.Equal("ingest.pull.no-secret", Runner(new PullSecret("", "")).Run(Source(), _house.Configuration, false, TestContext.Current.CancellationToken).Text.Code);
        Assert.Equal("ingest.pull.xapi.login", WithWrongSecret().Text.Code);

        PullOutcome WithWrongSecret()
        {
            _server.Instead = null;
            return Runner(new PullSecret("robot", "fel")).Run(Source(), _house.Configuration, false, TestContext.Current.CancellationToken);
        }
    }

    private PullSource Source(Uri? url = null, params (string Name, string Value)[] settings) => new(
        "lrs", "xapi", url ?? new Uri(_server.Url, "xapi"), TestHouse.Org, "xapi-training", null, true, settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));

    private PullRunner Runner(PullSecret? secret = null) => new(
        _house.Importer, _states, Path.Combine(_house.Folder, "pulled"), _ => secret ?? new PullSecret("robot", "h\"emligt/å"), new PullLimits(1 << 20, TimeSpan.FromSeconds(20)), _house.Time,
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

    private PullOutcome Pull(params (string, string)[] settings) => Runner().Run(Source(null, settings), _house.Configuration, false, TestContext.Current.CancellationToken);

    private sealed class States : IPullStates
    {
        public Dictionary<string, string> Kept { get; } = [];

        public PullStateEntry? Find(string name) => Kept.TryGetValue(name, out var state) ? new PullStateEntry(name, state, DateTime.UnixEpoch) : null;

        public void Keep(string name, string state, DateTime utc) => Kept[name] = state;
    }
}
