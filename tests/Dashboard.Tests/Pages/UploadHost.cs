using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>The whole program over a new store, on a port of its own, with a browser's cookies and a clock that the test sets.</summary>
internal sealed partial class UploadHost : IAsyncDisposable
{
    public const string Form = "/import/ladda-upp";

    /// <summary>Five units of one organisation.</summary>
    public const string Units =
        "kod;namn;overordnad;niva;verksamhet;fran;till\r\n40;Vård;;forvaltning;;2019-01-01;\r\n4110;Hemtjänst Norr;40;enhet;;2019-01-01;\r\n"
        + "4120;Hemtjänst Syd;40;enhet;;2019-01-01;\r\n4130;Hemtjänst Väst;40;enhet;;2019-01-01;\r\n4140;Natt;40;enhet;;2019-01-01;\r\n";

    private readonly TemporaryFolder _folder;
    private readonly WebApplication _app;

    private UploadHost(TemporaryFolder folder, WebApplication app, Store store, FakeTimeProvider clock)
    {
        (_folder, _app, Store, Clock) = (folder, app, store, clock);
        Client = NewBrowser();
    }

    public Store Store { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public Uri Address => new(_app.Urls.First());

    public string Staging => _folder.In("data", "staging");

    public string[] Staged => Directory.Exists(Staging) ? Directory.GetFiles(Staging) : [];

    public string In(params string[] parts) => _folder.In(parts);

    public static async Task<UploadHost> StartAsync(Func<SiteOptions, SiteOptions>? change = null, Action<TemporaryFolder>? prepare = null)
    {
        var folder = new TemporaryFolder();
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "config"), folder.In("data", "config"));
        prepare?.Invoke(folder);
        var options = new SiteOptions
        {
            DataPath = folder.In("data"),
            DataPathGiven = true,
            Urls = "http://127.0.0.1:0",
            Schedule = false,
            LeaseWaitSeconds = 1,
        };
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var context = new CommandContext(change?.Invoke(options) ?? options, TextWriter.Null, TextWriter.Null, clock);
        context.MigrateStore(synthetic: false);
        var store = context.OpenStore();
        var app = WebNode.Build(context, store);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new UploadHost(folder, app, store, clock);
    }

    /// <summary>A client with cookies of its own that follows nothing by itself.</summary>
    public HttpClient NewBrowser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };

    /// <summary>The token of a page, whose cookie the client keeps.</summary>
    public async Task<string> TokenAsync(string path = Form, HttpClient? client = null) => TokenOf(await PageAsync(path, client));

    public static string TokenOf(string html) => Token().Match(html).Groups[1].Value is { Length: > 0 } token ? token : throw new InvalidOperationException("No token.");

    public async Task<string> PageAsync(string path, HttpClient? client = null) =>
        await HtmlAsync(await (client ?? Client).GetAsync(path, TestContext.Current.CancellationToken));

    public static async Task<string> HtmlAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Sends the upload form as a browser does.</summary>
    public async Task<HttpResponseMessage> UploadAsync(
        byte[] content, string name = "enheter.csv", string organisation = "2284", string profile = "", string? token = null, string day = "", string mode = "", string prefix = "")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token ?? await TokenAsync()), "__RequestVerificationToken" },
            { new StringContent(organisation), "organisation" },
            { new StringContent(profile), "profil" },
            { new StringContent(""), "matning" },
            { new StringContent(day), "dag" },
            { new StringContent(mode), "satt" },
            { new StringContent(""), "rattar" },
            { FileOf(content), "fil", name },
        };
        return await Client.PostAsync(prefix + Form, form, TestContext.Current.CancellationToken);
    }

    /// <summary>Uploads a good file and returns the address of its preview.</summary>
    public async Task<string> StageAsync(string text = Units, string name = "enheter.csv")
    {
        var response = await UploadAsync(Encoding.UTF8.GetBytes(text), name);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    /// <summary>Posts one of the preview's forms.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string? token, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token ?? "")));
        return await Client.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    public static ByteArrayContent FileOf(byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Store.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
