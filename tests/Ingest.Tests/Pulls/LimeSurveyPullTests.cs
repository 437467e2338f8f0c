using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Ingest.Pulls;
using Digilo.Analytics.Model;
using NJsonSchema;

namespace Digilo.Analytics.Ingest.Tests.Pulls;

public sealed class LimeSurveyPullTests : IDisposable
{
    private const string Password = "h\"emligt/1";

    private readonly TestHouse _house = new();
    private readonly RpcServer _server = new();
    private readonly MemoryStates _states = new();

    public LimeSurveyPullTests()
    {
        Answer(1, "4");
        Answer(2, "5");
    }

    private string Folder => Path.Combine(_house.Folder, "pulled");

    public void Dispose()
    {
        _server.Dispose();
        _house.Dispose();
    }

    [Fact]
    public void The_first_pull_takes_everything_and_gives_parameters_by_position()
    {
        var outcome = Pull();
        Assert.Equal((PullStatus.Imported, 2L), (outcome.Status, outcome.Result!.RowsStored));
        var header = _house.Store.Entries[0].Header;
        Assert.Equal(("pull", DeliveryMode.Full, "limesurvey_123456_2023-12-01.csv", "limesurvey-survey"), (header.ReceivedBy, header.Mode, header.FileName, header.Profile));
        Assert.Equal(["get_session_key", "export_responses", "release_session_key"], _server.Calls.Select(c => c.Method));
        Assert.Equal(
            "[\"sEssIoN/1\",123456,\"csv\",null,\"all\",\"code\",\"short\",null,null,null]",
            "[" + string.Join(',', _server.Calls[1].Parameters.Select(p => p.GetRawText().Replace("\\u002F", "/", StringComparison.Ordinal))) + "]");
        Assert.Equal(0, _server.OpenSessions);
        Assert.Empty(Directory.GetFiles(Folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    [Fact]
    public void Later_pulls_take_new_answers_and_again_those_within_the_window()
    {
        Pull(("windowDays", "2"), ("fullEveryDays", "0"));
        Day(1, 3);
        Assert.Equal(DeliveryMode.Increment, Pull(("windowDays", "2"), ("fullEveryDays", "0")).Result!.Header.Mode);
        // Nothing was pulled two days ago: all of it lies within the window.
        Assert.Equal("1", From());
        Day(2, 4);
        Pull(("windowDays", "2"), ("fullEveryDays", "0"));
        Assert.Equal("4", From());
        Day(1, 5);
        Pull(("windowDays", "0"), ("windowIds", "0"), ("fullEveryDays", "0"));
        Assert.Equal("5", From());
        Pull(("windowDays", "0"), ("windowIds", "3"), ("fullEveryDays", "0"));
        Assert.Equal("3", From());
    }

    [Fact]
    public void Everything_is_taken_again_after_some_days_so_that_deleted_answers_go()
    {
        Pull(("fullEveryDays", "7"));
        Day(6, 3);
        Assert.Equal(DeliveryMode.Increment, Pull(("fullEveryDays", "7")).Result!.Header.Mode);
        Day(1, 4);
        _server.Answers.Remove(1);
        Assert.Equal(DeliveryMode.Full, Pull(("fullEveryDays", "7")).Result!.Header.Mode);
        Assert.Equal("null", From());
    }

    [Fact]
    public void Nothing_new_is_no_fault_and_neither_is_a_survey_without_answers()
    {
        _server.Answers.Clear();
        var none = Pull();
        Assert.Equal((PullStatus.Nothing, "ingest.pull.ls.no-answers"), (none.Status, none.Text.Code));
        Answer(1, "4");
        Assert.Equal(PullStatus.Imported, Pull().Status);
        var nothing = Pull(("windowDays", "0"));
        Assert.Equal((PullStatus.Nothing, "ingest.pull.nothing"), (nothing.Status, nothing.Text.Code));
        Assert.Single(_house.Store.Entries);
    }

    [Theory]
    [InlineData("{\"status\":\"No Data, survey table does not exist.\"}", "ingest.pull.ls.not-active", PullStatus.Nothing)]
    [InlineData("{\"status\":\"No permission\"}", "ingest.pull.ls.no-permission", PullStatus.Failed)]
    [InlineData("\"No permission\"", "ingest.pull.ls.no-permission", PullStatus.Failed)]
    [InlineData("{\"status\":\"Language code not found for this survey.\"}", "ingest.pull.ls.language", PullStatus.Failed)]
    [InlineData("{\"status\":\"Invalid survey ID\"}", "ingest.pull.ls.no-survey", PullStatus.Failed)]
    [InlineData("{\"status\":\"Något helt \\u202E annat\"}", "ingest.pull.ls.status", PullStatus.Failed)]
    [InlineData("\"aGVq*\"", "ingest.pull.not-base64", PullStatus.Failed)]
    [InlineData("\"aGV\"", "ingest.pull.not-base64", PullStatus.Failed)]
    [InlineData("\"aGVq\"", "ingest.pull.ls.no-csv", PullStatus.Failed)]
    [InlineData("\"\"", "ingest.pull.ls.no-csv", PullStatus.Failed)]
    [InlineData("null", "ingest.pull.ls.not-rpc", PullStatus.Failed)]
    [InlineData("[1,2]", "ingest.pull.ls.not-rpc", PullStatus.Failed)]
    [InlineData("\"aGVq", "ingest.pull.ls.not-rpc", PullStatus.Failed)]
    public void Every_status_has_its_words_and_the_session_is_released(string result, string code, PullStatus status)
    {
        _server.Results.Enqueue(result);
        var outcome = Pull();
        Assert.Equal((status, code), (outcome.Status, outcome.Text.Code));
        Assert.Equal(0, _server.OpenSessions);
        Assert.Empty(_house.Store.Entries);
        foreach (var language in (string[])["sv", "en"])
        {
            var text = IngestTexts.Get(language, outcome.Text);
            Assert.DoesNotContain("‹", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_session_that_runs_out_is_opened_once_more_and_not_for_ever()
    {
        _server.Results.Enqueue("{\"status\":\"Invalid session key\"}");
        Assert.Equal(PullStatus.Imported, Pull().Status);
        _server.Results.Enqueue("{\"status\":\"Invalid session key\"}");
        _server.Results.Enqueue("\"Invalid session key\"");
        Assert.Equal("ingest.pull.ls.session", Pull().Text.Code);
        Assert.Equal(0, _server.OpenSessions);
    }

    [Fact]
    public void A_refused_login_names_neither_user_nor_password()
    {
        var runner = Runner(new PullSecret("robot", "fel-lösenord"));
        var outcome = runner.Run(Source(), _house.Configuration, false, CancellationToken.None);
        Assert.Equal("ingest.pull.ls.login", outcome.Text.Code);
        var said = outcome + IngestTexts.Get("sv", outcome.Text) + new PullSecret("robot", "fel-lösenord");
        Assert.DoesNotContain("fel-lösenord", said, StringComparison.Ordinal);
        Assert.DoesNotContain("robot", said, StringComparison.Ordinal);
        Assert.Equal("ingest.pull.no-secret", Runner(new PullSecret("", "")).Run(Source(), _house.Configuration, false, CancellationToken.None).Text.Code);
    }

    [Fact]
    public void What_is_slow_cut_off_too_large_or_elsewhere_ends_in_words_and_in_time()
    {
        _server.Instead = async (context, method) =>
        {
            if (method != "export_responses")
            {
                return false;
            }

            context.Response.ContentLength64 = 1000;
            await context.Response.OutputStream.WriteAsync("{\"result\":\"aGVq"u8.ToArray());
            await context.Response.OutputStream.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(20));
            return true;
        };
        var limits = new PullLimits(1 << 20, TimeSpan.FromSeconds(1));
        Assert.Equal("ingest.pull.timeout", Code(Pull(limits)));

        using var other = new RpcServer();
        other.Instead = async (context, method) =>
        {
            if (method == "export_responses")
            {
                context.Response.ContentLength64 = 1000;
                await context.Response.OutputStream.WriteAsync("{\"result\":\"aGVq"u8.ToArray());
                context.Response.Abort();
                return true;
            }

            return false;
        };
        Assert.Equal("ingest.pull.cut", Code(Pull(limits, other.Url)));
        other.Instead = async (context, method) =>
        {
            if (method == "export_responses")
            {
                context.Response.SendChunked = true;
                var chunk = Encoding.ASCII.GetBytes(new string('A', 1 << 16));
                await context.Response.OutputStream.WriteAsync("{\"result\":\""u8.ToArray());
                for (var i = 0; i < 1000; i++)
                {
                    await context.Response.OutputStream.WriteAsync(chunk);
                }
            }

            return method == "export_responses";
        };
        Assert.Equal("ingest.pull.large", Code(Pull(new PullLimits(1 << 20, TimeSpan.FromSeconds(20)), other.Url)));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData(302, "ingest.pull.redirect")]
    [InlineData(403, "ingest.pull.http")]
    [InlineData(500, "ingest.pull.http")]
    public void Another_http_status_is_told(int status, string code)
    {
        _server.Instead = async (context, _) =>
        {
            context.Response.AddHeader("Location", "http://127.0.0.1:1/");
            await RpcServer.Send(context, "{}", status);
            return true;
        };
        Assert.Equal(code, Pull().Text.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>LimeSurvey</html>")]
    [InlineData("{\"result\":")]
    [InlineData("{\"id\":1}")]
    [InlineData("[]")]
    public void What_is_no_remote_control_is_told(string body)
    {
        _server.Instead = async (context, _) =>
        {
            await RpcServer.Send(context, body);
            return true;
        };
        Assert.Contains(Pull().Text.Code, (string[])["ingest.pull.ls.not-rpc", "ingest.pull.ls.login"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(49_152)]
    [InlineData(49_149)]
    public void Base64_of_any_length_in_any_pieces_is_decoded(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();
        foreach (var breaks in (Base64FormattingOptions[])[Base64FormattingOptions.None, Base64FormattingOptions.InsertLineBreaks])
        {
            var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, breaks));
            foreach (var step in (int[])[1, 3, 7_777, 1_000_000])
            {
                using var target = new MemoryStream();
                var sink = new Base64Sink(target);
                for (var at = 0; at < text.Length; at += step)
                {
                    sink.Add(text.AsSpan(at, Math.Min(step, text.Length - at)));
                }

                Assert.True(sink.Finish());
                Assert.Equal(bytes, target.ToArray());
            }
        }
    }

    [Fact]
    public void Nobody_there_is_told() =>
        Assert.Equal("ingest.pull.unreachable", Code(Pull(PullLimits.Default, new Uri("http://127.0.0.1:9/"))));

    [Fact]
    public void The_state_is_kept_only_once_the_file_is_in()
    {
        Assert.Equal(PullStatus.Imported, Runner().Run(Source(), _house.Configuration, dryRun: true, CancellationToken.None).Status);
        Assert.Empty(_states.Kept);
        Assert.Empty(_house.Store.Entries);
        _server.Headings = "\"id\";\"submitdate\";\"anstnr\";\"ANNAN\"";
        Assert.Equal(PullStatus.Refused, Pull().Status);
        Assert.Empty(_states.Kept);
        _server.Headings = "\"id\";\"submitdate\";\"anstnr\";\"DC[11]\"";
        Pull();
        Assert.Equal("2023-12-01\n2023-12-01 2", _states.Kept["enkat"].State);
        _states.Kept["enkat"] = _states.Kept["enkat"] with { State = "skräp" };
        Assert.Equal(PullStatus.Imported, Pull().Status);
        Assert.Equal("null", From());
    }

    [Fact]
    public void What_a_crash_left_is_deleted_the_next_day()
    {
        Pull();
        var left = Path.Combine(Folder, "gammal.pull");
        File.WriteAllText(left, "svar");
        File.SetLastWriteTimeUtc(left, new DateTime(2023, 9, 1, 0, 0, 0, DateTimeKind.Utc));
        Pull();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task The_configuration_is_read_strictly_and_follows_its_schema()
    {
        const string Good = """
            { "pulls": [ { "name": "enkat", "kind": "limesurvey", "url": "https://enkat.example.se/ls", "organisation": "2284", "profile": "limesurvey-survey", "wave": "2023-10",
                           "enabled": false, "settings": { "survey": 123456, "windowDays": 3 } } ] }
            """;
        Assert.Empty(PullConfiguration.Read(_house.Folder, _house.Configuration, ProfileCatalogue.BuiltIn));
        var source = Assert.Single(Read(Good));
        Assert.Equal(("enkat", "2023-10", false, "123456", "3"), (source.Name, source.Wave, source.Enabled, source.Settings["survey"], source.Settings["windowDays"]));
        var schema = await JsonSchema.FromFileAsync(Path.Combine(ProfileTests.Root(), "config", "schemas", "pulls.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Good));
        foreach (var (part, wrong, place) in ((string, string, string)[])
        [
            ("https://enkat.example.se/ls", "http://enkat.example.se", "$.pulls[0].url"),
            ("https://enkat.example.se/ls", "https://a:b@enkat.example.se", "$.pulls[0].url"),
            ("https://enkat.example.se/ls", "ftp://enkat.example.se", "$.pulls[0].url"),
            ("\"2284\"", "\"9999\"", "$.pulls[0].organisation"),
            ("\"limesurvey-survey\"", "\"ingen\"", "$.pulls[0].profile"),
            ("\"2023-10\"", "\"2030-10\"", "$.pulls[0].wave"),
            ("\"kind\": \"limesurvey\"", "\"kind\": \"gopher\"", "$.pulls[0].kind"),
            ("\"survey\": 123456,", "", "survey"),
            ("123456", "\"abc\"", "$.pulls[0].settings.survey"),
            ("\"windowDays\"", "\"windows\"", "windows"),
            ("\"enabled\"", "\"password\": \"x\", \"enabled\"", "password"),
            ("\"enkat\"", "\"en kät\"", "$.pulls[0].name"),
        ])
        {
            var e = Assert.Throws<ConfigurationException>(() => Read(Good.Replace(part, wrong, StringComparison.Ordinal)));
            Assert.Contains(place, e.Message, StringComparison.Ordinal);
        }

        var two = Good.Replace("] }", ", { \"name\": \"b\", \"kind\": \"limesurvey\", \"url\": \"https://x.se\", \"organisation\": \"2284\", \"profile\": \"limesurvey-survey\", \"wave\": \"2023-10\", \"settings\": { \"survey\": 2 } } ] }", StringComparison.Ordinal);
        Assert.Equal(2, Read(two).Count);
        Assert.Contains("source of its own", Assert.Throws<ConfigurationException>(() => Read(two.Replace("\"enabled\": false", "\"enabled\": true", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<PullSource> Read(string json)
    {
        File.WriteAllText(Path.Combine(_house.Folder, PullConfiguration.FileName), json);
        return PullConfiguration.Read(_house.Folder, _house.Configuration, ProfileCatalogue.BuiltIn);
    }

    private void Answer(int id, string level) => _server.Answers[id] = $"\"{id}\";\"2023-10-02 08:00:00\";\"00{id}\";\"{level}\"";

    private void Day(int days, int id)
    {
        _house.Time.Advance(TimeSpan.FromDays(days));
        Answer(id, "3");
    }

    private string From()
    {
        lock (_server.Calls)
        {
            return _server.Calls.Last(c => c.Method == "export_responses").Parameters[7].GetRawText();
        }
    }

    private PullSource Source(Uri? url = null, params (string Name, string Value)[] settings) => new(
        "enkat", "limesurvey", url ?? _server.Url, TestHouse.Org, "limesurvey-survey", "2023-10", true,
        settings.Append(("survey", "123456")).ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal));

    private PullRunner Runner(PullSecret? secret = null, PullLimits? limits = null) => new(
        _house.Importer, _states, Folder, _ => secret ?? new PullSecret("robot", Password), limits ?? new PullLimits(1 << 20, TimeSpan.FromSeconds(20)), _house.Time,
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

    private PullOutcome Pull(params (string, string)[] settings) => Runner().Run(Source(null, settings), _house.Configuration, false, TestContext.Current.CancellationToken);

    private PullOutcome Pull(PullLimits limits, Uri? url = null) => Runner(limits: limits).Run(Source(url), _house.Configuration, false, TestContext.Current.CancellationToken);

    private static string Code(PullOutcome outcome) => outcome.Text.Code;

    private sealed class MemoryStates : IPullStates
    {
        public Dictionary<string, PullStateEntry> Kept { get; } = [];

        public PullStateEntry? Find(string name) => Kept.GetValueOrDefault(name);

        public void Keep(string name, string state, DateTime utc) => Kept[name] = new PullStateEntry(name, state, utc);
    }
}
