using System.Net;
using System.Net.Sockets;
using System.Text;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

/// <summary>Uploading a file through the real program: what is taken, what is not, and that nothing is left behind.</summary>
public sealed class UploadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_tried_then_imported_and_nothing_of_it_is_left()
    {
        await using var host = await UploadHost.StartAsync();
        var preview = await host.StageAsync();

        Assert.Matches("^/import/forhandsgranska/[0-9a-f]{32}$", preview);
        var html = await host.PageAsync(preview);
        Assert.Contains("Filen kan läsas in", html, StringComparison.Ordinal);
        Assert.Contains("standard-units", html, StringComparison.Ordinal);
        Assert.Matches("5</span> rader i filen", html);
        Assert.DoesNotContain("‹", html, StringComparison.Ordinal);
        Assert.Empty(host.Store.Ledger.Latest(10));
        Assert.Equal(2, host.Staged.Length);

        var imported = await host.PostAsync(preview + "/las-in", UploadHost.TokenOf(html));

        Assert.Equal(HttpStatusCode.Redirect, imported.StatusCode);
        var entry = Assert.Single(host.Store.Ledger.Latest(10));
        Assert.Equal($"/import/{entry.Id}", imported.Headers.Location!.ToString());
        Assert.Equal(("upload", "enheter.csv", DeliveryStatus.InForce, 5L), (entry.Header.ReceivedBy, entry.Header.FileName, entry.Status, entry.RowsStored));
        Assert.Contains("genom uppladdning", await host.PageAsync($"/import/{entry.Id}"), StringComparison.Ordinal);
        Assert.Empty(host.Staged);
        var run = Assert.Single(host.Store.Runs.Latest(5));
        Assert.Equal(("import", "upload", RunOutcome.Good), (run.Kind, run.Trigger, run.Outcome));
    }

    [Fact]
    public async Task Staging_is_for_the_owner_alone_and_no_name_is_a_path()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Owner-only folders are told by Unix rights, which Windows does not have.");
            return;
        }

        await using var host = await UploadHost.StartAsync(prepare: folder => Directory.CreateDirectory(folder.In("data", "staging")));
        string[] names =
        [
            "../../keys/2284.keys.json", "C:\\Windows\\system32\\x.csv", "/etc/passwd", "a\u202Evsc.exe", "'; DROP TABLE delivery;--.csv", "<script>alert(1)</script>.csv",
            "19640823-3234.csv", new string('x', 400) + ".csv", "..", "enheter.data",
        ];
        foreach (var name in names)
        {
            var html = await host.PageAsync(await host.StageAsync(name: name));
            Assert.DoesNotContain("640823", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", await RawAsync(host, name), StringComparison.Ordinal);
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(host.Staging));
        Assert.All(host.Staged, f => Assert.Matches(@"^[0-9a-f]{32}\.(data|json)$", Path.GetFileName(f)));
        foreach (var file in host.Staged)
        {
            Assert.Equal(owner, File.GetUnixFileMode(file));
        }

        Assert.Equal(4 * names.Length, host.Staged.Length);
        Assert.Empty(Directory.GetFiles(host.In(), "*", SearchOption.TopDirectoryOnly));
        Assert.False(Directory.Exists(host.In("data", "keys")));

        static async Task<string> RawAsync(UploadHost host, string name) =>
            await host.Client.GetStringAsync(await host.StageAsync(name: name), Stop);
    }

    [Fact]
    public async Task Without_its_token_nothing_is_taken()
    {
        await using var host = await UploadHost.StartAsync();
        var good = await host.TokenAsync();

        // Missing; wrong; right but after the file, so that it would have to be read first; and right in a browser without the cookie.
        var wrong = await host.UploadAsync(Encoding.UTF8.GetBytes(UploadHost.Units), token: "AAAA");
        using var late = new MultipartFormDataContent { { UploadHost.FileOf(Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "x.csv" }, { new StringContent(good), "__RequestVerificationToken" } };
        using var missing = new MultipartFormDataContent { { new StringContent("2284"), "organisation" }, { UploadHost.FileOf(Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "x.csv" } };
        using var elsewhere = new MultipartFormDataContent { { new StringContent(good), "__RequestVerificationToken" }, { UploadHost.FileOf(Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "x.csv" } };
        using var stranger = host.NewBrowser();
        HttpResponseMessage[] refused =
        [
            wrong, await host.Client.PostAsync(UploadHost.Form, late, Stop), await host.Client.PostAsync(UploadHost.Form, missing, Stop),
            await stranger.PostAsync(UploadHost.Form, elsewhere, Stop),
        ];
        foreach (var response in refused)
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains("Försök igen", await UploadHost.HtmlAsync(response), StringComparison.Ordinal);
        }

        Assert.Empty(host.Staged);

        // A program may send the token in the header instead.
        using var byHeader = new MultipartFormDataContent { { new StringContent("2284"), "organisation" }, { UploadHost.FileOf(Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "x.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, UploadHost.Form) { Content = byHeader };
        request.Headers.Add("RequestVerificationToken", good);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Client.SendAsync(request, Stop)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_over_the_limit_is_413_with_a_page_that_keeps_the_choices(bool announced)
    {
        await using var host = await UploadHost.StartAsync(o => o with { UploadMaxMegabytes = 1 });
        var token = await host.TokenAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("2480"), "organisation" },
            { UploadHost.FileOf(new byte[3 << 20]), "fil", "stor.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, UploadHost.Form) { Content = form };
        request.Headers.TransferEncodingChunked = !announced;
        var response = await host.Client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var html = await UploadHost.HtmlAsync(response);
        Assert.Contains("gränsen är 1 MB", html, StringComparison.Ordinal);
        Assert.Contains("Ingest:UploadMaxMegabytes", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#fil\"", html, StringComparison.Ordinal);
        Assert.Empty(host.Staged);
        if (!announced)
        {
            Assert.Matches("value=\"2480\" selected", html);
        }
    }

    [Fact]
    public async Task A_file_larger_than_the_servers_own_limit_goes_in()
    {
        // Kestrel stops at 30 MB unless it is told otherwise, and only this route tells it.
        await using var host = await UploadHost.StartAsync();
        var note = new string('x', 4000);
        var text = "kod;namn;overordnad;niva;verksamhet;fran;till;anm\r\n";
        var big = new StringBuilder(text);
        for (var i = 0; big.Length < 33 << 20; i++)
        {
            big.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1000};Enhet {i};;enhet;;2019-01-01;;{note}\r\n");
        }

        var response = await host.UploadAsync(Encoding.UTF8.GetBytes(big.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("Filen kan läsas in", await host.PageAsync(response.Headers.Location!.ToString()), StringComparison.Ordinal);
        using var other = new ByteArrayContent(new byte[31 << 20]);
        other.Headers.ContentType = new("application/x-www-form-urlencoded");
        var elsewhere = await Record.ExceptionAsync(async () =>
            Assert.NotEqual(HttpStatusCode.OK, (await host.Client.PostAsync("/korningar", other, Stop)).StatusCode));
        Assert.True(elsewhere is null or HttpRequestException, elsewhere?.ToString());
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_half_way_leaves_nothing()
    {
        await using var host = await UploadHost.StartAsync();
        using var other = host.NewBrowser();
        var first = await other.GetAsync(UploadHost.Form, Stop);
        var token = UploadHost.TokenOf(await UploadHost.HtmlAsync(first));
        var cookie = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var body = $"--b\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{token}\r\n--b\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"x.csv\"\r\n\r\n{UploadHost.Units}";
        var head = $"POST {UploadHost.Form} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nCookie: {cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n";
        using (var line = new TcpClient())
        {
            await line.ConnectAsync(IPAddress.Loopback, host.Address.Port, Stop);
            await line.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body), Stop);
            await UntilAsync(() => host.Staged.Length == 1, "The file began to arrive.");
        }

        await UntilAsync(() => host.Staged.Length == 0, "The half file went.");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("two")]
    [InlineData("many")]
    [InlineData("not-a-form")]
    [InlineData("no-boundary")]
    [InlineData("organisation")]
    [InlineData("choices")]
    public async Task What_is_no_form_with_one_file_is_told_beside_its_field_and_leaves_nothing(string fault)
    {
        await using var host = await UploadHost.StartAsync();
        var token = await host.TokenAsync();
        using var form = new MultipartFormDataContent("grans")
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(fault == "organisation" ? "../../etc" : "2284"), "organisation" },
        };
        if (fault == "choices")
        {
            foreach (var (name, value) in ((string, string)[])[("profil", "ingen"), ("matning", "x"), ("dag", "igår"), ("satt", "allt"), ("rattar", "-1")])
            {
                form.Add(new StringContent(value), name);
            }
        }

        for (var i = 0; fault == "many" && i < 20; i++)
        {
            form.Add(new StringContent("x"), "falt" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (fault != "missing")
        {
            form.Add(UploadHost.FileOf(fault == "empty" ? [] : Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "x.csv");
        }

        if (fault == "two")
        {
            form.Add(UploadHost.FileOf(Encoding.UTF8.GetBytes(UploadHost.Units)), "fil", "y.csv");
        }

        HttpContent content = fault switch
        {
            "not-a-form" => new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
            _ => form,
        };
        if (fault == "no-boundary")
        {
            form.Headers.ContentType = new("multipart/form-data");
        }

        var response = await host.Client.PostAsync(UploadHost.Form, content, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var html = await UploadHost.HtmlAsync(response);
        Assert.Contains("<title>Fel: Ladda upp en fil", html, StringComparison.Ordinal);
        Assert.DoesNotContain("‹", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        string[] fields = fault switch { "organisation" => ["organisation"], "choices" => ["profil", "matning", "dag", "satt", "rattar"], _ => ["fil"] };
        Assert.All(fields, f => Assert.Contains($"href=\"#{f}\"", html, StringComparison.Ordinal));
        Assert.All(fields, f => Assert.Contains($"id=\"{f}-fel\"", html, StringComparison.Ordinal));
        Assert.Empty(host.Staged);
    }

    [Fact]
    public async Task A_staging_folder_that_cannot_be_written_is_told()
    {
        await using var host = await UploadHost.StartAsync(prepare: folder => File.WriteAllText(folder.In("data", "staging"), "in the way"));
        var response = await host.UploadAsync(Encoding.UTF8.GetBytes(UploadHost.Units));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("mappen staging", await UploadHost.HtmlAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_English_upload_stays_English()
    {
        await using var host = await UploadHost.StartAsync();
        var response = await host.UploadAsync(Encoding.UTF8.GetBytes(UploadHost.Units), prefix: "/en");
        Assert.StartsWith("/en/import/forhandsgranska/", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("The file can be imported", await host.PageAsync(response.Headers.Location.ToString()), StringComparison.Ordinal);
        var wrong = await host.UploadAsync([], prefix: "/en");
        Assert.Contains("The file is empty", await UploadHost.HtmlAsync(wrong), StringComparison.Ordinal);
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
