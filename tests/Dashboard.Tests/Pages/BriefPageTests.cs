using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>Briefs as pages, their archive and what changed between two.</summary>
public sealed class BriefPageTests : IAsyncLifetime
{
    private readonly SampleHost _host = new();
    private WebApplication? _app;

    private HttpClient Client => field ??= _app!.GetTestClient();

    public async ValueTask InitializeAsync()
    {
        _app = _host.Build(b => b.WebHost.UseTestServer());
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    [Theory]
    [InlineData("/brev/ledning/2284", "Ledningsbrief · Hösten 2023")]
    [InlineData("/en/brev/ledning/2284", "Leadership brief · Autumn 2023")]
    [InlineData("/brev/analys/2284", "id=\"bilaga\"")]
    [InlineData("/brev/enhet/2284/4110", "<h1>Hemtjänst Öst</h1>")]
    [InlineData("/brev/konsortium", "2 av 3 organisationer")]
    [InlineData("/brev/arkiv/konsortium", "Ingen brief är gjord ännu.")]
    [InlineData("/brev/arkiv/enhet/2284/4110", "Hemtjänst Öst, Örnsköldsviks kommun")]
    public async Task A_brief_is_a_page_in_both_languages(string path, string words) => Assert.Contains(words, await Get(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/brev/ledning/9999")]
    [InlineData("/brev/ledning/0024")]
    [InlineData("/brev/roman/2284")]
    [InlineData("/brev/enhet/2284/saknas")]
    [InlineData("/brev/enhet/2284/saknas.pdf")]
    [InlineData("/brev/arkiv/ledning/9999")]
    [InlineData("/brev/jamfor/7/9")]
    [InlineData("/brev/jamfor/3/99")]
    public async Task What_is_not_there_is_404(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task Tables_have_headings_for_columns_and_rows_and_links_within_lead_somewhere()
    {
        var html = await Get("/brev/analys/2284");
        Assert.Contains("<th scope=\"col\"", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\"", html, StringComparison.Ordinal);
        var anchors = System.Text.RegularExpressions.Regex.Matches(html, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains("definitioner", anchors);
        Assert.All(anchors, a => Assert.Contains($"id=\"{a}\"", html, StringComparison.Ordinal));
        var ids = System.Text.RegularExpressions.Regex.Matches(html, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_archive_tells_the_checksum_the_snapshots_and_what_to_compare()
    {
        var html = await Get("/brev/arkiv/ledning/2284");
        Assert.Contains(SampleDesk.Other, html, StringComparison.Ordinal);
        Assert.Contains(SampleSnapshot.Id[..12], html, StringComparison.Ordinal);
        Assert.Contains("href=\"/brev/jamfor/3/9\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/brev/9.pdf\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_stands_beside_what_was()
    {
        var html = await Get("/brev/jamfor/3/9");
        Assert.Contains("<del>Av de 176 skattar 11 % sig under.</del>", html, StringComparison.Ordinal);
        Assert.Contains("<ins>Av de 185 skattar 8 % sig under.</ins>", html, StringComparison.Ordinal);
        Assert.Contains("Rader som skiljer sig: 1.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Öva mer", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_units_file_is_given_although_the_archive_cannot_take_it()
    {
        _host.Desk.FullDisk = true;
        var pdf = await Client.GetAsync("/en/brev/enhet/2284/4110.pdf", TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("digilo-enhet-2284-4110-2023-11-30-en.pdf", pdf.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("%PDF-", await pdf.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<string> Get(string path)
    {
        var answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
