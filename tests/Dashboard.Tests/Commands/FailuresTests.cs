using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

public partial class FailuresTests
{
    public static TheoryData<Exception, string, int> Known() => new()
    {
        { new IOException("full", 28), "cli.error.disk", 5 },
        { new IOException("full", unchecked((int)0x80070070)), "cli.error.disk", 5 },
        { new IOException("other"), "cli.error.file", 5 },
        { new UnauthorizedAccessException("no"), "cli.error.access", 5 },
        { new LeaseHeldException("write", "digilo import (process 4711)", DateTime.UnixEpoch), "cli.error.lease", 5 },
        { new StoreException(new Message("store.newer", "9", "1"), "newer"), "store.newer", 5 },
        { new ConfigurationException("wrong"), "cli.error.configuration", 5 },
        { new CommandFailure(2, "cli.error.missing", "--out"), "cli.error.missing", 2 },
        { new InvalidOperationException("a row of somebody's data"), "cli.error.unexpected", 5 },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Every_failure_has_a_text_in_both_languages_and_an_exit_code(Exception failure, string code, int exitCode)
    {
        var (text, found) = Failures.Explain(failure);

        Assert.Equal((code, exitCode), (text.Code, found));
        Assert.All(["sv", "en"], language => Assert.DoesNotContain("‹", TextCatalogue.Default.Get(language, text), StringComparison.Ordinal));
        Assert.DoesNotContain("somebody", TextCatalogue.Default.Get("sv", text), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_code_that_the_commands_and_jobs_name_exists()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The test does not run inside the tree.");
        }

        var named = new[] { "Commands", "Jobs", "Hosting", "Briefs" }
            .SelectMany(room => Directory.GetFiles(Path.Combine(folder.FullName, "src", "Dashboard", room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => TextCode().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct().ToList();
        Assert.True(named.Count > 80);
        Assert.Empty(named.Except(TextCatalogue.Default.Codes("sv")));
    }

    // A code that ends in a dot is put together from parts.
    [GeneratedRegex("\"((?:cli|run|doctor)\\.[A-Za-z.-]*[A-Za-z])\"(?! *\\+)")]
    private static partial Regex TextCode();
}
