using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Pages.Import;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

public sealed partial class PageTests : IAsyncLifetime
{
    private readonly SampleHost _host = new();
    private WebApplication? _app;
    private HttpClient? _client;

    private HttpClient Client => _client ?? throw new InvalidOperationException();

    public static TheoryData<string> Paths => new(
        "/", "/o/2284", "/o/2284?vag=2021-02", "/o/2284?vag=2026-10", "/o/2284?vikt=1", "/o/2284/f/40", "/o/2284/f/40?vikt=1", "/o/2284/f/10",
        "/o/2284/e/4120", "/o/2284/e/4130", "/o/2284/e/11-M",
        "/o/0024", "/o/2480", "/import", "/import/1", "/import/2", "/import/3", "/import/4", "/import?fore=3", "/import?kastad=1", "/import/ladda-upp",
        "/import/ladda-upp?rattar=3&organisation=2284&profil=standard-register", "/import/forhandsgranska/bra", "/import/forhandsgranska/vantar",
        "/import/forhandsgranska/avvisad", "/import/forhandsgranska/samma", "/import/forhandsgranska/pagar", "/import/forhandsgranska/upptagen", "/korningar", "/korningar?startad=1", "/korningar?startad=0",
        "/brev", "/metod", "/metod/besked/2284/2027-02", "/tillganglighet");

    public async ValueTask InitializeAsync()
    {
        _app = _host.Build(builder => builder.WebHost.UseTestServer());
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = _app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_page_kept_in_parts_is_the_same_the_second_time_and_another_in_the_other_language_and_group()
    {
        foreach (var path in new[] { "/o/2284", "/o/2284?vag=2021-02", "/o/2284/f/40", "/o/0024" })
        {
            Assert.Equal(await Get(path), await Get(path));
        }

        var (whole, english, department) = (Heat(await Get("/o/2284")), Heat(await Get("/en/o/2284")), Heat(await Get("/o/2284/f/40")));
        Assert.Contains("href=\"/o/2284/e/", whole, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/o/2284/e/", english, StringComparison.Ordinal);
        Assert.True(department.Length < whole.Length);

        async Task<string> Get(string path) => await Html(await Client.GetAsync(path, TestContext.Current.CancellationToken));

        static string Heat(string html)
        {
            var from = html.IndexOf("<table class=\"heat\"", StringComparison.Ordinal);
            return html[from..html.IndexOf("</table>", from, StringComparison.Ordinal)];
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_answers_in_both_languages_with_all_its_texts(string path)
    {
        foreach (var (prefix, language) in new[] { ("", "sv"), ("/en", "en") })
        {
            var response = await Client.GetAsync(prefix + path, TestContext.Current.CancellationToken);
            var html = await Html(response);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("‹", html, StringComparison.Ordinal);
            Assert.Single(H1().Matches(html));
            Assert.Matches("<title>.+</title>", html);
            Assert.Contains(SampleSnapshot.Id[..12], html, StringComparison.Ordinal);
            Assert.Contains(language == "sv" ? "Syntetiska data" : "Synthetic data", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\d\}", html);
        }
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere()
    {
        var followed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Paths.Select(p => p.Data).Concat(["/en/o/2284", "/en/import/3"]))
        {
            foreach (var link in Links().Matches(await Get(path)).Select(m => m.Groups[1].Value.Split('#')[0]).Where(l => l.StartsWith('/') && followed.Add(l)))
            {
                var response = await Client.GetAsync(link, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path} links to {link}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task The_language_switch_keeps_the_page_and_its_wave()
    {
        Assert.Contains("href=\"/en/o/2284/f/40?vag=2021-02\"", await Get("/o/2284/f/40?vag=2021-02"), StringComparison.Ordinal);
        Assert.Contains("class=\"language\" href=\"/o/2284/f/40?vag=2021-02\"", await Get("/en/o/2284/f/40?vag=2021-02"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_an_English_page_stays_English()
    {
        var html = await Get("/en/o/2284");
        var away = Links().Matches(html).Select(m => m.Groups[1].Value)
            .Where(l => l.StartsWith('/') && !l.StartsWith("/en", StringComparison.Ordinal) && !l.StartsWith("/assets/", StringComparison.Ordinal)).Distinct();
        Assert.Equal(["/o/2284"], away);
    }

    [Fact]
    public async Task Rules_of_protection_say_the_settings_that_each_wave_was_frozen_with()
    {
        var html = Tags().Replace(await Get("/metod"), " ");
        Assert.DoesNotContain("inte desamma för allt", html, StringComparison.Ordinal);
        Assert.Contains("Har färre än 5 i gruppen svarat", html, StringComparison.Ordinal);

        var of = _host.Snapshot!;
        var waves = of.FindOrganisation(SampleSnapshot.Rich)!.Waves;
        var frozen = of.FindOrganisation(SampleSnapshot.Rich)! with
        {
            Waves = [waves[0] with { Protection = DisclosureSettings.BuiltIn }, waves[2] with { Protection = DisclosureSettings.BuiltIn with { Threshold = 10 } }],
            FactProtection = DisclosureSettings.BuiltIn with { Threshold = 10 },
        };
        _host.Snapshot = new Snapshot(of.Id, of.DataDate, of.MethodVersion, true, 7, of.Floor, of.Framework, [frozen], of.Tables);
        html = Tags().Replace(await Get("/metod"), " ");
        Assert.Contains("inte desamma för allt", html, StringComparison.Ordinal);
        Assert.Matches(@"Örnsköldsvik, Februari 2021:\s+En grupp är .{40,120} färre än 5 i gruppen", html);
        Assert.Matches(@"Örnsköldsvik, Hösten 2023; Örnsköldsvik, fakta:\s+En grupp är .{40,120} färre än 10 i gruppen", html);
        Assert.DoesNotContain("färre än 7", html, StringComparison.Ordinal);

        // What does not depend on the settings that differ is said once.
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "Andelar visas i hela procent"));
    }

    [Fact]
    public async Task The_notice_to_respondents_is_a_page_and_a_text_that_say_the_same()
    {
        Assert.Contains("href=\"/metod/besked/2284/2027-02\"", await Get("/metod"), StringComparison.Ordinal);
        var page = Tags().Replace(await Get("/metod/besked/2284/2027-02"), " ");
        var text = await Get("/besked/2284/2027-02.txt");
        Assert.All([page, text], t => Assert.Contains("minst 5 har svarat", t, StringComparison.Ordinal));
        Assert.Contains("at least 5 have answered", await Get("/en/besked/2284/2027-02.txt"), StringComparison.Ordinal);
        Assert.Contains(_host.Desk.Trail, t => t.Action == AuditActions.Download && t.What.Arguments[0] == "digilo-besked-2284-2027-02-sv.txt");
    }

    [Fact]
    public async Task A_hidden_unit_shows_one_mark_and_none_of_its_numbers()
    {
        var html = await Get($"/o/2284/e/{SampleSnapshot.HiddenUnit}");
        Assert.Contains("dold för att skydda enskilda", html, StringComparison.Ordinal);
        var body = html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];

        // The unit's answers would be n out of 31; neither its n nor a share of it is anywhere. Access and training are facts.
        Assert.DoesNotMatch(@"\bn \d", Tags().Replace(Svg().Replace(body, ""), " "));
        Assert.DoesNotMatch(@"\d har svarat", body);
        Assert.Contains("av 31 anställda, 2023-10-01", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_heat_map_prints_a_hidden_unit_as_one_cell_and_numbers_beside_colours()
    {
        var html = await Get("/o/2284");
        var heat = html[html.IndexOf("<table class=\"heat\"", StringComparison.Ordinal)..];
        heat = heat[..heat.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.Matches("Hemtjänst Väst</a></th>\\s*<td class=\"whole-hidden\" colspan=\"22\">", heat);
        Assert.All(Band().Matches(heat), m => Assert.Matches(@"^\d,\d$", m.Groups[1].Value));
        Assert.True(Band().Count(heat) > 300);
    }

    [Fact]
    public async Task A_class_is_printed_as_a_class()
    {
        var html = await Get($"/o/2284/e/{SampleSnapshot.ClassUnit}");
        Assert.Matches(@"högst 4 av \d+", html);
    }

    [Fact]
    public async Task Target_areas_show_their_parts_side_by_side_as_our_interpretation()
    {
        var section = Section(await Get("/o/2284"), "malomraden");
        foreach (var words in (string[])["vår tolkning", "Digital trygghet", "4,33", "512 svarande", "Hållbarhet", "56", "(standard-planactions", "Så vet vi"])
        {
            Assert.Contains(words, section, StringComparison.Ordinal);
        }

        Assert.Contains(">dold<", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentences_stand_with_the_cells_that_they_rest_on()
    {
        var html = await Get("/o/2284/f/40");
        var from = html.IndexOf("class=\"conclusion\"", StringComparison.Ordinal);
        var opening = html[from..html.IndexOf("</details>", from, StringComparison.Ordinal)];
        Assert.Contains("medarbetarna i Välfärdsförvaltningen har svarat", opening, StringComparison.Ordinal);
        Assert.Contains("href=\"/metod#F1\"", opening, StringComparison.Ordinal);
        Assert.Contains("href=\"/metod#GAP\"", opening, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/o/2284", "CF1", "\u22124 procentenheter", "\u22127 till \u22121", "lägre än i förra mätningen bland de 498")]
    [InlineData("/o/2284?vikt=1", "CF1W", "\u22126,2 procentenheter", "\u22129,2 till \u22123,2", "Vägt till alla medarbetare är andelen")]
    [InlineData("/o/2284/f/40", "CF1", "\u22124 procentenheter", "\u22127 till \u22121", "bland de 498 i Välfärdsförvaltningen")]
    [InlineData("/o/2284/f/40?vikt=1", "CF1W", "\u22126,2 procentenheter", "\u22129,2 till \u22123,2", "Vägt till alla medarbetare i Välfärdsförvaltningen")]
    public async Task A_change_stands_with_its_sentence_interval_test_and_both_waves(string path, string measure, string change, string interval, string sentence)
    {
        var section = Section(await Get(path), "forandring");
        foreach (var words in (string[])[sentence, $"href=\"/metod#{measure}\"", change, interval, ">ja<", "+0,12 nivåer", "\u22120,05 till 0,29", ">nej<", "Svar, Våren 2022", "Svar, Hösten 2023"])
        {
            Assert.Contains(words, section, StringComparison.Ordinal);
        }

        var weighted = measure == "CF1W";
        Assert.Equal(weighted, section.Contains("Vägt, var mätning med sina egna vikter", StringComparison.Ordinal));
        Assert.DoesNotContain(weighted ? "#CF1\"" : "#CF1W\"", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hidden_change_is_a_mark_and_without_a_wave_before_there_is_no_section()
    {
        var hidden = Section(await Get("/o/2284/f/10"), "forandring");
        Assert.Contains(">dold<", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("498", hidden, StringComparison.Ordinal);
        foreach (var path in new[] { "/o/2284?vag=2021-02", "/o/2284?vag=2026-10", "/o/2284/e/4130" })
        {
            Assert.DoesNotContain("id=\"forandring\"", await Get(path), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/o/2284/f/40", "F6", "1,37", "Bland de 498 i Välfärdsförvaltningen")]
    [InlineData("/o/2284/f/40?vikt=1", "F6W", "1,41", "Vägt till alla medarbetare i Välfärdsförvaltningen")]
    [InlineData("/o/2284", "F6", "1,37", "Efter förvaltning skiljer sig")]
    [InlineData("/o/2284?vikt=1", "F6W", "1,41", "Efter förvaltning och vägt till alla medarbetare skiljer sig")]
    public async Task A_difference_between_groups_stands_with_its_sentence_interval_and_test(string path, string measure, string ratio, string sentence)
    {
        var section = Section(await Get(path), "skillnad");
        foreach (var words in (string[])[sentence, $"href=\"/metod#{measure}\"", ">" + ratio + "<", "1,05–1,90", "ja, högre", measure == "F6" ? ">498<" : ">501<"])
        {
            Assert.Contains(words, section, StringComparison.Ordinal);
        }

        Assert.Equal(path.Contains("/f/", StringComparison.Ordinal), !section.Contains("Kultur- och fritidsförvaltningen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_open_wave_shows_participation_and_no_answers()
    {
        var html = await Get("/o/2284?vag=2026-10");
        Assert.Contains("31\u00A0%", html, StringComparison.Ordinal);
        Assert.Contains("Mätningen pågår", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Under lägstanivån", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"chart", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"heat\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_that_is_not_open_to_readers_gives_no_chart_file()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/diagram/gap/2284.svg?vag=2026-10", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/diagram/annat/2284.svg", TestContext.Current.CancellationToken)).StatusCode);
        var response = await Client.GetAsync("/diagram/gap/2284.svg?vag=2023-10&f=40", TestContext.Current.CancellationToken);
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        var svg = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Syntetiska data", svg, StringComparison.Ordinal);
        Assert.Contains(SampleSnapshot.Id[..12], svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_releases_and_closed_waves_say_so()
    {
        Assert.Contains("Nyare svar väntar", await Get("/o/2284"), StringComparison.Ordinal);
        Assert.Contains("Väntar på frisläppning", await Get("/o/0024"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_consenting_organisations_stand_side_by_side()
    {
        var html = await Get("/");
        var table = html[html.IndexOf("<table", StringComparison.Ordinal)..html.IndexOf("</table>", StringComparison.Ordinal)];
        Assert.Contains("Skellefteå kommun", table, StringComparison.Ordinal);
        Assert.DoesNotContain("Umeå kommun", table, StringComparison.Ordinal);
        Assert.Contains("2 av 4 organisationer", html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("Umeå kommun", StringComparison.Ordinal) < html.IndexOf("Örnsköldsviks kommun", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_snapshot_pages_explain_what_happens_next()
    {
        _host.Snapshot = null;
        _host.Desk.Empty = true;
        foreach (var path in new[] { "/", "/o/2284", "/brev", "/metod", "/import", "/korningar", "/tillganglighet" })
        {
            var html = await Get(path);
            Assert.DoesNotContain("‹", html, StringComparison.Ordinal);
            Assert.Single(H1().Matches(html));
        }

        Assert.Contains("Inga siffror är publicerade ännu", await Get("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_the_policy_leaves_out_are_told_by_reason_and_few_are_one_class()
    {
        var html = System.Net.WebUtility.HtmlDecode(await Get("/metod"));
        Assert.Contains("Örnsköldsvik, Hösten 2023: samma nivå på alla frågor\u00A0(12), besvarat orimligt fort\u00A0(≤\u00A04)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("quality.", html, StringComparison.Ordinal);
        Assert.Contains("answered unreasonably fast", await Get("/en/metod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_called_old_after_48_hours_without_a_good_night()
    {
        Assert.DoesNotContain("Siffrorna kan vara gamla", await Get("/"), StringComparison.Ordinal);
        _host.Desk.LastNight = SampleHost.Now.UtcDateTime.AddHours(-49);
        Assert.Contains("Siffrorna kan vara gamla", await Get("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_store_carries_no_synthetic_banner()
    {
        _host.Snapshot = SampleSnapshot.Build(synthetic: false);
        Assert.DoesNotContain("Syntetiska", await Get("/o/2284"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_previous_brief_is_offered_with_its_own_data_date()
    {
        var html = await Get("/brev");
        var umea = html[html.IndexOf("id=\"o-2480\"", StringComparison.Ordinal)..];
        Assert.Contains("data till 30\u00A0september 2023 · föregående", umea, StringComparison.Ordinal);
        Assert.Contains("En ny brief är på väg", umea, StringComparison.Ordinal);
        var pdf = await Client.GetAsync("/brev/7.pdf", TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/brev/99.pdf", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Unknown_addresses_are_404_in_the_readers_language()
    {
        foreach (var (path, words) in new[] { ("/finns-inte", "Sidan finns inte"), ("/en/nowhere", "Page not found"), ("/o/9999", "Sidan finns inte"), ("/o/2284/e/x", "Sidan finns inte"), ("/import/77", "Sidan finns inte") })
        {
            var response = await Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Contains(words, await Html(response), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_fault_gives_the_error_page_and_no_details()
    {
        _host.Broken = true;
        var response = await Client.GetAsync("/en/o/2284", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var html = await Html(response);
        Assert.Contains("Something went wrong", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_starts_by_a_post_with_its_token_only()
    {
        var without = await Client.PostAsync("/korningar", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "start" }), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(0, _host.Desk.Starts);
        var posted = await Post("/en/korningar", "start");
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.EndsWith("/en/korningar?startad=1", posted.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _host.Desk.Starts);
    }

    [Fact]
    public async Task A_waiting_delivery_is_confirmed_from_its_report()
    {
        await Post("/import/4", "confirm");
        Assert.Equal([4L], _host.Desk.Confirmed);
    }

    [Fact]
    public async Task An_import_report_is_offered_as_csv_and_json_without_formulas()
    {
        var csv = Encoding.UTF8.GetString(await Client.GetByteArrayAsync("/import/3/rapport.csv", TestContext.Current.CancellationToken));
        var lines = csv.Split("\r\n");
        Assert.Equal("\uFEFFpart;file;sheet;line;column;rule;effect;found;expected;count;text", lines[0]);
        Assert.StartsWith("rule;", lines[1], StringComparison.Ordinal);
        Assert.Contains(";17;\"c3_4\";\"level_out_of_range\";\"row\";\"9\";\"1–8\";1;", csv, StringComparison.Ordinal);
        Assert.Contains(";\"'=cmd()\";", csv, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await Get("/import/3/rapport.json"));
        Assert.Equal(642, json.RootElement.GetProperty("rowsIn").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("rules").GetArrayLength());
        Assert.Equal(3, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData(UploadFault.DiskFull, HttpStatusCode.InsufficientStorage, "Disken är full")]
    [InlineData(UploadFault.TooMany, HttpStatusCode.ServiceUnavailable, "För många uppladdade filer")]
    [InlineData(UploadFault.TooLarge, HttpStatusCode.RequestEntityTooLarge, "gränsen är 2 MB")]
    public async Task An_upload_that_the_disk_does_not_take_is_a_page_that_says_so(UploadFault fault, HttpStatusCode status, string words)
    {
        _host.Imports.Fault = fault;
        var page = await Client.GetAsync("/import/ladda-upp", TestContext.Current.CancellationToken);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(await Html(page)).Groups[1].Value), "__RequestVerificationToken" },
            { new StringContent("2284"), "organisation" },
            { new StringContent("kod"), "fil", "x.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/import/ladda-upp") { Content = form };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await Html(response), StringComparison.Ordinal);
        Assert.Empty(_host.Imports.Kept);
    }

    [Fact]
    public async Task The_import_page_tells_what_waits_what_counts_and_how_long_files_are_kept()
    {
        var html = await Get("/import");
        Assert.True(html.IndexOf("id=\"vantar\"", StringComparison.Ordinal) < html.IndexOf("id=\"i-kraft\"", StringComparison.Ordinal));
        Assert.Contains("Äldre än 31 dagar", html, StringComparison.Ordinal);
        Assert.Contains("saknar gallringsbeslut", html, StringComparison.Ordinal);
        Assert.Contains("Gallras enligt KS 2026/417, 2026-03-02", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/import/4\">av leverans 4", html, StringComparison.Ordinal);
        var packed = string.Concat(html.Split('\n').Select(l => l.Trim()));
        Assert.Contains("<td class=\"nowrap\">skulle ge 11 / 1\u00a0193 / 1\u00a0007</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">0</td><td class=\"nowrap\">638 / 0 / 0</td>", packed, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">okänt</td><td class=\"nowrap\">okänt</td>", packed, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">–</td><td class=\"nowrap\">–</td>", packed, StringComparison.Ordinal);
        Assert.Contains("638 rader var nya, 0 uppdaterades och 0 togs bort.", await Get("/import/3"), StringComparison.Ordinal);
        Assert.Contains("Hur många rader den ändrade är inte känt", await Get("/import/2"), StringComparison.Ordinal);
        Assert.Contains("\"rowsRemoved\": 1007", await Get("/import/4/rapport.json"), StringComparison.Ordinal);
        Assert.Contains("\"rowsLeftOut\": null", await Get("/import/2/rapport.json"), StringComparison.Ordinal);
        var report = await Get("/import/2");
        Assert.Contains("Kom in 2026-10-04 14:03 genom inkorgen.", report, StringComparison.Ordinal);
        Assert.Matches("Ersattes av <a href=\"/import/4\">leverans 4 \\(personalregister_övik", report);
        Assert.Contains("Ersatte <a href=\"/import/2\">", await Get("/import/4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_forbid_what_they_do_not_need_and_assets_may_be_kept()
    {
        var page = await Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await Html(page);
        var css = Links().Matches(html).Select(m => m.Groups[1].Value).First(l => l.Contains("digilo.css", StringComparison.Ordinal));
        var asset = await Client.GetAsync(css, TestContext.Current.CancellationToken);
        Assert.Equal("text/css", asset.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/assets/../appsettings.json", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_same_snapshot_gives_the_same_page()
    {
        Assert.Equal(await Get("/o/2284"), await Get("/o/2284"));
    }

    private async Task<HttpResponseMessage> Post(string path, string handler)
    {
        var page = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        var html = await Html(page);
        var token = Token().Match(html).Groups[1].Value;
        Assert.NotEmpty(token);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = handler, ["__RequestVerificationToken"] = token }),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Section(string html, string id)
    {
        var from = html.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        Assert.True(from >= 0, $"No section {id}.");
        return html[from..html.IndexOf("</section>", from, StringComparison.Ordinal)];
    }

    private async Task<string> Get(string path) => await Html(await Client.GetAsync(path, TestContext.Current.CancellationToken));

    private static async Task<string> Html(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex H1();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("""<td class="band-\d [^"]*">([^<]*)</td>""")]
    private static partial Regex Band();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
