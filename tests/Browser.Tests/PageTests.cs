using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Digilo.Analytics.Browser.Tests;

public class PageTests(Site site)
{
    public static readonly string[] Paths =
    [
        "/", "/o/2284", "/o/2284?vag=2026-10", "/o/2284/f/40", "/o/2284/e/4120", "/o/2284/e/4130", "/o/0024",
        "/import", "/import/3", "/import/4", "/import/ladda-upp", "/import/forhandsgranska/bra", "/import/forhandsgranska/vantar", "/import/forhandsgranska/avvisad",
        "/import/forhandsgranska/pagar", "/import/forhandsgranska/upptagen", "/import/forhandsgranska/finns-inte", "/korningar", "/brev", "/brev/ledning/2284", "/brev/analys/2284", "/brev/enhet/2284/4110", "/brev/konsortium", "/brev/arkiv/ledning/2284", "/brev/jamfor/3/9", "/en/brev/ledning/2284", "/metod", "/personuppgifter", "/prenumerationer", "/prenumeration/bekrafta?t=ja", "/prenumeration/avsluta?t=nej", "/tillganglighet", "/saknas", "/en/metod",
    ];

    public static TheoryData<string> All => new(Paths);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Axe_finds_nothing_in_light_and_dark(string path)
    {
        var page = await site.Open(path);
        await OpenDetails(page);
        AssertNothingFound("light", await page.RunAxe());

        // The dark theme changes nothing but colours.
        var light = await page.EvaluateAsync<string>(Background);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await page.EvaluateAsync<string>(Background));
        AssertNothingFound("dark", await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } }));
        await page.Context.CloseAsync();

        void AssertNothingFound(string theme, AxeResult found) => Assert.True(found.Violations.Length == 0, $"{path} {theme}: " + string.Join("; ", found.Violations.Select(v =>
            $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
    }

    [Fact]
    public async Task Axe_finds_a_fault_that_is_there()
    {
        var page = await site.Open("/tillganglighet");
        await page.EvaluateAsync("() => { const i = document.createElement('img'); i.src = '/assets/icon.svg'; document.querySelector('main').append(i); }");
        Assert.Contains((await page.RunAxe()).Violations, v => v.Id == "image-alt");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task No_page_scrolls_sideways()
    {
        foreach (var path in Paths)
        {
            var page = await site.Open(path);
            await OpenDetails(page);
            foreach (var width in (int[])[1400, 768, 390, 320])
            {
                await page.SetViewportSizeAsync(width, 900);

                // On a busy machine the page is told of its size a little later.
                await page.WaitForFunctionAsync("w => window.innerWidth === w", width);
                var (seen, wider) = (await page.EvaluateAsync<int>("() => window.innerWidth"), await page.EvaluateAsync<int>(Wider));
                Assert.True(seen == width && wider <= 0, $"{path} is {wider} px wider than {width} px ({seen})");
            }

            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_page_that_is_too_wide_is_found()
    {
        var page = await site.Open("/tillganglighet", 390);
        await page.EvaluateAsync("() => { const d = document.createElement('div'); d.style.cssText = 'width: 500px; height: 1px'; document.querySelector('main').append(d); }");
        Assert.True(await page.EvaluateAsync<int>(Wider) > 0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Reading_and_drilling_down_works_without_script()
    {
        var page = await site.Open("/", script: false);
        await page.ClickAsync("text=Örnsköldsviks kommun");
        await page.ClickAsync(".groups >> text=Välfärdsförvaltningen");
        await page.ClickAsync(".groups >> text=Hemtjänst Öst");
        Assert.Equal("Hemtjänst Öst", await page.TextContentAsync("h1"));
        await page.ClickAsync(".waves >> text=Februari 2021");
        Assert.Contains("vag=2021-02", page.Url, StringComparison.Ordinal);
        await page.ClickAsync(".language");
        Assert.Contains("/en/o/2284/e/4110?vag=2021-02", page.Url, StringComparison.Ordinal);
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_run_can_be_started_without_script()
    {
        var page = await site.Open("/korningar", script: false);
        await page.ClickAsync("button[type=submit]");
        Assert.Contains("startad=1", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_first_tab_stop_is_the_skip_link_and_focus_is_visible_everywhere()
    {
        var page = await site.Open("/o/2284");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Hoppa till innehållet", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        for (var i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var outline = await page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + ' ' + s.outlineWidth; }");
            Assert.Equal("solid 3px", outline);
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Targets_are_at_least_24_px_unless_they_stand_in_a_sentence()
    {
        foreach (var path in new[] { "/", "/o/2284", "/import", "/korningar", "/brev" })
        {
            var page = await site.Open(path, 390);
            var small = await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('a, button, summary')]
                  .filter(e => !e.closest('p, td, dd, .crumbs') && !e.classList.contains('skip'))
                  .map(e => [e, e.getBoundingClientRect()])
                  .filter(([e, r]) => r.width > 0 && (r.height < 23.5 || r.width < 23.5))
                  .map(([e, r]) => `${e.textContent.trim()} ${Math.round(r.width)}x${Math.round(r.height)}`)
                """);
            Assert.True(small.Length == 0, path + ": " + string.Join("; ", small));
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Nothing_is_fetched_from_elsewhere_and_the_pages_own_policy_holds()
    {
        var context = await site.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var foreign = new List<string>();
        var complaints = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(site.Address + "/o/2284");
        Assert.Empty(foreign);
        Assert.Empty(complaints);
        Assert.True(await page.EvaluateAsync<bool>("() => document.fonts.check('16px Lato')"));
        await context.CloseAsync();
    }

    private const string Background = "() => getComputedStyle(document.body).backgroundColor";

    private const string Wider = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private static Task OpenDetails(IPage page) =>
        page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
}
