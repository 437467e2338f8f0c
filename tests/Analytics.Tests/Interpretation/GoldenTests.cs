using System.Text;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>
/// What is said of a made organisation, its department Lokalvård and a unit, word for word, in both languages: <c>golden.txt</c> is read by
/// people. Its cells are those of <see cref="HandMade"/>.
/// </summary>
public class GoldenTests
{
    [Fact]
    public void Sentences_are_those_that_have_been_read()
    {
        var made = Written();
        var golden = Path.Combine(Folder(), "golden.txt");
        if (made != File.ReadAllText(golden))
        {
            var written = Path.Combine(AppContext.BaseDirectory, "golden.txt");
            File.WriteAllText(written, made);
            Assert.Fail($"The sentences differ from {golden}. Compare with {written}, read what is new, and put it in its place.");
        }
    }

    [Fact]
    public void Every_measure_is_in_the_file()
    {
        var measures = File.ReadAllLines(Path.Combine(Folder(), "golden.txt")).Where(l => l.Contains(": ", StringComparison.Ordinal)).Select(l => l.Split(':')[0]).ToHashSet();
        Assert.Empty(Catalogue.All.Select(d => d.Id).Except(measures));
    }

    [Fact]
    public void Every_sentence_of_the_file_can_be_traced()
    {
        var snapshot = HandMade.Snapshot();
        foreach (var language in (string[])["sv", "en"])
        {
            foreach (var sentence in Sentences.All(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, language).SelectMany(g => g.Measures).SelectMany(m => m.Sentences))
            {
                Assert.Empty(TraceChecker.Untraced(snapshot, snapshot.Organisations[0], sentence, language, RulesTests.Reasons(language)));
            }
        }
    }

    private static string Written()
    {
        var snapshot = HandMade.Snapshot();
        var text = new StringBuilder();
        foreach (var language in (string[])["sv", "en"])
        {
            foreach (var (level, code) in ((ScopeLevel, string)[])[(ScopeLevel.Organisation, MadeSnapshot.Organisation), (ScopeLevel.Department, MadeSnapshot.Department), (ScopeLevel.Unit, MadeSnapshot.Unit)])
            {
                text.Append("# ").Append(language).Append(' ').Append(level).Append('\n');
                foreach (var measure in Sentences.All(snapshot, MadeSnapshot.Organisation, MadeSnapshot.Wave, language, level, code).SelectMany(g => g.Measures))
                {
                    foreach (var sentence in measure.Sentences)
                    {
                        text.Append(measure.Measure).Append(": ").Append(sentence.Text.Replace('\u00A0', '~')).Append('\n');
                    }
                }
            }
        }

        return text.ToString();
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Digilo.Analytics.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
        }

        return Path.Combine(folder.FullName, "tests", "Analytics.Tests", "Interpretation");
    }
}
