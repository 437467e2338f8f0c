using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary><c>digilo brief</c>: each kind by itself in each language, and words for what cannot be had.</summary>
public class BriefCommandTests(DemoFixture demo)
{
    [Theory]
    [InlineData("analys", "sv")]
    [InlineData("analys", "en")]
    [InlineData("enhet", "sv")]
    [InlineData("enhet", "en")]
    [InlineData("konsortium", "sv")]
    [InlineData("konsortium", "en")]
    public async Task Each_kind_can_be_had_by_itself(string kind, string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var organisation = kind == BriefKinds.Consortium ? "" : "2284";
        var unit = kind == BriefKinds.Unit ? snapshot.FindOrganisation("2284")!.Waves[^1].Scopes.First(s => s.Level == ScopeLevel.Unit).Code : "";
        var name = new BriefName(kind, organisation, unit, language);
        var brief = BriefBook.Compose(new BriefRequest(snapshot, name))!;
        var file = Path.Combine(demo.Folder, $"en-{kind}-{language}.pdf");

        string[] asked = ["--kind", kind, .. organisation.Length > 0 ? (string[])["--organisation", organisation] : [], .. unit.Length > 0 ? (string[])["--unit", unit] : []];
        var result = await RunAsync([.. asked, "--language", language, "--out", file]);

        Assert.True(result.ExitCode == ExitCodes.Good, result.All);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(bytes);
        Assert.Contains(brief.Title.Split(' ')[0], pdf.GetPage(1).Text, StringComparison.Ordinal);
        Assert.Equal(brief.Title, pdf.Information.Title);

        // What every night makes lies in the archive, with the same bytes; a unit's is made when it is asked for.
        var archived = store.Briefs.Latest(name);
        Assert.Equal(kind != BriefKinds.Unit, archived is not null);
        Assert.Equal(archived?.Sha256 ?? Hash(BriefMaker.Render(brief, BriefRenderers.Choose(new SiteOptions())).Pdf), Hash(bytes));
        Assert.Contains(snapshot.ShortId, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--unit gäller en enhetsbrief", "--kind", "ledning", "--organisation", "2284", "--unit", "4001")]
    [InlineData("--unit gäller en enhetsbrief", "--all", "--organisation", "2284", "--unit", "4001")]
    [InlineData("--organisation", "--kind", "konsortium", "--organisation", "2284")]
    [InlineData("--organisation", "--all", "--kind", "konsortium", "--organisation", "2284")]
    [InlineData("--language", "--organisation", "2284", "--language", "fi")]
    public async Task What_would_be_left_out_of_account_is_refused(string told, params string[] arguments)
    {
        await demo.MadeAsync();
        var target = Path.Combine(demo.Folder, "inte-den.pdf");
        var result = await RunAsync([.. arguments, "--out", target]);
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains(told, result.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(target));
    }

    [Theory]
    [InlineData("--organisation", "2284")]
    [InlineData("--kind", "konsortium")]
    [InlineData("--organisation", "2284", "--unit", "4001")]
    [InlineData("--all")]
    public async Task Before_anything_is_published_it_is_said_what_to_do(params string[] arguments)
    {
        using var node = new MailNode();
        node.Store.Dispose();
        var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", .. arguments, "--out", node.In("x.pdf"), "--Data:Path", node.In("data")]);
        Assert.Equal(ExitCodes.Environment, result.ExitCode);
        Assert.Contains("digilo refresh", result.Error, StringComparison.Ordinal);
        Assert.False(Path.Exists(node.In("x.pdf")));
    }

    [Fact]
    public async Task What_an_organisation_does_not_have_is_said_of_that_organisation()
    {
        // Of the sample: 0024 has no released wave, 2482 has one without units, and nobody is shown beside others.
        using var node = new MailNode();
        node.Publish(Briefs.OddSnapshots.Agreeing());
        node.Store.Dispose();
        foreach (var (told, arguments) in ((string, string[])[])
        [
            ("0024 RV har ingenting publicerat", ["--organisation", "0024"]), ("0024 RV har ingenting publicerat", ["--all", "--organisation", "0024"]),
            ("2482 Skellefteå har inga enheter", ["--organisation", "2482", "--unit", "4001"]), ("2482 Skellefteå har inga enheter", ["--all", "--organisation", "2482", "--kind", "enhet"]),
            ("samtyckt", ["--kind", "konsortium"]), ("samtyckt", ["--all", "--kind", "konsortium"]),
        ])
        {
            var result = await DigiloProcess.RunAsync(demo.Folder, ["brief", .. arguments, "--out", node.In("x.pdf"), "--Data:Path", node.In("data")]);
            Assert.Equal(ExitCodes.Environment, result.ExitCode);
            Assert.Contains(told, result.Error, StringComparison.Ordinal);
            Assert.False(Path.Exists(node.In("x.pdf")));
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_said_and_nothing_is_left()
    {
        await demo.MadeAsync();
        var folder = Path.Combine(demo.Folder, "en-mapp.pdf");
        Directory.CreateDirectory(folder);
        var result = await RunAsync(["--organisation", "2284", "--out", folder]);
        Assert.True(result.ExitCode == ExitCodes.Environment, result.All);
        Assert.DoesNotContain("   at ", result.All, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(demo.Folder, "en-mapp*"));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private Task<ProcessResult> RunAsync(string[] arguments) => DigiloProcess.RunAsync(demo.Folder, ["brief", .. arguments, "--Data:Path", demo.Data]);
}
