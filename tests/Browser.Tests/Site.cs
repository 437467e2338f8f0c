using System.Runtime.InteropServices;
using Digilo.Analytics.Browser.Tests;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Site))]

namespace Digilo.Analytics.Browser.Tests;

/// <summary>The sample site on a loopback port and one browser, for all tests of a run.</summary>
public sealed class Site : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the system's Chromium is, or null: rather the shell without windows, which takes half as long.</summary>
    public static string? Chromium { get; } =
        new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public string Address { get; private set; } = "";

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, "Chromium is not installed (looked for /usr/bin/chromium-headless-shell and /usr/bin/chromium): the browser tests need it.");
            return _browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null || !RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return;
        }

        _app = new SampleHost().Build(builder => builder.WebHost.UseUrls("http://127.0.0.1:0"));
        await _app.StartAsync();
        Address = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = Arguments });
    }

    /// <summary>A new page of the browser.</summary>
    public async Task<IPage> Open(string path, int width = 1400, bool script = true)
    {
        var context = await Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = ColorScheme.Light,
            JavaScriptEnabled = script,
            BypassCSP = true,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address + path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
