using System.Net;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Jobs;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Builder;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>The page for personal data over a real store: forms without script, the id in the body alone, and nobody from elsewhere.</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Page = "/personuppgifter";

    private readonly PersonWorld _world = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = WebNode.Build(new CommandContext(
            _world.Context.Options with { Urls = "http://127.0.0.1:0", Schedule = false }, TextWriter.Null, TextWriter.Null, _world.Clock), _world.Store);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task The_page_tells_rules_proofs_and_the_log_and_is_in_no_cache()
    {
        using var answer = await _client.GetAsync(Page, Cancellation);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        Assert.Equal(12, html.Split("saknar gallringsbeslut").Length - 1);
        Assert.Contains("type=\"password\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("Personal data", await _client.GetStringAsync("/en" + Page, Cancellation), StringComparison.Ordinal);
        Assert.Contains("href=\"/personuppgifter\"", await _client.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.7")]
    [InlineData("Forwarded", "for=10.0.0.7")]
    [InlineData("Host", "digilo.example.se")]
    public async Task Nobody_from_elsewhere_finds_the_page_or_a_link_to_it(string header, string value)
    {
        foreach (var path in (string[])[Page, "/en" + Page, Page + "/rapport"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await _client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var start = new HttpRequestMessage(HttpMethod.Get, "/");
        start.Headers.TryAddWithoutValidation(header, value);
        using var other = await _client.SendAsync(start, Cancellation);
        Assert.DoesNotContain(Page, await other.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_comes_as_a_file_and_the_id_stands_in_no_address_and_no_log()
    {
        using var answer = await PostAsync("rapport", ("organisation", "2284"), ("id", PersonWorld.Anna), ("referens", "KS 5"), ("namn", "Cia Ek"));
        var report = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal((HttpStatusCode.OK, "no-store", "attachment"), (answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains("Jag beh&#246;ver en st&#246;rre sk&#228;rm", report, StringComparison.Ordinal);
        Assert.DoesNotContain(PersonWorld.Anna, report, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Store.Audit.Before(long.MaxValue, 99), e => e.ToString().Contains("4711", StringComparison.Ordinal));
        Assert.StartsWith("Cia Ek (", _world.Store.Audit.Latest(AuditActions.Report, 1).Single().Event.Actor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_wrong_comes_back_with_what_is_wrong_and_without_the_id()
    {
        using var answer = await PostAsync("radera", ("organisation", "2284"), ("id", "hemligt-77"), ("referens", ""), ("gor", "radera"));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ange grund eller ärendebeteckning.", html, StringComparison.Ordinal);
        Assert.Contains("Bekräfta att personen ska raderas.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt-77", html, StringComparison.Ordinal);

        using var nobody = await PostAsync("rapport", ("organisation", "2284"), ("id", "hemligt-77"));
        Assert.Equal(HttpStatusCode.BadRequest, nobody.StatusCode);
        Assert.Contains("Ingen person är känd", WebUtility.HtmlDecode(await nobody.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_does_nothing()
    {
        await _client.GetStringAsync(Page, Cancellation);
        using var content = new FormUrlEncodedContent(Fields(("organisation", "2284"), ("id", PersonWorld.Anna), ("referens", "x"), ("gor", "radera"), ("bekrafta", "1")));
        using var answer = await _client.PostAsync(Page + "/radera", content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_world.Store.Audit.Latest(AuditActions.Erase, 9));
    }

    [Fact]
    public async Task An_erasure_is_shown_first_and_done_when_it_is_confirmed()
    {
        (string, string)[] fields = [("organisation", "2284"), ("id", PersonWorld.Anna), ("referens", "KS 6"), ("invandning", "1")];
        using var dry = await PostAsync("radera", [.. fields, ("gor", "visa")]);
        Assert.Contains("Detta skulle tas bort", await dry.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(_world.Store.Audit.Latest(AuditActions.Erase, 9));

        using var done = await PostAsync("radera", [.. fields, ("gor", "radera"), ("bekrafta", "1")]);
        var html = WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((HttpStatusCode.OK, "no-store"), (done.StatusCode, done.Headers.CacheControl!.ToString()));
        Assert.Contains("Personen är spärrad", html, StringComparison.Ordinal);
        Assert.Contains("KS 6", html, StringComparison.Ordinal);
        Assert.Equal("audit.erase.object", _world.Store.Audit.Latest(AuditActions.Erase, 9).Single().Event.What.Code);
    }

    [Fact]
    public async Task A_protected_identity_takes_two_names_on_the_page_too()
    {
        using var asked = await PostAsync("rapport", ("organisation", "2284"), ("id", PersonWorld.Protected), ("referens", "KS 8"), ("namn", "Cia Ek"));
        Assert.Contains("Begäran 1 är registrerad", WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
        using var same = await PostAsync("godkann", ("begaran", "1"), ("namn", "cia ek"));
        Assert.Equal(HttpStatusCode.BadRequest, same.StatusCode);
        using var other = await PostAsync("godkann", ("begaran", "1"), ("namn", "Bo Ek"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var report = await PostAsync("rapport", ("organisation", "2284"), ("id", PersonWorld.Protected), ("begaran", "1"), ("namn", "Cia Ek"));
        Assert.Equal("text/html", report.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", report.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Views_and_downloads_are_in_the_log_when_the_host_has_stopped()
    {
        await _client.GetStringAsync(Page, Cancellation);
        using var file = await _client.GetAsync("/import/1/rapport.csv", Cancellation);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        await _app.StopAsync(Cancellation);
        Assert.Equal(
            [(AuditActions.Download, "import-1.csv"), (AuditActions.View, "")],
            _world.Store.Audit.Before(long.MaxValue, 9).Select(e => (e.Event.Action, e.Event.What.Arguments.FirstOrDefault() ?? "")));
    }

    private async Task<HttpResponseMessage> PostAsync(string form, params (string Name, string Value)[] fields)
    {
        var token = UploadHost.TokenOf(await _client.GetStringAsync(Page, Cancellation));
        using var content = new FormUrlEncodedContent([.. Fields(fields), new("__RequestVerificationToken", token)]);
        return await _client.PostAsync(Page + "/" + form, content, Cancellation);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
}
