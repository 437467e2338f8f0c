using System.Text.RegularExpressions;

namespace Digilo.Analytics.Dashboard.Tests.Architecture;

/// <summary>Rules that only the source text shows.</summary>
public partial class SourceTextTests
{
    [Fact]
    public void QueryText_StandsUnderSql_NeverInCSharp() =>
        AssertNone(Sources("src", "*.cs").Where(f => QueryText().IsMatch(File.ReadAllText(f))), "holds query text");

    [Theory]
    [InlineData("var q = \"SELECT person_id FROM person\";", true)]
    [InlineData("Execute(\"delete from lease where name = @name\");", true)]
    [InlineData("var text = \"Select a file from the list\";", false)]
    public void QueryTextChecker_TellsAQueryFromASentence(string line, bool isQuery) => Assert.Equal(isQuery, QueryText().IsMatch(line));

    [Fact]
    public void NothingCommitted_NamesAPathOfAMachine() =>
        AssertNone(
            Sources(".", "*").Where(f => !f.EndsWith("SourceTextTests.cs", StringComparison.Ordinal) && MachinePath().IsMatch(File.ReadAllText(f))),
            "names a path of a machine");

    [Theory]
    [InlineData("see /home/anna/digilo", true)]
    [InlineData(@"C:\Users\anna\digilo", true)]
    [InlineData("./data/demo", false)]
    public void MachinePathChecker_TellsAMachineFromAFolder(string text, bool isMachine) => Assert.Equal(isMachine, MachinePath().IsMatch(text));

    private static void AssertNone(IEnumerable<string> files, string what)
    {
        var all = files.Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{what}: {string.Join(", ", all)}");
    }

    private static IEnumerable<string> Sources(string folder, string pattern)
    {
        string[] text = [".cs", ".razor", ".sql", ".json", ".md", ".css", ".csproj", ".props", ".targets", ".R", ".csv", ".txt", ".sh", "", ".sln"];
        return Repository.Files()
            .Where(f => folder == "." || f.StartsWith(folder + "/", StringComparison.Ordinal))
            .Where(f => pattern == "*" ? text.Contains(Path.GetExtension(f)) : f.EndsWith(pattern[1..], StringComparison.Ordinal))
            .Select(f => Path.Combine(Repository.Root, f));
    }

    [GeneratedRegex("\"\\s*(SELECT\\s+[\\w*.,\\s]+\\s+FROM\\s+\\w+[\\s\"]|INSERT\\s+INTO\\s+\\w+|UPDATE\\s+\\w+\\s+SET\\s|DELETE\\s+FROM\\s+\\w+)(?![^\"]*\\blist\\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QueryText();

    [GeneratedRegex(@"(/home/\w+/|/Users/\w+/|[A-Z]:\\Users\\)", RegexOptions.CultureInvariant)]
    private static partial Regex MachinePath();
}
