using System.Diagnostics;
using System.Text.Json;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Microsoft.Extensions.Configuration;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>QuestPDF is there for who asks for it and says under which licence, and for nobody else.</summary>
public class QuestPdfOptInTests
{
    [Fact]
    public void Who_says_nothing_gets_our_own_renderer() => Assert.IsType<PdfBriefRenderer>(BriefRenderers.Choose(Options()));

    [Theory]
    [InlineData("")]
    [InlineData("Free")]
    [InlineData("1")]
    public void Without_the_build_or_without_a_licence_it_is_refused_with_what_to_do(string licence)
    {
        var refused = Assert.Throws<CommandFailure>(() => BriefRenderers.Choose(Options(("Briefs:Renderer", "questpdf"), ("Briefs:QuestPdfLicence", licence))));
        Assert.Contains(refused.Text.Code, (string[])["cli.error.questPdfBuild", "cli.error.questPdfLicence", "cli.error.setting"]);
    }

#if !QUESTPDF
    [Fact]
    public void The_default_build_neither_references_nor_contains_it()
    {
        var assembly = typeof(Brief).Assembly;
        Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference => reference.Name!.Contains("QuestPDF", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(assembly.GetTypes(), type => type.FullName!.Contains("QuestPdfBrief", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFiles(AppContext.BaseDirectory), file => Path.GetFileName(file).Contains("QuestPDF", StringComparison.OrdinalIgnoreCase));
    }
#endif

    [Fact]
    public void No_lock_file_knows_it()
    {
        var files = Directory.EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 3);
        Assert.All(files, file => Assert.DoesNotContain("QuestPDF", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The project file as the build reads it, in both flavours.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_project_asks_for_it_only_when_told_to(bool asked)
    {
        var project = Path.Combine(Repository.Root, "src", "Dashboard", "Digilo.Analytics.Dashboard.csproj");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "msbuild", project, "-nologo", "-getItem:PackageReference", "-getItem:PackageVersion", "-getItem:Compile", "-getProperty:RestorePackagesWithLockFile",
                asked ? "-p:QuestPdf=true" : "-p:QuestPdf=",
            ])
        { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
        using var read = JsonDocument.Parse(said);
        var items = read.RootElement.GetProperty("Items");
        Assert.Equal(asked, Any("PackageReference", item => item.GetProperty("Identity").GetString() == "QuestPDF"));
        Assert.Equal(asked, Any("PackageVersion", item => item.GetProperty("Identity").GetString() == "QuestPDF" && item.GetProperty("Version").GetString() == "2026.7.2"));
        Assert.Equal(asked, Any("Compile", item => item.GetProperty("Identity").GetString()!.Contains("QuestPdf", StringComparison.Ordinal)));
        Assert.Equal(!asked, read.RootElement.GetProperty("Properties").GetProperty("RestorePackagesWithLockFile").GetString() == "true");

        bool Any(string kind, Func<JsonElement, bool> test) => items.GetProperty(kind).EnumerateArray().Any(test);
    }

    private static SiteOptions Options(params (string Key, string Value)[] settings) => SiteOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
