using System.Diagnostics;
using System.Net;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Mail;
using Digilo.Analytics.Dashboard.Tests.Jobs;
using Digilo.Analytics.Dashboard.Tests.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Microsoft.AspNetCore.Builder;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>The whole way of a subscription: put in on a page, asked and confirmed by mail, ended by the reader's mail program. Without script.</summary>
public sealed class SubscriptionPagesTests : IAsyncLifetime
{
    private const string Page = "/prenumerationer", Reader = "lasare@exempel.se";

    private readonly PersonWorld _world = new();
    private readonly FakeSmtp _smtp = new();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world.Refresh();
        _app = WebNode.Build(new CommandContext(
            _world.Context.Options with
            {
                Urls = "http://127.0.0.1:0",
                Schedule = false,
                Mail = new MailOptions { Server = _smtp.Server(), From = "digilo@exempel.se", PublicUrl = "https://digilo.exempel.se", TimeoutSeconds = 5 },
            },
            TextWriter.Null, TextWriter.Null, _world.Clock), _world.Store);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _smtp.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task A_reader_is_asked_confirms_by_a_button_and_leaves_with_one_click()
    {
        using var added = await PostAsync("ny", Order());
        Assert.Equal((HttpStatusCode.Redirect, Page + "?klart=ny"), (added.StatusCode, added.Headers.Location!.ToString()));
        Assert.Contains("Läsaren får en fråga", await GetAsync(Page + "?klart=ny"), StringComparison.Ordinal);

        // The question leaves at once, on a worker of its own.
        var question = await MailAsync(1);
        Assert.Equal(Reader, question.To.ToString());
        var confirm = new Uri(MailWorld.Link(question, LetterWriter.ConfirmPath)).PathAndQuery;

        // Mail filters follow links: looking changes nothing.
        Assert.Contains("Ja, jag vill ha den", await GetAsync(confirm), StringComparison.Ordinal);
        Assert.Equal(SubscriptionState.Waiting, Assert.Single(_world.Store.Subscriptions.All()).State);
        using var outside = new HttpClient { BaseAddress = _client.BaseAddress };
        outside.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var yes = await outside.PostAsync(confirm, null, Cancellation);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (yes.StatusCode, yes.Headers.CacheControl!.ToString()));
        Assert.Equal(SubscriptionState.Active, Assert.Single(_world.Store.Subscriptions.All()).State);
        using var again = await outside.PostAsync(confirm, null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

        // RFC 8058: what a mail program posts when its reader presses its own button; no cookie, no token of a form.
        var secret = new string('a', 64);
        _world.Store.Subscriptions.AddLink(1, SubscriptionLink.End, LetterWriter.HashOf(secret), null);
        var end = LetterWriter.EndPath + "?t=" + secret;
        Assert.Contains("<button type=\"submit\">Avsluta</button>", await GetAsync(end), StringComparison.Ordinal);
        Assert.Single(_world.Store.Subscriptions.All());
        for (var click = 0; click < 2; click++)
        {
            using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var left = await outside.PostAsync(end, body, Cancellation);
            Assert.Equal(HttpStatusCode.OK, left.StatusCode);
            Assert.Empty(_world.Store.Subscriptions.All());
        }

        Assert.Equal(["left", "confirmed", "added"], _world.Store.Audit.Latest(AuditActions.Subscription, 9).Select(e => e.Event.What.Code.Split('.')[^1]));
        Assert.DoesNotContain(_world.Store.Audit.Before(long.MaxValue, 99), e => e.ToString().Contains(Reader, StringComparison.Ordinal));
        Assert.Contains("End the subscription", await GetAsync("/en" + LetterWriter.EndPath + "?t=x"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adress", "Anna <anna@exempel.se>", "Ange en e-postadress")]
    [InlineData("organisation", "", "Välj en organisation som har publicerade siffror.")]
    [InlineData("brev", "dagblad", "Det finns ingen brief av slaget ”dagblad”.")]
    [InlineData("manadsdag", "32", "Välj när")]
    [InlineData("nar", "daily", "Välj när")]
    [InlineData("sprak", "fi", "Språket är sv eller en, inte ”fi”.")]
    public async Task A_form_that_is_wrong_comes_back_with_what_is_wrong(string field, string value, string told)
    {
        using var answer = await PostAsync("ny", [.. Order().Where(f => f.Name != field), (field, value)]);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(told, html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Empty(_world.Store.Subscriptions.All());
    }

    [Fact]
    public async Task An_uncertain_mail_is_shown_and_a_person_decides()
    {
        _world.Store.Sendings.Intend(7, "week:2024-01-08", "x@exempel.se", "", _world.Clock.GetUtcNow().UtcDateTime);
        _world.Store.Sendings.Move(_world.Store.Sendings.Find(1)!, SendingState.Uncertain, "dropped", 1, _world.Context.UtcNow, _world.Context.UtcNow);
        var html = await GetAsync(Page);
        Assert.Contains("1 utskick är osäkert", html, StringComparison.Ordinal);
        Assert.Contains("Brief för 2024-01-08", html, StringComparison.Ordinal);
        Assert.Contains("förbindelsen bröts", html, StringComparison.Ordinal);
        using var left = await PostAsync("beslut", [("nummer", "1"), ("gor", "lat")]);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(SendingState.Settled, _world.Store.Sendings.Find(1)!.State);
        using var twice = await PostAsync("beslut", [("nummer", "1"), ("gor", "igen")]);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
    }

    [Fact]
    public async Task The_page_is_for_this_machine_and_without_its_token_nothing_is_done()
    {
        using var here = await _client.GetAsync(Page, Cancellation);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (here.StatusCode, here.Headers.CacheControl!.ToString()));
        using var request = new HttpRequestMessage(HttpMethod.Get, Page);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var elsewhere = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);

        using var content = new FormUrlEncodedContent(Order().Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        using var forged = await _client.PostAsync(Page + "/ny", content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Empty(_world.Store.Subscriptions.All());
    }

    private static (string Name, string Value)[] Order() =>
        [("adress", Reader), ("brev", "ledning"), ("organisation", "2284"), ("sprak", "sv"), ("nar", "monthly"), ("veckodag", "1"), ("manadsdag", "31")];

    private async Task<string> GetAsync(string path)
    {
        using var answer = await _client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<HttpResponseMessage> PostAsync(string form, params (string Name, string Value)[] fields)
    {
        var token = UploadHost.TokenOf(await _client.GetStringAsync(Page, Cancellation));
        using var content = new FormUrlEncodedContent([.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)), new("__RequestVerificationToken", token)]);
        return await _client.PostAsync(Page + "/" + form, content, Cancellation);
    }

    private async Task<MimeKit.MimeMessage> MailAsync(int count)
    {
        var waited = Stopwatch.StartNew();
        while (_smtp.Seen.Count < count)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "No mail came.");
            await Task.Delay(100, Cancellation);
        }

        return _smtp.Seen.Last();
    }
}
