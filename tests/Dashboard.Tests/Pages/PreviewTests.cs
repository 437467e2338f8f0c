using System.Net;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>What becomes of an uploaded file between the dry run and the ledger.</summary>
public sealed class PreviewTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clicks_import_once_and_lead_to_the_same_report()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();
        var token = await host.TokenAsync(preview);

        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.PostAsync(preview + "/las-in", token)));
        var late = await host.PostAsync(preview + "/las-in", token);

        var entry = Assert.Single(host.Store.Ledger.Latest(10));
        Assert.All(clicks.Append(late), c => Assert.Equal($"/import/{entry.Id}", c.Headers.Location!.ToString()));
        Assert.EndsWith($"/import/{entry.Id}", (await host.Client.GetAsync(preview, Stop)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Single(host.Store.Runs.Latest(10));
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("..%2f..%2fkeys%2f2284.keys")]
    [InlineData("..%5c..%5ckeys")]
    [InlineData("0000000000000000000000000000000%00")]
    [InlineData("%252e%252e")]
    [InlineData("ABCDEF00000000000000000000000000")]
    [InlineData("'; DROP TABLE delivery;--")]
    public async Task An_id_that_is_not_ours_leads_nowhere_and_does_nothing(string id)
    {
        await using var host = await UploadHost.StartAsync();
        var own = await host.StageAsync();
        var token = await host.TokenAsync(own);

        // The server itself refuses an address with a NUL.
        var expected = id.EndsWith("%00", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound;
        Assert.Equal(expected, (await host.Client.GetAsync($"/import/forhandsgranska/{id}", Stop)).StatusCode);
        foreach (var action in (string[])["las-in", "kasta", "andra"])
        {
            var response = await host.PostAsync($"/import/forhandsgranska/{id}/{action}", token, ("organisation", "2284"));
            Assert.Equal(expected == HttpStatusCode.NotFound ? HttpStatusCode.Redirect : expected, response.StatusCode);
        }

        Assert.Empty(host.Store.Ledger.Latest(10));
        Assert.Equal(2, host.Staged.Length);
    }

    [Fact]
    public async Task Without_its_token_nothing_is_imported_changed_or_discarded()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();
        foreach (var action in (string[])["las-in", "kasta", "andra"])
        {
            var response = await host.PostAsync($"{preview}/{action}", null, ("organisation", "2480"));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains("Försök igen", await UploadHost.HtmlAsync(response), StringComparison.Ordinal);
        }

        Assert.Empty(host.Store.Ledger.Latest(10));
        Assert.Contains("Örnsköldsvik", await host.PageAsync(preview), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_is_shown_and_stands_in_the_ledger_only_when_it_is_imported_all_the_same()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync("kod;namn\r\n1;Ett\r\n", "trasig.csv");
        var html = await host.PageAsync(preview);
        Assert.Contains("Filen skulle avvisas", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/las-in", html, StringComparison.Ordinal);
        Assert.Empty(host.Store.Ledger.Latest(10));

        var imported = await host.PostAsync(preview + "/las-in", UploadHost.TokenOf(html));
        var entry = Assert.Single(host.Store.Ledger.Latest(10));
        Assert.Equal((DeliveryStatus.Refused, "upload"), (entry.Status, entry.Header.ReceivedBy));
        Assert.Equal($"/import/{entry.Id}", imported.Headers.Location!.ToString());
        Assert.Empty(host.Staged);
    }

    [Fact]
    public async Task A_file_that_is_gone_meanwhile_is_told_so()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();
        var token = await host.TokenAsync(preview);
        foreach (var file in host.Staged.Where(f => f.EndsWith(".data", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }

        var imported = await host.PostAsync(preview + "/las-in", token);
        Assert.EndsWith(preview, imported.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await host.Client.GetAsync(preview, Stop);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Filen finns inte längre", await UploadHost.HtmlAsync(page), StringComparison.Ordinal);
        Assert.Empty(host.Store.Ledger.Latest(10));
    }

    [Fact]
    public async Task While_another_writes_the_page_says_who_and_the_file_waits()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();
        var token = await host.TokenAsync();
        using (host.Store.Leases.Take("write", "digilo nightly (process 4711)", TimeSpan.Zero))
        {
            Assert.Contains("digilo nightly (process 4711)", await host.PageAsync(preview), StringComparison.Ordinal);
            var imported = await host.PostAsync(preview + "/las-in", token);
            Assert.EndsWith(preview, imported.Headers.Location!.ToString(), StringComparison.Ordinal);
            var html = await host.PageAsync(preview);
            Assert.Contains("digilo nightly (process 4711)", html, StringComparison.Ordinal);
            Assert.Contains("Ingenting är ändrat", html, StringComparison.Ordinal);
        }

        Assert.Contains("Filen kan läsas in", await host.PageAsync(preview), StringComparison.Ordinal);
        Assert.Empty(host.Store.Ledger.Latest(10));
        await host.PostAsync(preview + "/las-in", token);
        Assert.Single(host.Store.Ledger.Latest(10));
    }

    [Fact]
    public async Task An_unconfirmed_file_goes_after_a_day()
    {
        await using var host = await UploadHost.StartAsync(prepare: folder =>
        {
            // Left by a crash long ago: a file without its description, and a half one.
            Directory.CreateDirectory(folder.In("data", "staging"));
            foreach (var name in (string[])["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.data", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.part"])
            {
                var path = folder.In("data", "staging", name);
                File.WriteAllText(path, "x");
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
            }
        });
        await UntilAsync(() => host.Staged.Length == 0, "What a crash left goes at start.");
        var preview = await host.StageAsync();
        host.Clock.Advance(TimeSpan.FromHours(23));
        var second = await host.StageAsync("kod;namn;overordnad;niva;verksamhet;fran;till\r\n1;Ett;;enhet;;2019-01-01;\r\n");
        Assert.Contains("Filen kan läsas in", await host.PageAsync(preview), StringComparison.Ordinal);

        host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(preview, Stop)).StatusCode);
        await UntilAsync(() => host.Staged.Length == 2, "The old file goes within the hour.");
        Assert.Contains("Filen kan läsas in", await host.PageAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_would_remove_much_is_told_to_wait_and_waits()
    {
        await using var host = await UploadHost.StartAsync();
        var first = await host.StageAsync();
        await host.PostAsync(first + "/las-in", await host.TokenAsync(first));
        var preview = await host.StageAsync(string.Join("\r\n", UploadHost.Units.Split("\r\n").Take(3)) + "\r\n", "färre.csv");

        var html = await host.PageAsync(preview);
        Assert.Contains("skulle vänta på bekräftelse", html, StringComparison.Ordinal);
        Assert.Contains("ta bort 3 rader", html, StringComparison.Ordinal);
        var imported = await host.PostAsync(preview + "/las-in", UploadHost.TokenOf(html));
        var report = imported.Headers.Location!.ToString();
        Assert.Contains("Väntar på bekräftelse", await host.PageAsync("/import"), StringComparison.Ordinal);

        // While somebody writes it cannot be put in force, and the page says who writes.
        var token = await host.TokenAsync(report);
        using (host.Store.Leases.Take("write", "digilo nightly (process 4711)", TimeSpan.Zero))
        {
            var busy = await host.PostAsync(report, token, ("_handler", "confirm"));
            Assert.Contains("digilo nightly (process 4711)", await UploadHost.HtmlAsync(busy), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(report, token, ("_handler", "confirm"))).StatusCode);
        Assert.Equal(DeliveryStatus.InForce, host.Store.Ledger.Latest(1)[0].Status);
        Assert.Contains("Ersatte", await host.PageAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choices_can_be_changed_without_uploading_again_and_a_file_can_be_discarded()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();
        var token = await host.TokenAsync(preview);

        await host.PostAsync(preview + "/andra", token, ("organisation", "2480"), ("profil", "standard-courses"));
        Assert.Contains("Filen skulle avvisas", await host.PageAsync(preview), StringComparison.Ordinal);
        await host.PostAsync(preview + "/andra", token, ("organisation", "2480"), ("dag", "2023-10-01"));
        var html = await host.PageAsync(preview);
        Assert.Contains("Filen kan läsas in", html, StringComparison.Ordinal);
        Assert.Contains("2023-10-01", html, StringComparison.Ordinal);
        var wrong = await host.PostAsync(preview + "/andra", token, ("organisation", "9999"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("href=\"#organisation\"", await UploadHost.HtmlAsync(wrong), StringComparison.Ordinal);

        var gone = await host.PostAsync(preview + "/kasta", token);
        Assert.Equal("/import?kastad=1", gone.Headers.Location!.ToString());
        Assert.Empty(host.Staged);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(preview, Stop)).StatusCode);
        Assert.Empty(host.Store.Ledger.Latest(10));
    }

    [Fact]
    public async Task The_same_content_again_is_said_to_be_there_already()
    {
        await using var host = await UploadHost.StartAsync();
        var first = await host.StageAsync();
        await host.PostAsync(first + "/las-in", await host.TokenAsync(first));
        var again = await host.PageAsync(await host.StageAsync());
        Assert.Contains("Samma innehåll finns redan", again, StringComparison.Ordinal);
        Assert.Contains("href=\"/import/1\"", again, StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.True(i < 200, what);
            await Task.Delay(50, Stop);
        }
    }
}
