using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Dashboard.Tests.Texts;

/// <summary>docs/method is what the program writes: text and code cannot part.</summary>
public sealed class MethodDocumentTests
{
    [Theory]
    [InlineData("sv", "metod.md")]
    [InlineData("en", "method.md")]
    public void The_committed_document_is_what_the_program_writes(string language, string file)
    {
        var committed = File.ReadAllText(Path.Combine(Repository.Root, "docs", "method", file));
        Assert.True(
            committed == MethodDocument.Of(language),
            $"docs/method/{file} is not what the definitions say: run 'digilo export --table method --out docs/method'.");
    }

    [Fact]
    public void Every_measure_has_a_place_with_its_formula()
    {
        var text = MethodDocument.Of("sv");
        Assert.All(Catalogue.All, d => Assert.Contains($"## {d.Id} · {d.Name.Sv}\n", text, StringComparison.Ordinal));
        Assert.All(Catalogue.All, d => Assert.Contains(d.Formula.Sv, text, StringComparison.Ordinal));
    }
}
